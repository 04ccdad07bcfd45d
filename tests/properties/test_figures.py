"""The laws of the calculations: an interval holds its figure, sums add up, order and units do not matter."""

import hypothesis
import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st

from hereabouts.core.evidence.deprivation import decile, shares, vigintile, worst
from hereabouts.core.evidence.neighbours import NothingAlike, Trait, similar
from hereabouts.core.evidence.summaries import bands_by_people, extent, national_share
from hereabouts.core.figures import (
    against,
    apart,
    count_limits,
    difference,
    gap,
    picked,
    rate,
    ratio,
    scan,
    share_ratio,
    totals,
    wilson,
)
from hereabouts.core.figures.inequality import (
    Band,
    absolute_gap,
    band,
    concentration_index,
    dissimilarity,
    relative_gap,
    relative_index,
    slope_index,
)
from hereabouts.core.figures.standardised import directly, indirectly
from hereabouts.core.figures.trends import slope


def given(*strategies):
    """Fifty tries of each law: thirty laws stay quick together, and every run tries others."""
    return lambda law: hypothesis.settings(max_examples=50, deadline=None)(hypothesis.given(*strategies)(law))


people = st.integers(1, 100_000)
share = st.floats(0, 1)


@st.composite
def proportion(draw, least=0):
    of = draw(st.integers(max(1, least), 100_000))
    return draw(st.integers(least, of)), of


@st.composite
def bands(draw, least=0):
    return [band(*draw(proportion(least=least))) for _ in range(draw(st.integers(2, 10)))]


@pytest.mark.requirement("X-03")
@given(proportion())
def test_a_proportions_interval_holds_it_and_stays_a_proportion(one):
    figure = wilson(*one)
    assert 0 <= figure.lo <= figure.value <= figure.hi <= 1
    assert figure.lo < figure.hi


@given(proportion())
def test_the_rest_has_the_interval_of_the_other_side(one):
    count, of = one
    figure, rest = wilson(count, of), wilson(of - count, of)
    assert (rest.lo, rest.hi) == pytest.approx((1 - figure.hi, 1 - figure.lo))


@given(st.integers(0, 5000))
def test_limits_of_a_count_hold_it_and_rise_with_it(count):
    lo, hi = count_limits(count)
    assert lo <= count <= hi
    assert lo < count_limits(count + 1)[0] or count == 0
    assert hi < count_limits(count + 1)[1]


@given(proportion())
def test_limits_of_a_proportion_rise_with_the_count(one):
    count, of = one
    assume(count < of)
    here, above = wilson(count, of), wilson(count + 1, of)
    assert here.lo < above.lo
    assert here.hi < above.hi or above.hi == 1


@given(proportion(least=1), st.integers(2, 20))
def test_more_of_the_same_is_surer(one, times):
    count, of = one
    few, many = wilson(count, of), wilson(times * count, times * of)
    assert many.hi - many.lo < few.hi - few.lo


@given(st.integers(0, 10_000), st.floats(0.5, 1e6), st.integers(1, 100_000))
def test_a_rate_in_another_unit_is_the_same_rate(count, of, per):
    one, other = rate(count, of, per=1), rate(count, of, per=per)
    assert (other.value, other.lo, other.hi) == pytest.approx((per * one.value, per * one.lo, per * one.hi))


@given(proportion(), proportion())
def test_a_difference_the_other_way_round_is_its_negative(a, b):
    here, there = difference(*a, *b), difference(*b, *a)
    assert here.lo <= here.value <= here.hi
    assert here.lo >= -1.0000001
    assert here.hi <= 1.0000001
    assert (there.value, there.lo, there.hi) == pytest.approx((-here.value, -here.hi, -here.lo))


@given(proportion(least=1), proportion(least=1))
def test_a_ratio_the_other_way_round_is_its_inverse(a, b):
    for of in (ratio, share_ratio):
        here, there = of(*a, *b), of(*b, *a)
        assert here.lo <= here.value <= here.hi
        assert (there.value, there.lo, there.hi) == pytest.approx((1 / here.value, 1 / here.hi, 1 / here.lo))


@given(proportion(), proportion())
def test_the_gap_to_the_whole_is_the_difference_of_the_two_figures(ours, rest):
    whole = (ours[0] + rest[0]) / (ours[1] + rest[1])
    found = gap(wilson(*ours), wilson(*rest), ours[1] / (ours[1] + rest[1]))
    assert found.value == pytest.approx(ours[0] / ours[1] - whole, abs=1e-12)
    assert found.lo <= found.value <= found.hi


@given(proportion(), share)
def test_a_figure_is_on_one_side_of_a_benchmark_or_on_none(one, benchmark):
    figure = wilson(*one)
    said = against(figure, benchmark)
    assert said == {True: "higher"}.get(figure.lo > benchmark, "lower" if figure.hi < benchmark else "similar")
    assert against(figure, figure.value) == "similar"
    assert against(figure, benchmark, enough=False) == "not compared"


@given(st.lists(st.sampled_from(["higher", "similar", "lower", "not compared"])), st.randoms())
def test_a_scan_counts_whatever_the_order(found, random):
    mixed = found.copy()
    random.shuffle(mixed)
    one = scan(found)
    assert one == scan(mixed)
    assert 0 <= one.p <= 1
    assert one.different <= one.compared


@given(st.lists(proportion(), min_size=1, max_size=20), st.randoms())
def test_a_place_lies_between_its_areas_and_their_order_does_not_matter(areas, random):
    counts, of = zip(*areas, strict=True)
    found = totals.pooled(counts, of)
    rates = [c / n for c, n in areas]
    assert min(rates) - 1e-12 <= found <= max(rates) + 1e-12
    random.shuffle(areas)
    assert totals.pooled(*zip(*areas, strict=True)) == pytest.approx(found)
    assert totals.weighted_mean(rates, of).value == pytest.approx(found)


@given(st.dictionaries(st.sampled_from("abcdefghi"), st.tuples(st.integers(0, 999), share), max_size=9))
def test_what_is_shared_out_adds_up(areas):
    counts = {a: c for a, (c, _) in areas.items()}
    inside = {a: s for a, (_, s) in areas.items()}
    outside = {a: 1 - s for a, (_, s) in areas.items()}
    whole = totals.apportioned(counts, inside) + totals.apportioned(counts, outside)
    assert whole == pytest.approx(sum(counts.values()))


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.integers(1, 50)), min_size=1, max_size=12))
def test_half_of_the_people_lie_on_either_side_of_the_middle(areas):
    values, weights = zip(*areas, strict=True)
    middle = totals.weighted_median(values, weights)
    below = sum(w for v, w in areas if v < middle)
    above = sum(w for v, w in areas if v > middle)
    assert max(below, above) <= sum(weights) / 2
    assert middle == pytest.approx(np.median(np.repeat(values, weights)))


by_age = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 1000), st.integers(1, 9000)), min_size=2, max_size=19)


@given(by_age)
def test_where_the_ages_agree_the_standardised_rate_is_the_crude_rate(found):
    events, _, weights = zip(*found, strict=True)
    assume(sum(events) >= 10)
    ours, crude = (
        directly(events, [7.0 * w for w in weights], weights),
        rate(sum(events), 7.0 * sum(weights), per=100_000),
    )
    assert (ours.value, ours.lo, ours.hi) == pytest.approx((crude.value, max(0, crude.lo), crude.hi))


@given(by_age, st.integers(2, 9), st.randoms())
def test_a_standardised_rate_lies_between_its_bands_and_knows_no_order_and_no_unit(found, times, random):
    events, others, weights = zip(*found, strict=True)
    assume(sum(events) >= 10)
    lived = [10 * n for n in others]
    ours = directly(events, lived, weights, per=1)
    bands_ = [e / n for e, n in zip(events, lived, strict=True)]
    assert min(bands_) - 1e-12 <= ours.value <= max(bands_) + 1e-12
    assert ours.lo <= ours.value <= ours.hi
    assert directly(events, lived, [times * w for w in weights], per=1).value == pytest.approx(ours.value)
    mixed = list(zip(events, lived, weights, strict=True))
    random.shuffle(mixed)
    assert directly(*zip(*mixed, strict=True), per=1).value == pytest.approx(ours.value)


@given(st.integers(0, 3000), st.floats(0.1, 3000))
def test_as_many_as_expected_is_a_hundred(observed, expected):
    found = indirectly(observed, expected)
    assert found.lo <= found.value <= found.hi
    assert indirectly(observed, observed or 1).value == (100 if observed else 0)


@given(bands(), st.floats(0.1, 50), st.floats(0, 50))
def test_the_slope_knows_units_and_not_levels(found, times, more):
    here = slope_index(found)
    moved = slope_index([Band(b.people, times * b.rate + more) for b in found])
    assert moved.value == pytest.approx(times * here.value, abs=1e-6)
    assert here.lo <= here.value <= here.hi
    assert slope_index(found[::-1]).value == pytest.approx(-here.value, abs=1e-9)


@given(bands(least=1), st.floats(0.1, 50), st.integers(2, 9))
def test_relative_measures_know_neither_unit_nor_size(found, times, larger):
    moved = [Band(larger * b.people, times * b.rate) for b in found]
    for measure in (relative_index, concentration_index, relative_gap):
        here = measure(found)
        assert measure(moved).value == pytest.approx(here.value, abs=1e-9)
        assert here.lo <= here.value <= here.hi
    assert -1 <= concentration_index(found).value <= 1
    assert relative_index(found[::-1]).value == pytest.approx(-relative_index(found).value, abs=1e-9)


@given(st.lists(people, min_size=2, max_size=10), st.floats(0.01, 1))
def test_where_all_fare_alike_nothing_is_unequal(sizes, level):
    found = [Band(n, level) for n in sizes]
    for measure in (slope_index, relative_index, concentration_index, absolute_gap):
        assert measure(found).value == pytest.approx(0, abs=1e-7)
    assert relative_gap(found).value == 1


@given(bands(), st.integers(0, 9))
def test_a_band_cut_in_two_changes_no_slope(found, which):
    """Twice half of a fifth at one rate is that fifth, as far as the concentration of what there is goes."""
    assume(sum(b.rate for b in found) > 0)
    one = found[which % len(found)]
    half = Band(one.people / 2, one.rate)
    cut = [b for other in found for b in ((half, half) if other is one else (other,))]
    assert concentration_index(cut).value == pytest.approx(concentration_index(found).value, abs=1e-9)


spread_out = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=12)


@given(spread_out, st.integers(2, 9), st.randoms())
def test_dissimilarity_is_a_share_and_knows_no_order_no_side_and_no_size(areas, times, random):
    here, there = zip(*areas, strict=True)
    assume(sum(here) and sum(there))
    found = dissimilarity(here, there).value
    assert -1e-12 <= found <= 1 + 1e-12
    assert dissimilarity(there, here).value == pytest.approx(found)
    assert dissimilarity([times * n for n in here], there).value == pytest.approx(found)
    assert dissimilarity(here, [times * n for n in here]).value == pytest.approx(0, abs=1e-12)
    random.shuffle(areas)
    assert dissimilarity(*zip(*areas, strict=True)).value == pytest.approx(found)


@given(st.lists(proportion(), min_size=3, max_size=9), st.floats(-3000, 3000))
def test_a_trend_knows_no_calendar(told, start):
    figures = [wilson(*one) for one in told]
    here, there = slope(range(len(told)), figures), slope([start + t for t in range(len(told))], figures)
    assert here.lo <= here.value <= here.hi
    assert there.value == pytest.approx(here.value, abs=1e-6)
    back = slope([-t for t in range(len(told))], figures)
    assert (back.value, back.lo, back.hi) == pytest.approx((-here.value, -here.hi, -here.lo), abs=1e-9)


@given(st.floats(-50, 50), st.floats(0, 50), st.floats(0.1, 50), st.floats(-50, 50), st.floats(0.1, 20))
def test_the_higher_the_cut_the_further_the_fall(mean, between, within, cut, higher):
    spread = picked.Spread(mean, between, within)
    assert 0 <= picked.expected_fall(spread, cut) <= picked.expected_fall(spread, cut + higher) + 1e-9


@given(st.lists(proportion(), min_size=2, max_size=9))
def test_the_spread_between_is_never_below_nought(areas):
    counts, of = zip(*areas, strict=True)
    found = picked.spread(counts, of)
    assert found.between >= 0
    assert found.within >= 0


@given(st.integers(20, 40_000), st.data())
def test_bands_by_rank_agree_with_the_last_rank_of_a_cut(n_areas, data):
    """The rule of C7: rank ≤ ⌊kN⌋ is the same as a decile (or vigintile) by formula, at every size of nation."""
    rank = data.draw(st.integers(1, n_areas))
    for tenth in range(1, 10):
        assert (decile(rank, n_areas) <= tenth) == (rank <= worst(n_areas, 10 * tenth))
        assert (vigintile(rank, n_areas) <= tenth) == (rank <= worst(n_areas, 5 * tenth))


ranked = st.dictionaries(
    st.sampled_from([f"a{n}" for n in range(12)]), st.tuples(st.integers(1, 1000), people), min_size=1
)


@pytest.mark.requirement("L-03")
@given(ranked)
def test_deprived_shares_are_shares_and_nest(areas):
    ranks = {a: r for a, (r, _) in areas.items()}
    living = {a: n for a, (_, n) in areas.items()}
    found = shares([{"area": a, "domain": "overall", "rank": r} for a, r in ranks.items()], 1000, living)["overall"]
    assert 0 <= found["10"].share_people <= found["20"].share_people <= 1
    assert found["10"].areas <= found["20"].areas <= len(areas)
    assert found["10"].share_people <= extent(ranks, living, 1000) <= 1
    assert 0 <= national_share(ranks, 1000, 10) <= len(areas) / 100


@given(st.lists(people, min_size=2, max_size=40), st.integers(2, 10))
def test_bands_by_people_go_up_with_the_rank(sizes, n):
    ranks = {str(i): i for i in range(len(sizes))}
    found = bands_by_people(ranks, {str(i): size for i, size in enumerate(sizes)}, n)
    told = [found[str(i)] for i in range(len(sizes))]
    assert told == sorted(told)
    assert 1 <= min(told) <= max(told) <= n


values = st.one_of(st.none(), st.integers(-50, 50).map(float))
places = st.dictionaries(st.sampled_from("abcdefgh"), st.fixed_dictionaries({"x": values, "y": values}), min_size=5)


@given(places, st.integers(1, 9), st.integers(-9, 9), st.randoms())
def test_likeness_knows_no_unit_and_no_order_and_is_mutual(found, times, more, random):
    traits, one = [Trait("x", "X"), Trait("y", "Y", 2)], min(found)

    def distances(given, of):
        try:
            return {a.place: pytest.approx(a.distance, abs=1e-9) for a in similar(of, given, traits, nearest=9).alike}
        except NothingAlike:
            return {}

    here = distances(found, one)
    moved = {n: {k: None if v is None else times * v + more for k, v in p.items()} for n, p in found.items()}
    assert distances(moved, one) == here
    mixed = list(found)
    random.shuffle(mixed)
    assert distances({n: found[n] for n in mixed}, one) == here
    whole = [n for n, p in found.items() if None not in p.values()]
    for other in whole:
        if one in whole and other != one:
            assert distances(found, other).get(one) == here.get(other)


@given(proportion(), proportion())
def test_two_figures_apart_hold_what_lies_between_them(a, b):
    found = apart(wilson(*a), wilson(*b))
    assert found.lo <= found.value <= found.hi
