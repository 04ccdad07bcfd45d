"""How an agency writes somebody down: its own forms of dates and names, slips, old names, old addresses, gaps."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from hereabouts.demo import homes
from hereabouts.demo.households import Resident
from hereabouts.demo.told import told

SWAPS = [
    ("ie", "y"),
    ("ph", "f"),
    ("ck", "k"),
    ("ll", "l"),
    ("nn", "n"),
    ("ey", "y"),
    ("ai", "ay"),
    ("s", "z"),
    ("c", "k"),
]


def written(person: Resident, agency: Mapping[str, Any], rng: np.random.Generator | None) -> dict[str, str]:
    """Write somebody down as this agency would; without dice, exactly as they are."""
    noise = told("caseloads")["noise"] if rng is not None else {}

    def happens(what: str) -> bool:
        return bool(noise) and rng.random() < noise[what]

    def has(field: str) -> bool:
        return agency["has"][field] > 0 if rng is None else rng.random() < agency["has"][field]

    first, surname = _names(person, happens, rng)
    home = elsewhere(person.home, rng) if happens("old_address") else person.home
    day = None if happens("no_birthday") else _day(person.dob, happens, rng)
    return {
        "first_name": first,
        "surname": surname.upper() if agency.get("shout") else surname,
        "dob": day.strftime(agency["dates"]) if day else "",
        "sex": person.sex if has("sex") else "",
        "postcode": "" if happens("no_postcode") else home.postcode,
        "address": home.address,
        "uprn": home.uprn if has("uprn") else "",
        "phone": _phone(person, happens, rng) if has("phone") else "",
        "email": person.email if has("email") else "",
        "nhs": person.nhs if has("nhs") else "",
    }


def over_the_phone(person: Resident, rng: np.random.Generator) -> dict[str, Any]:
    """Write somebody of a referral down as whoever referred them knows it: birthdays and numbers are often not asked."""
    noise = told("caseloads")["referral"]
    happens = lambda what: rng.random() < noise[what]  # noqa: E731 - read five times below
    first, surname = _names(person, happens, rng)
    return {
        "first_name": first,
        "surname": surname,
        "dob": None if happens("no_birthday") else person.dob,
        "sex": person.sex,
        "phone": "" if happens("no_phone") else _phone(person, happens, rng),
    }


def _phone(person: Resident, happens, rng) -> str:
    """Give their number, or one they had before."""
    return (
        f"{person.phone[:-3]}{int(rng.integers(1000)):03d}" if person.phone and happens("old_phone") else person.phone
    )


def _names(person: Resident, happens, rng) -> tuple[str, str]:
    first, surname = person.first, person.surname
    if person.former and happens("old_surname"):
        surname = person.former
    if first in told("names")["short"] and happens("short_name"):
        first = told("names")["short"][first]
    others = next((group for group in told("names")["spellings"] if first in group), None)
    if others and happens("other_spelling"):
        first = str(rng.choice([one for one in others if one != first]))
    if happens("misspelt"):
        first = _slip(first, rng)
    if happens("misspelt"):
        surname = _slip(surname, rng)
    return (surname, first) if happens("names_swapped") else (first, surname)


def _slip(name: str, rng) -> str:
    """Misspell a name as people do: by ear where one can, else two letters change places or one is lost."""
    by_ear = [(a, b) for a, b in SWAPS if a in name]
    if by_ear and rng.random() < 0.6:
        a, b = by_ear[int(rng.integers(len(by_ear)))]
        return name.replace(a, b, 1)
    at = int(rng.integers(1, max(2, len(name) - 1)))
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _day(born: date, happens, rng) -> date:
    if happens("day_and_month_swapped") and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    return born + timedelta(days=int(rng.choice([-10, -1, 1, 10]))) if happens("day_wrong") else born


def elsewhere(home: homes.Home, rng) -> homes.Home:
    """Give where they lived before: another number of the street, long after its record should have been changed."""
    if home.kind != "settled":
        return home
    number, _, street = home.address.rpartition(", ") if ", " in home.address else ("", "", home.address)
    old = f"{int(rng.integers(61, 99))} {street.partition(' ')[2]}"
    return homes.Home(home.area, f"{number}, {old}" if number else old, home.postcode, "")
