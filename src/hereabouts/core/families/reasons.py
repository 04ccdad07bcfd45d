"""Why two records may be of one person, in words: agrees, nearly, differs or missing. Never a percentage."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

NEARLY_SURE = 17.0  # bits: more than a hundred thousand to one
RARE = 0.002  # a surname that fewer than one in 500 records here carries
How = Literal["agrees", "nearly", "differs", "missing"]

NAMES = {
    "first_name": "first name",
    "surname": "surname",
    "dob": "date of birth",
    "sex": "sex",
    "home": "address",
    "phone": "phone number",
    "email": "e-mail address",
    "nhs": "NHS number",
}
SAID = {
    ("first_name", "short form"): "The first names are two forms of one name",
    ("first_name", "swapped"): "First name and surname stand the other way round",
    ("first_name", "nearly"): "First name spelt a little differently",
    ("first_name", "part"): "One first name is part of the other",
    ("first_name", "initial"): "A first name on one side, its initial on the other",
    ("first_name", "two names"): "Two first names that look alike",
    ("surname", "part"): "One surname is part of the other",
    ("surname", "swapped"): "First name and surname stand the other way round",
    ("surname", "nearly"): "Surname spelt a little differently",
    ("dob", "swapped"): "Day and month of birth stand the other way round",
    ("dob", "nearly"): "Date of birth differs in one figure",
    ("home", "nearly"): "Address written a little differently",
    ("dob", "partial"): "Date of birth agrees as far as it is known",
    ("dob", "another year"): "Date of birth differs in one figure of the year",
    ("dob", "a generation apart"): "Birthdays lie a generation apart",
    ("home", "same area"): "Same postcode, or one address without a number",
    ("phone", "nearly"): "Phone number differs in one figure",
    ("email", "nearly"): "E-mail address written a little differently",
    ("nhs", "nearly"): "NHS number differs in one figure",
    ("first_name", "differs"): "Different first name",
    ("home", "differs"): "Different address",
}


@dataclass(frozen=True)
class Reason:
    """One field of a pair: which, how it compares, and that in words."""

    field: str
    how: How
    words: str


def reasons(
    levels: Mapping[str, str], *, share_of_surname: float | None = None, fields: Collection[str] = frozenset(NAMES)
) -> tuple[Reason, ...]:
    """Say of every field that may be compared (``fields``) how it compares, the agreeing ones first."""
    said = [_reason(field, levels.get(field, "missing"), share_of_surname) for field in NAMES if field in fields]
    order = ("agrees", "nearly", "differs", "missing")
    return tuple(sorted(said, key=lambda reason: order.index(reason.how)))


def _reason(field: str, level: str, share: float | None) -> Reason:
    name = NAMES[field]
    if level == "missing":
        return Reason(field, "missing", f"{name[0].upper()}{name[1:]} is missing on one side; it counts neither way")
    if level == "same":
        rare = ", which is rare here" if field == "surname" and share is not None and share < RARE else ""
        return Reason(field, "agrees", f"Same {name}{rare}")
    if level in {"differs", "a generation apart"}:
        return Reason(field, "differs", SAID.get((field, level), f"Different {name}"))
    return Reason(field, "nearly", SAID[field, level])


def strength(band: str, caution: str = "", weight: float = 0.0) -> str:
    """Say how sure the model is. A caution comes first: it is what a tired reader must not miss."""
    if caution:
        return caution
    if band != "confirm":
        return "Perhaps the same person. Look closely."
    return "Nearly sure: the same person." if weight >= NEARLY_SURE else "Likely the same person."
