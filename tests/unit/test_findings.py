"""How far a place stands from its council's neighbourhoods: the sums by SQL, the rule by hand."""

from datetime import date
from statistics import stdev

import pytest

from hereabouts.core.evidence.findings import COMPARED, findings
from hereabouts.core.evidence.indicators import Indicator
from hereabouts.engines.duck import Duck

DAY = date(2026, 1, 1)


def document(**more):
    facts = {"id": "poor", "label": "Poor", "topic": "T01", "kind": "proportion", "polarity": "high_bad", "unit": "of people",
             "why": "", "author": "", "reviewed_on": DAY, "next_review_on": DAY, "formulas": ()}  # fmt: skip
    return Indicator(**(facts | more))


def rows(*, units=6, kind="poor", hidden=(), edition_twice=False):
    """A council of so many neighbourhoods with two areas each; the place is the first neighbourhood; one other council."""
    areas = [(f"A{u}{k}", f"N{u}", 20 + 10 * u if u else 100) for u in range(units) for k in (1, 2)]
    parts = [part for code, unit, _ in areas for part in (
        {"generation": "G", "code": code, "level": "zone", "parent_code": unit, "parent_name": unit, "edition": "2020", "best": True},
        {"generation": "G", "code": code, "level": "council", "parent_code": "C", "parent_name": "City", "edition": "2020", "best": True},
    )]  # fmt: skip
    parts += [
        {**p, "parent_code": "OLD" if p["level"] == "zone" else p["parent_code"], "edition": "2001"} for p in parts
    ] * edition_twice
    parts += [{**parts[0], "code": "Z1", "parent_code": "N99"}, {**parts[1], "code": "Z1", "parent_code": "D"}]
    readings = [
        {"indicator": kind, "generation": "G", "area": code, "period": period, "numerator": float(n), "denominator": 200.0,
         "hidden": code in hidden, "source": "Index"}
        for code, _, n in [*areas, ("Z1", "", 150)] for period in ("2016", "2020") if not (period == "2016" and code == "A01")
    ]  # fmt: skip
    engine = Duck()
    engine.register("part_of", parts)
    engine.register("reading", readings)
    engine.register("chosen", [{"generation": "G", "area": code} for code in ("A01", "A02")])
    engine.register("asked", [{"neighbourhood": "zone"}])
    return engine.run(COMPARED)


@pytest.mark.requirement("S-30")
def test_a_finding_compares_the_place_with_the_council_and_the_spread_of_its_neighbourhoods():
    (found,) = findings(rows(), {"poor": document()})
    shares = [0.5, 0.15, 0.20, 0.25, 0.30, 0.35]
    assert found.value == pytest.approx(0.5)
    assert found.reference == pytest.approx(
        sum(shares) / 6
    )  # neighbourhoods of one size: the pooled share is their mean
    assert found.sigma_ref == pytest.approx(stdev(shares))
    assert found.se == pytest.approx((0.5 * 0.5 / 400) ** 0.5)
    assert (found.comparators, found.reference_name, found.period) == (6, "City", "2020")


def test_an_older_lookup_does_not_add_neighbourhoods():
    (found,) = findings(rows(edition_twice=True), {"poor": document()})
    assert found.comparators == 6


@pytest.mark.parametrize(("units", "found"), [(4, 0), (5, 1)])
def test_with_fewer_than_five_neighbourhoods_there_is_no_finding(units, found):
    assert len(findings(rows(units=units), {"poor": document()})) == found


def test_what_is_hidden_is_left_out_and_a_place_without_figures_has_no_finding():
    (found,) = findings(rows(hidden={"A02"}), {"poor": document()})
    assert found.se == pytest.approx((0.5 * 0.5 / 200) ** 0.5)  # one area is left
    assert findings(rows(hidden={"A01", "A02"}), {"poor": document()}) == []


def test_a_rate_and_a_mean():
    (rate,) = findings(rows(), {"poor": document(kind="rate", per=10000)})
    assert (rate.value, rate.se) == pytest.approx((5000, 10000 * 200**0.5 / 400))
    (mean,) = findings(rows(), {"poor": document(kind="mean")})
    assert (mean.value, mean.se) == (0.5, None)


def test_neither_good_nor_bad_and_too_few_to_compare_are_no_findings():
    assert findings(rows(), {"poor": document(polarity="neutral")}) == []
    assert findings(rows(), {"poor": document(smallest=201)}) == []
    assert findings(rows(), {}) == []
