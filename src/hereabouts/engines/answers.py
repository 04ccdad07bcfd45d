"""A sheet of answers, a codebook and accepted examples as files, read under the headings that were asked for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from hereabouts.core.imports.fields import plain, text
from hereabouts.core.sentences import Sentence, listed, meant
from hereabouts.core.voice.codebook import Row
from hereabouts.engines import uploads
from hereabouts.engines.sheets import read

LOOKED_AT = 20  # rows in which headings may stand
SHOWN = 12  # headings told


class NoSuchColumn(Sentence):
    """A file that is not there, or a column that is not in it."""


def rows_under(path: Path, wanted: Sequence[str], *, what: str, name: str = "") -> list[Row]:
    """Give the rows of a sheet under the first line that has all the headings wanted, whatever their capitals.

    Each row has its number in the spreadsheet and its cells by heading; the wanted ones as they were asked for, the others
    in lower case. Blank rows are left out.
    """
    if not path.is_file():
        raise NoSuchColumn("There is no file called {path}.", path=str(path))
    rows = read(path).rows
    for at, row in enumerate(rows[:LOOKED_AT]):
        headings = [plain(cell) for cell in row.cells]
        if all(plain(one) in headings for one in wanted):
            asked = {plain(one): one for one in wanted}
            names = [asked.get(heading, heading) for heading in headings]
            return [(r.number, _cells(names, r.cells)) for r in rows[at + 1 :] if r.filled]
    raise _without(name or path.name, [row.cells for row in rows[:LOOKED_AT] if row.filled], wanted, what)


def _cells(names: Sequence[str], cells: Sequence[object]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        kept.setdefault(name, "" if cell is None else str(text(cell) or ""))  # the first of two columns of a name
    return kept | {name: "" for name in names if name not in kept}


def _without(name: str, rows: Sequence[Sequence[object]], wanted: Sequence[str], what: str) -> NoSuchColumn:
    if not rows:
        return NoSuchColumn("{name} holds no rows.", name=name)
    best = max(rows, key=lambda cells: (sum(plain(one) in map(plain, cells) for one in wanted), len(cells)))
    has = [str(cell).strip() for cell in best if cell not in {None, ""}]
    absent = [one for one in wanted if plain(one) not in map(plain, best)]
    return NoSuchColumn(
        "{name} ({what}) has no column “{absent}”.{hint} Its columns are: {has}.",
        name=name, what=what, absent=listed(absent), hint=meant(absent[0], has),
        has=listed(has[:SHOWN]) + (f" and {len(has) - SHOWN} more" if len(has) > SHOWN else ""),
    )  # fmt: skip


def rows_in_upload(folder: Path, chunks: Iterable[bytes], wanted: Sequence[str], *, what: str, name: str) -> list[Row]:
    """Give the rows of a sheet that somebody sends, under the headings wanted. The file is let go of at once."""
    kept = uploads.keep(folder, chunks)
    try:
        return rows_under(uploads.path(folder, kept.token), wanted, what=what, name=name)
    finally:
        uploads.drop(folder, kept.token)
