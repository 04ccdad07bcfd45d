"""An indicator document says its method, its standard, its breaks; a bad one gets a clear sentence."""

from datetime import date

import pytest

from hereabouts.core.evidence.breaks import Event
from hereabouts.core.evidence.indicators import NotAnIndicator, indicator
from hereabouts.engines import definitions

TEXT = {
    "id": "poor", "label": "Poor", "topic": "T01", "kind": "proportion", "polarity": "high_bad", "unit": "of people", "why": "Money.",
    "author": "Us", "reviewed_on": date(2026, 1, 1), "next_review_on": date(2027, 1, 1),
    "formula": [{"numerator": "a/b/all", "denominator": "a/people/all"}],
}  # fmt: skip
RATE = {"kind": "rate", "per": 1000}
BANDED = {"formula": [{"numerator": "a/deaths", "denominator": "b/people"}], "standard": "esp2013"}


@pytest.mark.requirement("X-03")
@pytest.mark.parametrize(
    ("more", "how", "calculation"),
    [
        ({}, "wilson", "C3 Wilson"),
        (RATE, "byar", "C4 Byar or exact"),
        (RATE | {"pool": 3}, "byar", "C4 Byar or exact, 3 years together"),
        (
            RATE | {"method": "indirectly standardised"},
            "indirectly standardised",
            "C5 observed to expected, Byar or exact",
        ),
        (
            RATE | BANDED | {"method": "directly standardised"},
            "directly standardised",
            "C5 directly standardised, Dobson and Byar",
        ),
        ({"kind": "mean"}, "weighted mean", "C1 weighted mean, no interval"),
    ],
)
def test_a_document_names_its_method_or_takes_the_usual_one(more, how, calculation):
    read = indicator(TEXT | more)
    assert (read.how, read.calculation) == (how, calculation)


def test_breaks_and_events_are_read_with_what_everybody_shares():
    read = indicator(
        TEXT
        | {
            "break": [{"since": "2019/20", "kind": "definition", "reason": "Housing costs are taken off."}],
            "event": [{"on": date(2022, 1, 1), "words": "A new form"}],
        },
        (Event(date(2020, 3, 23), "The pandemic"),),
    )
    assert read.breaks[0].since == date(2019, 4, 1)
    assert [e.words for e in read.events] == ["The pandemic", "A new form"]


@pytest.mark.requirement("D-101")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"why": None}, "does not say its why"),
        ({"formula": None, "unit": None}, "does not say its unit|it needs a formula"),
        ({"formula": []}, "it needs a formula"),
        ({"colour": "red"}, "says “colour”, which is not a word of an indicator"),
        ({"kind": "index"}, "its kind is proportion, rate or mean, not “index”"),
        ({"polarity": "good"}, "its polarity is high_bad, high_good or neutral"),
        ({"method": "byar"}, "a proportion is worked out as wilson, not as “byar”"),
        (RATE | {"method": "directly standardised"}, "that needs one"),
        (RATE | {"standard": "esp2013"}, "a standard belongs to a directly standardised rate"),
        ({"pool": 0}, "pool is 1 or more years"),
        ({"kind": "mean", "pool": 3}, "a mean cannot be pooled"),
        ({"smallest": 0}, "whole numbers from 1 on"),
        ({"formula": [{"numerator": "a/b", "denominator": "a/people/all"}]}, "“a/b” is not dataset/measure/part"),
        ({"formula": [{"numerator": "a/b/c"}]}, "a numerator and a denominator"),
        ({"break": [{"since": 2019, "kind": "definition", "reason": "x"}]}, "A break needs since"),
        ({"break": [{"since": "2019", "kind": "weather", "reason": "x"}]}, "kind .definition, boundary or method"),
        ({"break": [{"since": "2019", "kind": "method"}]}, "a reason in words"),
        ({"event": [{"words": "Floods"}]}, "An event needs on"),
        ({"event": [{"on": date(2020, 1, 1), "words": "Floods", "until": date(2019, 1, 1)}]}, "a later day"),
    ],
)
def test_a_bad_document_gets_a_clear_sentence(change, said):
    text = {key: value for key, value in (TEXT | change).items() if value is not None}
    with pytest.raises(NotAnIndicator, match=said) as told:
        indicator(text)
    assert "“poor”" in str(told.value)


def test_what_ships_holds_together():
    for read in definitions.indicators().values():
        assert not read.standard or read.standard in definitions.standards(), read.id
        assert "The pandemic and its restrictions" in [e.words for e in read.events], read.id
    assert set(definitions.traits()) <= set(definitions.indicators())
