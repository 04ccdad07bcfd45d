"""Steps into work, and what may be told of gains."""

from datetime import date

import pytest

from hereabouts.core.families.gains_told import FamilyGain, told
from hereabouts.core.families.work import NotAStage, newest, next_stages, refuse_stage
from hereabouts.engines.definitions import disclosure

ENTERED = {"not in work": date(2026, 1, 1), "entered": date(2026, 1, 5)}
RULE = disclosure()["open"]


@pytest.mark.requirement("L-23")
def test_which_step_comes_next():
    assert next_stages({}) == ("not in work", "in work")
    assert next_stages({"not in work": date(2026, 1, 1)}) == ("entered",)
    assert next_stages({"in work": date(2026, 1, 1)}) == ("progressed",)
    assert next_stages(ENTERED) == ("13 weeks", "progressed")
    moved = {**ENTERED, "13 weeks": date(2026, 4, 6), "progressed": date(2026, 5, 1)}
    assert next_stages(moved) == ("26 weeks",)
    assert newest(moved) == "progressed"


@pytest.mark.requirement("L-23")
@pytest.mark.parametrize(
    ("stage", "day"),
    [("not in work", "2026-02-01"), ("26 weeks", "2026-11-01"), ("13 weeks", "2026-04-05"), ("progressed", "2026-01-04"),
     ("progressed", "2099-01-01")],
)  # fmt: skip
def test_no_step_back_left_out_or_on_a_day_that_cannot_be(stage, day):
    with pytest.raises(NotAStage):
        refuse_stage(ENTERED, stage, date.fromisoformat(day), on=date(2026, 12, 1))
    refuse_stage(ENTERED, "13 weeks", date(2026, 4, 6), on=date(2026, 12, 1))


@pytest.mark.requirement("L-24")
def test_sums_and_counts_of_few_are_hidden_and_so_is_what_tells_them():
    many = [FamilyGain(1000, 0)] * 20
    plain = told(many, ["entered"] * 20, RULE)
    assert (plain.families, plain.with_verified, plain.pounds, plain.verified) == (20, 20, 20000, 20000)
    assert plain.stages["entered"] == 20
    few = told([*many, FamilyGain(0, 777)], ["entered"] * 20 + ["13 weeks"], RULE)
    assert few.verified is None  # the whole less this would be what one family has
    assert few.with_verified is None or few.families is None
    assert few.stages["13 weeks"] is None
    assert told([*many, FamilyGain(90000, 0)], [], RULE).pounds is None  # mostly one family's
    assert told([FamilyGain(1, 0)] * 3, [], RULE).pounds is None


def test_who_gained_nothing_is_told_so():
    nothing = told([], [], RULE)
    assert (nothing.families, nothing.pounds) == (0, 0)
