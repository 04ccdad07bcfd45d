"""Similar neighbourhoods of a nation, found by the engine from what areas have."""

import pytest

from hereabouts.core.evidence.likeness import LIKENED, similar_places
from hereabouts.engines.duck import Duck
from tests.unit.test_findings import document

SHARES = {"N0": 50, "N1": 52, "N2": 90, "N3": 10, "N4": 30, "N5": 46}


def found(**more):
    areas = [(f"{unit}{k}", unit, n) for unit, n in SHARES.items() for k in "ab"]
    parts = [
        part
        for code, unit, _ in areas
        for part in (
            {"generation": "G", "code": code, "level": "zone", "parent_code": unit, "parent_name": f"Zone {unit}", "edition": "2", "best": True},
            {"generation": "G", "code": code, "level": "zone", "parent_code": "OLD", "parent_name": "Old", "edition": "1", "best": True},
            {"generation": "G", "code": code, "level": "council", "parent_code": "K", "parent_name": "City", "edition": "2", "best": True},
        )
    ]  # fmt: skip
    readings = [
        {"indicator": id_, "generation": "G", "area": code, "period": period, "numerator": float(n + shift), "denominator": 100.0,
         "hidden": False, "source": "Index"}
        for code, _, n in areas for id_, shift in (("poor", 0), ("unasked", 9)) for period in ("2019", "2020")
    ]  # fmt: skip
    engine = Duck()
    engine.register("part_of", parts)
    engine.register("reading", readings)
    engine.register("chosen", [{"generation": "G", "area": "N0a"}])
    engine.register("asked", [{"neighbourhood": "zone"}])
    engine.register("trait", [{"indicator": "poor"}])
    return similar_places("Ours", engine.run(LIKENED), {"poor": document()}, {"poor": 1.0, "gone": 1.0}, **more)


def test_the_nearest_neighbourhoods_by_the_declared_traits():
    made = found(nearest=3)
    assert [a.place for a in made.alike] == ["Zone N1, City", "Zone N5, City", "Zone N4, City"]
    assert made.said == "Alike in: Poor."


def test_a_neighbourhood_that_shares_an_area_with_the_place_is_not_its_neighbour():
    assert "Zone N0, City" not in [a.place for a in found(nearest=9).alike]
    assert len(found(nearest=9).alike) == 5


@pytest.mark.parametrize("edition", ["Old, City"])
def test_an_older_lookup_adds_no_neighbourhoods(edition):
    assert edition not in [a.place for a in found(nearest=9).alike]
