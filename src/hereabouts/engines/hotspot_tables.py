"""Hot spots of any table of areas: its rows joined to their boundaries or weights, and the rest is core's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hereabouts.core.evidence.adjacent import Neighbours, NotNeighbours, gal, k_of
from hereabouts.core.evidence.area_kinds import refuse_large
from hereabouts.core.evidence.guards import may_ask
from hereabouts.core.evidence.hotspots import TIMES, Counted, Hotspots, hotspots
from hereabouts.core.evidence.joining import NoCommonKey, figures, key_of, likely, plain
from hereabouts.core.sentences import counted, listed
from hereabouts.engines.area_tables import AreaTable, area_table
from hereabouts.engines.touching import both


@dataclass(frozen=True)
class TableHotspots:
    """The answer for a table: hot spots, the column that named the areas, and what was noticed on the way."""

    found: Hotspots
    key: str
    value: str
    denominator: str
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Ground:
    """The areas to stand on: their codes, their neighbours, and another rule to try."""

    codes: tuple[str, ...]
    near: Neighbours
    other: Neighbours | None


def of_table(
    table: Path,
    value: str,
    *,
    denominator: str = "",
    boundaries: Path | None = None,
    weights: Path | None = None,
    rule: str = "queen",
    key: str = "",
    per: float = 1.0,
    times: int = TIMES,
    seed: int = 1,
) -> TableHotspots:
    """Look for hot spots in a table. Where neither boundaries nor weights are given, the table's own shapes serve.

    Raises a sentence for a file that cannot be read, a column that is not there, rows and areas without a common key, areas
    that are too large, and what ``hotspots`` refuses.
    """
    k_of(rule)
    rows = area_table(table)
    _columns(rows, [value, *filter(None, [denominator])])
    may_ask(value, place="A neighbourhood of areas")
    key, ours, ground = _joined(rows, boundaries, weights, rule, key)
    refuse_large(ground.codes)
    counts = dict(zip(ours, figures(rows.columns[value], value, rows.first_row), strict=True))
    people = (
        dict(zip(ours, figures(rows.columns[denominator], denominator, rows.first_row), strict=True))
        if denominator
        else {}
    )
    areas = [Counted(code, counts.get(code), people.get(code)) for code in ground.codes]
    found = hotspots(areas, ground.near, other=ground.other, rates=bool(denominator), per=per, times=times, seed=seed)
    strays = [code for code in ours if code not in set(ground.codes)]
    notes = list(found.left_out)
    if strays:
        notes.append(
            f"{counted(len(strays), 'row')} of the table {'is' if len(strays) == 1 else 'are'} of no area on the map: {listed(strays[:5])}."
        )
    if found.alone:
        notes.append(
            f"{counted(len(found.alone), 'area')} without neighbours, not tested: {listed(found.alone[:5])}. Try --neighbours knn:6."
        )
    return TableHotspots(found, key, value, denominator, tuple(notes))


def _columns(rows: AreaTable, wanted: Sequence[str]) -> None:
    missing = [column for column in wanted if column not in rows.columns]
    if missing:
        raise NoCommonKey(
            "{name} has no column “{column}”. It has {columns}.",
            name=rows.name, column=missing[0], columns=listed(list(rows.columns)),
        )  # fmt: skip


def _joined(
    rows: AreaTable, boundaries: Path | None, weights: Path | None, rule: str, key: str
) -> tuple[str, tuple[str, ...], _Ground]:
    """Give the column that names the areas, each row's area, and the areas with their neighbours."""
    if weights:
        near = gal(weights.read_text(encoding="utf-8", errors="replace").splitlines(), weights.name)
        column, _ = key_of(rows.columns, {"": list(near.codes)}, named=key, what="the weights")
        return column, _keys(rows, column), _Ground(near.codes, near, near.and_theirs())
    drawn = area_table(boundaries) if boundaries else rows
    if not drawn.shapes:
        raise NotNeighbours(
            "{name} has no shapes, so nobody knows which areas are neighbours. Give --boundaries with a shapefile or GeoJSON, "
            "or --weights with a .gal file.",
            name=drawn.name,
        )  # fmt: skip
    if _same(rows, drawn):
        column = key_of(rows.columns, rows.columns, named=key)[0] if key else _best(rows)
        codes = _keys(rows, column) if column else tuple(str(i + 1) for i in range(len(drawn.shapes)))
        return column or "row", codes, _ground(codes, drawn, rule)
    column, other = key_of(rows.columns, drawn.columns, named=key)
    ours = _keys(rows, column)
    twice = sorted({code for code in ours if ours.count(code) > 1}) if len(set(ours)) < len(ours) else []
    if twice:
        raise NoCommonKey("“{code}” stands in more than one row of column “{column}”.", code=twice[0], column=column)
    return column, ours, _ground(_keys(drawn, other), drawn, rule)


def _same(rows: AreaTable, drawn: AreaTable) -> bool:
    """Say whether table and shapes are one file (a shapefile's table is its .dbf)."""
    return rows is drawn or (bool(rows.shapes) and rows.columns == drawn.columns)


def _best(rows: AreaTable) -> str:
    """Give the column most likely to name areas: a value in each row, none twice, and no measurements; else nothing."""
    able = {c: likely(keys) for c in rows.columns if len(set(keys := _keys(rows, c))) == len(keys) and "" not in keys}
    best = min(able, key=lambda column: able[column], default="")
    return best if able.get(best, 2) < 2 else ""


def _keys(rows: AreaTable, column: str) -> tuple[str, ...]:
    return tuple(plain(value) for value in rows.columns[column])


def _ground(codes: tuple[str, ...], drawn: AreaTable, rule: str) -> _Ground:
    return _Ground(codes, *both(codes, drawn.shapes, rule, degrees=drawn.degrees))
