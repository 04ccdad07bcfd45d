"""What five agencies hold about whom they work with: overlapping lists, each with its own way of writing people down."""

from collections.abc import Mapping
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
    known: list[Record] = []
    for person in residents(on):
        asked = [one for one in told("caseloads")["record"] if one["agency"] == agency["key"] and one["who"] == person.id]
        for one in asked:
            service = next(s for s in agency["services"] if s["name"] == one["service"])
            known.append(_record(agency, service, person, rng, on, len(known), one))
        for service in agency["services"] if not _named(person) else []:
            first, last = service["ages"]
            if first <= person.age(on) <= last and rng.random() < service["known"] * (0.12 + 0.88 * person.need):
                known.append(_record(agency, service, person, rng, on, len(known), None))
    return known


def _named(person: Resident) -> bool:
    return not person.id.startswith("R0")


def _record(agency: Mapping, service: Mapping, person: Resident, rng: np.random.Generator, on: date, n: int, told_of: Mapping | None) -> Record:  # fmt: skip
    worker, phone = service["workers"][int(rng.integers(len(service["workers"])))]
    start = on - timedelta(days=int(rng.integers(5, max(6, min(LONGEST, (on - person.dob).days)))))
    closed = told_of is None and rng.random() > told("caseloads")["noise"]["open_case"]
    end = start + timedelta(days=int(rng.integers(1, (on - start).days + 1))) if closed else None
    hand = written(person, agency, rng) if told_of is None else written(person, agency, None)
    row = {
        "id": f"{agency['prefix']}-{1001 + n}", "agency": agency["key"], **hand, "service": service["name"],
        "support": service["support"], "worker": worker, "worker_phone": phone, "status": "closed" if end else "open",
        "start": start.isoformat(), "end": end.isoformat() if end else "",
    }  # fmt: skip
    if told_of is not None:
        workers = dict(map(tuple, service["workers"]))
        row |= {"worker": told_of["worker"], "worker_phone": workers[told_of["worker"]], **told_of.get("written", {})}
    return Record({column: row[column] for column in COLUMNS}, person.id)
