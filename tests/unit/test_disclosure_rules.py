"""The floor of a rule, rounded tables, percentages beside counts, and the command line."""

import dataclasses
import json

import pytest

from hereabouts.core.trust.disclosure import Share, attack, hide_small, protect, protect_together, rounded
from hereabouts.core.trust.links import grown, overlapping
from hereabouts.core.trust.rules import TooLax
from hereabouts.core.trust.tables import Rounding, counted, named, published
from hereabouts.engines.definitions import disclosure
from tests.unit.test_disclosure import GOLDEN, grid

OPEN, HEALTH = disclosure()["open"], disclosure()["health"]


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize(
    ("rule", "name", "value"),
    [(OPEN, "hide_up_to", 3), (OPEN, "least_width", 4), (OPEN, "least_share", 0.4), (OPEN, "least_numerator", 9),
     (OPEN, "least_people", 99), (OPEN, "least_households", 29), (HEALTH, "hide_up_to", 6), (HEALTH, "round_to", 0),
     (HEALTH, "round_to", 3), (OPEN, "kind", "none"), (OPEN, "least_share", float("nan"))],
)  # fmt: skip
def test_no_rule_is_laxer_than_its_floor(rule, name, value):
    with pytest.raises(TooLax):
        dataclasses.replace(rule, **{name: value})


def test_a_rule_may_be_stricter():
    assert dataclasses.replace(OPEN, hide_up_to=9, least_width=10).small(9)


@pytest.mark.requirement("X-04")
def test_a_health_table_is_rounded_and_its_totals_made_again():
    made = protect(grid([[3, 8, 12], [0, 13, 7]]), HEALTH)
    told = {made.row(cell): n for cell, n in made.cells.items()}
    assert [told[row] for row in (("0", "0"), ("0", "1"), ("0", "2"), ("1", "0"), ("1", "1"), ("1", "2"))] == [
        None, 10, 10, 0, 15, None,
    ]  # fmt: skip
    assert (told["0", "Total"], told["1", "Total"], told["Total", "Total"]) == (20, 15, 35)
    found = attack([made])
    assert {(r.lo, r.hi) for r in found.intervals.values()} == {(1, 7)}


def test_what_is_printed_tells_between_which_counts_it_lies():
    five = Rounding(5, 7)
    for count in range(200):
        lo, hi = five.between(five.rounded(count))
        assert lo <= count <= hi


@pytest.mark.requirement("X-04")
def test_two_rounded_tables_are_attacked_together():
    """With the same people by age and by sex, the intervals of one bound the other."""
    by_age = rounded(counted(["age"], [(["young"], 1), (["old"], 8)]), HEALTH)
    by_sex = rounded(counted(["sex"], [(["women"], 2), (["men"], 7)]), HEALTH)
    alone, both = attack([by_age]).intervals, attack([by_age, by_sex]).intervals
    young = named(["age"], ["young"])
    assert (alone[young].hi, both[young].hi) == (7, 6)


@pytest.mark.requirement("X-04")
def test_a_percentage_tells_what_the_count_hides():
    table = published(["z"], [(("A",), None), (("B",), None), (("Total",), 40)])
    a, whole = named(["z"], ["A"]), frozenset()
    assert attack([table]).intervals[a].width == 38  # 1 to 39: a zero is printed
    found = attack([table], shares=[Share(a, whole, 7.5, 1)])
    assert (found.intervals[a].lo, found.intervals[a].hi) == (3, 3)
    assert attack([table], shares=[Share(a, whole, 8, 0)]).recovered_within_3 == 2


@pytest.mark.requirement("X-04")
def test_places_that_overlap_leave_parts():
    cells = [frozenset({("place", p), ("age", "old")}) for p in ("City", "East", "North")]
    areas = {"City": {"1", "2", "3"}, "East": {"1", "2"}, "North": {"3", "4"}}
    parts = {dict(whole)["place"]: {dict(p)["place"] for p in found} for whole, found in overlapping(cells, areas)}
    assert parts["City"] == {"East", "City and North without East"}
    assert len(parts["North"]) == 2


@pytest.mark.requirement("X-04")
def test_two_tables_of_one_people_are_protected_as_one():
    rows = [((a, b, c), n) for (a, b, c), n in zip(
        [(a, b, c) for a in "AB" for b in "yo" for c in "wm"], [2, 11, 14, 9, 7, 20, 12, 13], strict=True)]  # fmt: skip
    by_age = counted(["zone", "age"], [((a, b), n) for (a, b, c), n in rows])
    by_all = counted(["zone", "age", "sex"], rows)
    alone = [protect(one, OPEN) for one in (by_age, by_all)]
    both = protect_together([by_age, by_all], OPEN)
    assert attack(both).recovered_within_3 == 0
    assert attack(both).tables == 2
    assert attack([hide_small(by_age, OPEN), hide_small(by_all, OPEN)]).recovered_exactly > 0
    assert len(alone) == 2


@pytest.mark.requirement("X-04")
def test_a_count_that_grows_is_subtracted():
    cells = [named(["z", "period"], ["A", p]) for p in ("Q1", "Q2")]
    tables = [published(["z", "period"], [(("A", p), n)]) for p, n in (("Q1", 10), ("Q2", 11))]
    found = attack(tables, links=grown(cells, ["Q1", "Q2"])).differences
    assert [(r.lo, r.hi) for r in found.values()] == [(1, 1)]


@pytest.mark.requirement("X-04")
def test_the_commands_protect_and_attack(command, tmp_path):
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text(
        "r,c,count\n" + "".join(f"{r},{c},{n}\n" for r, row in enumerate(GOLDEN) for c, n in enumerate(row))
    )
    for profile in ("open", "health"):
        command("trust", "protect", table, "--profile", profile, "--out", out)
        assert ",Total," in out.read_text()
        found = command.json("trust", "attack", out)
        assert found["hidden_cells"] > 0
        assert (found["recovered_exactly"], found["recovered_within_3"]) == (0, 0)
    lax = tmp_path / "lax.toml"
    lax.write_text(
        "\n".join(f"{k} = {json.dumps(v)}" for k, v in {**dataclasses.asdict(OPEN), "hide_up_to": 2}.items())
    )
    done = command("trust", "protect", table, "--profile", lax, "--out", out, check=False)
    assert done.returncode == 2
    assert "the floor is 4" in done.stderr


def test_percentages_of_a_file_are_read(command, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("z,count,percent\nA,hidden,7.5\nB,hidden,\nTotal,40,100\n")
    found = command.json("trust", "attack", table)
    assert found["recovered_exactly"] == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A,x,20\nA,x,30\n", "Row 3 of t.csv gives A, x a second time; it stands in row 2 already."),
        ("A,x,20\n\nA,,3\n", "Row 4 of t.csv does not say of what it counts"),
        ("A,x,nan\n", "Row 2 of t.csv, column “count”: “nan” is not a whole number."),
        ("A,x,-2\n", "Row 2 of t.csv, column “count”: -2 is below 0, and a count never is."),
        ("A,x,two\n", "not a whole number"),
        ("A,x,20\nB,x,30\nTotal,x,51\n", "says 51 for Total, x, but its rows add up to 50"),
        ("Total,x,51\n", "holds totals and nothing that they add up from"),
    ],
)
def test_bad_input_is_named_with_its_row(command, tmp_path, rows, said):
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text("zone,kind,count\n" + rows)
    done = command("trust", "protect", table, "--out", out, check=False)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not out.exists()


def test_a_combination_without_a_row_is_said_aloud(command, tmp_path):
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text("zone,kind,count\nA,x,20\nB,y,30\n")
    done = command("trust", "protect", table, "--out", out)
    assert "t.csv: 2 combinations have no row and were taken as 0: A, y; B, x." in done.stderr
    assert "A,y,0" in out.read_text()


@pytest.mark.requirement("X-04")
def test_what_an_earlier_release_hid_stays_hidden():
    """A count that is large enough to print, and was hidden for another's sake before, is hidden again."""
    table = grid(GOLDEN)
    first = protect(table, OPEN)
    part = counted(["rc1", "rc0"], [((str(c), str(r)), n) for r, row in enumerate(GOLDEN) for c, n in enumerate(row)])
    again = protect(part, OPEN, earlier=[first])
    assert set(first.hidden()) <= set(again.hidden())
    assert attack([first, again]).recovered_within_3 == 0


def test_a_cell_that_nothing_keeps_in_doubt_is_printed():
    """Beside a small count a large one cannot be 17 counts in doubt, so it is not hidden in its place."""
    protected = protect(grid([[33, 2], [1, 40]]), OPEN)
    assert attack([protected]).recovered_within_3 == 0
