"""Who takes part: kinds of setting, groups that formed, what community reporters gathered, and what is announced to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.other_forms import Form
from hereabouts.core.voice.ways import SettingReach
from hereabouts.core.voice.ways import settings as compare_settings
from hereabouts.engines.definitions import engagement
from hereabouts.records.voice.access import activities, agreed, programmed, standing
from hereabouts.records.voice.models import NewGroup
from hereabouts.records.voice.reads.other_forms import invitations


def setting_shares(actor: Actor, *, on: date, place: object) -> tuple[SettingReach, ...]:
    """Compare the kinds of setting here by how many of them take part (D-91, D-92)."""
    counts: dict[str, tuple[int, int]] = {}
    for kind, engaged in programmed("setting", actor, on=on).filter(place=place.id).values_list("kind", "engaged"):
        part, known = counts.get(kind, (0, 0))
        counts[kind] = (part + bool(engagement().engaged[engaged]["takes_part"]), known + 1)
    return compare_settings(counts, engagement().settings)


@dataclass(frozen=True)
class FormedGroup:
    """A community group that formed, with its people over time and the help it was given."""

    id: UUID
    name: str
    purpose: str
    formed_on: date
    led_by: str
    prompted_by: str
    partner: str
    growth: tuple[tuple[date, int | None, str], ...]

    @property
    def people(self) -> int | None:
        """Give how many people it had when last counted."""
        return next((n for _, n, _ in reversed(self.growth) if n is not None), None)


def formed_groups(actor: Actor, *, on: date, place: object) -> list[FormedGroup]:
    """Give the groups that formed here, the latest first."""
    rows = programmed("new group", actor, on=on).filter(place=place.id)
    return [_formed(row) for row in rows.select_related("partner").prefetch_related("growth")]


def _formed(row: NewGroup) -> FormedGroup:
    growth = tuple((g.counted_on, g.people, g.support) for g in row.growth.all())
    partner = row.partner.name if row.partner else ""
    return FormedGroup(row.pk, row.name, row.purpose, row.formed_on, row.led_by, row.prompted_by, partner, growth)


@dataclass(frozen=True)
class StoryLine:
    """One session of a community reporter: its stories, and how far each has come on its way to being told back."""

    activity: UUID
    name: str
    reporter: str
    held_on: date
    gathered: int
    agreed: int
    translated: int
    coded: int
    themed: int
    told_back: bool


def stories(actor: Actor, *, on: date, place: object) -> list[StoryLine]:
    """Follow what community reporters gathered: agreed to be quoted, translated, coded, in a theme, told back (D-88)."""
    counts = Q(contributions__in=standing(on=on))
    agree = Q(contributions__participant__in=agreed("quote", on=on).values("participant"))

    def n(*also: Q) -> Count:
        return Count("contributions", filter=counts & Q(*also), distinct=True)

    rows = activities(actor, on=on).filter(place=place.id, held_on__lte=on)
    rows = rows.filter(Q(method="community reporter") | Q(reporter__isnull=False)).annotate(
        gathered=n(), agreed=n(agree), translated=n(~Q(contributions__translation="")),
        coded=n(Q(contributions__coded_on__isnull=False)), themed=n(Q(contributions__themes__isnull=False)),
        back=F("plan__fed_back_on"), who=F("reporter__name"),
    )  # fmt: skip
    return [
        StoryLine(r.pk, r.name, r.who or "", r.held_on, r.gathered, r.agreed, r.translated, r.coded, r.themed, bool(r.back))
        for r in rows.order_by("-held_on", "name")
    ]  # fmt: skip


def announced(actor: Actor, *, on: date, place: object = None) -> list[dict[str, Any]]:
    """Give the ways to take part that were announced and are still to come, as they may be published (S-40).

    Each with the other forms of how to take part (X-18), as far as they still say what ours says;
    a way that has none carries no empty list into the released files.
    """
    rows = activities(actor, on=on).filter(held_on__gte=on, announced_on__isnull=False).order_by("held_on", "name")
    rows = rows if place is None else rows.filter(place=place.id)
    forms = invitations({row.pk: row.joining for row in rows}, on=on)
    return [
        {"what": r.name, "when": r.held_on.isoformat(), "where": r.venue, "how": r.joining, "why": r.purpose, "place": r.place.name,
         **({"forms": [_form(f) for f in forms[r.pk]]} if r.pk in forms else {})}
        for r in rows
    ]  # fmt: skip


def _form(f: Form) -> dict[str, str]:
    return {
        "form": f.form,
        "label": f.label,
        "lang": f.lang,
        "dir": f.dir,
        "words": f.words,
        "link": f.link,
        "by": f.made_by,
    }
