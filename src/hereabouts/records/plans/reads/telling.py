"""What stands of an action for a period, and what somebody who is asked about it sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.quarters import Quarter
from hereabouts.core.plans.telling import Words, mark
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Action, Return, ReturnDraft, ReturnLink
from hereabouts.records.plans.reads.rows import mine

RETURN_WORDS = ("narrative", "next", "help_needed", "evidence")


@dataclass(frozen=True)
class Standing:
    """The newest words of an action for a period, who wrote them and when, and the mark of a page that shows them.

    ``whose`` is empty while nobody wrote; ``sent`` tells a return from a draft; ``state`` is the return's.
    """

    mark: str
    words: Words
    who: str = ""
    whose: str = ""
    at: datetime | date | None = None
    sent: bool = False
    state: str = ""


@dataclass(frozen=True)
class Asked:
    """One action as the page shows it to whoever is asked: a few lines, what was told last time, what stands now."""

    id: UUID
    ref: str
    title: str
    state: str
    due_on: date | None
    milestones: tuple[tuple[str, str, date], ...]
    last_period: str
    last_words: str
    last_next: str
    last_on: date | None
    standing: Standing
    told_at: datetime | None = None
    files: tuple[str, ...] = ()


def standing(action: Action, period: str) -> Standing:
    """Give what stands of an action for a period: a draft where there is one, else the return, else nothing."""
    draft = ReturnDraft.objects.filter(action=action, period=period).first()
    return _standing(draft, Return.objects.filter(action=action, period=period).first())


def _standing(draft: ReturnDraft | None, told: Return | None) -> Standing:
    words = {name: getattr(told, name) for name in RETURN_WORDS} if told else {}
    now = [*words.values(), told.submitted_by if told else "", *([draft.pk, draft.number] if draft else [])]
    if draft:
        return Standing(mark(now), Words.of(draft.words), draft.who, draft.whose, draft.saved_at)
    if told:
        whose = f"return:{told.pk}"  # whoever sent it: a page that does not know of it yet is shown it first
        return Standing(mark(now), Words.of(words), told.submitted_by, whose, told.submitted_on, True, told.state)
    return Standing(mark(now), Words())


def asked_by_link(link: ReturnLink) -> list[Asked]:
    """Give the actions of a link in the order of their references; the door was ``by_link``."""
    rows = link.asked.select_related("action").prefetch_related("action__milestones", "action__proofs")
    told = {row.action_id: row.told_at for row in rows}
    return _asked([row.action for row in rows], link.period, told)


def to_tell(actor: Actor, quarter: Quarter, *, on: date) -> list[Asked]:
    """Give the open actions somebody answers for, each with what stands of it for a quarter: many at once (S-46)."""
    ids = [line.id for line in mine(actor, on=on) if line.starts_on is None or line.starts_on <= quarter.last]
    rows = access.actions(actor, on=on).filter(pk__in=ids).prefetch_related("milestones", "proofs")
    return _asked(list(rows), quarter.name, {})


def _asked(actions: list[Action], period: str, told_at: dict[UUID, datetime | None]) -> list[Asked]:
    """Describe actions; as many questions for a hundred as for one."""
    drafts = {row.action_id: row for row in ReturnDraft.objects.filter(action__in=actions, period=period)}
    returns: dict[UUID, list[Return]] = {}
    for row in Return.objects.filter(action__in=actions).order_by("period"):
        returns.setdefault(row.action_id, []).append(row)
    return [_one(action, period, drafts.get(action.pk), returns.get(action.pk, ()), told_at) for action in actions]


def _one(
    action: Action,
    period: str,
    draft: ReturnDraft | None,
    returns: Iterable[Return],
    told_at: dict[UUID, datetime | None],
) -> Asked:
    now = next((row for row in returns if row.period == period), None)
    last = next((row for row in reversed(list(returns)) if row.period < period), None)
    open_ = [(str(m.pk), m.title, m.due_on) for m in action.milestones.all() if m.done_on is None]
    return Asked(
        action.pk, action.ref, action.title, action.state, action.due_on, tuple(open_),
        last.period if last else "", last.narrative if last else "", last.next if last else "",
        last.submitted_on if last else None, _standing(draft, now), told_at.get(action.pk),
        tuple(proof.caption for proof in action.proofs.all() if proof.period == period),
    )  # fmt: skip
