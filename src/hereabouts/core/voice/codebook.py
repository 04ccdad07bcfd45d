"""A codebook, and the examples people accepted: read from rows as a person sees them, each fault with its row and column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.imports.fields import plain
from hereabouts.core.sentences import Sentence, meant

BETWEEN = ";"  # codes in one cell
SAYS = ("label", "name", "statement", "definition", "description", "inclusion", "include", "examples")


class NotACodebook(Sentence):
    """A codebook or examples with a row that cannot be used."""


@dataclass(frozen=True)
class Code:
    """One code of a codebook: what it is called, and all the codebook says of what belongs to it."""

    code: str
    label: str
    statement: str


@dataclass(frozen=True)
class Example:
    """Somebody's words and the codes a person accepted for them."""

    words: str
    codes: tuple[str, ...]


Row = tuple[int, Mapping[str, str]]  # its number in the spreadsheet, its cells by heading


def codes_in(cell: str) -> tuple[str, ...]:
    """Read the codes of one cell: separated by ";", each once."""
    return tuple(dict.fromkeys(code.strip() for code in cell.split(BETWEEN) if code.strip()))


def codebook(rows: Iterable[Row]) -> tuple[Code, ...]:
    """Read a codebook: a code in each row, and what is said of it. What it excludes is not what it says, and is not read."""
    kept: dict[str, Code] = {}
    for number, cells in rows:
        code = cells.get("code", "").strip()
        if not code:
            raise NotACodebook("Row {row} of the codebook has nothing in “code”.", row=number)
        if BETWEEN in code:
            raise NotACodebook(
                "Row {row} of the codebook has “;” in “code”. One row is one code: “;” separates them in the cells of answers.",
                row=number,
            )
        if code in kept:
            raise NotACodebook("Row {row} of the codebook has the code “{code}” again.", row=number, code=code)
        said = [cells.get(name, "").strip() for name in SAYS]
        label = next((cells[name].strip() for name in ("label", "name") if cells.get(name, "").strip()), code)
        kept[code] = Code(code, label, ". ".join([code, *(one for one in said if one)]))
    if not kept:
        raise NotACodebook("The codebook has headings and no codes. Write one code in each row.")
    return tuple(kept.values())


def examples(rows: Iterable[Row], book: Sequence[Code] = ()) -> tuple[Example, ...]:
    """Read accepted examples, ``text`` and ``code``. With a codebook, a code that it does not have is refused."""
    known = [one.code for one in book]
    kept = [_example(number, cells, known) for number, cells in rows]
    if not kept:
        raise NotACodebook("The examples have headings and no rows. Write an answer and its accepted code in each.")
    return tuple(kept)


def codes_of(accepted: Iterable[Example]) -> tuple[Code, ...]:
    """Make a codebook of the codes people accepted, where there is none; a code that is words says what it is about."""
    return tuple(Code(code, code, code) for code in sorted({code for one in accepted for code in one.codes}))


def not_known(code: str, known: Sequence[str], *, row: int, column: str, where: str) -> NotACodebook:
    """Say that a code is not in the codebook, and which was perhaps meant."""
    near = next((one for one in known if plain(one) == plain(code)), "")
    hint = f" Did you mean “{near}”?" if near else meant(code, known)
    return NotACodebook(
        "Row {row} of {where}: “{code}” in “{column}” is not in the codebook.{hint}",
        row=row, code=code, column=column, where=where, hint=hint,
    )  # fmt: skip


def _example(number: int, cells: Mapping[str, str], known: Sequence[str]) -> Example:
    words, codes = cells.get("text", "").strip(), codes_in(cells.get("code", ""))
    for column, held in (("text", words), ("code", codes)):
        if not held:
            raise NotACodebook("Row {row} of the examples has nothing in “{column}”.", row=number, column=column)
    for code in codes:
        if known and code not in known:
            raise not_known(code, known, row=number, column="code", where="the examples")
    return Example(words, codes)
