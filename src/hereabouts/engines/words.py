"""What Word needs and the library leaves out: language, fonts, numbers, header rows, alt text, page numbers."""

from collections.abc import Sequence
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT, SIZE = "Arial", 12  # the least that people with poor sight were promised
SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 14, "Heading 3": 12, "Quote": 12, "Caption": 12, "Footer": 10}
A4 = (Cm(29.7), Cm(21))  # on its side
INK = RGBColor(0x15, 0x18, 0x1C)


def dress(word: Any, language: str, *, page: str, wide: bool = False) -> None:
    """Set language, font, alignment, the page number and, for wide tables, the side on which the page lies."""
    if wide:
        section = word.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, *A4
        section.left_margin = section.right_margin = Cm(1.8)
    defaults = word.styles.element.find(qn("w:docDefaults"))
    defaults.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    _face(word.styles["Normal"], SIZE)
    word.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    word.styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, size in SIZES.items():
        _face(word.styles[name], size)
        word.styles[name].font.color.rgb = INK
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    footer = word.sections[0].footer.paragraphs[0]
    footer.add_run(f"{page} ")
    _field(footer, "PAGE")


def _face(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
        fonts.attrib.pop(qn(f"w:{kind}Theme" if kind != "cs" else "w:cstheme"), None)


def _field(paragraph: Any, name: str) -> None:
    field = _made("w:fldSimple", instr=name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields


def head(table: Any, caption: str) -> None:
    """Mark the first row as headings that repeat, keep rows whole, and give the table its name."""
    table.rows[0]._tr.get_or_add_trPr().append(_made("w:tblHeader", val="true"))  # noqa: SLF001
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, _made("w:cantSplit", val="true"))  # noqa: SLF001
    table._tbl.tblPr.append(_made("w:tblCaption", val=caption))  # noqa: SLF001


def widen(table: Any, widths: Sequence[float]) -> None:
    """Give the columns their widths, for every program: some read the grid, others each cell."""
    if not widths:
        return
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def tell(picture: Any, alt: str) -> None:
    """Give a picture the words for those who do not see it."""
    picture._inline.docPr.set("descr", alt)  # noqa: SLF001


def numbers(word: Any) -> int:
    """Add a list of two levels to the document: 1, and 1.1 under it. Word keeps the numbers right when people edit."""
    return _list(word, ["%1.", "%1.%2"])


def series(word: Any) -> int:
    """Add a list that starts again at 1."""
    return _list(word, ["%1."])


def _list(word: Any, levels: list[str]) -> int:
    numbering = word.part.numbering_part.element
    abstract = _made("w:abstractNum", abstractNumId=_next(numbering, "w:abstractNum", "w:abstractNumId"))
    abstract.append(_made("w:multiLevelType", val="multilevel"))
    for n, text in enumerate(levels):
        level = _made("w:lvl", ilvl=n)
        for name, value in [("start", 1), ("numFmt", "decimal"), ("lvlText", text), ("lvlJc", "left")]:
            level.append(_made(f"w:{name}", val=value))
        indent = OxmlElement("w:pPr")
        indent.append(_made("w:ind", left=720, hanging=720))
        level.append(indent)
        abstract.append(level)
    numbering.insert(0, abstract)  # the definitions stand before the lists that use them
    return int(numbering.add_num(int(abstract.get(qn("w:abstractNumId")))).numId)


def _next(numbering: Any, tag: str, id_: str) -> int:
    return 1 + max((int(one.get(qn(id_))) for one in numbering.iter(qn(tag))), default=0)


def number(paragraph: Any, list_: int, *, level: int) -> None:
    """Let a paragraph be the next of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_


def _made(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
