"""The command line: plain sentences, exit code 2, nothing half done, and an actor in the audit."""

import json

import pytest

from tests.conftest import FIXTURES


@pytest.fixture
def ready(hereabouts):
    hereabouts("data", "build", "--data", FIXTURES / "data", "--out", hereabouts.home / "evidence.duckdb")
    return hereabouts


@pytest.mark.slow
@pytest.mark.requirement("X-36", "X-37")
def test_five_commands_from_files_to_a_profile(ready):
    ready("place", "define", "East", "--areas", "S01009001,S01009002")
    read = ready.json("place", "profile", "East")
    assert (read["place"], read["areas"]) == ("East", 2)
    found = ready.json("trust", "audit", "--verify")
    assert (found["entries"], found["first_bad"]) == (1, None)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["place", "profile", "Nowhere"], "No place is called “Nowhere”."),
        (["place", "define", "X"], "Give either --areas"),
        (["place", "define", "X", "--areas", "S1,S01009001"], "No lookup knows S1."),
        (["place", "define", "X", "--where", "street=High"], "is not a rule we can read"),
        (["place", "profile"], "Missing argument"),
        (["place", "profile", "East", "--colour", "red"], "No such option"),
        (["data", "build", "--data", "/nowhere", "--out", "e.duckdb"], "There is no folder or file called /nowhere."),
    ],
)
def test_a_wrong_command_gets_one_plain_sentence(command, args, said):
    done = command(*args, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_serving_asks_for_its_own_key(hereabouts):
    done = hereabouts("serve", check=False, SECRET_KEY="", ALLOWED_HOSTS="")
    assert done.returncode == 2
    assert done.stderr.startswith("Set SECRET_KEY and ALLOWED_HOSTS before serving")


@pytest.mark.slow
def test_without_an_evidence_file(hereabouts):
    done = hereabouts("place", "define", "East", "--areas", "S01009001", check=False)
    assert (done.returncode, done.stderr[:30]) == (2, "There is no evidence file at /")


@pytest.mark.slow
def test_adding_files_one_by_one(hereabouts):
    for name in ("lookup", "ranks"):
        hereabouts("data", "add", FIXTURES / "data" / f"{name}.csv")
    again = hereabouts("data", "add", FIXTURES / "data" / "ranks.csv")
    assert "2 datasets" in again.stdout
    hereabouts("place", "define", "East", "--areas", "S01009001")
    refused = hereabouts("data", "add", __file__, check=False)
    assert (refused.returncode, "data list" in refused.stderr) == (2, True)
    assert sorted(p.name for p in (hereabouts.home / "data").iterdir()) == ["lookup.csv", "ranks.csv"]


@pytest.mark.slow
def test_check_and_list_explain_themselves(ready):
    assert "Evidence: " in ready("check").stdout
    assert "Multiple Deprivation 2020v2" in ready("data", "list", "--format", "csv").stdout
    assert (
        json.loads(ready("data", "check", FIXTURES / "data" / "ranks.csv", "--format", "json").stdout)["rows_read"]
        == 10
    )
