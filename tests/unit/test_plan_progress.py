"""The letter of an action (C21), its public word, and what a plan must hold."""

from datetime import date, timedelta

import pytest

from hereabouts.core.plans.complete import Aimed, Done, blocking, check
from hereabouts.core.plans.progress import Stone, brag, direction, progress, quarter, status

TODAY = date(2026, 11, 20)


@pytest.mark.requirement("X-21")
@pytest.mark.parametrize(
    ("facts", "letter"),
    [
        ({"milestones": 60, "time": 68}, "green"),
        ({"milestones": 58, "time": 68}, "green"),
        ({"milestones": 45, "time": 68}, "amber"),
        ({"milestones": 43, "time": 68}, "amber"),
        ({"milestones": 40, "time": 68}, "red"),
        ({"milestones": 60, "time": 68, "days_late": 10, "recovery": True}, "amber"),
        ({"milestones": 60, "time": 68, "days_late": 10}, "red"),
        ({"milestones": 60, "time": 68, "days_late": 31, "recovery": True}, "red"),
        ({"milestones": 45, "time": 68, "days_late": 1}, "red"),
        ({"milestones": 0, "time": 68, "due": False}, "grey"),
        ({"milestones": 100, "time": 100, "complete": True, "evidenced": True}, "blue"),
        ({"milestones": 100, "time": 100, "complete": True}, "green"),
    ],
)
def test_golden_letters(facts, letter):
    assert brag(**facts) == letter


def day(days):
    return TODAY + timedelta(days)


@pytest.mark.requirement("X-21")
def test_progress_is_worked_out_from_milestones_and_dates():
    stones = [Stone(day(-50), 3, done_on=day(-49)), Stone(day(40), 2)]
    found = progress(stones, starts_on=day(-68), due_on=day(32), on=TODAY)
    assert (found.milestones, found.time, found.brag, found.days_late) == (60, 68, "green", 0)
    late = progress([*stones, Stone(day(-10), 1)], starts_on=day(-68), due_on=day(32), on=TODAY)
    assert (late.brag, late.days_late) == ("red", 10)
    mended = progress([*stones, Stone(day(-10), 1, recovery_on=day(5))], starts_on=day(-68), due_on=day(32), on=TODAY)
    assert mended.brag == "amber"
    broken = progress([*stones, Stone(day(-10), 1, recovery_on=day(-1))], starts_on=day(-68), due_on=day(32), on=TODAY)
    assert broken.brag == "red"  # the day by which it was to be caught up has passed


def test_an_action_past_its_day_is_late_milestones_or_not():
    assert progress([], starts_on=day(-50), due_on=day(-1), on=TODAY).brag == "red"
    assert progress([], starts_on=day(-50), due_on=day(1), on=TODAY).brag == "grey"
    assert progress([], starts_on=None, due_on=day(-1), on=TODAY, complete=True, evidenced=True).brag == "blue"


@pytest.mark.parametrize(
    ("state", "due", "word"),
    [
        ("not started", 1, "not started"), ("not started", None, "not started"), ("not started", -1, "late"),
        ("in progress", 0, "in progress"), ("in progress", -1, "late"), ("complete", -100, "done"), ("stopped", -100, "stopped"),
        ("merged", 5, "stopped"), ("paused", 5, "stopped"), ("carried forward", 5, "in progress"), ("carried forward", -5, "late"),
        ("proposed", 5, "not started"), ("agreed", -5, "late"),
    ],
)  # fmt: skip
def test_the_public_word(state, due, word):
    assert status(state, due_on=None if due is None else day(due), on=TODAY) == word


WHOLE = Aimed("Warm homes", "From 40 to 90 in a hundred by 2027", "Here and the city")
ACT = Done("A1", led=True, due=True, measured=True, money=True, grounded=True, lived=True)


@pytest.mark.requirement("S-49")
@pytest.mark.parametrize(
    ("lacks", "key"),
    [
        ({"outcomes": []}, "outcomes"),
        ({"outcomes": [Aimed("Warm homes", "better", "Here and the city")]}, "improvement"),
        ({"outcomes": [WHOLE, Aimed("Jobs", "From 3 to 5", "")]}, "inequality"),
        ({"period_to": None}, "period"),
    ],
)
def test_what_the_law_and_the_remit_ask_for_blocks(lacks, key):
    plan = {"outcomes": [WHOLE], "period_from": day(0), "period_to": day(900), "actions": [ACT]}
    assert blocking(check(**plan)) == []
    assert key in [item.key for item in blocking(check(**{**plan, **lacks}))]


def test_what_a_good_plan_holds_is_named_and_does_not_block():
    poor = Done("A2", led=False, due=False, measured=False, money=False, grounded=False)
    items = check(outcomes=[WHOLE], period_from=day(0), period_to=day(9), actions=[ACT, poor])
    assert [i.key for i in items if not i.held] == [
        "coproduced",
        "leads",
        "dates",
        "measures",
        "money",
        "evidence",
        "lived",
    ]
    assert {i.missing for i in items if not i.held} == {
        "Missing on A2.", "Only an assumption behind A2.", "Nobody has said how far residents wrote it.",
    }  # fmt: skip
    assert blocking(items) == []


@pytest.mark.requirement("X-21")
@pytest.mark.parametrize(
    ("before", "now", "travels"),
    [
        ("red", "amber", "better"),
        ("blue", "green", "worse"),
        ("amber", "amber", "the same"),
        ("grey", "red", ""),
        ("", "red", ""),
    ],
)
def test_the_direction_of_travel_stands_beside_the_letter(before, now, travels):
    assert direction(before, now) == travels


@pytest.mark.parametrize(
    ("on", "name", "last"),
    [
        (date(2026, 11, 22), "2026 quarter 4", date(2026, 12, 31)),
        (date(2027, 1, 1), "2027 quarter 1", date(2027, 3, 31)),
    ],
)
def test_a_return_is_for_the_quarter_it_is_told_in(on, name, last):
    assert quarter(on) == (name, last)
