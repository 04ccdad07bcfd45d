"""The command line agrees with the pages: the board of a place, and a plan in and out."""

import csv

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
    refused = ready(*given, check=False)
    assert (refused.returncode, "Row 3, column B: “Nobody” is no partner" in refused.stderr) == (2, True)
    tracker.write_text(tracker.read_text(encoding="utf-8").replace("Nobody", ""), encoding="utf-8")
    assert "from 2 rows: 2 added" in ready(*given).stdout
    assert "from 2 rows: 0 added, 0 changed, 2 unchanged." in ready(*given).stdout
    ready("plan", "export", "East, together", "--out", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["title"], r["money planned"]) for r in rows] == [("'=Dry the flats", "0.0"), ("Light", "")]
    items = {i["item"]: i["held"] for i in ready.json("plan", "check", "East")}
    assert (items["Outcomes"], items["Actions"]) == ("no", "yes")
    bad = ready("plan", "export", "East, together", "--out", tmp_path / "out.pdf", check=False)
    assert (bad.returncode, ".csv, .xlsx or .json" in bad.stderr) == (2, True)
