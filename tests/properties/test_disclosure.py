"""The law of disclosure control: after ``protect`` no attack gets near a hidden count, whatever the table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.trust import least_cost
from hereabouts.core.trust.disclosure import attack, hide_small, protect, weak
from hereabouts.engines.definitions import disclosure
from tests.unit.test_disclosure import grid

OPEN = disclosure()["open"]
counts = st.one_of(st.integers(0, 9), st.integers(0, 60))


def shaped(*shape):
    return st.lists(counts, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))).map(
        lambda found: np.array(found).reshape(shape)
    )


tables = st.one_of(shaped(3, 3), shaped(4, 3), shaped(2, 5), shaped(6), shaped(2, 2, 2))


@pytest.mark.slow
@pytest.mark.requirement("X-04")
@settings(max_examples=25, deadline=None)
@given(rows=tables, exact=st.booleans())
def test_no_hidden_count_is_recovered(rows, exact):
    before, least_cost.EXACT_UP_TO = least_cost.EXACT_UP_TO, 36 if exact else 0
    try:
        table = grid(rows)
        protected = protect(table, OPEN)
    finally:
        least_cost.EXACT_UP_TO = before
    assert not any(OPEN.small(count) for count in protected.cells.values() if count is not None)
    assert weak(protected, table, OPEN) == []
    assert all(table.cells[cell] > 0 for cell in protected.hidden())  # zeros are printed, and everybody knows it
    found = attack([protected])
    assert (found.recovered_exactly, found.recovered_within_3) == (0, 0)
    assert all(r.lo <= table.cells[cell] <= r.hi for cell, r in found.intervals.items())  # the attacker is never wrong


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(rows=shaped(3, 3))
def test_the_exact_way_costs_no_more(rows):
    table, costs = grid(rows), []
    before = least_cost.EXACT_UP_TO
    for limit in (36, 0):
        least_cost.EXACT_UP_TO = limit
        hidden = protect(table, OPEN).hidden()
        costs.append(sum(_cost(table, cell) for cell in hidden))
    least_cost.EXACT_UP_TO = before
    assert costs[0] <= costs[1]


def _cost(table, cell):
    count = max(1, table.cells[cell])
    return count if len(cell) == 2 else count + table.cells[frozenset()] + len(table.cells)


@pytest.mark.slow
@pytest.mark.promise
@pytest.mark.requirement("X-04")
def test_promise_hidden_cells_are_not_recovered(record_property):
    """Promise 33 on tables of 20 zones by 6 types, with the naive rule as the control that must be caught."""
    hidden = naive = recovered = 0
    for seed in range(3):
        dice = np.random.default_rng(seed)
        table = grid(dice.poisson(dice.gamma(1, 12, size=(20, 6))))
        control = attack([hide_small(table, OPEN)])
        naive += control.recovered_within_3
        found = attack([protect(table, OPEN)])
        hidden, recovered = hidden + len(found.intervals), recovered + found.recovered_within_3
    record_property("figure", f"{recovered} of {hidden} recovered; naive rule {naive}; seeds 0 to 2")
    assert recovered == 0
    assert hidden > 0
    assert naive > 0
