"""The figures of a quarter. They do not depend on who freezes it: a report is about the place, not about its writer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.account import quarter as quarters
from hereabouts.core.ledger import Actor, Grant
from hereabouts.core.plans.progress import WORDS
from hereabouts.engines.definitions import disclosure, topics
from hereabouts.records.account import voices
from hereabouts.records.account.earlier import told_before
from hereabouts.records.plans import access as plans
from hereabouts.records.plans import reads as plan_reads
from hereabouts.records.priorities import reads as priorities
from hereabouts.records.problems import reads as problems
from hereabouts.records.releases.reads import areas_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.plans.reads import ActionSheet

READ = ("plan.see", "action.see", "return.see", "priority.see", "board.see", "report.see", "letter.see", "place.see")


def reader(place: Place) -> Actor:
    """Give the actor a quarterly report is read with: what everybody who may see the report may see of one place.

    Of reports it takes counts only, and of nothing does it keep a person's name.
    """
    grants = (Grant(*what.split("."), under="the quarterly report of a place", place=str(place.pk)) for what in READ)
    return Actor("quarter", "Quarterly report", grants=tuple(grants))


def figures(place: Place, year: int, quarter: int, *, on: date) -> dict[str, Any]:
    """Work out what a quarter reports, its counts of people as they may be printed. NotBegun when it lies in the future."""
    day, by = quarters.as_at(year, quarter, on), reader(place)
    actions = actions_of(place, year, quarter, on=on)
    told = {
        "place": place.name, "year": year, "quarter": quarter, "as_at": day.isoformat(), "areas": list(areas_of(place)),
        "counts": quarters.by_status(actions), "actions": actions, "money": _money(actions),
        "heard": {"people": voices.people(place, on=day)},
        "priorities": [{"ref": p.ref, "statement": p.statement, "state": p.state}
                       for p in priorities.priorities(by, on=on, place=place)],
        "disagreements": _disagreements(by, place, on), "reports": _reports(by, year, quarter, day, on),
    }  # fmt: skip
    return quarters.printable(told, str(place.pk), disclosure()["open"], told_before(place))


def actions_of(place: Place, year: int, quarter: int, *, on: date) -> list[dict[str, Any]]:
    """Give what a quarter reports of every action."""
    day, by = quarters.as_at(year, quarter, on), reader(place)
    return [_action(sheet, on) for sheet in plan_reads.actions(by, plans.actions(by, on=on), on=day)]


def _action(sheet: ActionSheet, on: date) -> dict[str, Any]:
    line, told = sheet.line, _told(sheet, on)
    return {
        "ref": line.ref, "title": line.title, "plan": line.plan, "lead": line.lead, "status": line.status,
        "due": _said(line.due_on), "days_late": line.days_late, "reason": line.reason, "merged_into": line.merged_into,
        "planned": _number(line.money_planned), "spent": _number(line.money_spent), **told,
        "changes": [f"{what}: {why}" for at, _, what, why in sheet.history if why and at <= on],
        "measures": [f"{m.measure}: from {_amount(m.baseline)} to {_amount(m.target)}" for m in line.measures],
    }  # fmt: skip


def _told(sheet: ActionSheet, on: date) -> dict[str, str]:
    """Give the newest return that was not sent back: the letter in words, the computed one, and why it was overridden."""
    rows = sorted((r for r in sheet.returns if r.state != "sent back" and r.submitted_on <= on),
                  key=lambda r: (r.submitted_on, r.period))  # fmt: skip
    if not rows:
        return {
            "brag": "",
            "computed": "",
            "why": "",
            "period": "",
            "narrative": "",
            "next": "",
            "help": "",
            "evidence": "",
        }
    r = rows[-1]
    return {
        "brag": WORDS[r.override or r.brag], "computed": WORDS[r.brag], "why": r.override_reason if r.override else "",
        "period": r.period, "narrative": r.narrative, "next": r.next, "help": r.help_needed, "evidence": r.evidence,
    }  # fmt: skip


def _money(actions: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: quarters.added([a[key] for a in actions]) for key in ("planned", "spent")}


def _disagreements(by: Actor, place: Place, on: date) -> list[dict[str, str]]:
    board = priorities.newest(by, place, on=on)
    return [
        {"topic": topics()[one.topic]["label"], "owner": one.owner, "next_step": one.next_step, "due": _said(one.due_on),
         "state": one.state}
        for one in (board.settling.values() if board else ())
    ]  # fmt: skip


def _reports(by: Actor, year: int, quarter: int, day: date, on: date) -> dict[str, int]:
    first, _ = quarters.days(year, quarter)
    taken = [r for r in problems.reports(by, on=on) if first <= r.accepted_on <= day]
    waiting = sum(due.letter.received_on <= day for due in problems.waiting(by, on=on))
    in_time = sum(r.in_time for r in taken)
    return {"in time": in_time, "after the day": len(taken) - in_time, "waiting": waiting}


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(value) -> float | None:
    return None if value is None else float(value)


def _amount(value) -> str:
    return "not known" if value is None else f"{value.normalize():f}"
