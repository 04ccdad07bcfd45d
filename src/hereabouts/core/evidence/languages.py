"""Which languages are spoken in which small area: counts of people, to be protected before anybody sees them (D-86)."""

from collections.abc import Sequence

from hereabouts.core.steps import Row, Step
from hereabouts.core.trust.disclosure import DisclosureRule, protect
from hereabouts.core.trust.tables import Table, counted

WORDS = "main language "

LANGUAGES = (
    Step(
        "spoken",
        """
        SELECT c.area, coalesce(a.name, c.area) AS name, c.part, CAST(c.value AS BIGINT) AS people, d.title AS source, c.period
        FROM cell c JOIN dataset d ON d.id = c.dataset JOIN chosen ON chosen.area = c.area AND chosen.generation = d.generation
        LEFT JOIN area a ON a.generation = d.generation AND a.code = c.area
        WHERE c.measure = 'people' AND starts_with(c.part, 'main language ') AND c.value IS NOT NULL
        QUALIFY c.period = max(c.period) OVER () ORDER BY c.area, c.part
        """,
    ),
)


def languages(rows: Sequence[Row], rule: DisclosureRule) -> Table | None:
    """Give people by area and main language with every small count hidden, and what it could be worked out from.

    None where no dataset knows languages here.
    """
    told = [((str(r["area"]), str(r["part"]).removeprefix(WORDS)), int(r["people"])) for r in rows]
    return protect(counted(("area", "language"), told), rule) if told else None
