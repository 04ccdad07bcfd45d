"""A tracker that waits to be taken in: how it reads with the answers so far, and what it would change, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.tracker_read import Reading, read
from hereabouts.engines import uploads
from hereabouts.engines.sheets import NotATable
from hereabouts.engines.trackers import tracker
from hereabouts.records.imports import access as imports
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Plan
from hereabouts.records.plans.reads.trackers import ABOUT, Compared, compared, known, remembered

if TYPE_CHECKING:
    from hereabouts.records.imports.models import Batch
    from hereabouts.records.partners.models import Account, Organisation

SAID = {
    "title": "title", "organisation": "led by", "lead": "in person", "starts_on": "starts", "due_on": "due",
    "money_planned": "money planned", "money_spent": "money spent", "evidence": "rests on", "state": "state",
}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """A tracker before it is taken in: the reading, the rows beside the plan, counts, and for whom actions would wait."""

    reading: Reading
    rows: tuple[Compared, ...]
    answers: Mapping[str, str]
    counts: Mapping[str, int]
    waits: Mapping[str, int]

    def of(self, how: str) -> list[Compared]:
        """Give the rows that are added, changed, unchanged or ended."""
        return [one for one in self.rows if one.how == how]


def batch_of(actor: Actor, id: object, *, on: date) -> tuple[Plan, Batch]:
    """Give an import of a tracker and its plan; NotFound when it is absent, of something else, or not the actor's."""
    batch = imports.find(actor, id, on=on)
    if batch.about != ABOUT:
        raise NotFound
    return access.find(actor, batch.facts.get("thing", ""), on=on), batch


def prepared(
    plan: Plan, batch: Batch, *, organisations: Mapping[str, Organisation], people: Mapping[str, Account], on: date
) -> Waiting:
    """Read the tracker that waits with the answers given, and those remembered of the plan."""
    path = uploads.path(settings.UPLOADS, batch.token)
    if not batch.token or not path.exists():
        raise NotATable("The file is no longer here: it waits for a day at most. Load it again.")
    answers = remembered(plan) | batch.facts.get("answers", {})
    staff = {name: account.organisation.name for name, account in people.items()}
    book = tracker(path, kept=uploads.beside(settings.UPLOADS, batch.token), name=batch.file_name)
    reading = read(book, known=known(plan, organisations=list(organisations), people=staff, on=on), answers=answers)
    rows = compared(plan, reading.rows, organisations, people)
    given = {one.key: one.answer for one in reading.questions if one.answer}
    waits = Counter(row.lead_words for row in reading.rows if row.lead_words)
    return Waiting(reading, tuple(rows), given, dict(Counter(one.how for one in rows)), dict(waits))


def says(one: Compared) -> list[str]:
    """Say in words what a row would change: ``due 31 March 2027 → 30 June 2027``."""
    return [_changed(name, getattr(one.action, name, None), value) for name, value in one.says.items()]


def _changed(name: str, before: Any, value: Any) -> str:
    if name == "measures":
        return f"measured by {'; '.join(one.measure for one in value)}"
    if name == "supporting":
        return f"supported by {', '.join(one.name for one in value)}"
    if name == "told":
        return f"told lately: “{value}”"
    if name == "outcome":
        return f"serves {value}"
    if name == "lead_words":
        return f"waits for a lead: “{value}”"
    return f"{SAID.get(name, name)} {word(before)} → {word(value)}"


def word(value: object) -> str:
    """Write a value as a history and a page say it."""
    if value is None or value == "":
        return "not said"
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(getattr(value, "name", value))


def by_name(rows: Sequence[Any]) -> dict[str, Any]:
    """Give people or partners by their names, as a sheet calls them."""
    return {row.name: row for row in rows}
