"""The pictures of a release as positions: the map of its small areas, and one drawing with its bars for who takes it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hereabouts.core.figures.printed import Table
from hereabouts.core.releases.laid_out import LaidOut
from hereabouts.core.releases.pictures import pictures
from hereabouts.records.releases import written

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O read like 1 and 0
ROW, HEAD, WIDE = 66, 64, 640  # of the drawing that is taken away: a bar with its words, a heading, its width


def area_map(laid: LaidOut, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Draw the small areas from the outlines that were released, each with what its row says; None without outlines."""
    table = laid.table("areas")
    drawn = written.drawn(content)
    if table is None or drawn is None:
        return None
    paths = {area.code: area for area in drawn.areas}
    lettered = len(table.rows) <= len(LETTERS)
    rows = [
        {"letter": LETTERS[n] if lettered else "", "drawn": paths.get(row[table.at("code")]), "said": _said(table, words),
         "name": words[0], "shade": {1: "ten", 2: "twenty", None: "none"}.get(row[table.at("decile")], "other")}
        for n, (row, words) in enumerate(zip(table.rows, table.printed(), strict=True))
    ]  # fmt: skip
    shades = {row["shade"] for row in rows}
    return {
        "drawn": drawn, "rows": rows, "said": content["place"], "credits": content.get("map_credits", []),
        "any_decile": bool(shades - {"none"}), "unknown": "none" in shades,
    }  # fmt: skip


def _said(table: Table, words: list[str]) -> str:
    """Say in words what the row of an area says: this is what is read when somebody rests on it."""
    return f"{words[0]}: people {words[table.at('people')]}, decile {words[table.at('decile')]}"


def drawing(notice: Notice, laid: LaidOut) -> dict[str, Any]:
    """Lay the map and all bars of a release out under each other, as one drawing."""
    drawn = area_map(laid, notice.content) if notice.kind == "profile" else None
    top: float = HEAD + 40 if drawn is None else HEAD + drawn["drawn"].height + 74
    letters = [row["letter"] for row in drawn["rows"]] if drawn else []
    parts = []
    for picture in pictures(laid):
        keyed = letters if picture.table == "areas" and drawn else [""] * len(picture.bars)
        bars = [_placed(bar, top + HEAD + n * ROW, keyed[n]) for n, bar in enumerate(picture.bars)]
        parts.append({"picture": picture, "y": top, "bars": bars})
        top += HEAD + ROW * len(picture.bars) + 24
    told = {"notice": notice, "map": drawn, "parts": parts, "hidden": laid.hidden}
    return {**told, "height": top, "wide": WIDE, "map_top": HEAD}


def _placed(bar: Any, y: float, letter: str) -> dict[str, Any]:
    """Give a bar where it stands, with its letter on the map; a mark that is not there is not drawn."""
    at = {
        name: None if (n := getattr(bar, name)) is None else n * WIDE / 100 for name in ("value", "lo", "hi", "there")
    }
    return {"bar": bar, "y": y, "letter": letter, **at}
