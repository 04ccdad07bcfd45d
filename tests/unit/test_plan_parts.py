"""Money of tiers and causes adds up, and every part of every action is somebody's or nobody's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.parts import PARTS, Shared, by_cause, by_outcome, by_tier
from hereabouts.core.plans.whole_action import TIERS_OF_PREVENTION

NAMES = st.lists(st.sampled_from(["Council", "Police", "Friends"]), unique=True)
MONEY = st.none() | st.decimals(0, 10**6, places=2)
ACTIONS = st.lists(
    st.builds(
        Shared, st.uuids().map(str), outcomes=st.lists(st.sampled_from(["Homes", "Work"]), unique=True), plans=NAMES,
        resources=NAMES, provides=NAMES, prevention=st.sampled_from([*TIERS_OF_PREVENTION, ""]),
        cause=st.sampled_from(["No care", "no care", "Damp", ""]), planned=MONEY, spent=MONEY,
    ),
    max_size=12,
)  # fmt: skip


@pytest.mark.requirement("S-13")
@given(ACTIONS)
def test_no_pound_and_no_action_is_lost_or_told_twice(actions):
    known = sum((a.planned for a in actions if a.planned is not None), Decimal())
    for told in (by_tier(actions), by_cause(actions)):
        assert sum(row.planned for row in told) == known
        assert sum(row.actions for row in told) == len(actions)
        assert sum(row.open for row in told) == sum(a.planned is None for a in actions)
        assert not known or sum(row.share for row in told) == pytest.approx(1)


@pytest.mark.requirement("S-01")
@given(ACTIONS)
def test_every_part_of_an_action_is_somebody_s_or_named_as_nobody_s(actions):
    told = {one.outcome: one for one in by_outcome(actions)}
    for action in actions:
        for outcome in action.outcomes or [""]:
            for part in PARTS:
                has = {p.partner for p in told[outcome].partners if action.ref in getattr(p, part)}
                assert has == set(getattr(action, part))
                assert (action.ref in dict(told[outcome].unsaid).get(part, ())) == (not has)


def test_causes_spelt_two_ways_are_one_and_none_stands_last():
    rows = [Shared("A", [], cause="No  care", planned=Decimal(1)), Shared("B", [], cause="no care", planned=Decimal(2)),
            Shared("C", [], planned=Decimal(9))]  # fmt: skip
    assert [(row.what, row.planned) for row in by_cause(rows)] == [("No care", Decimal(3)), ("", Decimal(9))]
