"""Referrals by how they came, before and now: intervals, no small count, and no word of why (D-68)."""

import pytest

from hereabouts.core.families.channels import CHANNELS, trend


@pytest.mark.requirement("D-68")
def test_a_quarter_more_with_its_interval():
    found = trend(["phone"] * 60 + ["e-mail"] * 40, ["phone"] * 50 + ["e-mail"] * 76)
    assert (found.everything.before, found.everything.now) == (100, 126)
    assert found.everything.times.value == pytest.approx(1.26)
    assert found.everything.times.lo == pytest.approx(0.969, abs=0.001)  # exp(ln 1.26 - 1.96 sqrt(1/100 + 1/126))
    assert found.everything.times.hi == pytest.approx(1.639, abs=0.001)
    by = {one.channel: one for one in found.channels}
    assert by["e-mail"].times.value == pytest.approx(1.9)


def test_few_are_kept_back_and_cannot_be_worked_out_from_the_total():
    found = trend(["phone"] * 30 + ["letter"] * 3 + ["e-mail"] * 9, ["phone"] * 30 + ["e-mail"] * 9)
    by = {one.channel: one for one in found.channels}
    assert by["letter"].now is None
    assert by["e-mail"].now is None  # the next smallest, else 42 - 30 - 9 gives the letters away
    assert by["phone"].now == 30
    assert found.everything.before == 42


def test_what_is_hidden_together_is_never_few():
    found = trend([], ["phone"] * 10 + ["e-mail", "letter"])
    assert [one.now for one in found.channels] == [None, None, None]  # 12 - 10 would leave one each
    many = trend([], ["phone"] * 10 + ["e-mail"] * 4 + ["letter"] * 3)
    assert {one.channel: one.now for one in many.channels} == {"phone": 10, "e-mail": None, "letter": None}


def test_none_before_is_no_ratio_and_a_handful_in_all_is_no_count():
    found = trend([], ["phone"] * 12)
    assert (found.everything.before, found.everything.now, found.everything.times) == (0, 12, None)
    assert trend(["phone"] * 3, ["phone"] * 12).everything.now is None
    assert trend([], []).channels == ()


def test_every_way_has_words_on_the_form_and_in_the_table():
    from pathlib import Path

    import hereabouts.web
    from hereabouts.web.desk.forms import CAME_BY

    assert tuple(value for value, _ in CAME_BY) == CHANNELS
    row = (Path(hereabouts.web.__file__).parent / "templates/desk/came_row.html").read_text()
    assert [one for one in CHANNELS[1:] if f'"{one}"' not in row] == []
