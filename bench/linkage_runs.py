"""The runs of the bench of linkage, each in a process of its own, so that its memory is its own."""

import csv
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from households import COLUMNS, households
from linkage_ways import classifier, rules, splink
from tests.known_links import NAMES, quality, records

SIZES = (10_000, 100_000, *((1_000_000,) if os.environ.get("HEREABOUTS_BENCH") == "full" else ()))
NOISE = (0.5, 1.0, 2.0)
NOISY = 20_000  # records of each point of the curve over noise
ASKED = 400
RUNS = 3  # of each way, in turn; the middle one is told


def everything() -> dict:
    """Give speed, memory and quality by size and by noise, the known truths, a day's change and the look-up."""
    told = {"sizes": {}, "noise": {}, "known": {}}
    with tempfile.TemporaryDirectory() as folder:
        for n in SIZES:
            path, truth = _made(Path(folder), n)
            told["sizes"][str(n)] = _beside(path, truth, n) | _alive(path, truth, n)
            print(n, told["sizes"][str(n)], file=sys.stderr, flush=True)
        for noise in NOISE:
            path, truth = _made(Path(folder), NOISY, noise)
            told["noise"][str(noise)] = {
                "ours": _figures(truth, apart(_ours, path)[0]),
                "splink": _figures(truth, apart(splink, path)[0]),
            }
        for name in NAMES if os.environ.get("HEREABOUTS_DATA") else ():
            path, truth = _known(Path(folder), name)
            told["known"][name] = {
                way.__name__.strip("_"): _figures(truth, apart(way, path)[0]) for way in (_ours, splink, rules)
            }
    return told


def _beside(path, truth, n) -> dict:
    """Run every way on one extract. Plain Splink's documented training is left out at a million unless there is memory for it."""
    told, runs = {}, {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, (way, more) in WAYS.items():
            found, cost = apart(way, path, **more)
            runs[name].append(cost)
            told[name] = _figures(truth, found)
    told = {name: figures | _middle(runs[name]) for name, figures in told.items()}
    told["ours"] |= {"confirm": _figures(truth, apart(_confirmed, path))}
    told["ours_groups"] = _figures(truth, apart(_groups, path))
    if n <= 100_000:
        told["knows_the_truth"] = _figures(truth, apart(_best, path, truth))
    told["times_as_fast_as_splink"] = round(told["splink"]["seconds"] / told["ours"]["seconds"], 2)
    told["times_as_fast_as_tuned"] = round(told["splink_tuned"]["seconds"] / told["ours"]["seconds"], 2)
    return told


def _middle(runs) -> dict:
    """Give the middle seconds of several runs, each of them, and the highest memory of any."""
    told = {key: round(statistics.median(run[key] for run in runs), 2) for key in runs[0]}
    return told | {"peak_mb": max(run["peak_mb"] for run in runs), "each_s": [run["seconds"] for run in runs]}


def largest(n) -> dict:
    """Give ours alone at a size that the others do not reach here: a batch, a day's change, the look-up."""
    with tempfile.TemporaryDirectory() as folder:
        path, truth = _made(Path(folder), n)
        found, cost = apart(_ours, path)
        told = {"ours": _figures(truth, found) | cost | {"confirm": _figures(truth, apart(_confirmed, path))}}
        del found
        return {"sizes": {str(n): told | _alive(path, truth, n)}}


def _alive(path, truth, n) -> dict:
    return {"day": apart(_day, path, n), "lookup": apart(_lookup, path, truth)}


def apart(way, *args, **more):
    """Run something in a process of its own; where it gives a cost, its peak memory stands in it."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_with_memory, (way, args, more))


def _with_memory(way, args, more):
    given = way(*args, **more)
    if isinstance(given, tuple) and isinstance(given[1], dict):
        given[1]["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return given


def _ours(path):
    """Train and match as the command does, both files written: that time counts."""
    return _pairs(path, path.parent / "links.csv")


def _confirmed(path):
    return [(row["id_a"], row["id_b"]) for row in _links(path.parent / "links.csv") if row["band"] == "confirm"]


def _groups(path):
    groups = {}
    with (path.parent / "clusters.csv").open() as file:
        for row in csv.DictReader(file):
            groups.setdefault(row["cluster"], []).append(row["id"])
    return [pair for ids in groups.values() for pair in combinations(sorted(ids), 2)]


def _pairs(path, out, state=None):
    from hereabouts.cli.families import _whole

    start = time.perf_counter()
    _whole([path], out, None, path.parent / "clusters.csv", None, None, state, None)
    cost = {"seconds": round(time.perf_counter() - start, 2)}
    return [(row["id_a"], row["id_b"]) for row in _links(out)], cost


def _links(path):
    with path.open() as file:
        return list(csv.DictReader(file))


def _day(path, n):
    """Change one record in a hundred: half move, a quarter go, a quarter are new to an agency."""
    from hereabouts.engines import linkage_since

    dice, state = random.Random(5), path.parent / f"state-{n}"
    _, cost = _pairs(path, path.parent / "links.csv", state)
    rows = dice.sample(_links(path), n // 100)
    delta = [
        {**row, "change": "delete" if i % 4 == 0 else "upsert", "id": row["id"] + "x" if i % 4 == 1 else row["id"],
         "address": f"{i} New Row" if i % 4 > 1 else row["address"]}
        for i, row in enumerate(rows)
    ]  # fmt: skip
    _written(path.parent / "day.csv", delta, (*COLUMNS, "change"))
    start = time.perf_counter()
    told = linkage_since.change(state, [path.parent / "day.csv"], [])
    seconds = time.perf_counter() - start
    return {"seconds": round(seconds, 2), "records_changed": len(delta), "pairs": told["pairs_considered"],
            "percent_of_full_run": round(100 * seconds / cost["seconds"], 1), "full_and_kept_s": cost["seconds"]}  # fmt: skip


def _lookup(path, truth):
    """Ask for people who are there, by another agency's record of them, and for people who match nobody."""
    from hereabouts.engines.linkage_lookup import Lookup

    n = len(truth)
    kept = Lookup(path.parent / f"state-{n}")
    there = random.Random(6).sample([row for row in _links(path) if not _gone(kept, row)], ASKED)
    strangers, _ = households(ASKED, seed=99)
    for row in there[:50]:
        kept.find(row)
    many = Counter(truth.values())
    ms, answered, right, findable = [], 0, 0, sum(many[truth[row["id"]]] > 1 for row in there)
    for row in there:
        start = time.perf_counter()
        answer = [one for one in kept.find(row) if one.id != row["id"]]
        ms.append(1000 * (time.perf_counter() - start))
        answered += bool(answer)
        right += bool(answer) and truth.get(answer[0].id.rstrip("x")) == truth[row["id"]]
    alarms = [kept.find(row) for row in strangers]
    ms.sort()
    return {
        "p50_ms": round(ms[len(ms) // 2], 2), "p95_ms": round(ms[int(len(ms) * 0.95)], 2), "asked": ASKED,
        "first_is_right": round(right / max(answered, 1), 3), "recall": round(right / findable, 3), "strangers": len(strangers),
        "false_alerts_percent": round(100 * sum(bool(one) for one in alarms) / len(alarms), 2),
        "false_alerts_to_confirm_percent": round(100 * sum(any(c.band == "confirm" for c in one) for one in alarms) / len(alarms), 2),
    }  # fmt: skip


def _gone(kept, row):
    """Leave out whom the day's change took away."""
    return not kept.state.having(_id_key(row["id"]))[1].size


def _id_key(one):
    import hashlib

    import numpy as np

    return np.array([int.from_bytes(hashlib.md5(f"id|{one}".encode()).digest()[8:], "little")], np.uint64)


WAYS = {"ours": (_ours, {}), "splink": (splink, {}), "splink_tuned": (splink, {"most": 1e6}), "rules": (rules, {})}


def _best(path, truth):
    """Give the pairs of the classifier over our own candidates."""
    from hereabouts.engines import linkage, linkage_files, linkage_rows, linkage_train
    from hereabouts.engines.linkage_pairs import candidates, compared, weighed

    with linkage.database() as connection:
        linkage_files.read(connection, [path])
        linkage_rows.make_comparable(connection)
        model = linkage_train.learn(connection)
        weighed(connection, model)
        judged = connection.execute(compared(f"FROM ({candidates()})")).to_arrow_table()
        ids = [one for (one,) in connection.execute("SELECT id FROM people ORDER BY row").fetchall()]
    return classifier(judged, model, truth, ids)


def _figures(truth, found) -> dict:
    precision, recall, f1 = quality(truth, found)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _made(folder, n, noise=1.0):
    rows, truth = households(n, noise=noise)
    place = folder / f"{n}-{noise}"
    place.mkdir()
    return _written(place / "all.csv", rows, COLUMNS), truth


def _known(folder, name):
    rows, truth = records(name)
    place = folder / name
    place.mkdir()
    return _written(place / "all.csv", rows, list(rows[0])), truth


def _written(path, rows, columns):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path
