"""No file we give becomes a program in a spreadsheet, whoever wrote the words and however they begin."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hereabouts.core.places import by_codes
from hereabouts.engines.tables import as_csv, as_xlsx
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import founder
from tests.worlds import WEST

RUN = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "＝1+1", "＠SUM(1)"]


@pytest.mark.parametrize("text", RUN)
def test_text_that_would_run_stays_text(text):
    assert list(csv.reader(io.StringIO(as_csv(["words"], [[text]]), newline="")))[1] == [f"'{text}"]
    cell = load_workbook(io.BytesIO(as_xlsx("Words", ["words"], [[text]]))).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_numbers_stay_numbers():
    assert as_csv(["n"], [[-3], [None], [date(2026, 11, 22)]]).splitlines()[1:] == ["-3", '""', "2026-11-22"]


@pytest.mark.django_db
def test_the_name_of_a_place_runs_in_no_table(as_role):
    rule = by_codes(WEST)
    made = places.define(by=founder(), on=date(2025, 1, 1), name='=HYPERLINK("//elsewhere")', rule=rule, prefix="HY")
    text = as_role("analyst").get(reverse("place-csv", args=[made.pk])).content.decode()
    names = {row["place"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert names == {'\'=HYPERLINK("//elsewhere")'}
