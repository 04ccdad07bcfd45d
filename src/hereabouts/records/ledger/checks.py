"""Checks of the trail that are themselves remembered: when the whole was last recomputed, what was found, which heads went out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger import sealing
from hereabouts.records.ledger.changes import change, seal_entries
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.ledger.sealing import Verification

AT_A_GLANCE = 40  # batches a page may recompute while somebody waits: 20,000 entries, a quarter of a second


@dataclass(frozen=True)
class LastCheck:
    """The newest check of the whole trail: when, by whom, how many entries, and what was wrong if anything."""

    at: datetime
    who: str
    entries: int
    because: str


@dataclass(frozen=True)
class Glance:
    """What a page can say at once: what the newest batches say, whether they are all there are, and the last whole check."""

    found: Verification
    whole: bool
    last: LastCheck | None


def check(*, by: Actor, on: date, against: Iterable[str] = ()) -> Verification:
    """Seal what waits, recompute the whole trail, and write down what was found."""
    seal_entries()
    found = sealing.verify(against=against)
    _keep_check(
        by=by, on=on, entries=found.entries, batches=found.batches, sealed_to=found.sealed_to, first_bad=found.first_bad,
        because=found.because, head=sealing.head(),
    )  # fmt: skip
    return found


@change("audit.verify", keeps=("entries", "batches", "sealed_to", "first_bad", "because", "head"))
def _keep_check(
    *, by: Actor, on: date, entries: int, batches: int, sealed_to: int | None, first_bad: int | None, because: str, head: str
) -> None:  # fmt: skip
    """Write down a check; its entry is all there is of it."""


@change("audit.digest", keeps=("head", "to"))
def keep_digest(*, by: Actor, on: date, head: str, to: int) -> None:
    """Write down that a head was sent away, and to how many."""


@change("audit.back_up", keeps=("head",))
def keep_backup(*, by: Actor, on: date, head: str) -> None:
    """Write down that the whole installation was copied: the largest export there is."""


def last() -> LastCheck | None:
    """Give the newest check of the whole trail."""
    row = AuditEntry.objects.filter(object="", what="audit.verify", outcome="done").order_by("-id").first()
    if row is None:
        return None
    return LastCheck(row.at, row.actor_name, int(row.detail.get("entries", 0)), row.detail.get("because", ""))


def digest_sent(on: date) -> bool:
    """Say whether that day's digest has gone out."""
    return AuditEntry.objects.filter(object="", what="audit.digest", outcome="done", on=on).exists()


def glance() -> Glance:
    """Recompute as much as a page may, from the newest back."""
    found = sealing.verify(newest=AT_A_GLANCE)
    return Glance(found, found.batches <= AT_A_GLANCE, last())
