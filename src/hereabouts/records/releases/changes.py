"""How something is put forward, released by somebody else, and taken back. Nothing that was released is ever edited."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.releases.audit import Found, NotSafe, safe, tables
from hereabouts.core.releases.content import canonical, checked, fingerprint, without
from hereabouts.core.releases.laid_out import printable
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import disclosure
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.models import Proposal, Release
from hereabouts.records.releases.reads import before, quoted

if TYPE_CHECKING:
    from hereabouts.core.trust.disclosure import DisclosureRule
    from hereabouts.records.places.models import Place


class NoReason(Sentence):
    """A release taken back, or a proposal sent back, without a word."""


class OwnWork(Sentence):
    """A release looked at by nobody but its author."""


class Decided(Sentence):
    """A proposal that somebody has decided about already."""


ALONE = "No second person looked: published by one person at the command line."


@change("release.propose", sensitivity=Sensitivity.PUBLIC)
def propose(
    *, by: Actor, on: date, place: Place | None, kind: str, title: str, content: Mapping[str, Any], rule: str
) -> Proposal:
    """Put a copy forward for release: it is attacked at once, and waits for somebody else to look at it.

    What the same person put forward before of the same kind and place and nobody decided about is replaced.
    """
    found = _looked_at(place, kind, content, rule)
    text, title = canonical(content), printable(title)
    Proposal.objects.filter(kind=kind, place=place, proposed_by=by.id, state="waiting").delete()
    return Proposal.objects.create(
        kind=kind, place=place, title=title, content=text, sha256=fingerprint(text), rule=rule, found=asdict(found),
        proposed_on=on, proposed_by=by.id, proposed_name=by.name,
    )  # fmt: skip


@change("release.approve", about="proposal")
def approve(*, by: Actor, on: date, proposal: Proposal) -> Release:
    """Release what somebody else put forward. It is attacked once more, with all that was released since.

    Raises OwnWork for its author, Decided where it was decided about, and NotSafe where it tells too much by now.
    """
    _by_another(by, proposal)
    content = json.loads(proposal.content)
    if fingerprint(proposal.content) != proposal.sha256:
        raise Decided("What waits here is not what was put forward. Put it forward again.")
    _looked_at(proposal.place, proposal.kind, content, proposal.rule)
    made = _released(
        on=on, place=proposal.place, kind=proposal.kind, title=proposal.title, text=proposal.content,
        rule=proposal.rule, author=proposal.proposed_by, second=by.id,
    )  # fmt: skip
    held = Proposal.objects.filter(release=made).exists()  # the same content twice running is one release
    _decide(by, on, proposal, "approved", release=None if held else made)
    return made


@change("release.send_back", about="proposal", keeps=("because",))
def send_back(*, by: Actor, on: date, proposal: Proposal, because: str) -> Proposal:
    """Send back what somebody else put forward, with the reason."""
    if not because.strip():
        raise NoReason("Say why it is sent back.")
    _by_another(by, proposal)
    return _decide(by, on, proposal, "sent back", because=because.strip())


@change("release.publish", sensitivity=Sensitivity.PUBLIC, keeps=("second",))
def release(
    *, by: Actor, on: date, place: Place | None, kind: str, title: str, content: Mapping[str, Any], rule: str,
    second: str,
) -> Release:  # fmt: skip
    """Publish a copy without a second person: for one person at a keyboard, and the audit trail says so.

    It supersedes the one before and is never changed. Its tables are attacked like those of any other; content whose page
    could not be shown is refused as well. The same content twice running changes nothing.
    """
    _looked_at(place, kind, content, rule)
    return _released(
        on=on,
        place=place,
        kind=kind,
        title=printable(title),
        text=canonical(content),
        rule=rule,
        author=by.id,
        second="",
    )


def forget(place_id: object, words: AbstractSet[str]) -> None:
    """Take away what was put forward and not released and prints any of these words. Call it inside a change.

    Of what was approved the copy beside the release loses the words; the release itself is the one that says what went out.
    """
    for row in Proposal.objects.filter(place=place_id):
        content = json.loads(row.content)
        if words.isdisjoint(quoted(content)):
            continue
        if row.state == "approved":
            Proposal.objects.filter(pk=row.pk).update(content=canonical(without(content, words)))
        else:
            row.delete()


def erase(place_id: object, words: AbstractSet[str]) -> None:
    """Take words out of all that was ever released with them and is withdrawn. Call it inside a change.

    Their speaker had them erased: what is left of such a release is everything else in it, and the fingerprint of what it was.
    """
    for row in Release.objects.filter(place=place_id).exclude(withdrawn_on=None):
        content = json.loads(row.content)
        if not words.isdisjoint(quoted(content)):
            Release.objects.filter(pk=row.pk).update(content=canonical(without(content, words)))


def _looked_at(place: Place | None, kind: str, content: Mapping[str, Any], rule: str) -> Found:
    """Attack the tables of a content with all that was released of these people before. Raises NotSafe."""
    checked(kind, content)
    new = tables(content, str(place.pk) if place else "")
    return safe(new, before(place, new), _rule(rule))


def _by_another(by: Actor, proposal: Proposal) -> None:
    if proposal.state != "waiting":
        raise Decided("Somebody has already decided about this: it was {state}.", state=proposal.state)
    if by.id == proposal.proposed_by:
        raise OwnWork("You put this forward yourself. Somebody else has to look at it.")


def _decide(by: Actor, on: date, proposal: Proposal, state: str, **told: Any) -> Proposal:
    for name, value in {"state": state, "decided_on": on, "decided_by": by.id, "decided_name": by.name, **told}.items():
        setattr(proposal, name, value)
    proposal.save()
    return proposal


def _released(
    *, on: date, place: Place | None, kind: str, title: str, text: str, rule: str, author: str, second: str
) -> Release:
    newest = Release.objects.filter(kind=kind, place=place, withdrawn_on=None).order_by("-number").first()
    if newest and (newest.sha256, newest.title, newest.rule) == (fingerprint(text), title, rule):
        return newest
    last = Release.objects.filter(kind=kind, place=place).aggregate(last=Max("number"))["last"] or 0
    return Release.objects.create(
        kind=kind,
        place=place,
        number=last + 1,
        title=title,
        content=text,
        sha256=fingerprint(text),
        rule=rule,
        published_on=on,
        published_by=author,
        approved_by=second,
        sensitivity=Sensitivity.PUBLIC,
    )


def _rule(name: str) -> DisclosureRule:
    if name not in disclosure():
        raise NotSafe("There is no disclosure rule called “{name}”.", name=name)
    return disclosure()[name]


@change("release.withdraw")
def withdraw(*, by: Actor, on: date, release: Release, because: str) -> Release:
    """Take a release back, with the reason; from the next request on nobody can read it. Twice changes nothing."""
    if not because.strip():
        raise NoReason("Say why it is withdrawn.")
    if release.withdrawn_on is None:
        release.withdrawn_on, release.withdrawn_because = on, because
        release.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return release
