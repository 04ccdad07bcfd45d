"""Making an access pack: which records are theirs, what a person decides of each passage, and letting it go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.clock import NotARequest, moved
from hereabouts.core.rights.pack import NotReviewed, decision, refuse_unreviewed
from hereabouts.records.ledger.changes import change
from hereabouts.records.rights import gathering, packs
from hereabouts.records.rights.models import Redaction, RightsRequest


@change("rights_request.gather", about="request")
def gather(*, by: Actor, on: date, request: RightsRequest, chosen: Iterable[str]) -> RightsRequest:
    """Say which of the records that were found are theirs. Only what the search found for them can be chosen."""
    state, wanted = moved(request.state, "gather"), set(chosen)
    found = {
        id_: [kind, id_, words] for kind, id_, words in gathering.candidates(packs.who_of(request), request.dob, by)
    }
    if not wanted <= found.keys():
        raise NotARequest("Choose among the records that were found for this name and these contacts.")
    request.about = [one for id_, one in found.items() if id_ in wanted]
    request.state = state
    request.save(update_fields=["about", "state"])
    return request


@change("rights_request.redact", about="request")
def review_passages(
    *,
    by: Actor,
    on: date,
    request: RightsRequest,
    decided: Mapping[str, tuple[str, str]],
    read: Mapping[str, str],
) -> int:
    """Keep what was decided of some passages, each with its reason: hidden, without names, or as it is. Say how many.

    ``read`` is the fingerprint of each passage as it stood when it was read: a decision is about those words, and no others.
    """
    _preparing(request)
    here = {one.held.key: one for one in packs.laid(by, request, on=on).all}
    for key, (word, reason) in decided.items():
        if key not in here:
            raise NotARequest("A passage has gone, or is not yours to see. Look at the pack again.")
        if read.get(key) != here[key].held.print:
            raise NotReviewed("A passage was changed since you read it. Read it again, then decide.")
        made = decision(here[key], word, reason)
        facts = {
            "decision": made.decision,
            "reason": made.reason,
            "print": made.print,
            "decided_by": by.name,
            "decided_on": on,
        }
        Redaction.objects.update_or_create(request=request, key=key, defaults=facts)
    return len(decided)


@change("rights_request.move", about="request", step="issue")
def issue(*, by: Actor, on: date, request: RightsRequest, read: str) -> RightsRequest:
    """Let the pack go out, once a person has looked at every passage that may be about somebody else.

    ``read`` is the fingerprint of the pack as whoever lets it go has read it: what came since, they have not. The pack itself
    is not kept: the fingerprints of what went out are, and how much did not.
    """
    _preparing(request)
    state, pack = moved(request.state, "answer"), packs.laid(by, request, on=on)
    refuse_unreviewed(pack.all)
    if read != pack.read:
        raise NotReviewed("What goes out has changed since you opened this page. Read it again, then let it go out.")
    request.state, request.closed_on, request.closed_by = state, on, by.name
    told = {"passages": pack.went, "left": dict(pack.left)}
    request.issued = {"out": pack.out, "withheld": pack.withheld, "print": pack.print, **told}
    request.save(update_fields=["state", "closed_on", "closed_by", "issued"])
    return request


def _preparing(request: RightsRequest) -> None:
    if request.kind != "access" or request.state != "review":
        raise NotARequest("There is no pack to prepare here: it is made for a request for access that is in review.")
