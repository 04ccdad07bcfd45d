"""A plan over time: every bar and milestone lies within the whole."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.timeline import Span, drawn

ON = date(2026, 7, 1)


def test_a_year_with_its_middle():
    found = drawn([Span("A1", date(2026, 1, 1), date(2027, 1, 1), ((ON, True),)), Span("A2", None, None)], on=ON)
    assert (found.bars[0].left, found.bars[0].width, found.bars[0].stones) == (0, 100, ((49.59, True),))
    assert found.today == 49.59
    assert found.years == ((2026, 0.0), (2027, 100.0))
    assert found.undated == ("A2",)


def test_nothing_with_a_day_is_nothing_drawn():
    assert drawn([Span("A1", None, None)], on=ON) is None


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=8))
def test_every_bar_lies_within_the_whole(told):
    spans = [Span(str(n), a, a and a + timedelta(days=days)) for n, (a, days) in enumerate(told)]
    found = drawn(spans, on=ON)
    if found is None:
        assert all(span.starts_on is None for span in spans)
        return
    assert all(0 <= bar.left <= 100 and bar.width >= 0 and bar.left + bar.width <= 100.02 for bar in found.bars)
    assert len(found.bars) + len(found.undated) == len(spans)
