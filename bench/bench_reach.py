"""The pages of reach with 20,000 contributions in one place: server time (median of 5).

Needs a demo that was built (hereabouts demo --build-only); works on a copy of its database, which it throws away.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

CONTRIBUTIONS, SPEAK_TWICE = 20_000, 0.2
PAGES = ("who-we-heard", "who-we-heard-ways", "who-we-heard-areas", "programme", "engagement-plans", "listen-calendar")


def measure() -> dict:
    """Fill the demo's busiest place up to 20,000 contributions and open each page five times."""
    home = Path(os.environ.get("HEREABOUTS_HOME", ".hereabouts")) / "demo"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "demo"
        shutil.copytree(home, copy)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "hereabouts.settings",
            "HEREABOUTS_HOME": str(copy),
            "HEREABOUTS_DEMO": "1",
        }
        import logging

        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        return _measured(_filled())


def _filled():
    """Make contributions by the rows themselves: what is measured is the reading, and 20,000 changes take an hour."""
    import secrets

    import numpy as np
    from django.db.models import Count

    from hereabouts.engines.definitions import profile_questions
    from hereabouts.records.places.reads import sheet
    from hereabouts.records.voice.models import Activity, Background, Contribution, Participant

    rng = np.random.default_rng(5)
    busiest = Activity.objects.order_by().values_list("place").annotate(n=Count("pk")).order_by("-n").first()[0]
    activities = list(Activity.objects.filter(place=busiest).select_related("place"))
    place = activities[0].place
    areas = [code for codes in sheet(place).areas.values() for code in codes]
    asked = {
        q.id: [a.id for a in q.answers] + ["not asked", "did not want to say"] for q in profile_questions().values()
    }
    missing = CONTRIBUTIONS - Contribution.objects.filter(place=place).count()
    people = [
        Participant(key=secrets.token_hex(6), **{q: str(rng.choice(answers)) for q, answers in asked.items()})
        for _ in range(int(missing * (1 - SPEAK_TWICE)))
    ]
    Participant.objects.bulk_create(people, batch_size=500)
    Background.objects.bulk_create(
        [Background(participant=p, area=str(rng.choice(areas)), lived=["care"], asked="asked") for p in people],
        batch_size=500,
    )
    chosen = [*people, *(people[n] for n in rng.integers(0, len(people), missing - len(people)))]
    at = [activities[n] for n in rng.integers(0, len(activities), missing)]
    Contribution.objects.bulk_create(
        [
            Contribution(
                place=place, organisation_id=a.organisation_id, activity=a, participant=p, words="The bins", heard_on=a.held_on,
                recorded_by="bench", recorded_on=a.held_on,
            )
            for p, a in zip(chosen, at, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    return place


def _measured(place) -> dict:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from hereabouts.records.voice.models import Contribution

    account = get_user_model().objects.filter(roles__role="communities_officer", roles__place=place).first()
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    for page in PAGES:
        address = reverse(page, args=[place.pk])
        first = median(lambda a=address: client.get(a), times=1)
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answered {answer.status_code}")
        found[page] = {"ms": median(lambda a=address: client.get(a)), "first_ms": first}
    return {"contributions": Contribution.objects.filter(place=place).count(), "pages": found}
