"""One person as a row of an extract, made comparable: spelling, dates, numbers. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hereabouts.core.sentences import Sentence

FIELDS = ("first_name", "surname", "dob", "sex", "postcode", "address", "uprn", "phone", "email", "nhs")
COLUMNS = ("id", "agency", *FIELDS, "protected")
NO_HOME = {  # written where an address belongs, and no address
    "nfa", "no fixed abode", "no fixed address", "of no fixed abode", "of no fixed address", "homeless", "sofa surfing",
    "rough sleeping", "not disclosed", "withheld",
}  # fmt: skip
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
MONTHS = ("%Y-%m", "%m/%Y", "%b %Y", "%B %Y")
ABSENT = {"", "na", "n/a", "none", "null", "unknown", "not known", "-"}
REFUGE = re.compile(r"\brefuge\b|\bwomen'?s aid\b|\bsafe house\b")
LETTERS = str.maketrans("łøđħıŋ", "lodhin")  # letters that are no accent on another
DOUBLE = (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ð", "d"))
# First names that are written two ways for one person. Kept short: each pair is common in the field.
SHORT = {
    "liz": "elizabeth", "beth": "elizabeth", "lizzie": "elizabeth", "betty": "elizabeth", "bob": "robert", "rob": "robert",
    "robbie": "robert", "bill": "william", "will": "william", "billy": "william", "liam": "william", "jim": "james",
    "jamie": "james", "jimmy": "james", "kate": "katherine", "katie": "katherine", "kathy": "katherine", "cath": "catherine",
    "cathy": "catherine", "maggie": "margaret", "meg": "margaret", "peggy": "margaret", "tom": "thomas", "tommy": "thomas",
    "dave": "david", "davy": "david", "mike": "michael", "mick": "michael", "steve": "stephen", "chris": "christopher",
    "tony": "anthony", "sue": "susan", "suzie": "susan", "jen": "jennifer", "jenny": "jennifer", "alex": "alexander",
    "sandy": "alexander", "sam": "samuel", "sammy": "samuel", "dan": "daniel", "danny": "daniel", "joe": "joseph",
    "joey": "joseph", "ed": "edward", "eddie": "edward", "ted": "edward", "andy": "andrew", "drew": "andrew", "matt": "matthew",
    "nick": "nicholas", "pat": "patricia", "trish": "patricia", "vicky": "victoria", "vicki": "victoria", "becky": "rebecca",
    "debbie": "deborah", "deb": "deborah", "mo": "mohammed", "mohamed": "mohammed", "muhammad": "mohammed", "mohammad": "mohammed",
}  # fmt: skip


class NotAPerson(Sentence):
    """A line about somebody of the household that cannot be read."""


def comparable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Make one row comparable. What is missing is None, and a date that cannot be read is missing, never corrected."""
    plain = {field: _plain(row.get(field)) for field in FIELDS}
    first, surname = _letters(plain["first_name"]), _letters(plain["surname"])
    first, surname = (None, first) if surname is None else (first, surname)  # a single name stands as the surname
    digits = {field: _digits(plain[field]) for field in ("uprn", "phone", "nhs")}
    said = re.sub(r"[^a-z0-9]+", " ", plain["address"] or "").strip()
    address = None if said in NO_HOME or not said else said
    given, day = first.split(" ")[0] if first else None, _day(plain["dob"])
    root = SHORT.get(given, given) if given else None
    return {
        "first_name": first,
        "root": root,
        "letter": root[0] if root else None,
        "surname": surname,
        "names": " ".join(sorted((first, surname))) if first and surname else None,
        "dob": day,
        "born": day or _month(plain["dob"]),
        "sex": plain["sex"][0] if plain["sex"] and plain["sex"][0] in "fmx" else None,
        "postcode": re.sub(r"[^a-z0-9]", "", plain["postcode"] or "") or None,
        "address": address,
        "numbers": " ".join(re.findall(r"[0-9]+", address or "")) or None,
        "uprn": digits["uprn"],
        "phone": digits["phone"] and (digits["phone"].removeprefix("44").lstrip("0") or None),
        "email": plain["email"],
        "nhs": digits["nhs"],
        "protected": protected(row),
    }


def protected(row: Mapping[str, Any]) -> bool:
    """Say whether this person's address must be kept from everybody: it is marked so, or it is a refuge."""
    marked = (_plain(row.get("protected")) or "no") not in {"no", "false", "0", "n"}
    return marked or bool(REFUGE.search(_plain(row.get("address")) or ""))


def listed_people(text: str) -> list[dict[str, Any]]:
    """Read people from lines of "first name surname, date of birth". The date may be left out, or be "not known"."""
    found: list[dict[str, Any]] = []
    for n, line in enumerate(filter(None, (row.strip() for row in text.splitlines())), 1):
        name, _, born = (part.strip() for part in line.partition(","))
        day = _day(_plain(born))
        if not name or (_plain(born) and day is None):
            raise NotAPerson(
                "Line {n} is “{line}”. Write a name, a comma and a date of birth: Skye Tarrant, 12/3/2019.",
                n=n,
                line=line,
            )
        first, _, surname = name.partition(" ")
        found.append({"first_name": first, "surname": surname.strip(), "dob": date.fromisoformat(day) if day else None})
    return found


def _plain(value: object) -> str | None:
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    text = unicodedata.normalize("NFKD", "" if value is None else str(value)).strip().lower()
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(LETTERS)
    for letter, written in DOUBLE:
        text = text.replace(letter, written)
    return None if text in ABSENT else text


def _letters(text: str | None) -> str | None:
    return re.sub(r"[^a-z]+", " ", text or "").strip() or None


def _digits(text: str | None) -> str | None:
    return re.sub(r"\D", "", text or "") or None


def _day(text: str | None) -> str | None:
    for pattern in DATES:
        try:
            return datetime.strptime(text or "", pattern).date().isoformat()  # noqa: DTZ007 - a birthday has no time zone
        except ValueError:
            continue
    return None


def _month(text: str | None) -> str | None:
    """Read what is known of a birthday of which the day, or the month too, is not: "1990-03", "1990"."""
    if re.fullmatch(r"(19|20)[0-9]{2}", text or ""):
        return text
    for pattern in MONTHS:
        try:
            return datetime.strptime(text or "", pattern).strftime("%Y-%m")  # noqa: DTZ007 - a birthday has no time zone
        except ValueError:
            continue
    return None
