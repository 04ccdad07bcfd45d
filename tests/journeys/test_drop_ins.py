"""A drop-in from its rota to its counts: several agencies, one conversation, and nobody named (L-28)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.families.drop_in import NotADropIn, needs_of, refuse_impossible, together
from hereabouts.records.families.models import DropIn
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
PLANNED = {"venue": "Kiln Row", "hours": "10am to 1pm", "rota": "Money adviser, Advice\nHealth visitor, NHS\n"}


def planned(client, partnership, on=TODAY, **more):
    sent = {**PLANNED, "place": partnership.east.pk, "held_on": on.isoformat(), **more}
    return client.post(reverse("drop-in-new"), sent, follow=True)


@pytest.mark.requirement("L-28")
def test_from_the_rota_to_the_counts_without_a_name(as_role, partnership):
    families.in_force(partnership)
    client = as_role("communities_officer")
    page = planned(client, partnership).content.decode()
    assert "Money adviser, Advice" in page
    assert "What would you like to talk about today?" in page
    row = DropIn.objects.get()
    went = {"came": "9", "referred": "2", "needs": "Money, 6\nDamp, 4"}
    assert "9 people came, 2 referrals" in " ".join(
        client.post(reverse("drop-in", args=[row.pk]), went, follow=True).content.decode().split()
    )
    listed = as_role("practitioner").get(reverse("drop-ins")).content.decode()
    assert "9 visits, 2 referrals" in " ".join(listed.split())
    assert listed.index("Money") < listed.index("Damp")
    alone = as_role("practitioner").get(reverse("drop-in", args=[row.pk])).content.decode()
    assert "start a referral" in alone
    assert "Say how it went" not in alone


def test_counts_that_contradict_each_other_are_refused_and_nothing_is_kept(as_role, partnership):
    client = as_role("communities_officer")
    planned(client, partnership)
    row = DropIn.objects.get()
    for went, said in (
        ({"came": "3", "referred": "4", "needs": ""}, "More referrals than people"),
        ({"came": "3", "referred": "0", "needs": "Money, 4"}, "More people raised"),
        ({"came": "3", "referred": "0", "needs": "Money"}, "Line 1 is"),
    ):
        answer = client.post(reverse("drop-in", args=[row.pk]), went)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    row.refresh_from_db()
    assert row.came is None


def test_one_agency_is_no_multi_agency_drop_in_and_one_day_holds_one(as_role, partnership):
    client = as_role("communities_officer")
    assert "at least two agencies" in planned(client, partnership, rota="Money adviser, Advice").content.decode()
    planned(client, partnership)
    assert "on that day already" in planned(client, partnership).content.decode()
    assert DropIn.objects.count() == 1


def test_how_it_went_is_said_afterwards(as_role, partnership):
    client = as_role("communities_officer")
    planned(client, partnership, on=timezone.localdate() + timedelta(days=3))
    page = client.post(reverse("drop-in", args=[DropIn.objects.get().pk]), {"came": "3", "referred": "0", "needs": ""})
    assert "It has not been held yet" in page.content.decode()


def test_needs_are_read_by_line_and_added_up():
    assert needs_of("Money, 6\n\nA bed, and a chair, 2\nMoney, 1") == {"Money": 7, "A bed, and a chair": 2}
    for wrong in (
        "Money, " + "9" * 5000,
        "Nia of 12 Kiln Row, 1",
        "x" * 70 + ", 1",
        "Money, none",
        ", 4",
        "Money, 0",
        "Money, -1",
    ):
        with pytest.raises(NotADropIn, match="Line 1"):
            needs_of(wrong)
    refuse_impossible(4, 4, {"Money": 4, "Damp": 4})
    sums = together([(4, 1, {"Money": 2}), (5, 0, {"Damp": 3, "Money": 2})])
    assert (sums.held, sums.came, sums.referred, sums.needs) == (2, 9, 1, (("Money", 4), ("Damp", 3)))
