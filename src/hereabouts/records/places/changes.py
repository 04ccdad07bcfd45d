"""How places change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.places import Overrule, Rule
from hereabouts.core.places.definition import Definition, Found
from hereabouts.core.places.fitting import NotAnOverrule
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.places.models import Place, PlaceArea, PlaceFit, PlaceVersion
from hereabouts.records.places.versions import standing
from hereabouts.records.places.working_out import worked_out


class NameTaken(Sentence):
    """A new place under the name of one that exists."""


@change("place.define", sensitivity=Sensitivity.PUBLIC)
def define(
    *,
    by: Actor,
    on: date,
    name: str,
    rule: Rule | Definition,
    prefix: str = "",
    place: Place | None = None,
    anew: bool = True,
) -> Place:
    """Define a place, or give one that exists a new version. The same definition with the same areas changes nothing.

    ``rule`` may be a whole definition. ``anew=False`` refuses a name that is taken (NameTaken). Raises the sentences of
    ``worked_out``; then nothing was changed.
    """
    definition = rule if isinstance(rule, Definition) else Definition(rule)
    definition = replace(definition, overrules=tuple(replace(o, by=o.by or by.name) for o in definition.overrules))
    found = worked_out(definition)
    if place is None:
        place, made = Place.objects.get_or_create(
            name__iexact=name.strip(),
            defaults={"name": name.strip(), "prefix": prefix or _prefix(name), "sensitivity": Sensitivity.PUBLIC},
        )
        if not made and not anew:
            raise NameTaken("A place called “{name}” is there already. Open it to define it anew.", name=place.name)
    newest = PlaceVersion.objects.filter(place=place).first()
    if newest is None or not _stands(newest, definition, found):
        _keep(place, (newest.number if newest else 0) + 1, definition, found, by, on)
    return place


@change("place.define", about="place", sensitivity=Sensitivity.PUBLIC)
def overrule(*, by: Actor, on: date, place: Place, code: str, inside: bool | None, reason: str) -> Place:
    """Decide against the rule that an area counts, or does not, and say why; ``inside=None`` lets the rule decide again.

    Everything else stays as it is. Raises NotAnOverrule without a reason, and what ``define`` raises.
    """
    definition = standing(place)
    code = code.strip().upper()
    others = tuple(one for one in definition.overrules if one.code != code)
    if inside is not None:
        if not reason.strip():
            raise NotAnOverrule("Say why: the reason is shown with the figures of the place.")
        others += (Overrule(code, inside, reason.strip(), by.name),)
    return define(by=by, on=on, name=place.name, place=place, rule=replace(definition, overrules=others))


def _keep(place: Place, number: int, definition: Definition, found: Found, by: Actor, on: date) -> None:
    version = PlaceVersion.objects.create(
        place=place, number=number, defined_on=on, defined_by=by.name, remarks=_remarks(found), **_facts(definition)
    )
    PlaceArea.objects.bulk_create(
        PlaceArea(version=version, **area) for areas in _areas(found).values() for area in areas
    )
    PlaceFit.objects.bulk_create(PlaceFit(version=version, **fit) for fit in _fits(found))


def _facts(definition: Definition) -> dict[str, str]:
    rule = definition.rule
    return {"rule": str(rule), "boundary": rule.boundary, "how": definition.how, "note": definition.note}


def _remarks(found: Found) -> list[dict[str, object]]:
    return [{"generation": r.generation, "text": r.sentence.text, "values": r.sentence.values} for r in found.remarks]


def _areas(found: Found) -> Mapping[str, list[dict[str, object]]]:
    return {
        generation: [
            {
                "generation": generation, "code": m.code, "share": m.share, "weight": m.weight, "best": m.best, "basis": m.basis,
                "reason": m.reason, "overruled_by": m.overruled_by,
            }
            for m in members
        ]
        for generation, members in found.members.items()
    }  # fmt: skip


def _fits(found: Found) -> list[dict[str, object]]:
    return [
        {"generation": g, "cover": fit.cover, "purity": fit.purity, "counted_in": fit.counted_in}
        for g, fit in found.fits.items()
    ]


def _stands(version: PlaceVersion, definition: Definition, found: Found) -> bool:
    """Say whether a version has this very definition, with these very areas and this very fit."""
    had = [
        {key: value for key, value in row.items() if key not in {"id", "version_id"}} for row in version.areas.values()
    ]
    fits = [
        {key: value for key, value in row.items() if key not in {"id", "version_id"}} for row in version.fits.values()
    ]
    return (
        all(getattr(version, name) == value for name, value in _facts(definition).items())
        and version.remarks == _remarks(found)
        and _sorted(had) == _sorted([area for areas in _areas(found).values() for area in areas])
        and _sorted(fits) == _sorted(_fits(found))
    )


def _sorted(rows: list[dict[str, object]]) -> list[list[tuple[str, object]]]:
    return sorted(sorted(row.items()) for row in rows)


def _prefix(name: str) -> str:
    """Make the letters that start references: the first of each word, or the first two of one word."""
    words = [word for word in name.upper().split() if word[0].isalpha()]
    return "".join(word[0] for word in words)[:4] if len(words) > 1 else name.upper()[:2]
