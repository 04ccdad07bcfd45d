"""The line under a quote: as much of who spoke as enough others share, and never closer.

Somebody who agreed to be quoted did not agree to be found. Whoever was at a session knows who else was there; so each
line is true of at least ``least`` of the people heard, or it says less.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# What may stand under a quote, from the closest to nothing. Nothing finer than this list ever leaves.
LINES = (
    ("voice", "age", "month", "said_in"),
    ("voice", "age", "month"),
    ("voice", "age", "year"),
    ("voice", "month"),
    ("voice", "year"),
    ("voice",),
    (),
)


@dataclass(frozen=True)
class Speaker:
    """Somebody heard, by what may ever be said of them: their voice, their age band, their language, and when."""

    person: str
    voice: str
    age: str
    said_in: str
    heard_on: date

    def told(self) -> Mapping[str, str]:
        """Give what each part of a line says of them; an age that nobody knows is no part."""
        return {
            "voice": self.voice.capitalize(),
            "age": self.age[:1].lower() + self.age[1:],
            "month": f"{self.heard_on:%B %Y}",
            "year": f"{self.heard_on.year}",
            "said_in": self.said_in,
        }


def crowd(heard: Iterable[Speaker]) -> Mapping[tuple[str, ...], int]:
    """Count, for each line that could be written, the different people heard of whom it is true: once for many quotes."""
    alike: dict[tuple[str, str, str, date], set[str]] = {}
    for one in heard:
        alike.setdefault((one.voice, one.age, one.said_in, one.heard_on.replace(day=1)), set()).add(one.person)
    people: dict[tuple[str, ...], set[str]] = {}
    for facts, who in alike.items():
        told = Speaker("", *facts).told()
        for parts in LINES:
            people.setdefault(_key(parts, told), set()).update(who)
    return {key: len(who) for key, who in people.items()}


def _key(parts: tuple[str, ...], told: Mapping[str, str]) -> tuple[str, ...]:
    return (" ".join(parts), *(told[part] for part in parts))


def line(speaker: Speaker, heard: Iterable[Speaker] | Mapping[tuple[str, ...], int], *, least: int) -> tuple[str, ...]:
    """Give the parts of the closest line that is true of at least ``least`` different people heard, or of a ``crowd`` of them."""
    ours, alike = speaker.told(), heard if isinstance(heard, Mapping) else crowd(heard)
    for parts in LINES:
        if alike.get(_key(parts, ours), 0) >= least:
            return tuple(part for part in parts if ours[part])
    return ()


def written(
    speaker: Speaker, heard: Iterable[Speaker] | Mapping[tuple[str, ...], int], *, least: int, translated: bool
) -> str:
    """Write the line: Resident, 25 to 44, September 2026, translated from Polish."""
    parts, ours = line(speaker, heard, least=least), speaker.told()
    told = [ours[part] for part in parts if part != "said_in"]
    if translated:
        told.append(f"translated from {ours['said_in']}" if "said_in" in parts else "translated")
    words = ", ".join(told) or "Somebody who took part"
    return words[:1].upper() + words[1:]
