"""How places change."""

from datetime import date

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.places import Fit, Rule
from hereabouts.records.ledger.changes import change
from hereabouts.records.places.models import Place, PlaceArea, PlaceFit, PlaceVersion
from hereabouts.records.places.reads import areas_of


@change("place.define", sensitivity=Sensitivity.PUBLIC)
def define(*, by: Actor, on: date, name: str, rule: Rule, prefix: str = "") -> Place:
    """Define a place, or give one that exists a new version. The same rule with the same areas changes nothing.

    Raises the sentences of ``areas_of``; then nothing was changed.
    """
    found = areas_of(rule)
    place, _ = Place.objects.get_or_create(
        name__iexact=name, defaults={"name": name, "prefix": prefix or _prefix(name), "sensitivity": Sensitivity.PUBLIC}
    )
    newest = PlaceVersion.objects.filter(place=place).first()
    if newest and newest.rule == str(rule) and _stands(newest, found):
        return place
    version = PlaceVersion.objects.create(
        place=place, number=newest.number + 1 if newest else 1, rule=str(rule), defined_on=on
    )
    PlaceArea.objects.bulk_create(
        PlaceArea(version=version, generation=generation, code=code)
        for generation, (codes, _) in found.items()
        for code in codes
    )
    PlaceFit.objects.bulk_create(
        PlaceFit(version=version, generation=generation, cover=fit.cover, purity=fit.purity)
        for generation, (_, fit) in found.items()
    )
    return place


def _stands(version: PlaceVersion, found: dict[str, tuple[tuple[str, ...], Fit]]) -> bool:
    """Say whether a version has these very areas with this very fit."""
    areas = {(generation, code) for generation, (codes, _) in found.items() for code in codes}
    fits = {(generation, fit.cover, fit.purity) for generation, (_, fit) in found.items()}
    return (
        set(version.areas.values_list("generation", "code")) == areas
        and set(version.fits.values_list("generation", "cover", "purity")) == fits
    )


def _prefix(name: str) -> str:
    """Make the letters that start references: the first of each word, or the first two of one word."""
    words = [word for word in name.upper().split() if word[0].isalpha()]
    return "".join(word[0] for word in words)[:4] if len(words) > 1 else name.upper()[:2]
