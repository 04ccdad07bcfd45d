"""What can be seen in the tables of a Word document: words, merged cells, shading, strike-through, tracked changes."""

from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from hereabouts.engines.tracker_marks import COLUMNS, ROWS, cell, too_large

FEWEST = 2  # columns of a table of data; one of a single column is layout


def tables(path: Path) -> dict[str, Any]:
    """Give every table of a document, numbered as they come."""
    word = docx.Document(str(path))
    body = word.element.body
    says = []
    if next(body.iter(qn("w:ins"), qn("w:del")), None) is not None:
        says.append("The document has tracked changes: what was put in counts, what was struck out does not.")
    made = []
    for n, table in enumerate((t for t in body.iter(qn("w:tbl")) if not _nested(t)), start=1):
        lines = _lines(table)
        if max((len(cells) for _, _, cells in lines), default=0) >= FEWEST:
            made.append([f"Table {n}", [], lines])
    return {"sheets": made, "says": says}


def _nested(table: Any) -> bool:
    return next(table.iterancestors(qn("w:tbl")), None) is not None


def _lines(table: Any) -> list[Any]:
    rows = [_grid(row) for row in table.iterchildren(qn("w:tr"))]
    if len(rows) > ROWS or any(len(row) > COLUMNS for row in rows):
        raise too_large()
    for at in range(max(map(len, rows), default=0)):
        _merge(rows, at)
    return [[n, False, [cell(**one) if one else None for one in row]] for n, row in enumerate(rows, start=1)]


def _grid(row: Any) -> list[dict[str, Any] | None]:
    """Lay the cells of a row out in columns; ``down`` is True where a cell goes on from the row above."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    made: list[dict[str, Any] | None] = [None] * (int(before.get(qn("w:val"))) if before is not None else 0)
    for one in row.iterchildren(qn("w:tc"), qn("w:sdt")):
        tc = one if one.tag == qn("w:tc") else next(one.iter(qn("w:tc")), None)
        if tc is None:
            continue
        wide = tc.grid_span
        made += [_cell(tc, wide), *[None] * (wide - 1)]
    return made


def _cell(tc: Any, wide: int) -> dict[str, Any]:
    lines = [_words(paragraph) for paragraph in tc.iter(qn("w:p"))]
    text = "\n".join(line for line in lines if line)
    shade = tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = (shade.get(qn("w:fill")) or "").upper() if shade is not None else ""
    goes_on = tc.vMerge == "continue"
    told = {
        "value": text or None,
        "fill": "" if fill in {"AUTO", "FFFFFF"} else fill,
        "struck": bool(text) and _struck(tc),
        "wide": wide,
    }
    return told | {"down": True if goes_on else None}


def _words(paragraph: Any) -> str:
    """Give the words that stand: those of tracked insertions and of controls too, not those struck out."""
    marks = paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
    return "".join(one.text or "" if one.tag == qn("w:t") else " " for one in marks).strip()


def _struck(tc: Any) -> bool:
    runs = [run for run in tc.iter(qn("w:r")) if any((t.text or "").strip() for t in run.iter(qn("w:t")))]
    return bool(runs) and all(_is_on(run.find(f"{qn('w:rPr')}/{qn('w:strike')}")) for run in runs)


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "none"}


def _merge(rows: list[list[dict[str, Any] | None]], at: int) -> None:
    """Let a cell that is merged over several rows of a column count for each of them."""
    first, start = None, 0
    for n, row in enumerate([*rows, []], start=1):
        one = row[at] if at < len(row) else None
        if one is not None and one["down"] is True and first is not None:
            row[at] = first
            first["down"] = (start, n)
        else:
            first, start = one, n
    for row in rows:
        if at < len(row) and row[at] is not None and row[at]["down"] is True:  # type: ignore[index]
            row[at]["down"] = None  # type: ignore[index]
