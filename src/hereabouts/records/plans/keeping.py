"""How long it is kept who was asked by link how an action goes: once a link is over, a year."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from hereabouts.core.ledger.held import Ended
from hereabouts.records.ledger.held import REMOVED, guards
from hereabouts.records.plans.models import ReturnLink

ASKED = "asked"


def ended(*, on: date) -> list[Ended]:
    """Give every link that still says whom it was sent to, with the day it was over: used, taken back or past its last day."""
    return [_link(row, on) for row in ReturnLink.objects.exclude(name=REMOVED).order_by("asked_on", "pk")]


def _link(link: ReturnLink, on: date) -> Ended:
    used = timezone.localdate(link.used_at) if link.used_at else None
    over = [day for day in (used, link.revoked_on, link.expires_on if link.expires_on < on else None) if day]
    return Ended(
        ASKED, str(link.pk), min(over, default=None), frozenset({str(link.pk)}), guards(link),
        still="" if over else "It may still be used.", words=f"A link sent on {link.asked_on:%-d %B %Y}",
    )  # fmt: skip


def emptied(rule: str, ids: Iterable[str]) -> None:
    """Empty whom some links were sent to; what was told stays with the action. Call it inside a change that has looked again."""
    ReturnLink.objects.filter(pk__in=list(ids)).update(name=REMOVED, email="removed@example.invalid")
