"""Which words of an answer made a suggestion: what each adds to its code, beyond what it adds to the codes on average."""

import numpy as np

from hereabouts.core.voice.traces import LETTERS, WORDS, Traces, lengths
from hereabouts.core.voice.wording import COMMON

SHOWN = 3


def reasons(made: Traces, pull: np.ndarray, chosen: np.ndarray) -> dict[tuple[int, int], tuple[str, ...]]:
    """Give for each (answer, code) that was chosen the words that speak most for it, the strongest first.

    A word speaks as a word and by its letters; its part in pairs is left out, so the words tell most of the sum and not all.
    """
    own = pull - pull.mean(axis=1, keepdims=True)
    as_words = own[: len(made.words)] * np.sqrt(WORDS)
    last = made.of_letters.shape[1]
    behind = made.table.shape[1] - last - made.meant
    by_letters = made.of_letters @ own[behind : behind + last] * np.sqrt(LETTERS)
    rows, codes = np.nonzero(chosen)
    counts = made.counts[rows]
    at = np.repeat(np.arange(len(rows)), np.diff(counts.indptr))
    shortened = 1 / np.maximum(lengths(counts @ made.of_letters), 1e-9)
    speaks = made.of_words[rows].data * as_words[counts.indices, codes[at]]
    speaks += shortened[at] * counts.data * by_letters[counts.indices, codes[at]]
    plain = np.array([word in COMMON for word in made.words], bool)[counts.indices]
    order = np.lexsort((-speaks, plain, at))
    found: dict[tuple[int, int], list[str]] = {}
    for n in order[speaks[order] > 0]:
        words = found.setdefault((int(rows[at[n]]), int(codes[at[n]])), [])
        if len(words) < SHOWN and not (words and plain[n]):
            words.append(made.words[counts.indices[n]])
    return {where: tuple(words) for where, words in found.items()}
