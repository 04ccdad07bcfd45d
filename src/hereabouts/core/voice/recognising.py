"""Whose export a sheet is, and what it becomes: recognised by its headings, said so, and overruled by whoever loads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.imports.checking import suggested
from hereabouts.core.imports.fields import Field
from hereabouts.core.imports.tables import SheetRow, Table, table
from hereabouts.core.sentences import listed
from hereabouts.core.voice.layouts import Layout, NotALayout, laid_out, meant, one_answer_a_row, recognised

PLAIN = "none"  # by its headings alone
PER = ("answer", "person")


@dataclass(frozen=True)
class Recognised:
    """A sheet made plain: its table, what its columns are proposed to be, and what was done to it. ``layout`` is None by headings."""

    table: Table
    mapping: Mapping[str, str]
    layout: Layout | None = None
    questions: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    left_out: int = 0
    per: str = "person"

    @property
    def splits(self) -> bool:
        """Say whether people answered several questions in words, so that a row can be an answer or a person."""
        return len(self.questions) > 1


def recognise(
    rows: Sequence[SheetRow], fields: Sequence[Field], layouts: Mapping[str, Layout], *, wanted: str = "", per: str = ""
) -> Recognised:
    """Read a sheet by the layout ``wanted`` ("none": by its headings), or by the one its headings give away.

    Where several questions hold words, each answer becomes a row of its own unless ``per`` says "person".
    """
    if wanted not in {"", PLAIN} and wanted not in layouts:
        raise NotALayout("There is no layout “{id}”. There is {all}, and none.", id=wanted, all=listed(list(layouts)))
    known = [layouts[wanted]] if wanted in layouts else list(layouts.values())
    found = None if wanted == PLAIN else recognised(rows, known)
    if found is None:
        if wanted in layouts:
            raise NotALayout("The headings of the sheet are not those of “{id}”. Choose another, or none.", id=wanted)
        flat = table(rows, fields)
        return Recognised(flat, suggested(flat.headings, fields))
    made = laid_out(rows, *found, fields)
    flat, mapping = made.table, meant(made, fields)
    many = len(made.questions) > 1
    if many and (per or ("person" if "words" in made.layout.columns else "answer")) == "answer":
        flat, mapping = one_answer_a_row(flat, made.questions, mapping)
        return Recognised(flat, mapping, made.layout, made.questions, made.taken_out, made.left_out, "answer")
    return Recognised(flat, mapping, made.layout, made.questions, made.taken_out, made.left_out)
