"""Disclosure control: the golden table of C30, what the attacker gets, and the limits of single figures."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from hereabouts.core.trust import least_cost
from hereabouts.core.trust.attack import DoNotAddUp
from hereabouts.core.trust.disclosure import CannotProtect, attack, hidden_totals, hide_small, protect
from hereabouts.core.trust.small_numbers import few_homes, too_few
from hereabouts.core.trust.tables import NotATable, counted, published
from hereabouts.engines.definitions import disclosure

OPEN = disclosure()["open"]
GOLDEN = [[2, 14, 30], [8, 11, 25], [20, 6, 40]]


def grid(rows, names="rc"):
    cells = np.array(rows)
    return counted(
        [f"{names}{axis}" for axis in range(cells.ndim)],
        [([str(n) for n in at], int(count)) for at, count in np.ndenumerate(cells)],
    )


def counts_hidden(protected, table):
    return sorted(table.cells[cell] for cell in protected.hidden())


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize("exact_up_to", [36, 0], ids=["exactly", "cell by cell"])
def test_the_golden_table(monkeypatch, exact_up_to):
    monkeypatch.setattr(least_cost, "EXACT_UP_TO", exact_up_to)
    table = grid(GOLDEN)
    protected = protect(table, OPEN)
    assert counts_hidden(protected, table) == [2, 8, 11, 14]  # cost 2 + 33
    found = {table.cells[cell]: (r.lo, r.hi) for cell, r in attack([protected]).intervals.items()}
    assert found == {2: (1, 9), 14: (7, 15), 8: (1, 9), 11: (10, 18)}  # a zero would be printed


ZEROS = [[1, 1, 2], [1, 0, 1], [2, 1, 0], [9, 1, 0]]


def independent(protected):
    """Give the interval of every hidden cell as anybody with a solver finds it who knows that zeros are printed."""
    hidden = list(protected.hidden())
    at, rows, right = {cell: n for n, cell in enumerate(hidden)}, [], []
    for whole, parts in protected.sums():
        terms = [(whole, 1), *((part, -1) for part in parts)]
        row = np.zeros(len(hidden))
        for cell, sign in terms:
            if cell in at:
                row[at[cell]] += sign
        rows.append(row)
        right.append(-sum(sign * protected.cells[cell] for cell, sign in terms if cell not in at))
    found = {}
    for cell, n in at.items():
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(hidden))
            cost[n] = sign
            answer = milp(cost, integrality=np.ones(len(hidden)), bounds=Bounds(1, 10_000), constraints=LinearConstraint(np.array(rows), right, right))  # fmt: skip
            ends.append(round(answer.x[n]))
        found[cell] = tuple(ends)
    return found


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize("rows", [ZEROS, GOLDEN, [[3, 0], [20, 30]], [[0, 2, 5], [7, 0, 1], [6, 3, 0]]])
@pytest.mark.parametrize("exact_up_to", [36, 0], ids=["exactly", "cell by cell"])
def test_a_reader_who_knows_that_zeros_are_printed_gets_no_closer(monkeypatch, exact_up_to, rows):
    monkeypatch.setattr(least_cost, "EXACT_UP_TO", exact_up_to)
    table = grid(rows)
    protected = protect(table, OPEN)
    assert all(table.cells[cell] > 0 for cell in protected.hidden())
    found = independent(protected)
    assert found
    for cell, (lo, hi) in found.items():
        assert lo <= table.cells[cell] <= hi
        assert hi - lo >= OPEN.need(table.cells[cell])
    told = {cell: (one.lo, one.hi) for cell, one in attack([protected]).intervals.items()}
    unbounded = float("inf")  # where the solver stopped at the limit it was given
    assert told == {
        c: (lo, hi if hi < 5_000 else unbounded) for c, (lo, hi) in found.items()
    }  # the attack knows as much


@pytest.mark.requirement("X-04")
def test_hiding_only_the_small_count_protects_nobody():
    """The negative control: the attacker must see through the naive rule, or it would prove nothing."""
    found = attack([hide_small(grid(GOLDEN), OPEN)])
    assert [(r.lo, r.hi) for r in found.intervals.values()] == [(2, 2)]
    assert (found.recovered_exactly, found.recovered_within_3) == (1, 1)


def test_a_second_hidden_cell_in_the_row_is_not_enough():
    table = grid(GOLDEN)
    cells = {cell: None if count in {2, 14} else count for cell, count in table.cells.items()}
    assert attack([type(table)(table.dimensions, cells)]).recovered_exactly == 2


def test_a_small_total_is_hidden_and_said():
    protected = protect(grid([[3, 0], [20, 30]]), OPEN)
    assert hidden_totals(protected)
    assert attack([protected]).recovered_within_3 == 0


def test_totals_go_last():
    """An inner cell is hidden before a total, however much smaller the total."""
    assert hidden_totals(protect(grid(GOLDEN), OPEN)) == []


def test_nothing_small_nothing_hidden():
    assert protect(grid([[10, 0], [12, 30]]), OPEN).hidden() == ()


@pytest.mark.requirement("X-04")
def test_two_releases_that_hide_different_cells_are_seen_through():
    table = grid(GOLDEN)
    first = protect(table, OPEN)
    told = {cell for cell in first.hidden() if table.cells[cell] == 14}
    second = type(table)(table.dimensions, {c: table.cells[c] if c in told else n for c, n in first.cells.items()})
    assert attack([first]).recovered_exactly == 0
    assert attack([first, second]).recovered_exactly == 4


@pytest.mark.requirement("X-04")
def test_a_subgroup_is_subtracted_from_its_total():
    """Zone by age and zone by sex share their zone totals: what one hides as a total the other may tell."""
    by_age = published(["zone", "age"], [(("A", "young"), 12), (("A", "old"), None), (("A", "All"), None)])
    by_sex = published(["zone", "sex"], [(("A", "women"), 9), (("A", "men"), 6)])
    assert attack([by_age]).recovered_exactly == 0
    told = attack([by_age, published(["zone"], [(("A",), 15)])])
    assert {(r.lo, r.hi) for r in told.intervals.values()} == {(3, 3), (15, 15)}
    assert attack([by_age, published(["zone", "sex"], [*_rows(by_sex), (("A", "All"), 15)])]).recovered_exactly == 2


def _rows(table):
    return [(table.row(cell), count) for cell, count in table.cells.items()]


@pytest.mark.requirement("X-04")
def test_protecting_after_an_earlier_release_keeps_both_closed():
    table = grid(GOLDEN)
    first = protect(table, OPEN)
    second = protect(table, OPEN, earlier=[first])
    assert attack([first, second]).recovered_within_3 == 0
    with pytest.raises(CannotProtect, match="earlier release already tells"):
        protect(table, OPEN, earlier=[table])


def test_tables_that_contradict_each_other_are_refused():
    with pytest.raises(DoNotAddUp, match="print 5 and 6"):
        attack([published(["z"], [(("A",), 5)]), published(["z"], [(("A",), 6)])])
    with pytest.raises(DoNotAddUp, match="contradict"):
        attack([published(["z"], [(("A",), None), (("B",), 9), (("All",), 5)])])


def test_without_a_total_nothing_bounds_a_hidden_cell():
    found = attack([published(["z"], [(("A",), None), (("B",), 9)])])
    assert [(r.lo, r.hi) for r in found.intervals.values()] == [(1, float("inf"))]


def test_counts_that_are_no_table_are_refused():
    with pytest.raises(NotATable, match="below 0"):
        counted(["z"], [(["A"], -1)])
    with pytest.raises(NotATable, match="without totals"):
        counted(["z"], [(["All"], 4)])


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [(9, 1000, True), (10, 1000, False), (50, 99, True), (50, 100, False), (None, 100, False), (None, 99, True),
     (30, None, True), (0, 5000, True)],
)  # fmt: skip
def test_single_figures(numerator, denominator, hidden):
    assert too_few(numerator, denominator, OPEN) is hidden


def test_few_homes():
    assert few_homes(29, OPEN)
    assert not few_homes(30, OPEN)
