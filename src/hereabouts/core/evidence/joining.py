"""Which column of a table names the areas: found by its values, and said, never guessed by its heading."""

from collections.abc import Mapping, Sequence

from hereabouts.core.sentences import Sentence, counted, listed


class NoCommonKey(Sentence):
    """A table whose rows cannot be matched with areas for certain."""


class NotAFigure(Sentence):
    """A cell that should hold a figure and does not."""


def plain(value: object) -> str:
    """Write a key the same way wherever it comes from: ``1.0`` in a database file is ``1`` in a text file."""
    text = str("" if value is None else value).strip()
    whole, point, rest = text.partition(".")
    return whole if point and whole.lstrip("-").isdigit() and not rest.strip("0") else text


Table = Mapping[str, Sequence[object]]


def key_of(table: Table, others: Table, *, named: str = "", what: str = "the boundaries") -> tuple[str, str]:
    """Give the column of the table and the column of the areas whose values match best.

    ``named`` fixes the column of the table. A column with empty or repeated values cannot name areas. Of two columns that
    match alike, the one in the order of the areas is taken. Raises NoCommonKey when nothing matches at least half of the
    rows, or when two columns would join differently and neither is in that order.
    """
    if named and named not in table:
        raise NoCommonKey(
            "There is no column “{named}”. There are {columns}.", named=named, columns=listed(list(table))
        )
    mine = {named: _keys(table[named])} if named else {c: k for c, v in table.items() if (k := _keys(v)) and _once(k)}
    theirs = {column: keys for column, values in others.items() if _once(keys := _keys(values))}
    matches = [
        (len(set(ours) & set(them)), column, other) for column, ours in mine.items() for other, them in theirs.items()
    ]
    best = max((n for n, _, _ in matches), default=0)
    rows = len(next(iter(table.values()), ()))
    if best * 2 < max(rows, 1) or best == 0:
        raise NoCommonKey(
            "No column of the table matches {what}: at best {n} of {rows} do. Name the column with --key, or check that "
            "both files are of the same boundaries (2011 codes do not match those of 2021).",
            what=what, n=best, rows=counted(rows, "row"),
        )  # fmt: skip
    winners = [(column, other) for n, column, other in matches if n == best]
    in_order = tuple(range(best))
    same_order = [(c, o) for c, o in winners if _join(mine[c], theirs[o]) == in_order]
    if not same_order and len({_join(mine[column], theirs[other]) for column, other in winners}) > 1:
        raise NoCommonKey(
            "More than one column matches {what}: {columns}. Say which names the areas with --key.",
            what=what,
            columns=listed(list(dict.fromkeys(column for column, _ in winners))),
        )
    return min(same_order or winners, key=lambda pair: likely(mine[pair[0]]))


def likely(keys: Sequence[str]) -> int:
    """Rank a column as a name of areas: codes (0) before words (1) before measurements (2)."""
    if any("." in key and key.replace(".", "").lstrip("-").isdigit() for key in keys):
        return 2
    return int(any(" " in key for key in keys))


def _keys(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(plain(value) for value in values)


def _once(keys: Sequence[str]) -> bool:
    return len(set(keys)) == len(keys) and "" not in keys


def _join(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, ...]:
    position = {key: i for i, key in enumerate(theirs)}
    return tuple(position.get(key, -1) for key in ours)


def figures(values: Sequence[object], column: str, first_row: int = 2) -> list[float | None]:
    """Read a column of figures; an empty cell is None. Raises NotAFigure with the row as a spreadsheet shows it."""
    read = []
    for row, value in enumerate(values, start=first_row):
        text = str("" if value is None else value).strip().replace(",", "")
        try:
            number = float(text) if text else None
        except ValueError:
            raise NotAFigure(
                "Row {row}, column “{column}”: “{found}” is not a number.", row=row, column=column, found=value
            ) from None
        if number is not None and number != number:  # noqa: PLR0124 - how a missing figure of a database file is written
            number = None
        read.append(number)
    return read
