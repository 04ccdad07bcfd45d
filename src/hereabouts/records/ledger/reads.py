"""What the ledger can tell: who did what, whether the seals hold, who is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
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
    told: dict[str, Any]


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


def entries(*, object: str | None = None, actor: str | None = None, objects: Iterable[str] | None = None) -> QuerySet:
    """Give the entries, newest first, about one thing or about some, or by one person."""
    rows = AuditEntry.objects.order_by("-id")
    if object is not None:
        rows = rows.filter(object=object)
    if objects is not None:
        rows = rows.filter(object__in=list(objects))
    return rows if actor is None else rows.filter(actor=actor)


def lines(
    *,
    object: str | None = None,
    actor: str | None = None,
    objects: Iterable[str] | None = None,
    skip: int = 0,
    limit: int = 200,
) -> list[Line]:
    """Answer "who saw this?" and "what did she do?", newest first."""
    return [_line(e) for e in entries(object=object, actor=actor, objects=objects)[skip : skip + limit]]


def referred(ids: Iterable[str], *, tables: Iterable[type[Any]] | None = None) -> dict[str, str]:
    """Give the references of things by their ids, never a name. What opens a letter to its sender is nobody else's to read."""
    wanted, found = {UUID(i) for i in ids if _is_id(i)}, {}
    for model in tables or [m for m in _with_refs() if m.REF_SHOWN]:
        found |= {str(pk): ref for pk, ref in model.objects.filter(pk__in=wanted).values_list("pk", "ref")}
    return found


def called(words: str) -> list[str]:
    """Give the ids of the things that somebody means by a reference as it is written on a page, or by an id."""
    if _is_id(words):
        known = entries(object=str(UUID(words))).exists() or referred([words], tables=_with_refs())
        return [str(UUID(words))] if known else []
    rows = (model.objects.filter(ref__iexact=words).values_list("pk", flat=True) for model in _with_refs())
    return [str(pk) for pks in rows for pk in pks]


def _with_refs() -> list[type[Any]]:
    return [m for m in apps.get_models() if hasattr(m, "REF_SHOWN") and hasattr(m, "ref")]


def _is_id(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False


def newest(object: object, *, what: str, **told: str) -> Line | None:
    """Give the newest entry of one change that was done to a thing, where it told exactly this: since when, by whom, why."""
    rows = entries(object=str(object)).filter(what=what, outcome="done")
    found = rows.filter(**{f"detail__{name}": value for name, value in told.items()}).first()
    return None if found is None else _line(found)


def _line(e: AuditEntry) -> Line:
    return Line(e.pk, e.at, e.on, e.actor_name, e.organisation, e.what, e.outcome, e.object, e.under, e.detail)


def named(kind: str, object: str) -> frozenset[str]:
    """Give the ids of those who alone may know of a restricted thing."""
    return frozenset(Named.objects.filter(kind=kind, object=object).values_list("actor", flat=True))
