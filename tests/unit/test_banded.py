"""A directly standardised rate of a place, from events and people by age band, through the engine."""

from dataclasses import replace

import pytest

from hereabouts.core.evidence.banded import BANDED, standardised_figures, wanted
from hereabouts.core.evidence.indicators import Formula
from hereabouts.core.figures.standardised import directly, standard_population
from hereabouts.engines.duck import Duck
from tests.unit.test_findings import document

STANDARD = standard_population({"id": "two", "label": "Two", "source": "Us", "bands": [[0, 3], [65, 1]]})
DEATHS = document(
    id="deaths", kind="rate", per=1000, method="directly standardised", standard="two", formulas=(Formula("d/deaths", "p/people"),)
)  # fmt: skip
EVENTS = {"A": (2, 18), "B": (3, 12), "C": (30, 100)}  # under 65, from 65 on
PEOPLE = {"A": (800, 200), "B": (700, 300), "C": (6000, 2000)}


def run(events=EVENTS, people=PEOPLE, indicators=None, ages=()):
    engine, documents = Duck(), indicators or {"deaths": DEATHS}

    def cells(dataset, measure, found, period):
        return [
            {"dataset": dataset, "measure": measure, "part": part, "area": area, "period": period,
             "value": None if n is None else float(n), "mark": None, "row": 1}
            for area, both in found.items() for part, n in zip(("0-64", "65+"), both, strict=True)
        ]  # fmt: skip

    older = dict.fromkeys(events, (1, 1))
    engine.register(
        "cell",
        cells("d", "deaths", events, "2022")
        + cells("d", "deaths", older, "2020")
        + (list(ages) or cells("p", "people", people, "2021")),
    )
    engine.register(
        "dataset", [{"id": d, "title": f"Title {d}", "published": "2023", "generation": "G"} for d in ("d", "p")]
    )
    engine.register("part_of", [
        {"generation": "G", "code": a, "level": "council", "parent_code": "K", "parent_name": "City", "edition": "1", "best": True}
        for a in "ABC"
    ])  # fmt: skip
    engine.register("chosen", [{"generation": "G", "area": a} for a in "AB"])
    engine.register("banded", wanted(documents, {"two": STANDARD}))
    return standardised_figures(engine.run(BANDED), documents, {"two": STANDARD}, 2)


@pytest.mark.requirement("X-03")
def test_the_sums_by_band_are_standardised_and_held_against_the_council():
    (found,) = run()
    by_hand = directly((5, 30), (1500, 500), (3, 1), per=1000)
    assert (found.value, found.lo, found.hi) == (by_hand.value, by_hand.lo, by_hand.hi)
    assert (found.numerator, found.denominator, found.period, found.source) == (35, 2000, "2022", "Title d")
    assert (found.generation, round(found.error, 3), found.caution) == ("G", 0.169, "")
    assert found.method == "C5 directly standardised, Dobson and Byar"
    council = found.comparators["council"]
    assert council.value == pytest.approx(directly((35, 130), (7500, 2500), (3, 1), per=1000).value)
    assert (council.name, council.numerator, council.ours_is) == ("City", 165, "similar")


@pytest.mark.parametrize(
    ("events", "people", "why"),
    [
        (EVENTS | {"A": (None, 18)}, PEOPLE, "hid or lacks some age bands"),
        ({"A": (1, 2), "B": (3, 2), "C": (3, 9)}, PEOPLE, "8 in all is too few"),
        (EVENTS, PEOPLE | {"A": (0, 200), "B": (0, 300)}, "Nobody lives in band number 1"),
    ],
)
def test_where_it_cannot_be_standardised_there_is_no_figure_and_why(events, people, why):
    (found,) = run(events, people)
    assert (found.value, found.comparators) == (None, {})
    assert why in found.note


def test_only_documents_with_a_standard_are_asked_for():
    assert wanted({"poor": document(), "deaths": DEATHS}, {"two": STANDARD}) == [
        {"indicator": "deaths", "nth": n, "band": band, "first": (0, 65)[n], "last": (64, 150)[n], "n_dataset": "d", "n_measure": "deaths", "d_dataset": "p", "d_measure": "people"}
        for n, band in enumerate(("0-64", "65+"))
    ]  # fmt: skip


def test_a_council_without_enough_is_left_out_of_the_comparison():
    small = {"deaths": replace(DEATHS, smallest=36)}
    (found,) = run(indicators=small)
    assert found.comparators["council"].ours_is == "not compared"


def test_single_years_of_age_are_summed_into_the_bands():
    def age(area, part, n):
        return {
            "dataset": "p",
            "measure": "people",
            "part": part,
            "area": area,
            "period": "2021",
            "value": n,
            "mark": None,
            "row": 1,
        }

    years = [
        age(area, part, float(n))
        for area, (young, old) in PEOPLE.items()
        for part, n in [("age 0", young - 50), ("age 64", 50), ("age 65", old - 7), ("age 90+", 7), ("all", 9999)]
    ]
    both = [*years, *(age(area, "65+", float(old)) for area, (_, old) in PEOPLE.items())]
    assert run(ages=years) == run() == run(ages=both)
    (hidden,) = run(ages=[{**y, "value": None} if y["part"] == "age 90+" else y for y in years])
    assert "hid or lacks" in hidden.note
