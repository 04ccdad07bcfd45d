"""The plan as a sheet that comes back without a change: every column that the import reads, and those that only tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hereabouts.records.plans.reads.rows import ActionLine
from hereabouts.records.plans.reads.written import HEADINGS, cells

SHEET = (*HEADINGS[:4], "lead person", *HEADINGS[4:13], "outcome", *HEADINGS[13:])


def sheet_rows(lines: Iterable[ActionLine], outcomes: dict[Any, str]) -> list[list[Any]]:
    """Write actions as rows under ``SHEET``; an action of several outcomes names the first that this plan has."""
    made = []
    for line in lines:
        row = cells(line)
        outcome = next((outcomes[one] for one in line.outcome_ids if one in outcomes), "")
        made.append([*row[:4], line.person, *row[4:13], outcome, *row[13:]])
    return made
