"""About three thousand residents in households: families, twins, shared flats, namesakes, people without an address."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from hereabouts.demo import homes
from hereabouts.demo.geography import areas
from hereabouts.demo.homes import Home
from hereabouts.demo.households import Resident, Teller, birthday
from hereabouts.demo.told import told

PLACES = ("Fallowgate", "Brindlemoor")
REFUGES, ROOMS, NOWHERE = 3, 18, 12  # households in a refuge, in temporary rooms, without an address


@cache
def residents(on: date) -> tuple[Resident, ...]:
    """Give everybody, with birthdays that fit a day, the people of the story first. The same day gives the same people."""
    made, teller = list(_of_the_story(on)), Teller(on)
    moving = [homes.refuge(n + 1) for n in range(REFUGES)] + [homes.room(n + 1) for n in range(ROOMS)]
    for home in moving:
        made += teller.household(home, "one parent")
    for _ in range(NOWHERE):
        made += teller.household(homes.NO_FIXED, "alone")
    settled = homes.homes(PLACES)
    while len(made) < told("caseloads")["residents"]:
        made += teller.household(next(settled))
    return tuple(made)


def _of_the_story(on: date) -> Iterator[Resident]:
    """Give the households that the story names, with numbers of their own."""
    born: dict[str, date] = {}
    for number, household in enumerate(told("caseloads")["household"], 1):
        area = next(one for one in areas() if one.name == household["area"])
        home = Home(area.code, household["address"], homes.postcode(area, number), f"99800000{number:04d}")
        for i, one in enumerate(household["people"]):
            dob = born[one["born_with"]] if "born_with" in one else birthday(on, one["age"], 97 + 41 * i)
            born[one["key"]] = dob
            facts = {"phone": f"07700 9000{number:02d}", "nhs": f"99900000{number}{i}"}
            yield Resident(one["key"], number, one["first"], one["surname"], one["sex"], dob, home, **facts)
