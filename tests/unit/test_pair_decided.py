"""What decisions on pairs of actions add up to, and when one is asked for anew (C16)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.pair_decided import duplication, wording
from hereabouts.core.plans.same_action import Planned


@pytest.mark.requirement("S-18")
def test_three_that_are_one_could_spare_two_of_ten():
    live = {f"A{n}" for n in range(10)}
    said = [("A1", "A2", "joint"), ("A2", "A3", "joint"), ("A1", "A3", "joint"), ("A4", "A5", "unrelated")]
    found = duplication(said, live=live)
    assert (found.extra, found.live, found.rate) == (2, 10, 0.2)
    assert (found.right, found.decided) == (3, 4)


def test_what_was_merged_is_not_planned_twice_any_more():
    assert duplication([("A1", "A2", "duplicate")], live={"A1"}).extra == 0


def test_a_share_of_nothing_is_nothing():
    assert duplication([], live=set()).rate is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda two: two[0] != two[1])))
def test_the_order_of_decisions_changes_nothing(pairs):
    said = [(str(a), str(b), "joint") for a, b in pairs]
    live = {str(n) for n in range(10)}
    assert duplication(said, live=live) == duplication([(b, a, word) for a, b, word in reversed(said)], live=live)
    assert duplication(said, live=live).extra < len(live)


ONE = Planned("A1", "Insulate lofts", "homes", frozenset({"T12"}), frozenset(), frozenset({"East"}), date(2026, 1, 1))


def test_a_new_day_or_lead_asks_nothing_anew_and_new_words_do():
    assert wording(ONE) == wording(replace(ONE, starts_on=date(2027, 1, 1), lead="Harbour Housing"))
    for other in (replace(ONE, title="Insulate roofs"), replace(ONE, places=frozenset({"West"}))):
        assert wording(ONE) != wording(other)
