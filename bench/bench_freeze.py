"""Freezing a quarter of 40 plans of 30 actions each, as a partnership does in one evening; beside it one plan of 300.

The aim of issue 7: 40 plans under 10 s. Also how long the page of a frozen quarter takes, with what changed since.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

RUNS, PLANS, ACTIONS, MANY = 5, 40, 30, 300
TODAY = date(2026, 11, 20)
PERIOD = "2026 quarter 4"


def measure() -> dict:
    """Found a partnership in a home of its own, fill its plans, and freeze them; the median of five rounds."""
    home = Path(tempfile.mkdtemp())
    os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": str(home)}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from hereabouts.engines.evidence_build import build

    call_command("migrate", verbosity=0)
    build(Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "data", Path(settings.EVIDENCE))
    try:
        return _measured()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measured() -> dict:
    from hereabouts.records.plans import reads
    from hereabouts.records.plans.models import QuarterFreeze

    actor, plans = _founded()
    forty, one, page = [], [], []
    for _ in range(RUNS):
        QuarterFreeze.objects.all().delete()
        forty.append(_took(lambda: [_freeze(actor, plan) for plan in plans[:PLANS]]))
        one.append(_took(lambda: _freeze(actor, plans[-1])))
        page.append(_took(lambda: reads.frozen(actor, plans[-1], PERIOD, on=TODAY)))
    told = {"forty_plans_s": forty, "plan_of_300_s": one, "read_300_s": page}
    return {name: round(statistics.median(times), 4) for name, times in told.items()}


def _took(what) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def _freeze(actor, plan):
    from hereabouts.records.plans import changes

    return changes.freeze_quarter(by=actor, on=TODAY, plan=plan, period=PERIOD)


def _founded():
    """Lay out 41 plans with a return for every action, straight into the tables: it is a bench."""
    from hereabouts.core.places import by_codes
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.places import changes as places
    from hereabouts.records.plans.models import Action, Plan, Return
    from hereabouts.records.trust.access import actor_of, founder

    by, began = founder(), date(2025, 1, 1)
    council = partners.register(by=by, on=began, name="Council", kind="council")
    place = places.define(by=by, on=began, name="Place", rule=by_codes("S01009001,S01009002"), prefix="PL")
    account = partners.invite(by=by, on=began, email="leader@example.org", name="Leader", organisation=council)
    partners.give_role(by=by, on=began, account=account, role="locality_leader", place=place)
    plans = [Plan(place=place, ref=f"P{n}", kind="locality", title=f"Plan {n}", state="live") for n in range(PLANS + 1)]
    Plan.objects.bulk_create(plans)
    rows = [(plan, n) for plan in plans for n in range(MANY if plan is plans[-1] else ACTIONS)]
    actions = [
        Action(
            place=place,
            organisation=council,
            plan=plan,
            ref=f"{plan.ref}-{n}",
            title=f"Action {n}",
            state="in progress",
        )
        for plan, n in rows
    ]
    Action.objects.bulk_create(actions)
    Return.objects.bulk_create(
        Return(place=place, action=action, period=PERIOD, narrative="What was done this quarter. " * 12, next="More of it",
               brag="green", submitted_by="Lead", submitted_on=TODAY)
        for action in actions
    )  # fmt: skip
    return actor_of(account, on=TODAY), plans


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=1))
