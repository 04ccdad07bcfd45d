"""Linkage on published records with a known truth: at least as good as plain Splink and as exact rules, tuned to no set."""

import csv
import sys

import pytest

from hereabouts.engines import linkage
from tests.environment import ROOT
from tests.known_links import NAMES, quality, records

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
TRUE = {"febrl1": 500, "febrl2": 1934, "febrl3": 6538, "rldata500": 50, "historical50k": 303961}
PRECISE = {"rldata500": 0.97, "historical50k": 0.98}  # of the pairs shown to anybody; elsewhere 0.995


@pytest.fixture(autouse=True)
def on_real_data():
    """The evidence file of this folder is not needed here."""


@pytest.fixture
def usual():
    """The usual ways, which live beside the benchmarks: plain Splink with its documented model, and exact rules."""
    sys.path.insert(0, str(ROOT / "bench"))
    import linkage_ways

    yield linkage_ways.splink, linkage_ways.rules
    sys.path.remove(str(ROOT / "bench"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", NAMES)
def test_known_pairs_are_found_at_least_as_well_as_the_usual_ways_find_them(name, usual, tmp_path, record_property):
    rows, people = records(name)
    path = tmp_path / "all.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    matched = linkage.match(rows, linkage.train(rows))
    assert sum(n * (n - 1) // 2 for n in _sizes(people)) == TRUE[name]
    precision, _, ours = quality(people, [(k.id_a, k.id_b) for k in matched.links])
    plain, exact = (quality(people, way(path)[0])[2] for way in usual)
    record_property("figure", f"{name}: F1 {ours:.4f}, plain Splink {plain:.4f}, exact rules {exact:.4f}")
    assert ours >= plain
    assert ours >= exact
    assert precision >= PRECISE.get(name, 0.995)
    sure = [(k.id_a, k.id_b) for k in matched.links if k.band == "confirm"]
    assert quality(people, sure)[0] >= 0.995


def _sizes(people):
    counts = {}
    for person in people.values():
        counts[person] = counts.get(person, 0) + 1
    return counts.values()


@pytest.mark.parametrize("identifier", [True, False], ids=["with a number", "by name, birthday and home"])
def test_a_number_helps_and_is_not_needed(identifier):
    rows, people = records("febrl1")
    rows = [row if identifier else {**row, "nhs": ""} for row in rows]
    matched = linkage.match(rows, linkage.train(rows))
    precision, recall, _ = quality(people, [(k.id_a, k.id_b) for k in matched.links])
    assert precision >= 0.99
    assert recall >= (0.98 if identifier else 0.82)
