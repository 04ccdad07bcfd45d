"""The directory of help: whether a service can be had, by whom, when, and how far away it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

STATES = ("draft", "live", "paused", "closed")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EARTH = 6371.0  # kilometres; a sphere is near enough for "how far is the surgery"
OLD = 365  # days after which a check no longer says much


@dataclass(frozen=True)
class Offer:
    """One service as the directory shows it. Only a public office stands here, never a person."""

    id: str
    name: str
    provider: str
    provider_id: str
    description: str = ""
    how: str = ""
    who_for: str = ""
    when: str = ""
    fees: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    schedules: tuple[Mapping[str, Any], ...] = ()
    state: str = "live"
    alert: str = ""
    assured_on: date | None = None
    changed_at: str = ""
    place: str = ""
    provider_about: str = ""
    numbers: tuple[tuple[str, str], ...] = field(default=())

    def old(self, on: date) -> bool:
        """Say whether nobody has checked it for a year, or ever."""
        return self.assured_on is None or (on - self.assured_on).days > OLD


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, a topic, an age, a day and times. Nothing set leaves everything in."""

    words: str = ""
    topic: str = ""
    youngest: int | None = None
    oldest: int | None = None
    day: str = ""
    opens: str = ""
    closes: str = ""

    def fits(self, offer: Offer) -> bool:
        """Say whether a service is what is looked for. What a service does not say of itself does not shut it out."""
        return (
            all(word in _text(offer) for word in self.words.casefold().split())
            and (not self.topic or self.topic in offer.topics)
            and (self.oldest is None or offer.minimum_age is None or offer.minimum_age <= self.oldest)
            and (self.youngest is None or offer.maximum_age is None or offer.maximum_age >= self.youngest)
            and self._open(offer.schedules)
        )

    def _open(self, schedules: Sequence[Mapping[str, Any]]) -> bool:
        if not (self.day or self.opens or self.closes):
            return True
        return any(
            (not self.day or self.day in times["days"])
            and (not self.opens or not times.get("to") or times["to"] > self.opens)
            and (not self.closes or not times.get("from") or times["from"] < self.closes)
            for times in schedules
        )


def _text(offer: Offer) -> str:
    told = (offer.name, offer.provider, offer.description, offer.who_for, offer.how, offer.address, offer.city)
    return " ".join(told).casefold()


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the kilometres between two points (latitude, longitude), over the ground of a sphere."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def nearest(
    offers: Iterable[Offer], point: tuple[float, float], *, within: float | None = None
) -> list[tuple[float, Offer]]:
    """Give the services with how many kilometres away they are, nearest first. One that stands nowhere is not near."""
    found = [
        (apart(point, (one.latitude, one.longitude)), one)
        for one in offers
        if one.latitude is not None and one.longitude is not None
    ]
    return sorted(
        ((km, one) for km, one in found if within is None or km <= within), key=lambda pair: (pair[0], pair[1].name)
    )


def outward(postcode: str) -> str:
    """Give the first half of a postcode, which names a district: "LH1 2AB" is in LH1."""
    told = "".join(postcode.upper().split())
    return told[:-3] if len(told) > 4 else told


def by_nearness(
    offers: Sequence[Offer], postcode: str, point: tuple[float, float] | None
) -> tuple[list[tuple[float | None, Offer]], str]:
    """Put the nearest first: by the ground where we know where the postcode lies, else by the same postcode district.

    The second answer says which of the two it was. What stands nowhere comes last, and without a distance.
    """
    if not postcode:
        return [(None, one) for one in offers], ""
    if point is None:
        return [
            (None, one) for one in offers if one.postcode and outward(one.postcode) == outward(postcode)
        ], "district"
    by_ground = nearest(offers, point)
    near = {one.id for _, one in by_ground}
    return [*by_ground, *((None, one) for one in offers if one.id not in near)], "ground"
