"""What help stands in a place, by need and by who gives it, with the need beside it: a gap in a list is seen before money is spent.

A list of services is as good as its last revision. Nothing on a list is not nothing there, and the words say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.figure import Figure, beside, in_words
from hereabouts.core.steps import Row, Step

INSIDE = (
    Step(
        "inside",
        """
        SELECT s.*, d.title AS source, coalesce(a.name, '') AS area_name FROM service s JOIN dataset d ON d.id = s.dataset
        JOIN chosen c ON c.generation = s.generation AND c.area = s.area
        LEFT JOIN area a ON a.generation = s.generation AND a.code = s.area
        ORDER BY s.kind, s.name, s.dataset, s.row
        """,
    ),
)


@dataclass(frozen=True)
class Service:
    """One service as its list has it, and the small area it stands in."""

    name: str
    kind: str
    topic: str
    provider: str
    description: str
    address: str
    postcode: str
    area: str
    area_name: str
    telephone: str
    email: str
    website: str
    times: str
    referral: str
    source: str


@dataclass(frozen=True)
class Need:
    """One measure of a need: here, there, and whether here is worse."""

    figure: Figure
    council: str
    theirs: float | None
    words: str


@dataclass(frozen=True)
class Provision:
    """One topic: the services that meet it, who gives them, and how large the need is. ``silent`` where need meets no list."""

    topic: str
    label: str
    services: tuple[Service, ...]
    needs: tuple[Need, ...]

    @property
    def providers(self) -> tuple[str, ...]:
        """Name who gives the services, each once."""
        return tuple(dict.fromkeys(s.provider or s.source for s in self.services))

    @property
    def silent(self) -> bool:
        """Say whether the need is worse here than in the council, and no service on any list meets it."""
        return not self.services and any(need.words == "worse" for need in self.needs)


def service(row: Row) -> Service:
    """Read a row of the table of services."""
    return Service(**{name: str(row[name] or "") for name in Service.__dataclass_fields__})


def provision(
    services: Sequence[Service], figures: Iterable[Figure], topics: Mapping[str, str]
) -> tuple[Provision, ...]:
    """Lay services and needs side by side, topic by topic; silent needs first, then by how many services there are."""
    needs = [_need(figure) for figure in figures if figure.value is not None]
    made = [
        Provision(
            code,
            label,
            tuple(s for s in services if s.topic == code),
            tuple(n for n in needs if n.figure.topic == code),
        )
        for code, label in topics.items()
    ]
    told = [one for one in made if one.services or one.needs]
    return tuple(sorted(told, key=lambda one: (not one.silent, -len(one.services), one.topic)))


def _need(figure: Figure) -> Need:
    other = beside(figure)
    return Need(figure, other.name if other else "", other.value if other else None, in_words(figure, other))
