"""What of an answer can be compared with another: its words, its pairs of neighbouring words, the letters of its words.

Rare traces weigh more. The letters make "parking" near "parked" and "recieption" near "reception". They are counted once
for each different word and not for each answer, which keeps 140,000 answers near-linear.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

SHORTEST, LONGEST = 2, 5  # letters of a piece of a word, its beginning and end among them
WORDS, PAIRS, LETTERS, MEANING = 0.2, 0.1, 0.7, 0.8  # what each kind of trace weighs beside the others


@dataclass(frozen=True)
class Traces:
    """Answers by their traces: a row for each answer, of length 1 within a kind.

    ``table`` holds all kinds side by side, the words first and the letters behind the pairs. ``of_words`` and
    ``of_letters`` (a row for each word) tell a word's own part.
    """

    words: tuple[str, ...]
    table: sparse.csr_matrix
    counts: sparse.csr_matrix
    of_words: sparse.csr_matrix
    of_letters: sparse.csr_matrix
    meant: int = 0  # columns of meaning, the last ones


def traces(told: Sequence[Sequence[str]], vectors: np.ndarray | None = None) -> Traces:
    """Take the traces of all answers that are to be compared: how rare a trace is depends on all of them.

    ``vectors`` are one row of numbers for each answer from whoever reads meaning (the embeddings extra), if anybody does.
    """
    known: dict[str, int] = {}
    ids = np.fromiter((known.setdefault(w, len(known)) for one in told for w in one), np.int64)
    rows = np.repeat(np.arange(len(told)), [len(one) for one in told])
    counts = _counted(rows, ids, len(told), len(known))
    pieces = _letters(tuple(known))
    letters = (counts @ pieces).tocsr()
    of_letters = (pieces @ sparse.diags(rarity(letters))).tocsr()
    of_words = weighed(counts)
    kinds = [
        of_words * np.sqrt(WORDS),
        weighed(_pairs(rows, ids, len(told))) * np.sqrt(PAIRS),
        weighed(letters) * np.sqrt(LETTERS),
    ]
    if vectors is not None:
        kinds.append(sparse.csr_matrix(vectors / np.linalg.norm(vectors, axis=1, keepdims=True) * np.sqrt(MEANING)))
    return Traces(
        tuple(known),
        sparse.hstack(kinds).tocsr(),
        counts,
        of_words,
        of_letters,
        0 if vectors is None else vectors.shape[1],
    )


def rarity(counts: sparse.csr_matrix) -> np.ndarray:
    """Say how rare each column is: the logarithm of all answers over those that have it (inverse document frequency)."""
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + having)) + 1)


def weighed(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Weigh counts: the logarithm of how often, times how rare, each row of length 1."""
    made = counts.copy()
    made.data = (1 + np.log(made.data)) * rarity(counts)[made.indices]
    return (sparse.diags(1 / lengths(made)) @ made).tocsr()


def lengths(table: sparse.csr_matrix) -> np.ndarray:
    """Give the length of each row, and 1 for an empty one, which stays empty when it is divided by that."""
    squares = np.bincount(np.repeat(np.arange(table.shape[0]), np.diff(table.indptr)), table.data**2, table.shape[0])
    return np.asarray(np.sqrt(np.where(squares > 0, squares, 1)))


def _pairs(rows: np.ndarray, ids: np.ndarray, height: int) -> sparse.csr_matrix:
    """Count pairs of neighbouring words within an answer."""
    inside = rows[:-1] == rows[1:]
    kinds, at = np.unique(ids[:-1][inside] * (ids.max(initial=0) + 1) + ids[1:][inside], return_inverse=True)
    return _counted(rows[:-1][inside], at, height, len(kinds))


def _letters(words: Sequence[str]) -> sparse.csr_matrix:
    known: dict[str, int] = {}
    pieces = [_pieces(word) for word in words]
    ids = np.fromiter((known.setdefault(p, len(known)) for one in pieces for p in one), np.int64)
    return _counted(np.repeat(np.arange(len(words)), [len(one) for one in pieces]), ids, len(words), len(known))


def _pieces(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[i : i + n] for n in range(SHORTEST, LONGEST + 1) for i in range(len(edged) - n + 1)]


def _counted(rows: np.ndarray, columns: np.ndarray, height: int, width: int) -> sparse.csr_matrix:
    made = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(height, width))
    made.sum_duplicates()
    return made
