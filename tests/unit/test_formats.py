"""One release, every format: the same cells with the same marks, read back by readers of their own (issue 4, part 5).

Nothing here has a database or an evidence file: a writer that went back to either would fail.
"""

import io
import json
import zipfile

import docx
import openpyxl
import pypdf
import pypdf.annotations
import pytest
from django.template.loader import render_to_string
from docx.shared import Pt
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from hereabouts.core.releases.formats import LABELS
from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.releases.untold import untold
from hereabouts.web.public import written
from hereabouts.web.public.links import served
from hereabouts.web.public.plan_page import page
from hereabouts.web.public.profile_page import profile_page
from tests.formats import MARK, as_read, off_the_page, read_html, tables_of, told_in, wrong_in
from tests.released_secrets import KINDS, SECRET, as_notice, files_of

QUICK = ("html", "docx", "xlsx", "csv", "json", "svg", "geojson")  # a PDF takes a second
SLOW = pytest.param(("pdf",), marks=pytest.mark.slow)
EVERY = [
    pytest.param(kind, form, marks=pytest.mark.slow if form == "pdf" else ())
    for kind in KINDS for form in ("html", *LABELS) if form != "geojson" or kind == "profile"
]  # fmt: skip


@pytest.mark.requirement("X-04", "X-36")
@pytest.mark.parametrize("only", [QUICK, SLOW])
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_the_same_cells_and_none_the_hidden_number(kind, only):
    content, _ = KINDS[kind]()
    files = files_of(kind, content, only)
    assert set(files) == set(only) - (set() if kind == "profile" else {"geojson"})
    assert MARK in str(tables_of(kind, content))
    assert wrong_in(kind, content, files) == []
    assert told_in(files, SECRET) == []


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize(("kind", "form"), EVERY)
def test_a_writer_that_is_given_the_unprotected_table_is_caught(kind, form):
    """The control, for every writer: both the cells and the search for the number must notice."""
    content, whole = KINDS[kind]()
    files = files_of(kind, whole, {form})
    assert {found for found, _ in wrong_in(kind, content, files)} == {form}
    assert told_in(files, SECRET) == [form]


def test_what_is_printed_was_attacked():
    for kind, made in KINDS.items():
        content, whole = made()
        assert untold(kind, content) == []
        if kind != "notice":  # its tables are all that it counts
            assert untold(kind, whole) != []
    content, _ = KINDS["profile"]()
    assert untold("profile", {**content, "population": 4690}) == ["East"]


def test_no_format_prints_a_total_or_a_share_of_its_own():
    """Each number of the tables stands in the release; sums of money, which count nobody, are the one exception."""
    for kind, made in KINDS.items():
        content, _ = made()
        numbers = set(_numbers(json.loads(as_notice(kind, content).text)))
        for table in laid_out(kind, content).tables:
            for row in table.rows:
                if row[0] != "All":
                    assert {cell for cell in row if isinstance(cell, int | float)} <= numbers, (kind, table.name, row)


def _numbers(told):
    if isinstance(told, dict | list):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _numbers(one)
    elif isinstance(told, int | float):
        yield told


def test_the_same_release_is_the_same_bytes():
    for kind, made in KINDS.items():
        content, _ = made()
        first = files_of(kind, content, {"docx", "csv", "svg", "geojson", "html"})
        written._kept.cache_clear()
        assert files_of(kind, content, {"docx", "csv", "svg", "geojson", "html"}) == first


def test_a_file_is_remembered_by_its_fingerprint():
    """Two releases that differ in a word are never taken for each other."""
    content, _ = KINDS["notice"]()
    one = files_of("notice", content, {"docx"})
    other = files_of("notice", {**content, "note": "Counted again."}, {"docx"})
    assert one != other


def test_a_character_that_no_document_holds_is_left_out_of_all_of_them():
    content, _ = KINDS["plan"]()
    content["priorities"][0]["title"] = "Clean\x0b\x00er & <b>streets</b>\r\nsoon"
    files = files_of("plan", content, {"html", "docx", "xlsx", "csv", "svg"})
    clean = json.loads(json.dumps(content).replace("\\u000b", "").replace("\\u0000", "").replace("\\r\\n", "\\n"))
    assert wrong_in("plan", clean, files) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_pdf_lies_off_its_page(kind):
    content, _ = KINDS[kind]()
    assert off_the_page(files_of(kind, content, {"pdf"})["pdf"]) == []


# --- the leak that hides in a corner of a file: each must be found


def _rezipped(body, part, before, more):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert before in text
                text = text.replace(before, more.encode() + before, 1)
            new.writestr(name, text)
    return packed.getvalue()


def _book(change):
    def planted(body):
        book, out = openpyxl.load_workbook(io.BytesIO(body)), io.BytesIO()
        change(book)
        book.save(out)
        return out.getvalue()

    return planted


def _hidden_sheet(book):
    sheet = book.create_sheet("x", 1)
    sheet["A1"], sheet.sheet_state = SECRET, "hidden"


def _pdf(change):
    def planted(body):
        made, out = pypdf.PdfWriter(clone_from=io.BytesIO(body)), io.BytesIO()
        change(made)
        made.write(out)
        return out.getvalue()

    return planted


def _word(change):
    def planted(body):
        word, out = docx.Document(io.BytesIO(body)), io.BytesIO()
        change(word)
        word.save(out)
        return out.getvalue()

    return planted


def _unseen(word):
    run = word.paragraphs[-1].add_run(f" {SECRET}")
    run.font.hidden, run.font.size = True, Pt(1)


def _before(piece, more):
    def planted(body):
        text = body if isinstance(body, bytes) else body.encode()
        assert piece in text
        made = text.replace(piece, more.encode() + piece, 1)
        return made if isinstance(body, bytes) else made.decode()

    return planted


N = str(SECRET)
CORNERS = {
    ("xlsx", "hidden sheet"): _book(_hidden_sheet),
    ("xlsx", "formula"): _book(lambda b: b.worksheets[1].__setitem__("Z1", "=700+31")),
    ("xlsx", "number format"): _book(lambda b: setattr(b.worksheets[1]["A2"], "number_format", f'"{N}"')),
    ("xlsx", "comment"): _book(lambda b: setattr(b.worksheets[1]["A2"], "comment", Comment(N, "x"))),
    ("xlsx", "name"): _book(lambda b: b.defined_names.add(DefinedName("x", attr_text=N))),
    ("xlsx", "properties"): _book(lambda b: setattr(b.properties, "keywords", N)),
    ("docx", "properties"): _word(lambda w: setattr(w.core_properties, "comments", N)),
    ("docx", "hidden text"): _word(_unseen),
    ("docx", "header"): _word(lambda w: w.sections[0].header.paragraphs[0].add_run(N)),
    ("docx", "words of a table"): lambda b: _rezipped(b, "word/document.xml", b"</w:tblPr>", f'<w:tblDescription w:val="{N}"/>'),
    ("docx", "split in runs"): lambda b: _rezipped(b, "word/document.xml", b"</w:body>", "<w:p><w:r><w:t>7</w:t></w:r><w:r><w:t>31</w:t></w:r></w:p>"),
    ("pdf", "information"): _pdf(lambda p: p.add_metadata({"/Subject": N})),
    ("pdf", "outline"): _pdf(lambda p: p.add_outline_item(title=N, page_number=0)),
    ("pdf", "attachment"): _pdf(lambda p: p.add_attachment(f"{N}.csv", b"x")),
    ("pdf", "note"): _pdf(lambda p: p.add_annotation(page_number=0, annotation=pypdf.annotations.FreeText(text=N, rect=(0, 0, 9, 9)))),
    ("svg", "comment"): _before(b"</svg>", f"<!-- {N} -->"),
    ("svg", "title"): _before(b"</svg>", f"<g><title>{N}</title></g>"),
    ("svg", "data"): _before(b' role="img"', f' data-n="{N}"'),
    ("html", "comment"): _before(b"</main>", f"<!-- {N} -->"),
    ("html", "tooltip"): _before(b"</main>", f'<span title="{N}"></span>'),
    ("html", "data"): _before(b"</main>", f'<span data-n="{N}"></span>'),
    ("geojson", "property"): _before(b'"hidden": [', f'"all": {N}, '),
    ("json", "key"): _before(b'"areas":[', f'"all":{N},'),
}  # fmt: skip


@pytest.mark.parametrize(
    "corner", [pytest.param(c, marks=pytest.mark.slow if c[0] == "pdf" else ()) for c in CORNERS], ids="-".join
)
def test_a_number_in_a_corner_of_a_file_is_found(corner):
    content, _ = KINDS["profile"]()
    form, _ = corner
    files = files_of("profile", content, {form})
    assert told_in(files, SECRET) == []
    leaking = {form: CORNERS[corner](files[form])}
    assert told_in(leaking, SECRET) == [form] or wrong_in("profile", content, leaking) != []


def test_a_number_in_the_name_of_a_file_is_found():
    assert told_in({}, SECRET, ["profile-2.csv", f"profile-{SECRET}.csv"]) == [f"name profile-{SECRET}.csv"]


# --- the pages that are made for reading


def test_the_page_of_a_profile_says_the_same_cells():
    content, whole = KINDS["profile"]()
    for given, hides in ((content, True), (whole, False)):
        made = as_notice("profile", given)
        text = render_to_string("public/profile.html", {"links": served(), "notice": made, **profile_page(made)})
        (_, _, measures), (_, _, areas) = read_html(text)
        told = {name: rows for name, _, rows in as_read(tables_of("profile", content))}
        assert [
            (r[0].split("\n")[0][: len(t[0])], MARK in r[1]) for r, t in zip(measures, told["measures"], strict=True)
        ] == [(t[0], t[3] == MARK) for t in told["measures"]]
        for row, t in zip(measures, told["measures"], strict=True):
            assert row[1].startswith(t[3])
            assert t[3] == MARK or f"{t[4]} to {t[5]}" in row[1]
            assert row[2].startswith(t[7])
        same = [row[1:] for row in areas] == [[t[2], t[3]] for t in told["areas"]]
        assert same is hides
        assert bool(told_in({"html": text}, SECRET)) is not hides


def test_the_page_of_a_plan_says_the_same_cells():
    content, whole = KINDS["plan"]()
    for given, hides in ((content, True), (whole, False)):
        made = as_notice("plan", given)
        text = render_to_string("public/plan.html", {"links": served(), "notice": made, **page(given)})
        [(_, _, money)] = read_html(text)
        told = {name: rows for name, _, rows in as_read(tables_of("plan", content))}
        assert money == told["money"]
        for title, raised, of, _ in told["priorities"]:
            section = text.split(f". {title}</h2>")[1].split("</section>")[0]
            words = "too few to show" if raised == MARK else f"{raised} of the {of} people"
            assert (words in section) is (hides or raised != MARK)
        assert bool(told_in({"html": text}, SECRET)) is not hides
