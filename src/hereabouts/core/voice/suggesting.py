"""Suggests codes for answers, from what a codebook says and what people accepted, and says which words made it.

No cloud, no download, no dice. The answers to be coded are themselves read first: how rare a word is and how common a code
is follow from them. A suggestion is never a coding: what counts is what a person accepts (`prevalence.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from hereabouts.core.voice.codebook import Code, Example
from hereabouts.core.voice.commonness import common, of_nothing
from hereabouts.core.voice.learning import Learned, learn, scores
from hereabouts.core.voice.traces import traces
from hereabouts.core.voice.why import reasons
from hereabouts.core.voice.wording import repeats, says_nothing, words

STATEMENT = 2  # a code's statement is worth two examples: it is about nothing else
LEAST = 2.5  # times what chance would give; below, nothing is suggested
EVEN = 2  # beside the accepted examples of each code that say nothing
SPOKEN = 0.02  # how far the words must speak for one code over another
NOTHING, UNSURE, STRANGE = "says nothing", "not sure enough", "none of its words are known"


@dataclass(frozen=True)
class Suggestion:
    """One code, its score between 0 and 1, and the words that made it."""

    code: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What is suggested for one answer. ``apart`` if it says nothing, ``same_as`` the place of the first that says the same.

    ``because`` tells why nothing is suggested.
    """

    suggested: tuple[Suggestion, ...]
    apart: str = ""
    same_as: int | None = None
    because: str = ""


def suggest(
    told: Sequence[str], book: Sequence[Code], accepted: Sequence[Example] = (), *, multi: bool = False,
    vectors: np.ndarray | None = None,
) -> tuple[Answer, ...]:  # fmt: skip
    """Suggest for each answer its likeliest code, or with ``multi`` every code that is likely enough; or none, and why.

    ``vectors`` has a row for each answer, then each example, then each code's statement.
    """
    texts = [*told, *(one.words for one in accepted), *(code.statement for code in book)]
    read = [words(text) for text in texts]
    silent = np.array([says_nothing(text) for text in texts], bool)
    silent[len(told) + len(accepted) :] = False  # a code may be called "None of these"
    first = repeats(read[: len(told)])
    made = traces(read, vectors)
    truth = _codes(accepted, book)
    learned = _learned(made.table[len(told) :], truth, ~silent[len(told) :], len(accepted))
    mute = silent[: len(told)]
    new = (np.array(first, int) == np.arange(len(told))) & ~mute
    sums = learned.sums(made.table[: len(told)])
    frequent = common(sums[new], learned.sharpness, truth[: len(accepted)].sum(axis=0))
    found = scores(sums, learned.sharpness, frequent)
    chosen = _chosen(found, sums, learned, multi)
    chosen[mute] = False
    nothing = of_nothing(
        frequent, _saying_nothing(truth[: len(accepted)], silent[len(told) : len(told) + len(accepted)])
    )
    if nothing is not None:
        found[mute] = nothing
        chosen[mute, int(nothing.argmax())] = True
    why = reasons(made, learned.pull, chosen)
    strange = np.ptp(sums, axis=1) < SPOKEN
    return tuple(
        Answer(
            _suggestions(at, found[at], chosen[at], book, why),
            NOTHING if mute[at] else "",
            first[at] if first[at] != at else None,
            "" if chosen[at].any() else NOTHING if mute[at] else STRANGE if strange[at] else UNSURE,
        )
        for at in range(len(told))
    )


def _learned(table: sparse.csr_matrix, truth: np.ndarray, speaks: np.ndarray, examples: int) -> Learned:
    """Learn from the examples that say something, and from each statement as often as it is worth."""
    teaching = np.flatnonzero(speaks)
    statements = teaching[teaching >= examples]
    rows = np.r_[teaching, np.repeat(statements, STATEMENT - 1)]
    return learn(table[rows], truth[rows], rows < examples)


def _suggestions(
    at: int, found: np.ndarray, chosen: np.ndarray, book: Sequence[Code], why: Mapping[tuple[int, int], tuple[str, ...]]
) -> tuple[Suggestion, ...]:
    codes = sorted((int(k) for k in np.flatnonzero(chosen)), key=lambda k: -found[k])
    return tuple(Suggestion(book[k].code, round(float(found[k]), 3), why.get((at, k), ())) for k in codes)


def _chosen(found: np.ndarray, sums: np.ndarray, learned: Learned, multi: bool) -> np.ndarray:
    """Choose the likeliest code where it is likely enough; with ``multi`` every code from the learned level on."""
    spoken = np.ptp(sums, axis=1, keepdims=True) >= SPOKEN
    if multi:
        return np.asarray((found >= learned.level) & spoken)
    best = np.zeros(found.shape, bool)
    best[np.arange(len(found)), found.argmax(axis=1)] = True
    return np.asarray(best & (found >= min(LEAST / found.shape[1], 0.5)) & spoken)


def _codes(accepted: Sequence[Example], book: Sequence[Code]) -> np.ndarray:
    """Give a row for each example and each statement, a column for each code."""
    at = {one.code: k for k, one in enumerate(book)}
    made = np.zeros((len(accepted) + len(book), len(book)))
    for row, one in enumerate(accepted):
        made[row, [at[code] for code in one.codes]] = 1
    made[len(accepted) + np.arange(len(book)), np.arange(len(book))] = 1
    return made


def _saying_nothing(truth: np.ndarray, silent: np.ndarray) -> np.ndarray:
    """Give the share of each code's examples that say nothing, some beside each so that few do not weigh as many."""
    such = truth[silent].sum(axis=0)
    return np.asarray(np.where(such > 0, (such + EVEN) / (truth.sum(axis=0) + 2 * EVEN), 0))
