"""Sealing what was written, and finding what was changed since.

Entries are sealed in the order of their numbers, in batches that follow each other without a gap. So an edit, a removal, an
entry slipped in anywhere before the newest seal, and another order all show from inside. What does not: the newest batches
cut off whole, or everything sealed anew from some point on. A head that was kept elsewhere shows that (``against``).
Entries that wait for their seal are not protected yet: the worker seals every minute.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

import psycopg
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from hereabouts.core.ledger.prints import COLUMNS, FIRST, Batch, canonical, fingerprint, moment, sealed
from hereabouts.records.ledger.models import AuditEntry, Seal

BATCH = 500  # entries in one seal: small enough to check at once, large enough to keep the chain short
AT_ONCE, SEALS_AT_ONCE = 5_000, 20  # entries and seals read in one go
SECONDS = 19  # letters of a time to the second
Row = tuple[Any, ...]
TABLE = "hereabouts_auditentry"
UNREADABLE = ""  # in the place of a fingerprint: a column holds what no entry can hold. Nothing is equal to it


@dataclass(frozen=True)
class Verification:
    """Whether the trail is whole: how many entries and batches, sealed up to which entry, the first bad one, how many wait."""

    entries: int
    batches: int
    sealed_to: int | None
    first_bad: int | None
    because: str = ""
    unsealed: int = 0


def print_of(entry: AuditEntry) -> str:
    """Give the fingerprint of one entry."""
    facts = {name: getattr(entry, name) for name in COLUMNS}
    facts |= {"at": moment(entry.at), "on": entry.on.isoformat(), "detail": canonical(entry.detail)}
    return fingerprint(*facts.values())


def seal_entries() -> int:
    """Seal what has not been sealed yet and give the number of entries sealed. Calling it twice changes nothing.

    Where somebody holds the trail for long (a large import), the rest waits for the next round.
    """
    count = 0
    try:
        while batch := _seal_one():
            count += batch
    except OperationalError as busy:
        if not isinstance(busy.__cause__, psycopg.errors.LockNotAvailable):
            raise
    return count


@transaction.atomic
def _seal_one() -> int:
    _alone()
    waiting = _read("seal_id IS NULL", (), BATCH)
    if not waiting:
        return 0
    at = timezone.now()
    number, previous = Seal.objects.order_by("-id").values_list("pk", "hash").first() or (0, FIRST)
    digests = [(row[0], _print(row)) for row in waiting]
    hash_ = sealed(number + 1, at, previous, [print_ for _, print_ in digests])
    made = Seal.objects.create(pk=number + 1, at=at, previous=previous, digests=digests, hash=hash_)
    AuditEntry.objects.filter(seal=None, pk__in=[pk for pk, _ in digests]).update(seal=made)
    return len(waiting)


def _alone() -> None:
    """Wait until nobody is half-way through writing an entry: numbers are given before they are kept.

    SQLite has one writer at a time. On PostgreSQL a number given earlier could otherwise appear behind the seal.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SET LOCAL lock_timeout = 0")


@dataclass
class _Walk:
    """How far a check has come: the last good batch and entry."""

    number: int = 0
    hash: str = FIRST
    sealed_to: int | None = None


def verify(*, newest: int | None = None, against: Iterable[str] = ()) -> Verification:
    """Recompute every seal (or only the ``newest`` so many) in one walk over entries and seals; name the first bad entry.

    ``against`` are heads that were kept off this machine, oldest first: the trail must still go through each of them.
    """
    walk = _from(newest)
    last = Seal.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    bad, because = _first_bad(walk, _Entries(walk.sealed_to), last)
    if bad is None:
        bad, because = _unreached(against, walk)
    waiting = AuditEntry.objects.filter(seal=None).count()
    return Verification(AuditEntry.objects.count(), walk.number, walk.sealed_to, bad, because, waiting)


def _from(newest: int | None) -> _Walk:
    """Begin at the first seal, or so many before the newest."""
    skipped = None if newest is None else Seal.objects.order_by("-id")[newest : newest + 1].first()
    if skipped is None:
        return _Walk()
    prints = _batch(skipped).prints() or [(0, "")]
    return _Walk(skipped.pk, skipped.hash, prints[-1][0])


def _batch(seal: Seal) -> Batch:
    return Batch(seal.pk, seal.at, seal.previous, seal.hash, seal.digests)


def _read(where: str, given: Sequence[Any], limit: int) -> list[Row]:
    """Read entries in order as texts, the way a fingerprint wants them: past the objects of Django, a million take seconds."""
    on = connection.vendor == "postgresql"
    times = (
        """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00', "on"::text"""
        if on
        else f"{_if_text('at')}, {_if_text('on')}"
    )
    names = ", ".join(COLUMNS[3:-1])
    detail = "detail::text" if on else _if_text("detail")
    asked = f"SELECT id, {times}, {names}, {detail}, seal_id FROM {TABLE} WHERE {where} ORDER BY id LIMIT {limit:d}"  # noqa: S608 - all of it is ours
    rows = _fetched(asked, given)
    return [(r[0], r[1] if on else _utc(r[1]), *r[2:12], _canonical(r[12]), r[13]) for r in rows]


def _if_text(column: str) -> str:
    """Ask SQLite for a column where it holds text: it keeps whatever type it was given, and Django's reader would convert it."""
    return f'CASE typeof("{column}") WHEN \'text\' THEN "{column}" END'


def _fetched(asked: str, given: Sequence[Any]) -> list[Row]:
    try:
        return _asked(asked, given)
    except OperationalError:
        if connection.vendor == "postgresql":
            raise
    with _whatever_stands_there():  # SQLite hands out letters that are no UTF-8, if somebody put them in
        return _asked(asked, given)


def _asked(asked: str, given: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        return list(cursor.fetchall())


@contextmanager
def _whatever_stands_there() -> Iterator[None]:
    """Read text of SQLite that cannot be decoded as what no fingerprint can be taken of, in place of failing."""
    before = connection.connection.text_factory
    connection.connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = before


def _utc(text: str | None) -> str | None:
    """Write a time of SQLite, which keeps it in UTC and leaves whole seconds without a fraction."""
    return text and f"{text[:10]}T{text[11:]}{'' if len(text) > SECONDS else '.000000'}+00:00"


@lru_cache(maxsize=4096)
def _canonical(detail: str | None) -> str | None:
    try:
        return canonical(json.loads(detail or ""))
    except (ValueError, RecursionError):
        return None


def _print(row: Row) -> str:
    """Give the fingerprint of an entry as it stands, or UNREADABLE."""
    try:
        return UNREADABLE if None in row[:-1] else fingerprint(*row[:-1])
    except (TypeError, UnicodeEncodeError):  # bytes where text stood; letters that are none
        return UNREADABLE


class _Entries:
    """The entries after one, in order, read as they are needed."""

    def __init__(self, after: int | None) -> None:
        self.rows = self._all(after)

    @staticmethod
    def _all(after: int | None) -> Iterator[Row]:
        found = _read("TRUE", (), AT_ONCE) if after is None else _read("id > %s", (after,), AT_ONCE)
        while found:
            yield from found
            found = _read("id > %s", (found[-1][0],), AT_ONCE)

    def next(self) -> Row | None:
        """Give the next entry, or None."""
        return next(self.rows, None)

    def take(self, n: int) -> list[Row]:
        """Give the next so many."""
        return list(islice(self.rows, n))


def _seals(after: int, last: int) -> Iterator[Batch]:
    """Give the seals after one, some at a time."""
    for first in range(after, last, SEALS_AT_ONCE):
        yield from _some_seals(first, min(first + SEALS_AT_ONCE, last))


def _some_seals(after: int, upto: int) -> list[Batch]:
    """Read some seals; one that cannot be read at all is a batch that says nothing."""
    try:
        return [_batch(one) for one in Seal.objects.filter(pk__gt=after, pk__lte=upto).order_by("id")]
    except (OperationalError, ValueError, TypeError, RecursionError):
        half = (after + upto) // 2
        if half == after:
            return [Batch(upto, timezone.now(), "", "", None)]
        return [*_some_seals(after, half), *_some_seals(half, upto)]


def _first_bad(walk: _Walk, rows: _Entries, last: int) -> tuple[int | None, str]:
    for batch in _seals(walk.number, last):
        prints = batch.prints()
        if not batch.follows(walk.number, walk.hash, prints):
            return _begins(batch.number, walk), f"Seal {batch.number} does not follow from the one before it."
        bad = _wrong(rows.take(len(prints or ())), prints or [], batch.number, walk.sealed_to or 0)
        if bad is not None:
            return bad
        walk.number, walk.hash, walk.sealed_to = batch.number, batch.hash, (prints or [(0, "")])[-1][0]
    left = rows.next()
    while left is not None and (left[-1] is None or (isinstance(left[-1], int) and left[-1] > last)):
        left = rows.next()
    return (None, "") if left is None else (left[0], f"Entry {left[0]} says it was sealed, and no seal holds it.")


def _begins(number: int, walk: _Walk) -> int:
    """Name the first entry of a batch; where none is left, the place where it stood."""
    first = AuditEntry.objects.filter(seal=number).order_by("id").values_list("pk", flat=True).first()
    return first or (walk.sealed_to or 0) + 1


def _wrong(rows: Sequence[Any], prints: Sequence[tuple[int, str]], number: int, after: int) -> tuple[int, str] | None:
    """Compare the entries that stand there with those that were sealed, one by one."""
    for row, (pk, print_) in zip(rows, prints, strict=False):
        if pk <= after:
            return pk, f"Entry {pk} was slipped in: later entries were sealed before it."
        if row[0] < pk:
            return row[0], f"Entry {row[0]} was slipped in among what was sealed."
        if row[0] > pk:
            return pk, f"Entry {pk} is gone."
        found = _print(row)
        if found == UNREADABLE:
            return pk, f"Entry {pk} cannot be read: it holds something that no entry can hold."
        if row[-1] != number or found != print_:
            return pk, f"Entry {pk} is not what was sealed."
        after = pk
    if len(rows) < len(prints):
        gone = prints[len(rows)][0]
        return gone, f"Entry {gone} is gone."
    return None


def _unreached(against: Iterable[str], walk: _Walk) -> tuple[int | None, str]:
    """Look for each kept head in the chain; the first one missing says behind which entry the trail is not what it was."""
    good = 0
    for kept in (one.strip().lower() for one in against):
        if kept == FIRST:
            continue
        found = Seal.objects.filter(hash=kept).first()
        if found is None:
            return good + 1, _cut(good, kept)
        good = (_batch(found).prints() or [(0, "")])[-1][0]
    return None, ""


def _cut(good: int, kept: str) -> str:
    upto = f"It holds up to entry {good}; after that" if good else "Somewhere before that head"
    return (
        f"It no longer goes through the head {kept[:12]}… that was kept. {upto} its end was cut off or everything was "
        "sealed anew."
    )


def head() -> str:
    """Give the newest seal's hash, to be kept off this machine."""
    return Seal.objects.order_by("-id").values_list("hash", flat=True).first() or FIRST


def sealed_at() -> datetime | None:
    """Give the time of the newest seal."""
    newest = Seal.objects.order_by("-id").first()
    return newest.at if newest else None
