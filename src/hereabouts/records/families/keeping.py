"""How long families and agencies' records are kept: what has ended and when, and how they are emptied.

Rows stay where figures count them; what was told, who lives there and where goes. Matches go whole: they join people.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q
from django.utils import timezone

from hereabouts.core.ledger.held import Ended
from hereabouts.records.families.held import UNDER_A_REFERRAL
from hereabouts.records.families.models import (
    Extract,
    Household,
    Match,
    NeedChallenge,
    NeedDecision,
    ReferralDraft,
    Stub,
)
from hereabouts.records.ledger.held import REMOVED, empty, guards

FAMILY, STUB, DRAFT = "family", "stub", "draft"


def ended(*, on: date) -> list[Ended]:
    """Give every family and every agency's record with when it ended, whoever may see it: nothing of it is shown."""
    homes = Household.objects.prefetch_related("people", *(f"referrals__{name}" for name in UNDER_A_REFERRAL))
    stubs = Stub.objects.select_related("extract", "organisation")
    drafts = [_draft(one) for one in ReferralDraft.objects.order_by("kept_at", "pk")]
    return [
        *(_family(home, on) for home in homes.order_by("ref")), *(_stub(stub) for stub in stubs.order_by("pk")), *drafts,
    ]  # fmt: skip


def _draft(draft: ReferralDraft) -> Ended:
    """Say when a draft was left: nothing of it is shown but the day."""
    day = timezone.localtime(draft.kept_at).date()
    words = f"A referral begun and not sent, of {day:%-d %B %Y}"
    return Ended(DRAFT, str(draft.pk), day, frozenset({str(draft.pk)}), guards(draft), words=words)


def _family(home: Household, on: date) -> Ended:
    referrals, people = list(home.referrals.all()), list(home.people.all())
    days = [day for referral in referrals for day in _days(referral)]
    open_ = [r.ref for r in referrals if r.state != "decided"]
    still = f"A referral is not decided: {', '.join(open_)}." if open_ else ""
    still = still or ("Nothing is known of its last day." if not days else "")
    came = min(days, default=on)
    born = [person.dob or came for person in people]
    ids = {str(home.pk), *(str(one.pk) for one in (*referrals, *people))}
    return Ended(
        FAMILY, str(home.pk), None if still else max(days), frozenset(ids), guards(home), max(born, default=came), still
    )


def _days(referral) -> Iterable[date]:
    moments = [referral.received_at, referral.screened_at, *(d.decided_at for d in referral.decisions.all())]
    moments += [share.decided_at for share in referral.sharing.all()]
    moments += [one.tried_at for one in referral.attempts.all()]
    moments += [moment for one in referral.pauses.all() for moment in (one.since, one.until)]
    moments += [need.assessed_at for need in referral.needs.all()]
    yield from (timezone.localtime(moment).date() for moment in moments if moment)
    yield from (episode.since for episode in referral.episodes.all())
    for step in referral.plan_steps.all():
        yield from filter(None, (step.agreed_on, step.done_on))
    yield from (voice.heard_on for voice in referral.voices.all())
    yield from (step.since for step in (*referral.work_stages.all(), *referral.leads.all()))
    yield from (one.decided_on for one in referral.need_decisions.all())
    for said in referral.need_challenges.all():
        yield from filter(None, (said.made_on, said.answered_on))
    yield from (closing.closed_on for closing in referral.closings.all())
    for gain in referral.income_gains.all():
        yield from filter(None, (gain.gained_on, gain.written_on, gain.verified_on))
    for pointer in referral.pointers.all():
        yield from filter(None, (pointer.sent_on, pointer.acknowledged_on, pointer.withdrawn_on))


def _stub(stub: Stub) -> Ended:
    shut, taken_back = stub.status == "closed", stub.extract.undone_at
    day = (stub.ends_on or timezone.localtime(stub.extract.given_at).date()) if shut else None
    day = timezone.localtime(taken_back).date() if taken_back and day is None else day
    still = "" if day else "The agency still works with them."
    return Ended(
        STUB,
        str(stub.pk),
        day,
        frozenset({str(stub.pk)}),
        guards(stub),
        still=still,
        words=f"A record of {stub.organisation.name}",
    )


def emptied(rule: str, ids: Iterable[str]) -> None:
    """Empty some families, or some agencies' records. Call it inside a change that has asked and looked again."""
    ids = list(ids)
    if rule == FAMILY:
        for home in Household.objects.filter(pk__in=ids):
            _empty_family(home)
    elif rule == DRAFT:
        ReferralDraft.objects.filter(pk__in=ids).delete()
    else:
        _empty_stubs(Stub.objects.filter(pk__in=ids))


def _empty_family(home: Household) -> None:
    Match.objects.filter(person__household=home).delete()
    for person in home.people.all():
        empty(person, dob=None, first_name="Removed")
    for referral in home.referrals.all():
        for name in UNDER_A_REFERRAL:
            for row in getattr(referral, name).all():
                empty(row, **_standing(name, row))
        empty(referral, worry=REMOVED)
    for restriction in home.restrictions.all():
        empty(restriction)
    empty(home)


def _standing(name: str, row: Model) -> dict[str, str]:
    """Give the words that stay in place of others, where a row of its kind cannot be without any."""
    if name == "answers":
        return {"answer": "not asked"}
    if isinstance(row, NeedDecision):
        return {"reason": REMOVED}
    return {"answer": REMOVED} if isinstance(row, NeedChallenge) and row.upheld is not None else {}


def _empty_stubs(stubs) -> None:
    for stub in stubs:
        Match.objects.filter(Q(stub=stub) | Q(stub_a=stub)).delete()
        for extract in Extract.objects.filter(organisation=stub.organisation_id):
            kept = [told for told in extract.before if told.get("id") != str(stub.pk)]
            if kept != extract.before:
                Extract.objects.filter(pk=extract.pk).update(before=kept)
        for pointer in stub.pointers.all():
            empty(pointer)
        empty(stub, local_id=stub.pk.hex, protected=False)
