"""A council's own Word template: its styles, header, footer and letterhead stay, whatever is written into it."""

import copy
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn

from hereabouts.core.sentences import Sentence

BYTES, UNPACKED = 10 * 2**20, 100 * 2**20  # a template with a few pictures has a twentieth of this
CONTENT = "{content}"
DAMAGED = "The template cannot be opened. Save it again as DOCX (not DOC, not DOTX)."
OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
FIELD = re.compile(rb"\b(?:DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE))\b")
NEEDED = (
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "Quote",
    "List Bullet",
    "List Number",
    "Table Grid",
)


class NotATemplate(Sentence):
    """A file that is no Word document to write into."""


@dataclass(frozen=True)
class Template:
    """An open template: the document to write into, and the paragraph in whose place the writing goes."""

    word: Any
    marked: Any
    kept: int

    def place(self) -> None:
        """Move what was written to where the template wants it."""
        if self.marked is None:
            return
        body = self.word.element.body
        for one in [one for one in list(body)[self.kept :] if one.tag != qn("w:sectPr")]:
            self.marked.addprevious(one)
        body.remove(self.marked)


def opened(template: bytes) -> Template:
    """Open a template, with the styles that it lacks lent to it. NotATemplate says why it cannot be one."""
    word = _document(template)
    _lend(word)
    body = word.element.body
    marked = next((p for p in body.iterchildren(qn("w:p")) if _text(p) == CONTENT), None)
    for one in list(body) if marked is None else ():
        if one.tag != qn("w:sectPr"):
            body.remove(one)
    return Template(word, marked, sum(one.tag != qn("w:sectPr") for one in body))


def _document(template: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as inside:
            unpacked, names = sum(file.file_size for file in inside.infolist()), inside.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotATemplate(DAMAGED) from None
    if len(template) > BYTES or unpacked > UNPACKED:
        raise NotATemplate("The template is too large. Take pictures out of it.")
    if "word/document.xml" not in names:
        raise NotATemplate("The template is no Word document. Save it as DOCX.")
    _harmless(template)
    try:
        return docx.Document(io.BytesIO(template))
    except Exception:  # noqa: BLE001 - a damaged document fails in as many ways as there are damages
        raise NotATemplate(DAMAGED) from None


def _harmless(template: bytes) -> None:
    """Refuse what would run, or ask somebody else, when a document made from the template is opened."""
    with zipfile.ZipFile(io.BytesIO(template)) as inside:
        parts = {name.casefold(): name for name in inside.namelist()}
        if any(name.endswith("vbaproject.bin") or "/activex/" in name or "/embeddings/" in name for name in parts):
            raise NotATemplate("The template holds a macro or an embedded file. Save it as a plain DOCX without them.")
        for name in parts.values():
            told = inside.read(name) if name.casefold().endswith((".xml", ".rels")) else b""
            if any(b"hyperlink" not in one for one in OUTSIDE.findall(told)):
                raise NotATemplate(
                    "The template fetches something from another address, such as a picture. Put it into the file itself."
                )
            if FIELD.search(told):
                raise NotATemplate(
                    "The template holds a field that fetches or runs something (DDE, INCLUDE). Take it out."
                )


def _lend(word: Any) -> None:
    """Give the template the styles that we write with and that it does not have, as plain as ours."""
    has = {style.name for style in word.styles}
    ours = docx.Document().styles
    for name in NEEDED:
        if name not in has:
            lent = copy.deepcopy(ours[name].element)
            for link in lent.findall(qn("w:numPr")):
                lent.remove(link)
            word.styles.element.append(lent)


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()
