"""What help stands in a place, by need and by who gives it, with the need beside it: a gap in a list is seen before money is spent.

A list of services is as good as its last revision. Nothing on a list is not nothing there, and the words say so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hereabouts.core.evidence.figure import Figure, beside, in_words
from hereabouts.core.evidence.people import in_bands, in_groups
from hereabouts.core.partners.directory import Offer
from hereabouts.core.steps import Row, Step

DIRECTORY = "Our own directory of services"
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
    also: tuple[str, ...] = ()  # more topics


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


@dataclass(frozen=True)
class TargetGroup:
    """People whom a service may say it is for: the words that say so, and which published counts of people are theirs."""

    code: str
    label: str
    words: tuple[str, ...]
    ages: tuple[int, int] | None = None
    parts: tuple[str, ...] = ()

    def named_by(self, service: Service) -> bool:
        """Say whether a service names the group in its own words; what it does not say is not guessed from its topic."""
        said = " ".join((service.name, service.kind, service.description, service.referral)).casefold()
        return any(re.search(_pattern(word), said) for word in self.words)


@dataclass(frozen=True)
class Served:
    """A group of people here: how many they are (None where nobody publishes it) and the services that name them."""

    label: str
    people: int | None
    source: str
    services: tuple[Service, ...]


def group(document: Mapping[str, Any]) -> TargetGroup:
    """Read a group from its document."""
    ages = document.get("ages")
    return TargetGroup(
        document["code"], document["label"], tuple(document["words"]), (ages[0], ages[1]) if ages else None,
        tuple(document.get("parts", ())),
    )  # fmt: skip


def by_group(services: Sequence[Service], groups: Iterable[TargetGroup], people: Sequence[Row]) -> tuple[Served, ...]:
    """Lay services beside the groups that they name; a group that no service names stands first, the larger before the smaller."""
    told = []
    for one in groups:
        counted, source = in_bands(people, {one.code: one.ages}) if one.ages else in_groups(people, _theirs(one))
        told.append(Served(one.label, counted.get(one.code), source, tuple(s for s in services if one.named_by(s))))
    return tuple(sorted(told, key=lambda one: (bool(one.services), -(one.people or 0), one.label)))


def _theirs(one: TargetGroup) -> dict[str, Sequence[str]]:
    return {one.code: one.parts} if one.parts else {}


def _pattern(word: str) -> str:
    return r"(?<!\w)" + re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"(?!\w)")


def service(row: Row) -> Service:
    """Read a row of the table of services."""
    told: dict[str, Any] = {name: str(row[name] or "") for name in Service.__dataclass_fields__ if name != "also"}
    return Service(**told)


def offered(offer: Offer) -> Service:
    """Take a service from the partnership's own directory; it says where it is by its address, not by a small area."""
    first, *also = offer.topics or ("",)
    about = " ".join(filter(None, (offer.description, offer.who_for)))
    return Service(
        name=offer.name, kind="", topic=first, provider=offer.provider, description=about, address=offer.address,
        postcode=offer.postcode, area="", area_name="", telephone=offer.phone, email=offer.email, website=offer.url,
        times=offer.when, referral=offer.how, source=DIRECTORY, also=tuple(also),
    )  # fmt: skip


def provision(
    services: Sequence[Service], figures: Iterable[Figure], topics: Mapping[str, str]
) -> tuple[Provision, ...]:
    """Lay services and needs side by side, topic by topic; silent needs first, then by how many services there are."""
    needs = [_need(figure) for figure in figures if figure.value is not None]
    made = [
        Provision(
            code,
            label,
            tuple(s for s in services if code in {s.topic, *s.also}),
            tuple(n for n in needs if n.figure.topic == code),
        )
        for code, label in topics.items()
    ]
    told = [one for one in made if one.services or one.needs]
    return tuple(sorted(told, key=lambda one: (not one.silent, -len(one.services), one.topic)))


def _need(figure: Figure) -> Need:
    other = beside(figure)
    return Need(figure, other.name if other else "", other.value if other else None, in_words(figure, other))
