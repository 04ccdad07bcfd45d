"""Engagement is planned through its gates, kept out of its own way, counted in its own units, and followed to outcomes."""

import re
import sys
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.voice.consent import Agreed
from hereabouts.records.evidence.here import Here
from hereabouts.records.evidence.shapes import Shape
from hereabouts.records.voice import changes
from hereabouts.records.voice.models import Activity, Connector, Contribution, EngagementPlan, LinkVisit, Participant
from tests.released import approve_waiting
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Doncaster's own table (D:101-115): how they listened, what they counted, and the unit of it.
DONCASTER = [
    ("appreciative inquiry", "Appreciative inquiry", "1400", "1,400 people"),
    ("representatives", "Community representatives", "570", "570 people"),
    ("stakeholders", "Groups and stakeholders", "24", "24 groups"),
    ("survey", "Surveys and consultation", "13759", "13,759 responses"),
    ("social media", "Social media", "739", "739 responses"),
    ("bespoke session", "Sessions for one community", "1193", "1,193 contacts"),
    ("ethnicities", "Different ethnicities", "35", "35 ethnicities"),
    ("business visit", "Visits to local businesses", "495", "495 businesses"),
]
SUMS = ("18,215", "18,216", "1,970", "2,465", "14,498", "17,661", "15,691", "1,932", "3,163")


def read(client, name, thing, **query):
    answer = client.get(reverse(name, args=[thing]), query)
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def planned(client, place, **facts):
    """Begin a plan by its form; give its id."""
    form = {"name": "What East wants", "lead": str(client.officer.organisation_id), **facts}
    answer = client.post(reverse("engagement-plan-new", args=[place.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return EngagementPlan.objects.get(name=form["name"]).pk


def activity(client, place, **facts):
    """Put an activity in the programme by its form; give it."""
    form = {
        "name": "Stall",
        "method": "stall",
        "held_on": "2026-11-01",
        "purpose": "What to do first",
        "unit": "",
        **facts,
    }
    form.setdefault("lead", str(client.officer.organisation_id))
    answer = client.post(reverse("activity-plan", args=[place.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return Activity.objects.get(name=form["name"])


@pytest.fixture
def officer(as_role, partnership):
    client = as_role("communities_officer")
    client.officer = partnership.people["communities_officer"]
    return client


@pytest.mark.requirement("D-55", "D-56")
def test_doncasters_table_reproduces_exactly_with_units_and_no_false_total(officer, partnership):
    east = partnership.east
    plan = planned(officer, east, decision="What the locality plan begins with")
    for method, _label, count, _told in DONCASTER:
        activity(officer, east, name=f"By {method}", method=method, count=count, plan=str(plan))
    for page, thing in (("programme", east.pk), ("engagement-plan", plan)):
        told = read(officer, page, thing)
        table = told[told.index("By method, each in its own unit") :]
        for _method, label, _count, said in DONCASTER:
            assert re.search(rf"{re.escape(label)} 1 {re.escape(said)}\b", table), (page, label)
        assert "So there is no total." in told
        assert [total for total in SUMS if total in told] == []
        assert not re.search(r"\btotal (people|of)\b|Total:", told)
    # A second survey adds to the first in the same unit, and to nothing else.
    activity(officer, east, name="Another survey", method="survey", count="241", plan=str(plan))
    told = read(officer, "engagement-plan", plan)
    assert "Surveys and consultation 2 14,000 responses" in told
    assert "Social media 1 739 responses" in told


@pytest.mark.requirement("L-18", "X-32", "S-58")
def test_a_plan_passes_its_gates_only_with_what_each_asks_for(officer, partnership, as_role):
    east, today = partnership.east, timezone.localdate()
    plan = planned(officer, east, due_0="2026-01-15")
    told = read(officer, "engagement-plan", plan)
    assert "Late" in told  # its first gate was due in January
    assert "Say which decision it informs." in told
    gate = reverse("engagement-plan-gate", args=[plan])
    assert officer.post(gate, {"note": ""}).status_code == 422
    facts = {"name": "What East wants", "lead": str(officer.officer.organisation_id), "decision": "Where the money goes",
             "aimed_at": ["everybody"], "level": "involve", "barriers": "Small children", "support": "A crèche"}  # fmt: skip
    officer.post(reverse("engagement-plan-change", args=[plan]), facts)
    assert officer.post(gate, {"note": "The board agreed"}).status_code == 302
    refused = officer.post(gate, {"note": ""})
    assert "Put at least one activity in it." in refused.content.decode()
    stall = activity(officer, east, plan=str(plan), held_on=today.isoformat())
    assert officer.post(gate, {}).status_code == 302
    assert "1 activity is not counted yet." in officer.post(gate, {}).content.decode()
    changes.revise_activity(
        by=partnership.actor("communities_officer", on=today), on=today, activity=stall, facts={"count": 31}
    )
    assert officer.post(gate, {}).status_code == 302
    standards = ("inclusion", "support", "planning", "working together", "methods", "communication", "impact")
    address = reverse("engagement-plan-standard", args=[plan])
    for n, standard in enumerate(standards):
        assert "Not judged yet" in officer.post(gate, {}).content.decode()
        judged = {"value": str(1 + n % 6), "evidence": f"Seen in {standard}", "improvement": "Ask earlier"}
        assert officer.post(f"{address}?standard={standard}", judged).status_code == 302
    assert officer.post(f"{address}?standard=impact", {"value": "7", "evidence": "x"}).status_code == 422
    assert officer.post(f"{address}?standard=impact", {"value": "3", "evidence": ""}).status_code == 422
    assert officer.post(gate, {}).status_code == 302
    assert "Say what those who spoke were told" in officer.post(gate, {}).content.decode()
    officer.post(
        reverse("engagement-plan-told", args=[plan]), {"told": "A letter to every door: the bins, and why not the bus."}
    )
    assert officer.post(gate, {}).status_code == 302
    told = read(as_role("elected_member"), "engagement-plan", plan)
    assert "Finished: those who spoke were told" in told
    assert "The board agreed" in told
    assert "Seen in working together" in told
    assert "A letter to every door" in told
    assert "Pass the gate" not in told
    assert (
        reverse("engagement-plan", args=[plan])
        in as_role("elected_member").get(reverse("engagement-plans", args=[east.pk])).content.decode()
    )


def heard(partnership, place, n, *, area="", lived=(), activity=None, on=TODAY, role="communities_officer", **answers):
    """Let so many people speak, and tell of themselves; give their numbers."""
    by, keys = partnership.actor(role, on=on), []
    for _ in range(n):
        said = changes.record(
            by=by, on=on, place=place, words="The bins", heard_on=on, activity=activity, answers=answers
        )
        keys.append(said.participant.key)
        if area or lived:
            changes.note_background(
                by=by, on=on, place=place, person=keys[-1], area=area or "not asked", lived=lived,
                    asked="asked" if lived else "not asked"
            )  # fmt: skip
    return keys


@pytest.mark.slow
@pytest.mark.requirement("D-80", "D-51", "S-57")
def test_a_patchy_area_becomes_a_deep_dive_with_one_button(officer, partnership, as_role):
    east = partnership.east
    doors = activity(
        officer, east, name="Doors", method="conversation", area="S01009001", count="40", held_on="2026-11-20"
    )
    heard(partnership, east, 40, area="S01009001", activity=doors)
    page = officer.get(reverse("who-we-heard-areas", args=[east.pk]))
    html, told = page.content.decode(), " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "areas are heard too seldom" in told
    assert "Where somebody lives is known of 40." in told
    assert re.search(r"Larkhaven Council\s+1\s+40\s+0", told)  # the partner that led it, and the people heard at it
    assert re.search(r"Harbour Housing\s+none yet\s+0\s+0", told)
    missed = next(q for q in page.context["known"].groups if q.judged == "not heard")
    assert f'value="area: {missed.id}"' in html
    assert missed.more_to_80 > 0
    reloaded = officer.get(reverse("deep-dive", args=[east.pk]))
    assert reloaded.url == reverse("who-we-heard", args=[east.pk])
    begun = officer.post(reverse("deep-dive", args=[east.pk]), {"gap": f"area: {missed.id}"})
    told = read(as_role("community_rep"), "engagement-plan", begun.url.strip("/").split("/")[-1])
    assert f"Deep dive: {missed.label}" in told
    assert "and 0 of them heard" in told
    assert f"Deep dive: {missed.label}" in read(as_role("community_rep"), "engagement-plans", east.pk)
    # What is no gap begins no plan: the area that was heard, a group nobody counts, an area of elsewhere.
    officer = as_role("communities_officer")
    for gap in ("area: S01009001", "ethnicity: asian people", "area: S01009005", "nonsense"):
        assert officer.post(reverse("deep-dive", args=[east.pk]), {"gap": gap}).status_code == 404
    assert EngagementPlan.objects.count() == 1


@pytest.mark.requirement("S-39")
def test_the_shared_calendar_warns_of_clash_and_fatigue(officer, partnership, as_role):
    east, today = partnership.east, timezone.localdate()
    soon, housing = today + timedelta(20), str(partnership.organisations["Harbour Housing"].pk)
    activity(officer, east, name="Council stall", held_on=soon.isoformat())
    activity(
        officer,
        east,
        name="Housing doors",
        held_on=(soon + timedelta(1)).isoformat(),
        lead=housing,
        method="conversation",
    )
    activity(officer, east, name="A month later", held_on=(soon + timedelta(30)).isoformat())
    for n in range(3):
        activity(
            officer,
            east,
            name=f"Polish evening {n}",
            held_on=(today - timedelta(10 + n)).isoformat(),
            community="language: polish",
        )
    told = read(as_role("community_rep"), "listen-calendar", east.pk)
    assert re.search(r"Council stall\s+and\s+Housing doors\s*:.*a day apart", told)
    assert "A month later : " not in told
    assert "Asked often" not in told  # nobody is about to ask them again
    officer = as_role("communities_officer")
    officer.officer = partnership.people["communities_officer"]
    again = (soon + timedelta(5)).isoformat()
    activity(officer, east, name="Polish evening again", held_on=again, community="language: polish")
    told = read(officer, "listen-calendar", east.pk)
    assert "Polish : before “Polish evening again” they are asked 3 times within 90 days" in told
    file = officer.get(reverse("listen-calendar-file", args=[east.pk]))
    assert file["Content-Type"].startswith("text/calendar")
    assert file.content.count(b"BEGIN:VEVENT") == 4  # what is to come, and nothing that was held
    assert b"SUMMARY:Housing doors" in file.content


@pytest.mark.requirement("D-97")
def test_a_campaign_comes_again_and_its_years_stand_side_by_side(officer, partnership):
    east = partnership.east
    officer.post(
        reverse("campaigns", args=[east.pk]), {"name": "East Talks", "questions": "What is good?\nWhat is not?"}
    )
    assert officer.post(reverse("campaigns", args=[east.pk]), {"name": "east talks"}).status_code == 422
    campaign = re.search(
        r"/campaigns/([0-9a-f-]+)/", officer.get(reverse("campaigns", args=[east.pk])).content.decode()
    )[1]
    by = partnership.actor("communities_officer")
    for year, method, people, about in ((2024, "survey", 10, 8), (2025, "survey", 20, 5), (2026, "conversation", 5, 1)):
        held = activity(
            officer,
            east,
            name=f"Talks {year}",
            method=method,
            held_on=f"{year}-06-01",
            campaign=campaign,
            count=str(people * 10),
        )
        for n in range(people):
            said = changes.record(by=by, on=TODAY, place=east, words="Bins", heard_on=date(year, 6, 1), activity=held)
            changes.code(by=by, on=TODAY, contribution=said, accept={"T13": "problem" if n < about else "praise"})
    told = read(officer, "campaign", campaign)
    assert "“What is good?”, “What is not?”" in told
    assert "2024 Surveys and consultation: 100 responses 10" in told
    assert "2025 Surveys and consultation: 200 responses 20" in told
    assert re.search(r"80% 49% to 94% 25% 11% to 47% 20% 4% to 62%", told)
    assert "Another way of listening than the year before: 2026." in told


@pytest.mark.requirement("D-91", "D-92")
def test_kinds_of_setting_are_compared_and_an_explanation_stays_a_hypothesis(officer, partnership, as_role):
    east = partnership.east
    for kind, takes, others in (("primary school", 11, 1), ("secondary school", 1, 7)):
        for n in range(takes + others):
            facts = {
                "step": "setting",
                "kind": kind,
                "name": f"{kind} {n}",
                "engaged": "takes part" if n < takes else "none",
            }
            assert officer.post(reverse("settings-here", args=[east.pk]), facts).status_code == 302
    told = read(officer, "settings-here", east.pk)
    assert "Primary schools 11 of 12 92% (65% to 99%) Clearly more" in told
    assert "Secondary schools 1 of 8 12% (2% to 47%) Clearly fewer" in told
    why = {"step": "explain", "why-about": "setting: primary school", "why-words": "Parents bring their children",
        "why-test": "Ask the secondary schools with parents’ evenings"}  # fmt: skip
    assert officer.post(reverse("settings-here", args=[east.pk]), why).status_code == 302
    told = read(as_role("elected_member"), "settings-here", east.pk)
    assert "An explanation is a hypothesis until somebody has tested it." in told
    assert "Parents bring their children" in told
    assert "Not tested yet." in told
    assert "Say what came of it" not in told
    officer = as_role("communities_officer")
    settle = re.search(
        r"/hypotheses/[0-9a-f-]+/", officer.get(reverse("settings-here", args=[east.pk])).content.decode()
    )[0]
    officer.post(settle, {"found": "did not", "words": "No difference with parents’ evenings."})
    assert "Did not hold up. No difference" in read(officer, "settings-here", east.pk)


@pytest.mark.requirement("L-34", "L-35", "L-36")
def test_a_group_that_formed_says_who_leads_it_and_what_prompted_it(officer, partnership, as_role):
    east = partnership.east
    group = {"name": "Family Fridays", "formed_on": "2026-05-01", "led_by": "parents", "purpose": "Mornings for families",
        "prompted_by": "The film evening in March", "people": "6"}  # fmt: skip
    assert officer.post(reverse("new-groups", args=[east.pk]), group).status_code == 302
    told = read(as_role("elected_member"), "new-groups", east.pk)
    assert "Led by: Parents: 1." in told
    assert "Family Fridays 1 May 2026 Parents The film evening in March 6" in told
    officer = as_role("communities_officer")
    one = re.search(r"/formed-groups/[0-9a-f-]+/", officer.get(reverse("new-groups", args=[east.pk])).content.decode())[
        0
    ]
    officer.post(one, {"people": "19", "support": "A room, and £200 for toys"})
    assert "Parents The film evening in March 19" in read(officer, "new-groups", east.pk)
    told = read(officer, "new-group", one.strip("/").split("/")[-1])
    assert "Mornings for families" in told
    assert re.search(r" 6 not said .* 19 A room, and £200 for toys", told)  # how it grew, and the help it was given


@pytest.mark.requirement("W-22", "X-24")
def test_stakeholders_stand_on_a_map_with_a_log_that_says_what_reaches_people(officer, partnership, as_role):
    east = partnership.east
    for name, influence in (("The landlord", "3"), ("A shopkeeper", "1")):
        officer.post(
            reverse("stakeholders", args=[east.pk]),
            {"name": name, "kind": "business", "interest": "2", "influence": influence},
        )
    page = officer.get(reverse("stakeholders", args=[east.pk])).content.decode()
    assert page.index("The landlord") < page.index("A shopkeeper")
    log = re.search(r"/stakeholders/[0-9a-f-]+/", page)[0]
    for mode, outcome in (("letter", "no answer"), ("letter", "no answer"), ("door", "spoke")):
        told = {
            "made_on": "2026-11-01",
            "mode": mode,
            "outcome": outcome,
            "words": "Wants the road done",
            "next_on": "2026-12-01",
        }
        assert officer.post(log, told).status_code == 302
    assert officer.post(log, {"made_on": "2090-01-01", "mode": "door", "outcome": "spoke"}).status_code == 422
    told = read(officer, "stakeholders", east.pk)
    assert "At the door 1 / 1 100%" in told
    assert "Letter 0 / 2 0%" in told
    assert "1 December 2026" in told
    for role in ("practitioner", "elected_member", "analyst"):
        assert as_role(role).get(log).status_code == 403


@pytest.mark.requirement("D-83")
def test_a_link_workers_words_stay_within_their_own_organisation(partnership, as_role):
    east = partnership.east
    partnership.add("practitioner", organisation="Friends of East", key="another worker")
    visit = {"community": "Gypsies and Travellers", "visited_on": "2026-11-19", "mode": "visit", "outcome": "spoke",
        "people": "7", "words": "Afraid of losing the site"}  # fmt: skip
    address = reverse("link-visits", args=[east.pk])
    assert as_role("practitioner").post(address, visit).status_code == 302
    assert "Afraid of losing the site" in read(as_role("practitioner"), "link-visits", east.pk)
    assert LinkVisit.objects.count() == 1
    other = read(as_role("another worker"), "link-visits", east.pk)
    assert "Afraid" not in other
    assert "Gypsies and Travellers" not in other
    officer = as_role("communities_officer")
    assert officer.get(address).status_code == 403
    told = read(officer, "link-visits-counted", east.pk)
    assert "Gypsies and Travellers 1 19 November 2026" in told
    assert "Afraid" not in told
    for page in ("programme", "who-we-heard", "listen-calendar", "stakeholders"):
        assert "Afraid" not in read(officer, page, east.pk)


@pytest.mark.requirement("D-95")
def test_somebody_stands_in_the_register_of_helpers_only_while_they_agree(officer, partnership):
    east, today = partnership.east, timezone.localdate()
    address = reverse("connectors", args=[east.pk])
    form = {"name": "Noor Ahmed", "agreed_on": today.isoformat(), "agreed_until": (today + timedelta(400)).isoformat(),
        "offers": "Knows every mother at the school", "reach_at": "07700 900123"}  # fmt: skip
    assert officer.post(address, form).status_code == 422  # without the tick nothing is written down
    assert Connector.objects.count() == 0
    assert officer.post(address, form | {"agreed": "on"}).status_code == 302
    short = {"name": "Past Day", "agreed": "on", "agreed_on": "2025-01-01", "agreed_until": "2025-06-01"}
    assert officer.post(address, short).status_code == 302
    told = read(officer, "connectors", east.pk)
    assert "Noor Ahmed" in told
    assert "Past Day" not in told  # the day to which they agreed has passed
    one = Connector.objects.get(name="Noor Ahmed")
    officer.post(reverse("connector", args=[one.pk]), {"step": "take out"})
    assert "Noor" not in read(officer, "connectors", east.pk)
    one.refresh_from_db()
    assert (one.name, one.reach_at, one.offers) == ("", "", "")
    assert officer.get(reverse("connector", args=[one.pk])).status_code == 404


@pytest.mark.requirement("D-88")
def test_a_community_reporter_is_trained_has_the_kit_and_every_story_is_followed(officer, partnership, as_role):
    east, by = partnership.east, partnership.actor("communities_officer")
    noor = changes.keep_connector(
        by=by, on=TODAY, place=east, name="Noor Ahmed", agreed_on=TODAY - timedelta(300), agreed_until=TODAY + timedelta(400),
        languages="Urdu", communities="South Asian women", reporter=True,
    )  # fmt: skip
    out = {"method": "community reporter", "name": "Tea in Urdu", "reporter": str(noor.pk), "held_on": "2026-11-10"}
    form = {"purpose": "Hear the women", "unit": "", "lead": str(officer.officer.organisation_id), **out}
    refused = officer.post(reverse("activity-plan", args=[east.pk]), form)
    assert refused.status_code == 422  # not before the training
    assert "Train first, then go out." in refused.content.decode()
    officer.post(reverse("connector", args=[noor.pk]), {"trained_on": "2026-11-01", "kit_given_on": "2026-11-02"})
    tea = activity(officer, east, **out)
    told = {"by": by, "on": TODAY, "place": east, "heard_on": date(2026, 11, 10), "activity": tea}
    first = changes.record(
        **told, words="گلی میں اندھیرا ہے", said_in="Urdu", translation="The lane is dark", translated_by="Noor",
            consents=("taking part", "quote")
    )  # fmt: skip
    changes.record(**told, words="No buses", consents=("taking part",))
    for answered in (Agreed("quote", "no"), Agreed("quote", until=TODAY - timedelta(1))):  # neither may be quoted today
        changes.record(**told, words="No lights", consents=("taking part", answered))
    changes.code(by=by, on=TODAY, contribution=first, accept={"T13": "problem"})
    changes.accept_theme(by=by, on=TODAY, place=east, statement="Dark lanes", topic="T13", contributions=[first])
    page = read(officer, "reporters", east.pk)
    assert "Noor Ahmed South Asian women Urdu 1 November 2026 2 November 2026" in page
    assert (
        "Tea in Urdu 10 November 2026 4 1 1 1 1 Not yet" in page
    )  # stories, may be quoted, translated, coded, in a theme
    seen = read(as_role("elected_member"), "reporters", east.pk)
    assert "Tea in Urdu" in seen
    assert "Noor Ahmed" not in seen  # who the reporters are is for those who co-ordinate
    kit = read(as_role("elected_member"), "reporter-kit", east.pk)
    assert "I write down no names" in kit
    assert "Ring 999" in kit


def test_the_register_says_what_is_happening_everywhere_and_who_is_not_involved(officer, partnership, as_role):
    leader = partnership.add("locality_leader", key="both", name="Both Places")
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.trust.access import founder

    partners.give_role(
        by=founder(), on=date(2025, 1, 1), account=leader, role="locality_leader", place=partnership.west
    )
    housing = str(partnership.organisations["Harbour Housing"].pk)
    activity(
        officer,
        partnership.east,
        name="Housing doors",
        lead=housing,
        held_on=(timezone.localdate() - timedelta(9)).isoformat(),
    )
    planned(officer, partnership.east)
    told = read_all(as_role("both"))
    west, east = told.index("West "), told.index("East ")
    assert west < east  # where nobody listened stands first
    assert "Nobody has listened here for a year." in told[west:east]
    assert "What East wants" in told[east:]
    assert re.search(
        r"Led listening this past year Harbour Housing Not involved .*Friends of East, Larkhaven Council", told[east:]
    )
    assert "West" not in read_all(as_role("elected_member"))  # one sees one's own places


def read_all(client):
    return " ".join(
        re.sub(r"<[^>]+>", " ", client.get(reverse("listen-register")).content.decode().partition("<main")[2]).split()
    )


@pytest.mark.requirement("S-40")
def test_a_way_to_take_part_is_announced_by_those_who_co_ordinate(officer, partnership, as_role):
    east, today = partnership.east, timezone.localdate()
    fair = activity(officer, east, name="Summer fair", held_on=(today + timedelta(10)).isoformat())
    past = activity(officer, east, name="Last fair", held_on=(today - timedelta(10)).isoformat())
    officer.post(reverse("activity-announce", args=[fair.pk]), {"joining": "Just come: there is tea and a crèche."})
    refused = officer.post(reverse("activity-announce", args=[past.pk]), {"joining": "Come"})
    assert refused.status_code == 422
    assert "Just come: there is tea and a crèche." in read(as_role("elected_member"), "activity", fair.pk)
    assert (
        as_role("practitioner").post(reverse("activity-announce", args=[fair.pk]), {"joining": ""}).status_code == 403
    )
    public, page = Client(), reverse("public-take-part", args=[east.pk])
    officer = as_role("communities_officer")
    assert officer.post(reverse("ways-publish", args=[east.pk])).status_code == 302
    assert public.get(page).status_code == 404  # nobody else has looked yet
    approve_waiting(partnership, on=today)
    told = public.get(page).content.decode()
    assert "Just come: there is tea and a crèche." in told
    assert "Last fair" not in told
    assert page in public.get(reverse("start")).content.decode()


@pytest.mark.requirement("S-60")
def test_what_somebody_lived_through_is_noted_by_their_number_counted_and_taken_back(officer, partnership, as_role):
    east = partnership.east
    said = changes.record(
        by=partnership.actor("communities_officer"), on=TODAY, place=east, words="Rent", heard_on=TODAY
    )
    key, address = said.participant.key, reverse("background", args=[east.pk])
    form = {"number": key, "area": "S01009002", "asked": "asked", "lived": ["care", "low income"]}
    assert as_role("practitioner").post(address, form).status_code == 302
    assert as_role("practitioner").post(address, form | {"number": "AAAA-AAAA"}).status_code == 422
    told = read(as_role("communities_officer"), "who-we-heard", east.pk)
    assert "Growing up in care" in told
    assert "1 answered." in told
    changes.withdraw_consent(
        by=partnership.actor("communities_officer"), on=TODAY, contribution=said, kind="taking part"
    )
    assert not hasattr(Participant.objects.get(key=key), "background")
    assert Contribution.objects.filter(withdrawn_on=None).count() == 0


@pytest.mark.requirement("S-45")
def test_an_officer_sets_up_activities_groups_and_contacts_in_the_locality(officer, partnership, as_role):
    east = partnership.east
    activity(officer, east, name="Doors of East")
    group = {"name": "Friends of the Park", "formed_on": "2026-05-01", "led_by": "residents"}
    officer.post(reverse("new-groups", args=[east.pk]), group)
    who = {"name": "The head teacher", "kind": "school", "interest": "3", "influence": "2"}
    officer.post(reverse("stakeholders", args=[east.pk]), who)
    leader = as_role("locality_leader")
    found = {page: read(leader, page, east.pk) for page in ("programme", "new-groups", "stakeholders")}
    assert "Doors of East" in found["programme"]
    assert "Friends of the Park" in found["new-groups"]
    assert "The head teacher" in found["stakeholders"]


CENSUS = {
    "white": 700,
    "asian": 200,
    "african, caribbean or black": 60,
    "mixed": 20,
    "gypsy or traveller": 10,
    "another": 10,
}


def counted(monkeypatch):
    """Let a census have counted ethnic groups here: together, and two thirds of all Asian people in one small area."""
    told = {"dataset": "census", "source": "Census 2022", "period": "2022"}
    rows = [{**told, "part": f"ethnic group {name}", "people": n, "late": True} for name, n in CENSUS.items()]
    rows.append({**told, "part": "all", "people": 1000, "late": True})
    at = {"S01009001": 50, "S01009002": 150}
    by_area = [
        {**told, "part": "ethnic group asian", "area": a, "generation": "dz", "people": n} for a, n in at.items()
    ]
    areas = tuple(
        Shape(code, f"Area {code[-1]}", None, n, None, None) for code, n in (("S01009001", 500), ("S01009002", 500))
    )
    here = Here("dz", areas, rows, by_area)
    published(monkeypatch, here)


def published(monkeypatch, here):
    """Let this be all that is known of who lives here."""
    room = sys.modules["hereabouts.records.voice.reads.people"]  # by the name of its package it is a function
    monkeypatch.setattr(room, "here", lambda _: here)
    for module in ("heard", "listen_plans"):
        monkeypatch.setattr(f"hereabouts.web.partnership.{module}.living", lambda _: here)


@pytest.mark.requirement("D-81")
def test_ethnic_groups_are_laid_beside_the_census_and_the_next_visit_is_named(
    officer, partnership, monkeypatch, as_role
):
    east = partnership.east
    counted(monkeypatch)
    heard(partnership, east, 30, ethnicity="white")
    heard(partnership, east, 3, ethnicity="did not want to say")
    told = read(officer, "who-we-heard", east.pk)
    assert "Heard least: Asian" in told
    assert "Asian (ethnic group). 20% of people here, and nobody heard." in told
    assert "go to Area 2 , where 75% of them live." in told
    assert "About 6 fewer of them were heard than their share." in told
    assert "30 answered. Not asked: 0. Did not want to say: 3." in told
    assert "Census 2022 (2022)" in told
    assert "Gypsy or Traveller (ethnic group)." not in told  # fewer than one was to be expected: no finding
    doors = activity(officer, east, name="Doors", method="conversation", held_on="2026-11-20")
    heard(partnership, east, 12, ethnicity="white", area="S01009001", activity=doors)
    compared = read(officer, "who-we-heard-ways", east.pk)
    assert "Conversations, at a door or in the street 12 100% 12" in compared
    assert re.search(r"12 100% 12 0 0% to 24%", compared)  # no Asian person among the twelve it brought
    begun = officer.post(reverse("deep-dive", args=[east.pk]), {"gap": "ethnicity: asian"})
    plan = read(as_role("elected_member"), "engagement-plan", begun.url.strip("/").split("/")[-1])
    assert "Deep dive: Asian" in plan
    assert "20% of people here, and 0 of them heard; 11 more would be a fair share." in plan
    assert "For whom Asian" in plan


def test_without_a_published_count_the_page_says_what_to_load(officer, partnership, monkeypatch):
    here = Here("dz", (), (), ())
    published(monkeypatch, here)
    heard(partnership, partnership.east, 2, sex="female")
    told = read(officer, "who-we-heard", partnership.east.pk)
    assert "hereabouts data build FOLDER" in told
    assert "Plan a deep dive" not in told
    assert "There is no population figure for this place." in told
