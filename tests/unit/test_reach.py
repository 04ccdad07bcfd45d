"""Who was heard beside who lives here, with the golden numbers of C13."""

import pytest

from hereabouts.core.evidence.people import in_bands, in_groups
from hereabouts.core.imports.fields import CannotRead
from hereabouts.core.voice.coding import agreement, raised, spoken, suggest
from hereabouts.core.voice.counts import UNITS, by_method
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, NotAQuestion, question
from hereabouts.core.voice.reach import chance_of_none, dissimilarity, extra, index, judge, reached
from hereabouts.engines.definitions import methods, profile_questions, topics


@pytest.mark.parametrize(
    ("heard", "known", "share", "figures", "judged"),
    [
        (18, 240, 0.15, (50.0, 31.98, 76.95), "under-heard"),
        (40, 240, 0.15, (111.1, 83.2, 146.0), "no clear gap"),
        (80, 240, 0.15, (222.22, 184.49, 263.46), "over-heard"),
        (0, 240, 0.03, (0.0, 0.0, 52.5), "not heard"),
        (0, 40, 0.03, (0.0, 0.0, 292.07), "no clear gap"),  # one expected: nobody heard is no finding
    ],
)
def test_the_index_and_what_it_means(heard, known, share, figures, judged):
    found = index(heard, known, share)
    assert (found.value, found.lo, found.hi) == pytest.approx(figures, abs=0.05)
    assert judge(heard, known, share) == judged


def test_the_other_golden_numbers():
    assert chance_of_none(240, 0.03) == pytest.approx(0.00067, abs=5e-6)
    assert dissimilarity([60, 110, 70], [0.38, 0.36, 0.26]) == pytest.approx(0.13)
    assert (extra(60, 240, 0.38), extra(60, 240, 0.38, 0.8)) == (51, 19)
    assert extra(100, 240, 0.38) == 0


SIDES = question(
    {"id": "side", "label": "Side", "answers": [{"id": "n", "label": "North"}, {"id": "s", "label": "South"}]}
)


def test_the_unknown_are_always_told_and_stand_in_no_share():
    found = reached(SIDES, {"n": 30, "s": 10, NOT_ASKED: 50, NOT_SAID: 10}, {"n": 500, "s": 500}, "A count")
    assert (found.known, found.not_asked, found.not_said, found.unknown_share) == (40, 50, 10, 0.6)
    north, south = found.groups
    assert (north.share_heard, north.judged) == (0.75, "over-heard")
    assert (south.lowest, south.highest) == (20.0, 140.0)  # if none of the unknown were of the south, or all
    assert found.dissimilarity == pytest.approx(0.25)


def test_a_group_that_nobody_counts_has_no_index_and_is_still_told():
    found = reached(SIDES, {"n": 3, "s": 1}, {}, "")
    assert [(g.heard, g.judged, g.index, g.people) for g in found.groups] == [
        (3, "no population figure", None, None), (1, "no population figure", None, None),
    ]  # fmt: skip
    assert found.dissimilarity is None
    nobody = reached(SIDES, {NOT_ASKED: 4}, {"n": 5, "s": 5}, "A count")
    assert {g.judged for g in nobody.groups} == {"nobody asked"}
    assert reached(SIDES, {}, {}, "").unknown_share is None


def parts(dataset, **told):
    return [
        {"dataset": dataset, "source": dataset, "period": "2020", "part": part.replace("_", " "), "people": n}
        for part, n in told.items()
    ]


def test_years_add_up_to_bands_from_one_dataset_only():
    rows = parts("new", all=9, female=5, male=4) + parts(
        "old", age_0=1, age_1=2, age_2=4, **{"age_3+": 8}, female=50, male=40
    )
    assert in_bands(rows, {"young": (0, 1), "rest": (2, 120)}) == ({"young": 3, "rest": 12}, "old (2020)")
    assert in_groups(rows, {"f": ["female"], "m": ["male"]}) == ({"f": 5, "m": 4}, "new (2020)")
    assert in_groups(rows, {"f": ["female"], "x": ["age 0", "another"]}) == ({}, "")
    assert in_bands(rows, {"old": (200, 300)}) == ({}, "")


@pytest.mark.requirement("D-56")
def test_counts_stay_in_their_units_and_there_is_no_total():
    found = by_method(
        [
            ("Survey", "responses", 13_759),
            ("Stall", "contacts", 739),
            ("Stall", "contacts", None),
            ("Stall", "people", 20),
        ]
    )
    assert [(c.method, c.unit, c.activities, c.count, c.not_counted) for c in found] == [
        ("Survey", "responses", 1, 13_759, 0), ("Stall", "contacts", 2, 739, 1), ("Stall", "people", 1, 20, 0),
    ]  # fmt: skip
    assert by_method([("Stall", "groups", None)])[0].count is None  # not said is not zero


def test_answers_as_people_write_them():
    ask = profile_questions()
    assert [ask["age"].read(told) for told in ("34", 71.0, "16-24", "Under 16", "N/A", "Prefer not to say")] == [
        "25 to 44", "65 and over", "16 to 24", "under 16", NOT_ASKED, NOT_SAID,
    ]  # fmt: skip
    assert ask["sex"].read(" F ") == "female"
    with pytest.raises(CannotRead, match="Use female, male and another way, or “did not want to say”"):
        ask["sex"].read("purple")
    with pytest.raises(NotAQuestion, match="“x” cannot be read"):
        question({"id": "x"})


def test_a_machine_suggests_by_whole_words_only():
    assert suggest("The BINS overflow, and the rats!", spoken(topics())) == ("T13",)
    assert suggest("She is a sportswoman", spoken(topics())) == ()
    assert suggest("Our flat has mould, the landlord and the council never listen", spoken(topics()))[0] == "T12"
    assert raised([("T01", "praise"), ("T02", "problem"), ("T03", "request")]) == {"T02", "T03"}
    assert (agreement(3, 1), agreement(0, 0)) == (0.75, None)


def test_every_method_has_its_unit_and_every_answer_one_meaning():
    assert {m["unit"] for m in methods().values()} == set(UNITS)
    for ask in profile_questions().values():
        for answer in ask.answers:
            assert {ask.read(word) for word in (answer.id, answer.label, *answer.words)} == {answer.id}
