"""Protect and attack: one table of 20 zones by 6 types under 1 s, a release of 200 tables under 60 s.

The 200 tables are of 14 topics: three places that overlap, two quarters, two and three dimensions, margins shared. Those of
one topic are protected and attacked as one problem, the second quarter beside the first; in every other topic the counts
only grow, so that one quarter is subtracted from the next.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.disclosure_world import quarters, released

from hereabouts.core.releases.audit import links, together
from hereabouts.core.trust.disclosure import attack, protect
from hereabouts.core.trust.tables import counted
from hereabouts.engines.definitions import disclosure

TOPICS = 15  # of 14 tables each


def measure() -> dict:
    """Time one table, then 200; say how many were attacked jointly."""
    rule = disclosure()["open"]
    return {"one_table": one_table(rule), "release": release(rule), "release_health": release(disclosure()["health"])}


def one_table(rule) -> dict:
    dice = np.random.default_rng(0)
    counts = dice.poisson(dice.gamma(1, 12, size=(20, 6)))
    table = counted(("zone", "type"), [((f"Z{a}", f"T{b}"), int(n)) for (a, b), n in np.ndenumerate(counts)])
    start = time.perf_counter()
    protected = protect(table, rule)
    between = time.perf_counter()
    found = attack([protected])
    return {
        "cells": len(table.cells), "hidden": len(found.intervals), "recovered_within_3": found.recovered_within_3,
        "protect_s": round(between - start, 2), "attack_s": round(time.perf_counter() - between, 2),
    }  # fmt: skip


def release(rule) -> dict:
    worlds = [quarters(seed, topic=f"topic {seed}", grows=seed % 2 == 0) for seed in range(TOPICS)]
    start = time.perf_counter()
    out = [released(world, rule) for world in worlds]
    between = time.perf_counter()
    every = [printed for world in out for one in world for printed in one]
    _, _, found = together(every, [])
    return {
        "tables_in": sum(len(one.tables) for world in worlds for one in world), "tables_attacked_jointly": found.tables,
        "hidden": len(found.intervals), "recovered_exactly": found.recovered_exactly,
        "recovered_within_3": found.recovered_within_3, "differences": len(found.differences), "links": len(links(every)),
        "protect_s": round(between - start, 1), "attack_s": round(time.perf_counter() - between, 1),
    }  # fmt: skip
