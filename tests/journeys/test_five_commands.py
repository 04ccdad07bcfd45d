"""The tutorial is true: its five commands, as they stand there, lead from the files to a public plan page."""

import re
import shlex

import docx
import pytest
from django.conf import settings

from tests.environment import ROOT
from tests.worlds import TODAY

PAGE = ROOT / "docs" / "tutorial" / "from-files-to-a-plan.md"


def commands():
    return [shlex.split(line)[1:] for line in re.findall(r"^ {4}(hereabouts .*)$", PAGE.read_text(), re.MULTILINE)]


@pytest.fixture
def run(command, tmp_path, monkeypatch):
    """Run a command of the tutorial in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hereabouts.cli.account.today", lambda: TODAY)
    monkeypatch.setattr(settings, "EVIDENCE", tmp_path / ".hereabouts" / "evidence.duckdb")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    return command


@pytest.mark.requirement("D-58")
def test_five_commands_from_files_to_a_public_plan(run, tmp_path):
    steps = commands()
    assert len(steps) == 6
    told = [run(*step).stdout for step in steps[:5]]
    assert "from 3 rows: 3 added" in told[3]
    html = (tmp_path / "site" / "index.html").read_text()
    for words in ("Locked bin store at the flats", "It is a draft", "£37,000"):
        assert words in html, words
    numbers = (tmp_path / "site" / "profile.html").read_text()
    assert "East in numbers" in numbers
    run(*steps[5])
    word = docx.Document(tmp_path / "east.docx")
    assert "Locked bin store at the flats" in [row.cells[1].text for table in word.tables for row in table.rows]


def test_publishing_says_what_is_missing(run, tmp_path):
    steps = commands()
    for step in steps[:2]:
        run(*step)
    done = run("account", "publish", "East", "--out", tmp_path / "site", "--release", check=False)
    assert (done.returncode, "East has no plan yet." in done.stderr) == (2, True)
    run(*steps[3])
    done = run("account", "publish", "East", "--out", tmp_path / "site", check=False)
    assert (done.returncode, "Add --release" in done.stderr) == (2, True)
    assert not (tmp_path / "site").exists()


def test_a_bad_tracker_begins_no_plan(run, tmp_path):
    for step in commands()[:2]:
        run(*step)
    (tmp_path / "bad.csv").write_text("Action,Due date\nBins,soon\n")
    done = run("plan", "import", "bad.csv", "--place", "East", "--plan", "East plan", check=False)
    assert (done.returncode, "Row 2, column B" in done.stderr) == (2, True)
    done = run("plan", "check", "East", check=False)
    assert "East has no plan yet." in done.stderr
