"""Word documents that people can change and screen readers can read.

Pure data in, bytes out, always the same bytes for the same data. Headings are real headings, a table is a
table with a caption and a header row that repeats, a picture has its words, and nothing is a table for the
sake of looks. What the library leaves out (header rows, alt text, language, page numbers) is in ``words``.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import docx
from docx.shared import Cm

from hereabouts.core.releases.laid_out import printable
from hereabouts.engines import templates, words

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file knows: a document has one date, in its properties


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 numbers itself where the document is numbered."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; in a numbered document it is 1.1, 1.2 ... under its heading, unless ``plain``."""

    text: str
    plain: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list; ``counted`` makes it 1, 2, 3."""

    items: Sequence[str]
    counted: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, and who said them as they agreed to be named."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and values, each a line: what stands at the head of a report or a minute, without a layout table."""

    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A table of data with its caption; the first row is the headings and repeats on every page."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()  # centimetres, where a column needs more room than its neighbours


@dataclass(frozen=True)
class Picture:
    """A PNG with the words for those who do not see it."""

    png: bytes
    alt: str
    caption: str = ""
    width_cm: float = 16


Block = Heading | Paragraph | Bullets | Quote | Facts | Table | Picture


@dataclass(frozen=True)
class Document:
    """A whole document. ``numbered`` gives headings and paragraphs the numbers 1, 1.1, 1.2 of a committee paper."""

    title: str
    blocks: Sequence[Block]
    made_at: datetime
    author: str = ""
    subject: str = ""
    language: str = "en-GB"
    numbered: bool = False
    wide: bool = False  # a page on its side, for tables of many columns; a template keeps its own


def written(document: Document, *, template: bytes | None = None) -> bytes:
    """Write a document as DOCX. The same document always gives the same bytes.

    In somebody's own ``template`` its styles, header, footer and letterhead stay. What we write stands where the template has
    a paragraph ``{content}``, with what is around it; without one, instead of what stands in it. NotATemplate says what else it is.
    """
    document = _printable(document)
    own = templates.opened(template) if template else None
    word = own.word if own else docx.Document()
    if not own:
        words.dress(word, document.language, page=f"{document.title}, page", wide=document.wide)
    _describe(word, document)
    numbers = words.numbers(word) if document.numbered else None
    word.add_paragraph(document.title, style="Title")
    for block in document.blocks:
        _WRITERS[type(block)](word, block, numbers)
    if own:
        own.place()
    made = io.BytesIO()
    word.save(made)
    return _still(made)


def _printable(said: Any) -> Any:
    """Leave out the characters that no document can hold: somebody once pasted one, and the person still gets their letter."""
    if isinstance(said, str):
        return printable(said)
    if isinstance(said, list | tuple):
        return [_printable(one) for one in said]
    if isinstance(said, (Document, Heading, Paragraph, Bullets, Quote, Facts, Table, Picture)):
        return replace(said, **{field.name: _printable(getattr(said, field.name)) for field in fields(said)})
    return said


def _describe(word: Any, document: Document) -> None:
    about = word.core_properties
    about.title, about.author, about.subject = document.title, document.author, document.subject
    about.language, about.comments, about.keywords, about.last_modified_by = document.language, "", "", document.author
    about.created = about.modified = document.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1


def _heading(word: Any, block: Heading, numbers: int | None) -> None:
    paragraph = word.add_heading(block.text, level=block.level)
    if numbers is not None and block.level == 1:
        words.number(paragraph, numbers, level=0)


def _paragraph(word: Any, block: Paragraph, numbers: int | None) -> None:
    paragraph = word.add_paragraph(block.text)
    if numbers is not None and not block.plain:
        words.number(paragraph, numbers, level=1)


def _bullets(word: Any, block: Bullets, numbers: int | None) -> None:  # noqa: ARG001 - every writer is called alike
    series = words.series(word) if block.counted else None
    for item in block.items:
        paragraph = word.add_paragraph(item, style="List Bullet" if series is None else "List Number")
        if series is not None:
            words.number(paragraph, series, level=0)


def _quote(word: Any, block: Quote, numbers: int | None) -> None:  # noqa: ARG001
    word.add_paragraph(block.text, style="Quote")
    if block.by:
        word.add_paragraph(block.by, style="Caption")


def _facts(word: Any, block: Facts, numbers: int | None) -> None:  # noqa: ARG001
    for name, value in block.lines:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)


def _table(word: Any, block: Table, numbers: int | None) -> None:  # noqa: ARG001
    word.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.headings, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    words.head(table, block.caption)
    words.widen(table, block.widths)
    word.add_paragraph()  # two tables without a paragraph between them would grow together


def _picture(word: Any, block: Picture, numbers: int | None) -> None:  # noqa: ARG001
    picture = word.add_picture(io.BytesIO(block.png), width=Cm(block.width_cm))
    words.tell(picture, block.alt)
    if block.caption:
        word.add_paragraph(block.caption, style="Caption")


_WRITERS: dict[type, Callable[[Any, Any, int | None], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Quote: _quote,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
}


def _still(made: io.BytesIO) -> bytes:
    """Pack the parts again without the hour: a document that did not change must not look as if it had."""
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as still:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, LONG_AGO)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            still.writestr(part, parts.read(name))
    return packed.getvalue()
