"""Votes are added up by their own rules, paper and screen alike; what was expected is laid beside what was raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.intake import read, waited
from hereabouts.core.priorities.expecting import NotExpected, compared, named, ranks
from hereabouts.core.priorities.voting import NotAVote, Rules, added, checked, counted, may_split
from tests.worlds import TODAY

DOTS = Rules("dots", 3, {})
MOSCOW = Rules("moscow", 5, {})
CONSENSUS = Rules("consensus", 5, {})
WEIGHTED = Rules("weighted", 5, {"people": 2.0, "change": 1.0})


def test_dots_are_ordered_by_how_many_and_equals_share_a_place():
    lines = counted(DOTS, ["a", "b", "c", "d"], {"a": {"dot": 2}, "b": {"dot": 5}, "c": {"dot": 2}}, people=3)
    assert [(one.thing, one.rank, one.score) for one in lines] == [
        ("b", 1, 5.0),
        ("a", 2, 2.0),
        ("c", 2, 2.0),
        ("d", 4, 0.0),
    ]


def test_moscow_counts_musts_before_shoulds():
    lines = counted(
        MOSCOW, ["a", "b", "c"], {"a": {"must": 1, "should": 9}, "b": {"must": 2}, "c": {"must": 1, "should": 3}}, 10
    )
    assert [one.thing for one in lines] == ["b", "a", "c"]


def test_one_objection_stops_a_consensus_and_standing_aside_does_not():
    marks = {"a": {"agree": 9, "object": 1}, "b": {"agree": 2, "stand aside": 8}, "c": {"stand aside": 10}}
    lines = {one.thing: one for one in counted(CONSENSUS, ["a", "b", "c"], marks, 10)}
    assert {thing: one.stands for thing, one in lines.items()} == {"a": False, "b": True, "c": False}
    assert lines["b"].rank == 1


def test_a_weighted_vote_is_the_mean_of_points_by_weight():
    (first, *_) = counted(WEIGHTED, ["a", "b"], {"a": {"people": 8, "change": 2}}, people=2)
    assert (first.thing, first.score) == ("a", 3.0)  # (2 x 8 + 1 x 2) / 3 / 2


@pytest.mark.parametrize(
    ("rules", "marks", "people"),
    [
        (DOTS, {"a": {"dot": 4}}, 1), (DOTS, {"a": {"dot": 4}, "b": {"dot": 3}}, 2), (DOTS, {"x": {"dot": 1}}, 1),
        (DOTS, {"a": {"must": 1}}, 1), (DOTS, {"a": {"dot": -1}}, 1), (MOSCOW, {"a": {"must": 1, "should": 1}}, 1),
        (CONSENSUS, {"a": {"agree": 3}}, 2), (WEIGHTED, {"a": {"people": 6}}, 1), (WEIGHTED, {"a": {"people": 11}}, 2),
    ],
)  # fmt: skip
def test_what_a_method_does_not_allow_is_refused(rules, marks, people):
    with pytest.raises(NotAVote):
        checked(rules, ["a", "b"], marks, people)


votes = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.fixed_dictionaries({"dot": st.integers(0, 1)})), max_size=12
)


@given(votes)
def test_paper_added_by_hand_counts_as_the_same_votes_on_phones(ballots):
    one_by_one = added(*(checked(DOTS, "abc", b) for b in ballots))
    paper = checked(DOTS, "abc", added(*ballots), people=len(ballots))
    assert counted(DOTS, list("abc"), one_by_one, len(ballots)) == counted(DOTS, list("abc"), paper, len(ballots))


def test_sides_of_a_secret_vote_stand_apart_only_where_it_betrays_nobody():
    assert may_split(False, {"resident": 1, "professional": 9})
    assert not may_split(True, {"resident": 2, "professional": 9})
    assert may_split(True, {"resident": 3, "professional": 3})
    assert may_split(True, {"resident": 0, "professional": 9})


def test_what_was_expected_beside_what_was_raised_begins_with_the_surprises():
    raised = {"T13": 24, "T01": 14, "T06": 2, "T15": 2, "T12": 1, "T11": 0}
    lines = compared([["T06", "T07"], ["T07", "T01"]], raised)
    assert [(one.topic, one.called, one.expected_by, one.rank) for one in lines] == [
        ("T07", "expected only", 2, None), ("T13", "raised only", 0, 1), ("T15", "raised only", 0, 3), ("T12", "raised only", 0, 5),
        ("T01", "both", 1, 2), ("T06", "both", 1, 3),
    ]  # fmt: skip
    assert ranks(raised) == {"T13": 1, "T01": 2, "T06": 3, "T15": 3, "T12": 5}


@pytest.mark.parametrize("topics", [[], ["", ""], ["T01", "T01"]])
def test_an_expectation_names_something_and_nothing_twice(topics):
    with pytest.raises(NotExpected):
        named(topics)


@pytest.mark.parametrize(
    ("text", "found"), [("k7q2 9fxm", "K7Q2-9FXM"), ("YI4TXH56", "YI4T-XH56"), ("y14txh56", "YI4T-XH56")]
)
def test_a_persons_number_is_read_however_it_is_typed(text, found):
    assert found in read(text)


def test_nothing_typed_reads_as_nothing():
    assert read("") == read("abc") == ()


def test_the_promise_of_eight_weeks_is_broken_the_day_after():
    assert [
        waited(TODAY.replace(day=20, month=9), TODAY.replace(day=15, month=11)).late,
        waited(TODAY.replace(day=19, month=9), TODAY.replace(day=15, month=11)).late,
    ] == [False, True]
