"""Canary names (promise 4): every field of every person holds a word of its own; every format is read by everybody.

What may be seen where is written by hand in tests/canary/allowed.csv. In `make test` five readers open every page;
``HEREABOUTS_PROMISES=full`` reads as all of them, with forms and methods, and keeps the figures in bench/results.
"""

import json
import logging
import os
import time
import uuid
from unittest import mock

import pytest
from django.core import mail
from django.urls import reverse

from hereabouts.records.families import access
from tests.canary import faults, outputs, table
from tests.canary.walk import READERS, Lines, Walk, sign_in, walk_as
from tests.canary.world import World
from tests.environment import ROOT

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
FEW = ("signed out", "practitioner", "triage_coordinator", "second", "west_officer")
KEPT = ROOT / "bench" / "results" / "promises_canary.json"
pytestmark = [pytest.mark.slow, pytest.mark.promise, pytest.mark.django_db, pytest.mark.timeout(3600)]


@pytest.fixture
def world(partnership):
    return World(partnership)


@pytest.fixture
def lines():
    """Every log line, whatever its level, as the product writes it."""
    kept, root = Lines(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)


@pytest.mark.requirement("X-39")
def test_a_canary_is_seen_only_where_it_may_be(client, world, lines, command, tmp_path, record_property):
    readers, start = READERS if FULL else FEW, time.perf_counter()
    walk = Walk(world)
    for reader in readers:
        walk_as(walk, client, reader, only_get=not FULL)
        outputs.broken(walk, reader)
    outputs.commands(walk, command, tmp_path / "written")
    outputs.bundle(walk, tmp_path / "bundle")
    sent = outputs.emails(walk)
    walk.read_lines(lines.kept)
    found = table.leaks(walk.seen)
    told = {
        "formats": len(walk.formats), "readers": len(readers) + 2, "bodies": walk.bodies, "marks": len(world.m.forms), "e_mails": sent,
        "allowed_sightings": len(walk.seen) - len(found), "leaks": len(found), "seconds": round(time.perf_counter() - start),
    }  # fmt: skip
    print(told, sorted(walk.formats))
    record_property("figure", json.dumps(told))
    (tmp_path / "seen.json").write_text(json.dumps([sorted(walk.seen), told, sorted(walk.formats)]))
    if FULL:
        KEPT.write_text(json.dumps({**told, "kinds": sorted(walk.formats)}, indent=1) + "\n")
    assert table.folded(found) == []
    assert walk.broken == set(), "pages that broke by themselves"
    assert sent > 0
    assert table.unused(walk.seen, readers) == [], "a row of the table that lets nothing through"


def test_a_leak_in_every_format_is_found(client, world, record_property):
    """The control: one leak a format, planted in the answers of the product."""
    secret, caught = world.m.forms["family/surname"][0], {}
    sign_in(client, world, "signed out")
    for kind, (page, about, method, reader, plant) in faults.FAULTS.items():
        walk = Walk(world)
        sign_in(client, world, reader)
        given = {"id": uuid.uuid4() if about == "absent" else (world.ids[page][0] if about else "")} if about else {}
        with faults.planted(plant, secret):
            walk.asked(client, page, reader, method, reverse(page, kwargs=given), {})
        caught[kind] = any(k == kind.removesuffix(" of a release") for _, _, k, _ in table.leaks(walk.seen))
    record_property("mutants", f"{sum(caught.values())} of {len(caught)}")
    print(f"{sum(caught.values())} of {len(caught)} planted leaks found")
    assert [kind for kind, found in caught.items() if not found] == []
    assert len(caught) >= 20


def test_a_fault_of_the_product_is_found(client, world, lines, command, tmp_path):
    """The control: a door without its rule, a log that keeps addresses, a digest and a release that name somebody."""
    secret = world.m.forms["family/surname"][0]
    walk = Walk(world)
    with mock.patch.object(access, "seen", lambda rows, *_, **__: rows):
        walk_as(walk, client, "west_triage", {"triage", "matches", "pointers"}, only_get=True)
    assert {"triage", "matches"} <= {page for _, page, _, _ in table.leaks(walk.seen)}
    walk = Walk(world)
    with faults.careless_log():
        outputs.broken(walk, "signed out")
        walk.read_lines(lines.kept)
    assert any(kind == "log" for _, _, kind, _ in table.leaks(walk.seen))
    walk = Walk(world)
    with mock.patch(
        "hereabouts.records.trust.daily.WORDS",
        "Hereabouts {day} {head} {whole} {sealed_to} {unsealed} {waiting} " + secret,
    ):
        outputs.emails(walk)
        outputs.run(walk, command, "trust digest", tmp_path)
    assert {kind for _, _, kind, _ in table.leaks(walk.seen)} == {"e-mail", "command line text"}
    assert mail.outbox
    walk = Walk(world)
    outputs.bundle(walk, tmp_path / "bundle", intro=f"As {secret} said.")
    told = {"html", "json", "docx", "xlsx", "pdf", "csv"}  # every file of the bundle that prints the words
    assert {f"release bundle {kind}" for kind in told} <= {kind for _, _, kind, _ in table.leaks(walk.seen)}


def test_a_search_for_somebody_answers_as_for_nobody(client, world):
    """A name that is there and a name that nobody has give the same page, byte for byte, to who may not see it."""
    from tests.canary.walk import ASKED, SOUGHT

    nobody, compared = "Zxwww", 0
    for reader in ("signed out", "analyst", "administrator", "outsider", "community_rep"):
        sign_in(client, world, reader)
        for page, queries in ASKED.items():
            for query in (q for q in queries if "{}" in q):
                address = reverse(page, kwargs=_about(world, page))
                absent = client.get(f"{address}?{query.format(nobody)}")
                for mark in SOUGHT:
                    name = world.m.forms[mark][0][:5]
                    found = client.get(f"{address}?{query.format(name)}")
                    assert (found.status_code, _plain(found, name)) == (absent.status_code, _plain(absent, nobody)), (
                        reader,
                        page,
                    )
                    compared += 1
    assert compared > 100


def _about(world, page):
    return {"id": world.p.east.pk} if page.startswith("said") else {}


def _plain(response, typed):
    return response.content.decode("utf-8", "replace").replace(typed, "").replace(typed.lower(), "")
