"""The board: three scores, eight classes, divergence, an order with its range, and nothing invented."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, norm

from hereabouts.core.evidence.findings import Finding
from hereabouts.core.priorities import frozen
from hereabouts.core.priorities.agreement import CLASSES, class_of
from hereabouts.core.priorities.aims import Aim, NotAnAim, aim
from hereabouts.core.priorities.board import triangulate
from hereabouts.core.priorities.choosing import origin, passed_over, people_heard, standing_of
from hereabouts.core.priorities.order import kendalls_w, ranked
from hereabouts.core.voice.heard import Heard

TOPICS = ("T01", "T02", "T03", "T04")
FINDING = Finding(
    indicator="i", label="Income", topic="T01", polarity="high_bad", unit="of people", value=0.30, se=0.03, reference=0.20,
    reference_name="City", sigma_ref=0.04, comparators=30, period="2020", source="Index",
)  # fmt: skip


def heard(**people):
    """So many people who raised each topic alone; ``none`` raised nothing."""
    return Heard(tuple(frozenset({t} - {"none"}) for t, n in people.items() for _ in range(n)))


def asks(topic, weight=3, n=1):
    return [Aim("city", f"Plan {k}", str(k), "words", topic, weight) for k in range(n)]


def board(topics=TOPICS, *, said=None, findings=(), aims=(), seed=1, **more):
    return triangulate(
        topics, heard=said or Heard(()), findings=findings, aims=aims, rng=np.random.default_rng(seed), **more
    )


def on(made, topic):
    return standing_of(made, topic)


@pytest.mark.requirement("S-30")
def test_voice_is_the_share_of_contributors_against_the_largest_share():
    made = board(said=heard(T01=30, T02=15, none=5))
    assert (on(made, "T01").voice.score, on(made, "T02").voice.score, on(made, "T03").voice.score) == (100, 50, 0)
    leg = on(made, "T02").voice
    assert (leg.evidence.people, leg.evidence.of) == (15, 50)
    assert leg.lo < 50 < leg.hi
    assert on(made, "T01").voice.hi == 100
    assert on(made, "T01").data is None


def test_the_interval_of_voice_is_the_bootstrap_of_contributors():
    """Against a plain bootstrap, person by person."""
    said = heard(T01=60, T02=30, T03=10)
    rng, of = np.random.default_rng(7), np.array([0] * 60 + [1] * 30 + [2] * 10)
    drawn = np.stack([np.bincount(rng.choice(of, 100), minlength=3) for _ in range(4000)])
    plain = np.percentile(100 * drawn / drawn.max(axis=1, keepdims=True), (2.5, 97.5), axis=0)
    for k, topic in enumerate(("T01", "T02", "T03")):
        leg = on(board(said=said), topic).voice
        assert (leg.lo, leg.hi) == pytest.approx(plain[:, k], abs=2.5)


def test_nobody_of_ten_is_less_sure_than_nobody_of_a_thousand():
    few, many = (on(board(said=heard(T01=n)), "T02").voice for n in (10, 1000))
    assert few.score == many.score == 0.0
    assert few.lo == many.lo == pytest.approx(0.0, abs=0.1)
    upper = 100 * beta(0.5, 10.5).ppf(0.975)  # Jeffreys: 21.7 % of the largest share, which is all of them
    assert few.hi == pytest.approx(upper, rel=0.15)
    assert 0 < many.hi < 1


@pytest.mark.requirement("S-30")
def test_data_is_the_normal_share_of_the_mean_z_with_sampling_error_and_spread():
    z = (0.30 - 0.20) / np.hypot(0.03, 0.04)
    assert on(board(findings=[FINDING]), "T01").data.score == pytest.approx(100 * norm.cdf(z), abs=1e-9)
    good = replace(FINDING, indicator="j", polarity="high_good", value=0.10)  # low where high is good: also bad
    both = on(board(findings=[FINDING, good]), "T01").data
    assert both.score == pytest.approx(100 * norm.cdf((z + z) / 2), abs=1e-9)
    assert [f.indicator for _, f in both.evidence.indicators] == ["i", "j"]


def test_nobody_measures_is_no_data_and_never_fifty():
    made = board(findings=[FINDING, replace(FINDING, topic="T02", polarity="neutral")], said=heard(T02=3))
    assert on(made, "T02").data is None
    assert on(made, "T03").data is None


def test_a_figure_without_counts_has_a_score_and_no_interval():
    leg = on(board(findings=[replace(FINDING, se=None)]), "T01").data
    assert leg.score == pytest.approx(100 * norm.cdf(0.1 / 0.04))
    assert (leg.lo, leg.hi) == (None, None)
    with_counts = on(board(findings=[FINDING]), "T01").data
    wobble = 0.03 / 0.05  # the share of the figure's own error in what z is measured in
    assert with_counts.lo == pytest.approx(100 * norm.cdf(2 - 1.96 * wobble), abs=2)


@pytest.mark.requirement("S-30")
def test_strategy_counts_points_and_nine_is_the_most():
    made = board(aims=[*asks("T01", 3, 2), *asks("T02", 2), *asks("T03", 3, 4), *asks("T03", 1)])
    scores = [on(made, topic).strategy.score for topic in TOPICS]
    assert scores == pytest.approx([100 * 6 / 9, 100 * 2 / 9, 100, 0])
    assert on(made, "T03").strategy.lo is None


def test_with_two_sources_missing_there_is_no_order():
    made = board(said=heard(T01=5))
    assert [s.rank for s in made.standings] == [None] * 4
    assert [s.index for s in made.standings] == [None] * 4


def test_a_topic_that_no_source_names_gets_no_place():
    made = board(said=heard(T01=5), aims=asks("T01"))
    assert on(made, "T01").rank == 1
    assert on(made, "T04").rank is None  # voice and strategy are both known to be nothing


def test_the_index_weighs_the_sources_that_are_there():
    made = board(said=heard(T01=10, T02=5), aims=asks("T02", 3, 3), findings=[FINDING])
    data = on(made, "T01").data.score
    assert on(made, "T01").index == pytest.approx((100 + data + 0) / 3)
    assert on(made, "T02").index == pytest.approx((50 + 100) / 2)
    heavy = board(said=heard(T01=10, T02=5), aims=asks("T02", 3, 3), findings=[FINDING], weights=(0.5, 0.5, 0))
    assert on(heavy, "T01").index == pytest.approx((100 + data) / 2)


@pytest.mark.requirement("S-30", "D-104")
@pytest.mark.parametrize(
    ("voice", "data", "strategy", "called"),
    [
        (60, 60, 60, "agreed by all"),
        (60, 60, 59.9, "local case to take up"),
        (80, None, 80, "felt and chosen"),
        (19, 93, 67, "silent need"),
        (100, None, 33, "voice only"),
        (11, 66, 22, "data only"),
        (35, 52, 100, "imported priority"),
        (36, 28, 44, "no source is high"),
        (None, None, None, "no source is high"),
    ],
)
def test_eight_classes(voice, data, strategy, called):
    assert class_of({"voice": voice, "data": data, "strategy": strategy}) == called
    assert len(set(CLASSES.values())) == 8


@pytest.mark.requirement("D-104")
def test_a_need_nobody_raised_is_found_and_flagged():
    made = board(said=heard(T02=50, T01=2), findings=[replace(FINDING, value=0.35)], aims=asks("T01", 3, 3))
    silent = on(made, "T01")
    assert silent.called == "silent need"
    assert silent.divergence.flag
    assert silent.divergence.points == pytest.approx(100 - 4)
    pairs = {(p.one, p.other): p for p in silent.divergence.pairs}
    assert set(pairs) == {("voice", "data"), ("voice", "strategy"), ("data", "strategy")}
    apart = pairs["voice", "data"]
    assert apart.lo <= apart.points == pytest.approx(silent.voice.score - silent.data.score)
    assert apart.hi < 0  # chance does not explain it


def test_divergence_is_flagged_from_forty_points_on():
    made = board(said=heard(T01=10, T02=6), aims=[*asks("T01", 3, 2), *asks("T02", 2)])
    assert (round(on(made, "T01").divergence.points), on(made, "T01").divergence.flag) == (33, False)
    assert (round(on(made, "T02").divergence.points), on(made, "T02").divergence.flag) == (38, False)
    far = board(said=heard(T01=10, T02=6), aims=[*asks("T01", 3, 1), *asks("T02", 1, 1), *asks("T02", 3, 3)])
    assert (round(on(far, "T02").divergence.points), on(far, "T02").divergence.flag) == (40, True)
    assert on(far, "T03").divergence.points == 0


def test_kendalls_w_has_its_golden_number():
    assert kendalls_w(np.array([(1, 2, 3, 4, 5), (5, 1, 2, 4, 3), (2, 1, 4, 3, 5)])) == pytest.approx(0.5111, abs=1e-4)
    assert kendalls_w(np.array([(1, 2, 3), (1, 2, 3)])) == 1
    assert kendalls_w(np.array([(1, 1, 3), (1, 1, 3)])) == pytest.approx(1)  # full agreement, ties and all
    assert kendalls_w(np.array([(1,), (2,)])) is None
    assert kendalls_w(np.array([(1, 1), (2, 2)])) is None


def test_the_rank_says_where_other_weights_would_put_it():
    made = board(
        said=heard(T01=10, T02=9),
        aims=[*asks("T02", 3, 3), *asks("T03", 1)],
        findings=[replace(FINDING, topic="T03", value=0.15)],
    )
    firm, torn = on(made, "T02"), on(made, "T01")
    assert (firm.rank, firm.rank_range) == (1, (1, 1)) or firm.rank_range == (1, 2)
    assert torn.rank_range[0] <= torn.rank <= torn.rank_range[1]
    assert firm.top_five == 1.0


def test_equals_share_a_place():
    assert ranked(np.array([3.0, 7.0, 7.0, np.nan, 1.0])).tolist() == [3, 1, 1, 0, 4]


@pytest.mark.requirement("S-30")
def test_the_same_inputs_and_seed_give_the_same_board_whatever_the_order_of_people():
    said = heard(T01=20, T02=12, none=3)
    mixed = Heard(tuple(reversed(said.raised)))
    first = board(said=said, findings=[FINDING], aims=asks("T02"))
    assert board(said=mixed, findings=[FINDING], aims=asks("T02")) == first
    assert board(said=said, findings=[FINDING], aims=asks("T02"), seed=2) != first


def test_a_board_survives_being_written_down():
    made = board(said=heard(T01=20, T02=12), findings=[FINDING], aims=asks("T02"))
    assert frozen.thaw(frozen.freeze(made)) == made
    assert frozen.freeze(made)["topics"][0]["voice"].keys() == {"score", "interval", "evidence"}


def test_twenty_topics_take_well_under_a_tenth_of_a_second():
    topics = [f"T{n:02}" for n in range(1, 21)]
    rng = np.random.default_rng(3)
    said = Heard(tuple(frozenset(t for t in topics if rng.random() < 0.1) for _ in range(600)))
    findings = [replace(FINDING, indicator=t, topic=t) for t in topics[:12]]
    took = []
    for _ in range(5):
        start = time.process_time()
        board(topics, said=said, findings=findings, aims=asks("T02"))
        took.append(time.process_time() - start)
    assert min(took) < 0.1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from(TOPICS)), max_size=30),
    st.lists(st.tuples(st.sampled_from(TOPICS), st.floats(0, 1), st.floats(0, 0.2) | st.none()), max_size=6),
    st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from([1, 2, 3])), max_size=8),
)
def test_whatever_goes_in_scores_stay_between_nothing_and_all(raised, measured, asked):
    findings = [replace(FINDING, topic=t, value=v, se=se) for t, v, se in measured]
    made = board(said=Heard(tuple(raised)), findings=findings, aims=[a for t, w in asked for a in asks(t, w)])
    for s in made.standings:
        for leg in filter(None, (s.voice, s.data, s.strategy)):
            assert (
                0
                <= (leg.lo if leg.lo is not None else leg.score)
                <= leg.score
                <= (leg.hi if leg.hi is not None else leg.score)
                <= 100
            )
        assert s.divergence is None or s.divergence.lo <= s.divergence.points <= s.divergence.hi
        assert (s.rank is None) == (s.index is None)
    ranks = [s.rank for s in made.standings if s.rank]
    assert ranks == sorted(ranks)


def test_where_a_priority_comes_from():
    made = board(
        said=heard(T01=10, T02=9, T03=1),
        aims=[*asks("T01", 3, 3), *asks("T04", 3, 3)],
        findings=[replace(FINDING, topic="T03")],
    )
    assert [origin(on(made, topic)) for topic in TOPICS] == ["both", "community", "community", "city"]
    silent = board(said=heard(T01=1), findings=[replace(FINDING, topic="T02")])
    assert origin(on(silent, "T02")) == "data"
    assert (people_heard(on(made, "T03")), people_heard(on(made, "T04")), people_heard(None)) == (1, 0, 0)


def test_what_a_choice_passes_over():
    made = board(said=heard(T01=10, T02=7, T03=3), aims=asks("T01"))
    assert passed_over(made, "T01", set()) == ()
    assert passed_over(made, "T03", set()) == ("T01", "T02")
    assert passed_over(made, "T03", {"T01"}) == ("T02",)
    assert passed_over(made, "T04", {"T01", "T02"}) == ("T03",)  # without a place it passes over all that have one


@pytest.mark.parametrize("wrong", [{"weight": 4}, {"level": "street"}, {"colour": "red"}])
def test_an_aim_that_cannot_be_counted_says_so(wrong):
    good = {"level": "city", "document": "Plan", "ref": "1", "text": "words", "topic": "T01", "weight": 3}
    assert aim(good).weight == 3
    with pytest.raises(NotAnAim):
        aim({**good, **wrong})
