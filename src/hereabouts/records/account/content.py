"""The content of a release: a plan and a profile put together from what the publisher may see, small numbers hidden."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from hereabouts.core.account import notice
from hereabouts.core.ledger import Actor
from hereabouts.core.releases.audit import Scope
from hereabouts.engines.definitions import disclosure, topics
from hereabouts.engines.maps import outlines
from hereabouts.records.account import changed, voices
from hereabouts.records.account.earlier import told_before
from hereabouts.records.evidence import reads as evidence
from hereabouts.records.evidence.own.figures import cleared_figures_of, profile_with
from hereabouts.records.evidence.shapes import credits_of, shapes
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import access as plans
from hereabouts.records.plans import reads as plan_reads
from hereabouts.records.priorities import access as priorities
from hereabouts.records.priorities import reads as priority_reads
from hereabouts.records.releases.reads import areas_of
from hereabouts.records.voice import reads as voice

if TYPE_CHECKING:
    from uuid import UUID

    from hereabouts.core.evidence.over_time import Course
    from hereabouts.core.trust.disclosure import DisclosureRule
    from hereabouts.core.voice.heard import Heard
    from hereabouts.records.places.models import Place
    from hereabouts.records.plans.models import Plan
    from hereabouts.records.plans.reads import ActionLine, ActionSheet, PlanSheet

RULE = "open"
AGREED = {"agreed", "live", "under review", "closed"}
ADOPTED = ("agreed", "active", "achieved")
OTHER = "Other actions"
PRINTED = ("Due ", "Target of ", "Carried forward", "Paused")  # the changes whose reason prints for good


class _Known(NamedTuple):
    """What every priority of a plan is written from, read once."""

    plan: PlanSheet
    heard: Heard
    courses: list[Course]
    said: Mapping[str, list[dict[str, str]]]
    whole: dict[UUID, ActionSheet]
    raised: Mapping[str, notice.Counted]


def plan(by: Actor, place: Place, row: Plan, *, on: date, **around: str) -> dict[str, Any]:
    """Write a plan as it may leave; ``around`` is what only people know: next_update, when, where, phone, drop_in."""
    found, rule = plan_reads.plan(by, row, on=on), disclosure()[RULE]
    heard = voice.heard(place, on=on)
    grouped, courses = _grouped(by, found, on), changed.courses(place, found)
    said = voices.said(by, place, [topic for _, topic, _ in grouped], on=on)
    whole = {s.line.id: s for s in plan_reads.actions(by, plans.actions(by, on=on).filter(plan=row), on=on)}
    counts = {title: heard.count(topic) for title, topic, _ in grouped if topic}
    raised = notice.raised(counts, heard.people, rule, _heard_of(place, on), told_before(place))
    known = _Known(found, heard, courses, said, whole, raised)
    groups = [_priority(known, one, on) for one in grouped]
    return {
        "place": place.name, "place_id": str(place.pk), "title": found.line.title, "intro": _intro(found),
        "period": notice.period(found.line.period_from, found.line.period_to), "published_on": on.isoformat(),
        "next_update": around.get("next_update", ""), "people_heard": _people(heard.people, raised, rule),
        "priorities": [group for group, _ in groups], "tables": [table for _, table in groups if table],
        "not_chosen": [
            *(_put_off(one) for one in priority_reads.declined(by, place, on=on)),
            *(_could_not(one) for one in priority_reads.told(by, place, on=on) if one.outcome == "could not"),
        ],
        "money": _money(grouped),
        "meeting": _named(around, "when", "where"), "contact": {**_named(around, "phone"), **_place(around)},
        "checked": f"{_agreed(found)} {_words(rule)}",
    }  # fmt: skip


def profile(place: Place, *, index: str | None = None) -> dict[str, Any]:
    """Write the profile of a place as it may leave."""
    rule, here = disclosure()[RULE], sheet(place)
    read = profile_with(evidence.of_place(here, index), cleared_figures_of(here))  # no other own table ever leaves
    shown = shapes(here, read.generation, read.deprivation.index if read.deprivation else None)
    drawn = outlines({s.code: s.geojson for s in shown if s.geojson})
    areas = [
        {"code": s.code, "name": s.name or "", "people": s.people, "decile": s.decile, "boundary": drawn.get(s.code)} for s in shown
    ]  # fmt: skip
    return {
        "place": place.name, "place_id": str(place.pk), "map_credits": list(credits_of(read.generation)) if drawn else [],
        **notice.profile(read, areas, rule, str(place.pk), told_before(place)), "checked": _words(rule),
    }  # fmt: skip


def _heard_of(place: Place, on: date) -> Scope:
    """Say what a count of those heard counts: people of one place, more of them day by day."""
    return Scope("people heard", str(place.pk), areas_of(place), on.isoformat(), grows=True)


def _people(heard: int, raised: Mapping[str, notice.Counted], rule: DisclosureRule) -> int | None:
    """Give how many were heard, unless one of the tables had to hide it or too few were."""
    tables = [one for one in raised.values() if one.table]
    if not tables or any(one.raised is None for one in tables):
        return None
    return notice.people(heard, rule) or None


def newest_plan(by: Actor, place: Place, *, on: date) -> Plan | None:
    """Give the plan to publish: the newest that is agreed, else the newest draft, which will say that it is one."""
    rows = list(plans.visible(by, on=on).filter(place=place))
    rows.sort(
        key=lambda row: (row.state in AGREED, row.agreed_on or row.period_from or date.min, row.ref), reverse=True
    )
    return rows[0] if rows else None


def _words(rule) -> str:
    return f"Checked so that nobody can be picked out. {rule.words}"


def _intro(found: PlanSheet) -> str:
    draft = "" if found.line.state in AGREED else " It is a draft: nobody has agreed it yet."
    return f"This is our plan, “{found.line.title}”.{draft} Here is how it is going, including what is late and what was stopped."


def _agreed(found: PlanSheet) -> str:
    if found.agreed_on is None:
        return "Not agreed yet."
    return f"Agreed on {found.agreed_on.day} {found.agreed_on:%B %Y}."


def _grouped(by: Actor, found: PlanSheet, on: date) -> list[tuple[str, str, list[ActionLine]]]:
    """Give each priority of a plan with its topic and actions; what serves none stands last."""
    asked = {a.priority_id for a in found.actions} - {pk for pk, _ in found.priorities}
    rows = priorities.visible(by, on=on)
    since = list(rows.filter(pk__in=asked, state__in=ADOPTED).values_list("pk", "statement"))
    all_ = [*found.priorities, *since]  # those adopted after the plan was begun stand in it by their actions
    seen = dict(rows.filter(pk__in=[pk for pk, _ in all_]).values_list("pk", "topic"))
    groups = [(words, seen.get(pk, ""), [a for a in found.actions if a.priority_id == pk]) for pk, words in all_]
    listed = {pk for pk, _ in all_}
    rest = [a for a in found.actions if a.priority_id not in listed]
    return groups + ([(OTHER if groups else found.line.title, "", rest)] if rest else [])


def _priority(known: _Known, group: tuple, on: date) -> tuple[dict[str, Any], dict | None]:
    title, topic, lines = group
    actions = [known.whole[line.id] for line in lines]
    count = known.raised.get(title, notice.Counted(None, None))
    told = {
        "title": title, "topic": topic, "said": known.said.get(topic, []),
        "raised": count.raised, "did": [_action(one) for one in actions],
        "changed": changed.told(known.courses, known.plan, topic, actions, on=on),
    }  # fmt: skip
    return told, count.table


def _action(sheet: ActionSheet) -> dict[str, Any]:
    line = sheet.line
    told = {
        reason: what
        for _, _, what, reason in sheet.history
        if what.startswith(PRINTED) and reason not in {"", line.reason}
    }
    reasons = [f"{what}: {reason}" for reason, what in told.items()]
    into = f"It goes on as {line.merged_into}" if line.merged_into else ""
    return {
        "ref": line.ref, "title": line.title, "status": line.status,
        "note": notice.note(line.status, due_on=line.due_on, lead=line.lead, reason=line.reason, reasons=[into, *reasons]),
    }  # fmt: skip


def _put_off(one) -> dict[str, str]:
    again = f"We look at it again on {one.review_on.day} {one.review_on:%B %Y}."
    return {"what": topics()[one.topic]["label"], "why": f"{one.reason.rstrip('.')}. {again}"}


def _could_not(one) -> dict[str, str]:
    """Say what could not be done, and why, as those who raised it were told."""
    return {"what": topics()[one.topic]["label"], "why": f"{one.words} {one.because}"}


def _money(groups: list[tuple[str, str, list[ActionLine]]]) -> list[dict[str, Any]]:
    lines = [
        {"priority": title, "planned": _sum(of, "money_planned"), "spent": _sum(of, "money_spent")}
        for title, _, of in groups if of
    ]  # fmt: skip
    return lines if any(line["planned"] is not None or line["spent"] is not None for line in lines) else []


def _sum(actions: list[ActionLine], name: str) -> float | None:
    """Add money up; a sum with a part that is not known is not known. What was stopped and never costed is no part."""
    values = [getattr(a, name) for a in actions if a.status != "stopped" or getattr(a, name) is not None]
    return None if any(value is None for value in values) else float(sum(values, Decimal()))


def _named(around: dict[str, str], *names: str) -> dict[str, str]:
    return {name: around[name] for name in names} if all(around.get(name) for name in names) else {}


def _place(around: dict[str, str]) -> dict[str, str]:
    return {"place": around["drop_in"]} if around.get("drop_in") else {}
