"""Every address as every role, against tables written by hand, one a room (table/*.csv).

A row names a page, and after a space the thing it is about ("east", "west", "absent"); the cells are the
status each role must get. An address that stands in no row fails.
"""

import csv
import uuid
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.doors import things

pytestmark = pytest.mark.django_db
TABLES = sorted(Path(__file__).with_name("table").glob("*.csv"))
ROWS = [row for table in TABLES for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
ROLES = [name for name in ROWS[0] if name not in {"page", "method"}]
# The fast loop tries the doors of those who hold little and nothing; `make test` tries everybody's.
FAST = {"practitioner", "signed out"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def views():
    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    return list(walk(get_resolver().url_patterns))


def answer(client, row, world):
    """Knock on one door; what a POST changes is taken back at once, so that rows do not lean on each other."""
    name, _, about = row["page"].partition(" ")
    given = {"id": uuid.uuid4() if about == "absent" else world[name, about]} if about else {}
    with transaction.atomic():
        sent = things.POSTED.get(name, {}) if row["method"] == "POST" else {}
        status = getattr(client, row["method"].lower())(reverse(name, kwargs=given), sent).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.requirement("S-47")
@pytest.mark.parametrize("role", [pytest.param(r, marks=() if r in FAST else pytest.mark.slow) for r in ROLES])
def test_the_doors_of(role, client, partnership):
    world = things.all_of(partnership)
    found = []
    for row in ROWS:
        if role != "signed out" and SESSION_KEY not in client.session:  # some doors lead out
            client.force_login(partnership.people[role], backend=BACKEND)
        elif role == "signed out":
            client.logout()
        found.append((row["page"], row["method"], answer(client, row, world)))
    assert found == [(row["page"], row["method"], int(row[role])) for row in ROWS]


def test_every_address_stands_in_the_table():
    listed = {row["page"].partition(" ")[0] for row in ROWS}
    assert {view.name for view in views()} - listed == set()


def test_no_two_pages_have_one_name():
    """A second one would take every link of the first. One page may have two addresses."""
    names = Counter(name for name, _ in {(view.name, view.callback) for view in views()})
    assert [name for name, n in names.items() if n > 1] == []


def test_every_view_names_its_audience():
    assert [view.name for view in views() if not getattr(view.callback, "audience", None)] == []


def test_every_id_in_an_address_is_a_uuid():
    wrong = [v.name for v in views() for c in v.pattern.converters.values() if type(c).__name__ != "UUIDConverter"]
    assert wrong == []


def test_every_role_has_a_column():
    from hereabouts.engines.definitions import roles

    assert set(ROLES) - {"signed out"} == set(roles()) - {"public", "local_operator", "founder"}


def test_both_answers_stand_in_the_table():
    assert {200, 302, 403, 404} <= {int(row[role]) for row in ROWS for role in ROLES}


def test_a_broken_rule_fails(client, partnership, monkeypatch):
    """The negative control: a role that is given too much is noticed."""
    from hereabouts.engines.definitions import roles

    loose = dict(roles())
    loose["practitioner"] = type(loose["clerk"])(**{**vars(loose["practitioner"]), "everywhere": ("audit.see",)})
    monkeypatch.setattr("hereabouts.records.trust.access.roles", lambda: loose)
    client.force_login(partnership.people["practitioner"], backend=BACKEND)
    expected = next(int(row["practitioner"]) for row in ROWS if row["page"] == "audit")
    assert client.get(reverse("audit")).status_code != expected
