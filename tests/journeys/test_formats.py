"""Anybody takes a release home in any format: the same cells in each, from the released text and from nothing else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.releases.untold import untold
from hereabouts.records.account import changes as account
from hereabouts.records.plans import changes as plans
from hereabouts.records.releases import changes, reads
from tests.formats import told_in, wrong_in
from tests.released import approve_waiting, by_two
from tests.released_secrets import KINDS, SECRET
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
WAYS = ("json", "xlsx", "docx", "pdf", "svg", "geojson")


def taken(client, one, but=()):
    """Take a release in every format that its page offers, each table as CSV, by HTTP."""
    page = client.get(reverse("released-look", args=[one.id])).content.decode()
    files = {"html": page, "csv": {}}
    for way in WAYS:
        address = reverse(f"released-{way}", args=[one.id])
        assert f'href="{address}"' in page or way in {"svg", "geojson"}
        if f'href="{address}"' in page and way not in but:
            files[way] = client.get(address).content
    for table in laid_out(one.kind, one.content).tables:
        address = f"{reverse('released-csv', args=[one.id])}?table={table.name}"
        assert f'href="{address}"' in page
        files["csv"][table.name] = client.get(address).content.decode()
    return files


def released(partnership, kind):
    """Release one of each kind: what the product itself makes of East, and tables given by hand."""
    by = partnership.actor("locality_leader")
    if kind == "profile":
        account.propose_profile(by=by, on=TODAY, place=partnership.east)
    elif kind == "plan":
        made = plans.draft_plan(by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, title="East, together")  # fmt: skip
        account.propose_plan(by=by, on=TODAY, place=partnership.east, plan=made)
    else:
        content, _ = KINDS["notice"]()
        by_two(partnership, place=partnership.east, kind="notice", title="Counts", content=content)
    approve_waiting(partnership)
    [one] = reads.listed()
    return one


@pytest.mark.requirement("X-04", "X-36")
@pytest.mark.parametrize("kind", ["profile", "plan", "notice"])
def test_each_kind_is_the_same_in_every_format(client, partnership, kind):
    one = released(partnership, kind)
    files = taken(client, one, but={"pdf"})
    assert wrong_in(kind, one.content, files) == []
    assert untold(kind, one.content) == []
    assert ("geojson" in files) is (kind == "profile")
    if kind == "notice":
        assert told_in(files, SECRET) == []
        assert "too few to show" in files["html"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["profile", "plan", "notice"])
def test_each_kind_is_the_same_as_pdf(client, partnership, kind):
    one = released(partnership, kind)
    assert wrong_in(kind, one.content, {"pdf": taken(client, one)["pdf"]}) == []


def test_a_writer_asks_for_the_release_and_nothing_else(client, partnership, monkeypatch):
    """With the evidence file gone, and with an eye on every question to the database."""
    one = released(partnership, "profile")
    monkeypatch.setattr(settings, "EVIDENCE", Path("/nowhere/evidence.duckdb"))
    with CaptureQueriesContext(connection) as asked:
        files = taken(client, one, but={"pdf"})
    assert wrong_in("profile", one.content, files) == []
    tables = {name for query in asked.captured_queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert tables <= {
        "hereabouts_release",
        "hereabouts_place",
        "hereabouts_named",
    }  # the last is the door of everything guarded
    assert "hereabouts_release" in tables


def test_the_files_have_names_types_and_the_fingerprint(client, partnership):
    one = released(partnership, "profile")
    for way, kind in (("xlsx", "spreadsheetml"), ("docx", "wordprocessingml"), ("svg", "image/svg+xml"), ("geojson", "geo+json"), ("csv", "text/csv")):  # fmt: skip
        answer = client.get(reverse(f"released-{way}", args=[one.id]))
        assert kind in answer["Content-Type"]
        assert answer["X-Release"] == f"sha256:{one.sha256}"
        assert f'filename="profile-1.{way}"' in answer["Content-Disposition"]
        assert not answer.cookies
    areas = client.get(reverse("released-csv", args=[one.id]), {"table": "areas"})
    assert 'filename="profile-1-areas.csv"' in areas["Content-Disposition"]
    assert client.get(reverse("released-csv", args=[one.id]), {"table": "nothing"}).status_code == 404


def test_what_is_withdrawn_is_gone_in_every_format(client, partnership):
    one = released(partnership, "notice")
    ways = [reverse(f"released-{way}", args=[one.id]) for way in ("look", "csv", "json", "xlsx", "docx", "svg")]
    assert {client.get(way).status_code for way in ways} == {200}  # the process remembers these files now
    from hereabouts.records.releases.access import find

    row = find(partnership.actor("ig_lead"), one.id, on=TODAY)
    changes.withdraw(by=partnership.actor("ig_lead"), on=TODAY, release=row, because="Wrong year.")
    assert {client.get(way).status_code for way in ways} == {404}


@pytest.mark.requirement("X-04")
def test_the_desk_shows_the_two_the_attack_the_cells_and_the_formats(as_role, partnership):
    content, _ = KINDS["profile"]()
    content |= {"place_id": str(partnership.east.pk)}
    given = {"on": TODAY, "place": partnership.east, "kind": "profile", "title": "East in numbers", "rule": "open"}
    made = changes.propose(by=partnership.actor("locality_leader"), content=content, **given)
    address = reverse("release-look", args=[made.pk])
    page = as_role("ig_lead").get(address).content.decode()
    for words in ("Test Locality Leader", "nobody yet; never its author", "Every count of people that is printed was attacked.",
                  "PDF, Word, Excel, CSV, JSON, Picture (SVG), Map (GeoJSON)", "The small areas", "too few to show", "2,114"):  # fmt: skip
        assert words in page
    assert told_in({"html": page}, SECRET) == []
    as_role("ig_lead").post(address, {"step": "approve"})
    page = as_role("locality_leader").get(address).content.decode()
    [one] = reads.listed()
    assert "Test Ig Lead" in page
    assert f'href="{reverse("released-xlsx", args=[one.id])}"' in page


def test_the_desk_names_a_count_that_nobody_attacked(as_role, partnership):
    content, _ = KINDS["profile"]()
    content |= {"place_id": str(partnership.east.pk), "population": 4690}
    made = changes.propose(
        by=partnership.actor("locality_leader"), on=TODAY, place=partnership.east, kind="profile", title="T", content=content, rule="open"
    )  # fmt: skip
    page = as_role("ig_lead").get(reverse("release-look", args=[made.pk])).content.decode()
    assert "These counts stand in no table, so nobody attacked them: East." in page
    assert "Every count of people that is printed was attacked." not in page
