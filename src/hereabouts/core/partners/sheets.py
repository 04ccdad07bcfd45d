"""A sheet of services: what its columns can be, and how its cells are read."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from hereabouts.core.imports.fields import CannotRead, Field, day, one_of, plain, shown, text
from hereabouts.core.partners.directory import DAYS, STATES

NOTHING = {"", "na", "n a", "not known", "none", "unknown"}  # what lists write where they know nothing
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
TIMES = re.compile(r"([A-Z]{2}(?:,[A-Z]{2})*)(?: (\d\d:\d\d)?-(\d\d:\d\d)?)?")


def words(cell: object) -> str:
    """Read words; what lists write for "we do not know" is empty."""
    told = text(cell)
    return "" if plain(told) in NOTHING else told


def postcode(cell: object) -> str:
    """Read a postcode, however it is spaced."""
    told = "".join(words(cell).upper().split())
    spaced = f"{told[:-3]} {told[-3:]}"
    if told and not POSTCODE.fullmatch(spaced):
        raise CannotRead("“{cell}” is not a postcode. Write it like LH1 2AB, or leave it empty.", cell=shown(cell))
    return spaced if told else ""


def short(most: int, read: Callable[[object], str] = words) -> Callable[[object], str]:
    """Make a reader of words that fit where they are kept."""

    def reader(cell: object) -> str:
        told = read(cell)
        if len(told) > most:
            raise CannotRead("This has {n} characters. Keep it under {most}.", n=len(told), most=most)
        return told

    return reader


def link(cell: object) -> str:
    """Read a web address; one that was written without https:// gets it."""
    told = words(cell)
    if told and not re.fullmatch(r"(https?://)?[\w.-]+\.[a-z]{2,}(:\d+)?(/\S*)?", told, re.IGNORECASE):
        raise CannotRead("“{cell}” is not a web address. Write it like https://example.org.", cell=shown(cell))
    return told if not told or told.startswith(("http://", "https://")) else f"https://{told}"


def email(cell: object) -> str:
    """Read an e-mail address."""
    told = words(cell)
    if told and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", told):
        raise CannotRead("“{cell}” is not an e-mail address.", cell=shown(cell))
    return told


def number(lowest: float, highest: float, *, whole: bool = False) -> Callable[[object], Any]:
    """Make a reader of numbers between two others."""

    def read(cell: object) -> Any:
        try:
            found = float(text(cell))
        except ValueError:
            found = None
        if found is None or not lowest <= found <= highest:
            raise CannotRead("“{cell}” is no number from {low} to {high}.", cell=shown(cell), low=lowest, high=highest)
        return int(found) if whole else found

    return read


def times(cell: object) -> list[dict[str, Any]]:
    """Read times as "MO,TU 10:00-12:00; FR 14:00-16:00"."""
    made = []
    for one in filter(None, (part.strip() for part in text(cell).split(";"))):
        match = TIMES.fullmatch(one)
        if not match or not set(match[1].split(",")) <= set(DAYS):
            raise CannotRead(
                "“{cell}” are no times. Write them like: MO,TU 10:00-12:00; FR 14:00-16:00", cell=shown(cell)
            )
        made.append({"days": match[1].split(","), "from": match[2] or "", "to": match[3] or ""})
    return made


def topics(known: Mapping[str, str]) -> Callable[[object], list[str]]:
    """Make a reader of topics, by code or by words, several with semicolons."""
    by_words = {plain(word): code for code, label in known.items() for word in (code, label)}

    def read(cell: object) -> list[str]:
        parts = [part for part in text(cell).split(";") if part.strip()]
        if strange := [part for part in parts if plain(part) not in by_words]:
            raise CannotRead("“{word}” is no topic of ours. See the page Words we use.", word=strange[0].strip())
        return list(dict.fromkeys(by_words[plain(part)] for part in parts))

    return read


def fields(known: Mapping[str, str]) -> tuple[Field, ...]:
    """Give what a column of a sheet of services can be. ``known`` are our topics by code."""
    return (
        Field("ref", "Reference", words=("id", "identifier", "featureNum"), read=short(100)),
        Field("name", "Name", required=True, words=("service", "service name", "title"), read=short(200)),
        Field("provider", "Run by", words=("organisation", "organization", "provider"), read=short(200)),
        Field("description", "What it is", words=("description", "about", "details"), read=words),
        Field("how", "How to get help", words=("referral method", "referral", "access"), read=words),
        Field("who_for", "Who it is for", words=("eligibility", "who for"), read=words),
        Field("when", "When", words=("opening times", "times", "hours", "opening hours"), read=words),
        Field("schedules", "Times by day", words=("schedules",), read=times, empty=[]),
        Field("fees", "Cost", words=("fees", "price"), read=short(200)),
        Field("minimum_age", "Youngest age", words=("minimum age",), read=number(0, 120, whole=True), empty=None),
        Field("maximum_age", "Oldest age", words=("maximum age",), read=number(0, 120, whole=True), empty=None),
        Field("phone", "Telephone", words=("phone", "tel", "telephone number"), read=short(60)),
        Field("email", "E-mail", words=("email", "email address", "contact"), read=email),
        Field("url", "Website", words=("web", "url", "web site"), read=short(400, link)),
        Field("address", "Address", words=("location", "venue"), read=short(300)),
        Field("city", "Town", words=("city",), read=short(80)),
        Field("postcode", "Postcode", words=("post code", "postal code"), read=postcode),
        Field("latitude", "Latitude", words=("lat",), read=number(-90, 90), empty=None),
        Field("longitude", "Longitude", words=("lng", "long", "lon"), read=number(-180, 180), empty=None),
        Field("accessibility", "Getting in", words=("accessibility",), read=words),
        Field("topics", "Topics", words=("topic", "categories"), read=topics(known), empty=[]),
        Field("state", "State", words=("status",), read=one_of(dict.fromkeys(STATES, ())), empty="live"),
        Field("alert", "Notice", words=("alert",), read=words),
        Field("assured_on", "Checked on", words=("assured date", "last checked"), read=day(), empty=None),
    )  # fmt: skip


def key_of(values: Mapping[str, Any]) -> str:
    """Say by what a service is known from sheet to sheet: its reference, or else its name and where it stands."""
    return values["ref"] or f"{plain(values['name'])[:80]} {values['postcode']}".strip()
