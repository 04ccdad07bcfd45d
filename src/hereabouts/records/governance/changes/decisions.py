"""How decisions and the actions that follow from them are written down, and how they end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.governance import decisions as core
from hereabouts.core.ledger import Actor
from hereabouts.records.governance.changes.chosen import chosen
from hereabouts.records.governance.changes.minutes import hold
from hereabouts.records.governance.models import Decision, Group, Meeting, MeetingAction
from hereabouts.records.governance.reads import quorum_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change, next_ref
from hereabouts.records.voice.reads import communities

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation


@change("decision.record", about="meeting")
def record_decision(
    *,
    by: Actor,
    on: date,
    meeting: Meeting,
    verb: str,
    text: str,
    item: object = None,
    reasons: str = "",
    options: str = "",
    dissent: str = "",
    account: Account | None = None,
    owner: Organisation | None = None,
    implement_by: date | None = None,
    update_on: date | None = None,
) -> Decision:
    """Write a decision down with a permanent reference. A decision that commits somebody needs a quorum, as recorded."""
    hold(meeting, on)
    owned = account is not None or owner is not None
    core.check(verb=verb, text=text, reasons=reasons, owner=owned, quorum=quorum_of(meeting))
    day = timezone.localdate(meeting.starts_at)
    return Decision.objects.create(
        meeting=meeting, place=meeting.place, item=chosen(meeting.items.all(), item),
        ref=next_ref(_prefix(meeting.group), day.year, "decision"), verb=verb, text=text.strip(), reasons=reasons.strip(),
        options=options.strip(), dissent=dissent.strip(), decided_on=day, implement_by=implement_by, update_on=update_on,
        account=account, owner=owner or (account.organisation if account else None),
    )  # fmt: skip


def _prefix(group: Group) -> str:
    """Start references with the place's letters, or with the group's own where it is for the whole area."""
    if group.place is not None:
        return group.place.prefix
    return "".join(word[0] for word in group.name.upper().split() if word[0].isalpha())[:4] or "G"


@change("decision.record", about="decision")
def carry_out(*, by: Actor, on: date, decision: Decision) -> Decision:
    """Say that a decision was carried out today; agendas stop asking for it. Twice changes nothing."""
    if decision.carried_out_on is None:
        decision.carried_out_on = on
        decision.save(update_fields=["carried_out_on"])
    return decision


@change("decision.record", about="decision")
def name_touched(*, by: Actor, on: date, decision: Decision, groups: Iterable[str]) -> Decision:
    """Say which groups a decision touches (“ethnicity: asian”); none is an answer too. Its words stay as they were minuted."""
    told = list(dict.fromkeys(groups))
    if not set(told) <= set(dict(communities())):
        raise core.NotADecision("Choose among the groups that people here are asked about.")
    decision.touches = told
    decision.save(update_fields=["touches"])
    return decision


@change("meeting.minute", about="meeting")
def add_meeting_action(
    *,
    by: Actor,
    on: date,
    meeting: Meeting,
    what: str,
    organisation: Organisation,
    account: Account | None = None,
    due_on: date | None = None,
    decision: object = None,
) -> MeetingAction:
    """Write down who does what by when. It may follow from a decision of the same meeting."""
    hold(meeting, on)
    made = chosen(meeting.decisions.all(), decision)
    return MeetingAction.objects.create(
        meeting=meeting, decision=made, what=what.strip(), account=account, organisation=organisation, due_on=due_on
    )


@change("meeting.minute", about="meeting")
def finish_action(*, by: Actor, on: date, meeting: Meeting, action: object) -> MeetingAction:
    """Say that an action of the meeting's group was done today, at this meeting or between two. Twice changes nothing."""
    found = chosen(MeetingAction.objects.filter(meeting__group=meeting.group), action)
    if found is None:
        raise NotFound
    if found.done_on is None:
        found.done_on = on
        found.save(update_fields=["done_on"])
    return found
