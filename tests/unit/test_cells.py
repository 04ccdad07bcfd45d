"""What goes to a spreadsheet: text stays text, in every file we write."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from hereabouts.core.cells import safe_cell
from hereabouts.core.releases.laid_out import laid_out
from hereabouts.engines.release_files import Released, csv_of
from hereabouts.engines.tables import as_csv, as_xlsx

RUN = ["=1+1", "+1", "-1", "@x", " =1", "\u00a0=1", "\t=1", "\n=1", "\ufeff=1", "＝1"]


@pytest.mark.parametrize("text", RUN)
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"


def test_numbers_stay_numbers_and_none_is_empty():
    assert (safe_cell(-4), safe_cell(None), safe_cell("a=b")) == (-4, "", "a=b")


@pytest.mark.parametrize("text", RUN)
def test_every_table_we_write_has_the_same_rule(text):
    (_, [cell]) = csv.reader(io.StringIO(as_csv(["said"], [[text]]), newline=""))
    assert cell == f"'{text}"
    [table] = laid_out("free", {"listing": [{"said": text}]}).tables
    told = csv_of(table, Released("T", "", date(2026, 11, 20), 1, ""))
    assert list(csv.reader(io.StringIO(told, newline=""))) == [["said"], [f"'{text}"]]
    book = load_workbook(io.BytesIO(as_xlsx("Said", ["said"], [[text]])))
    assert (book.active["A2"].data_type, book.active["A2"].quotePrefix) == ("s", True)
