"""A partner's tracker comes in whole or not at all; a plan goes out without a formula in it."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from hereabouts.core.plans.tracker import NotATracker, read
from hereabouts.engines.tables import NotATable, as_csv, as_xlsx, rows_of

HEADINGS = ["Action", "Lead partner", "Start", "Due", "Measure", "Baseline", "Target", "Cost"]
PARTNERS = ["Larkhaven Council", "Harbour Housing"]


def test_rows_are_read_by_what_partners_call_their_columns():
    rows = [HEADINGS, ["Dry the flats", "harbour housing", "01/04/2026", date(2027, 3, 31), "Repairs", "41%", 90, "£12,000"],
            ["", "", "", "", "", "", "", ""], ["Light the path", "", "", "", "", "", "", 0]]  # fmt: skip
    first, second = read(rows, organisations=PARTNERS)
    assert (first.title, first.lead, first.starts_on, first.due_on) == (
        "Dry the flats",
        "Harbour Housing",
        date(2026, 4, 1),
        date(2027, 3, 31),
    )
    assert (first.baseline, first.target, first.money) == (Decimal(41), Decimal(90), Decimal(12000))
    assert (second.row, second.lead, second.due_on, second.money) == (4, "", None, Decimal(0))  # nothing is an answer


def test_every_fault_is_named_with_its_row_and_column():
    rows = [
        HEADINGS,
        ["", "Nobody", "", "31/13/2027", "", "", "x", ""],
        ["Late", "", "1/4/2026", "1/3/2026", "", "", "", "inf"],
    ]
    with pytest.raises(NotATracker) as refused:
        read(rows, organisations=PARTNERS)
    said = str(refused.value)
    for words in ["Row 2, column A: the action has no title.", "Row 2, column B: “Nobody” is no partner", "Row 2, column D: “31/13/2027” is not a day",
                  "Row 2, column G: “x” is not a number", "Row 3, column D: the action is due before it starts.", "Row 3, column H"]:  # fmt: skip
        assert words in said


@pytest.mark.parametrize("rows", [[], [["Colour", "Size"], ["red", "1"]], [HEADINGS]])
def test_a_table_that_is_no_tracker_says_so(rows):
    with pytest.raises(NotATracker):
        read(rows, organisations=PARTNERS)


EVIL = ["=1+1", "+44 1632 960000", "-5 people", "@SUM(A1)", "\tx", "plain", 12.5, -3]


def test_no_text_becomes_a_formula(tmp_path):
    (row,) = list(csv.reader(io.StringIO(as_csv(["a"], [EVIL]))))[1:]
    assert row == ["'=1+1", "'+44 1632 960000", "'-5 people", "'@SUM(A1)", "'\tx", "plain", "12.5", "-3"]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(as_xlsx("A/B: plan", ["a"] * 8, [EVIL]))
    cells = load_workbook(path).active[2]
    assert [cell.data_type for cell in cells] == ["s"] * 6 + ["n"] * 2
    assert [cell.value for cell in cells] == EVIL
    assert b"<f>" not in path.read_bytes()


def test_a_table_comes_back_as_it_went_out(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(as_xlsx("t", ["Title", "Due"], [["Dry \x07 flats", date(2027, 3, 31)]]))
    assert rows_of(path) == [["Title", "Due"], ["Dry  flats", date(2027, 3, 31)]]
    text = tmp_path / "t.csv"
    text.write_bytes("Title;Due\nCafé;1/4/2027\n".encode("cp1252"))
    assert rows_of(text) == [["Title", "Due"], ["Café", "1/4/2027"]]


def test_a_file_that_is_no_table_says_so(tmp_path):
    with pytest.raises(NotATable, match="There is no file"):
        rows_of(tmp_path / "none.csv")
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    with pytest.raises(NotATable, match="is not a spreadsheet"):
        rows_of(tmp_path / "x.xlsx")


def test_excel_dates_and_numbers_are_read(tmp_path):
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append(["Dry the flats", "Harbour Housing", None, date(2027, 3, 31), None, None, None, 250])
    book.save(tmp_path / "tracker.xlsx")
    (one,) = read(rows_of(tmp_path / "tracker.xlsx"), organisations=PARTNERS)
    assert (one.due_on, one.money) == (date(2027, 3, 31), Decimal(250))


PEOPLE = {"Test Practitioner": "Harbour Housing", "Ines Harbour": "Larkhaven Council"}


@pytest.mark.parametrize(
    ("cell", "lead", "person"),
    [
        ("larkhaven council", "Larkhaven Council", ""),
        ("test practitioner", "Harbour Housing", "Test Practitioner"),
        ("Council", "Larkhaven Council", ""),
        ("Ines", "Larkhaven Council", "Ines Harbour"),
        ("", "", ""),
    ],
)
def test_a_lead_is_found_by_partner_or_person_where_there_is_exactly_one(cell, lead, person):
    (one,) = read([["Action", "Lead"], ["Dry the flats", cell]], organisations=PARTNERS, people=PEOPLE)
    assert (one.lead, one.person) == (lead, person)


def test_a_lead_that_could_be_two_or_nobody_is_named():
    rows = [["Action", "Lead", "Lead officer"], ["Dry the flats", "Harbour", ""], ["Light the path", "Nobody", ""],
            ["Paint it", "Larkhaven Council", "Test Practitioner"]]  # fmt: skip
    with pytest.raises(NotATracker) as refused:
        read(rows, organisations=PARTNERS, people=PEOPLE)
    for words in ("Row 2, column B: “Harbour” could be Harbour Housing or Ines Harbour", "Row 3, column B: “Nobody” is no partner",
                  "Row 4, column C: Test Practitioner works for Harbour Housing"):  # fmt: skip
        assert words in str(refused.value)
