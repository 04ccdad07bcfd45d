"""What five agencies hold about whom they work with: overlapping lists, each with its own way of writing people down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from hereabouts.demo.hands import written
from hereabouts.demo.households import Resident
from hereabouts.demo.people import residents
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told

COLUMNS = (
    "id", "agency", "first_name", "surname", "dob", "sex", "postcode", "address", "uprn", "phone", "email", "nhs", "service",
    "support", "worker", "worker_phone", "status", "start", "end",
)  # fmt: skip
LONGEST = 900  # days that a case goes back


@dataclass(frozen=True)
class Record:
    """One row of an agency's list, and who it truly is: the truth is for tests and leaves this module nowhere else."""

    row: Mapping[str, str]
    truly: str


@cache
def records(on: date) -> dict[str, tuple[Record, ...]]:
    """Give each agency's list as of a day. The same day gives the same lists."""
    return {agency["key"]: tuple(_list(agency, on)) for agency in told("caseloads")["agency"]}


def extract(agency: str, on: date) -> list[dict[str, str]]:
    """Give the rows of an agency's list as it would send them."""
    return [dict(record.row) for record in records(on)[agency]]


def truth(on: date) -> dict[str, str]:
    """Say who each row truly is, for tests of matching."""
    return {record.row["id"]: record.truly for rows in records(on).values() for record in rows}


def _list(agency: Mapping[str, Any], on: date) -> list[Record]:
    rng = dice(seed(), f"caseload {agency['key']}")
    made: list[Record] = []
    for person in residents(on):
        for service, asked in _services(agency, person, on, rng):
            row = {"id": f"{agency['prefix']}-{1001 + len(made)}", "agency": agency["key"]}
            row |= written(person, agency, None if asked else rng) | _case(service, person, on, rng, asked)
            made.append(Record({column: row[column] for column in COLUMNS}, person.id))
    return made


def _services(
    agency: Mapping, person: Resident, on: date, rng: np.random.Generator
) -> Iterator[tuple[Mapping, Mapping]]:
    """Give the services that know somebody: those the story names, or those that chance and need bring together."""
    for service in agency["services"]:
        first, last = service["ages"]
        asked = [r for r in told("caseloads")["record"] if (r["agency"], r["who"]) == (agency["key"], person.id)]
        if asked or not person.id.startswith("R0"):
            yield from ((service, one) for one in asked if one["service"] == service["name"])
        elif first <= person.age(on) <= last and rng.random() < service["known"] * (0.12 + 0.88 * person.need):
            yield service, {}


def _case(service: Mapping, person: Resident, on: date, rng: np.random.Generator, asked: Mapping) -> dict[str, str]:
    worker, phone = service["workers"][int(rng.integers(len(service["workers"])))]
    start = on - timedelta(days=int(rng.integers(5, max(6, min(LONGEST, (on - person.dob).days)))))
    closed = not asked and rng.random() > told("caseloads")["noise"]["open_case"]
    end = start + timedelta(days=int(rng.integers(1, (on - start).days + 1))) if closed else None
    if asked:
        worker, phone = next(one for one in service["workers"] if one[0] == asked["worker"])
    return {
        "service": service["name"], "support": service["support"], "worker": worker, "worker_phone": phone,
        "status": "closed" if end else "open", "start": start.isoformat(), "end": end.isoformat() if end else "",
        **asked.get("written", {}),
    }  # fmt: skip
