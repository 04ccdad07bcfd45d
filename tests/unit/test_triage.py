"""The triage clock, the advice and the same-day share: small tables, and laws that no combination may break."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from hereabouts.core.families import triage
from hereabouts.core.families.triage import ANSWERS, Decided, Told, advise, clock, same_day
from hereabouts.engines.definitions import calendar, levels_of_need

LONDON = ZoneInfo("Europe/London")
NO = {"danger": "no", "child": "no", "contact": "yes", "afraid": "no"}
RENT = Told(("T12",), agreement="given")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.requirement("X-38")
@pytest.mark.parametrize(
    ("nation", "received", "counts_on", "decide_by"),
    [
        ("ENG", "2026-11-20T08:52", "2026-11-20", "2026-11-20T13:00"),  # before opening: the clock starts at nine
        ("ENG", "2026-11-20T09:30", "2026-11-20", "2026-11-20T13:30"),
        ("ENG", "2026-11-20T15:00", "2026-11-20", "2026-11-23T11:00"),  # the cut-off itself still counts today
        ("ENG", "2026-11-20T15:01", "2026-11-23", "2026-11-23T11:01"),  # a Friday after three: Monday
        ("ENG", "2026-11-30T10:00", "2026-11-30", "2026-11-30T14:00"),  # St Andrew's Day: England works
        ("SCT", "2026-11-30T10:00", "2026-12-01", "2026-12-01T13:00"),  # Scotland does not
        ("SCT", "2026-08-31T10:00", "2026-08-31", "2026-08-31T14:00"),  # the English August holiday
        ("ENG", "2026-08-31T10:00", "2026-09-01", "2026-09-01T13:00"),
    ],
)
def test_the_clock_counts_the_nations_own_working_time(nation, received, counts_on, decide_by):
    read = clock(calendar(nation), at(received), at(received))
    assert (read.counts_on.isoformat(), read.screen_by.isoformat()) == (counts_on, counts_on)
    assert read.decide_by == at(decide_by)
    assert not read.late
    assert calendar(nation).name in triage.clock_rule(calendar(nation))


def test_the_clock_is_late_only_after_four_working_hours():
    received = at("2026-11-20T09:02")
    assert clock(calendar("ENG"), received, at("2026-11-20T09:50")).used == 48
    assert not clock(calendar("ENG"), received, at("2026-11-20T13:02")).late
    assert clock(calendar("ENG"), received, at("2026-11-20T13:03")).late


@pytest.mark.parametrize(
    ("told", "screen", "others", "route"),
    [
        (RENT, NO, 2, "see and solve"),
        (RENT, {**NO, "afraid": "did not want to say"}, 2, "see and solve"),
        (RENT, {**NO, "afraid": "yes"}, 0, "step up"),
        (RENT, {**NO, "child": "yes"}, 0, "step up"),
        (Told(("T12",), immediate_danger=True), {}, 0, "step up"),
        (RENT, {}, 0, ""),
        (RENT, {**NO, "danger": "did not want to say"}, 0, ""),
        (RENT, {**NO, "child": "not asked"}, 0, ""),
        (Told(("T12", "T07")), NO, 1, "one agency"),
        (Told(("T12", "T07")), NO, 0, "see and solve"),
        (Told(("T12", "T07", "T01")), NO, 0, "local solutions group"),
        (RENT, NO, 3, "local solutions group"),
        (Told(("T12",), agreement="refused"), NO, 0, "signpost"),
        (Told(("T12",), agreement="refused"), {**NO, "afraid": "not known"}, 0, "one agency"),
        (Told(()), NO, 0, ""),
    ],
)
def test_advice(told, screen, others, route):
    advice = advise(told, screen, others)
    assert advice.route == route
    assert advice.because
    assert advice.would_change


def test_what_nobody_answered_is_never_a_no():
    """Every combination: an open question says so in the reasons, and lifts no family to a light route."""
    for danger, child, afraid in product(ANSWERS, repeat=3):
        screen = {"danger": danger, "child": child, "contact": "yes", "afraid": afraid}
        for told, others in product(
            (RENT, Told(("T12",), agreement="refused"), Told(("T12", "T07", "T01"))), (0, 1, 3)
        ):
            advice = advise(told, screen, others)
            if "yes" in (danger, child, afraid):
                assert advice.route == "step up"
                continue
            open_ = [q for q, a in (("danger", danger), ("child", child), ("afraid", afraid)) if a != "no"]
            if open_:
                assert advice.route not in {"signpost", "no further action"}
                assert any("no clear answer" in reason for reason in advice.because)
                assert all("No safety answer calls" not in reason for reason in advice.because)
            if {"danger", "child"} & set(open_):
                assert advice.route == ""


def test_a_worse_answer_never_makes_advice_lighter():
    """Turning any answer into a "yes" steps up, whatever stood there before."""
    for screen in (dict(zip(NO, answers, strict=True)) for answers in product(ANSWERS, repeat=4)):
        for question in triage.DANGERS:
            assert advise(RENT, {**screen, question: "yes"}, 0).route == "step up"


def test_advice_is_sentences_and_holds_no_score():
    for told, others in product((RENT, Told(("T12", "T07", "T01"))), (0, 1, 3)):
        advice = advise(told, NO, others)
        assert set(vars(advice)) == {"route", "because", "would_change"}
        assert all(
            isinstance(reason, str) and reason.endswith(".") for reason in (*advice.because, *advice.would_change)
        )


@pytest.mark.requirement("D-53")
@pytest.mark.parametrize(("solved", "n", "lo", "hi"), [(69, 100, 0.59, 0.77), (345, 500, 0.65, 0.73)])
def test_see_and_solve_has_its_count_and_its_interval(solved, n, lo, hi):
    """The pilot's 69 % says little without n (C20)."""
    morning, noon = at("2026-11-20T09:02"), at("2026-11-20T12:00")
    rows = [Decided(morning, "see and solve", noon)] * solved + [Decided(morning, "local solutions group", noon)] * (
        n - solved
    )
    sums = same_day([*rows, Decided(morning)], calendar("ENG"))
    assert (sums.solved, sums.decided, sums.still_open) == (solved, n, 1)
    assert (round(sums.share.lo, 2), round(sums.share.hi, 2)) == (lo, hi)
    assert [(route, count) for route, count, _ in sums.routes] == [
        ("see and solve", solved),
        ("local solutions group", n - solved),
    ]


@pytest.mark.parametrize(
    ("received", "recorded", "counts"),
    [
        ("2026-11-20T09:00", "2026-11-20T16:59", True),
        ("2026-11-20T09:00", "2026-11-23T09:00", False),
        ("2026-11-20T15:30", "2026-11-23T16:00", True),  # after the cut-off the day of receipt is Monday
        ("2026-11-20T15:30", "2026-11-24T09:00", False),
        ("2026-11-21T10:00", "2026-11-21T10:30", True),  # a Saturday, solved at once
    ],
)
def test_same_day_is_the_working_day_of_receipt(received, recorded, counts):
    sums = same_day([Decided(at(received), "see and solve", at(recorded))], calendar("ENG"))
    assert sums.solved == int(counts)


def test_without_decisions_there_is_no_share():
    sums = same_day([Decided(at("2026-11-20T09:00"))], calendar("ENG"))
    assert (sums.share, sums.decided, sums.still_open) == (None, 0, 1)


def test_levels_of_need_are_local_text_with_fixed_ordinals():
    assert [level["ordinal"] for level in levels_of_need()] == [1, 2, 3, 4]
    assert all(level["label"] and level["words"] for level in levels_of_need())
