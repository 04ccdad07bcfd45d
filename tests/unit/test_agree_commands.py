"""The command line agrees with the pages: the board of a place, and a plan in and out."""

import csv
import json

import pytest

from tests.conftest import FIXTURES

pytestmark = pytest.mark.slow


@pytest.fixture
def ready(hereabouts):
    hereabouts("data", "build", "--data", FIXTURES / "data", "--out", hereabouts.home / "evidence.duckdb")
    hereabouts("place", "define", "East", "--areas", "S01009001,S01009002")
    return hereabouts


def test_the_board_prints_every_topic_and_the_same_seed_gives_the_same(ready):
    first = ready.json("priorities", "triangulate", "East", "--seed", "5")
    assert len(first["topics"]) == 20
    assert set(first["topics"][0]) >= {
        "topic",
        "voice",
        "data",
        "strategy",
        "class",
        "divergence",
        "rank",
        "rank_range",
    }
    assert first["topics"][0]["voice"] is None  # nobody has been heard
    again = ready.json("priorities", "triangulate", "East", "--seed", "5")
    assert (again["hash"], again["run"]) == (first["hash"], first["run"])
    assert "This orders the discussion. People decide." in ready("priorities", "triangulate", "East").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["priorities", "triangulate", "Nowhere"], "No place is called “Nowhere”."),
        (["plan", "check", "East"], "East has no plan yet."),
        (["plan", "check", "Atlantis"], "No plan is called “Atlantis”."),
        (["plan", "export", "Atlantis", "--out", "p.csv"], "No plan is called “Atlantis”."),
        (
            ["plan", "import", "none.csv", "--plan", "X", "--as", "nobody@example.org"],
            "Nobody here has the e-mail address",
        ),
    ],
)
def test_a_wrong_command_gets_one_plain_sentence(ready, args, said):
    done = ready(*args, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


SEED = """
from datetime import date
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hereabouts.settings")
import django; django.setup()
from hereabouts.records.partners import changes as partners
from hereabouts.records.places.access import called
from hereabouts.records.plans import changes
from hereabouts.records.trust.access import actor_of, founder
by, on = founder(), date(2026, 1, 1)
council = partners.register(by=by, on=on, name="Larkhaven Council", kind="council")
person = partners.invite(by=by, on=on, email="officer@example.org", name="Isla", organisation=council)
east = called(by, "East", on=on)
partners.give_role(by=by, on=on, account=person, role="communities_officer", place=east)
changes.draft_plan(by=actor_of(person, on=on), on=on, place=east, title="East, together")
"""


@pytest.mark.requirement("D-79", "X-36")
def test_a_tracker_goes_in_and_the_plan_comes_out(ready, tmp_path):
    import subprocess
    import sys

    from tests.conftest import ALONE

    environment = {**ALONE, "HEREABOUTS_HOME": str(ready.home), "HEREABOUTS_DEMO": "1"}
    subprocess.run([sys.executable, "-c", SEED], check=True, env=environment)
    tracker = tmp_path / "tracker.csv"
    tracker.write_text(
        "Action,Lead,Due,Cost\n=Dry the flats,Larkhaven Council,31/3/2027,0\nLight,Nobody,,\n", encoding="utf-8"
    )
    given = ("plan", "import", tracker, "--plan", "East, together", "--as", "officer@example.org")
    ready(*given)  # nobody called “Nobody” is known: the action waits for a lead, and says so
    queued = ready.json(*given)["queued"]
    assert [(one["row"], one["lead"]) for one in queued] == [(3, "Nobody")]
    assert "from 2 rows: 0 added, 0 changed, 2 unchanged." in ready(*given).stdout
    ready("plan", "export", "East, together", "--out", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["title"], r["money planned"]) for r in rows] == [("'=Dry the flats", "0.0"), ("Light", "")]
    bad = ready("plan", "export", "East, together", "--out", tmp_path / "out.pdf", check=False)
    assert (bad.returncode, ".xlsx, .csv or .json" in bad.stderr) == (2, True)
    _asked(ready, tmp_path, given)
    _comes_back(ready, tmp_path, given)
    _checked(ready)


def _asked(ready, tmp_path, given):
    """What is not plain is asked in the fixed output, and a mapping answers."""
    tracker = tmp_path / "asks.csv"
    tracker.write_text("Action,Due\nSow the bank,Q3\n", encoding="utf-8")
    given = ("plan", "import", tracker, *given[3:])
    refused = ready(*given, "--format", "json", check=False)
    told = json.loads(refused.stdout)
    assert (refused.returncode, told["added"], told["changed"], told["unchanged"]) == (2, 0, 0, 0)
    assert [(one["row"], one["column"]) for one in told["refused"]] == [(2, "B"), (2, "B")]
    assert "In which month does your year begin?" in told["refused"][0]["message"]
    said = ready(*given, check=False).stderr
    assert ('"quarters" = "april"' in said, "Traceback" in said) == (True, False)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('quarters = "april"\n"year of q3" = "2026"\n', encoding="utf-8")
    assert ready.json(*given, "--mapping", mapping)["added"] == 1
    assert ready.json(*given)["unchanged"] == 1  # the plan remembers the answers


def _comes_back(ready, tmp_path, given):
    for name in ("plan.xlsx", "plan.docx", "plan.csv", "plan.json"):
        ready("plan", "export", "East, together", "--out", tmp_path / name)
        told = ready.json("plan", "import", tmp_path / name, *given[3:])
        assert (told["added"], told["changed"], told["unchanged"], told["refused"]) == (0, 0, 3, [])


def _checked(ready):
    (of_place,) = ready.json("plan", "check", "East")["plans"]
    told = ready.json("plan", "check", "East, together")
    assert told == of_place
    items = {one["item"]: one for kind in ("statutory", "quality") for one in told[kind]}
    assert (items["Outcomes"]["met"], items["Outcomes"]["why"], items["Actions"]["met"]) == (
        False,
        "The plan has no outcome.",
        True,
    )
    assert (told["may_be_agreed"], {one["item"] for one in told["statutory"]} >= {"Outcomes", "Period"}) == (
        False,
        True,
    )
