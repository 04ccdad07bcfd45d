"""Hot spots: the golden numbers of C9, C10 and C24, the laws of permutation and smoothing, and every kind of bad map."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.evidence.adjacent import NotNeighbours, gal, k_of, nearest, paired
from hereabouts.core.evidence.area_kinds import TooLarge, refuse_large
from hereabouts.core.evidence.concentration import accuracy_index, concentration, gini
from hereabouts.core.evidence.control_charts import chart, p_limits, u_limits, xmr
from hereabouts.core.evidence.gathering import false_discoveries, getis, moran
from hereabouts.core.evidence.hotspots import Counted, NothingToFind, hotspots, kind
from hereabouts.core.evidence.hotspots_told import told
from hereabouts.core.evidence.joining import NoCommonKey, NotAFigure, figures, key_of
from hereabouts.core.evidence.seasons import seasons
from hereabouts.core.evidence.smoothing import smoothed
from hereabouts.core.evidence.stretches import NoSuchPeriod, gaps, meant


def dice():
    return np.random.default_rng(1)


def grid(side, rule="rook"):
    """A square of areas, each next to those beside it (rook), and to those at its corners as well (queen)."""
    at = [(i, j) for i in range(side) for j in range(side)]
    reach = {"rook": 1, "queen": 2}[rule]
    pairs = [
        (m, n) for m, a in enumerate(at) for n, b in enumerate(at)
        if m != n and max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1 and abs(a[0] - b[0]) + abs(a[1] - b[1]) <= reach
    ]  # fmt: skip
    of, to = np.array(pairs).T
    return paired([f"A{i}{j}" for i, j in at], of, to, rule)


def heap(side=5):
    """The map of the golden numbers: ones, fours in the inner three by three, a nine in the middle."""
    y = np.ones((side, side))
    middle = side // 2
    y[middle - 1 : middle + 2, middle - 1 : middle + 2] = 4
    y[middle, middle] = 9
    return y.ravel()


def areas(y, people=None):
    return [
        Counted(code, float(v), None if people is None else float(people[n]))
        for n, (code, v) in enumerate(zip(grid(int(len(y) ** 0.5)).codes, y, strict=True))
    ]


@pytest.mark.requirement("I-03")
def test_the_golden_map_of_c9():
    """The next to the centre is (22 - 5 x 2.28) / (1.94977 x 2.04124) = 2.66335; the calculations print 2.6632."""
    z = getis(heap(), grid(5), dice(), 99).z.reshape(5, 5)
    assert [z[2, 2], z[2, 1], z[1, 1], z[0, 2], z[0, 0]] == pytest.approx(
        [3.4171, 2.66335, 0.6533, -0.5812, -1.1876], abs=5e-5
    )


def test_a_heap_is_gathered_and_a_chequerboard_is_scattered():
    board = np.array([(i + j) % 2 for i in range(6) for j in range(6)], dtype=float)
    heaped, scattered = moran(heap(), grid(5), dice()), moran(board, grid(6), dice())
    assert heaped.i > heaped.expected
    assert heaped.p <= 0.02
    assert scattered.i == pytest.approx(-1)
    assert scattered.z < -5
    assert scattered.p == 0.001  # no deal of 999 lay as far out


def test_conditional_permutation_is_the_law_it_samples():
    """On a map of nine, every way of dealing the others can be tried: the 9,999 draws must come close to all of them."""
    near, y = grid(3), np.array([9.0, 5, 1, 4, 7, 1, 0, 2, 1])
    sampled = getis(y, near, dice(), 9999)
    for i in range(9):
        others = np.delete(y, i)
        sums = np.array([sum(deal) for deal in combinations(others, int(near.counts[i]))])
        middle = near.counts[i] * others.mean()
        seen = near.sums(y)[i]
        exact = (np.abs(sums - middle) >= abs(seen - middle) - 1e-9).mean()
        higher = (sums >= seen - 1e-9).mean()
        assert sampled.p[i] == pytest.approx(exact, abs=0.02)
        assert min(sampled.p_sim[i], 1 - sampled.p_sim[i]) == pytest.approx(min(higher, 1 - higher), abs=0.02)


def test_the_same_seed_gives_the_same_answer_and_another_a_close_one():
    near, y = grid(6, "queen"), np.arange(36.0) ** 1.5
    one, again, other = (getis(y, near, np.random.default_rng(s)).p for s in (1, 1, 2))
    assert (one == again).all()
    assert (one != other).any()
    assert np.abs(one - other).max() < 0.08


@given(st.integers(0, 1000), st.floats(0.1, 50), st.floats(-20, 20))
def test_gi_star_does_not_care_for_units(seed, scale, shift):
    near, y = grid(4), np.random.default_rng(seed).random(16)
    assert getis(y * scale + shift, near, dice(), 0).z == pytest.approx(getis(y, near, dice(), 0).z, abs=1e-6)


def test_false_discoveries_by_hand():
    q = false_discoveries(np.array([0.01, 0.04, np.nan, 0.03, 0.20]))
    assert q[[0, 1, 3, 4]] == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.20])
    assert np.isnan(q[2])  # an area that was not tested does not count as a look


@pytest.mark.parametrize(
    ("z", "q", "said"),
    [(3, 0.01, "very clearly hot"), (3, 0.05, "clearly hot"), (-3, 0.1, "probably cold"), (3, 0.11, "not clear")],
)
def test_classes_in_words(z, q, said):
    assert kind(z, q) == said


def test_smoothing_pulls_small_areas_most_and_knows_when_there_is_nothing():
    counts, people = np.array([9.0, 900, 10, 100]), np.array([100.0, 10000, 1000, 10000])
    raw, mean = counts / people, counts.sum() / people.sum()
    eb = smoothed(counts, people)
    moved = np.abs(eb - raw) / np.abs(raw - mean)
    assert ((eb - raw) * (mean - raw) >= 0).all()  # towards the mean, never away
    assert moved[0] > moved[1]  # the same rate of 9 %: the area of a hundred moves more than that of ten thousand
    assert moved[2] > moved[3]
    flat = smoothed(np.array([10.0, 11, 9, 10]), np.full(4, 1000.0))
    assert flat == pytest.approx([0.01] * 4)  # they differ by less than chance would make them


@given(st.lists(st.integers(0, 50), min_size=3, max_size=20), st.integers(0, 99))
def test_smoothed_rates_lie_between_the_area_and_the_mean(counts, seed):
    people = np.random.default_rng(seed).integers(50, 5000, len(counts)).astype(float)
    y = np.array(counts, dtype=float)
    eb, mean = smoothed(y, people), y.sum() / people.sum()
    assert (eb <= np.maximum(y / people, mean) + 1e-12).all()
    assert (eb >= np.minimum(y / people, mean) - 1e-12).all()


def test_concentration_is_fair_to_few_events():
    assert gini(np.array([1.0, 1, 1, 0, 0, 0, 0, 0, 0, 0])) == pytest.approx(0)  # three events cannot spread wider
    assert gini(np.full(10, 7.0)) == pytest.approx(0)
    assert gini(np.array([0.0, 0, 0, 40])) == pytest.approx(0.75)
    held = concentration(np.array([50.0, 30, 10, 10, 0, 0, 0, 0, 0, 0]))
    assert (held.half_in, held.share_of["10"], held.share_of["20"], held.events) == (1, 0.5, 0.8, 100)
    assert concentration(np.zeros(4)) is None
    assert accuracy_index(38, 200, 0.6, 12) == pytest.approx(3.8)  # the golden number of C10


def test_the_golden_charts_of_c24():
    mean, moving, lo, hi = xmr([61, 64, 58, 70, 66, 63, 69, 72, 65, 68, 71, 74])
    assert (mean, moving, lo, hi) == pytest.approx((66.75, 4.8182, 53.934, 79.566), abs=1e-3)
    assert moving * 3.268 == pytest.approx(15.746, abs=1e-3)
    share, limits = p_limits([31, 28, 35, 40], [45, 44, 50, 52])
    assert (share, *limits[0]) == pytest.approx((0.7016, 0.4969, 0.9062), abs=1e-4)
    rate, limits = u_limits([4, 9], [2, 2])
    assert (rate, *limits[0]) == pytest.approx((3.25, 0, 3.25 + 3 * (3.25 / 2) ** 0.5))


STEADY = [12, 14, 11, 13, 12, 14, 13, 11, 12, 14, 13, 12]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ([30], "outside the limits"),
        ([14, 13, 14, 13, 14, 13, 14, 13], "seven on one side"),
        ([11, 12, 13, 14, 15, 16], "six rising or falling"),
        ([17, 16, 17], "two of three in the outer third"),
    ],
)
def test_each_rule_of_a_control_chart_is_noticed(more, rule):
    values = STEADY + more
    drawn = chart([str(n) for n in range(len(values))], values)
    assert rule in drawn.points[-1].breaks
    assert drawn.kind == "XmR"
    quiet = chart([str(n) for n in range(12)], STEADY)
    assert quiet.unusual == ()  # the negative control


def test_charts_need_twelve_points_and_rare_events_have_chance_for_limits():
    assert chart(["a"] * 11, [1] * 11) is None
    rare = chart([str(n) for n in range(12)], [1, 0, 2, 1, 0, 1, 3, 1, 0, 2, 1, 9])
    assert rare.kind == "counts"
    assert [point.period for point in rare.unusual] == ["11"]


def test_the_shape_of_the_year_comes_from_whole_years():
    months = {f"{year}-{m:02d}": 310 if m == 8 else 10 * length for year in (2018, 2020) for m, length in enumerate(
        [31, 29 if year == 2020 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 1)}  # fmt: skip
    index = {one.month: one.index for one in seasons(months)}
    assert index[2] == pytest.approx(100)  # ten a day in February is as busy as ten a day in March
    months["2018-08"] = 620
    assert seasons(months)[7].index > 125
    assert seasons(months)[7].counts == (620, 310)
    months["2019-01"] = 9999  # a year with eleven months missing says nothing of January
    assert seasons(months)[0].index < 100
    del months["2020-07"]
    assert seasons(months) == ()  # one whole year is left


def test_what_a_period_means():
    months = [f"{y}-{m:02d}" for y in (2019, 2020, 2021) for m in range(1, 13) if (y, m) != (2019, 7)]
    assert meant("", months) == tuple(m for m in months if m.startswith("2021"))
    assert meant("2020-03", months) == ("2020-03",)
    assert len(meant("2019", months)) == 11
    assert gaps(meant("2019", months)) == ("2019-07",)  # missing, not zero
    assert meant("2019-06..2019-08", months) == ("2019-06", "2019-08")
    assert len(meant("all", months)) == 35
    assert meant("", ["2019", "2021"]) == ("2021",)
    with pytest.raises(NoSuchPeriod, match="There is 2019-01 to 2021-12"):
        meant("1999", months)
    with pytest.raises(NoSuchPeriod, match="overlap"):
        meant("all", ["2015 - 17", "2016 - 18"])


def test_neighbours_by_rule():
    near = nearest(["a", "b", "c", "d"], np.array([[0, 0], [1, 0], [2.5, 0], [2.5, 0]]), 1)
    assert [near.codes[i] for i in near.others] == [
        "b",
        "a",
        "d",
        "c",
    ]  # two at the same point are each other's nearest
    assert grid(3).and_theirs().counts[4] == 8
    assert grid(3).among(["A11", "A00", "A22"]).alone == ("A11", "A00", "A22")
    assert k_of("knn:6") == 6
    for wrong in ("knn", "knn:0", "bishop"):
        with pytest.raises(NotNeighbours, match="Use queen, rook or knn:6"):
            k_of(wrong)
    with pytest.raises(NotNeighbours, match="4 areas: fewer than the 6"):
        nearest(["a", "b", "c", "d"], np.zeros((4, 2)), 6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3\n1 1\n2\n2 1\n9\n", "w.gal names 9 as neighbours, and has no row for them."),
        ("2\n1 2\n2\n2 1\n1\n", "w.gal, row 3: area 1 has 2 neighbours, and 1 stand here."),
        ("2\nnonsense\n2\n", "w.gal, row 2: here an area and its number of neighbours should stand."),
        ("0\n", "w.gal holds no weights."),
    ],
)
def test_a_broken_file_of_weights_is_told_by_row(text, words):
    with pytest.raises(NotNeighbours) as told_:
        gal(text.splitlines(), "w.gal")
    assert str(told_.value) == words


def test_a_file_of_weights_with_an_island():
    near = gal("0 3 x y\n1 1\n2\n2 1\n1\n3 0\n\n".splitlines(), "w.gal")
    assert (near.codes, near.alone, list(near.counts)) == (("1", "2", "3"), ("3",), [1, 1, 0])


@pytest.mark.requirement("I-03")
def test_the_middle_of_a_heap_is_hot_and_the_regression_is_said():
    people = np.full(81, 1000.0)
    y = heap(9) * 10
    found = hotspots(areas(y, people), grid(9, "queen"), other=grid(9), rates=True)
    hot = {spot.code for spot in found.hot}
    assert "A44" in hot
    assert hot < {f"A{i}{j}" for i in range(2, 7) for j in range(2, 7)}
    assert found.moran.p == 0.001
    assert found.sensitivity.stay_hot <= len(hot)
    assert found.regression.expected < found.regression.counted  # they were picked for being high
    answer = told(found)
    assert set(answer["areas"][0]) >= {"code", "count", "denominator", "rate", "eb_rate", "z", "p", "q", "class"}
    assert set(answer) >= {"moran", "areas", "neighbours", "method"}
    assert {"i", "p"} <= set(answer["moran"])


def test_what_is_left_out_is_said_and_never_zero():
    y, people = heap(5) * 10, np.full(25, 1000.0)
    given_ = areas(y, people)
    given_[0] = Counted("A00", None, 1000.0)
    given_[1] = Counted("A01", 10.0, 0.0)
    found = hotspots(given_, grid(5), rates=True)
    assert [(s.code, s.kind, s.z, s.eb_rate) for s in found.spots[:2]] == [
        ("A00", "no figure", None, None), ("A01", "no figure", None, None),
    ]  # fmt: skip
    assert found.left_out == (
        "1 area without a figure left out: A00.",
        "1 area with a denominator of zero left out, and the 10 counted there: A01.",
    )


def test_an_island_is_named_and_not_tested():
    codes = [*grid(5).codes, "Isle"]
    near = paired(codes, grid(5).owners, grid(5).others, "queen")
    found = hotspots([*areas(heap()), Counted("Isle", 50.0)], near, rates=False)
    assert found.alone == ("Isle",)
    assert (found.spots[-1].kind, found.spots[-1].z, found.spots[-1].q) == ("no neighbours", None, None)


@pytest.mark.parametrize(
    ("y", "words"),
    [
        ([3.0] * 25, r"Every area has the same figure \(3\)"),
        ([-1.0] + [3.0] * 24, "A count below zero is no count: look at A00"),
    ],
)
def test_a_map_with_nothing_to_find(y, words):
    with pytest.raises(NothingToFind, match=words):
        hotspots(areas(np.array(y), np.full(25, 1.0)), grid(5), rates=True)


def test_too_few_areas_and_no_neighbours_at_all():
    with pytest.raises(NothingToFind, match="at least 10 small areas with a figure; here there are 9"):
        hotspots(areas(heap(3)), grid(3), rates=False)
    nobody = paired(grid(5).codes, np.array([], dtype=int), np.array([], dtype=int), "queen")
    with pytest.raises(NothingToFind, match="Try --neighbours knn:6"):
        hotspots(areas(heap()), nobody, rates=False)


def test_areas_that_differ_only_by_chance_have_no_hot_spot():
    y = np.array([10.0, 11, 9, 10, 10] * 5)
    found = hotspots(areas(y, np.full(25, 1000.0)), grid(5), other=grid(5, "queen"), rates=True)
    assert (found.moran.i, found.hot, found.sensitivity) == (None, (), None)
    assert {spot.kind for spot in found.spots} == {"not clear"}


@pytest.mark.parametrize(
    ("code", "kind_"), [("E05001234", "wards"), ("S12000042", "councils"), ("E12000003", "regions")]
)
def test_large_areas_are_refused_with_the_reason(code, kind_):
    with pytest.raises(TooLarge, match=f"These areas are {kind_}.*small areas only"):
        refuse_large(["E01000001", code])
    refuse_large(["E01000001", "S01007800", "hexagon 7"])  # the negative control


def test_the_column_that_names_the_areas_is_found_by_its_values():
    shapes = {"id": [1.0, 2.0, 3.0], "name": ["North End", "South End", "Quay"]}
    table = {"zone": ["2", "3", "1"], "people": ["2", "2", "1"], "note": ["", "", ""]}
    assert key_of(table, shapes) == ("zone", "id")  # 1.0 of a database file is 1 of a text file
    assert key_of({"n": ["Quay", "North End"], "id": ["3", "1"]}, shapes)[0] == "id"  # the same join: the code speaks
    with pytest.raises(NoCommonKey, match=r"at best 0 of 2 rows do.*2011 codes do not match those of 2021"):
        key_of({"zone": ["8", "9"]}, shapes)
    with pytest.raises(NoCommonKey, match="More than one column matches the boundaries: a and b"):
        key_of({"a": ["2", "1", "3"], "b": ["3", "1", "2"]}, shapes)
    assert key_of({"a": ["2", "1", "3"], "b": ["1", "2", "3"]}, shapes) == ("b", "id")  # in the order of the areas
    with pytest.raises(NoCommonKey, match="There is no column “area”"):
        key_of(table, shapes, named="area")


def test_a_cell_that_is_no_figure_is_told_by_row_and_column():
    assert figures(["1,204", "", None, 3, float("nan")], "n") == [1204, None, None, 3, None]
    with pytest.raises(NotAFigure, match="Row 3, column “n”: “few” is not a number"):
        figures(["1", "few"], "n")
