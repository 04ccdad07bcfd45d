"""Canary names (promise 4): every field of every person holds a word of its own; every format is read by everybody.

What may be seen where is written by hand in tests/canary/allowed.csv. Short by default, with fewer readers;
``HEREABOUTS_PROMISES=full`` reads as all of them and keeps the figures in bench/results.
"""

import json
import logging
import os
from unittest import mock

import pytest

from tests.canary import outputs, table
from tests.canary.walk import READERS, Lines, Walk, walk_as
from tests.canary.world import World
from tests.environment import ROOT

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
KEPT = ROOT / "bench" / "results" / "promises_canary.json"


@pytest.fixture
def world(partnership):
    return World(partnership)


@pytest.fixture
def lines():
    """Every log line of the walk, whatever its level."""
    kept, root = Lines(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)


def whole(walk, client, lines, command, folder):
    for reader in READERS:
        walk_as(walk, client, reader)
        outputs.broken(walk, reader)
    outputs.commands(walk, command, folder / "written")
    outputs.bundle(walk, folder / "bundle")
    outputs.emails(walk)
    walk.read("log", "operations", [("log", "\n".join(lines.kept))])
    walk.bodies += len(lines.kept) - 1


@pytest.mark.slow
@pytest.mark.promise
@pytest.mark.django_db
@pytest.mark.timeout(1800)
@pytest.mark.requirement("X-39")
def test_a_canary_is_seen_only_where_it_may_be(client, world, lines, command, tmp_path, record_property):
    (tmp_path / "written").mkdir()
    walk = Walk(world)
    whole(walk, client, lines, command, tmp_path)
    found = table.leaks(walk.seen)
    told = {
        "formats": len(walk.formats), "readers": len({reader for *_, reader in walk.seen} | set(READERS)), "bodies": walk.bodies,
        "marks": len(world.m.forms), "seen": len(walk.seen), "leaks": len(found),
    }  # fmt: skip
    print(told, sorted(walk.formats))
    record_property("figure", json.dumps(told))
    if FULL:
        KEPT.write_text(json.dumps({**told, "kinds": sorted(walk.formats)}, indent=1) + "\n")
    assert table.folded(found) == []
    assert table.unused(walk.seen) == [], "a row of the table that lets nothing through"
