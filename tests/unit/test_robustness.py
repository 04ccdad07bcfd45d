"""How firm a board is: when a leg's weight moves, when chance moves the legs, and what stays whatever happens."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.priorities import frozen
from hereabouts.core.priorities.order import EQUAL, index, kendalls_w, kendalls_ws, ranked
from hereabouts.core.priorities.robustness import WEIGHTINGS, classes_held, ranks_by_chance, robustness
from tests.unit.test_triangulation import FINDING, asks, board, heard, on

NAMES = tuple("abcdefgh")
scores = st.lists(
    st.tuples(*[st.one_of(st.just(np.nan), st.integers(0, 100).map(float))] * 3), min_size=1, max_size=8
).map(np.array)


def test_every_weighting_in_tenths_is_tried_and_none_leaves_a_leg_out():
    assert len(WEIGHTINGS) == len(set(WEIGHTINGS)) == 36
    assert all(min(w) >= 0.1 - 1e-9 and sum(w) == pytest.approx(1) for w in WEIGHTINGS)


@pytest.mark.requirement("S-30")
def test_moving_one_leg_by_hand():
    """a is all voice, b all data. With voice at .6 and the others at .2, a has 60 and b 20; at .2 it is 20 and 40."""
    best = np.array([[100.0, 0, 0], [0, 100, 0], [50, 50, 50]])
    found = robustness("abc", best, EQUAL)
    voice = {one.weight: one for one in found.moved if one.source == "voice"}
    assert voice[0.6].top == ("a", "c", "b")
    assert voice[0.2].top == ("c", "b", "a")
    base = ranked(index(best, np.array(EQUAL)))
    assert base.tolist() == [2, 2, 1]
    assert (voice[0.6].swapped, voice[0.6].pairs) == (1, 3)  # a passes c; a and b stood level, which is no swap
    assert found.ranks["a"]["voice"] == (1, 3)
    assert found.ranks["c"]["strategy"] == (1, 1)
    assert found.stays == ("a", "b", "c")


def test_what_stays_in_the_top_stands_there_however_it_is_weighed():
    best = np.array([[90.0, 90, 90], *[[80 - n, 80 - n, 80 - n] for n in range(4)], [100, 0, 0], [10, 10, 10]])
    found = robustness("abcdefg", best, EQUAL)
    assert found.stays == ("a", "b", "c", "d")
    assert set(found.sometimes) == {"e", "f"}


def test_the_other_two_keep_their_proportion():
    best = np.array([[0.0, 100, 0], [0, 0, 100], [100, 0, 0]])
    found = robustness("abc", best, (0.2, 0.6, 0.2))
    at = next(one for one in found.moved if (one.source, one.weight) == ("voice", 0.4))
    assert at.top == ("a", "c", "b")  # .45, .4 and .15


@settings(max_examples=60, deadline=None)
@given(scores)
def test_laws_of_moving_the_weights(best):
    topics = NAMES[: len(best)]
    found = robustness(topics, best, EQUAL)
    placed = {
        t
        for t, r in zip(topics, ranked(index(best, np.array(EQUAL))), strict=True)
        if r and np.nanmax(best[topics.index(t)]) > 0
    }
    assert set(found.ranks) == placed
    assert set(found.stays) | set(found.sometimes) <= placed
    assert not set(found.stays) & set(found.sometimes)
    assert all(1 <= lo <= hi <= len(placed) for legs in found.ranks.values() for lo, hi in legs.values())
    assert all(0 <= one.swapped <= one.pairs == len(placed) * (len(placed) - 1) // 2 for one in found.moved)
    if len(placed) <= 5:
        assert set(found.stays) == placed


@settings(max_examples=60, deadline=None)
@given(scores, st.permutations(range(8)))
def test_the_order_in_which_topics_are_told_changes_nothing(best, mixed):
    mixed = [n for n in mixed if n < len(best)]
    one, other = robustness(NAMES[: len(best)], best, EQUAL), robustness([NAMES[n] for n in mixed], best[mixed], EQUAL)
    assert dict(one.ranks) == dict(other.ranks)
    assert set(one.stays) == set(other.stays)
    assert one.moved == other.moved


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=2, max_size=4))
def test_kendalls_w_lies_between_nothing_and_all_and_does_not_mind_whose_order_is_whose(rows):
    told = np.array(rows, dtype=float)
    found = kendalls_w(told)
    assert found is None or -1e-9 <= found <= 1 + 1e-9
    assert found == pytest.approx(kendalls_w(told[::-1]))
    assert found == pytest.approx(kendalls_w(3 * told + 1))
    both = kendalls_ws(np.stack([told, told]))
    assert found is None or both.tolist() == pytest.approx([found, found])


def test_a_class_holds_in_the_draws_where_the_same_legs_are_high():
    best = np.array([[70.0, 30, np.nan]])
    draws = np.array([[[70.0, 30, np.nan]], [[59, 30, np.nan]], [[80, 61, np.nan]], [[60, 59, np.nan]]])
    assert classes_held(best, draws).tolist() == [0.5]
    lo, hi = ranks_by_chance(best, draws, EQUAL)
    assert (lo.tolist(), hi.tolist()) == ([1], [1])


@pytest.mark.requirement("S-30")
def test_a_board_says_how_firm_it_is():
    made = board(said=heard(T01=60, T02=55, T03=5), findings=[FINDING], aims=asks("T01", 3, 3))
    first, second = on(made, "T01"), on(made, "T02")
    assert first.rank_by_chance == (1, 1)
    assert first.called == "agreed by all"
    assert first.called_held > 0.9
    lo, hi = second.rank_by_chance
    assert lo <= second.rank <= hi
    assert on(made, "T04").rank_by_chance is None
    lo, hi = made.kendalls_w_interval or (0, 0)
    assert (made.kendalls_w is None) == (made.kendalls_w_interval is None)
    assert made.robustness.stays == ("T01", "T02", "T03")


def test_a_board_of_before_is_still_read():
    made = board(said=heard(T01=20, T02=12), findings=[FINDING], aims=asks("T02"))
    told = frozen.freeze(made)
    assert frozen.thaw(told) == made
    for late in ("kendalls_w_interval", "robustness"):
        del told[late]
    for topic in told["topics"]:
        del topic["rank_by_chance"], topic["class_held"]
    old = frozen.thaw(told)
    assert (old.robustness, old.standings[0].called_held) == (None, None)
    assert old.standings[0].rank == made.standings[0].rank


@pytest.mark.parametrize("told", ["1,1", "a,b,c", "0,0,0", "-1,1,1", "nan,1,1", "inf,1,1"])
def test_what_are_no_weights(told):
    from hereabouts.cli.priorities import NotWeights, _weights

    with pytest.raises(NotWeights, match="Give three numbers of 0 or more"):
        _weights(told)
    assert _weights("2,1,1") == (0.5, 0.25, 0.25)
