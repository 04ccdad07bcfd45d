"""Proposes a codebook where there is none: words that go together (TF-IDF and non-negative matrix factors), and how surely.

A theme that one half of the answers shows and the other does not is left out, and told. A person names, joins and drops
themes; the words and quotes are there for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from hereabouts.core.sentences import listed
from hereabouts.core.voice.factors import factors
from hereabouts.core.voice.traces import weighed
from hereabouts.core.voice.wording import COMMON, repeats, says_nothing, words

SPLITS = 5
STABLE = 0.5  # how alike (cosine) a theme is found in two halves of the answers, on average
FEWEST = 3  # answers that must have a word, and answers that must speak of a theme
QUOTES = 3
SHORT, LONG = 20, 300  # letters of a quote that can be read


@dataclass(frozen=True)
class Proposed:
    """One theme: a label and a statement of its words, the answers that speak of it most, some verbatim, how stable it is."""

    label: str
    statement: str
    words: tuple[str, ...]
    size: int
    share: float
    stability: float
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The themes, the largest first; for each answer the place of its theme; what was left out, and what said nothing."""

    themes: tuple[Proposed, ...]
    of: tuple[int | None, ...]
    left_out: tuple[str, ...]
    says_nothing: int
    in_none: int


def propose(told: Sequence[str], dice: np.random.Generator, *, most: int = 0) -> Proposal:
    """Propose themes for answers; ``most`` at most, otherwise as many as the number of answers can bear (2 to 20)."""
    silent = [says_nothing(text) for text in told]
    read = [[w for w in words(text) if w not in COMMON and not w.isdigit()] for text in told]
    first = repeats([words(text) for text in told])
    different = np.array([at for at, same in enumerate(first) if at == same and not silent[at] and read[at]], int)
    table, vocabulary = _table([read[at] for at in different])
    k = min(most or int(np.clip(np.sqrt(len(different)) / 3, 2, 20)), min(table.shape) - 1)
    if k < 1:
        return Proposal((), (None,) * len(told), (), sum(silent), len(told) - sum(silent))
    belong, themes = factors(table, k)
    stability = _stability(table, themes, dice)
    mine = _mine(belong, themes)
    top = [_top(theme, vocabulary) for theme in themes]
    of = {int(at): int(theme) for at, theme in zip(different, mine, strict=True) if theme >= 0}
    of_all = [of.get(same) if not silent[at] else None for at, same in enumerate(first)]
    sizes = np.bincount([theme for theme in of_all if theme is not None], minlength=k)
    kept = [t for t in np.argsort(-sizes, kind="stable") if stability[t] >= STABLE and sizes[t] >= FEWEST]
    place = {int(t): n for n, t in enumerate(kept)}
    said = len(told) - sum(silent)
    found = tuple(
        Proposed(
            listed(top[t][:3]).capitalize(), f"Answers that speak of {listed(top[t])}.", tuple(top[t]), int(sizes[t]),
            round(float(sizes[t] / said), 4), round(float(stability[t]), 2), _quotes(told, different, belong[:, t], mine == t),
        )
        for t in kept
    )  # fmt: skip
    placed = tuple(None if theme is None else place.get(theme) for theme in of_all)
    return Proposal(
        found, placed, tuple(listed(top[t][:3]) for t in range(k) if t not in place), sum(silent),
        sum(theme is None for theme in placed) - sum(silent),
    )  # fmt: skip


def _top(theme: np.ndarray, vocabulary: Sequence[str]) -> list[str]:
    """Give the words of a theme, the strongest first: up to six that weigh at least a fifth of the first."""
    return [vocabulary[w] for w in np.argsort(-theme, kind="stable")[:6] if theme[w] > theme.max() / 5]


def _table(read: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    having: dict[str, int] = {}
    for one in read:
        for word in set(one):
            having[word] = having.get(word, 0) + 1
    vocabulary = sorted(word for word, n in having.items() if n >= FEWEST)
    at = {word: n for n, word in enumerate(vocabulary)}
    rows, columns = np.array([(n, at[w]) for n, one in enumerate(read) for w in one if w in at], int).reshape(-1, 2).T
    counts = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(read), len(vocabulary)))
    counts.sum_duplicates()
    return weighed(counts), vocabulary


def _stability(table: sparse.csr_matrix, themes: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Give how alike each theme is found in two halves that share no answer: the mean over random ways to halve them."""
    found = np.zeros(len(themes))
    for _ in range(SPLITS):
        order = dice.permutation(table.shape[0])
        sides = [_nearest(themes, table[np.sort(half)]) for half in np.array_split(order, 2)]
        found += (sides[0] * sides[1]).sum(axis=1) / SPLITS
    return found


def _nearest(themes: np.ndarray, half: sparse.csr_matrix) -> np.ndarray:
    """Give, for each theme, the nearest that half of the answers gives, with length 1."""
    again = _long(factors(half, len(themes))[1])
    return np.asarray(again[(_long(themes) @ again.T).argmax(axis=1)])


def _long(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))


def _mine(belong: np.ndarray, themes: np.ndarray) -> np.ndarray:
    """Give each answer's strongest theme, or -1 where none stands out: less than a third of all that it has of any."""
    parts = belong * np.linalg.norm(themes, axis=1)
    best, whole = parts.argmax(axis=1), parts.sum(axis=1)
    clear = (whole > 0) & (parts.max(axis=1) * 3 >= whole)
    return np.asarray(np.where(clear, best, -1))


def _quotes(told: Sequence[str], different: np.ndarray, belong: np.ndarray, theirs: np.ndarray) -> tuple[str, ...]:
    order = [int(different[n]) for n in np.argsort(-belong, kind="stable") if theirs[n]]
    readable = [at for at in order if SHORT <= len(told[at].strip()) <= LONG]
    return tuple(told[at].strip() for at in (readable or order)[:QUOTES])
