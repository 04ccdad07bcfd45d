"""Opinion groups of 2,000 voters and 900 statements, reading the file as well; medians of 5. The aim: under 3 s.

On Bowling Green, where the published files are at hand, also how well the published groups are found again, beside plain
PCA and Polis's own correction for few votes, and how well each way foretells votes it was not shown.
"""

import csv
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np
from run import median

from hereabouts.core.voice.opinions import opinions
from hereabouts.core.voice.opinions_grouping import adjusted_rand, grouped, nearest
from hereabouts.core.voice.opinions_model import fitted, numbers, standing
from hereabouts.core.voice.votes import AGREE, DISAGREE, NONE, PASS
from hereabouts.engines.votes import read_votes

VOTERS, STATEMENTS = 2_000, 900
PUBLISHED = "polis_american-assembly.bowling-green/participants-votes.csv"
HIDDEN = 0.1  # of the votes, to be foretold
WEIGHT = 5  # votes that the whole conversation's share counts for in a group's


def measure() -> dict:
    """Time reading and grouping; on the published conversation measure three ways side by side."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.csv"
        _made(path)
        votes = read_votes(path)
        told = {
            "voters": VOTERS, "statements": STATEMENTS, "votes": votes.count,
            "read_ms": median(lambda: read_votes(path)),
            "groups_ms": median(lambda: opinions(votes, np.random.default_rng(1))),
            "both_ms": median(lambda: opinions(read_votes(path), np.random.default_rng(1))),
        }  # fmt: skip
    data = os.environ.get("HEREABOUTS_DATA", Path(__file__).resolve().parents[1] / "../shared/data")
    published = Path(data) / PUBLISHED
    return told | ({"bowling_green": beside(published)} if published.exists() else {})


def _made(path: Path) -> None:
    """Write a conversation of two camps, in which most people vote on few statements, as everywhere."""
    dice = np.random.default_rng(1)
    lean = dice.normal(0, 1, (STATEMENTS, 2)) @ dice.normal(0, 1, (2, VOTERS)) + dice.normal(0, 1, (STATEMENTS, 1))
    lean = lean.T + 1.5 * np.sign(dice.normal(size=(VOTERS, 1))) * dice.choice((-1, 0, 1), STATEMENTS)
    said = np.where(np.abs(lean + dice.normal(0, 1, lean.shape)) < 0.3, "0", np.where(lean > 0, "1", "-1"))
    seen = dice.random(lean.shape) < np.minimum(0.9, dice.exponential(0.13, (VOTERS, 1)))
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["participant", "group-id", *range(STATEMENTS)])
        writer.writerows([n, "", *row] for n, row in enumerate(np.where(seen, said, "")))


def beside(path: Path) -> dict:
    """Compare plain PCA, Polis's correction and ours, all with two groups, on the voters that we count."""
    votes = read_votes(path)
    with path.open(newline="") as file:
        published = {row["participant"]: row["group-id"] for row in csv.DictReader(file) if row["group-id"]}
    cast = votes.cast[(votes.cast != NONE).sum(axis=1) >= 7]
    who = [v for v, row in zip(votes.voters, votes.cast, strict=True) if (row != NONE).sum() >= 7]
    theirs = np.array([published.get(v, "") for v in who])
    shown = np.where(np.random.default_rng(5).random(cast.shape) < HIDDEN, NONE, cast)
    found = opinions(votes, np.random.default_rng(1))
    named = {m: g.name for g in found.groups or () for m in g.members}
    ids = [v for v in published if v in named]
    figures = {
        "voters": len(votes.voters), "votes": votes.count, "statements": len(votes.statements),
        "groups": len(found.groups or ()),
        "adjusted_rand": adjusted_rand(np.array([published[v] for v in ids]), np.array([named[v] for v in ids])),
        "compared": len(ids), "stability": found.found.stability if found.found else None,
    }  # fmt: skip
    for name, way in WAYS.items():
        own, blind = _two(way, cast), _two(way, shown)
        figures[name] = {
            "adjusted_rand": adjusted_rand(theirs[theirs != ""], own[theirs != ""]),
            "hidden_votes_log_loss": _foretold(shown, np.where(shown == NONE, cast, NONE), blind),
        }
    figures["no_groups"] = {"hidden_votes_log_loss": _foretold(shown, np.where(shown == NONE, cast, NONE), 0 * blind)}
    return figures


def _two(way, cast: np.ndarray) -> np.ndarray:
    stands = way(cast, np.random.default_rng(1))
    return nearest(stands, grouped(stands, 2, np.random.default_rng(1)))


def _pca(cast: np.ndarray, _rng) -> np.ndarray:
    told = numbers(cast)
    off = (told.said - told.said.sum(axis=0) / np.maximum(told.there.sum(axis=0), 1)) * told.there
    return off @ np.linalg.eigh(off.T @ off)[1][:, -2:]


def _polis(cast: np.ndarray, rng) -> np.ndarray:
    return _pca(cast, rng) * np.sqrt(cast.shape[1] / np.maximum((cast != NONE).sum(axis=1, keepdims=True), 1))


def _ours(cast: np.ndarray, rng) -> np.ndarray:
    told = numbers(cast)
    return standing(told, fitted(told, rng))


WAYS = {"plain_pca": _pca, "polis": _polis, "ours": _ours}


def _foretold(shown: np.ndarray, hidden: np.ndarray, own: np.ndarray) -> float:
    """Give the mean log loss of the hidden votes, foretold by the shares of the voter's group; lower is better."""
    member = np.eye(own.max() + 1)[own].T
    loss, votes = 0.0, member @ (shown != NONE)
    for vote in (AGREE, PASS, DISAGREE):
        base = ((shown == vote).sum(axis=0) + 1) / ((shown != NONE).sum(axis=0) + 3)
        share = (member @ (shown == vote) + WEIGHT * base) / (votes + WEIGHT)
        loss -= float((np.log(share)[own] * (hidden == vote)).sum())
    return loss / int((hidden != NONE).sum())
