"""Where a dataset does not reach: the councils of the partnership's places, and how many of their areas have no figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hereabouts.core.steps import Row, Step

REACHING = (
    Step(
        "held",
        """
        SELECT p.parent_code, p.generation, arg_max(p.parent_name, p.edition) AS name FROM part_of p
        JOIN chosen c ON c.generation = p.generation AND c.area = p.code
        WHERE p.level IN ('council', 'district') AND p.best GROUP BY p.parent_code, p.generation
        """,
    ),
    Step(
        "inside_council",
        """
        SELECT DISTINCT h.name, p.generation, p.code AS area FROM part_of p
        JOIN held h ON h.parent_code = p.parent_code AND h.generation = p.generation WHERE p.best
        """,
    ),
    Step(
        "known",
        """
        SELECT DISTINCT c.dataset, c.area FROM cell c SEMI JOIN inside_council i ON i.area = c.area WHERE c.value IS NOT NULL
        """,
    ),
    Step(
        "reaching",
        """
        SELECT d.id AS dataset, d.title, i.name AS council, count(*) AS areas, count(k.area) AS reached
        FROM dataset d JOIN inside_council i ON i.generation = d.generation
        LEFT JOIN known k ON k.dataset = d.id AND k.area = i.area
        WHERE d.id IN (SELECT DISTINCT dataset FROM cell) GROUP BY d.id, d.title, i.name
        HAVING count(k.area) < count(*) ORDER BY count(k.area) / count(*), d.title, i.name
        """,
    ),
)


@dataclass(frozen=True)
class Unreached:
    """A dataset that gives no figure for some areas of a council that holds a place of ours."""

    dataset: str
    title: str
    council: str
    areas: int
    reached: int


def unreached(rows: Sequence[Row]) -> tuple[Unreached, ...]:
    """Give the gaps from the rows of ``REACHING``, the widest first."""
    return tuple(Unreached(r["dataset"], r["title"], r["council"], r["areas"], r["reached"]) for r in rows)
