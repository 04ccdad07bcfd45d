"""The line under a quote is true of at least five people heard: nobody is found by it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.voice.quoting import Speaker, line, written

LEAST = 5


def crowd(n, **facts):
    told = {"voice": "resident", "age": "25 to 44", "said_in": "English", "heard_on": date(2026, 9, 3)} | facts
    prefix = "".join(str(value) for value in told.values())
    return [Speaker(f"{prefix}{i}", **told) for i in range(n)]


@pytest.mark.requirement("X-04")
def test_five_alike_are_told_by_age_month_and_language():
    polish = crowd(5, said_in="Polish")
    assert (
        written(polish[0], polish, least=LEAST, translated=True)
        == "Resident, 25 to 44, September 2026, translated from Polish"
    )


def test_four_alike_are_told_by_less():
    polish = crowd(4, said_in="Polish")
    heard = [*polish, *crowd(20)]
    assert written(polish[0], heard, least=LEAST, translated=True) == "Resident, 25 to 44, September 2026, translated"
    young = crowd(2, age="Under 16")
    assert written(young[0], [*young, *crowd(20)], least=LEAST, translated=False) == "Resident, September 2026"
    once = crowd(1, age="Under 16", heard_on=date(2026, 2, 1))
    assert written(once[0], [*once, *crowd(20)], least=LEAST, translated=False) == "Resident, 2026"
    only = crowd(1, voice="business")
    assert written(only[0], [*only, *crowd(20)], least=LEAST, translated=False) == "Somebody who took part"


def test_one_person_who_spoke_five_times_is_one():
    one = crowd(1, age="Under 16") * 5
    assert written(one[0], [*one, *crowd(20)], least=LEAST, translated=False) == "Resident, September 2026"


def test_an_age_that_nobody_knows_is_not_said():
    unknown = crowd(6, age="")
    assert written(unknown[0], unknown, least=LEAST, translated=False) == "Resident, September 2026"


PEOPLE = st.builds(
    Speaker, st.sampled_from("abcdefghij"), st.sampled_from(["resident", "worker"]), st.sampled_from(["", "Under 16", "65 and over"]),
    st.sampled_from(["English", "Urdu"]), st.sampled_from([date(2026, 1, 1), date(2026, 2, 1), date(2025, 2, 1)]),
)  # fmt: skip


@given(st.lists(PEOPLE, min_size=1, max_size=30))
def test_no_line_is_true_of_fewer(heard):
    speaker = heard[0]
    parts = line(speaker, heard, least=LEAST)
    alike = {one.person for one in heard if all(one.told()[part] == speaker.told()[part] for part in parts)}
    assert not parts or len(alike) >= LEAST
