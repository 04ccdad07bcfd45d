"""What can be seen in the sheets of a workbook: values, colours of cells, strike-through, merged cells, what is hidden."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.worksheet import Worksheet

from hereabouts.engines.sheet_reader import unreckoned
from hereabouts.engines.tracker_marks import COLUMNS, ROWS, cell, too_large

ACCENTS = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
NO_COLOUR = {"", "FFFFFF"}


def sheets(path: Path) -> dict[str, Any]:
    """Give every sheet that is not hidden and holds something, and say what was left out."""
    with path.open("rb") as file:  # by its content: a file that waits has a name of ours
        book = load_workbook(file, data_only=True)
    theme = _theme(book.loaded_theme)
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    says = [f"The hidden sheet “{name}” was not looked at." for name in hidden]
    made = []
    for sheet in book.worksheets:
        if sheet.title not in hidden and (lines := _lines(sheet, theme)):
            made.append([sheet.title, _hidden_columns(sheet), lines])
            cells = unreckoned(path, sheet.title)
            if cells:
                says.append(_formulas(sheet.title, cells))
    return {"sheets": made, "says": says}


def _formulas(sheet: str, cells: list[str]) -> str:
    first = ", ".join(cells[:5]) + (" and others" if len(cells) > 5 else "")
    return (
        f"{first} of “{sheet}” hold a formula that was never worked out, and look empty. Open the sheet in a "
        "spreadsheet, save it, and load it again."
    )


def _hidden_columns(sheet: Worksheet) -> list[int]:
    groups = [d for d in sheet.column_dimensions.values() if d.hidden]
    return sorted({at - 1 for d in groups for at in range(d.min or 0, min(d.max or 0, COLUMNS) + 1) if at})


def _lines(sheet: Worksheet, theme: list[str]) -> list[Any]:
    if sheet.max_row > ROWS or sheet.max_column > COLUMNS:
        raise too_large()
    merged = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        down = (area.min_row, area.max_row) if area.max_row > area.min_row else None
        for row in range(area.min_row, min(area.max_row, ROWS) + 1):
            merged[row, area.min_col] = (first, down, area.max_col - area.min_col + 1)
    made = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_cell(one, merged.get((number, at)), theme) for at, one in enumerate(row, start=1)]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            made.append([number, bool(sheet.row_dimensions[number].hidden), cells])
    return made


def _cell(one: Any, merged: Any, theme: list[str]) -> Any:
    shown, down, wide = merged or (one, None, 1)
    value = shown.value.strip() if isinstance(shown.value, str) else shown.value
    value = None if value == "" else value
    if not shown.has_style:
        return cell(value, down=down, wide=wide)
    return cell(
        value, _fill(shown, theme), struck=bool(shown.font and shown.font.strike and value), down=down, wide=wide
    )


def _fill(shown: Any, theme: list[str]) -> str:
    if shown.fill is None or shown.fill.patternType != "solid":
        return ""
    found = _rgb(shown.fill.fgColor, theme)
    return "" if found in NO_COLOUR else found


def _rgb(colour: Any, theme: list[str]) -> str:
    """Give a colour as six hexadecimal digits, whether it is written out, numbered, or one of the theme's."""
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:].upper() if colour.indexed < len(COLOR_INDEX) else ""
    return _tinted(theme[colour.theme], colour.tint) if colour.theme < len(theme) else ""


def _tinted(rgb: str, tint: float) -> str:
    parts = [int(rgb[n : n + 2], 16) for n in (0, 2, 4)]
    told = [p * (1 + tint) if tint < 0 else p + (255 - p) * tint for p in parts]
    return "".join(f"{round(p):02X}" for p in told)


def _theme(xml: bytes | None) -> list[str]:
    """Give the colours of the workbook's theme in the order in which cells number them."""
    if not xml:
        return []
    from openpyxl.xml.functions import fromstring

    found = {one.tag.rpartition("}")[2]: one for one in fromstring(xml).iter()}
    made = []
    for name in ACCENTS:
        inner = next(iter(found[name])) if name in found else None
        made.append("" if inner is None else (inner.get("lastClr") or inner.get("val") or "")[-6:].upper())
    return [one if len(one) == 6 else "FFFFFF" for one in made]
