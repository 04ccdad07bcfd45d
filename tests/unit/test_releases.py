"""A release is what was published, byte for byte, or it is not shown."""

import csv
import io
import json

import pytest

from hereabouts.core.ledger import Actor
from hereabouts.core.releases.audit import NotSafe, written
from hereabouts.core.releases.content import NotReleasable, canonical, fingerprint
from hereabouts.core.trust.disclosure import attack, hide_small, protect
from hereabouts.core.trust.tables import counted, named
from hereabouts.engines.definitions import disclosure
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.releases import changes, reads
from hereabouts.records.releases.models import Release, Unchangeable
from hereabouts.records.releases.written import csv_tables
from tests.released import by_two, content, release
from tests.released_secrets import as_notice
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
OPEN = disclosure()["open"]


def test_the_latest_supersedes_and_the_earlier_stays_readable(partnership):
    first = release(partnership)
    second = release(partnership, intro="A new word.")
    assert (first.number, second.number) == (1, 2)
    assert reads.latest("plan", partnership.east.pk).content["intro"] == "A new word."
    assert reads.one(first.pk).number == 1
    assert [n.number for n in reads.versions("plan", partnership.east.pk)] == [2, 1]
    assert [(n.kind, n.number) for n in reads.listed()] == [("plan", 2)]
    assert reads.latest("plan", partnership.west.pk) is None


def test_the_same_content_again_changes_nothing(partnership):
    assert release(partnership) == release(partnership)
    assert Release.objects.count() == 1


def test_what_is_read_is_what_was_published(partnership):
    made = release(partnership)
    notice = reads.one(made.pk)
    assert notice.content == content("plan", partnership.east)
    assert notice.sha256 == fingerprint(notice.text) == fingerprint(canonical(notice.content))


def test_nothing_released_is_edited(partnership):
    made = release(partnership)
    made.title = "Another"
    with pytest.raises(Unchangeable, match="never changed"):
        made.save()
    with pytest.raises(Unchangeable):
        made.save(update_fields=["content"])


def test_a_tampered_row_is_refused(partnership):
    made, kept = release(partnership), release(partnership, "profile")
    Release.objects.filter(pk=made.pk).update(content=made.content.replace("8400", "9400"))
    for read in (lambda: reads.latest("plan", partnership.east.pk), lambda: reads.one(made.pk)):
        with pytest.raises(reads.Tampered, match="not what was published"):
            read()
    assert [notice.id for notice in reads.listed()] == [kept.pk]


def test_a_withdrawn_release_is_gone_and_the_one_before_stands(partnership):
    release(partnership)
    second = release(partnership, intro="Wrong.")
    with pytest.raises(changes.NoReason):
        changes.withdraw(by=partnership.actor("ig_lead"), on=TODAY, release=second, because=" ")
    changes.withdraw(by=partnership.actor("ig_lead"), on=TODAY, release=second, because="Wrong figures.")
    assert reads.latest("plan", partnership.east.pk).number == 1
    with pytest.raises(NotFound):
        reads.one(second.pk)
    assert release(partnership, intro="Right.").number == 3


def test_only_who_may_publishes_and_only_where(partnership):
    with pytest.raises(NotAllowed):
        release(partnership, role="practitioner")
    with pytest.raises(NotAllowed, match="not here"):
        release(partnership, place=partnership.west, role="locality_leader")
    assert not Release.objects.exists()


def test_who_has_no_right_sees_none(partnership):
    from hereabouts.records.releases import access

    made = release(partnership)
    assert not access.visible(Actor("x", "Nobody"), on=TODAY)
    with pytest.raises(NotFound):
        access.find(Actor("x", "Nobody"), made.pk, on=TODAY)
    assert access.find(partnership.actor("clerk"), made.pk, on=TODAY) == made


def test_content_that_its_page_could_not_show_is_refused(partnership):
    with pytest.raises(NotReleasable, match="without checked"):
        _publish(partnership, "plan", {k: v for k, v in content("plan", partnership.east).items() if k != "checked"})
    broken = content("plan", partnership.east)
    broken["priorities"][0]["did"][0]["status"] = "green"
    with pytest.raises(NotReleasable, match="“green” is not a status"):
        _publish(partnership, "plan", broken)
    with pytest.raises(NotReleasable, match="JSON"):
        _publish(partnership, "activities", {"at": float("nan")})


@pytest.mark.requirement("X-04")
def test_a_hidden_figure_never_carries_its_number(partnership):
    told = content("profile", partnership.east)
    told["rows"][1]["value"] = 7.0
    with pytest.raises(NotReleasable, match="must not carry its number"):
        _publish(partnership, "profile", told)
    assert not Release.objects.exists()


def _publish(partnership, kind, given):
    return by_two(partnership, place=partnership.east, kind=kind, title="T", content=given)


def counts(kinds, zones="ABC"):
    rows = [
        ((zone, kind), n) for zone, row in zip(zones, kinds, strict=True) for kind, n in zip("xyz", row, strict=True)
    ]
    return counted(["zone", "kind"], rows)


@pytest.mark.requirement("X-04")
def test_every_table_is_attacked_before_it_leaves_alone_and_with_what_left_before(partnership):
    table = counts([[2, 14, 30], [8, 11, 25], [20, 6, 40]])
    protected = protect(table, OPEN)
    publish = lambda *tables: _publish(partnership, "activities", {"tables": [written(t) for t in tables]})  # noqa: E731
    with pytest.raises(NotSafe, match="count of A, x is small"):
        publish(table)
    with pytest.raises(NotSafe, match="printed beside it tells"):
        publish(hide_small(table, OPEN))
    assert publish(protected).number == 1
    elsewhere = {named(table.dimensions, at) for at in (("A", "x"), ("A", "z"), ("B", "x"), ("B", "z"))}
    other = type(table)(table.dimensions, {cell: None if cell in elsewhere else n for cell, n in table.cells.items()})
    assert attack([other]).recovered_within_3 == 0  # safe alone, and yet
    with pytest.raises(NotSafe, match="earlier release tells"):
        publish(other)
    assert (
        publish(protect(counts([[3, 20, 31], [9, 12, 25], [20, 6, 41]]), OPEN)).number == 2
    )  # another quarter counts anew
    assert Release.objects.count() == 2


def test_a_rule_nobody_wrote_releases_nothing(partnership):
    with pytest.raises(NotSafe, match="no disclosure rule"):
        changes.propose(
            by=partnership.actor("locality_leader"),
            on=TODAY,
            place=partnership.east,
            kind="x",
            title="T",
            content={},
            rule="shut",
        )


def test_a_release_as_a_table(partnership):
    plan = table("plan", content("plan", partnership.east))
    assert [line["status"] for line in plan] == ["done", "stopped", "late", "in progress", "not started"]
    assert plan[2]["action"] == "'=Clean-up days"  # no spreadsheet runs it
    assert {line["place"] for line in plan} == {"East"}
    told = {line["measure"]: line for line in table("profile", content("profile", partnership.east))}
    assert told["Emergency hospital stays"]["value"] == told["Emergency hospital stays"]["lo"] == "too few to show"
    assert {line["hidden"] for line in told.values()} == {"True", "False"}
    lines = table("activities", {"title": "x", "activities": [{"what": "Swap", "when": "Monday"}, {"what": "Walk"}]})
    assert lines == [{"what": "Swap", "when": "Monday"}, {"what": "Walk", "when": ""}]
    [line] = table("free", {"listing": [{"who": ["a", 1]}]})
    assert json.loads(line["who"]) == ["a", 1]


def table(kind, told):
    """Give the first table of a release as it stands in its CSV."""
    return list(csv.DictReader(io.StringIO(next(iter(csv_tables(as_notice(kind, told)).values())))))
