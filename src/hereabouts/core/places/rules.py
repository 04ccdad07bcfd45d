"""The rule that says which areas make a place up: their codes, the names of larger units, or a line on the map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.steps import Row, Step

LEVELS = ("council", "district", "ward", "intermediate_zone", "locality", "health_partnership", "health_board")


class NotARule(Sentence):
    """A ``--where`` or ``--areas`` that cannot be read."""


class NoSuchPlace(Sentence):
    """A rule that names something no lookup knows."""


class Ambiguous(Sentence):
    """A name that stands for several things."""


@dataclass(frozen=True)
class Rule:
    """How a place is made up: by area codes, by the names of larger units (level, name), or by a boundary (GeoJSON).

    ``called`` is what the boundary is called: the name of its file, say.
    """

    codes: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    boundary: str = ""
    called: str = ""

    def __str__(self) -> str:
        if self.boundary:
            return f"boundary={self.called}"
        return ",".join(self.codes) or "; ".join(f"{level}={name}" for level, name in self.parts)


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


def written(text: str, boundary: str = "") -> Rule:
    """Read a rule as it was written down with a version of a place."""
    if boundary:
        return Rule(boundary=boundary, called=text.partition("=")[2])
    return by_where(text) if "=" in text else by_codes(text)


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


def chosen(rule: Rule, rows: Sequence[Row], nations: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """Give the areas of a place by generation, from the rows of ``MATCHED``.

    ``nations`` says which nation a generation is of. Raises NoSuchPlace for a name nobody knows and Ambiguous for one that
    stands in two councils, or in two nations.
    """
    for i, (level, name) in enumerate(rule.parts):
        if not any(row["part"] == i for row in rows):
            raise NoSuchPlace(
                "No {level} is called “{name}”. Where no list knows a neighbourhood, name its areas one by one: --areas CODE,CODE.",
                level=level.replace("_", " "),
                name=name,
            )
    areas: dict[str, tuple[str, ...]] = {}
    for generation in sorted({str(row["generation"]) for row in rows}):
        here = [row for row in rows if row["generation"] == generation and row["best"]]
        kept = _kept(rule, here)
        _refuse_namesakes(rule, [row for row in here if row["code"] in kept])
        if kept:
            areas[generation] = tuple(sorted(kept))
    if not areas:
        raise NoSuchPlace("Nothing lies in all of {rule} at once.", rule=str(rule))
    if len({(nations or {}).get(generation) for generation in areas}) > 1:
        kept_codes = {code for codes in areas.values() for code in codes}
        _refuse_namesakes(rule, [row for row in rows if row["best"] and row["code"] in kept_codes])
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
