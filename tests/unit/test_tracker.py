"""A partner's tracker comes in whole or not at all; a plan goes out without a formula in it."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from hereabouts.core.plans.tracker import Measure
from hereabouts.core.plans.tracker_heads import NotATracker
from hereabouts.core.plans.tracker_leads import Leads
from hereabouts.core.plans.tracker_read import Known
from hereabouts.core.plans.tracker_read import read as reading
from hereabouts.core.plans.tracker_sheet import Book, Sheet, SheetCell, SheetLine
from hereabouts.engines.tables import NotATable, as_csv, as_xlsx, rows_of

HEADINGS = ["Action", "Lead partner", "Start", "Due", "Measure", "Baseline", "Target", "Cost"]
PARTNERS = ["Larkhaven Council", "Harbour Housing"]
TODAY = date(2026, 11, 20)


def book(rows):
    return Book((Sheet("", tuple(SheetLine(n, tuple(map(SheetCell, row))) for n, row in enumerate(rows, start=1))),))


def read(rows, *, people=None, **answers):
    known = Known(Leads(PARTNERS, people or {}), TODAY, ("Warm homes",), date(2028, 3, 31))
    return reading(book(rows), known=known, answers={key.replace("_", " "): said for key, said in answers.items()})


def test_rows_are_read_by_what_partners_call_their_columns():
    rows = [HEADINGS, ["Dry the flats", "harbour housing", "01/04/2026", date(2027, 3, 31), "Repairs", "41%", 90, "£12,000"],
            ["", "", "", "", "", "", "", ""], ["Light the path", "", "", "", "", "", "", 0]]  # fmt: skip
    first, second = read(rows).rows
    assert (first.title, first.lead, first.starts_on, first.due_on) == (
        "Dry the flats",
        "Harbour Housing",
        date(2026, 4, 1),
        date(2027, 3, 31),
    )
    assert (first.measures, first.money) == ((Measure("Repairs", Decimal(41), Decimal(90)),), Decimal(12000))
    assert (second.row, second.lead, second.due_on, second.money) == (4, "", None, Decimal(0))  # nothing is an answer


def test_every_fault_and_question_is_named_with_its_row_and_column():
    """Once every fault refused. Now what a person can answer is asked, and a lead whom nobody knows waits."""
    rows = [
        HEADINGS,
        ["", "Nobody", "", "31/13/2027", "", "", "x", ""],
        ["Late", "", "1/4/2026", "1/3/2026", "", "", "", "inf"],
    ]
    found = read(rows)
    said = [str(one.words) for one in (*found.refused, *found.questions)]
    for words in [
        "Row 2, column A: the action has no title.",
        "Row 3, column D: the action is due before it starts. Which of the two days counts?",
    ]:
        assert words in said
    rows[1][0] = "Dry the flats"
    said = " ".join(str(one.words) for one in read(rows).questions)
    for words in ["Row 2, column B: “Nobody” is no partner", "Row 2, column D: “31/13/2027” is not one day",
                  "Row 2, column G: there are words where “Target” needs a number, such as “x”", "Row 3, column H"]:  # fmt: skip
        assert words in said


@pytest.mark.parametrize("rows", [[], [["Colour", "Size"], ["red", "1"]], [HEADINGS]])
def test_a_table_that_is_no_tracker_says_so(rows):
    with pytest.raises(NotATracker):
        read(rows)


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
    (one,) = read(rows_of(tmp_path / "tracker.xlsx")).rows
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
    (one,) = read([["Action", "Lead"], ["Dry the flats", cell]], people=PEOPLE).rows
    assert (one.lead, one.person) == (lead, person)


def test_a_lead_that_could_be_two_or_nobody_waits_and_is_asked_about():
    rows = [["Action", "Lead", "Lead officer"], ["Dry the flats", "Harbour", ""], ["Light the path", "Nobody", ""],
            ["Paint it", "Larkhaven Council", "Test Practitioner"]]  # fmt: skip
    found = read(rows, people=PEOPLE)
    said = " ".join(str(one.words) for one in found.questions)
    for words in ("Row 2, column B: “Harbour” could be several.", "Row 3, column B: “Nobody” is no partner",
                  "Row 4, column C: Test Practitioner works for Harbour Housing, and the row is led by Larkhaven Council."):  # fmt: skip
        assert words in said
    assert [row.lead_words for row in found.rows] == ["Harbour", "Nobody", ""]
    assert [one.key for one in found.open] == ["works elsewhere: test practitioner / larkhaven council"]


class TestNothingIsGuessed:
    """Issue 7, bad input: dates as text, quarters, "ongoing", two leads, colours, hidden rows, each in a sentence."""

    def one(self, heading, cell, **answers):
        found = read([["Action", heading], ["Dry the flats", cell]], **answers)
        return found, [str(one.words) for one in found.open], found.rows[0]

    @pytest.mark.parametrize(
        ("begins", "year", "due"),
        [("april", "2026", date(2026, 12, 31)), ("january", "2026", date(2026, 9, 30)), ("april", "2027", date(2027, 12, 31))],
        ids=["financial", "calendar", "next year"],
    )  # fmt: skip
    def test_a_quarter_is_asked_for_its_year_and_for_how_the_council_counts(self, begins, year, due):
        _, asked, row = self.one("Due", "Q3")
        assert asked == [
            "Row 2, column B: there are quarters, such as “Q3”. In which month does your year begin?",
            "Row 2, column B: “Q3” has no year. Which year is meant?",
        ]
        assert row.due_on is None
        found, asked, row = self.one("Due", "Q3", quarters=begins, year_of_q3=year)
        assert (asked, row.due_on, found.ready) == ([], due, True)

    @pytest.mark.parametrize("cell", ["Q3 2026/27", "2026/27 Q3", "Quarter 3 of 2026/27", "q3 26/27", "FY2026/27 Q3"])
    def test_a_quarter_with_its_year_asks_only_how_the_council_counts(self, cell):
        _, asked, _ = self.one("Due", cell)
        assert len(asked) == 1
        assert self.one("Due", cell, quarters="april")[2].due_on == date(2026, 12, 31)
        assert self.one("Start", cell, quarters="january")[2].starts_on == date(2026, 7, 1)

    @pytest.mark.parametrize("cell", ["2027", "after Easter", "46112", "03/25/2027"])
    def test_words_for_a_day_are_asked_about_and_may_be_left_open_or_given_a_day(self, cell):
        found, asked, row = self.one("By when", cell)
        assert (asked, row.due_on) == ([f"Row 2, column B: “{cell}” is not one day. Which day is meant?"], None)
        answer = {found.open[0].key: "open"}
        assert self.one("By when", cell, **answer)[0].ready
        assert self.one("By when", cell, **{found.open[0].key: "1 May 2027"})[2].due_on == date(2027, 5, 1)
        assert self.one("By when", cell, **{found.open[0].key: "some day"})[0].open[0].unheard == "some day"

    @pytest.mark.parametrize(
        ("cell", "due"),
        [("31st March 2027", date(2027, 3, 31)), ("Wed 31 Mar 27", date(2027, 3, 31)), ("4/5/27", date(2027, 5, 4)),
         ("31.12.27", date(2027, 12, 31))],
        ids=["ordinal", "weekday", "day first", "dots"],
    )  # fmt: skip
    def test_a_plain_day_as_text_is_read(self, cell, due):
        found, asked, row = self.one("Due", cell)
        assert (asked, row.due_on, found.ready) == ([], due, True)

    def test_two_leads_in_one_cell_are_asked_about(self):
        found, asked, row = self.one("Lead", "Harbour Housing / Larkhaven Council")
        assert asked == [
            "Row 2, column B: “Harbour Housing / Larkhaven Council” names 2. Who leads? The others support."
        ]
        assert not row.lead
        answer = {found.open[0].key: "Larkhaven Council"}
        _, _, row = self.one("Lead", "Harbour Housing / Larkhaven Council", **answer)
        assert (row.lead, row.supporting) == ("Larkhaven Council", ("Harbour Housing",))
        _, _, row = self.one("Lead", "Harbour Housing / Larkhaven Council", **{found.open[0].key: "later"})
        assert (row.lead, row.lead_words) == ("", "Harbour Housing / Larkhaven Council")

    @pytest.mark.parametrize(
        "cell", ["Larkhaven Council\nHarbour Housing", "Larkhaven Council and Harbour Housing", "Police; NHS"]
    )
    def test_two_leads_are_two_however_they_are_joined(self, cell):
        assert "names 2. Who leads?" in self.one("Lead", cell)[1][0]

    def test_a_colour_without_a_word_is_asked_about(self):
        lines = (
            SheetLine(1, (SheetCell("Action"), SheetCell("RAG"))),
            SheetLine(2, (SheetCell("Dry"), SheetCell(fill="C00000"))),
        )
        known = Known(Leads(PARTNERS), TODAY)
        found = reading(Book((Sheet("", lines),)), known=known, answers={})
        assert [str(one.words) for one in found.open] == [
            "Row 2, column B: the cell is red (C00000) and holds no word. What does the colour mean?"
        ]
        found = reading(Book((Sheet("", lines),)), known=known, answers={"colour: c00000": "paused"})
        assert found.rows[0].state == "paused"

    def test_a_column_of_words_for_money_is_asked_about_once(self):
        rows = [["Action", "Cost"], ["A", "in kind"], ["B", "TBC"], ["C", "5k"], ["D", "£1.2m"], ["E", 0]]
        found = read(rows)
        assert [str(one.words) for one in found.open] == [
            "Rows 2–3, column B: there are words where “Cost” needs a number, such as “in kind”. What now?"
        ]
        assert [row.money for row in found.rows] == [None, None, 5000, 1_200_000, 0]
        mend = read(rows, words_in_cost="mend")
        assert [(one.row, one.column) for one in mend.refused] == [(2, "B"), (3, "B")]

    def test_an_answer_that_is_none_leaves_the_question_open(self):
        found, _, _ = self.one("Due", "Q3", quarters="may", year_of_q3="2026")
        assert [(one.key, one.unheard) for one in found.open] == [("quarters", "may")]


@pytest.mark.parametrize(
    ("words", "money"),
    [("circa £800", 800), ("£3,000 + VAT", 3000), ("£2k p.a.", 2000), ("TBC", None)],
    ids=["circa", "vat", "year", "none"],
)
def test_the_first_number_in_words_is_taken_where_somebody_says_so(words, money):
    rows = [HEADINGS, ["Dry the flats", "", "", "", "", "", "", words]]
    assert read(rows).open
    (row,) = read(rows, words_in_cost="first").rows
    assert row.money == money


@pytest.mark.parametrize(
    ("words", "day"),
    [("Sept 2026", date(2026, 9, 30)), ("Spring 2027", date(2027, 5, 31)), ("Mar 26?", date(2026, 3, 31)), ("end of 25/26", date(2026, 3, 31))],
    ids=["sept", "spring", "unsure", "financial"],
)  # fmt: skip
def test_months_seasons_and_financial_years_are_asked_about_once(words, day):
    rows = [HEADINGS, ["Dry the flats", "", "", words, "", "", "", ""], ["A bus", "", "", "Dec 2026", "", "", "", ""]]
    (question,) = read(rows).open
    assert "Is the last day of each meant?" in str(question.words)
    assert [row.due_on for row in read(rows, periods_due="edge").rows] == [day, date(2026, 12, 31)]
    assert len([one for one in read(rows, periods_due="each").open if one.free]) == 2
    assert read(rows, **{"periods_due": "each", f"due: {words.lower()}": "open"}).rows[0].due_on is None


def test_words_that_are_no_day_are_asked_about_once():
    rows = [HEADINGS, *(["Dry", "", words, words, "", "", "", ""] for words in ("ongoing", "TBC", "asap"))]
    due = next(one for one in read(rows).open if one.key == "no days due")
    assert "words that are no day, such as “ongoing”" in str(due.words)
    answers = {"no_days_start": "open", "no_days_due": "until"}
    assert {(row.starts_on, row.due_on) for row in read(rows, **answers).rows} == {(None, date(2028, 3, 31))}


def test_a_name_that_only_fits_is_shown_and_not_hidden_in_a_fold():
    rows = [HEADINGS, ["Dry the flats", "housing", "", "", "", "", "", ""]]
    (question,) = [one for one in read(rows).questions if one.key == "lead: housing"]
    assert (question.must, question.answer) == (True, "Harbour Housing")
