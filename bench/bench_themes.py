"""Suggesting codes for hand-coded comments, beside the usual ways, in one run: what is learned from 5, 10 and 20 examples.

Means of five draws (seeds 0 to 4; the settings were chosen on draws with seeds from 1000 on); tested on everything that
was not learned from. An answer for which ours suggests nothing counts as wrong. The usual ways need scikit-learn, which
comes with esda in the dev extra; sentence vectors need the embeddings extra. What is absent is told and not run.
"""

import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np
from comments import consultation, drawn, hand_coded, many
from run import median

from hereabouts.core.voice.codebook import Code, Example
from hereabouts.core.voice.proposing import propose
from hereabouts.core.voice.quality import quality
from hereabouts.core.voice.suggesting import suggest
from hereabouts.engines.meaning import NoEmbeddings, vectors_of

SEEDS, SIZES = range(5), (5, 10, 20)


def measure() -> dict:
    """Give accuracy and F1 of each way in percent, the multi-label task, no examples at all, and how long it takes."""
    warnings.simplefilter("ignore")
    texts, coded, themes = hand_coded()
    vectors = _vectors(texts + themes)
    ways = usual(texts, vectors) | {"ours": None} | ({} if vectors is None else {"ours_embeddings": None})
    told = {"comments": len(texts), "themes": len(themes), "smallest": min(sum(t in c for c in coded) for t in themes)}
    for n in SIZES:
        told[f"examples_{n}"] = {}
        for name, way in ways.items():
            found = []
            for seed in SEEDS:
                learned, rest = drawn(coded, themes, n, seed)
                read = vectors if name == "ours_embeddings" else None
                said = way(learned, rest, coded) if way else ours(texts, coded, themes, learned, rest, vectors=read)
                found.append(_figures([coded[i] for i in rest], said, themes))
            told[f"examples_{n}"][name] = _mean(found)
    told["embeddings"] = "measured" if vectors is not None else "not run: the extra is not installed"
    return told | {"multi": multi(), "no_examples": from_statements()} | speed(texts, coded, themes)


def ours(texts, coded, themes, learned, rest, *, several=False, vectors=None) -> list[frozenset[str]]:
    """Suggest by the product's own way; a code is the theme's name, which is all its codebook says."""
    book = [Code(theme, theme, theme) for theme in themes]
    examples = [Example(texts[i], tuple(sorted(coded[i]))) for i in learned]
    read = None if vectors is None else vectors[[*rest, *learned, *range(len(texts), len(texts) + len(themes))]]
    found = suggest([texts[i] for i in rest], book, examples, multi=several, vectors=read)
    return [frozenset(s.code for s in one.suggested) for one in found]


def usual(texts, vectors) -> dict:
    """Give the usual ways: TF-IDF with the nearest centroid or logistic regression, letters too, sentence vectors."""
    try:
        from scipy import sparse
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.neighbors import NearestCentroid
    except ModuleNotFoundError:
        return {}
    words = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5)).fit_transform(texts)
    both = sparse.hstack([TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)).fit_transform(texts), letters]).tocsr()

    def way(model, table):
        def said(learned, rest, coded):
            names = [next(iter(coded[i])) for i in learned]
            return [frozenset([code]) for code in model().fit(table[learned], names).predict(table[rest])]

        return said

    regression = lambda: LogisticRegression(C=10, max_iter=300)  # noqa: E731 - a name for the table below
    made = {
        "tfidf_centroid": way(NearestCentroid, words),
        "tfidf_logistic": way(regression, words),
        "words_letters_logistic": way(regression, both),
    }
    return made | ({} if vectors is None else {"minilm_logistic": way(regression, vectors)})


def multi() -> dict:
    """Let an answer have several codes: 5,564 comments with at least one kept theme, 10 examples of each."""
    texts, coded, themes = hand_coded(several=True)
    found = []
    for seed in SEEDS:
        learned, rest = drawn(coded, themes, 10, seed)
        found.append(
            _figures([coded[i] for i in rest], ours(texts, coded, themes, learned, rest, several=True), themes)
        )
    return {"comments": len(texts)} | _mean(found)


def from_statements() -> dict:
    """Suggest for the made-up consultation from the themes' statements alone, in one run: nothing is drawn."""
    texts, coded, themes = consultation()
    book = [Code(t["topic_id"], t["topic_label"], t["topic"]) for t in themes]
    told = {}
    for name, several in (("one_code", False), ("several_codes", True)):
        said = [frozenset(s.code for s in one.suggested) for one in suggest(texts, book, multi=several)]
        held = quality(coded, said, np.random.default_rng(0))
        told[name] = {
            "precision": round(100 * held.micro.precision, 1), "recall": round(100 * held.micro.recall, 1),
            "micro_f1": round(100 * held.micro.f1.value, 1),
            "likely": [round(100 * held.micro.f1.lo, 1), round(100 * held.micro.f1.hi, 1)],
            "macro_f1": round(100 * held.macro.f1.value, 1), "no_suggestion": held.nothing_suggested,
        }  # fmt: skip
    return {"responses": len(texts)} | told


def speed(texts, coded, themes) -> dict:
    """Time suggestions and proposals for 14,000 short answers, medians of 5, and suggestions for ten times as many."""
    learned, _ = drawn(coded, themes, 10, 0)
    book = [Code(theme, theme, theme) for theme in themes]
    examples = [Example(texts[i], tuple(coded[i])) for i in learned]
    few, lots = many(texts, 14_000), many(texts, 140_000)
    told = {
        "suggest_14000_ms": median(lambda: suggest(few, book, examples)),
        "propose_14000_ms": median(lambda: propose(few, np.random.default_rng(1)), 1),
        "suggest_140000_ms": median(lambda: suggest(lots, book, examples), 1),
    }
    told["times_as_long_for_ten_times_as_many"] = round(told["suggest_140000_ms"] / told["suggest_14000_ms"], 1)
    start = time.perf_counter()
    try:
        read = vectors_of([*few, *(one.words for one in examples), *(code.statement for code in book)])
    except NoEmbeddings:
        return told
    suggest(few, book, examples, vectors=read)
    return told | {"suggest_14000_embeddings_s": round(time.perf_counter() - start, 1)}


def _vectors(texts):
    try:
        return vectors_of(texts)
    except NoEmbeddings:
        return None


def _figures(truth, said, themes) -> tuple[float, float, float]:
    both = np.array([sum(c in t and c in s for t, s in zip(truth, said, strict=True)) for c in themes])
    either = np.array([sum((c in t) + (c in s) for t, s in zip(truth, said, strict=True)) for c in themes])
    exact = sum(t == s for t, s in zip(truth, said, strict=True)) / len(truth)
    return exact, float((2 * both / np.maximum(either, 1)).mean()), 2 * both.sum() / either.sum()


def _mean(found) -> dict:
    exact, macro, micro = (float(np.mean([one[n] for one in found])) for n in range(3))
    lowest = min(one[0] for one in found)
    told = {"accuracy": exact, "macro_f1": macro, "micro_f1": micro, "lowest_accuracy": lowest}
    return {name: round(100 * share, 1) for name, share in told.items()}
