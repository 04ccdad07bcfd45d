"""A profile taken away: every file is opened again by what reads such files, and says the same number as the page."""

import csv
import io
import json
import os
import re
import subprocess

import docx
import openpyxl
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from hereabouts.engines import pdf
from hereabouts.records.evidence import changes as evidence
from tests.environment import ROOT
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
INCOME = 974 / 3410  # counted by hand from the fixture: 300 + 430 + 44 + 200 of 950 + 920 + 510 + 1030


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def take(as_role, partnership):
    """Take the profile of East away in one form."""

    def taken(ending, role="analyst", **query):
        answer = as_role(role).get(reverse(f"place-{ending}", args=[partnership.east.pk]), query)
        assert answer.status_code == 200
        return answer

    return taken


# --- CSV and what its columns mean


@pytest.mark.requirement("X-36")
def test_the_csvw_metadata_describes_the_columns_of_the_csv_one_by_one(take):
    answer = take("csv")
    name = re.search(r'filename="([^"]+)"', answer["Content-Disposition"])[1]
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    told = json.loads(take("csvw").content)
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"] == name
    columns = told["tableSchema"]["columns"]
    assert [c["titles"] for c in columns] == rows[0]
    assert all(c["dc:description"] for c in columns)
    key = rows[0].index(told["tableSchema"]["primaryKey"])
    assert len({row[key] for row in rows[1:]}) == len(rows) - 1
    for at, column in enumerate(columns):
        for row in rows[1:]:
            if column["datatype"] == "number" and row[at] != column.get("null"):
                float(row[at])
    assert told["dc:license"] == ["Open Government Licence v3.0"]


def test_a_number_that_nobody_knows_is_empty_in_the_csv_and_never_zero(take):
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(take("csv").content.decode()))}
    assert rows["emergency_stays"]["lo"] == ""  # no counts: no range
    assert rows["emergency_stays"]["words"] == "not compared"
    assert rows["income_deprived"]["boundaries"] == "DZ2011"


# --- the same number everywhere


@pytest.mark.requirement("X-36", "L-05")
def test_the_same_number_stands_in_every_form(take):
    shown = f"{INCOME:.1%}"
    assert shown in take("html").content.decode()
    row = next(r for r in csv.DictReader(io.StringIO(take("csv").content.decode())) if r["id"] == "income_deprived")
    assert float(row["value"]) == pytest.approx(INCOME, abs=1e-12)
    assert (row["numerator"], row["denominator"]) == ("974", "3410")
    figure = next(f for f in take("json").json()["indicators"] if f["id"] == "income_deprived")
    assert figure["value"] == float(row["value"])
    book = openpyxl.load_workbook(io.BytesIO(take("xlsx").content))
    sheet = book["The numbers, compared"]
    head = [cell.value for cell in sheet[1]]
    line = next(r for r in sheet.iter_rows(min_row=2, values_only=True) if r[head.index("Id")] == "income_deprived")
    assert line[head.index("Figure")] == pytest.approx(INCOME, abs=1e-12)
    word = docx.Document(io.BytesIO(take("docx").content))
    assert shown in {cell.text for table in word.tables for tablerow in table.rows for cell in tablerow.cells}


def test_the_finding_is_the_same_on_the_page_and_in_the_files(take, as_role, partnership):
    page = as_role("analyst").get(reverse("place", args=[partnership.east.pk])).content.decode()
    told = openpyxl.load_workbook(io.BytesIO(take("xlsx").content))["About"]
    finding = next(row[1] for row in told.iter_rows(values_only=True) if row[0] == "Finding")
    assert finding.rstrip(".") in page


# --- Excel


@pytest.mark.requirement("X-36")
def test_the_workbook_says_where_every_number_comes_from_down_to_the_row(take):
    book = openpyxl.load_workbook(io.BytesIO(take("xlsx").content))
    assert book.sheetnames[0] == "About"
    assert book.sheetnames[-1] == "What the columns mean"
    source = book["Where it comes from"]
    head = [cell.value for cell in source[1]]
    files = {row[head.index("File")]: row for row in source.iter_rows(min_row=2, values_only=True)}
    assert {"indicators.csv", "ranks.csv", "population.csv"} <= set(files)
    assert all(re.fullmatch(r"[0-9a-f]{64}", row[head.index("SHA-256")]) for row in files.values())
    areas = book["The small areas"]
    head = [cell.value for cell in areas[1]]
    rows = [dict(zip(head, row, strict=True)) for row in areas.iter_rows(min_row=2, values_only=True)]
    income = [row for row in rows if row["Id"] == "income_deprived"]
    assert [row["Row of the count"] for row in income] == [3, 4, 5, 6]
    assert sum(row["Count"] for row in income) == 974
    formulas = book["How each figure is made"]
    assert any("income_deprived/all" in str(row) for row in formulas.iter_rows(values_only=True))
    told = {(row[0], row[1]) for row in book["What the columns mean"].iter_rows(min_row=2, values_only=True)}
    for sheet in book.sheetnames[1:-1]:
        assert {(sheet, cell.value) for cell in book[sheet][1]} <= told


def test_no_cell_of_the_workbook_is_a_formula(take, partnership):
    evidence.write_note(
        by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text='=HYPERLINK("http://x","y")'
    )
    for ending in ("xlsx", "csv"):
        body = take(ending).content
        if ending == "csv":
            cells = [cell for row in csv.reader(io.StringIO(body.decode())) for cell in row]
            assert not [c for c in cells if c.startswith(("=", "@"))]
        else:
            book = openpyxl.load_workbook(io.BytesIO(body))
            assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


# --- Word


@pytest.mark.requirement("X-36", "D-75")
def test_the_word_document_has_real_headings_captions_and_a_picture_with_words(take):
    word = docx.Document(io.BytesIO(take("docx").content))
    styles = [(p.style.name, p.text) for p in word.paragraphs]
    assert next(t for s, t in styles if s in {"Title", "Heading 1"}) == "East: place profile"
    headings = [t for s, t in styles if s.startswith("Heading")]
    assert "The numbers, compared" in headings
    assert "What we do not know" in headings
    assert "Where it comes from" in headings
    pictures = word.element.body.findall(".//" + qn("wp:docPr"))
    assert pictures
    assert all("worse lies to the left" in p.get("descr") for p in pictures)
    for table in word.tables:
        assert table.rows[0]._tr.trPr is not None  # the head repeats on every page
    assert "nan" not in " ".join(t for _, t in styles).lower().split()


def test_the_documents_hold_the_notes_of_the_place(take, partnership):
    evidence.write_note(
        by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text="The hostel counts as one home."
    )
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(take("docx").content)).paragraphs)
    assert "The hostel counts as one home. (Test Practitioner, 2026-11-20)" in text
    assert "The hostel counts as one home." in take("html").content.decode()


# --- the page to keep


def test_the_page_to_keep_needs_nothing_from_anywhere(take):
    html = take("html").content.decode()
    assert '<html lang="en">' in html
    assert html.count("<h1>") == 1
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "<script" not in html
    assert "url(http" not in html


# --- PDF


@pytest.fixture
def letters():
    """PDF needs the system's Pango; a machine without it says so, CI never goes without."""
    try:
        pdf.pdf_of("<p>x</p>")
    except pdf.NoPdf as without:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(without))


@pytest.mark.slow
@pytest.mark.requirement("X-36")
@pytest.mark.usefixtures("letters")
def test_the_pdf_is_tagged_has_its_title_and_language_and_can_be_read(take):
    pypdf = pytest.importorskip("pypdf") if not os.environ.get("CI") else __import__("pypdf")
    read = pypdf.PdfReader(io.BytesIO(take("pdf").content))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == "East: place profile"
    kinds = set()

    def walk(node):
        node = node.get_object()
        kinds.add(node.get("/S"))
        below = node.get("/K", [])
        for child in below if isinstance(below, list) else [below]:
            if not isinstance(child, int) and hasattr(child.get_object(), "get"):
                walk(child)

    walk(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert f"{INCOME:.1%}" in text
    assert "What we do not know" in text
    assert f"1 / {len(read.pages)}" in text


@pytest.mark.slow
@pytest.mark.usefixtures("letters")
def test_a_page_that_asks_for_something_outside_makes_no_pdf_of_it():
    with pytest.raises(pdf.FetchError):
        pdf.pdf_of('<img src="http://elsewhere.example/x.png">')


def test_without_its_letters_the_pdf_says_what_to_take_instead(as_role, partnership, monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    answer = as_role("analyst").get(reverse("place-pdf", args=[partnership.east.pk]))
    assert answer.status_code == 422
    assert "Print the page, or take DOCX or HTML." in answer.content.decode()


# --- the command line


@pytest.mark.requirement("X-36")
def test_the_command_writes_what_the_page_gives(partnership, command, tmp_path, take, monkeypatch):
    monkeypatch.setattr("hereabouts.cli.profile.today", lambda: TODAY)
    for ending in ("csv", "docx", "html", "json", "xlsx"):
        command("place", "profile", "East", "--out", tmp_path / f"east.{ending}")
        assert (tmp_path / f"east.{ending}").stat().st_size > 500
    assert (tmp_path / "east.csv").read_bytes() == take("csv").content
    told = json.loads((tmp_path / "east.csv-metadata.json").read_text())
    assert told["url"] == "east.csv"
    everything = json.loads((tmp_path / "east.json").read_text())
    figure = next(f for f in everything["figures"] if f["id"] == "income_deprived")
    assert figure["value"] == pytest.approx(INCOME, abs=1e-12)
    assert {row["file"] for row in everything["provenance"]} >= {"indicators.csv"}


def test_the_command_says_which_endings_there_are_and_where_a_folder_lacks(partnership, command, tmp_path):
    done = command("place", "profile", "East", "--out", tmp_path / "east.odt", check=False)
    assert done.returncode != 0
    assert "must end in" in done.stdout + done.stderr
    lost = command("place", "profile", "East", "--out", tmp_path / "none" / "east.csv", check=False)
    assert lost.returncode != 0
    assert "There is no folder" in lost.stdout + lost.stderr
    assert "Traceback" not in lost.stdout + lost.stderr


def test_the_picture_of_the_word_document_is_a_picture():
    from hereabouts.engines.pixels import NAVY, Pixels

    drawn = Pixels(60, 40)
    drawn.box(10, 10, 5, 5, NAVY)
    drawn.number(20, 5, 17)
    from PIL import Image

    seen = Image.open(io.BytesIO(drawn.png()))
    assert seen.size == (60, 40)
    assert seen.getpixel((12, 12)) == NAVY
    assert seen.getpixel((0, 0)) == (255, 255, 255)
    assert drawn.png() == drawn.png()


def test_ci_brings_the_letters_that_pdf_draws_with():
    text = (ROOT / ".ci" / "run").read_text()
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "fonts-dejavu-core"):
        assert package in text
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
