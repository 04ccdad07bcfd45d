"""The versions of a place: what each was, and what it changed. An old version is never overwritten."""

from dataclasses import dataclass
from datetime import date

from hereabouts.core.places import Overrule, written
from hereabouts.core.places.definition import Definition, Moved, moved
from hereabouts.records.places.models import Place, PlaceVersion
from hereabouts.records.places.reads import remarks_of, weights_of


@dataclass(frozen=True)
class Edition:
    """One version of a place as it is listed: its rule, who defined it when, and what it changed in each generation."""

    number: int
    rule: str
    how: str
    note: str
    defined_on: date
    defined_by: str
    rule_changed: bool
    moved: tuple[Moved, ...]


def editions(place: Place) -> list[Edition]:
    """Give the versions of a place, the newest first."""
    rows = list(PlaceVersion.objects.filter(place=place).prefetch_related("areas"))
    before = dict(zip([row.number for row in rows], [*rows[1:], None], strict=True))
    return [_edition(row, before[row.number]) for row in rows]


def _edition(version: PlaceVersion, before: PlaceVersion | None) -> Edition:
    return Edition(
        number=version.number,
        rule=version.rule,
        how=version.how,
        note=version.note,
        defined_on=version.defined_on,
        defined_by=version.defined_by,
        rule_changed=bool(before) and (before.rule, before.how) != (version.rule, version.how),
        moved=moved(weights_of(before), weights_of(version)) if before else (),
    )


def standing(place: Place) -> Definition:
    """Give the definition that holds."""
    return definition_of(PlaceVersion.objects.filter(place=place).first())


def definition_of(version: PlaceVersion) -> Definition:
    """Give the definition that a version was made by, with everything that somebody overruled in it."""
    rows = version.areas.exclude(reason="").order_by("code").values("code", "weight", "reason", "overruled_by")
    said = {r["code"]: Overrule(r["code"], r["weight"] > 0, r["reason"], r["overruled_by"]) for r in rows}
    rule = written(version.rule, version.boundary)
    told = tuple(r.sentence for r in remarks_of(version) if not r.generation)
    return Definition(rule, version.how, tuple(said.values()), version.note, told)
