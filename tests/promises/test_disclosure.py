"""Disclosure control against an attacker with everything ever released and a linear program (C30, promise 33).

Short by default; ``HEREABOUTS_PROMISES=full`` makes over a hundred releases and keeps the figures in bench/results.
"""

import csv
import json
import os
import time
from collections import Counter

import pytest

from hereabouts.core.releases.audit import Printed, Scope, together
from hereabouts.engines.definitions import disclosure
from tests.disclosure_world import attacked, naive, quarters, released, true_counts
from tests.environment import DATA, ROOT

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
WORLDS = 18 if FULL else 1  # of six releases each
KEPT = ROOT / "bench" / "results" / "promises_disclosure.json"


def told(found, rule, *, of=None):
    """Count what an attack got; where the true counts are known, the attacker must never be wrong."""
    wrong = [c for c, r in found.intervals.items() if of and not r.lo <= of[c] <= r.hi]
    return {
        "hidden_cells": len(found.intervals), "recovered_exactly": found.recovered_exactly, "attacker_wrong": len(wrong),
        "recovered_within_3": found.recovered_within_3, "differences": len(found.differences),
        "differences_told": sum(rule.near(r.lo, r.hi) for r in found.differences.values()),
    }  # fmt: skip


def keep(name, figures):
    if FULL:
        kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        KEPT.write_text(json.dumps({**kept, name: figures}, indent=1, sort_keys=True) + "\n")


@pytest.mark.promise
@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.requirement("X-04")
@pytest.mark.parametrize("name", ["open", "health"])
def test_no_cell_is_recovered_from_quarters_of_places_that_overlap(name, record_property):
    """Three places that are nested or overlap, two quarters, tables of two and three dimensions with shared margins."""
    rule, figures, control, start = disclosure()[name], Counter(), Counter(), time.perf_counter()
    most = 0
    for seed in range(WORLDS):
        world = quarters(seed)
        out, loose = released(world, rule), naive(world, disclosure()["open"])
        read, _, found = attacked(out)
        most = max(most, len(read))
        figures.update(told(found, rule, of=true_counts(world)))
        figures.update(
            releases=len(world), withheld=len(world) - len(out), tables=len(read),
            cells=sum(len(p.table.cells) for one in out for p in one),
        )  # fmt: skip
        control.update(told(attacked(loose)[2], disclosure()["open"], of=true_counts(world)))
    seconds = round(time.perf_counter() - start, 1)
    keep(name, {**figures, "most_tables_at_once": most, "seeds": WORLDS, "seconds": seconds, "naive": dict(control)})
    record_property("figure", f"0 of {figures['hidden_cells']} recovered; naive rule {control['recovered_within_3']}")
    assert figures["hidden_cells"] > 0, "there was something to recover"
    assert most >= 8, "several tables were attacked as one problem"
    assert (figures["recovered_within_3"], figures["differences_told"], figures["attacker_wrong"]) == (0, 0, 0)
    assert control["recovered_exactly"] > 0, "the control: hiding counts of 1 to 4 alone must be seen through"
    assert control["attacker_wrong"] == 0
    assert not FULL or figures["releases"] >= 100


def survey():
    """Kansas City: answers by race, district and mode, of 1,033 people; two tables share the margin of race."""
    with next((DATA / "survey_kansas_city").glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    tables = []
    for other in ("counci", "method", "quarte"):
        counts = Counter((row["q37_race"], row[other]) for row in rows)
        tables.append((("race", other), counts))
    return tables


def ethnicity():
    """Linlathen and Midcraigie: seven small areas by ethnic group, most of them of very few people."""
    counts = Counter()
    with (DATA / "scotland_population" / "ethnicity21_dz11_dundee_inverclyde.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            inside = "S01007800" <= row["dz11_code"] <= "S01007806"
            if inside and not row["religion"].startswith("...") and ": Total" not in row["religion"]:
                counts[row["dz11_code"], row["religion"]] += int(float(row["count"] or 0))
    return [(("area", "ethnic group"), counts)]


@pytest.mark.promise
@pytest.mark.slow
@pytest.mark.real_data
@pytest.mark.timeout(900)
@pytest.mark.requirement("X-04")
@pytest.mark.parametrize("source", [survey, ethnicity])
def test_no_cell_of_published_files_is_recovered(source, record_property):
    from hereabouts.core.releases.protecting import or_nothing
    from hereabouts.core.trust.disclosure import hide_small
    from hereabouts.core.trust.tables import counted

    new = [Printed(counted(names, counts.items()), Scope("people")) for names, counts in source()]
    for name in ("open", "health"):
        rule = disclosure()[name]
        made = [one for one in zip(or_nothing(new, [], rule), new, strict=True) if one[0] is not None]
        found = told(together([Printed(t, p.scope) for t, p in made], [])[2], rule)
        open_ = disclosure()["open"]
        control = told(together([Printed(hide_small(p.table, open_), p.scope) for p in new], [])[2], open_)
        keep(
            f"{source.__name__}_{name}",
            {**found, "tables": len(new), "withheld": len(new) - len(made), "naive": control},
        )
        record_property("figure", f"{name}: 0 of {found['hidden_cells']}; naive {control['recovered_within_3']}")
        assert found["hidden_cells"] > 0
        assert found["recovered_within_3"] == 0
        assert control["recovered_exactly"] > 0
