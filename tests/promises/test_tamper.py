"""Tampering is found: every edit of every column, removal, insertion, reordering and cut end, with the head that was kept.

Tried as the owner of the database, with any trigger out of the way. Short rounds in `make test`; HEREABOUTS_PROMISES=full
tries every column of every entry and seal and keeps the figures in bench/results. What is not found without the head is
asserted too: an end cut off whole, and everything sealed anew. What waits for its seal is not protected by anything yet.
"""

import json
import os
import random
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction

from hereabouts.core.ledger.prints import COLUMNS, FIRST, sealed
from hereabouts.records.ledger import append_only, sealing
from hereabouts.records.ledger.models import AuditEntry, Seal
from tests.environment import ROOT

pytestmark = [pytest.mark.promise, pytest.mark.django_db, pytest.mark.requirement("X-14")]
FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
SEED, BATCH = 20261122, 5
ENTRIES = 200 if FULL else 40
SEAL_COLUMNS = ("id", "at", "previous", "hash", "digests")
HASH = 64


def other(value, dice):
    """Give another value that the column would take: close to what was there, as somebody hiding something would."""
    if isinstance(value, datetime):
        return value + timedelta(microseconds=dice.choice([1, -1, 3_600_000_000]))
    if hasattr(value, "toordinal"):
        return value + timedelta(days=1)
    if isinstance(value, dict):
        return {**value, "fields": ["worry"]} if dice.random() < 0.5 or not value else {}
    if isinstance(value, list):
        return dice.choice([value[:-1], value[::-1], [[pk, "0" * 64] for pk, _ in value], []])
    if len(value) == HASH:  # full to the last letter: PostgreSQL takes no more, and would drop a blank without a word
        return value[:-1] + ("0" if value[-1] != "0" else "1")
    return {"seen": "done", "done": "seen"}.get(value) or (value[:-1] if value and dice.random() < 0.5 else value + " ")


@pytest.fixture
def trail(monkeypatch):
    """A sealed trail with entries of every sort, and the heads that were kept on the way."""
    append_only.removed(connection)
    monkeypatch.setattr(sealing, "BATCH", BATCH)
    dice, heads = random.Random(SEED), []
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    for n in range(ENTRIES):
        at = start + timedelta(minutes=n, microseconds=dice.randrange(1_000_000))
        AuditEntry.objects.create(
            at=at, on=at.date(), actor=f"a{n % 3}", actor_name=f"Näme “{n % 3}”\n", organisation="o" * (n % 2), place="p" * (n % 4),
            what="referral.see", outcome=("seen", "done")[n % 2], object=f"thing-{n % 7}", purpose="early help", under="ISA-07, clause 4.4",
            detail={"fields": ["people"], "n": n} if n % 2 else {},
        )  # fmt: skip
        if n % 10 == 9:
            sealing.seal_entries()
            heads.append(sealing.head())
    return heads


@contextmanager
def tampered():
    """Do something to the trail, and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def edits(dice):
    """Every column of every entry and seal (a few of them in short rounds)."""
    ids, seals = list(AuditEntry.objects.values_list("pk", flat=True)), list(Seal.objects.values_list("pk", flat=True))
    some = (lambda them: them) if FULL else (lambda them: dice.sample(them, 4))
    for column in COLUMNS:
        for pk in some(ids):
            value = getattr(AuditEntry.objects.get(pk=pk), column)
            new = max(ids) + 1000 if column == "id" else other(value, dice)
            yield f"edit entry.{column}", pk, lambda pk=pk, c=column, v=new: _set(AuditEntry, pk, c, v)
    for pk in some(ids):
        seal = AuditEntry.objects.get(pk=pk).seal_id
        for to in (None, seals[0] if seal != seals[0] else seals[1]):
            yield "edit entry.seal", None, lambda pk=pk, to=to: AuditEntry.objects.filter(pk=pk).update(seal=to)
    for column in SEAL_COLUMNS:
        for pk in some(seals):
            value = getattr(Seal.objects.get(pk=pk), column)
            new = max(seals) + 50 if column == "id" else other(value, dice)
            yield f"edit seal.{column}", None, lambda pk=pk, c=column, v=new: _set(Seal, pk, c, v)


def _set(model, pk, column, value):
    if column == "id" and model is Seal:
        held = list(AuditEntry.objects.filter(seal=pk).values_list("pk", flat=True))
        row = Seal.objects.get(pk=pk)
        AuditEntry.objects.filter(pk__in=held).update(seal=None)
        Seal.objects.filter(pk=pk).delete()
        row.pk = value
        row.save(force_insert=True)
        AuditEntry.objects.filter(pk__in=held).update(seal=row)
    else:
        model.objects.filter(pk=pk).update(**{column: value})


def removals(dice):
    ids = list(AuditEntry.objects.values_list("pk", flat=True))
    for pk in ids if FULL else dice.sample(ids, 6):
        yield "remove an entry", pk, lambda pk=pk: AuditEntry.objects.filter(pk=pk).delete()
    for seal in list(Seal.objects.all())[:-1][: None if FULL else 3]:  # without the newest: that is a cut
        first = seal.entries.order_by("id").first().pk
        yield "remove a batch", None, lambda s=seal: _drop([s.pk])
        yield "remove a batch's entries", first, lambda s=seal: AuditEntry.objects.filter(seal=s).delete()


def _drop(seals):
    AuditEntry.objects.filter(seal__in=seals).delete()
    Seal.objects.filter(pk__in=seals).delete()


def insertions(dice):
    ids = list(AuditEntry.objects.values_list("pk", flat=True))
    for pk in ids if FULL else dice.sample(ids, 6):
        yield "insert into a sealed batch", None, lambda pk=pk: _copy(pk, max(ids) + 7)
        # a number that was never given (a gap), unsealed: made by shifting what stands behind it
        yield "insert before what was sealed", None, lambda pk=pk: _copy(pk, min(ids) - 1, seal=None)


def _copy(pk, to, **facts):
    row = AuditEntry.objects.get(pk=pk)
    row.pk = to
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def reorderings(dice):
    rows = list(AuditEntry.objects.all())
    pairs = list(pairwise(rows))
    for a, b in pairs if FULL else dice.sample(pairs, 6):
        yield "swap two entries", a.pk, lambda a=a, b=b: _swap(AuditEntry, a, b, COLUMNS[1:])
    seals = list(Seal.objects.all())
    for a, b in pairwise(seals):
        yield "swap two seals", None, lambda a=a, b=b: _swap(Seal, a, b, ("at", "previous", "digests"))


def _swap(model, a, b, columns):
    for one, two in ((a, b), (b, a)):
        model.objects.filter(pk=one.pk).update(**{name: getattr(two, name) for name in columns})


def cuts(dice):
    seals = list(Seal.objects.values_list("pk", flat=True))
    for n in range(1, len(seals)):
        yield "cut the end off", None, lambda n=n: _drop(seals[-n:])
        yield "cut the end off and write on", None, lambda n=n: (_drop(seals[-n:]), _write_on())
    yield "remove everything", None, lambda: _drop(seals)


def _write_on():
    for _ in range(BATCH):
        AuditEntry.objects.create(at=datetime(2026, 11, 3, tzinfo=UTC), on=datetime(2026, 11, 3), actor="a", actor_name="A", what="plan.draft", outcome="done")  # fmt: skip
    sealing.seal_entries()


def forgeries(dice):
    """Edit one entry and seal everything anew from there, hashes and all: the work of somebody who read this code."""
    ids = list(AuditEntry.objects.values_list("pk", flat=True))
    for pk in ids if FULL else dice.sample(ids, 4):
        yield "edit and seal everything anew", None, lambda pk=pk: _forged(pk)


def _forged(pk):
    AuditEntry.objects.filter(pk=pk).update(actor_name="Somebody else")
    previous = FIRST
    for seal in Seal.objects.order_by("id"):
        digests = [(entry.pk, sealing.print_of(entry)) for entry in seal.entries.order_by("id")]
        seal.previous, seal.digests = previous, digests
        seal.hash = previous = sealed(seal.pk, seal.at, seal.previous, [print_ for _, print_ in digests])
        seal.save()


SORTS = (edits, removals, insertions, reorderings, cuts, forgeries)
# What from inside cannot be told from a trail that ended earlier, or was sealed for the first time.
ONLY_BY_HEAD = {"cut the end off", "cut the end off and write on", "remove everything", "edit and seal everything anew"}


def test_every_tampering_is_found_with_the_head_that_was_kept(trail):
    assert sealing.verify(against=trail).first_bad is None
    tried, found, inside, named, begun = Counter(), Counter(), Counter(), Counter(), time.perf_counter()
    asked = Counter()
    for sort in SORTS:
        for what, entry, deed in sort(random.Random(SEED)):
            with tampered():
                deed()
                said = sealing.verify(against=trail)
                tried[what] += 1
                found[what] += said.first_bad is not None and bool(said.because)
                inside[what] += sealing.verify().first_bad is not None
                asked[what] += entry is not None
                named[what] += entry is not None and said.first_bad == entry
    _keep(tried, found, inside, begun)
    assert sum(tried.values()) > (3000 if FULL else 120)
    assert found == tried
    assert named == asked  # where one entry is bad, that one is named
    assert {what for what in tried if inside[what] < tried[what]} == ONLY_BY_HEAD
    assert all(inside[what] == 0 for what in ONLY_BY_HEAD)  # the stated exception, whole
    assert sealing.verify(against=trail).first_bad is None


def _keep(tried, found, inside, begun):
    told = {
        "promise": "tampering with the audit trail is found", "seed": SEED, "database": connection.vendor, "entries": ENTRIES,
        "tried": sum(tried.values()), "found_with_head": sum(found.values()), "found_without_head": sum(inside.values()),
        "by_sort": {what: {"tried": n, "with_head": found[what], "without_head": inside[what]} for what, n in tried.items()},
        "seconds": round(time.perf_counter() - begun, 1),
        "not_proved": "What waits for its seal (a minute with the worker) may be changed unseen; an entry appended at the end is an entry.",
    }  # fmt: skip
    print(f"{told['found_with_head']}/{told['tried']} found, seed {SEED}, {told['seconds']} s")
    if FULL:
        kept = ROOT / "bench" / "results" / "promises_tamper.json"
        before = json.loads(kept.read_text()) if kept.exists() else {}
        kept.write_text(json.dumps({**before, connection.vendor: told}, indent=1) + "\n")


def test_the_harness_notices_a_check_that_looks_away(trail, monkeypatch):
    """The negative control: with a fingerprint that forgets a column, an edit of that column is not found."""
    honest = sealing.fingerprint
    forgetful = lambda *row: honest(*row[:10], "", *row[11:])  # noqa: E731 - purpose does not count
    monkeypatch.setattr(sealing, "fingerprint", forgetful)
    _forged(AuditEntry.objects.first().pk)  # sealed by the forgetful one
    AuditEntry.objects.filter(pk=AuditEntry.objects.first().pk).update(purpose="something else")
    assert sealing.verify().first_bad is None


def test_what_waits_for_its_seal_is_not_protected(trail):
    """Stated, not hidden: until the worker seals it, an entry may be changed unseen."""
    AuditEntry.objects.create(at=datetime(2026, 11, 3, tzinfo=UTC), on=datetime(2026, 11, 3), actor="a", actor_name="A", what="plan.draft", outcome="done")  # fmt: skip
    AuditEntry.objects.filter(seal=None).update(actor_name="B")
    said = sealing.verify(against=trail)
    assert (said.first_bad, said.unsealed) == (None, 1)


RETYPED = {
    "a blob of the same letters": "CAST({column} AS BLOB)", "another blob": "X'FF00'", "letters that are no text": "CAST(X'7BFF7D' AS TEXT)",
    "a number": "12345", "not what it was": "'{{['", "a fraction": "0.5",
}  # fmt: skip


@pytest.fixture
def on_sqlite(trail):
    if connection.vendor != "sqlite":
        pytest.skip("the columns of PostgreSQL keep their types")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        yield
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _retype(pk, column, to):
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {sealing.TABLE} SET "{column}" = {to.format(column=chr(34) + column + chr(34))} WHERE id = {pk}')  # fmt: skip


@pytest.mark.parametrize("to", RETYPED.values(), ids=RETYPED)
def test_a_column_of_another_type_names_its_entry(on_sqlite, trail, to):
    """SQLite takes any type in any column: what cannot be read is not what was sealed, and the check goes on to say so."""
    pk = AuditEntry.objects.order_by("id")[17].pk
    for column in (*COLUMNS[1:], "seal_id"):
        with tampered():
            _retype(pk, column, to)
            assert sealing.verify(against=trail).first_bad == pk, column


@pytest.mark.parametrize("to", RETYPED.values(), ids=RETYPED)
def test_a_waiting_entry_of_another_type_is_sealed_as_bad(on_sqlite, trail, to):
    """It keeps nobody from sealing what comes after it, and does not pass for a whole entry."""
    _write_on()
    waits = AuditEntry.objects.create(at=datetime(2026, 11, 3, tzinfo=UTC), on=datetime(2026, 11, 3), actor="a", actor_name="A", what="plan.draft", outcome="done")  # fmt: skip
    columns = {
        "'{{['": ("detail",),
        "12345": ("at", "on"),
        "0.5": ("at", "on"),
    }  # the others are text to SQLite after all
    for column in columns.get(to, ("at", "on", "detail")):
        with tampered():
            _retype(waits.pk, column, to)
            sealing.seal_entries()
            said = sealing.verify(against=trail)
            assert said.unsealed == 0
            assert said.first_bad == waits.pk, column


@pytest.mark.parametrize("to", RETYPED.values(), ids=RETYPED)
def test_a_seal_of_another_type_is_found(on_sqlite, trail, to):
    for column in SEAL_COLUMNS[1:]:
        with tampered(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE hereabouts_seal SET {column} = {to.format(column=column)} WHERE id = 3")
            same = to.startswith("CAST(") and "AS BLOB" in to
            assert same or sealing.verify(against=trail).first_bad is not None, column
            sealing.verify(against=trail)
