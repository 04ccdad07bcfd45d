"""Two people release, never the author: the desk shows what goes out, what is hidden and what the attacker found."""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from hereabouts.core.releases.audit import NotSafe, Scope, written
from hereabouts.core.trust.disclosure import protect
from hereabouts.engines.definitions import disclosure
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.releases import changes
from hereabouts.records.releases.models import Proposal, Release
from hereabouts.records.trust.access import local_operator
from hereabouts.web.public.export import write_site
from tests.formats import told_in
from tests.released import approve_waiting, by_two, content, release
from tests.unit.test_releases import counts
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
OPEN = disclosure()["open"]


def forward(partnership, role="locality_leader", **other):
    told = content("profile", partnership.east, **other)
    return changes.propose(
        by=partnership.actor(role), on=TODAY, place=partnership.east, kind="profile", title="East in numbers", content=told, rule="open",
    )  # fmt: skip


@pytest.mark.requirement("X-04")
def test_somebody_else_looks_and_releases(as_role, client, partnership):
    made = forward(partnership)
    leader = as_role("locality_leader")
    page = leader.get(reverse("release-look", args=[made.pk])).content.decode()
    assert "You put it forward yourself" in page
    assert "Release it" not in page
    assert leader.post(reverse("release-look", args=[made.pk]), {"step": "approve"}).status_code == 422
    assert not Release.objects.exists()
    lead = as_role("ig_lead")
    assert "East in numbers" in lead.get(reverse("release-desk")).content.decode()
    page = lead.get(reverse("release-look", args=[made.pk])).content.decode()
    for words in ("Hidden, and why", "What the attacker found", "Release it", "Send it back"):
        assert words in page
    assert lead.post(reverse("release-look", args=[made.pk]), {"step": "approve"}).status_code == 302
    row = Release.objects.get()
    assert (row.published_by, row.approved_by) == tuple(
        str(partnership.people[r].pk) for r in ("locality_leader", "ig_lead")
    )
    client.logout()
    assert client.get(reverse("public-profile", args=[partnership.east.pk])).status_code == 200


@pytest.mark.requirement("X-04")
def test_it_is_sent_back_with_a_reason_and_decided_once(as_role, partnership):
    made = forward(partnership)
    page = reverse("release-look", args=[made.pk])
    lead = as_role("ig_lead")
    assert lead.post(page, {"step": "send back", "because": ""}).status_code == 422
    assert lead.post(page, {"step": "send back", "because": "Wrong year"}).status_code == 302
    assert "Wrong year" in as_role("locality_leader").get(page).content.decode()
    with pytest.raises(changes.Decided):
        changes.approve(by=partnership.actor("ig_lead"), on=TODAY, proposal=made)
    assert not Release.objects.exists()


@pytest.mark.requirement("X-04")
def test_nobody_who_works_here_publishes_alone_and_the_operator_is_told_on(partnership):
    given = {
        "on": TODAY,
        "place": partnership.east,
        "kind": "notice",
        "title": "Bins",
        "content": {"bins": 1},
        "rule": "open",
        "second": changes.ALONE,
    }
    for role in partnership.people:
        with pytest.raises(NotAllowed):
            changes.release(by=partnership.actor(role), **given)
    changes.release(by=local_operator("test"), **given)
    entry = AuditEntry.objects.get(what="release.publish", outcome="done")
    assert entry.detail == {"second": changes.ALONE}
    assert Release.objects.get().approved_by == ""


@pytest.mark.requirement("X-04")
def test_what_was_released_in_between_counts_when_it_is_approved(partnership):
    """Both are safe when they are put forward; the second is not, once the first is out."""
    table = counts([[2, 14, 30], [8, 11, 25], [20, 6, 40]])
    first = protect(table, OPEN)
    other = {c for c in table.cells if {v for _, v in c} in ({"A", "x"}, {"A", "z"}, {"B", "x"}, {"B", "z"})}
    second = type(table)(table.dimensions, {c: None if c in other else n for c, n in table.cells.items()})
    made = [
        changes.propose(by=partnership.actor(role), on=TODAY, place=partnership.east, kind=kind, title="T",
                        content={"tables": [written(one)]}, rule="open")
        for role, kind, one in (("locality_leader", "a", first), ("communities_officer", "b", second))
    ]  # fmt: skip
    changes.approve(by=partnership.actor("ig_lead"), on=TODAY, proposal=made[0])
    with pytest.raises(NotSafe, match="earlier release tells") as told:
        changes.approve(by=partnership.actor("ig_lead"), on=TODAY, proposal=made[1])
    assert not re.search(r"\d", str(told.value)), "the sentence does not tell the number"
    assert Proposal.objects.get(pk=made[1].pk).state == "waiting"


@pytest.mark.requirement("X-04")
def test_somebody_added_between_two_quarters_is_not_told(partnership):
    def publish(kind, n, period):
        cells = {frozenset(): n + 40, frozenset({("Bins", "raised it")}): n, frozenset({("Bins", "did not")}): 40}
        from hereabouts.core.trust.tables import Table

        scope = Scope("people heard", str(partnership.east.pk), ("S1",), period, grows=True)
        return by_two(partnership, place=partnership.east, kind=kind, title="T",
                      content={"tables": [written(Table(("Bins",), cells), scope)]})  # fmt: skip

    publish("a", 12, "2026-01-01")
    with pytest.raises(NotSafe, match="tells of a few people"):
        publish("b", 13, "2026-04-01")
    assert publish("c", 12, "2026-04-01").number == 1
    assert publish("d", 30, "2026-07-01").number == 1


@pytest.mark.requirement("X-04")
def test_a_place_inside_another_is_subtracted(partnership):
    def publish(name, areas, young):
        table = counts([[young, 30, 30]], zones="Z")
        scope = Scope("cases", name, areas, "2026")
        return by_two(
            partnership, place=partnership.east, kind=name, title="T", content={"tables": [written(table, scope)]}
        )

    publish("city", ("S01009001", "S01009002", "S01009003"), 22)
    with pytest.raises(NotSafe, match="tells of a few people"):
        publish("part", ("S01009001", "S01009002"), 20)  # two live in the third area


@pytest.mark.requirement("X-04", "X-36")
@pytest.mark.slow
def test_a_hidden_cell_is_hidden_in_every_form(client, partnership, tmp_path):
    """Page, picture text, CSV, JSON and the copy for a web host: the same cells, and nowhere the number."""
    secret = "731"  # nothing else of the fixture reads like this
    told = content("profile", partnership.east)
    told["areas"] = [{"code": "S01009001", "name": "Quay", "people": None, "decile": 1},
                     {"code": "S01009002", "name": "Hill", "people": 1412, "decile": 5}]  # fmt: skip
    made = by_two(partnership, place=partnership.east, kind="profile", title="East in numbers", content=told)
    release(partnership)
    approve_waiting(partnership)
    client.logout()
    pages = {
        "html": client.get(reverse("public-profile", args=[partnership.east.pk])).content.decode(),
        "json": client.get(reverse("released-json", args=[made.pk])).content.decode(),
        "csv": client.get(reverse("released-csv", args=[made.pk])).content.decode(),
    }
    write_site(partnership.east.pk, tmp_path)
    written_ = {path.name: path.read_bytes() for path in tmp_path.glob("profile*")}
    assert told_in(written_, int(secret)) == []  # Word, Excel and PDF among them
    pages |= {name: body.decode() for name, body in written_.items() if name.endswith((".html", ".csv", ".json"))}
    shown = {row["label"]: row["value"] for row in told["rows"]}
    hidden = [row["label"] for row in told["rows"] if row["hidden"]]
    assert hidden
    for form in ("json", "profile.json"):
        assert {row["label"]: row["value"] for row in json.loads(pages[form])["rows"]} == shown
    for form in ("csv", "profile.csv"):
        rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(pages[form]))}
        assert {label: rows[label]["value"] == "too few to show" for label in shown} == {
            label: shown[label] is None for label in shown
        }
    for form in ("html", "profile.html"):
        for label in hidden:
            cell = pages[form].split(f"<b>{label}</b>")[1].split("</tr>")[0]
            assert "too few to show" in cell
            assert "title=" not in cell
            assert "aria-label=" not in cell
    assert not [form for form, text in pages.items() if secret in text]
