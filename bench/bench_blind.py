"""Blind mode at 100,000 x 100,000: blocking on keyed numbers beside comparing all pairs, what it finds, what it gives away.

Both ways compare the same encoded rows by the same measure with the same numpy; the one compares every pair, the other those
that share a block. All pairs are measured at 10,000 and at 20,000 rows, and said for 100,000 by the exponent between them
(with HEREABOUTS_BENCH_WHOLE=1 they are run in full, which takes minutes).
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np
from run import median

from blind_people import NOISE, lists
from hereabouts.core.families import blind
from hereabouts.engines import blind as comparing
from hereabouts.engines import blind_files

KEY = bytes.fromhex("5b0e92d17fc84a36e19d20b7736af8540cd6e12b98f7435ea1c03d8e64b92f17")
ROWS, SMALL = 100_000, (10_000, 20_000)
AT_ONCE = 200  # rows of the one list against all of the other


def measure() -> dict:
    """Encode two lists, write and read them, compare them in both ways, and weigh what the blocks tell."""
    ours, theirs, truth = lists(ROWS)
    start = time.perf_counter()
    (left, a), (right, b) = _encoded(ours), _encoded(theirs)
    encoding = time.perf_counter() - start
    read = _read_ms(left, a, ours)
    blocked = median(lambda: comparing.alike(a, b), times=3) / 1000
    links = comparing.alike(a, b)
    times = {n: _all_pairs(_first(a, n), _first(b, n)) for n in SMALL}
    exponent = float(np.log(times[SMALL[1]] / times[SMALL[0]]) / np.log(SMALL[1] / SMALL[0]))
    said = times[SMALL[1]] * (ROWS / SMALL[1]) ** 2
    whole = _all_pairs(a, b) if os.environ.get("HEREABOUTS_BENCH_WHOLE") else None
    return {
        "rows": ROWS, "noise": NOISE, "encode_s_per_list": round(encoding / 2, 1), "read_file_ms": read,
        "blocked_s": round(blocked, 2), "pairs_compared": sum(len(x) for x, _ in comparing.candidates(a.blocks, b.blocks)),
        "all_pairs_s": {str(n): round(taken, 2) for n, taken in times.items()}, "exponent": round(exponent, 2),
        "all_pairs_s_at_size_quadratic": round(said, 1), "all_pairs_s_measured": whole and round(whole, 1),
        "times_faster_than_all_pairs": round((whole or said) / blocked, 1),
        "times_faster_with_encoding": round(((whole or said) + encoding) / (blocked + encoding), 1),
        **_found(links, left, right, truth), "noise_curve": _curve(), "privacy": _privacy(a),
    }  # fmt: skip


def _encoded(rows: list[dict]) -> tuple[list[str], blind_files.People]:
    made = [(row["id"], one) for row in rows if (one := blind.encoded(row, KEY))]
    bits = np.frombuffer(b"".join(one.bits for _, one in made), dtype=np.uint64).reshape(-1, blind_files.WORDS)
    blocks = np.array([[-1 if b is None else b for b in one.blocks] for _, one in made], dtype=np.int32)
    return [name for name, _ in made], blind_files.People(rows[0]["agency"], "", bits, blocks)


def _first(people: blind_files.People, n: int) -> blind_files.People:
    return blind_files.People(people.agency, "", people.bits[:n], people.blocks[:n])


def _read_ms(ids: list[str], people: blind_files.People, rows: list[dict]) -> float:
    """Measure reading 20,000 rows back from a file: it is made by the product itself."""
    known = {row["id"]: row for row in rows}
    lines = [blind_files.line(blind.encoded(known[one], KEY)) for one in ids[:20_000]]
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "one.blind"
        blind_files.write(out, people.agency, KEY, lines)
        return median(lambda: blind_files.read(out))


def _all_pairs(a: blind_files.People, b: blind_files.People) -> float:
    """Compare every pair, some rows at a time, keeping those alike; give the seconds."""
    start = time.perf_counter()
    weight_a, weight_b = (np.bitwise_count(one.bits).sum(axis=1, dtype=np.int32) for one in (a, b))
    columns = np.ascontiguousarray(b.bits.T)
    kept = 0
    for first in range(0, len(a.bits), AT_ONCE):
        rows = a.bits[first : first + AT_ONCE]
        both = np.zeros((len(rows), len(b.bits)), dtype=np.uint16)
        for word in range(blind_files.WORDS):
            both += np.bitwise_count(rows[:, word, None] & columns[word])
        near = 2 * both >= comparing.ALIKE * (weight_a[first : first + AT_ONCE, None] + weight_b)
        kept += int(near.sum())
    assert kept
    return time.perf_counter() - start


def _found(links: np.ndarray, left: list[str], right: list[str], truth: set) -> dict:
    """Join greedily, each row once, and hold the pairs against the truth."""
    ours, theirs, found = set(), set(), set()
    for a, b in links[np.lexsort((links[:, 1], links[:, 0], -links[:, 2]))][:, :2].astype(int).tolist():
        if a not in ours and b not in theirs:
            ours.add(a), theirs.add(b), found.add((left[a], right[b]))
    right_ones = len(found & truth)
    precision, recall = right_ones / len(found), right_ones / len(truth)
    told = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {
        **{name: round(one, 4) for name, one in told.items()},
        "overlap_told": len(found),
        "overlap_true": len(truth),
    }


def _curve() -> list[dict]:
    """Turn the noise up, at 10,000 rows."""
    told = []
    for noise in (0.0, NOISE / 2, NOISE, 2 * NOISE, 3 * NOISE):
        ours, theirs, truth = lists(10_000, noise=noise, seed=23)
        (left, a), (right, b) = _encoded(ours), _encoded(theirs)
        told.append({"noise": noise, **_found(comparing.alike(a, b), left, right, truth)})
    return told


def _privacy(people: blind_files.People) -> dict:
    """Say what blocks tell: how many stand alone, how many rows the largest holds; and how often one filter stands twice."""
    told = {}
    for n, name in enumerate(blind.BLOCKS):
        sizes = sorted(Counter(people.blocks[people.blocks[:, n] >= 0, n].tolist()).values())
        told[name] = {
            "blocks": len(sizes), "alone": round(sum(s == 1 for s in sizes) / len(sizes), 4),
            "rows_alone": round(sum(s == 1 for s in sizes) / sum(sizes), 5), "median": sizes[len(sizes) // 2], "largest": sizes[-1],
        }  # fmt: skip
    filters = Counter(row.tobytes() for row in people.bits)
    weights = np.bitwise_count(people.bits).sum(axis=1)
    shares = _columns(people.bits)
    return {
        "by_block": told, "same_filter_twice": round(1 - len(filters) / len(people.bits), 5),
        "bits_set": {"median": int(np.median(weights)), "least": int(weights.min()), "most": int(weights.max())},
        "share_of_rows_that_set_a_position": {"least": round(float(shares.min()), 3), "most": round(float(shares.max()), 3)},
    }  # fmt: skip


def _columns(bits: np.ndarray) -> np.ndarray:
    """Give for each of the 512 positions the share of rows that set it: an attacker's first look."""
    return np.unpackbits(bits.view(np.uint8).reshape(len(bits), -1), axis=1).mean(axis=0)
