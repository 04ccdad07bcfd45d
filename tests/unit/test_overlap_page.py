"""The overlap report in the product: counts of a place for whom a clause lets count, with nobody in it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hereabouts.core.ledger import Sensitivity
from hereabouts.records.families import changes, overlapping
from hereabouts.records.families.models import Match, Pointer, Stub
from hereabouts.records.trust import changes as trust
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
PARTIES = ["Larkhaven Council", "Harbour Housing"]


@pytest.fixture
def agreed(partnership, monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)
    return families.in_force(partnership, parties=PARTIES)


@pytest.fixture
def many(partnership, agreed):
    """120 households of one agency, 90 of another, 40 of both; in 20 of these both give money advice."""
    partnership.add("practitioner", organisation="Larkhaven Council", key="council_worker")
    rows = [families.ROWAN.replace("T1", f"H{n}").replace("14/05/1992", "") for n in range(120)]
    families.listed(partnership, rows=rows)
    rows = [
        families.STRANGER.replace("T2", f"C{n}").replace("Money advice", "Money advice" if n < 20 else "Debt")
        for n in range(90)
    ]
    families.listed(partnership, rows=rows, by="council_worker")
    ours = {s.local_id: s for s in Stub.objects.all()}
    Match.objects.all().delete()
    for n in range(50):
        _match(partnership, ours[f"H{n}"], ours[f"C{n}"], "confirmed" if n < 40 else "candidate")
    return ours


def _match(partnership, a, b, state):
    return Match.objects.create(
        place=partnership.east,
        organisation=a.organisation,
        stub_a=a,
        stub=b,
        state=state,
        band="confirm",
        weight=12,
        model="x",
        found_on=TODAY,
    )


def counted(partnership, key="locality_leader", on=TODAY):
    return overlapping.report(partnership.actor(key, on=on), partnership.east, on=on)


@pytest.mark.requirement("I-26")
@pytest.mark.requirement("I-25")
def test_the_page_says_what_the_matches_say(partnership, many, as_role):
    told = counted(partnership).overlap
    assert (told.households, told.several, told.twice, told.unknown) == (170, 40, 20, 40)
    assert told.wider.value == pytest.approx(50 / 160)
    page = as_role("locality_leader").get(reverse("overlap")).content.decode()
    assert "24% of households with help have it from several agencies" in page
    assert "40 of 170 households" in page
    assert "In 40 households with several agencies nobody has read a note" in page
    assert "Not connected:</b> Friends of East" in page
    for name in ("Tarrant", "Okoro", "Rowann", "Kiln Row", "H17", "Lee Sandford"):
        assert name not in page


def test_the_csv_beside_it_says_the_same(partnership, many, as_role):
    answer = as_role("triage_coordinator").get(reverse("overlap-csv"))
    rows = {(row["what"], row["which"]): row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert rows["With several agencies", ""]["count"] == "40"
    assert rows["With several agencies", ""]["share"] == "0.235"
    assert rows["Two agencies", "Harbour Housing + Larkhaven Council"]["count"] == "40"
    assert ("No list from", "Friends of East") in rows
    assert "Tarrant" not in answer.content.decode()


def test_a_note_that_was_read_makes_it_known(partnership, many):
    referral = families.refer(partnership)
    for n in range(20):
        Pointer.objects.create(
            place=partnership.east, organisation=many[f"H{n}"].organisation, stub=many[f"H{n}"], referral=referral, ring="x",
            sent_on=TODAY, sent_by="x", acknowledge_by=TODAY, acknowledged_on=TODAY - timedelta(days=91 if n < 5 else 90),
        )  # fmt: skip
    assert counted(partnership).overlap.unknown == 25


@pytest.mark.requirement("I-26")
def test_few_are_not_told(partnership, many, as_role):
    Match.objects.filter(stub_a__local_id__in=[f"H{n}" for n in range(3, 50)]).delete()
    told = counted(partnership).overlap
    assert (told.several, told.rate, told.pairs[0].households) == (None, None, None)
    page = as_role("locality_leader").get(reverse("overlap")).content.decode()
    assert "Too few households with several agencies" in page
    assert "hidden" in page


@pytest.mark.requirement("X-12")
def test_restricting_a_family_moves_no_count_of_this_week_and_leaves_the_next(partnership, many):
    referral = families.refer(partnership)
    person = referral.household.people.first()
    Match.objects.filter(person__isnull=False).delete()  # what the look-up on arrival proposed
    for n in range(40, 60):
        Match.objects.create(
            place=partnership.east, organisation=many[f"H{n}"].organisation, person=person, stub=many[f"H{n}"],
            state="confirmed", band="confirm", weight=12, model="x", found_on=TODAY,
        )  # fmt: skip
    before = counted(partnership)
    triage = partnership.actor("triage_coordinator")
    changes.restrict(by=triage, on=TODAY, referral=referral, named=[], why="risk", words="They must not be found.")
    assert Match.objects.filter(sensitivity=Sensitivity.RESTRICTED).count() == 20
    assert counted(partnership) == before
    assert counted(partnership, "triage_coordinator") == before  # who is named counts no more than others
    next_week = TODAY + timedelta(days=7)
    assert (
        counted(partnership, on=next_week).overlap.households > before.overlap.households
    )  # nothing joins those twenty


def test_who_may_not_count_counts_nothing(partnership, many, agreed):
    assert counted(partnership, "clerk").overlap.households == 0
    trust.suspend(by=partnership.actor("ig_lead"), on=TODAY, agreement=agreed, reason="A breach")
    assert counted(partnership).overlap.households == 0
    assert overlapping.may_count_in(partnership.actor("locality_leader"), [partnership.east], on=TODAY) == []
    assert counted(partnership, on=date(2099, 1, 1)).connected == ()
