"""Precision and recall from a clerical sample: worked by hand, and what is not said where it is not known."""

import pytest

from hereabouts.core.families.quality import Judged, by_group, quality


def judged(band, same, times, *groups):
    return [Judged(band, same, frozenset(groups))] * times


SIZES = {"confirm": 900, "review": 100, "below": 1000}
SAMPLE = [
    *judged("confirm", True, 20), *judged("review", True, 12), *judged("review", False, 8),
    *judged("below", True, 1), *judged("below", False, 19),
]  # fmt: skip


@pytest.mark.requirement("X-07")
def test_each_band_weighs_by_what_it_holds():
    told = quality(SIZES, SAMPLE)
    assert told.precision.value == pytest.approx((900 * 1 + 100 * 0.6) / 1000)  # .96, and not the 32 of 40 judged
    assert told.recall.value == pytest.approx(960 / (960 + 50))
    assert told.f1 == pytest.approx(2 * 0.96 * (960 / 1010) / (0.96 + 960 / 1010))
    # Wilson limits by hand: 20 of 20 from .8389, 12 of 20 from .3866 to .7812, 1 of 20 from .0089 to .2361
    assert told.precision.lo == pytest.approx((900 * 0.8389 + 100 * 0.3866) / 1000, abs=1e-4)
    assert told.precision.hi == pytest.approx((900 + 100 * 0.7812) / 1000, abs=1e-4)
    assert told.recall.lo == pytest.approx(793.67 / (793.67 + 236.1), abs=1e-3)
    assert told.recall.lo < told.recall.value < told.recall.hi < 1


def test_without_a_look_below_the_threshold_nobody_knows_what_was_missed():
    told = quality(SIZES, [row for row in SAMPLE if row.band != "below"])
    assert told.precision is not None
    assert told.recall is None
    assert told.f1 is None


def test_a_band_that_nobody_judged_leaves_no_precision():
    told = quality(SIZES, judged("confirm", True, 20))
    assert (told.precision, told.recall, told.judged) == (None, None, 20)


def test_a_pair_nobody_was_sure_of_is_counted_and_counts_neither_way():
    told = quality(SIZES, [*SAMPLE, *judged("confirm", None, 5)])
    assert told.unsure == 5
    assert told.precision == quality(SIZES, SAMPLE).precision


def test_an_empty_band_is_no_gap():
    assert quality({"confirm": 10, "review": 0, "below": 0}, judged("confirm", True, 5)).recall.value == 1
    assert quality({}, []).precision is None


@pytest.mark.requirement("X-07")
def test_a_group_whose_links_are_missed_more_often_is_flagged():
    group = {"confirm": 90, "review": 10, "below": 200}
    sample = [
        *SAMPLE,
        *judged("confirm", True, 10, "accents"), *judged("review", True, 10, "accents"),
        *judged("below", True, 5, "accents"), *judged("below", False, 5, "accents"),
    ]  # fmt: skip
    (told,) = by_group({"accents": group}, SIZES, sample)
    assert told.quality.recall.value == pytest.approx(100 / (100 + 100))
    assert told.flagged
    rest = quality({"confirm": 810, "review": 90, "below": 800}, SAMPLE)
    assert told.missed_ratio == pytest.approx(0.5 / (1 - rest.recall.value))
    assert by_group({"few": {"confirm": 5, "below": 2}}, SIZES, SAMPLE)[0].missed_ratio is None
