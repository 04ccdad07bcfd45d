"""Homes of the made-up residents: streets, postcodes and property numbers that belong to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from hereabouts.demo.geography import Area, areas
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told

INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # letters that a postcode may end in
REFUGE, TEMPORARY, NONE = "refuge", "temporary", "none"


@dataclass(frozen=True)
class Home:
    """Where somebody lives. A refuge, a temporary room and no address at all are homes too; ``kind`` says which."""

    area: str
    address: str
    postcode: str
    uprn: str
    kind: str = "settled"


def homes(places: tuple[str, ...]) -> Iterator[Home]:
    """Give settled homes in the areas of these neighbourhoods without end, area after area in turn."""
    here = [one for one in areas() if one.neighbourhood in places]
    rng, numbers = dice(seed(), "homes"), count(999_000_000_001)
    streets = {one.code: _streets(one, rng) for one in here}
    for turn in count(1):
        for one in here:
            street, postcode = streets[one.code][int(rng.integers(len(streets[one.code])))]
            number = f"Flat {turn % 12 + 1}, {turn // 12 + 1}" if street.endswith("Court") else str(turn)
            yield Home(one.code, f"{number} {street}", postcode, str(next(numbers)))


def _streets(area: Area, rng: np.random.Generator) -> list[tuple[str, str]]:
    """Name six streets of an area, each with its own postcode: LK1 2AB is in the second area of Fallowgate."""
    names, ways = told("names")["streets"], told("names")["ways"]
    chosen = rng.choice(len(names), size=len(ways), replace=False)
    return [(f"{names[i]} {way}", postcode(area, n)) for n, (i, way) in enumerate(zip(chosen, ways, strict=True))]


def postcode(area: Area, street: int) -> str:
    """Give the postcode of an area's street: no such postcode exists, for there is no LK."""
    sector = "ABCDEFGH".index(area.letter) + 1
    return f"{area.postcode} {sector}{INWARD[street]}{INWARD[(street * 7 + sector) % len(INWARD)]}"


def refuge(n: int) -> Home:
    """Give a place whose address is kept from everybody."""
    return Home("", f"Refuge {n}, address kept safe", "", "", REFUGE)


def room(n: int) -> Home:
    """Give a temporary room: many people share its address, and move on."""
    area = areas()[7]
    return Home(area.code, f"Room {n}, Harbour View House", postcode(area, 9), "", TEMPORARY)


NO_FIXED = Home("", "No fixed address", "", "", NONE)
