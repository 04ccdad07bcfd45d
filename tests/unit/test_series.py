"""Figures over time: periods, years put together, gaps where the definition changed, and changes properly tested."""

from datetime import date

import pytest

from hereabouts.core.evidence.breaks import Break, Event
from hereabouts.core.evidence.changes import (
    Broken,
    NoSuchPeriod,
    NotIndependent,
    change,
    gap_narrows,
    gaps_to,
    independent,
    latest_change,
    trend,
)
from hereabouts.core.evidence.figure import figures
from hereabouts.core.evidence.history import history
from hereabouts.core.evidence.periods import period
from hereabouts.core.evidence.pooling import pooled
from hereabouts.core.evidence.series import all_series, series
from hereabouts.core.evidence.vintage import vintage
from tests.unit.test_findings import document


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("2022", (2022, 1, 1), (2022, 12, 31), 12),
        ("2022/23", (2022, 4, 1), (2023, 3, 31), 12),
        ("2022-23", (2022, 4, 1), (2023, 3, 31), 12),
        ("2015 - 17", (2015, 1, 1), (2017, 12, 31), 36),
        ("2015-17", (2015, 1, 1), (2017, 12, 31), 36),
        ("2015/16 - 17/18", (2015, 4, 1), (2018, 3, 31), 36),
        ("2019 to 2025", (2019, 1, 1), (2025, 12, 31), 84),
        ("March 2023", (2023, 3, 1), (2023, 3, 31), 1),
        ("Dec 2023", (2023, 12, 1), (2023, 12, 31), 1),
        ("2018-02", (2018, 2, 1), (2018, 2, 28), 1),
        ("2020 Q4", (2020, 10, 1), (2020, 12, 31), 3),
        ("Q1 2021", (2021, 1, 1), (2021, 3, 31), 3),
        ("Mid-2020", (2020, 6, 30), (2020, 6, 30), 0),
        ("Census 2022", (2022, 1, 1), (2022, 12, 31), 12),
        ("2021-03-21", (2021, 3, 21), (2021, 3, 21), 0),
    ],
)
def test_a_publishers_period_is_a_stretch_of_days(text, first, last, months):
    read = period(text)
    assert (read.first, read.last, read.months) == (date(*first), date(*last), months)


def test_a_label_without_a_year_is_only_a_label():
    assert period("latest") is None


def test_periods_lead_to_each_other_or_overlap():
    a, b, c = (period(p) for p in ("2015 - 17", "2016 - 18", "2018 - 20"))
    assert a.overlaps(b)
    assert b.overlaps(a)
    assert not a.overlaps(c)
    assert a.leads_to(c)
    assert not a.leads_to(b)


def rows(told, *, who="place", indicator="poor", areas=2, **more):
    """The rows of READINGS, the newest first; each told as (period, count, of)."""
    return [
        {"who": who, "council": "City", "indicator": indicator, "period": p, "source": "Index", "published": "2024-01-01",
         "generation": "G", "numerator": n, "denominator": of, "areas": areas, "hidden": 0} | more
        for p, n, of in sorted(told, reverse=True)
    ]  # fmt: skip


def made(told, *, areas=2, **more):
    return series(rows(told), document(**more), areas)


def test_a_series_is_drawn_in_one_run_while_nothing_stops_it():
    found = made([("2020", 40, 200), ("2021", 44, 200), ("2022", 50, 200)])
    assert [[m.span.text for m in run] for run in found.runs] == [["2020", "2021", "2022"]]
    assert found.gaps == ()
    assert found.measurements[0].figure.lo < 0.2 < found.measurements[0].figure.hi


@pytest.mark.requirement("X-02")
def test_a_changed_definition_ends_the_run_and_is_said():
    changed = Break(date(2021, 1, 1), "definition", "Housing costs are taken off.")
    found = made([("2020", 40, 200), ("2021", 44, 200), ("2022", 50, 200)], breaks=(changed,))
    assert [[m.span.text for m in run] for run in found.runs] == [["2020"], ["2021", "2022"]]
    (stop,) = found.gaps
    assert (stop.after, stop.before) == ("2020", "2021")
    assert stop.reason == "From 1 January 2021 what is counted changed: Housing costs are taken off."
    with pytest.raises(Broken, match=r"2020 and of 2022 cannot be compared.*Housing costs"):
        change(found, "2020", "2022")
    assert latest_change(found).earlier.span.text == "2021"


def test_a_period_that_straddles_a_break_goes_with_neither_side():
    changed = Break(date(2021, 7, 1), "boundary", "The wards were redrawn.")
    found = made([("2020", 40, 200), ("2021", 44, 200), ("2022", 50, 200)], breaks=(changed,))
    assert [[m.span.text for m in run] for run in found.runs] == [["2020"], ["2021"], ["2022"]]


def test_a_missing_year_is_a_gap_and_not_nought():
    found = made([("2019", 40, 200), ("2020", 41, 200), ("2022", 50, 200)])
    assert [len(run) for run in found.runs] == [2, 1]
    assert found.gaps[0].reason == "Nothing was published for the time between."


def test_counts_every_few_years_have_no_year_missing():
    assert made([("2001", 40, 200), ("2011", 41, 200), ("2022", 50, 200)]).gaps == ()


def test_half_the_areas_are_not_the_place():
    told = rows([("2020", 40, 200), ("2021", 20, 100), ("2022", 50, 200)])
    told[1]["hidden"] = 1
    found = series(told, document(), 2)
    assert [m.figure is None for m in found.measurements] == [False, True, False]
    assert found.gaps[0].reason == "2021: The publisher hid or lacks 1 of 2 areas."


def test_what_happened_stands_beside_the_series():
    events = (
        Event(date(2021, 3, 1), "Floods"),
        Event(date(2030, 1, 1), "Later"),
        Event(date(2001, 1, 1), "Before", date(2002, 1, 1)),
    )
    found = made([("2020", 40, 200), ("2022", 50, 200)], events=events)
    assert [e.words for e in found.events] == ["Floods"]


def test_a_change_is_tested_and_not_eyed():
    found = made([("2020", 60, 400), ("2022", 100, 400), ("2023", 103, 400)])
    clear = change(found, "2020", "2022")
    assert (clear.words, clear.went, clear.is_ratio) == ("worse", "higher", False)
    assert clear.size.value == pytest.approx(0.1)
    assert clear.size.method == "C6"
    assert change(found, "2022", "2020") == clear, "the earlier comes first however it is asked"
    small = change(found, "2022", "2023")
    assert (small.words, small.size.lo < 0 < small.size.hi) == ("no clear change", True)
    good = change(made([("2020", 60, 400), ("2022", 100, 400)], polarity="high_good"), "2020", "2022")
    assert good.words == "better"


def test_a_rate_changes_by_a_ratio():
    found = change(made([("2020", 310, 148_000), ("2022", 42, 11_890)], kind="rate", per=1000), "2020", "2022")
    assert found.is_ratio
    assert (found.size.value, found.size.lo, found.size.hi) == pytest.approx((1.6864, 1.2218, 2.3277), abs=1e-4)
    assert found.words == "worse"


def test_too_few_and_means_are_not_compared():
    assert change(made([("2020", 9, 400), ("2022", 100, 400)]), "2020", "2022").words == "not compared"
    mean = change(made([("2020", 9, 4), ("2022", 100, 4)], kind="mean"), "2020", "2022")
    assert (mean.words, mean.size) == ("not compared", None)


def test_periods_that_share_time_are_not_tested_against_each_other():
    found = made([("2015 - 17", 60, 400), ("2016 - 18", 70, 400), ("2017 - 19", 80, 400), ("2018 - 20", 100, 400)])
    with pytest.raises(NotIndependent, match=r"2015 - 17 and 2016 - 18 share some of their time"):
        change(found, "2015 - 17", "2016 - 18")
    assert [m.span.text for m in independent(found.runs[0])] == ["2015 - 17", "2018 - 20"]
    assert latest_change(found).earlier.span.text == "2015 - 17"
    assert trend(found)[0] == "too few to tell", "four rolling averages are two measurements"


def test_a_period_without_a_figure_is_named():
    with pytest.raises(NoSuchPeriod, match="Poor has no figure for 1999"):
        change(made([("2020", 60, 400)]), "1999", "2020")
    assert latest_change(made([("2020", 60, 400)])) is None


def test_the_trend_of_the_newest_run():
    falling = made([(str(y), n, 1000) for y, n in zip(range(2018, 2024), (300, 270, 240, 215, 180, 150), strict=True)])
    way, line = trend(falling)
    assert way == "falling"
    assert line.value == pytest.approx(-0.03, abs=0.002)  # a year


def test_a_gap_narrows_only_when_it_does():
    council = rows([(str(y), 2000, 10_000) for y in range(2018, 2024)], who="council")
    closing = rows([(str(y), n, 1000) for y, n in zip(range(2018, 2024), (400, 365, 330, 295, 255, 220), strict=True)])
    both = all_series(closing + council, {"poor": document()}, 2)["poor"]
    found = gaps_to(both["place"], both["council"])
    assert found[0][1].value == pytest.approx(0.4 - 0.2)
    assert gap_narrows(both["place"], both["council"]) == "narrowing"
    level = all_series(rows([(str(y), 300, 1000) for y in range(2018, 2024)]) + council, {"poor": document()}, 2)[
        "poor"
    ]
    assert gap_narrows(level["place"], level["council"]) == "no clear change"
    means = all_series(closing + council, {"poor": document(kind="mean")}, 2)["poor"]
    assert gap_narrows(means["place"], means["council"]) == "too few to tell"


THREE = {"poor": document(pool=3, kind="rate", per=1000)}


def test_three_years_are_put_together_by_their_sums():
    told = pooled(rows([("2019", 4, 1000), ("2020", 6, 1010), ("2021", 5, 990), ("2022", 9, 1000)]), THREE)
    assert [(r["period"], r["numerator"], r["denominator"]) for r in told[:2]] == [
        ("2020 to 2022", 20, 3000),
        ("2019 to 2021", 15, 3000),
    ]
    assert "3 years in a row" in told[2]["note"]
    (figure,) = figures(told[:1], {"poor": document(kind="rate", per=1000)}, 2)
    assert figure.value == pytest.approx(20 / 3)


def test_the_profile_puts_years_together_where_the_document_asks():
    (figure,) = figures(rows([("2020", 4, 1000), ("2021", 6, 1000), ("2022", 5, 1000)]), THREE, 2)
    assert (figure.period, figure.numerator, figure.denominator) == ("2020 to 2022", 15, 3000)
    assert figure.method == "C4 Byar or exact, 3 years together"
    (missing,) = figures(rows([("2019", 4, 1000), ("2021", 6, 1000), ("2022", 5, 1000)]), THREE, 2)
    assert missing.value is None
    assert "not all there" in missing.note


def test_financial_years_and_months_are_put_together_too():
    told = pooled(rows([("2019/20", 4, 10), ("2020/21", 6, 10), ("2021/22", 5, 10)]), THREE)
    assert told[0]["period"] == "2019/20 to 2021/22"
    months = [(f"{y}-{m:02}", 1, 10) for y in (2020, 2021, 2022) for m in range(1, 13)]
    assert pooled(rows(months), THREE)[0]["numerator"] == 36


@pytest.mark.parametrize(
    ("told", "breaks", "why"),
    [
        (
            [("2020", 1, 9), ("2021", 1, 9), ("2022", 1, 9)],
            (Break(date(2021, 4, 1), "method", "A new way"),),
            "both sides",
        ),
        ([("2020", 1, 9), ("2021", None, None), ("2022", 1, 9)], (), "has no figure"),
        ([("2018 - 20", 1, 9), ("2019 - 21", 1, 9), ("2017 to 2018", 1, 9)], (), ""),
    ],
)
def test_years_are_never_put_together_across_a_break_or_a_hole(told, breaks, why):
    found = pooled(rows(told), {"poor": document(pool=3, kind="rate", breaks=breaks)})[0]
    if why:
        assert why in found["note"]
        assert found["numerator"] is None
    else:
        assert found["numerator"] == 1, "three years already: nothing to add, and an overlap never is"


def test_a_pooled_series_rolls_on_and_is_tested_without_overlap():
    told = rows([(str(y), 100 + y % 7, 1000) for y in range(2014, 2023)])
    found = series(told, document(pool=3, kind="rate", per=1000), 2)
    assert found.known[0].span.text == "2014 to 2016"
    assert len(found.known) == 7
    assert [m.span.text for m in independent(found.runs[-1])] == ["2014 to 2016", "2017 to 2019", "2020 to 2022"]


CRISIS = Event(date(2021, 10, 1), "Prices rose faster than incomes.")


@pytest.mark.parametrize(
    ("text", "events", "on", "said"),
    [
        ("2025", (), date(2026, 11, 1), ""),
        ("2017 to 2019", (), date(2026, 11, 22), "It ends 6 years ago: it may no longer show how things are."),
        ("2021/22", (CRISIS,), date(2024, 1, 1), ""),  # it holds half a year of it
        ("2019/20", (CRISIS,), date(2022, 1, 1), "It ends a year ago. Since then: Prices rose faster than incomes. It may not show what that did."),
        ("2020/21", (CRISIS,), date(2021, 5, 1), ""),  # nothing had happened yet
        ("latest", (CRISIS,), date(2022, 1, 1), "It does not say what time it is of: it may no longer show how things are."),
    ],
)  # fmt: skip
def test_an_old_number_says_that_it_is_old_and_what_came_after(text, events, on, said):
    assert vintage(text, "2020-01-28", events).said(on) == said


def test_every_figure_carries_its_generation_its_vintage_and_a_caution():
    told = rows([("2019", 9, 400)])
    (figure,) = figures(told, {"poor": document(events=(CRISIS,))}, 2)
    assert (figure.generation, figure.vintage.ends, figure.vintage.published) == ("G", date(2019, 12, 31), "2024-01-01")
    assert figure.vintage.since == (CRISIS,)
    assert figure.error == pytest.approx(1 / 3)
    assert figure.caution == "Use with caution: it rests on 9, fewer than 10."
    (mean,) = figures(told, {"poor": document(kind="mean")}, 2)
    assert (mean.error, mean.caution) == (None, "")


def test_a_share_above_the_whole_is_no_figure_and_no_crash():
    (figure,) = figures(rows([("2019", 401, 400)]), {"poor": document()}, 2)
    assert figure.value is None
    assert "more than there are" in figure.note


def test_a_history_tells_all_that_may_be_told():
    ours = rows([(str(y), n, 1000) for y, n in zip(range(2018, 2024), (400, 365, 330, 295, 255, 220), strict=True)])
    council = rows([(str(y), 2000, 10_000) for y in range(2018, 2024)], who="council")
    told = history(all_series(ours + council, {"poor": document(events=(CRISIS,))}, 2)["poor"])
    assert told.said == (
        "2023 against 2022: no clear change; 2023 against 2018: clearly better. Over the years: falling. "
        "The gap to the council: narrowing."
    )
    assert (told.heading, told.gap, [e.words for e in told.events]) == ("falling", "narrowing", [CRISIS.words])
    assert told.a_year.value == pytest.approx(-0.036, abs=0.001)
    assert len(told.measurements) == len(told.council) == 6


def test_a_history_of_one_figure_says_nothing_more():
    told = history({"place": made([("2020", 60, 400)])})
    assert told.said == "There are no two figures here that may be compared."
    assert history({}) is None
