"""Places: the rule that says which areas make one up, and how well they fit.

An area belongs to a *generation* of boundaries (DZ2011, LSOA2021). A place keeps its rule, and its areas for
each generation, because the same neighbourhood has other building blocks after every census.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.steps import Row, Step

LEVELS = ("council", "district", "ward", "intermediate_zone", "locality", "health_partnership", "health_board")
NEEDS_WARNING = 0.90  # C1: warn when cover or purity is under this


class NotARule(Sentence):
    """A ``--where`` or ``--areas`` that cannot be read."""


class NoSuchPlace(Sentence):
    """A rule that names something no lookup knows."""


class Ambiguous(Sentence):
    """A name that stands for several things."""


@dataclass(frozen=True)
class Rule:
    """How a place is made up: by area codes, or by the names of larger units (level, name)."""

    codes: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return ",".join(self.codes) or "; ".join(f"{level}={name}" for level, name in self.parts)


@dataclass(frozen=True)
class Fit:
    """How well whole areas fit the unit they stand for, by people (C1): both 1 when they nest."""

    cover: float
    purity: float

    @property
    def warns(self) -> bool:
        """Say whether a figure for this place needs the warning."""
        return min(self.cover, self.purity) < NEEDS_WARNING


def by_codes(text: str) -> Rule:
    """Read ``CODE,CODE,...``. A code given twice counts once."""
    codes = tuple(dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip()))
    spaced = next((code for code in codes if len(code.split()) > 1), "")
    if spaced:
        raise NotARule(
            "“{codes}” has spaces in it. Put commas between the codes: --areas {mended}",
            codes=spaced,
            mended=",".join(spaced.split()),
        )
    if not codes:
        raise NotARule("Give at least one area code, separated by commas: S01007800,S01007801.")
    return Rule(codes=codes)


def by_where(text: str) -> Rule:
    """Read ``level=name; level=name``. Different levels narrow; the same level again widens; ``*`` ends a name freely."""
    parts = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        level, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or not name or level not in LEVELS:
            raise NotARule(
                "“{part}” is not a rule we can read. Write level=name, with one of the levels {levels}.",
                part=part,
                levels=listed(LEVELS, last="or"),
            )
        parts.append((level, name))
    if not parts:
        raise NotARule("The rule is empty. Write level=name, for example council=Dundee City.")
    return Rule(parts=tuple(parts))


# What a rule's parts name, in every generation: one row for each larger unit that an area may belong to.
# The newest edition of a lookup that knows the name speaks for its generation.
MATCHED = (
    Step(
        "wanted_unit",
        """
        SELECT w.part, p.*, dense_rank() OVER (PARTITION BY w.part, p.generation ORDER BY p.edition DESC) AS age
        FROM part_of p JOIN wanted w ON p.level = w.level
         AND (lower(p.parent_name) = w.name OR (w.open AND starts_with(lower(p.parent_name), w.name)))
        """,
    ),
    Step(
        "matched",
        """
        SELECT u.part, u.generation, u.level, u.parent_code, u.parent_name, u.code, u.share, u.best,
               coalesce(max(c.parent_name) FILTER (c.level IN ('council', 'district')), '') AS council
        FROM wanted_unit u LEFT JOIN part_of c ON c.generation = u.generation AND c.code = u.code AND c.best
         AND c.level IN ('council', 'district')
        WHERE u.age = 1
        GROUP BY ALL ORDER BY u.part, u.generation, u.parent_code, u.code
        """,
    ),
)


def wanted(rule: Rule) -> list[Row]:
    """Give the rows of the ``wanted`` table for a rule: names in lower case, ``open`` where they end in ``*``."""
    return [
        {"part": i, "level": level, "name": name.rstrip("*").strip().lower(), "open": name.endswith("*")}
        for i, (level, name) in enumerate(rule.parts)
    ]


def chosen(rule: Rule, rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Give the areas of a place by generation, from the rows of ``MATCHED``.

    Raises NoSuchPlace for a name nobody knows and Ambiguous for one that stands in two councils.
    """
    for i, (level, name) in enumerate(rule.parts):
        if not any(row["part"] == i for row in rows):
            raise NoSuchPlace("No {level} is called “{name}”.", level=level.replace("_", " "), name=name)
    areas: dict[str, tuple[str, ...]] = {}
    for generation in sorted({str(row["generation"]) for row in rows}):
        here = [row for row in rows if row["generation"] == generation and row["best"]]
        kept = _kept(rule, here)
        _refuse_namesakes(rule, [row for row in here if row["code"] in kept])
        if kept:
            areas[generation] = tuple(sorted(kept))
    if not areas:
        raise NoSuchPlace("Nothing lies in all of {rule} at once.", rule=str(rule))
    return areas


def _kept(rule: Rule, rows: Iterable[Row]) -> set[str]:
    """Narrow by level: an area stays when each level that the rule names has a part that holds it."""
    by_level: dict[str, set[str]] = {level: set() for level, _ in rule.parts}
    for row in rows:
        by_level[str(row["level"])].add(str(row["code"]))
    return set.intersection(*by_level.values())


def _refuse_namesakes(rule: Rule, rows: Sequence[Row]) -> None:
    for i, (level, name) in enumerate(rule.parts):
        units = {(str(r["parent_code"]), str(r["parent_name"]), str(r["council"])) for r in rows if r["part"] == i}
        names = [unit_name for _, unit_name, _ in units]
        if name.endswith("*") and len(names) == len(set(names)):
            continue
        if len({code for code, _, _ in units}) > 1:
            where = sorted({f"{unit_name} in {council}" for _, unit_name, council in units})
            raise Ambiguous(
                "“{name}” is the name of {n}: {where}. Add the council or district, for example {level}={name}; {example}.",
                name=name,
                n=counted(len({code for code, _, _ in units}), level.replace("_", " ")),
                where=listed(where, last="or"),
                level=level,
                example=f"{'council' if level == 'intermediate_zone' else 'district'}={where[0].rpartition(' in ')[2]}",
            )


def fit(rows: Sequence[Row], people: dict[str, float]) -> Fit:
    """Give cover and purity (C1) from the shares of a lookup.

    ``rows`` are the ``MATCHED`` rows of one generation (best fit or not); ``people`` the population by area code.
    """
    inside = sum(people.get(str(r["code"]), 0) * r["share"] for r in rows if r["best"])
    whole = sum(people.get(str(r["code"]), 0) for r in rows if r["best"])
    everywhere = sum(people.get(str(r["code"]), 0) * r["share"] for r in rows)
    if not whole or not everywhere:
        return Fit(1.0, 1.0)
    return Fit(cover=inside / everywhere, purity=inside / whole)
