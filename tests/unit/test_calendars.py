"""Calendar files: parsed again as RFC 5545, at the right hour on both sides of both clock changes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from hereabouts.engines.calendars import LONDON, Entry, written

ENTRY = Entry(
    uid="5b0c1d4e@hereabouts",
    starts_at=datetime(2026, 11, 24, 18, 0, tzinfo=LONDON),
    ends_at=datetime(2026, 11, 24, 20, 0, tzinfo=LONDON),
    summary="Fallowgate Locality Group",
    location="Ropery Hall, step-free; side door",
    description="Agenda:\n1. Minutes, and what follows",
    url="https://example.org/meetings/1/",
    sequence=2,
    changed_at=datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC),
)


def event(entry=ENTRY):
    (found,) = Calendar.from_ical(written(entry)).walk("VEVENT")
    return found


@pytest.mark.requirement("X-36")
def test_everything_outlook_asks_for_is_there():
    calendar = Calendar.from_ical(written(ENTRY))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    found = event()
    assert (str(found["uid"]), found["sequence"], found["status"]) == (ENTRY.uid, 2, "CONFIRMED")
    assert found["dtstart"].params["TZID"] == "Europe/London"
    assert found.decoded("dtstamp") == found.decoded("last-modified") == datetime(2026, 11, 20, 9, 30, 15, tzinfo=UTC)
    assert str(found["location"]) == ENTRY.location
    assert str(found["description"]) == ENTRY.description
    assert str(found["url"]) == ENTRY.url


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        ((2026, 3, 28), 18),  # the Saturday before the clocks go forward
        ((2026, 3, 29), 17),  # the Sunday they do
        ((2026, 10, 24), 17),
        ((2026, 10, 25), 18),
        ((2027, 3, 27), 18),
        ((2027, 3, 28), 17),
        ((2027, 10, 30), 17),
        ((2027, 10, 31), 18),
    ],
)
def test_six_in_the_evening_stays_six_in_the_evening(day, utc_hour):
    found = event(
        replace(ENTRY, starts_at=datetime(*day, 18, tzinfo=LONDON), ends_at=datetime(*day, 20, tzinfo=LONDON))
    )
    assert found["dtstart"].dt.astimezone(UTC) == datetime(*day, utc_hour, tzinfo=UTC)
    assert (
        f"{day[0]}{day[1]:02}{day[2]:02}T180000"
        in written(
            replace(ENTRY, starts_at=datetime(*day, utc_hour, tzinfo=UTC), ends_at=datetime(*day, 22, tzinfo=UTC))
        ).decode()
    )


def test_the_zone_in_the_file_agrees_with_the_clocks_of_the_country():
    """A calendar that knows no zones works only from the rules in the file: every day of two years, at noon and at 3."""
    (zone,) = Calendar.from_ical(written(ENTRY)).walk("VTIMEZONE")
    told = zone.to_tz()
    for n in range(731):
        for hour in (3, 12):
            at = datetime(2026, 1, 1, hour).replace(tzinfo=None)
            at = datetime.fromordinal(at.toordinal() + n).replace(hour=hour)
            assert at.replace(tzinfo=told).utcoffset() == at.replace(tzinfo=LONDON).utcoffset(), at


def test_a_cancelled_meeting_says_so_and_keeps_its_name():
    found = event(replace(ENTRY, cancelled=True, sequence=3))
    assert (found["status"], str(found["uid"]), found["sequence"]) == ("CANCELLED", ENTRY.uid, 3)


def test_lines_are_folded_and_end_as_the_standard_says():
    text = written(replace(ENTRY, summary="é" * 200))
    assert b"\r\n" in text
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_the_same_meeting_is_the_same_bytes():
    assert written(ENTRY) == written(ENTRY)
    assert written(replace(ENTRY, sequence=3)) != written(ENTRY)
