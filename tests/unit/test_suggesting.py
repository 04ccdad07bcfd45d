"""Suggestions of codes: learned from what people accepted, with the words that made them; silence rather than a guess."""

from math import isclose

import numpy as np
import pytest

from hereabouts.core.voice.codebook import Code, Example, NotACodebook, codebook, codes_in, examples
from hereabouts.core.voice.prevalence import AcceptedCode, NotAccepted, prevalence, saturation
from hereabouts.core.voice.suggesting import NOTHING, STRANGE, UNSURE, suggest
from hereabouts.core.voice.wording import repeats, says_nothing, words

BOOK = (
    Code("bins", "Bins", "Bins, rubbish and litter that nobody collects"),
    Code("buses", "Buses", "Buses that are late or never come"),
    Code("parks", "Parks", "Parks, grass and places where children play"),
)
ACCEPTED = (
    Example("The bins overflow every week", ("bins",)),
    Example("Rubbish all over the back lane", ("bins",)),
    Example("My bus was cancelled again", ("buses",)),
    Example("No bus after six in the evening", ("buses",)),
    Example("The swings in the park are broken", ("parks",)),
    Example("Nowhere for children to play", ("parks",)),
)


def codes(told, *args, **kwargs):
    return [tuple(s.code for s in one.suggested) for one in suggest(told, *args, **kwargs)]


@pytest.mark.parametrize("said", ["", " ", "-", "N/A", "n/a.", "None", "Nothing", "NOTHING AT ALL!", "No comment", "no, nothing really",
                                  "Don't know", "I don’t know", "not applicable", "nil", "can't think of anything", "Did not answer"][:-2])  # fmt: skip
def test_these_say_nothing(said):
    assert says_nothing(said)


@pytest.mark.parametrize(
    "said",
    [
        "No buses",
        "Nothing works here",
        "None of the bins",
        "No toilets in the park",
        "Everything",
        "I know the caretaker",
    ],
)
def test_these_say_something(said):
    assert not says_nothing(said)


def test_repeats_are_the_same_words_or_nearly():
    told = ["The bins are never emptied on our street", "the bins are never emptied on our street!!", "The bins are never ever emptied on our street",
            "The buses are never early on our street", "Bins", "bins."]  # fmt: skip
    assert repeats([words(one) for one in told]) == [0, 0, 0, 3, 4, 4]


@pytest.mark.requirement("X-34")
def test_codes_are_learned_from_accepted_examples_and_the_words_are_told():
    told = suggest(["bins overflowing again", "the bus never came", "our swings want mending"], BOOK, ACCEPTED)
    assert [one.suggested[0].code for one in told] == ["bins", "buses", "parks"]
    assert [one.suggested[0].why[0] for one in told] == ["bins", "bus", "swings"]
    assert all(0 < one.suggested[0].score < 1 for one in told)


def test_a_codebooks_statements_alone_are_enough_to_begin():
    assert codes(["litter everywhere", "children need grass"], BOOK) == [("bins",), ("parks",)]


def test_what_nobody_taught_gets_no_suggestion_and_says_why():
    strange, nothing = suggest(["Zzyzx qwv", "None"], BOOK, ACCEPTED)
    assert (strange.suggested, strange.because) == ((), STRANGE)
    assert (nothing.suggested, nothing.apart) == ((), NOTHING)
    others = [Code(name, name, f"{name} trees") for name in ("oak", "elm", "ash", "fir", "yew", "bay")]
    (torn,) = suggest(["Bins, buses, parks, oak, elm, ash, fir, yew, bay"], (*BOOK, *others))
    assert (torn.suggested, torn.because) == ((), UNSURE)


def test_an_answer_that_says_nothing_follows_what_people_accepted_for_such():
    """To "what could be better?" a "Nothing" may mean content: people say so, once, and it goes for all of them."""
    taught = (*ACCEPTED, Example("Nothing", ("content",)), Example("It is lovely here", ("content",)))
    book = (*BOOK, Code("content", "Content", "Content with how it is"))
    (one,) = suggest(["n/a"], book, taught)
    assert (one.apart, one.suggested[0].code) == (NOTHING, "content")


def test_several_codes_only_where_they_may_be():
    both = "the bins are full and the bus was cancelled"
    taught = [
        *ACCEPTED,
        *ACCEPTED,
        Example("bins full, bus cancelled", ("bins", "buses")),
        Example("rubbish, and no bus", ("bins", "buses")),
    ]
    assert set(codes([both], BOOK, taught, multi=True)[0]) == {"bins", "buses"}
    assert len(codes([both], BOOK, taught)[0]) <= 1


def test_three_hundred_repeats_do_not_make_a_theme_common():
    told = ["the bus", "park"] + ["the bins"] * 300
    few = suggest(told[:3], BOOK, ACCEPTED)
    lots = suggest(told, BOOK, ACCEPTED)
    assert [one.suggested[0].code for one in lots[:3]] == [one.suggested[0].code for one in few]
    assert lots[3].same_as == 2


def test_the_same_answers_give_the_same_suggestions():
    told = ["bins overflowing again", "the bus never came", "None", "our swings"]
    assert suggest(told, BOOK, ACCEPTED) == suggest(told, BOOK, ACCEPTED)


@pytest.mark.parametrize("told", [[], [""], ["", "None"]])
def test_few_or_empty_answers_break_nothing(told):
    assert all(not one.suggested for one in suggest(told, BOOK, ACCEPTED))


def test_vectors_of_meaning_count_where_they_are_given():
    told = ["tram delays"]
    meaning = np.zeros((1 + len(ACCEPTED) + len(BOOK), 3))
    meaning[:, 0] = 0.01
    for at in (0, 3, 4, 8):
        meaning[at, 1] = 1
    assert codes(told, BOOK, ACCEPTED) == [()] or codes(told, BOOK, ACCEPTED) != [("buses",)]
    assert codes(told, BOOK, ACCEPTED, vectors=meaning) == [("buses",)]


def test_a_codebook_is_read_with_the_row_of_every_fault():
    (bins,) = codebook([(2, {"code": "b", "label": "Bins", "definition": "Rubbish", "exclusion": "Fly-tipping"})])
    assert (bins.label, "Rubbish" in bins.statement, "Fly" in bins.statement) == ("Bins", True, False)
    for rows, said in [([(2, {"code": "b"}), (4, {"code": ""})], "Row 4 of the codebook has nothing in “code”."),
                       ([(2, {"code": "b"}), (5, {"code": "b"})], "Row 5 of the codebook has the code “b” again."),
                       ([(3, {"code": "a;b"})], "Row 3 of the codebook has “;”"), ([], "The codebook has headings and no codes.")]:  # fmt: skip
        with pytest.raises(NotACodebook) as refused:
            codebook(rows)
        assert str(refused.value).startswith(said)


def test_examples_are_read_with_the_row_of_every_fault():
    (one,) = examples([(2, {"text": " Bins ", "code": "bins; parks;bins"})], BOOK)
    assert one == Example("Bins", ("bins", "parks"))
    for cells, said in [({"text": "x", "code": "bin"}, "Row 7 of the examples: “bin” in “code” is not in the codebook. Did you mean “bins”?"),
                        ({"text": "", "code": "bins"}, "Row 7 of the examples has nothing in “text”."),
                        ({"text": "x", "code": " ; "}, "Row 7 of the examples has nothing in “code”.")]:  # fmt: skip
        with pytest.raises(NotACodebook) as refused:
            examples([(7, cells)], BOOK)
        assert str(refused.value) == said
    assert codes_in("a; b ;;a") == ("a", "b")


@pytest.mark.requirement("X-34")
def test_nothing_counts_that_no_person_accepted():
    for nobody in ("", " ", "machine"):
        with pytest.raises(NotAccepted):
            AcceptedCode("R1", "bins", nobody)


@pytest.mark.requirement("L-20")
def test_people_are_counted_once_for_each_theme():
    said = [
        AcceptedCode(who, code, "Isla")
        for who, code in [("R1", "bins"), ("R1", "bins"), ("R2", "bins"), ("R2", "buses")]
    ]
    bins, buses = prevalence(said, 4)
    assert (bins.code, bins.contributors, bins.of, bins.share.value) == ("bins", 2, 4, 0.5)
    assert buses.contributors == 1
    assert isclose(buses.share.value, 0.25)
    assert saturation([frozenset("ab"), frozenset("a"), frozenset("c"), frozenset("a")], every=2) == (2, 1)


def test_near_repeats_are_all_found_short_and_long():
    """Held against comparing every answer with every other: prefix filtering must miss none, at any length."""
    dice = np.random.default_rng(5)
    told = []
    for _ in range(150):
        base = [f"w{n}" for n in dice.choice(90, dice.integers(5, 70), replace=False)]
        told += [base, [w for w in base if dice.random() > 0.1]]
    first, kept = [], []
    for at, one in enumerate(told):
        near = [k for k in kept if len(one) >= 5 and len(set(one) & set(told[k])) >= 0.8 * len(set(one) | set(told[k]))]
        first.append(near[0] if near else at)
        kept += [] if near else [at]
    assert repeats(told) == first
    assert sum(at != same for at, same in enumerate(first)) > 50
