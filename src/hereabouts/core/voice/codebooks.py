"""A codebook as a document: each code with what belongs to it and what does not, read from a sheet with every fault told.

Where ``codebook.py`` reads only what a machine learns from, this keeps each part by itself, so that people can edit it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.imports.checking import Fault
from hereabouts.core.imports.fields import plain, shown
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.codebook import BETWEEN, Code, Row, codebook

MODES = ("codebook", "reflexive")
CODE, LABEL, LONGEST, MOST = 40, 120, 4000, 200
# The columns of the sheet, and the other names that each is known by. Exclusion is kept for people and never learned from.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (), "label": ("name",), "definition": ("description", "statement"), "inclusion": ("include", "includes"),
    "exclusion": ("exclude", "excludes"), "examples": ("example",), "topic": ("shared topic",),
}  # fmt: skip
SIGNS = {"": "problem", "+": "praise", "?": "request"}


class NotACode(Sentence):
    """A cell of a codebook that cannot be used."""


class NotTyped(Sentence):
    """A line of codes that cannot be read."""


@dataclass(frozen=True)
class CodeText:
    """One code as people write it down."""

    code: str
    label: str
    definition: str = ""
    inclusion: str = ""
    exclusion: str = ""
    examples: str = ""
    topic: str = ""


def read_codes(rows: Iterable[Row], topics: Mapping[str, str]) -> tuple[tuple[CodeText, ...], tuple[Fault, ...]]:
    """Read the codes of a sheet, and every fault with its row and column. ``topics`` are the shared ones, code to label."""
    kept: dict[str, CodeText] = {}
    faults: list[Fault] = []
    for number, cells in rows:
        one = CodeText(**{name: _cell(cells, name) for name in COLUMNS})
        one = _labelled(one, topics)
        wrong = _wrong(one, kept, topics, number)
        faults += wrong
        if not wrong:
            kept[plain(one.code)] = one
    if not kept and not faults:
        faults.append(Fault(1, "code", "", NotACode("It has headings and no codes. Write one code in each row.")))
    return tuple(kept.values()), tuple(faults)


def learnable(codes: Sequence[CodeText]) -> tuple[Code, ...]:
    """Give what a machine may learn from: all that is said of each code but what it excludes."""
    rows = [
        (n, {k: getattr(one, k) for k in COLUMNS if k not in {"exclusion", "topic"}}) for n, one in enumerate(codes, 1)
    ]
    return codebook(rows)


def _cell(cells: Mapping[str, str], name: str) -> str:
    return next((cells[key].strip() for key in (name, *COLUMNS[name]) if cells.get(key, "").strip()), "")


def _labelled(one: CodeText, topics: Mapping[str, str]) -> CodeText:
    by_label = {plain(label): code for code, label in topics.items()} | {plain(code): code for code in topics}
    told = {name: getattr(one, name) for name in COLUMNS}
    told["topic"] = by_label.get(plain(one.topic), one.topic)
    return CodeText(**told | {"label": one.label or one.code})


def _wrong(one: CodeText, kept: Mapping[str, CodeText], topics: Mapping[str, str], row: int) -> list[Fault]:
    def fault(column: str, words: str, **values: object) -> Fault:
        return Fault(row, column, shown(getattr(one, column)), NotACode(words, **values))

    found = []
    if not one.code:
        found.append(fault("code", "It is empty. Give each code a short name."))
    if BETWEEN in one.code or "," in one.code:
        found.append(fault("code", "A code has no “;” and no “,” in it: they stand between codes. Take them out."))
    if plain(one.code) and plain(one.code) in kept:
        found.append(fault("code", "“{code}” stands in the sheet already. Each code has one row.", code=one.code))
    if one.topic and one.topic not in topics:
        found.append(
            fault(
                "topic",
                "“{topic}” is not one of the shared topics: {all}.",
                topic=one.topic,
                all=listed(list(topics.values()), last="or"),
            )
        )
    for column, most in (
        ("code", CODE),
        ("label", LABEL),
        *((c, LONGEST) for c in ("definition", "inclusion", "exclusion", "examples")),
    ):
        if len(getattr(one, column)) > most:
            found.append(
                fault(column, "It has {n:,} characters; at most {most:,} fit.", n=len(getattr(one, column)), most=most)
            )
    return found


def typed(line: str, codes: Sequence[str]) -> dict[str, str]:
    """Read codes typed on one line, ``1 4+ bins?``: numbers in the order shown or names; + is praise, ? a request, else a problem.

    "0" says that none of the codes fits. NotTyped says which part cannot be read.
    """
    found: dict[str, str] = {}
    for part in (line.replace(",", BETWEEN) if BETWEEN in line or "," in line else BETWEEN.join(line.split())).split(
        BETWEEN
    ):
        told = part.strip()
        if not told or told == "0":
            continue
        name, sign = (told[:-1].strip(), told[-1]) if told[-1] in SIGNS else (told, "")
        found[_meant(name, codes)] = SIGNS[sign]
    return found


def _meant(name: str, codes: Sequence[str]) -> str:
    if name.isdecimal() and 1 <= int(name) <= len(codes):
        return codes[int(name) - 1]
    exact = [code for code in codes if plain(code) == plain(name)]
    begins = exact or [code for code in codes if plain(name) and plain(code).startswith(plain(name))]
    if len(begins) != 1:
        raise NotTyped(
            "“{name}” is {what}. Type the number before a code, or its name; + behind it for praise, ? for a request.",
            name=name, what="the beginning of several codes" if begins else "not a code",
        )  # fmt: skip
    return begins[0]


__all__ = [
    "CODE", "COLUMNS", "LABEL", "MODES", "MOST", "CodeText", "NotACode", "NotTyped", "learnable", "read_codes",
    "typed",
]  # fmt: skip
