"""The triage desk: list and board, the clock that stands still, the morning huddle, whether it works, and the hubs."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.triage import whole_weeks
from hereabouts.records.families import board, changes
from hereabouts.records.families.changes.reaching import NotTheSame
from hereabouts.records.families.measures import measures
from hereabouts.records.families.models import Hub, Huddle
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
CARD = r'<a href="/triage/([0-9a-f-]{36})/">'


@pytest.fixture
def partnership(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31))
    return partnership


def html(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL).split())


def at(day, hour=10, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=families.LONDON)


def decided(partnership, referral, route, *, when, **more):
    facts = {"by": partnership.actor("triage_coordinator", on=when.date()), "on": when.date(), "referral": referral}
    if route != "step up":
        changes.screen(**facts, at=when, answers=families.SAFE)
    return changes.decide(**facts, at=when, route=route, why="Because", done="Done", **more)


def of_all_states(partnership):
    made = [families.refer(partnership, once=f"n{n}", at=at(TODAY, 9, n)) for n in range(7)]
    families.screened(partnership, made[1])
    decided(partnership, made[2], "see and solve", when=at(TODAY, 11))
    for n, route in ((3, "local solutions group"), (4, "one agency"), (5, "signpost"), (6, "step up")):
        decided(partnership, made[n], route, when=at(TODAY, 11, n))
    return made


@pytest.mark.requirement("D-48")
def test_the_board_is_the_list_in_columns(as_role, partnership):
    made = of_all_states(partnership)
    actor = partnership.actor("triage_coordinator")
    here = {name: [line.ref for line in lines] for name, lines in board.board(actor, on=TODAY, now=at(TODAY, 12))}
    assert here["new"] == [made[0].ref]
    assert here["screened"] == [made[1].ref]
    assert set(here["today"]) == {one.ref for one in made[2:]}
    later = TODAY + timedelta(days=3)
    then = dict(board.board(partnership.actor("triage_coordinator", on=later), on=later, now=at(later)))
    assert {line.ref for line in then["going on"]} == {made[3].ref, made[4].ref}
    assert {line.ref for line in then["closed"]} == {made[n].ref for n in (2, 5, 6)}
    client = as_role("triage_coordinator")
    page, listed = html(client.get(reverse("triage-board"))), html(client.get(reverse("triage"), {"show": "all"}))
    assert sorted(re.findall(CARD, page)) == sorted(re.findall(CARD, listed)) == sorted(str(one.pk) for one in made)
    assert "Tarrant" not in page


@pytest.mark.requirement("X-38")
def test_the_clock_stands_still_while_somebody_is_waited_for(as_role, partnership):
    referral = families.refer(partnership)
    client = as_role("triage_coordinator")
    address, card = (reverse(name, args=[referral.pk]) for name in ("triage-pause", "triage-card"))
    assert "Say what you wait for." in html(client.post(address, {"p-reason": ""}))
    client.post(address, {"p-reason": "interpreter"})
    client.post(address, {"p-reason": "family"})  # it stands already
    page = html(client.get(card))
    assert "Clock stopped: waiting for an interpreter" in page
    assert "is written down and not counted" in page
    assert "Clock stopped: waiting for an interpreter" in html(client.get(reverse("triage")))
    client.post(address, {"do": "resume"})
    assert "Clock stopped" not in html(client.get(card))
    assert referral.pauses.get().until is not None


def test_a_decision_ends_a_pause_and_a_decided_clock_is_not_stopped(partnership):
    referral = families.refer(partnership)
    facts = {"by": partnership.actor("triage_coordinator"), "on": TODAY, "referral": referral}
    changes.pause(**facts, at=at(TODAY, 10), reason="agency")
    decided(partnership, referral, "step up", when=at(TODAY, 12))
    assert referral.pauses.get().until == at(TODAY, 12)
    with pytest.raises(Exception, match="decided"):
        changes.pause(**facts, at=at(TODAY, 13), reason="agency")


@pytest.mark.requirement("D-48")
def test_the_huddle_is_references_and_clocks_and_says_who_met(as_role, partnership):
    made = of_all_states(partnership)
    client = as_role("triage_coordinator")
    page = html(client.get(reverse("huddle")))
    assert set(re.findall(CARD, page)) == {str(made[0].pk), str(made[1].pk)}
    for word in ("Tarrant", "behind with", "Kiln Row", "health visitor"):
        assert word not in page, word
    told = {"place": str(partnership.east.pk), "present": "Tenancy officer, Harbour Housing\n\nHealth visitor, NHS"}
    for _ in range(2):
        client.post(reverse("huddle"), told)
    met = Huddle.objects.get()
    assert (met.present, met.waiting) == (["Tenancy officer, Harbour Housing", "Health visitor, NHS"], 2)
    assert "Tenancy officer, Harbour Housing; Health visitor, NHS" in html(client.get(reverse("huddle")))
    assert "Say which roles and agencies were there" in html(client.post(reverse("huddle"), {"present": " "}), 422)


def of_weeks(partnership, n=20):
    """Refer and decide some families in the whole weeks before; six come again, of whom five are recognised."""
    since, until = whole_weeks(TODAY, 11)
    first = []
    for k in range(n):
        when = at(since + timedelta(weeks=k % 4, days=k % 4), 9, k % 60)
        referral = families.refer(
            partnership, once=f"w{k}", at=when, household_known="known" if k % 2 else "not known yet"
        )
        decided(
            partnership,
            referral,
            "see and solve" if k < 12 else "local solutions group",
            when=when + timedelta(hours=1),
        )
        first.append(referral)
    for k in range(6):
        when = first[k].received_at + timedelta(days=14)
        day = when.date()
        again = families.refer(partnership, once=f"again{k}", at=when)
        decided(partnership, again, "step up" if k < 5 else "one agency", when=when + timedelta(hours=1))
        if k < 5:
            changes.recognise(
                by=partnership.actor("triage_coordinator", on=day), on=day, referral=again, earlier=first[k]
            )
    return since, until


@pytest.mark.requirement("D-53", "D-54", "D-03")
def test_the_same_day_share_stands_beside_what_balances_it(partnership):
    since, until = of_weeks(partnership)
    actor = partnership.actor("triage_coordinator")
    told = measures(actor, partnership.east, on=TODAY, since=since, until=until)
    assert (told.same_day.solved, told.same_day.decided) == (12, 26)
    again = dict(told.again)
    assert (again[28].count, again[28].of) == (5, 26)  # the sixth was not recognised: it is not counted
    assert (told.stepped_up.count, told.stepped_up.of) == (5, 12)
    assert (told.waits.of, told.waits.open, told.waits.median) == (26, 0, 1.0)
    assert dict(told.routes)["local solutions group"].count == 8
    known = dict(told.complete)["The household is known, or new"]
    assert (known.count, known.of) == (10, 26)


def test_the_page_of_figures_shows_no_share_without_its_number(as_role, partnership):
    from django.utils import timezone

    today = timezone.localdate()
    since, _ = whole_weeks(today, 11)
    for k in range(10):
        when = at(since + timedelta(weeks=k // 5, days=1), 9, k)
        referral = families.refer(partnership, once=f"w{k}", at=when)
        decided(partnership, referral, "see and solve" if k < 8 else "signpost", when=when + timedelta(hours=1))
    page = html(as_role("triage_coordinator").get(reverse("triage-figures")))
    assert "8 of 10 decided referrals" in page
    for heading in ("Which way they went", "Week by week", "What balances it", "How much is filled in"):
        assert heading in page
    assert "too few to show" in page  # two were pointed to a service
    assert re.search(r"Pointed to a service.{0,40}<td[^>]*>2<", page) is None
    assert "Only a family that a person recognised as the same is counted" in page
    assert "half within 1.0 working hours" in page
    body = page[page.index("What balances it") :]
    for share in re.findall(r"\d+ ?%[^<]{0,60}", body.split("How much is filled in")[0]):
        assert " of " in share or "to" in share, share


def test_a_family_is_recognised_on_the_later_referral_and_it_can_be_taken_back(as_role, partnership):
    first = families.refer(partnership, once="a", at=at(TODAY, 9))
    second = families.refer(partnership, once="b", at=at(TODAY, 10))
    client = as_role("triage_coordinator")
    assert "This is the same family" not in html(client.get(reverse("triage-card", args=[first.pk])))
    assert "This is the same family" in html(client.get(reverse("triage-card", args=[second.pk])))
    address = reverse("triage-same", args=[second.pk])
    client.post(address, {"earlier": str(first.pk)})
    assert "The same family." in html(client.get(reverse("triage-card", args=[second.pk])))
    second.refresh_from_db()
    assert second.earlier_id == first.pk
    assert second.household_id != first.household_id  # nothing is joined
    client.post(address, {"do": "undo"})
    second.refresh_from_db()
    assert second.earlier_id is None
    assert client.post(address, {"earlier": "no-id"}).status_code == 404
    with pytest.raises(NotTheSame):
        changes.recognise(by=partnership.actor("triage_coordinator"), on=TODAY, referral=first, earlier=second)


@pytest.mark.requirement("X-35")
def test_no_further_action_needs_its_reason_and_stepping_up_needs_none(as_role, partnership):
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    client = as_role("triage_coordinator")
    address = reverse("triage-decide", args=[referral.pk])
    for route in ("no further action", "signpost"):
        assert "Write down why." in html(client.post(address, {"do": "route", "d-route": route}))
    assert not referral.decisions.exists()
    assert client.post(address, {"do": "stepup"}).status_code == 302
    assert referral.decisions.get().level == 4


@pytest.mark.requirement("D-49")
def test_hubs_stand_in_a_register_that_staff_read(as_role, partnership):
    officer = as_role("communities_officer")
    told = {
        "place": str(partnership.east.pk), "name": "Kiln Row", "address": "2 Kiln Row", "hours": "Tuesdays, 9am to 3pm",
        "services": "Money advice\nHousing", "staff": "Family worker, Council", "formality": "informal", "access": "Step-free",
    }  # fmt: skip
    assert officer.post(reverse("hub-new"), told).status_code == 302
    assert "There is a hub of this name" in html(officer.post(reverse("hub-new"), told), 422)
    assert "Answer: When is it open?" in html(
        officer.post(reverse("hub-new"), {**told, "name": "Mill", "hours": ""}), 422
    )
    page = html(as_role("practitioner").get(reverse("hubs")))
    for words in (
        "1 hub",
        "Tuesdays, 9am to 3pm",
        "Money advice, Housing",
        "Family worker, Council",
        "Informal",
        "Step-free",
    ):
        assert words in page
    assert "Change" not in re.search(r"<main.*</main>", page).group()
    hub = Hub.objects.get()
    officer = as_role("communities_officer")
    officer.post(reverse("hub", args=[hub.pk]), {**told, "hours": "Every day"})
    assert "Every day" in html(officer.get(reverse("hubs")))
    officer.post(reverse("hub", args=[hub.pk]), {"do": "close"})
    assert "None is in the register yet." in html(officer.get(reverse("hubs")))
