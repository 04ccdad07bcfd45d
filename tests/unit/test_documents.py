"""Word documents: read back as a screen reader would, by their structure."""

import io
import shutil
import struct
import subprocess
import time
import zipfile
import zlib
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn

from hereabouts.engines.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Table,
    written,
)

MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def png(width=4, height=4):
    """The smallest picture there is: one grey field."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


WHOLE = Document(
    title="Progress of the plan",
    subject="Quarter 3",
    author="Larkhaven Partnership",
    made_at=MADE,
    numbered=True,
    blocks=[
        Facts([("Report to", "Locality group"), ("Date", "20 November 2026")]),
        Heading("Purpose"),
        Paragraph("This report says what changed."),
        Paragraph("It asks for two decisions."),
        Heading("What changed"),
        Heading("On the street", level=2),
        Bullets(["Lights on Kiln Lane", "A bench"]),
        Bullets(["First", "Second"], counted=True),
        Quote("Nobody asked me before.", by="Resident, June 2026"),
        Table("Actions by status", ["Status", "Actions"], [["Done", "4"], ["Late", "1"]]),
        Picture(png(), alt="Map of the four areas", caption="The areas"),
        Paragraph("End.", plain=True),
    ],
)


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(written(WHOLE)))


def attribute(element, path, name):
    return [found.get(qn(name)) for found in element.iter(qn(path))]


def test_headings_are_headings_in_order(word):
    styled = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert styled == [
        ("Title", "Progress of the plan"),
        ("Heading 1", "Purpose"),
        ("Heading 1", "What changed"),
        ("Heading 2", "On the street"),
    ]


def test_numbers_are_words_own_list_of_two_levels(word):
    def place(paragraph):
        found = paragraph._p.pPr.numPr
        return None if found is None else (found.numId.val, found.ilvl.val)

    places = {p.text: place(p) for p in word.paragraphs if p._p.pPr is not None}
    list_, level = places["Purpose"]
    assert level == 0
    assert places["What changed"] == (list_, 0)
    assert places["This report says what changed."] == places["It asks for two decisions."] == (list_, 1)
    assert places.get("End.") is None
    assert places["First"][0] != list_
    texts = attribute(word.part.numbering_part.element, "w:lvlText", "w:val")
    assert "%1.%2" in texts


def test_a_table_has_a_caption_and_a_heading_row_that_repeats(word):
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Status", "Actions"],
        ["Done", "4"],
        ["Late", "1"],
    ]
    assert attribute(table.rows[0]._tr, "w:tblHeader", "w:val") == ["true"]
    assert attribute(table.rows[1]._tr, "w:tblHeader", "w:val") == []
    assert attribute(table._tbl, "w:tblCaption", "w:val") == ["Actions by status"]
    before = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    assert "Actions by status" in before


def test_a_picture_has_its_words(word):
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Map of the four areas"


def test_language_title_font_and_page_number_are_set(word):
    about = word.core_properties
    assert (about.title, about.author, about.language) == ("Progress of the plan", "Larkhaven Partnership", "en-GB")
    assert about.created.replace(tzinfo=UTC) == about.modified.replace(tzinfo=UTC) == MADE
    assert "en-GB" in attribute(word.styles.element, "w:lang", "w:val")
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        assert word.styles[name].font.name == "Arial"
        assert qn("w:asciiTheme") not in word.styles[name].element.rPr.rFonts.attrib
    assert word.styles["Normal"].font.size.pt == 12
    assert attribute(word.sections[0].footer._element, "w:fldSimple", "w:instr") == ["PAGE"]


def test_the_same_document_is_the_same_bytes_at_another_hour(monkeypatch):
    first = written(WHOLE)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert written(WHOLE) == first


def test_a_changed_word_changes_the_bytes():
    """The negative control: the bytes do depend on the document."""
    other = Document(title="Progress", blocks=WHOLE.blocks, made_at=MADE)
    assert written(other) != written(WHOLE)


def test_a_row_too_short_is_noticed():
    with pytest.raises(ValueError, match="zip"):
        written(Document("T", [Table("c", ["a", "b"], [["1"]])], MADE))


def test_every_part_is_well_formed_xml():
    from xml.etree import ElementTree as ET

    with zipfile.ZipFile(io.BytesIO(written(WHOLE))) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))


@pytest.mark.slow
def test_libreoffice_opens_it(tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "whole.docx").write_bytes(written(WHOLE))
    subprocess.run([office, "--headless", "--convert-to", "pdf", "whole.docx"], cwd=tmp_path, check=True, timeout=120)
    assert (tmp_path / "whole.pdf").read_bytes().startswith(b"%PDF")
