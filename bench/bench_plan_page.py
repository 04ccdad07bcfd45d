"""The page of a plan with 300 actions: how long it takes, how many queries it asks, and that it does not grow with the actions.

The aim of issue 7: under 150 ms and 25 queries. Measured with 30 and 300 actions side by side, with the plan on one page and
the files beside it.
"""

import os
import shutil
import sys
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

SIZES = (30, 300)
TODAY = date(2026, 11, 20)
PAGES = ("plan", "plan-one-page", "plan-csv", "plan-xlsx", "plan-json")


def measure() -> dict:
    """Found a partnership in a home of its own, fill a plan for each size, and open its pages."""
    home = Path(tempfile.mkdtemp())
    os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": str(home)}
    os.environ.pop("DATABASE_URL", None)
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.conf import settings

    from hereabouts.engines.evidence_build import build

    build(Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "data", Path(settings.EVIDENCE))
    try:
        return {str(n): _sized(n) for n in SIZES}
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _sized(n: int) -> dict:
    from django.test import Client

    plan, account = _founded(n)
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    told = {"actions": n, "draft": _page(client, "plan", plan)}
    _agreed(plan, account)
    return told | {name: _page(client, name, plan) for name in PAGES}


def _agreed(plan, account) -> None:
    """Agree the plan: a plan of so many actions is one, and what it cites is frozen with it."""
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.plans import changes
    from hereabouts.records.trust.access import actor_of, founder

    partners.give_role(by=founder(), on=TODAY, account=account, role="locality_leader", place=plan.place)
    given = {"by": actor_of(account, on=TODAY), "on": TODAY, "plan": plan}
    changes.agree(**given, minute="Item 5", override="A benchmark")


def _page(client, name: str, plan) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    address = reverse(name, args=[plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{name} answered {answer.status_code}")
    asked = len(queries)  # before the next request empties the log
    return {"ms": median(lambda: client.get(address)), "queries": asked}


def _founded(n: int):
    """Lay out a plan of six outcomes and so many actions, each measured, led and supported."""
    from hereabouts.core.places import by_codes
    from hereabouts.core.plans.tracker import Measure, Tracked
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.places import changes as places
    from hereabouts.records.plans import changes
    from hereabouts.records.trust.access import actor_of, founder

    by, began = founder(), date(2025, 1, 1)
    organisations = {
        f"Partner {k} of {n}": partners.register(by=by, on=began, name=f"Partner {k} of {n}", kind="council")
        for k in range(8)
    }
    names = list(organisations)
    place = places.define(by=by, on=began, name=f"Place {n}", rule=by_codes("S01009001,S01009002"), prefix=f"P{n % 97}")
    account = partners.invite(
        by=by, on=began, email=f"o{n}@example.org", name="Officer", organisation=organisations[names[0]]
    )
    partners.give_role(by=by, on=began, account=account, role="communities_officer", place=place)
    given = {"by": actor_of(account, on=TODAY), "on": TODAY}
    plan = changes.draft_plan(**given, place=place, title="Plan")
    outcomes = [f"Outcome {k}" for k in range(6)]
    for one in outcomes:
        changes.add_outcome(
            **given, plan=plan, statement=one, tier="short", improvement="From 10 to 5 in 100", inequality_gap="Yes"
        )
    rows = [
        Tracked(k, f"Action {k}", names[k % 8], due_on=TODAY + timedelta(k - 50), measures=(Measure("Homes", Decimal(0), Decimal(k)),),
                money=Decimal(k), supporting=(names[(k + 1) % 8],), outcome=outcomes[k % 6])
        for k in range(n)
    ]  # fmt: skip
    changes.import_actions(**given, plan=plan, rows=rows, organisations=organisations)
    return plan, account


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=1))
