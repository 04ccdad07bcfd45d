"""One meeting as a calendar file (RFC 5545) that Outlook and the others take.

The time zone travels in the file, the UID never changes and the sequence rises with every change, so that a
calendar moves the meeting it has instead of adding a second one. What a lock screen shows is the summary:
the caller puts no person and no household there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

LONDON = ZoneInfo("Europe/London")
MAKER = "-//Hereabouts//{}//EN"


@dataclass(frozen=True)
class Entry:
    """What a calendar needs to know of one meeting. ``uid`` never changes; ``sequence`` rises with every change."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    sequence: int
    changed_at: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


def written(entry: Entry) -> bytes:
    """Write one meeting as a calendar file. The same entry always gives the same bytes."""
    return written_all([entry])


def written_all(entries: Iterable[Entry], *, maker: str = "Meetings") -> bytes:
    """Write several entries as one calendar file, in their order."""
    calendar = Calendar()
    for name, value in [
        ("version", "2.0"), ("prodid", MAKER.format(maker)), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
    ]:  # fmt: skip
        calendar.add(name, value)
    calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event, changed = Event(), entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", entry.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(LONDON))
    event.add("dtend", entry.ends_at.astimezone(LONDON))
    event.add("summary", entry.summary)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name in ("location", "description", "url"):
        if getattr(entry, name):
            event.add(name, getattr(entry, name))
    return event


def _london() -> Timezone:
    """Say the two clock changes as rules: Outlook reads no list of dates. They have stood like this since 1996."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    for part, name, month, first, before, after in [
        (TimezoneDaylight(), "BST", 3, datetime(1996, 3, 31, 1), 0, 1),  # noqa: DTZ001 - the rule is in wall time
        (TimezoneStandard(), "GMT", 10, datetime(1996, 10, 27, 2), 1, 0),  # noqa: DTZ001 - the same
    ]:
        part.add("dtstart", first)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
