"""How good the matching is, from pairs that people judged: the draw, the groups, and what may be told of it (C18, X-07)."""

from collections import Counter
from datetime import date

import pytest

from hereabouts.core.families.linkage_groups import CHILD, LONG_NAME, NO_HOME, RARE_NAME, groups_of
from hereabouts.core.families.sampling import BANDS, Compared, draw, told
from hereabouts.core.figures.kappa import kappa_of
from hereabouts.engines import linkage
from hereabouts.engines.linkage_sample import banded
from tests.unit.test_linkage import caseloads

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("row", "groups"),
    [
        ({"first_name": "Anna", "surname": "Smith", "dob": "2008-11-21", "address": "1 Row"}, {CHILD}),
        ({"first_name": "Anna", "surname": "Smith", "dob": "2008-11-20", "address": "1 Row"}, set()),
        ({"first_name": "Anna", "surname": "Smith", "address": ""}, {NO_HOME}),
        ({"first_name": "Anna", "surname": "Smith", "postcode": "LK1 2AB"}, set()),
        ({"first_name": "Anna", "surname": "Smith", "address": "NFA"}, {NO_HOME}),
        ({"first_name": "Anna", "surname": "Smith", "address": "Room 4, Quay Hostel", "postcode": "LK1"}, {NO_HOME}),
        ({"first_name": "Zoë", "surname": "Smith", "address": "1 Row"}, {LONG_NAME, RARE_NAME}),
        ({"first_name": "Anna", "surname": "Smith-Jones", "address": "1 Row"}, {LONG_NAME}),
        ({"first_name": "Oyelaran", "surname": "Ade", "address": "1 Row"}, {RARE_NAME}),
    ],
)
def test_groups_are_read_off_the_record(row, groups):
    assert groups_of(row, on=ON, common={"anna"}) == groups


def test_nobodys_name_is_rare_where_nothing_is_known_of_names():
    assert groups_of({"first_name": "Oyelaran", "address": "1 Row"}, on=ON) == frozenset()


def pairs(**many):
    return [
        Compared(f"{band}{n}", "z", band, frozenset({"Short"} if n < 12 else ()))
        for band, k in many.items()
        for n in range(k)
    ]


def test_so_many_are_drawn_of_each_band_by_nobodys_choice():
    compared = pairs(confirm=50, review=30, near=5, far=900)
    drawn = draw(compared, 20, "a")
    assert Counter(p.band for p in drawn.pairs) == {"confirm": 20, "review": 20, "near": 5, "far": 20}
    assert drawn == draw(list(reversed(compared)), 20, "a")  # the order in which they come is nothing
    assert drawn != draw(compared, 20, "b")
    assert drawn.sizes == {"confirm": 50, "review": 30, "near": 5, "far": 900}
    assert drawn.of_groups == {"Short": {"confirm": 12, "review": 12, "near": 5, "far": 12}}
    assert [p.band for p in drawn.pairs] != sorted(
        (p.band for p in drawn.pairs), key=BANDS.index
    )  # it tells of no band


@pytest.mark.requirement("X-07")
def test_a_group_that_is_missed_more_often_is_marked_and_few_are_not_told():
    compared = [Compared(f"{b}{n}", "z", b, frozenset({"Missed"} if n % 2 else ())) for b in BANDS for n in range(40)]
    compared += [Compared("x", "z", "review", frozenset({"Few"}))]
    drawn = draw(compared, 41, "a")
    truth = {n: [p.band == "confirm" or (p.band == "near" and "Missed" in p.groups)] for n, p in enumerate(drawn.pairs)}
    result = told(drawn, truth)
    groups = {one.group: one for one in result.groups}
    assert (groups["Few"].quality, groups["Few"].judged) == (None, None)
    assert groups["Missed"].quality.recall.value == pytest.approx(0.5)
    assert result.everybody.recall.value == pytest.approx(40 / 60, abs=0.01)
    assert groups["Missed"].flagged is False  # nobody else misses anything: no ratio
    truth |= {n: [True] for n, p in enumerate(drawn.pairs) if p.band == "near" and p.a in {"near0", "near2"}}
    assert {one.group: one for one in told(drawn, truth).groups}["Missed"].flagged is True
    assert told(drawn, {0: [True]}).everybody is None  # one pair says nothing, and tells of two records


def test_kappa_is_of_those_judged_twice():
    drawn = draw(pairs(confirm=30), 30, "a")
    result = told(drawn, {n: [n % 2 == 0, n % 2 == 0] if n < 10 else [True] for n in range(30)})
    assert (result.twice, result.kappa) == (10, 1.0)
    assert kappa_of([(True, True), (False, True)]) == 0.0
    assert kappa_of([]) is None


def test_the_bands_are_those_of_a_run_and_reach_below_it():
    rows = caseloads()[0]
    model = linkage.train(rows)
    found = {frozenset((a, b)): band for a, b, band in banded(rows, model)}
    run = {frozenset((one.id_a, one.id_b)): one.band for one in linkage.match(rows, model).links}
    assert {pair: band for pair, band in found.items() if band in {"confirm", "review"}} == run
    assert {"near", "far"} & set(found.values())
    assert banded(rows[:1], model) == []
