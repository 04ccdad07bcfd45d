"""The monthly review of who looked at what: unusual looks and a draw, each judged by a person who is not the one who looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count
from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.ledger.prints import FIRST
from hereabouts.core.ledger.unusual import Declared, Look, Traits, Unusual, drawn, noticed, surname
from hereabouts.core.ledger.unusual import postcode as compared
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import calendar, roles, unusual_looks
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change, seal_entries
from hereabouts.records.ledger.models import AuditEntry, Declaration, LookReview, Seal
from hereabouts.records.ledger.reads import hidden, newest, referred
from hereabouts.records.ledger.record import Guarded

OUTCOMES = ("fine", "not fine")
GIVEN = "role.give"
FURTHER = "|"  # before a second postcode of somebody, in the name of its row


class NotReviewed(Sentence):
    """A review that cannot stand."""


@dataclass(frozen=True)
class ToJudge:
    """One look as its reviewer reads it. ``ref`` is empty where the record is restricted and the reviewer is not named."""

    id: UUID
    who: str
    object: str
    ref: str
    hidden: bool
    what: str
    on: date
    times: int
    rules: tuple[Unusual, ...]
    sampled: bool
    own: bool
    outcome: str
    words: str
    reviewed_by: str
    reviewed_on: date | None
    role: str = ""


@dataclass(frozen=True)
class Month:
    """How a month's review stands: its looks, the seed of its draw, and what was found."""

    first: date
    looks: int
    sampled: int
    noticed: int
    waiting: int
    not_fine: int
    seed: str


def first_of(day: date) -> date:
    """Give the first day of a month."""
    return day.replace(day=1)


def month_before(day: date) -> date:
    """Give the first day of the month before."""
    return first_of(first_of(day) - timedelta(days=1))


def _after(month: date) -> date:
    return first_of(month + timedelta(days=31))


def looks(month: date) -> list[Look]:
    """Give the looks of a month: who opened which record on which day, however often."""
    rows = AuditEntry.objects.filter(outcome="seen", on__gte=month, on__lt=_after(month)).order_by("id")
    found: dict[tuple[Any, ...], list[AuditEntry]] = defaultdict(list)
    for entry in rows:
        found[entry.on, entry.actor, entry.object].append(entry)
    return [_look(same) for same in found.values()]


def _look(same: list[AuditEntry]) -> Look:
    e = same[0]
    return Look(
        e.actor, e.actor_name, e.object, e.what, e.on, tuple(one.pk for one in same),
        tuple(timezone.localtime(one.at) for one in same), any(one.detail.get("restricted") for one in same),
    )  # fmt: skip


def seed_of(month: date) -> str:
    """Give the seed of a month's draw: the month, and the head of the seal that holds its last entry."""
    last = AuditEntry.objects.filter(on__gte=month, on__lt=_after(month)).order_by("-id").first()
    seal = Seal.objects.filter(pk=last.seal_id).first() if last and last.seal_id else None
    return f"{month:%Y-%m}:{seal.hash if seal else FIRST}"


def draw_due(*, by: Actor, on: date) -> int:
    """Draw the month before, if that was not done yet."""
    month = month_before(on)
    if newest("", what="audit.draw", month=str(month)) is not None:
        return 0
    seal_entries()  # the seed is the seal that holds the month's last entry, so it has one
    return draw(by=by, on=on, month=month, seed=seed_of(month))


@change("audit.draw", keeps=("month", "seed"))
def draw(*, by: Actor, on: date, month: date, seed: str) -> int:
    """Put a month's unusual looks, and the drawn share of all, into the queue; give how many. Twice is once."""
    if _after(month) > on:
        raise NotReviewed("That month is not over yet.")
    rules, share = unusual_looks()
    every = looks(month)
    sampled = {look.key for look in drawn(every, seed=seed, share=share)}
    met = _noticed(every, rules, month)
    wanted = [look for look in every if look.key in sampled or met[look.key]]
    LookReview.objects.bulk_create(
        [
            LookReview(
                month=month, actor=look.actor, actor_name=look.actor_name, object=look.object, what=look.what, on=look.on,
                times=len(look.entries), entries=list(look.entries), rules=list(met[look.key]), sampled=look.key in sampled,
            )
            for look in wanted
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return len(wanted)


def _noticed(every: list[Look], rules: Iterable[Unusual], month: date) -> dict[Any, tuple[str, ...]]:
    days = int(next((r.numbers["days"] for r in rules if "days" in r.numbers), 90))
    busy, traits, told = _busy(month - timedelta(days=days), _after(month)), _traits(every), _declared(every)
    works_on = _works_on()
    return {
        look.key: noticed(
            rules, look, traits.get(look.object, Traits()), told[look.actor], works_on=works_on,
            that_day=busy[look.actor].get(look.on, 0),
            usual=[n for day, n in busy[look.actor].items() if look.on - timedelta(days=days) <= day < look.on],
        )
        for look in every
    }  # fmt: skip


def _busy(since: date, until: date) -> dict[str, dict[date, int]]:
    """Count how many records each person opened on each day."""
    rows = AuditEntry.objects.filter(outcome="seen", on__gte=since, on__lt=until).order_by()
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for row in rows.values("actor", "on").annotate(n=Count("object", distinct=True)):
        found[row["actor"]][row["on"]] = row["n"]
    return found


def _traits(every: list[Look]) -> dict[str, Traits]:
    """Ask the room of each kind of record what of it makes a look unusual."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for look in every:
        kinds[look.what.partition(".")[0]].add(look.object)
    models = [m for m in apps.get_models() if issubclass(m, Guarded) and m.KIND in kinds]
    with on_purpose("the monthly review compares who looked with whom they looked at"):
        return {pk: traits for model in models for pk, traits in model.traits(kinds[model.KIND]).items()}


def _declared(every: list[Look]) -> dict[str, Declared]:
    told = {row.actor: row for row in Declaration.objects.filter(actor__in={look.actor for look in every})}
    return {look.actor: _of(look.actor_name, told.get(look.actor)) for look in every}


def _of(name: str, told: Declaration | None) -> Declared:
    names = {surname(name), *(n.strip().casefold() for n in (told.surnames if told else ()))} - {""}
    return Declared(frozenset(names), compared(told.postcode) if told else "")


def _works_on() -> Callable[[date], bool]:
    """A day counts as free only where it is free in every nation whose places there are, so that no bank holiday accuses."""
    calendars = [calendar(nation) for nation in ("SCT", "ENG", "WLS")]
    return lambda day: any(one.works_on(day) for one in calendars)


def find(look: object) -> UUID:
    """Give the id of a look that is there to be judged, or was; NotFound otherwise."""
    if not LookReview.objects.filter(pk=look).exists():
        raise NotFound
    return UUID(str(look))


@change("audit.review", keeps=("outcome",))
def judge(*, by: Actor, on: date, look: object, outcome: str, words: str = "") -> LookReview:
    """Say of one look whether it was fine, with words where it was not. Nobody judges their own; what was judged stands."""
    row = LookReview.objects.select_for_update().filter(pk=look).first()
    if row is None:
        raise NotFound
    if row.actor == by.id:
        raise NotReviewed("This is a look of your own. Somebody else must judge it.")
    if row.outcome:
        raise NotReviewed("{who} has judged this already.", who=row.reviewed_name)
    if outcome not in OUTCOMES:
        raise NotReviewed("Say whether it was fine or not.")
    if outcome == "not fine" and not words.strip():
        raise NotReviewed("Write down what was not fine, and what you did about it.")
    row.outcome, row.words = outcome, words.strip()
    row.reviewed_by, row.reviewed_name, row.reviewed_on = by.id, by.name, on
    row.save(update_fields=["outcome", "words", "reviewed_by", "reviewed_name", "reviewed_on"])
    return row


def own_role(by: Actor, held: UUID, *, on: date) -> None:
    """Put a role that somebody gave themself into the queue. Call it inside the change that gives it."""
    LookReview.objects.create(
        month=first_of(on), actor=by.id, actor_name=by.name, object=str(held), what=GIVEN, on=on, times=1, entries=[],
        rules=["own_role"],
    )  # fmt: skip


def own_roles_waiting() -> int:
    """Count the roles that people gave themselves and that nobody has judged."""
    return LookReview.objects.filter(outcome="", what=GIVEN).count()


def _given(rows: Iterable[LookReview]) -> dict[str, str]:
    """Name the role of each row that is about one, as the trail keeps it: what was given may be ended since."""
    things = [row.object for row in rows if row.what == GIVEN]
    kept = AuditEntry.objects.filter(object__in=things, what=GIVEN, outcome="done") if things else ()
    told = {entry.object: entry.detail.get("role", "") for entry in kept}
    return {thing: roles()[role].label if role in roles() else role for thing, role in told.items()}


def waiting() -> int:
    """Count the looks that nobody has judged."""
    return LookReview.objects.filter(outcome="").count()


def queue(actor: Actor, *, done: bool = False, skip: int = 0, limit: int = 50) -> list[ToJudge]:
    """Give the looks to judge, those with most reasons first; or those that were judged, the newest first."""
    rows = LookReview.objects.exclude(outcome="") if done else LookReview.objects.filter(outcome="")
    order = (lambda r: (-r.reviewed_on.toordinal(), str(r.pk))) if done else _urgent
    page = sorted(rows, key=order)[skip : skip + limit]
    things = [row.object for row in page]
    refs, shut = referred(things, actor), hidden(things, actor)
    rules = {rule.id: rule for rule in unusual_looks()[0]}
    given = _given(page)
    return [replace(_to_judge(row, actor, refs, shut, rules), role=given.get(row.object, "")) for row in page]


def _urgent(row: LookReview) -> tuple[Any, ...]:
    return -len(row.rules), row.on, row.actor_name, str(row.pk)


def _to_judge(
    row: LookReview, actor: Actor, refs: dict[str, str], shut: set[str], rules: dict[str, Unusual]
) -> ToJudge:
    return ToJudge(
        row.pk, row.actor_name, row.object, refs.get(row.object, ""), row.object in shut,
        row.what, row.on, row.times, tuple(rules[name] for name in row.rules if name in rules), row.sampled,
        row.actor == actor.id, row.outcome, row.words, row.reviewed_name, row.reviewed_on,
    )  # fmt: skip


def months() -> list[Month]:
    """Say of each month that was drawn how its review stands, the newest first."""
    drawn_ = AuditEntry.objects.filter(object="", what="audit.draw", outcome="done").order_by("-id")
    found: dict[date, Month] = {}
    for entry in drawn_:
        first = date.fromisoformat(entry.detail["month"])
        rows = list(LookReview.objects.filter(month=first).exclude(what=GIVEN))
        found.setdefault(
            first,
            Month(
                first, len(rows), sum(r.sampled for r in rows), sum(bool(r.rules) for r in rows),
                sum(not r.outcome for r in rows), sum(r.outcome == "not fine" for r in rows), entry.detail["seed"],
            ),
        )  # fmt: skip
    return sorted(found.values(), key=lambda month: month.first, reverse=True)


def declare(*, by: Actor, on: date, postcode: str = "", surnames: Iterable[str] = ()) -> Declaration:
    """Write down what somebody says of themself: where they live and their family's names. Names they may take back: empty.

    A postcode shuts records to them, so it stays: another is added to it, and only somebody else takes one away. The trail
    keeps that one was added, never which.
    """
    told = postcodes_told(by.id).get(by.id, set())
    new = bool(postcode.strip()) and compared(postcode) not in told
    return _declare(
        by=by, on=on, postcode=postcode.strip() if new else "", surnames=surnames, told="postcode added" if new else ""
    )


@change("audit.declare", keeps=("told",))
def _declare(*, by: Actor, on: date, postcode: str, surnames: Iterable[str], told: str) -> Declaration:
    if by.organisation is None:
        raise NotReviewed("Only somebody who works here tells us of themself.")
    kept = [name.strip() for name in surnames if name.strip()]
    row, _ = Declaration.objects.get_or_create(actor=by.id, defaults={"told_on": on})
    if postcode and row.postcode:
        facts = {"postcode": postcode, "told_on": on}
        Declaration.objects.get_or_create(actor=f"{by.id}{FURTHER}{compared(postcode)}", defaults=facts)
    row.postcode, row.surnames, row.told_on = row.postcode or postcode, kept, on
    row.save(update_fields=["postcode", "surnames", "told_on"])
    return row


@change("audit.review", keeps=("who", "reason"), step="take a postcode away")
def take_postcodes_away(*, by: Actor, on: date, who: str, reason: str) -> None:
    """Take away what somebody told of where they live: they moved, say. Nobody does it for themself."""
    if by.id == who:
        raise NotReviewed("You told this yourself, so somebody else has to take it away.")
    if not reason.strip():
        raise NotReviewed("Say why it goes: they moved, for example, or mistyped it.")
    if who not in postcodes_told(who):
        raise NotReviewed("They have told no postcode.")
    Declaration.objects.filter(actor__startswith=f"{who}{FURTHER}").delete()
    Declaration.objects.filter(actor=who).update(postcode="")


def declared(actor: Actor) -> Declaration | None:
    """Give what somebody told of themself."""
    return Declaration.objects.filter(actor=actor.id).first()


def postcodes_told(actor: str | None = None) -> dict[str, set[str]]:
    """Give the postcodes that people told, as they are compared, by who told them (or of one of them)."""
    rows = Declaration.objects.exclude(postcode="")
    rows = rows if actor is None else rows.filter(actor__startswith=actor)
    found: dict[str, set[str]] = {}
    for who, told in rows.values_list("actor", "postcode"):
        found.setdefault(who.partition(FURTHER)[0], set()).add(compared(told))
    return found
