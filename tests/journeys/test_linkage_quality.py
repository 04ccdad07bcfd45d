"""From a draw to a report: pairs judged by two people who are not told what the machine said, and shares that name nobody."""

import re

import pytest
from django.urls import reverse

from hereabouts.records.families import changes
from hereabouts.records.families.models import LinkageCheck, LinkageVerdict, Match, Referral
from hereabouts.records.ledger.models import AuditEntry
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(partnership, as_role):
    families.in_force(partnership)
    families.refer(partnership)
    families.listed(partnership, rows=[families.ROWAN, *(families.ROWAN.replace("T1", f"T{n}") for n in range(3, 16))])
    as_role("triage_coordinator").post(reverse("linkage-draw"), {"place": partnership.east.pk})
    return LinkageCheck.objects.get()


def judged(client, check, answer="yes"):
    page = client.get(reverse("linkage-judge", args=[check.pk])).content.decode()
    n = re.search(r'name="n" value="(\d+)"', page)
    if n:
        client.post(reverse("linkage-judge", args=[check.pk]), {"n": n[1], "answer": answer})
    return page, n and int(n[1])


@pytest.mark.requirement("X-07")
def test_pairs_are_judged_blind_and_told_as_shares(drawn, as_role, partnership):
    before = list(Match.objects.values_list("state", "band"))
    client = as_role("triage_coordinator")
    page, n = judged(client, drawn)
    assert "Rowann Tarrant" in page
    assert not any(word in page for word in ("nearly sure", "likely", "confirm", "perhaps"))  # the machine is not heard
    assert AuditEntry.objects.filter(what="stub.see", actor_name=partnership.actor("triage_coordinator").name).exists()
    while n is not None:
        _, n = judged(client, drawn)
    assert LinkageVerdict.objects.count() == len(drawn.pairs)
    assert list(Match.objects.values_list("state", "band")) == before  # it decides nothing
    told = as_role("locality_leader").get(reverse("linkage-quality")).content.decode()
    assert f"{len(drawn.pairs)} of {len(drawn.pairs)} pairs" in told
    assert "100% (" in told
    assert "Tarrant" not in told


def test_every_tenth_is_judged_by_a_second_person_and_nothing_twice_by_one(drawn, as_role, partnership):
    client = as_role("triage_coordinator")
    while judged(client, drawn)[1] is not None:
        pass
    n = len(drawn.pairs)
    client.post(reverse("linkage-judge", args=[drawn.pk]), {"n": "0", "answer": "no"})
    assert LinkageVerdict.objects.count() == n
    partnership.add("triage_coordinator", key="second")
    other = as_role("second")
    while judged(other, drawn)[1] is not None:
        pass
    assert LinkageVerdict.objects.count() == n + len(range(0, n, 10))


def test_a_place_with_nothing_to_compare_is_said_so(partnership, as_role):
    families.in_force(partnership)
    client = as_role("triage_coordinator")
    page = client.post(reverse("linkage-draw"), {"place": partnership.east.pk}, follow=True).content.decode()
    assert "Nothing is compared in" in page
    assert "No check was drawn here yet" in page


def test_nonsense_is_no_answer_and_leaves_nothing(drawn, as_role):
    client = as_role("triage_coordinator")
    for sent in (
        {"n": "9999", "answer": "yes"},
        {"n": "0", "answer": "merge"},
        {"n": "-1", "answer": "no"},
        {"n": "9" * 5000, "answer": "no"},
        {},
    ):
        assert client.post(reverse("linkage-judge", args=[drawn.pk]), sent).status_code == 404
    assert not LinkageVerdict.objects.exists()


def test_who_may_not_see_a_side_is_not_shown_the_pair(drawn, as_role, partnership):
    by = partnership.actor("triage_coordinator")
    changes.restrict(by=by, on=TODAY, referral=Referral.objects.get(), named=[], why="risk", words="Hidden.")
    partnership.add("triage_coordinator", key="second")
    page = as_role("second").get(reverse("linkage-judge", args=[drawn.pk])).content.decode()
    assert "Tarrant" not in page


def test_nobody_draws_until_the_answer_pleases(drawn, as_role, partnership):
    client = as_role("triage_coordinator")
    page = client.post(reverse("linkage-draw"), {"place": partnership.east.pk}, follow=True).content.decode()
    assert "stands. Judge its pairs" in page
    assert LinkageCheck.objects.count() == 1
    LinkageCheck.objects.update(model="another model")
    client.post(reverse("linkage-draw"), {"place": partnership.east.pk})
    newest = LinkageCheck.objects.order_by("drawn_at").last()
    assert LinkageCheck.objects.count() == 2
    assert reverse("linkage-judge", args=[newest.pk]) in client.get(reverse("linkage-quality")).content.decode()
