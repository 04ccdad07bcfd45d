"""Suggestions on the hand-coded NHS comments and the made-up consultation: the figures reached, with a small margin."""

import sys

import numpy as np
import pytest

from hereabouts.core.voice.codebook import Code
from hereabouts.core.voice.quality import quality
from hereabouts.core.voice.suggesting import suggest
from tests.environment import ROOT

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture(autouse=True)
def on_real_data():
    """The evidence file of this folder is not needed here."""


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(ROOT / "bench"))
    import bench_themes

    yield bench_themes
    sys.path.remove(str(ROOT / "bench"))


def test_the_comments_kept_are_those_of_the_issue(bench):
    texts, coded, themes = bench.hand_coded()
    assert (len(texts), len(themes), min(sum(t in c for c in coded) for t in themes)) == (4109, 19, 41)


def figures(bench, n, *, several=False):
    texts, coded, themes = bench.hand_coded(several=several)
    found = []
    for seed in range(5):
        learned, rest = bench.drawn(coded, themes, n, seed)
        assert len(learned) + len(rest) == len(texts)
        assert not set(learned) & set(rest)
        said = bench.ours(texts, coded, themes, learned, rest, several=several)
        found.append(bench._figures([coded[i] for i in rest], said, themes))
    return np.mean(found, axis=0)


@pytest.mark.requirement("X-34")
@pytest.mark.parametrize(("n", "accuracy", "macro_f1"), [(5, 0.40, 0.30), (10, 0.50, 0.375), (20, 0.60, 0.425)])
def test_learning_from_a_few_accepted_examples(bench, n, accuracy, macro_f1):
    right, macro, _ = figures(bench, n)
    assert (right > accuracy, macro > macro_f1) == (True, True), (right, macro)


def test_several_codes_to_an_answer(bench):
    _, macro, micro = figures(bench, 10, several=True)
    assert (micro > 0.44, macro > 0.29) == (True, True), (micro, macro)


def test_from_statements_alone(bench):
    texts, coded, themes = bench.consultation()
    assert len(texts) == 100
    book = [Code(t["topic_id"], t["topic_label"], t["topic"]) for t in themes]
    said = [frozenset(s.code for s in one.suggested) for one in suggest(texts, book, multi=True)]
    held = quality(coded, said, np.random.default_rng(0))
    assert held.micro.f1.value > 0.37
    assert held.micro.precision > 0.43
