"""The board with 20,000 contributions: how long its page takes, how long working it out does, and how many queries each asks.

The aim of issue 5: the page under 150 ms. The board is frozen, so the page must not grow with what was said; measured with
500, 2,000 and 20,000 contributions side by side, with the pages that do count live (the loop, the evidence pack) beside it.
"""

import os
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

SIZES = (500, 2_000, 20_000)
TODAY = date(2026, 11, 20)
TOPICS = ("T01", "T06", "T07", "T11", "T12", "T13", "T14", "T15")
PAGES = ("board", "board-csv", "priorities", "told-back", "pack", "sessions")


def measure() -> dict:
    """Found a partnership for each size in a home of its own, fill it, and open its pages."""
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

    from hereabouts.records.priorities import changes

    place, account, actor = _founded(n)
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    given = {"by": actor, "on": TODAY, "place": place}
    changes.triangulate(**given)
    seeds = iter(range(100))
    told = {"contributions": n, "work_out_ms": median(lambda: changes.triangulate(**given, seed=next(seeds)))}
    for name in PAGES:
        told[name] = _page(client, name, place)
    return told


def _page(client, name: str, place) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    address = reverse(name, args=[place.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{name} answered {answer.status_code}")
    asked = len(queries)  # before the next request empties the log
    return {"ms": median(lambda: client.get(address)), "queries": asked}


def _founded(n: int):
    """Lay out a place with a leader and so many coded contributions of as many people, straight into the tables: it is a bench."""
    from hereabouts.core.places import by_codes
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.places import changes as places
    from hereabouts.records.priorities import changes
    from hereabouts.records.trust.access import actor_of, founder
    from hereabouts.records.voice.models import Coding, Consent, Contribution, Participant, Theme

    by, began = founder(), date(2025, 1, 1)
    council = partners.register(by=by, on=began, name=f"Council {n}", kind="council")
    place = places.define(by=by, on=began, name=f"Place {n}", rule=by_codes("S01009001,S01009002"), prefix=f"P{n % 97}")
    account = partners.invite(by=by, on=began, email=f"leader{n}@example.org", name="Leader", organisation=council)
    partners.give_role(by=by, on=began, account=account, role="locality_leader", place=place)
    actor = actor_of(account, on=TODAY)
    for topic in TOPICS[:5]:
        changes.record_aim(
            by=actor,
            on=TODAY,
            level="city",
            document="Plan",
            ref=topic,
            text="More",
            topic=topic,
            weight=3,
            place=place,
        )
    people = [Participant(key=f"{n % 97:02d}{i:08d}") for i in range(n)]
    said = [
        Contribution(
            place=place, participant=who, words=f"Said {i}", heard_on=TODAY - timedelta(i % 300), recorded_by="B", recorded_on=TODAY,
            coded_on=TODAY, coded_by="B",
        )
        for i, who in enumerate(people)
    ]  # fmt: skip
    by_hand = {"valence": "problem", "suggested_by": "B", "accepted_by": "B", "accepted_on": TODAY}
    codings = [
        Coding(contribution=one, topic=TOPICS[(i * i + k) % len(TOPICS)], **by_hand)
        for i, one in enumerate(said)
        for k in range(1 + i % 2)
    ]
    agreed = [Consent(participant=who, kind="quote", given_on=began, audience="anybody") for who in people[::3]]
    for model, rows in ((Participant, people), (Consent, agreed), (Contribution, said), (Coding, codings)):
        model.objects.bulk_create(rows, batch_size=500)
    for topic in TOPICS:
        theme = Theme.objects.create(
            place=place, statement=f"About {topic}", topic=topic, accepted_by="B", accepted_on=TODAY
        )
        theme.contributions.set([one.contribution for one in codings if one.topic == topic][:2_000])
    return place, account, actor


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=1))
