"""Who can be asked how the actions of a plan go, and who was asked, opened and told (S-44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.progress import ENDED
from hereabouts.core.plans.quarters import Quarter, ask_from, tell_by
from hereabouts.records.ledger.access import one, seen
from hereabouts.records.places.reads import working_calendar
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Plan, Return, ReturnLink


@dataclass(frozen=True)
class Lead:
    """One person who leads actions of a plan that nobody told of yet, and those actions. ``asked``: a link of theirs is good."""

    account_id: UUID | None
    name: str
    email: str
    organisation: str
    actions: tuple[tuple[UUID, str, str], ...]
    asked: bool


@dataclass(frozen=True)
class LinkLine:
    """A link as the officer sees it; never its token. ``told`` of ``asked`` actions; ``state`` is one word of STATES."""

    id: UUID
    name: str
    email: str
    organisation: str
    state: str
    asked_on: date
    asked_by: str
    times: int
    opened_at: datetime | None
    expires_on: date
    told: int
    asked: int
    refs: tuple[str, ...]
    because: str
    left: bool


@dataclass(frozen=True)
class Round:
    """The asking of a plan for a quarter: from when, until when, whom, whom nobody can ask, and how far it is."""

    from_on: date
    until: date
    leads: tuple[Lead, ...]
    nobody: tuple[tuple[UUID, str, str, str], ...]
    links: tuple[LinkLine, ...]
    due: int
    told: int


def link(actor: Actor, id: object, *, on: date) -> ReturnLink:
    """Give one link that the actor may ask by; NotFound when it is absent or not theirs."""
    rows = ReturnLink.objects.select_related("plan", "place", "organisation", "account")
    found: ReturnLink = one(rows, actor, id, on=on, verb="ask")
    return found


def asking(actor: Actor, plan: Plan, quarter: Quarter, *, on: date, meeting_on: date | None = None) -> Round:
    """Describe the asking of a plan for a quarter, before a meeting if one is named."""
    due = due_actions(actor, plan, quarter, on=on)
    told = set(Return.objects.filter(action__in=due, period=quarter.name).values_list("action_id", flat=True))
    links = [_line(row, on) for row in _links(actor, plan, quarter, on)]
    open_ = {line.email.lower() for line in links if line.state in {"asked", "opened"}}
    left = [action for action in due if action.pk not in told]
    working = working_calendar(plan.place_id)
    return Round(
        from_on=ask_from(meeting_on, working) if meeting_on else quarter.first,
        until=meeting_on or tell_by(quarter, working),
        leads=_leads([a for a in left if a.lead_id and a.lead.is_active], open_),
        nobody=tuple(
            (a.pk, a.ref, a.title, a.organisation.name if a.organisation else "")
            for a in left if not (a.lead_id and a.lead.is_active)
        ),
        links=tuple(links), due=len(due), told=len(told),
    )  # fmt: skip


def due_actions(actor: Actor, plan: Plan, quarter: Quarter, *, on: date) -> list[Action]:
    """Give the actions of a plan that are to be told of for a quarter: open, and begun before it ended."""
    rows = access.actions(actor, on=on).filter(plan=plan).exclude(state__in=[*ENDED, "complete", "proposed"])
    return [action for action in rows if action.starts_on is None or action.starts_on <= quarter.last]


def _leads(actions: list[Action], asked: set[str]) -> tuple[Lead, ...]:
    of: dict[UUID, list[Action]] = {}
    for action in actions:
        of.setdefault(action.lead_id, []).append(action)
    found = [
        Lead(
            pk, mine[0].lead.name, mine[0].lead.email, mine[0].organisation.name if mine[0].organisation else "",
            tuple((a.pk, a.ref, a.title) for a in mine), mine[0].lead.email.lower() in asked,
        )
        for pk, mine in of.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda lead: lead.name))


def _links(actor: Actor, plan: Plan, quarter: Quarter, on: date):
    rows = seen(ReturnLink.objects.filter(plan=plan, period=quarter.name), actor, on=on, verb="ask")
    return rows.select_related("organisation").prefetch_related("asked__action").order_by("name", "-times")


def state_of(row: ReturnLink, on: date) -> str:
    """Give how far a link is, in one word: told, taken back, over, opened or asked."""
    if row.used_at:
        return "told"
    if row.revoked_on:
        return "taken back"
    if row.expires_on < on:
        return "over"
    return "opened" if row.opened_at else "asked"


def _line(row: ReturnLink, on: date) -> LinkLine:
    asked = list(row.asked.all())
    told = sum(one.told_at is not None for one in asked)
    return LinkLine(
        row.pk, row.name, row.email, row.organisation.name if row.organisation else "", state_of(row, on), row.asked_on,
        row.asked_by, row.times, row.opened_at, row.expires_on, told, len(asked), tuple(one.action.ref for one in asked),
        row.because, left=told < len(asked) and row.because != "Another one was sent",
    )  # fmt: skip
