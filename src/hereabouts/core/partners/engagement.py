"""Who takes part in what, and who is missing: a partner that sits nowhere, a table without a kind of partner it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of organisation: its words, its sector, and whether a partnership for fairness needs one of it."""

    id: str
    label: str
    sector: str
    expected: bool = False


@dataclass(frozen=True)
class Part:
    """One partner's part in one thing: a seat, an action it leads, a problem it answers for, listening it did."""

    organisation: str
    what: str
    thing: str
    title: str
    how: str


@dataclass(frozen=True)
class Row:
    """One partner's row of the matrix: its parts by what they are in, and in how many of those it has none."""

    id: str
    name: str
    kind: str
    parts: Mapping[str, tuple[Part, ...]]

    @property
    def nowhere(self) -> bool:
        """Say whether the partner takes part in nothing at all."""
        return not any(self.parts.values())


@dataclass(frozen=True)
class Matrix:
    """Who takes part in what, with the gaps: kinds nobody is, tables that lack a kind, partners that sit nowhere."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kinds_missing: tuple[str, ...]
    tables: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def nowhere(self) -> tuple[str, ...]:
        """Name the partners that take part in nothing."""
        return tuple(row.name for row in self.rows if row.nowhere)


def matrix(
    partners: Sequence[tuple[str, str, str]], parts: Iterable[Part], *, columns: Sequence[str], kinds: Sequence[Kind]
) -> Matrix:
    """Set partners (id, name, kind) against what they take part in.

    A kind is missing where a partnership needs one and nobody is of it; a group (column "groups") lacks a kind where a
    partner of that kind exists and none sits there.
    """
    parts, kind_of = list(parts), {id_: kind for id_, _, kind in partners}
    here = [part for part in parts if part.organisation in kind_of]
    rows = tuple(
        Row(id_, name, kind, {c: tuple(p for p in here if p.organisation == id_ and p.what == c) for c in columns})
        for id_, name, kind in partners
    )
    present = set(kind_of.values())
    missing = tuple(k.label for k in kinds if k.expected and k.id not in present)
    return Matrix(tuple(columns), rows, missing, _tables(here, kind_of, [k for k in kinds if k.expected]))


def _tables(
    parts: Iterable[Part], kind_of: Mapping[str, str], wanted: Sequence[Kind]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    at: dict[str, set[str]] = {}
    for part in parts:
        if part.what == "groups":
            at.setdefault(part.title, set()).add(kind_of[part.organisation])
    could = set(kind_of.values())
    lacking = {t: tuple(k.label for k in wanted if k.id in could and k.id not in there) for t, there in at.items()}
    return tuple((title, kinds) for title, kinds in sorted(lacking.items()) if kinds)
