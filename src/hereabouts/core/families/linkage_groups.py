"""For whom matching may be worse: the groups of a record that can be read off it without asking who anybody is (C18, X-07).

Agencies' lists hold no ethnicity and no faith, and none is guessed from a name. What a name looks like on paper is what
comparing stumbles over, so that is what the groups of names say, and no more.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from hereabouts.core.families.people import comparable

CHILD, NO_HOME, LONG_NAME, RARE_NAME = (
    "Under 18", "No fixed address, or a temporary one", "A name of several parts, or with accents", "A first name that few have",
)  # fmt: skip
GROUPS = (CHILD, NO_HOME, LONG_NAME, RARE_NAME)
PASSING = re.compile(r"\b(hostel|hotel|b ?& ?b|bed and breakfast|guest house|temporary|caravan|traveller|site)\b")


def groups_of(row: Mapping[str, Any], *, on: date, common: Collection[str] = ()) -> frozenset[str]:
    """Say which groups a record is in on a day. ``common``: first names that many have; empty where that is not known."""
    plain = comparable(row)
    first, said = plain["first_name"], str(row.get("address") or "").lower()
    told = {
        CHILD: plain["dob"] is not None and _age(date.fromisoformat(plain["dob"]), on) < 18,
        NO_HOME: bool(PASSING.search(said)) or not (plain["address"] or plain["uprn"] or plain["postcode"]),
        LONG_NAME: any(_long(str(row.get(name) or "")) for name in ("first_name", "surname")),
        RARE_NAME: bool(common) and first is not None and first not in common,
    }
    return frozenset(group for group, true in told.items() if true)


def _long(name: str) -> bool:
    return not name.isascii() or len(re.findall(r"[^\W\d_]+", name)) > 1


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
