"""The command line: plain sentences, exit code 2, nothing half done, and an actor in the audit."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ALONE, FIXTURES


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
        (["place", "profile"], "The name of the place. For example: hereabouts place profile Linlathen"),
        (
            ["plan", "import", "x.csv"],
            "The reference or the title of the plan. For example: hereabouts plan import --plan 'East plan'",
        ),
        (
            ["place", "define", "X", "--areas", "S01009001 S01009002"],
            "Put commas between the codes: --areas S01009001,S01009002",
        ),
        (["place", "define", "X", "--areas", "S01009001", "S01009002"], "Put commas between the codes, and no spaces"),
        (["place", "profile", "East", "--colour", "red"], "No such option"),
        (["data", "build", "--data", "/nowhere", "--out", "e.duckdb"], "There is no folder or file called /nowhere."),
    ],
)
def test_a_wrong_command_gets_one_plain_sentence(command, args, said):
    done = command(*args, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_slip_in_a_name_is_asked_back(command):
    command("place", "define", "Linlathen", "--areas", "S01009001")
    assert "Did you mean “Linlathen”?" in command("place", "profile", "Linlthen", check=False).stderr
    assert "Did you mean" not in command("place", "profile", "Kirkcaldy", check=False).stderr


@pytest.mark.parametrize(
    ("magic", "what"),
    [(b"\x89PNG\r\n", "a picture (PNG)"), (b"%PDF-1.7", "a PDF"), (b"\xff\xd8\xff\xe0", "a picture (JPEG)")],
)
def test_a_picture_named_as_a_table_is_called_a_picture(command, tmp_path, magic, what):
    file = tmp_path / "tracker.csv"
    file.write_bytes(magic + b" and more\n")
    command("place", "define", "East", "--areas", "S01009001")
    for args in (
        ["plan", "import", file, "--place", "East", "--plan", "East plan"],
        ["families", "match", file, "--out", tmp_path / "links.csv"],
        ["trust", "attack", file],
    ):
        done = command(*args, check=False)
        assert (done.returncode, f"is {what}, whatever its name says" in done.stderr) == (2, True), done.stderr


def test_nothing_is_wrapped_in_a_pipe(command):
    codes = ",".join(f"S0100900{n}" for n in (1, 2, 3))
    told = command("place", "define", "East", "--areas", codes).stdout
    assert f"East, version 1: {codes}\n" in told
    assert " unit " in command("place", "profile", "East").stdout


@pytest.mark.slow
def test_an_empty_home_counts_as_none(tmp_path):
    """``HEREABOUTS_HOME=`` is how a shell unsets it for one command; it is no folder of that name."""
    words = "from hereabouts import settings; print(settings.HOME)"
    told = subprocess.run([sys.executable, "-c", words], cwd=tmp_path, env={**ALONE, "HEREABOUTS_HOME": ""},
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert told.stdout.strip() == str(tmp_path / ".hereabouts")


@pytest.fixture
def became(monkeypatch):
    """What a command would have become, instead of becoming it."""
    found = []
    monkeypatch.setattr("os.execv", lambda _, args: found.append(args))
    monkeypatch.setattr("os.environ", dict(os.environ))
    return found


def test_serving_says_where(command, became, settings):
    settings.DEMO = True
    assert "http://localhost:8123/" in command("serve", "--port", "8123", "--address", "0.0.0.0").stdout
    assert "0.0.0.0:8123" in became[0]


@pytest.mark.parametrize(("asked", "kept"), [((), "demo/server.log"), (("--logs",), None)])
def test_the_demo_keeps_its_log_off_the_screen(command, became, tmp_path, asked, kept):
    (tmp_path / "demo").mkdir()
    os.environ["HEREABOUTS_HOME"] = str(tmp_path)
    told = command("demo", "--port", "8123", *asked).stdout
    assert "http://localhost:8123/" in told
    assert os.environ.get("HEREABOUTS_LOG") == (str(tmp_path / kept) if kept else None)
    assert became


@pytest.mark.slow
def test_building_names_what_it_reads_and_counts_what_it_does_not(command, tmp_path):
    shutil.copytree(FIXTURES / "data", tmp_path / "data")
    (tmp_path / "data" / "notes.txt").write_text("Dear diary\n")
    given = ("data", "build", "--data", tmp_path / "data", "--out", tmp_path / "e.duckdb")
    done = command(*given)
    assert "Reading " in done.stderr
    assert "notes.txt" not in done.stdout
    assert "1 file is described nowhere" in done.stdout
    assert "notes.txt" in command(*given, "--verbose").stdout
    read = command.json(*given)
    assert read["unknown"] == [str(tmp_path / "data" / "notes.txt")]
    assert sum(read["datasets"].values()) > 0


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
