"""A day's change gives exactly what a full run gives, over random days with deletions and decisions taken back (promise 77).

Short by default; ``HEREABOUTS_PROMISES=full`` runs 200 sequences and keeps the figures in bench/results.
"""

import csv
import json
import os
import random
import time

import numpy as np
import pytest

from hereabouts.core.families.decisions import Decision
from hereabouts.engines import linkage, linkage_files, linkage_rows, linkage_since, linkage_state
from tests.environment import ROOT
from tests.unit.test_linkage import caseloads

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
SEQUENCES = 200 if FULL else 4
DAYS = 4
KEPT = ROOT / "bench" / "results" / "promises_incremental.json"
COLUMNS = ("id", "agency", "first_name", "surname", "dob", "sex", "postcode", "address", "phone", "protected")


@pytest.fixture(scope="module")
def model():
    return linkage.train(caseloads()[0])


def sheet(path, rows, change=None):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS, *(["change"] if change else [])], extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows({**row, **({"change": change(row)} if change else {})} for row in rows)
    return path


def full(folder, rows, model, decisions, state=None):
    """Match everything at once; give the two files as they are written, and keep a state where asked to."""
    with linkage.database() as connection:
        linkage_files.read(connection, [sheet(folder / "all.csv", rows)])
        linkage_rows.make_comparable(connection)
        linkage.link(connection, model, decisions)
        linkage.told_links(connection)
        linkage_files.write_links(connection, folder / "full-links.csv")
        linkage.grouped(connection, model.cluster_at)
        linkage_files.write_clusters(connection, folder / "full-clusters.csv")
        if state:
            linkage_state.keep(connection, model, decisions, state)
    return (folder / "full-links.csv").read_text(), (folder / "full-clusters.csv").read_text()


def day(dice, rows, spare, decisions):
    """Make one day: records that come, change and go, in any order, and what people decided."""
    kept = {row["id"]: row for row in rows}
    gone = dice.sample(sorted(kept), 6)
    changed = [{**kept[one], **_slip(dice, kept)} for one in dice.sample(sorted(set(kept) - set(gone)), 8)]
    new = [spare.pop() for _ in range(6) if spare]
    told = []
    for _ in range(4):
        a, b = dice.sample(sorted(kept), 2)
        if decisions and dice.random() < 0.5:
            a, b = dice.choice([(d.id_a, d.id_b) for d in decisions])
        told.append(
            Decision(
                a, b, dice.choice(["same", "different", "withdrawn"]), "A. Worker", f"2026-11-{10 + dice.randrange(15)}"
            )
        )
    delta = [
        *({"id": one, "change": "delete"} for one in gone),
        *({**row, "change": "upsert"} for row in [*changed, *new]),
    ]
    dice.shuffle(delta)
    after = {one: row for one, row in kept.items() if one not in gone} | {row["id"]: row for row in [*changed, *new]}
    return delta, [after[one] for one in sorted(after)], told


def _slip(dice, kept):
    """Change a record: into somebody else's neighbour, by a slip, or by becoming protected."""
    other = kept[dice.choice(sorted(kept))]
    return dice.choice([
        {"surname": other["surname"]}, {"address": other["address"], "postcode": other["postcode"]}, {"phone": other["phone"]},
        {"first_name": other["first_name"], "surname": other["surname"], "dob": other["dob"], "phone": other["phone"]},
        {"protected": "yes"}, {"dob": ""}, {"first_name": other["first_name"]}, {"agency": other["agency"]},
    ])  # fmt: skip


def sequence(folder, model, seed, *, days=DAYS):
    """Run some days on a kept state; give whether each day's files equal those of a full run, and how many links there were."""
    dice = random.Random(seed)
    rows = caseloads(n=90, seed=seed)[0]
    dice.shuffle(rows)
    rows, spare = rows[:-30], rows[-30:]
    decisions: list[Decision] = []
    full(folder, rows, model, decisions, folder / "state")
    equal, links = [], 0
    for number in range(days):
        delta, rows, told = day(dice, rows, spare, decisions)
        decisions += told
        path = sheet(folder / f"day{number}.csv", delta, lambda row: row["change"])
        linkage_since.change(folder / "state", [path], told, out=folder / "links.csv", clusters=folder / "clusters.csv")
        dice.shuffle(rows)
        whole = full(folder, rows, model, decisions)
        mine = (folder / "links.csv").read_text(), (folder / "clusters.csv").read_text()
        equal.append(mine == whole)
        links += mine[0].count("\n") - 1
    return equal, links


@pytest.mark.promise
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_days_change_gives_what_a_full_run_gives(tmp_path, model, record_property):
    start, days, wrong, links = time.perf_counter(), 0, 0, 0
    for seed in range(SEQUENCES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        equal, seen = sequence(folder, model, seed)
        days, wrong, links = days + len(equal), wrong + equal.count(False), links + seen
    record_property("figure", f"{wrong} of {days} days differ")
    if FULL:
        figures = {"sequences": SEQUENCES, "days": days, "different": wrong, "links_compared": links}
        KEPT.write_text(json.dumps({**figures, "seconds": round(time.perf_counter() - start, 1)}, indent=1) + "\n")
    assert links > 50 * days / DAYS
    assert wrong == 0


@pytest.mark.promise
@pytest.mark.slow
def test_the_control_a_change_that_meets_nobody_is_seen(tmp_path, model, monkeypatch):
    """The negative control: where changed records are compared with nobody, the two differ."""
    monkeypatch.setattr(linkage_since, "_pairs", lambda connection, state: np.empty((0, 2), np.int64))
    equal, _ = sequence(tmp_path, model, seed=1, days=2)
    assert not all(equal)
