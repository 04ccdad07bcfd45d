"""Protect and attack on the command line: tables in, tables out, one plain sentence where something is wrong."""

import csv
import io

import pytest

pytestmark = pytest.mark.slow
GOLDEN = "zone,kind,count\n" + "\n".join(
    f"{zone},{kind},{count}"
    for zone, row in zip("ABC", [[2, 14, 30], [8, 11, 25], [20, 6, 40]], strict=True)
    for kind, count in zip("xyz", row, strict=True)
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(GOLDEN)
    return path


@pytest.mark.requirement("X-04")
def test_protect_then_attack(hereabouts, table, tmp_path):
    out = tmp_path / "protected.csv"
    said = hereabouts("trust", "protect", table, "--profile", "open", "--out", out).stdout
    assert "4 of 16 counts are hidden." in said
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert len(rows) == 16
    assert {(row["zone"], row["kind"]) for row in rows if not row["count"].isdigit()} == {
        ("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")
    }  # fmt: skip
    assert next(row["count"] for row in rows if (row["zone"], row["kind"]) == ("Total", "Total")) == "156"
    found = hereabouts.json("trust", "attack", out)
    assert (found["hidden_cells"], found["recovered_exactly"], found["recovered_within_3"]) == (4, 0, 0)
    assert {"cell": {"kind": "x", "zone": "A"}, "min": 1, "max": 9} in found["intervals"]


def test_attacking_the_naive_rule_and_two_releases(hereabouts, table, tmp_path):
    naive = tmp_path / "naive.csv"
    naive.write_text(
        GOLDEN.replace("A,x,2", "A,x,<5")
        + "\nAll,x,30\nAll,y,31\nAll,z,95\nA,All,46\nB,Total,44\nC,All,66\nAll,All,156\n"
    )
    assert hereabouts.json("trust", "attack", naive)["recovered_exactly"] == 1
    out = tmp_path / "protected.csv"
    hereabouts("trust", "protect", table, "--out", out)
    assert hereabouts.json("trust", "attack", out, naive)["recovered_exactly"] == 4
    assert "1 hidden cells: 1 recovered exactly, 1 within 3." in hereabouts("trust", "attack", naive).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zone,kind,count\nA,x,two\n", "The count of A, x in table.csv is not a whole number."),
        ("zone,kind,count\nA,x,2\nA,x\n", "Row 3 of table.csv has 2 cells, not 3."),
        ("zone,kind,count\nA,x,-2\n", "never below 0"),
        ("zone,kind,count\nA,x,20\nB,x,30\nAll,x,51\n", "says 51 for Total, x, but its rows add up to 50"),
        ("count\n4\n", "needs a heading row"),
        ("zone,zone,count\nA,x,2\n", "same heading"),
    ],
)
def test_a_table_that_cannot_be_read(hereabouts, table, tmp_path, text, said):
    table.write_text(text)
    done = hereabouts("trust", "protect", table, "--out", tmp_path / "out.csv", check=False)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_a_rule_nobody_wrote(hereabouts, table, tmp_path):
    done = hereabouts("trust", "protect", table, "--profile", "shut", "--out", tmp_path / "out.csv", check=False)
    assert (done.returncode, done.stderr) == (2, "There is no disclosure rule called “shut”, only: health, open.\n")
    assert "no file called" in hereabouts("trust", "attack", tmp_path / "none.csv", check=False).stderr
