"""How alike the words of actions are: TF-IDF over runs of letters inside words, so that "advice" and "advisers" meet (C16)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from scipy import sparse

FEATURES = 1 << 20
SHORTEST, LONGEST = 3, 4  # letters in a run; a word of its own stands with its ends marked
EMPTY = frozenset(
    "a an and are as at be by for from in into is it of on or our that the their them this to we will with".split()  # noqa: SIM905 - a list of words reads best as words
)


def words(text: str) -> list[str]:
    """Give the words of a text in small letters without accents, those that say nothing left out."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in EMPTY]


@lru_cache(maxsize=200_000)
def _runs(word: str) -> np.ndarray:
    marked = f"<{word}>"
    runs = {marked[i : i + n] for n in range(SHORTEST, LONGEST + 1) for i in range(max(1, len(marked) - n + 1))}
    return np.array(sorted(crc32(run.encode()) % FEATURES for run in runs), np.int32)


def counted(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Count the runs of letters of each text (its words): texts x FEATURES."""
    rows = [np.concatenate([_runs(word) for word in text]) if text else np.empty(0, np.int32) for text in texts]
    ends = np.cumsum([0, *map(len, rows)])
    of = np.concatenate(rows) if rows else np.empty(0, np.int32)
    table = sparse.csr_matrix((np.ones(len(of), np.float32), of, ends), shape=(len(texts), FEATURES))
    table.sum_duplicates()
    return table


def rarity(table: sparse.csr_matrix) -> np.ndarray:
    """Give how much each run tells: the fewer texts have it, the more (smoothed inverse document frequency)."""
    having = np.bincount(table.indices, minlength=FEATURES)
    told: np.ndarray = np.log((1 + table.shape[0]) / (1 + having)) + 1
    return told.astype(np.float32)


def weighed(table: sparse.csr_matrix, tells: np.ndarray) -> sparse.csr_matrix:
    """Weigh counts by rarity and give each text length 1, so that a product of two rows is their cosine."""
    table = sparse.csr_matrix(table, copy=True)
    table.data = (1 + np.log(table.data)) * tells[table.indices]
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table.data /= np.repeat(np.where(norms > 0, norms, 1).astype(np.float32), np.diff(table.indptr))
    return table


def cosines(table: sparse.csr_matrix, a: np.ndarray, b: np.ndarray, *, at_once: int = 100_000) -> np.ndarray:
    """Give the cosine of each pair of rows (0 to 1), some at a time so that memory stays bounded."""
    parts = [
        np.asarray(table[a[i : i + at_once]].multiply(table[b[i : i + at_once]]).sum(axis=1)).ravel()
        for i in range(0, len(a), at_once)
    ]
    told: np.ndarray = np.concatenate(parts) if parts else np.empty(0)
    return told.clip(0, 1)
