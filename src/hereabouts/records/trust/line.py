"""The line of an agreement: the versions that came from one first text. Each has one next version; branches can be older."""

from __future__ import annotations

from datetime import date

from hereabouts.core.trust.agreements import OPEN, OVER
from hereabouts.records.trust.models import Agreement


def after(agreement: Agreement) -> list[Agreement]:
    """Give every version that was drafted from this one, and from those, and so on."""
    found: list[Agreement] = []
    newest = [agreement]
    while newest:
        newest = list(Agreement.objects.filter(earlier__in=newest).order_by("ref"))
        found += newest
    return found


def next_of(agreement: Agreement) -> Agreement | None:
    """Give a later version that is not over: while there is one, no other is drafted beside it."""
    return next((one for one in after(agreement) if one.state not in OVER), None)


def in_its_place(agreement: Agreement, *, on: date) -> Agreement | None:
    """Give a later version that is in force, or suspended, and not over before this one begins to open anything."""
    begins = max(on, agreement.starts_on)
    there = (one for one in after(agreement) if one.state in {*OPEN, "suspended"})
    return next((one for one in there if one.ends_on >= begins and one.starts_on <= agreement.ends_on), None)


def before(agreement: Agreement) -> list[Agreement]:
    """Give every version of the line that this one takes the place of: those it came from, and all their other branches."""
    first = agreement
    while first.earlier is not None:
        first = first.earlier
    ours = {agreement.pk, *(one.pk for one in after(agreement))}
    return [one for one in (first, *after(first)) if one.pk not in ours]
