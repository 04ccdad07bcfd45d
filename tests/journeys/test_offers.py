"""What is on: an officer plans a weekly session, is told what is in its way, tells who came; anybody reads what is to come."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hereabouts.engines.calendars import LONDON
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.models import Occurrence, Offer
from hereabouts.records.priorities import changes as agreeing
from tests.released import approve_waiting
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
MONDAY = TODAY - timedelta(TODAY.weekday())
FUN = {
    "title": "Family fun with a meal", "kind": "family fun", "topics": ["T12"], "target_groups": ["G01"], "age_to": "11", "venue": "School hall",
    "access": ["step-free"], "free": "on", "free_meal": "on", "joining": "Just come", "for_all": "on", "state": "planned",
}  # fmt: skip
WEEKLY = {"first": "2026-11-24", "last": "2027-01-05", "every": "weekly", "starts": "16:00", "ends": "18:00"}


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    """Pages live on the day of the world below."""
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None, *_, **__: timezone.localtime(value).date() if value else TODAY
    )


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


def offer(partnership, officer, runs="Harbour Housing", **more):
    facts = {
        "title": "Family fun",
        "kind": "family fun",
        "topics": ["T12"],
        "age_to": 11,
        "venue": "School hall",
        "for_all": True,
    } | more
    return changes.begin_offer(
        by=officer, on=TODAY, place=partnership.east, organisation=partnership.organisations[runs], facts=facts
    )


def planned(officer, found, first=date(2026, 11, 24), last=None, every="weekly", starts=time(16), ends=time(18)):
    return changes.plan_days(
        by=officer, on=TODAY, offer=found, first=first, last=last or first, every=every, starts=starts, ends=ends
    )


def page(client, name, thing, status=200, **query):
    answer = client.get(reverse(name, args=[getattr(thing, "pk", thing)]), query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.requirement("L-32", "L-33")
def test_a_weekly_session_is_looked_at_planned_told_and_counted_by_age(as_role, partnership):
    officer, housing = as_role("communities_officer"), partnership.organisations["Harbour Housing"]
    began = officer.post(reverse("offer-begin", args=[partnership.east.pk]), FUN | {"organisation": str(housing.pk)})
    assert began.status_code == 302
    made = Offer.objects.get()
    address = reverse("offer", args=[made.pk])
    looked = officer.post(address, WEEKLY | {"look": "1"})
    told = " ".join(looked.content.decode().split())
    assert "7 days:" in told
    assert "Nothing is in its way." in told
    assert not Occurrence.objects.exists()
    assert officer.post(address, WEEKLY | {"save": "1"}).status_code == 302
    hours = [timezone.localtime(row.starts_at).time() for row in Occurrence.objects.all()]
    assert hours == [time(16)] * 7
    assert officer.post(address, WEEKLY | {"save": "1"}).status_code == 302  # the same days again are the same days
    assert Occurrence.objects.count() == 7
    held = Occurrence.objects.first()
    told = {
        "part": "tell",
        "tell-band_0": "4",
        "tell-band_1": "9",
        "tell-band_4": "6",
        "tell-results": "Two families met.",
    }
    early = officer.post(reverse("offer-session", args=[held.pk]), told)
    assert early.status_code == 422
    assert "It has not been held yet" in early.content.decode()
    Occurrence.objects.filter(pk=held.pk).update(
        starts_at=datetime(2026, 11, 17, 16, tzinfo=LONDON), ends_at=datetime(2026, 11, 17, 18, tzinfo=LONDON)
    )
    assert "1 session was held and not told of yet." in page(officer, "offer", made)
    assert officer.post(reverse("offer-session", args=[held.pk]), told).status_code == 302
    shown = page(as_role("elected_member"), "offer", made)
    assert "19 came" in shown
    assert '<th scope="row">5 to 11</th><td class="n">9</td>' in shown
    assert "With a free meal" in shown


@pytest.mark.requirement("L-33")
def test_anybody_reads_what_is_to_come_and_never_who_came(as_role, partnership, officer):
    fun = offer(partnership, officer, free_meal=True, access=["step-free"], joining="Just come")
    quiet = offer(partnership, officer, title="Not for all", for_all=False)
    first, second = planned(officer, fun, last=date(2026, 12, 1))
    planned(officer, quiet)
    changes.call_off(by=officer, on=TODAY, offer=fun, occurrence=second, because="The boiler broke")
    gone = planned(officer, fun, first=date(2026, 11, 10))[0]
    changes.tell_session(by=officer, on=TODAY, offer=fun, occurrence=gone, came={"under 5": 3}, results="Ana came")
    anybody = Client()
    assert anybody.get(reverse("public-whats-on", args=[partnership.east.pk])).status_code == 404
    assert as_role("communities_officer").post(reverse("offers-publish", args=[partnership.east.pk])).status_code == 302
    approve_waiting(partnership)
    told = page(anybody, "public-whats-on", partnership.east)
    for words in ["Family fun", "Tuesday 24 November 2026", "4:00pm", "School hall", "With a free meal.", "Step-free", "Just come", "Up to 11 years",
                  "Called off:</b> The boiler broke"]:  # fmt: skip
        assert words in told
    for hidden in ["Not for all", "Ana came", "under 5", "Under 5", "10 November"]:
        assert hidden not in told
    calendar = anybody.get(reverse("public-whats-on-file", args=[partnership.east.pk])).content.decode()
    assert f"UID:offer-{first.pk.hex[:12]}@hereabouts" in calendar
    assert "DTSTART;TZID=Europe/London:20261124T160000" in calendar
    assert calendar.count("STATUS:CANCELLED") == 1
    assert "What is on in East" in " ".join(anybody.get(reverse("start")).content.decode().split())


@pytest.mark.requirement("D-44")
def test_what_is_in_its_way_is_told_before_it_is_planned(as_role, partnership, officer):
    planned(officer, offer(partnership, officer))
    other = offer(partnership, officer, runs="Friends of East", title="Fun on Tuesdays", venue="school  HALL")
    third = offer(
        partnership, officer, runs="Larkhaven Council", title="Tea", venue="The quay", kind="family fun", age_from=5
    )
    form = {"first": "2026-11-24", "every": "once", "starts": "17:00", "ends": "19:00", "look": "1"}
    client = as_role("communities_officer")
    told = " ".join(client.post(reverse("offer", args=[other.pk]), form).content.decode().split())
    assert "are in the same place at one hour" in told
    told = " ".join(client.post(reverse("offer", args=[third.pk]), form).content.decode().split())
    assert "ask the same people for the same thing at one hour" in told
    assert (
        client.post(reverse("offer", args=[other.pk]), {**form, "save": "1"}).status_code == 302
    )  # told, never forbidden
    assert "In each other’s way" in page(client, "offers", partnership.east)
    net = page(as_role("clerk"), "offers-network", partnership.east)
    assert "Do they know of each other?" in net


@pytest.mark.requirement("D-45", "L-30")
def test_the_catalogue_stands_by_kind_with_volunteering_by_partner(as_role, partnership, officer):
    offer(partnership, officer, title="Pottery", kind="crafts")
    offer(partnership, officer, title="Aqua aerobics", kind="swimming", runs="Larkhaven Council")
    offer(partnership, officer, title="Drive the minibus", kind="volunteering", runs="Friends of East")
    told = page(as_role("analyst"), "offers", partnership.east)
    for family, title in [("Making", "Pottery"), ("Moving", "Aqua aerobics"), ("Giving time", "Drive the minibus")]:
        assert title in told.split(f"<h2>{family}</h2>")[1].split("</section>")[0]
    alone = page(as_role("analyst"), "offers", partnership.east, kind="volunteering")
    assert "Drive the minibus" in alone
    assert "Pottery" not in alone
    assert (
        "Drive the minibus"
        in page(as_role("clerk"), "offers-network", partnership.east).split("<h2>Friends of East</h2>")[1]
    )


@pytest.mark.requirement("L-31")
def test_a_course_tells_who_began_and_who_completed_it(as_role, partnership, officer):
    course = offer(partnership, officer, title="Maths for parents", kind="class", target_groups=["G01"])
    held = planned(officer, course, first=date(2026, 11, 10))[0]
    form = {"part": "tell", "tell-band_4": "8", "tell-began": "8", "tell-completed": "9"}
    client = as_role("communities_officer")
    wrong = client.post(reverse("offer-session", args=[held.pk]), form)
    assert "More completed it than began." in wrong.content.decode()
    assert client.post(reverse("offer-session", args=[held.pk]), form | {"tell-completed": "5"}).status_code == 302
    told = page(as_role("elected_member"), "offer", course)
    assert "8 began the course, 5 completed it." in told
    assert "Lone parents" in told


@pytest.mark.requirement("D-10")
def test_a_jobs_fair_says_which_organisations_came_and_what_came_of_it(as_role, partnership, officer):
    fair = offer(partnership, officer, title="Jobs fair at the airport", kind="jobs fair")
    held = planned(officer, fair, first=date(2026, 11, 12))[0]
    form = {"part": "tell", "tell-band_4": "310", "tell-others": "60", "tell-results": "84 have an interview.",
            "tell-organisations": [str(partnership.organisations["Friends of East"].pk)]}  # fmt: skip
    assert as_role("communities_officer").post(reverse("offer-session", args=[held.pk]), form).status_code == 302
    told = page(as_role("clerk"), "offer", fair)
    assert "60 other organisations came." in told
    assert "Partners that came: Friends of East" in told
    assert "84 have an interview." in told


@pytest.mark.requirement("D-06")
def test_what_a_priority_asks_for_and_nobody_offers_stands_first(as_role, partnership, officer):
    walk = offer(partnership, officer, title="Health walk", kind="walk", topics=["T03"])
    leader = partnership.actor("locality_leader")
    for topic, statement in [("T03", "People who move"), ("T16", "Somewhere to meet")]:
        agreeing.adopt(
            by=leader, on=TODAY, place=partnership.east, statement=statement, topic=topic, rationale="Heard often", minute="3",
            without="A first round", test="Ask forty people",
        )  # fmt: skip
    rows = reads.served_by_topic(officer, partnership.east, on=TODAY)
    assert (bool(rows[0].offers), rows[0].asked) == (False, ("Somewhere to meet",))
    assert [line.id for row in rows for line in row.offers] == [walk.pk]
    assert "Nobody offers anything for it." in page(as_role("clerk"), "offers-network", partnership.east)


def test_a_partner_writes_its_own_offers_and_no_other_s(as_role, partnership, officer):
    theirs = offer(partnership, officer, runs="Larkhaven Council")
    client = as_role("practitioner")  # of Harbour Housing
    new = reverse("offer-begin", args=[partnership.east.pk])
    council, housing = (str(partnership.organisations[name].pk) for name in ("Larkhaven Council", "Harbour Housing"))
    assert client.post(new, FUN | {"organisation": council}).status_code == 422
    assert client.post(new, FUN | {"organisation": housing}).status_code == 302
    assert client.get(reverse("offer-edit", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("offer", args=[theirs.pk]), WEEKLY | {"save": "1"}).status_code == 404
    assert as_role("clerk").get(reverse("offer-begin", args=[partnership.east.pk])).status_code == 403
    ours = Offer.objects.get(organisation_id=housing)
    rota = {"part": "rota", "rota-role_0": "Cook", "rota-who_0": "Ben", "rota-role_1": "Door", "rota-who_1": ""}
    held = planned(officer, ours)[0]
    assert as_role("practitioner").post(reverse("offer-session", args=[held.pk]), rota).status_code == 302
    assert "Cook: Ben; Door: <b>open</b>" in page(as_role("practitioner"), "offer", ours)


def test_a_list_that_is_no_longer_true_says_so_and_what_has_ended_is_in_nobody_s_way(as_role, partnership, officer):
    fun = offer(partnership, officer)
    (day,) = planned(officer, fun)
    east = partnership.east
    as_role("communities_officer").post(reverse("offers-publish", args=[east.pk]))
    approve_waiting(partnership)
    assert "older than this" not in page(as_role("communities_officer"), "offers", east)
    changes.call_off(by=officer, on=TODAY, offer=fun, occurrence=day, because="The boiler broke")
    told = page(as_role("communities_officer"), "offers", east)
    assert "The list that anybody reads is older than this" in told
    assert "Put it forward again." in told
    assert "Ask the communities officer" in page(as_role("practitioner"), "offers", east)
    other = offer(partnership, officer, runs="Friends of East", title="Fun on Tuesdays")
    planned(officer, other)
    planned(officer, third := offer(partnership, officer, runs="Larkhaven Council", title="Tea"))
    assert reads.clashes_of(officer, east, on=TODAY)
    changes.change_offer(
        by=officer, on=TODAY, offer=third, facts={"title": "Tea", "kind": "lunch club", "state": "ended"}
    )
    assert reads.clashes_of(officer, east, on=TODAY) == []
