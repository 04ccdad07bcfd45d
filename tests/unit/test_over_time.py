"""Before and after: from two measurements a change with its range, from one the reason why it is too early."""

from datetime import date

import pytest

from hereabouts.core.account import changed
from hereabouts.core.evidence.breaks import Break
from hereabouts.core.evidence.over_time import OVER_TIME, courses, years
from hereabouts.core.figures import ratio
from hereabouts.engines.definitions import disclosure
from hereabouts.engines.duck import Duck
from tests.unit.test_findings import document

BEGAN = date(2025, 1, 15)
ON = date(2026, 11, 22)


def read(ours, *, kind="proportion", hidden=(), per=1000, label="Poor", councils=(100, 100), **more):
    """A place of two areas in a council of three; ``ours`` is (period, count in each of our areas), of 1,000 people each."""
    parts = [{"generation": "G", "code": code, "level": "council", "parent_code": "C", "parent_name": "City", "edition": "2020",
              "best": True} for code in ("A1", "A2", "B1")]  # fmt: skip
    readings = [
        {"indicator": "poor", "generation": "G", "area": code, "period": period, "numerator": float(n), "denominator": 1000.0,
         "hidden": (code, period) in hidden, "source": "Index"}
        for (period, count), council in zip(ours, councils, strict=False)
        for code, n in (("A1", count), ("A2", count), ("B1", council))
    ]  # fmt: skip
    engine = Duck()
    engine.register("part_of", parts)
    engine.register("reading", readings)
    engine.register("chosen", [{"generation": "G", "area": code} for code in ("A1", "A2")])
    indicators = {"poor": document(kind=kind, per=per, label=label, unit="per 1,000 people", **more)}
    return courses(engine.run(OVER_TIME), indicators, 2, since=BEGAN)


def told(found, *, next_on=None, since=BEGAN):
    return changed.in_words(found, disclosure()["open"], since=since, on=ON, next_on=next_on or {})


def test_golden_ratio():
    found = ratio(42, 11_890, 310, 148_000)
    assert (found.value, found.lo, found.hi) == pytest.approx((1.6864, 1.2218, 2.3277), abs=1e-4)
    with pytest.raises(ValueError, match="not a ratio"):
        ratio(0, 10, 1, 10)


@pytest.mark.parametrize(
    ("period", "named"),
    [("2025", [2025]), ("mid-2025", [2025]), ("2022/23", [2022, 2023]), ("2020 to 2022", [2020, 2022]), ("winter", [])],
)
def test_the_years_of_a_period(period, named):
    assert years(period) == named


def test_nothing_is_compared_across_a_changed_definition():
    changed_on = Break(date(2025, 1, 1), "definition", "Housing costs are taken off.")
    (course,) = read([("2024", 330), ("2025", 280)], councils=(200, 190), breaks=(changed_on,))
    assert (course.before.period, course.after.period, course.change) == ("2024", "2025", None)


def test_two_measurements_give_a_change_with_its_range_beside_the_council():
    (course,) = read([("2024", 330), ("2025", 280)], councils=(200, 190))
    assert course.change.method == "C6"
    assert (course.change.value, course.change.lo, course.change.hi) == pytest.approx(
        (-0.05, -0.0783, -0.0216), abs=1e-3
    )
    first, last = told([course])
    assert first.startswith("Poor: 33.0% in 2024, 28.0% in 2025. That is a fall of 5.0 points (likely 2.1 to 7.8).")
    assert first.endswith("In City: 28.7%, then 25.0%.")
    assert last == changed.NOT_OURS


def test_a_difference_that_could_be_chance_is_no_change():
    assert "The difference could be chance." in told(read([("2024", 330), ("2025", 325)]))[0]


def test_a_rate_changes_by_a_ratio():
    said = told(read([("2024", 100), ("2025", 150)], kind="rate", label="Stays"))[0]
    assert said.startswith(
        "Stays: 100.0 per 1,000 people in 2024, 150.0 per 1,000 people in 2025. That is a rise of 50.0%"
    )


def test_one_measurement_is_too_early_and_says_when_the_next_comes():
    found = read([("2023", 300), ("2024", 330)])
    assert (found[0].before.period, found[0].after) == ("2024", None)
    (early,) = told(found, next_on={"Index": date(2027, 4, 15)})
    assert "poor 33.0% in 2024. The next figures come on 15 April 2027." in early
    (unknown,) = told(found)
    assert unknown.endswith("Nobody has named the day of the next figures.")
    (past,) = told(found, next_on={"Index": date(2026, 1, 1)})
    assert "1 January 2026" not in past


def test_what_cannot_be_compared_is_not():
    (hidden,) = read([("2024", 330), ("2025", 280)], hidden={("A2", "2025")})
    assert hidden.after is None  # an area that the publisher hid: not the same people
    few = told(read([("2024", 4), ("2025", 3)]))
    assert few == [changed.NO_NUMBER]  # and a number from too few is not printed either
    assert told([]) == [changed.NO_NUMBER]
    assert told(read([("2024", 330)]), since=None) == [changed.NO_START]


def test_a_place_is_not_compared_with_itself():
    engine_rows = [
        {"who": who, "council": "City", "indicator": "poor", "period": p, "source": "Index", "numerator": n,
         "denominator": 2000.0, "areas": 2, "hidden": 0}
        for who in ("place", "council") for p, n in (("2024", 660.0), ("2025", 560.0))
    ]  # fmt: skip
    (course,) = courses(engine_rows, {"poor": document()}, 2, since=BEGAN)
    assert (course.council, course.council_before, course.council_after) == ("", None, None)
