"""The hand-coded NHS comments and the made-up consultation, as their issue says which are kept; and many short answers."""

import csv
import json
import os
from pathlib import Path

import numpy as np

DATA = Path(os.environ.get("HEREABOUTS_DATA", Path(__file__).resolve().parents[1] / "../shared/data"))
COMMENTS = DATA / "text_patient_feedback" / "v6framework_230831.csv"
MADE_UP = DATA / "text_consultation_synthetic"
DROPPED, LEAST, LONGER_THAN = ("Not assigned", "Labelling not possible"), 80, 5


def hand_coded(several=False) -> tuple[list[str], list[frozenset[str]], list[str]]:
    """Give comments, their themes, and the themes that are kept: at least 80 mentions in the whole file.

    Comments are longer than 5 characters and have exactly one of the kept themes, or with ``several`` at least one.
    """
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    themes = [c for c in columns[columns.index(DROPPED[0]) :] if c not in DROPPED]
    kept = [c for c in themes if sum(bool(row[c]) for row in rows) >= LEAST]
    told = [
        (row["FFT answer"], frozenset(c for c in kept if row[c]))
        for row in rows
        if len(row["FFT answer"]) > LONGER_THAN
    ]
    told = [(text, codes) for text, codes in told if len(codes) == 1 or (several and codes)]
    return [text for text, _ in told], [codes for _, codes in told], kept


def drawn(coded, themes, n, seed) -> tuple[list[int], list[int]]:
    """Draw ``n`` examples of each theme; give their places, and the places of everything not learned from."""
    dice = np.random.default_rng(seed)
    learned = {
        int(at)
        for theme in themes
        for at in dice.choice([i for i, c in enumerate(coded) if theme in c], n, replace=False)
    }
    return sorted(learned), [i for i in range(len(coded)) if i not in learned]


def consultation() -> tuple[list[str], list[frozenset[str]], list[dict]]:
    """Give the made-up responses, their themes, and the themes with their statements."""
    parts = {path.name.split("part_1__")[-1]: path for path in MADE_UP.glob("*")}
    rows = [json.loads(line) for line in parts["responses.jsonl"].read_text().splitlines()]
    mapped = {m["response_id"]: m["labels"] for m in map(json.loads, parts["mapping.jsonl"].read_text().splitlines())}
    themes = json.loads(parts["themes.json"].read_text())
    return [r["response"] for r in rows], [frozenset(mapped[r["response_id"]]) for r in rows], themes


def many(texts, n, seed=1) -> list[str]:
    """Make ``n`` short answers, all different: the first half of one comment and the second of another."""
    dice = np.random.default_rng(seed)
    halves = [text.split() for text in texts]
    pairs = dice.integers(0, len(texts), (n, 2))
    return [" ".join(halves[a][: len(halves[a]) // 2 + 1] + halves[b][len(halves[b]) // 2 :]) for a, b in pairs]
