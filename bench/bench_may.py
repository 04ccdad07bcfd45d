"""The rule itself: may() under 20 microseconds, and the list door beside the same list without a door, at 100,000 rows.

The actor is the one with the most grants, with every clause of the model agreement. Both answers are timed.
"""

import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT), str(ROOT / "src")]
ON = date(2026, 11, 20)
ROWS, CALLS = 100_000, 50_000


def measure() -> dict:
    """Time the verdict in Python, then the door in SQL on a database of its own."""
    home = tempfile.mkdtemp()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": home}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {"hereabouts": None}  # today's models, whether or not their migration is made yet
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    from tests import families
    from tests.worlds import Partnership

    from hereabouts.engines.evidence_build import build

    build(ROOT / "tests" / "fixtures" / "data", Path(settings.EVIDENCE))
    partnership = Partnership.founded()
    families.in_force(partnership)
    referral = families.refer(partnership)
    actor = partnership.actor("triage_coordinator", on=ON)
    subject = referral.subject()
    elsewhere = replace(subject, place=str(partnership.west.pk))
    return {
        "grants_of_the_actor": len(actor.grants),
        "may_yes_microseconds": each(actor, subject, True),
        "may_no_microseconds": each(actor, elsewhere, False),
        "aim_microseconds": 20,
        **door(partnership, referral),
    }


def each(actor, subject, allowed: bool) -> float:
    """Time one verdict, in microseconds: the best of five rounds."""
    from hereabouts.core.ledger import may

    assert bool(may(actor, "see", subject, ON, purpose="early help")) is allowed
    best = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(CALLS):
            may(actor, "see", subject, ON, purpose="early help")
        best.append(1_000_000 * (time.perf_counter() - start) / CALLS)
    return round(min(best), 2)


def door(partnership, referral) -> dict:
    """Time a list of 100,000 rows of which all are the actor's, with and without its door, and count the queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from hereabouts.records.families import access
    from hereabouts.records.families.models import Referral

    facts = Referral.objects.filter(pk=referral.pk).values().get()
    facts = {name: value for name, value in facts.items() if name not in {"id", "ref", "once"}}
    made = (Referral(**facts, ref=f"B{n}", once=f"b{n}") for n in range(ROWS - 1))
    Referral.objects.bulk_create(made, batch_size=500)
    actor = partnership.actor("triage_coordinator", on=ON)
    with CaptureQueriesContext(
        connection,
    ) as without:
        bare = len(list(Referral.objects.order_by("received_at", "ref")))
    with CaptureQueriesContext(connection) as within:
        guarded = len(list(access.visible(actor, on=ON)))
    assert bare == guarded == ROWS
    assert len(access.visible(partnership.actor("clerk", on=ON), on=ON)) == 0
    times: dict[str, list[float]] = {"bare": [], "door": []}
    for _ in range(7):  # turn about, so that a slow moment of the machine meets both
        for name, rows in (("bare", Referral.objects.all()), ("door", access.visible(actor, on=ON))):
            start = time.perf_counter()
            list(rows)
            times[name].append(time.perf_counter() - start)
    bare_ms, door_ms = (1000 * min(times[name]) for name in ("bare", "door"))
    return {
        "rows": ROWS, "list_ms": round(bare_ms), "list_through_the_door_ms": round(door_ms),
        "door_adds_percent": round(100 * (door_ms / bare_ms - 1), 1), "aim_percent": 10,
        "door_adds_queries": len(within) - len(without), "aim_queries": 1,
    }  # fmt: skip


if __name__ == "__main__":
    print(measure())
