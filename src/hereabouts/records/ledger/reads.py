"""What the ledger can tell: who did what, whether the seals hold, who is named."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hereabouts.core.ledger import digest, seal
from hereabouts.records.ledger.models import AuditEntry, Named, Seal

FIRST = "0" * 64  # what the first seal is linked to


@dataclass(frozen=True)
class Line:
    """One audit entry, ready to be read by a person."""

    id: int
    at: datetime
    on: date
    who: str
    organisation: str
    what: str
    outcome: str
    object: str
    under: str


@dataclass(frozen=True)
class Verification:
    """Whether the trail is whole: how many entries and batches, sealed up to which entry, the first bad one, how many wait."""

    entries: int
    batches: int
    sealed_to: int | None
    first_bad: int | None
    because: str = ""
    unsealed: int = 0


def fingerprint(entry: AuditEntry) -> str:
    """Give the fingerprint of an entry over everything it says (its seal stands apart)."""
    return digest(
        {
            "id": entry.pk,
            "at": entry.at.isoformat(timespec="microseconds"),
            **{
                name: getattr(entry, name)
                for name in ("on", "actor", "actor_name", "organisation", "what", "outcome", "object", "place")
            },
            "purpose": entry.purpose,
            "under": entry.under,
            "detail": entry.detail,
        }
    )


def verify() -> Verification:
    """Recompute every seal; name the first entry that was edited, removed or slipped into a sealed batch.

    Cutting off the newest batches whole cannot be seen from inside: ask whether a head that was kept is still ``reached``.
    """
    previous, last = FIRST, None
    batches = 0
    for batch in Seal.objects.order_by("id").iterator(chunk_size=20):
        batches += 1
        prints = _prints(batch)
        if prints is None or batch.previous != previous or batch.hash != seal(previous, prints):
            first = batch.entries.order_by("id").values_list("pk", flat=True).first()
            return _verified(
                batches, last, first or (last or 0) + 1, f"Seal {batch.pk} does not follow from the one before it."
            )
        bad = _first_bad(batch)
        if bad is not None:
            return _verified(batches, last, bad, f"Entry {bad} is not what was sealed.")
        previous, last = batch.hash, batch.digests[-1][0]
    return _verified(batches, last, None)


def _prints(batch: Seal) -> list[str] | None:
    """Give the fingerprints of a batch in order; None where what stands there is no such list."""
    try:
        prints = [print_ for pk, print_ in batch.digests if isinstance(pk, int) and isinstance(print_, str)]
    except (TypeError, ValueError):
        return None
    return prints if prints and len(prints) == len(batch.digests) else None


def _verified(batches: int, sealed_to: int | None, bad: int | None, because: str = "") -> Verification:
    rows = AuditEntry.objects
    return Verification(rows.count(), batches, sealed_to, bad, because, rows.filter(seal=None).count())


def _first_bad(batch: Seal) -> int | None:
    now = {entry.pk: fingerprint(entry) for entry in AuditEntry.objects.filter(seal=batch)}
    sealed = dict(batch.digests)
    wrong = [pk for pk in sealed if now.get(pk) != sealed[pk]] + [pk for pk in now if pk not in sealed]
    return min(wrong, default=None)


def reached(head: str) -> bool:
    """Say whether the trail still goes through a head that was kept off this machine: otherwise its end was cut off."""
    return head == FIRST or Seal.objects.filter(hash=head.strip().lower()).exists()


def head() -> str:
    """Give the newest seal's hash, to be kept off this machine."""
    newest = Seal.objects.order_by("-id").first()
    return newest.hash if newest else FIRST


def entries(*, object: str | None = None, actor: str | None = None) -> QuerySet:
    """Give the entries, newest first, about one thing or by one person."""
    rows = AuditEntry.objects.order_by("-id")
    if object is not None:
        rows = rows.filter(object=object)
    return rows if actor is None else rows.filter(actor=actor)


def lines(*, object: str | None = None, actor: str | None = None, skip: int = 0, limit: int = 200) -> list[Line]:
    """Answer "who saw this?" and "what did she do?", newest first."""
    return [
        Line(e.pk, e.at, e.on, e.actor_name, e.organisation, e.what, e.outcome, e.object, e.under)
        for e in entries(object=object, actor=actor)[skip : skip + limit]
    ]


def named(kind: str, object: str) -> frozenset[str]:
    """Give the ids of those who alone may know of a restricted thing."""
    return frozenset(Named.objects.filter(kind=kind, object=object).values_list("actor", flat=True))
