"""Spark gives the answers of DuckDB, on everything that the product asks."""

import json

import pytest

from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.steps import Step
from tests.environment import ROOT
from tests.spark.agreement import Asked, differ
from tests.spark.chains import LEFT_OUT, chains, hidden_steps

# Chains that a made-up city cannot give a row of, each with its reason.
_CRIMES = (
    "The city's crimes come counted; the published lists are read by both engines in tests/real_data/test_spark.py."
)
NOTHING_THERE = {
    "core.evidence.incident_reads.CATEGORIES": _CRIMES,
    "records.evidence.documents._OWN": "Nobody in the city has declared an indicator of their own.",
}


@pytest.fixture(scope="module")
def asked(spark_here, city):
    codes = [
        code for (code,) in city[0].execute("SELECT code FROM area WHERE generation = 'LKN2021' ORDER BY 1").fetchall()
    ]
    both = Asked(*city, "LKN2021", codes[:8])
    yield both
    both.close()


def test_every_chain_is_found():
    """What stands in the agreement is looked for, not listed: a new chain is in it on the day it is written."""
    found = chains()
    assert {"core.evidence.readings.READINGS", "core.evidence.counting.BY_AREA", "records.places.made._ZONES"} <= set(
        found
    )
    assert set(LEFT_OUT) <= set(found)
    assert len(found) > 45


@pytest.mark.slow
def test_no_step_hides_from_the_agreement():
    found = chains()
    hidden = {}
    for path in (ROOT / "src" / "hereabouts").rglob("*.py"):
        here = ".".join(path.relative_to(ROOT / "src" / "hereabouts").with_suffix("").parts).removesuffix(".__init__")
        known = {step.name for name, chain in found.items() if name.rpartition(".")[0] == here for step in chain}
        if lines := hidden_steps(path.read_text(), known):
            hidden[here] = lines
    assert not hidden
    assert hidden_steps("def f():\n    return engine.run([Step('a', 'SELECT 1')])", {"b"}) == [2]


@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.timeout(900)
def test_every_chain_agrees_on_a_made_up_city(asked):
    differing, counts = asked.every_chain()
    assert not differing
    assert {name for name, rows in counts.items() if not rows} == set(NOTHING_THERE)


@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("sum(numerator * weight)", "sum(numerator)"),
        ("count(*) FILTER (hidden)", "count(*)"),
        ("ORDER BY indicator, period DESC, who", "ORDER BY indicator DESC, period, who"),
        ("max(published) AS published", "max(title) AS published"),
        ("sum(numerator * weight)", "sum(numerator * weight * (1 + 1e-11))"),
        ("count(*) AS areas", "CAST(count(*) AS DOUBLE) AS areas"),
    ],
)
def test_a_changed_step_is_noticed(asked, was, becomes):
    """The negative control: another sum, another order, a fraction that is off by a hundred-thousand-millionth, another type."""
    last = READINGS[-1]
    assert was in last.sql
    changed = (*READINGS[:-1], Step(last.name, last.sql.replace(was, becomes)))
    assert asked.both("core.evidence.readings.READINGS", READINGS, READINGS)[0] == ""
    assert asked.both("core.evidence.readings.READINGS", READINGS, changed)[0]


def test_what_counts_as_a_difference():
    assert not differ([{"a": 1.0}], [{"a": 1.0 + 1e-13}])
    assert differ([{"a": 1.0}], [{"a": 1.0 + 1e-11}]) == "row 0, a: 1.0 and 1.00000000001"
    assert differ([{"a": 1.0}], [{"a": 1}])
    assert differ([{"a": None}], [{"a": 0.0}])
    assert differ([{"a": 1}], [])
    assert differ([{"a": 1}], [{"b": 1}])
    assert differ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}])
    assert not differ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}], ordered=False)


@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.timeout(600)
def test_a_profile_is_the_same_by_either_engine(spark_here, command, partnership):
    ours = command("place", "profile", "East", "--format", "json").stdout
    theirs = command("place", "profile", "East", "--engine", "spark:local[2]", "--format", "json").stdout
    assert alike(json.loads(ours), json.loads(theirs))
    assert json.loads(theirs)["indicators"]


def alike(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == (pytest.approx(other, rel=1e-9) if isinstance(one, float) else other)
