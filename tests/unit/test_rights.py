"""The clock of the law, the schedule of keeping and the review of passages: each day on both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hereabouts.core.ledger import Actor, Sensitivity, Subject
from hereabouts.core.ledger.held import Ended, Held, Who, readable
from hereabouts.core.rights import clock, disclosing, pack, schedule
from hereabouts.engines.definitions import calendar, retention

SCT, ENG = calendar("sct"), calendar("eng")
DAY = timedelta(1)


@pytest.mark.requirement("X-15")
@pytest.mark.parametrize(
    ("settled", "longer", "due", "month"),
    [
        (date(2026, 9, 3), False, date(2026, 10, 5), date(2026, 10, 3)),  # a Saturday: the Monday after
        (date(2026, 1, 31), False, date(2026, 3, 2), date(2026, 2, 28)),  # a shorter month, and a Saturday
        (date(2028, 1, 31), False, date(2028, 2, 29), date(2028, 2, 29)),  # a leap day
        (date(2028, 2, 29), False, date(2028, 3, 29), date(2028, 3, 29)),
        (
            date(2026, 11, 25),
            False,
            date(2026, 12, 29),
            date(2026, 12, 25),
        ),  # Christmas, a weekend, Boxing Day's substitute
        (date(2026, 8, 31), True, date(2026, 12, 1), date(2026, 11, 30)),  # St Andrew's Day: in Scotland nobody works
        (date(2026, 9, 30), True, date(2026, 12, 30), date(2026, 12, 30)),
        (date(2025, 12, 31), False, date(2026, 2, 2), date(2026, 1, 31)),  # over the new year
    ],
)
def test_the_month_of_the_law(settled, longer, due, month):
    assert clock.term(settled, SCT, longer=longer) == clock.Term(due, month, longer)


@pytest.mark.requirement("X-15")
def test_two_nations_keep_two_calendars():
    assert clock.term(date(2026, 10, 30), SCT).due_on == date(2026, 12, 1)
    assert clock.term(date(2026, 10, 30), ENG).due_on == date(2026, 11, 30)


@pytest.mark.requirement("X-15")
def test_longer_only_with_a_reason_and_while_the_month_runs():
    settled, last = date(2026, 9, 3), date(2026, 10, 5)
    assert clock.longer_refused(settled, SCT, last, "Nine agencies") == ""
    assert "over" in clock.longer_refused(settled, SCT, last + DAY, "Nine agencies")
    assert "Say why" in clock.longer_refused(settled, SCT, last, " ")
    assert "not begun" in clock.longer_refused(None, SCT, last, "Nine agencies")


def test_no_step_is_skipped():
    allowed = {(state, step) for step, (before, _) in clock.STEPS.items() for state in before}
    for state in clock.STATES:
        for step in clock.STEPS:
            if (state, step) in allowed:
                assert clock.moved(state, step) in clock.STATES
            else:
                with pytest.raises(clock.NotARequest):
                    clock.moved(state, step)
    assert not any(state in clock.CLOSED for state, _ in allowed)


# --- the schedule


def rule(**more):
    return replace(retention()["stub"], **{"months": 36, "child_age": 0, "child_months": 0, **more})


def thing(ended_on, **more):
    return Ended("stub", "a", ended_on, frozenset({"a", "b"}), **more)


@pytest.mark.requirement("X-15")
@pytest.mark.parametrize(
    ("ended_on", "months", "last"),
    [
        (date(2023, 3, 1), 36, date(2026, 3, 1)),
        (date(2024, 2, 29), 36, date(2027, 3, 1)),  # no 29 February: never early
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),  # not stretched to the leap day
        (date(2023, 8, 31), 6, date(2024, 3, 1)),
        (date(2023, 12, 31), 2, date(2024, 3, 1)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_due_the_day_after_the_last_and_not_on_it(ended_on, months, last):
    due = lambda on: schedule.keeping(rule(months=months), thing(ended_on), (), on).due  # noqa: E731
    assert schedule.kept_until(rule(months=months), thing(ended_on)) == last
    assert [due(last - DAY), due(last), due(last + DAY)] == [False, False, True]


@pytest.mark.requirement("X-15")
def test_every_day_of_seven_years_is_right_on_both_sides():
    """Promise 80, without the machine's clock: the day is an argument. Beside an independent count by year, month and day."""
    wrong = 0
    for n in range(365 * 7 + 2):
        began = date(2020, 1, 1) + DAY * n
        for months in (12, 36, 72):
            years = months // 12
            try:
                last = date(began.year + years, began.month, began.day)
            except ValueError:
                last = date(began.year + years, 3, 1)
            found = [schedule.keeping(rule(months=months), thing(began), (), last + DAY * k).due for k in (-1, 0, 1)]
            wrong += found != [False, False, True]
    assert wrong == 0


def test_an_off_by_one_is_noticed(monkeypatch):
    """The negative control of promise 80."""
    monkeypatch.setattr(schedule, "last_day", lambda day, months: clock.months_after(day, months) - DAY)
    assert schedule.keeping(rule(), thing(date(2023, 3, 1)), (), date(2026, 3, 1)).due


@pytest.mark.requirement("X-15")
def test_a_child_is_kept_until_grown_and_three_years_after():
    family = retention()["family"]
    told = replace(thing(date(2023, 3, 1)), rule="family", youngest=date(2008, 2, 29))
    assert schedule.kept_until(family, told) == date(2029, 3, 1)  # grown on 1 March 2026: there is no 29 February
    assert schedule.kept_until(family, replace(told, youngest=date(1980, 1, 1))) == date(2026, 3, 1)
    assert not schedule.keeping(family, told, (), date(2029, 3, 1)).due
    assert schedule.keeping(family, told, (), date(2029, 3, 2)).due


@pytest.mark.requirement("X-15")
def test_a_hold_stops_it_from_its_first_day_to_its_last():
    on = date(2030, 6, 1)
    hold = schedule.Hold("An inquiry", since=on, until=on + DAY * 2, ids=frozenset({"b"}))
    due = lambda hold, day: schedule.keeping(rule(), thing(date(2023, 3, 1)), (hold,), day).due  # noqa: E731
    assert [due(hold, on + DAY * k) for k in (-1, 0, 2, 3)] == [True, False, False, True]
    lifted = replace(hold, until=None, lifted_on=on + DAY)
    assert [due(lifted, on + DAY * k) for k in (0, 1)] == [False, True]
    assert due(replace(hold, ids=frozenset({"c"})), on)
    assert not due(replace(hold, ids=frozenset(), rule="stub"), on)
    assert due(replace(hold, ids=frozenset(), rule="letter"), on)


def test_what_is_open_is_never_due():
    found = schedule.keeping(rule(), thing(None, still="They still work with them."), (), date(2099, 1, 1))
    assert (found.due, found.until, found.because) == (False, None, "They still work with them.")


def test_the_schedule_says_where_its_periods_come_from():
    for one in retention().values():
        assert all([one.label, one.covers, one.trigger, one.months or one.days, one.action, one.source]), one.id


# --- the review of passages

ROWAN = Who(("Rowan Tarrant",), ("07700 900123",), frozenset({"1"}))
SKYE = Held("families", "Person", "2", "first_name", "Skye", "others", own=False, names_somebody=True)
WORRY = Held("families", "Referral", "3", "worry", "Rowan Tarrant and SKYE are cold. Skye's father rang.", "mixed")
NAME = Held("families", "Person", "1", "first_name", "Rowan", "person")
WORKER = Held("families", "Referral", "3", "screened_by", "Ailsa", "others")
SAFE = Held("families", "Referral", "3", "safe_contact", "Text only", "safety")


def laid(*found, decided=None):
    return {one.held.field: one for one in pack.passages(found, ROWAN, decided or {})}


@pytest.mark.requirement("X-15")
def test_others_are_hidden_and_taken_out_of_words_until_a_person_decides():
    found = laid(NAME, SKYE, WORRY, WORKER)
    assert [one.stands for one in laid(NAME).values()] == ["open"]
    assert found["worry"].masked == "Rowan Tarrant and [somebody else] are cold. [somebody else]'s father rang."
    assert {found[f].stands for f in ("worry", "screened_by")} == {"waiting"}
    assert found["worry"].out == found["screened_by"].out == ""
    assert {found[f].first for f in ("worry", "screened_by")} == {
        "hide"
    }  # one press sends nothing that was told of a shared home
    assert laid(NAME, WORRY)["worry"].first == "mask"
    with pytest.raises(pack.NotReviewed):
        pack.refuse_unreviewed(list(found.values()))


@pytest.mark.parametrize(
    ("others", "text", "out"),
    [
        (("Zoë O'Niall",), "ZOË O’NIALL rang", "[somebody else] rang"),
        (("Al",), "Alan and Al", "Alan and [somebody else]"),  # never within another word
        (("Skye Tarrant",), "Ms Tarrant and Skye", "Ms Tarrant and [somebody else]"),  # a surname that is hers, too
        (("01632 960 111",), "Ring 01632 960 111 now", "Ring [somebody else] now"),
        (("(Bo) [x",), "(Bo) [x came", "[somebody else] came"),
    ],
)
def test_names_are_taken_out_whole(others, text, out):
    assert pack.masked(text, others, ("Rowan Tarrant",)) == out


@pytest.mark.requirement("X-15")
def test_a_decision_is_about_the_very_words_that_were_read():
    made = pack.decision(laid(WORRY, SKYE)["worry"], "mask", "A child’s name")
    assert laid(SKYE, WORRY, decided={WORRY.key: made})["worry"].out.startswith("Rowan Tarrant and [somebody else]")
    later = replace(WORRY, text=WORRY.text + " Dawit Okoro, too.")
    assert laid(SKYE, later, decided={WORRY.key: made})["worry"].stands == "waiting"
    for word, reason in [("mask", " "), ("burn", "Because")]:
        with pytest.raises(pack.NotReviewed):
            pack.decision(laid(WORRY)["worry"], word, reason)


@pytest.mark.requirement("X-15")
def test_what_keeps_somebody_safe_never_goes_to_a_home_with_somebody_else():
    assert laid(NAME, SAFE)["safe_contact"].out == "Text only"
    shut = laid(NAME, SAFE, SKYE)["safe_contact"]
    assert (shut.stands, shut.out, shut.masked) == ("sealed", "", "")
    with pytest.raises(pack.NotReviewed):
        pack.decision(shut, "show", "They asked nicely")
    told = {SAFE.key: pack.Reviewed("show", "Forged", SAFE.print)}
    assert laid(NAME, SAFE, SKYE, decided=told)["safe_contact"].out == ""
    assert laid(NAME, replace(SAFE, own=False))["safe_contact"].stands == "sealed"


@pytest.mark.requirement("X-15", "X-12")
def test_a_right_of_access_makes_nobody_one_of_those_named():
    actor = Actor("lead", "Lead", organisation="o", conflicts=frozenset({"mine"}))
    case = Subject("household", "h", sensitivity=Sensitivity.CASE)
    deep = replace(case, sensitivity=Sensitivity.RESTRICTED, named=frozenset({"somebody"}))
    assert readable(actor, (case,))
    assert not readable(actor, (case, deep))
    assert readable(actor, (case, replace(deep, named=frozenset({"lead"}))))
    assert not readable(actor, (replace(case, id="mine"),))
    assert not readable(actor, (replace(case, about=frozenset({"mine"})),))
    assert not readable(actor, (replace(case, within=True, organisation="other"),))


# --- a request for data for a public task


@pytest.mark.requirement("X-10")
def test_a_request_says_its_task_and_a_reply_what_it_rests_on():
    whole = {"asker": "Council", "task": "Education Act 1996, s.436A", "what": "Names", "necessary": "No other source"}
    disclosing.refuse_unwritten(**whole)
    for name in whole:
        with pytest.raises(disclosing.NotADisclosure):
            disclosing.refuse_unwritten(**whole | {name: " "})
    good = ("partly", "Two names", "recognised interest", "They need them")
    disclosing.refuse_unanswered(*good, statutory=False)
    disclosing.refuse_unanswered("not shared", "", "none", "Not necessary", statutory=True)
    for bad in [("maybe", *good[1:]), ("shared", "", *good[2:]), ("shared", "All", "none", "Yes"), ("shared", "All", "public task", ""),
                ("not shared", "Some", "none", "No"), ("not shared", "", "public task", "No")]:  # fmt: skip
        with pytest.raises(disclosing.NotADisclosure):
            disclosing.refuse_unanswered(*bad, statutory=False)
    with pytest.raises(disclosing.NotADisclosure):
        disclosing.refuse_unanswered(*good, statutory=True)


@pytest.mark.requirement("X-10")
def test_both_clocks_stop_with_the_reply():
    wrote, by = date(2026, 11, 2), date(2026, 11, 16)
    assert disclosing.clocks(wrote, by, None, date(2026, 11, 16)) == disclosing.Clocks(0, 14, False)
    assert disclosing.clocks(wrote, by, None, date(2026, 11, 17)) == disclosing.Clocks(-1, 15, True)
    assert disclosing.clocks(wrote, by, date(2026, 11, 9), date(2027, 1, 1)) == disclosing.Clocks(7, 7, False)
