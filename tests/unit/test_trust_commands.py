"""Protect and attack on the command line: tables in, tables out, one plain sentence where something is wrong."""

import csv
import io
from itertools import product

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
    assert "1 hidden cell: 1 recovered exactly, 1 within 3." in hereabouts("trust", "attack", naive).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zone,kind,count\nA,x,two\n", "Row 2 of table.csv, column “count”: “two” is not a whole number."),
        ("zone,kind,count\nA,x,2\nA,x\n", "Row 3 of table.csv has 2 cells, not 3."),
        ("zone,kind,count\nA,x,-2\n", "a count never is"),
        ("zone,kind,count\nA,x,20\nB,x,30\nAll,x,51\n", "says 51 for Total, x, but its rows add up to 50"),
        ("count\n4\n", "needs a heading row"),
        ("zone,zone,count\nA,x,2\n", "Columns 1 and 2 of table.csv have the same heading, “zone”."),
        ("zone,Count,count\nA,12,2\n", "Columns 2 and 3 of table.csv have the same heading, “count”."),
        ("zone,,count\nA,x,2\n", "Column 2 of table.csv has no heading."),
        ("zone,kind\nA,x\nB,y\n", "table.csv has no column of counts: its last column, “kind”, holds no number."),
        ("zone,count\n", "table.csv has headings and no row under them."),
        ("", "table.csv is empty."),
        ("zone,kind,count\nA,x,12\nA,y,3.5\n", "Row 3 of table.csv, column “count”: “3.5” is not a whole number."),
        ('zone,kind,count\nA,x,"1,20"\n', "Row 2 of table.csv, column “count”: “1,20” is not a whole number."),
        ("zone;kind;count\nA;x;1.204,5\n", "Row 2 of table.csv, column “count”: “1.204,5” is not a whole number."),
        ("zone,kind,count\nA,x,\n", "Row 2 of table.csv, column “count”, is empty."),
        (
            "zone,kind,count\nA,x,1,204\n",
            "Row 2 of table.csv has 4 cells, not 3. A number with a comma in it stands in quotes.",
        ),
        (
            'zone,kind,count\n"A\nB",x,12\nB,,20\n',
            "Row 3 of table.csv does not say of what it counts: its cell under “kind” is empty.",
        ),
    ],
)
def test_a_table_that_cannot_be_read(hereabouts, table, tmp_path, text, said):
    table.write_text(text)
    done = hereabouts("trust", "protect", table, "--out", tmp_path / "out.csv", check=False)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "text", ["zone,kind,count\nA,x,3.5\nA,y,20\n", "zone,kind,count\nA,x,-3\n", "zone,kind\nA,x\n"]
)
def test_what_looks_like_a_number_is_no_mark_for_the_attacker_either(hereabouts, table, text):
    table.write_text(text)
    done = hereabouts("trust", "attack", table, check=False)
    assert done.returncode == 2
    assert "table.csv" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffzone,kind,count\nA,x,2\nA,y,20\nB,x,30\nB,y,40\n",
        "zone;kind;count\nA;x;2\nA;y;20\nB;x;30\nB;y;40\n",
        "zone\tkind\tcount\nA\tx\t2\nA\ty\t20.0\nB\tx\t30\nB\ty\t40\n",
        'kind,zone,Count\nx,A,"2"\ny,A,20\nx,B,"30"\ny,B,40\n',
    ],
)
def test_however_it_is_saved_the_same_cells_are_hidden(hereabouts, table, tmp_path, text):
    table.write_text(text, encoding="utf-8")
    out = tmp_path / "out.csv"
    hereabouts("trust", "protect", table, "--out", out)
    assert sum(line.endswith(",hidden") for line in out.read_text().splitlines()) == 4
    assert hereabouts.json("trust", "attack", out)["recovered_within_3"] == 0


def test_one_dimension_four_dimensions_and_a_number_alone(hereabouts, table, tmp_path):
    out = tmp_path / "out.csv"
    table.write_text("zone,count\nA,3\nB,20\nC,1\nD,30\n")
    hereabouts("trust", "protect", table, "--out", out)
    assert hereabouts.json("trust", "attack", out)["recovered_within_3"] == 0
    rows = [f"{a},{b},{c},{d},{(7 * n) % 23}" for n, (a, b, c, d) in enumerate(product("12", "12", "123", "12"))]
    table.write_text("a,b,c,d,count\n" + "\n".join(rows) + "\n")
    hereabouts("trust", "protect", table, "--out", out)
    assert hereabouts.json("trust", "attack", out)["recovered_within_3"] == 0
    table.write_text("zone,kind,count\nTotal,Total,100\n")
    assert hereabouts.json("trust", "attack", table)["hidden_cells"] == 0


def test_a_guess_at_the_column_of_counts_is_said_aloud(hereabouts, table, tmp_path):
    table.write_text("zone,people,cases\nA,1000,10\nB,2000,30\n")
    done = hereabouts("trust", "protect", table, "--out", tmp_path / "out.csv")
    assert (
        "“cases” was taken for the counts, and “people” for what is counted. Head the column of counts" in done.stderr
    )
    table.write_text("zone,year,count\nA,2025,10\nA,2026,30\n")
    assert "was taken for the counts" not in hereabouts("trust", "protect", table, "--out", tmp_path / "out.csv").stderr


def test_a_rule_nobody_wrote(hereabouts, table, tmp_path):
    done = hereabouts("trust", "protect", table, "--profile", "shut", "--out", tmp_path / "out.csv", check=False)
    assert (done.returncode, done.stderr) == (2, "There is no disclosure rule called “shut”, only: health, open.\n")
    assert "no file called" in hereabouts("trust", "attack", tmp_path / "none.csv", check=False).stderr
