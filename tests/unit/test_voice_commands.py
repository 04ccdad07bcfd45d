"""The noun `voice`: a named account loads a sheet; the local operator counts, and reads nobody's words."""

import json

import pytest

from tests.conftest import FIXTURES

pytestmark = pytest.mark.slow
PASSWORD = "correct horse battery"
FOUND = f"""
from hereabouts.cli.shared import ready, today
ready()
from hereabouts.records.partners import changes as partners
from hereabouts.records.partners.reads import organisation
from hereabouts.records.trust.access import founder
by, on = founder(), today()
council = partners.register(by=by, on=on, name="Larkhaven Council", kind="council")
isla = partners.invite(by=by, on=on, email="isla@example.org", name="Isla", organisation=council, password="{PASSWORD}")
partners.give_role(by=by, on=on, account=isla, role="communities_officer")
"""
SHEET = "Date,Q7,Age,Quote\n2026-03-04,The bins,34,yes\n2026-03-04,The buses,16-24,no\n"


@pytest.fixture
def ready(hereabouts, tmp_path):
    import subprocess
    import sys

    from tests.conftest import ALONE

    hereabouts("data", "build", "--data", FIXTURES / "data", "--out", hereabouts.home / "evidence.duckdb")
    hereabouts("place", "define", "East", "--areas", "S01009001,S01009002")
    environment = {**ALONE, "HEREABOUTS_HOME": str(hereabouts.home)}
    subprocess.run([sys.executable, "-c", FOUND], check=True, env=environment)
    (tmp_path / "answers.csv").write_text(SHEET)

    def load(*args, **env):
        command = ["voice", "import", tmp_path / "answers.csv", "--place", "East", "--as", "isla@example.org"]
        return hereabouts(*command, *args, "--format", "json", check=False, HEREABOUTS_PASSWORD=PASSWORD, **env)

    hereabouts.load = load
    return hereabouts


def test_a_sheet_goes_in_dry_then_once_then_counts(ready):
    mapped = ("--map", "Q7=words")
    dry = json.loads(ready.load(*mapped, "--dry-run").stdout)
    assert (dry["new"], dry["loaded"], dry["columns"]["words"]) == (2, False, "Q7")
    assert ready.json("voice", "reach", "East")["people"] == 0
    assert json.loads(ready.load(*mapped).stdout)["new"] == 2
    assert json.loads(ready.load(*mapped).stdout)["unchanged"] == 2
    reach = ready.json("voice", "reach", "East")
    assert (reach["people"], reach["population"]) == (2, 1880)
    age = next(q for q in reach["questions"] if q["id"] == "age")
    assert (age["known"], age["unknown_share"]) == (2, 0.0)
    themes = ready("voice", "themes", "East", "--format", "json").stdout
    assert "bins" not in themes
    assert json.loads(themes) == {"place": "East", "heard": 0, "topics": [], "themes": []}
    assert "100 is a fair share" in ready("voice", "reach", "East").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [([], "Choose a column for “What they said”"), (["--map", "Q9=words"], "There is no column “Q9”"),
     (["--map", "Q7=words", "--activity", "Nothing"], "No activity here is called “Nothing”"), (["--map", "Date=words,Q7=heard_on"], "2 faults to mend. Nothing was loaded.")],
)  # fmt: skip
def test_what_does_not_go_in_says_why(ready, args, said):
    done = ready.load(*args)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert ready.json("voice", "reach", "East")["people"] == 0


def test_nobody_loads_under_another_name(ready):
    done = ready(
        "voice",
        "import",
        "answers.csv",
        "--place",
        "East",
        "--as",
        "isla@example.org",
        check=False,
        HEREABOUTS_PASSWORD="wrong",
    )
    assert (done.returncode, done.stderr) == (2, "That e-mail address and password do not belong together.\n")
    done = ready("voice", "import", "nowhere.csv", "--place", "East", "--as", "x", check=False)
    assert done.stderr == "There is no file called nowhere.csv.\n"
