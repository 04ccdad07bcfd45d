"""A plan by its partners, its money and its domains: who does which part, how early the money acts, what each domain is held to."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from hereabouts.records.plans import access, changes, reads
from hereabouts.records.priorities import changes as agreeing
from hereabouts.records.problems import changes as problems
from hereabouts.records.voice import changes as voice
from tests.doors.things.problems import letter
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(
        by=officer, on=TODAY, place=partnership.east, title="East, together",
        period_from=date(2026, 4, 1), period_to=date(2031, 3, 31),
    )  # fmt: skip


def page(client, name, thing):
    answer = client.get(reverse(name, args=[thing.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def cell(told, label):
    return told.split(f'data-l="{label}:">')[1].split("</td>")[0]


@pytest.mark.requirement("S-01")
def test_each_partner_s_part_stands_under_the_outcome_and_the_inequality_it_narrows(
    as_role, partnership, officer, plan
):
    council, housing, friends = partnership.organisations.values()
    homes = changes.add_outcome(
        by=officer, on=TODAY, plan=plan, statement="Warm, dry homes", tier="long", inequality_gap="East and the city"
    )
    dry = changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats", outcomes=[homes])
    bus = changes.add_action(by=officer, on=TODAY, plan=plan, title="A bus")
    changes.say_who(
        by=officer, on=TODAY, action=dry, planned_by=[council], resourced_by=[housing], provided_by=[friends]
    )
    told = page(as_role("clerk"), "plan-parts", plan)
    under, loose = told.split("Actions without an outcome")
    assert "Narrows: East and the city" in under
    row = under.split('<th scope="row">Harbour Housing</th>')[1].split("</tr>")[0]
    assert (dry.ref in cell(row, "Resources"), dry.ref in cell(row, "Plans"), dry.ref in cell(row, "Provides")) == (
        True, False, False,
    )  # fmt: skip
    assert "Nobody has said who" not in under
    assert loose.count(f">{bus.ref}<") == 3  # nobody has said who plans, resources or provides it


@pytest.mark.requirement("S-13", "S-53")
def test_the_money_of_prevention_is_told_by_tier_and_cause_with_the_need_behind_it(as_role, officer, plan):
    facts = {"by": officer, "on": TODAY, "plan": plan}
    care = changes.add_action(**facts, title="Care after school", money_planned=Decimal(7500))
    access.actions(officer, on=TODAY).filter(pk=care.pk).update(grounds={"voice": "61 parents asked for it"})
    drift = changes.add_action(**facts, title="Patrols", money_planned=Decimal(2500))
    changes.add_action(**facts, title="A bus")
    for action, cause, prevention in [(care, "No care", "primary"), (drift, "no  care", "tertiary")]:
        changes.say_why(by=officer, on=TODAY, action=action, cause=cause, prevention=prevention)
    told = page(as_role("elected_member"), "plan-parts", plan)
    row = told.split('<th scope="row">Primary: before anything is wrong</th>')[1].split("</tr>")[0]
    assert "£7,500" in cell(row, "Planned")
    assert "75%" in cell(row, "Of the money planned")
    assert "1 without a sum" in told.split('<th scope="row">Nobody has said</th>')[1].split("</tr>")[0]
    cause = told.split('<th scope="row">No care</th>')[1].split("</tr>")[0]
    assert "£10,000" in cell(cause, "Planned")  # one cause, spelt two ways
    rests = told.split("What prevention rests on")[1]
    assert "61 parents asked for it" in rests
    assert rests.count("Neither words of residents nor a figure stand behind it yet.") == 1


@pytest.mark.requirement("W-39", "W-40", "W-38")
def test_each_domain_is_held_to_its_measures_its_reports_and_what_people_feel(as_role, partnership, officer, plan):
    east = partnership.east
    changes.take_framework(by=officer, on=TODAY, plan=plan, framework="west-lindsey")
    clean = next(o for o in access.outcomes(officer, on=TODAY) if o.domain == "Environmental")
    changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Clean the lanes", outcomes=[clean], measure="Lanes clean on Fridays",
        baseline=Decimal(3), target=Decimal(11),
    )  # fmt: skip
    changes.set_framework(by=officer, on=TODAY, place=east, vision="A ward to be proud of", values="Residents first")
    asked = voice.keep_question(
        by=officer, on=TODAY, place=east, wording="Are you proud to live here?", answers=["Yes", "No"], good=["Yes"]
    )
    voice.write_answers(
        by=officer, on=TODAY, perception=asked, asked_on=date(2026, 5, 1), method="survey", counts={"Yes": 60, "No": 20}
    )
    before = page(as_role("communities_officer"), "domains", east)
    assert "What people report about it" not in before
    for words in ["Mattresses in the lane", "Needles by the swings"]:
        problems.accept(by=officer, on=TODAY, letter=letter(east, words), words="Thank you.")
    told = page(as_role("communities_officer"), "domains", east)
    assert "A ward to be proud of" in told
    assert "<b>75%</b> of 80 say so" in told
    environmental = told.split("<h2>Environmental</h2>")[1].split("<h2>")[0]
    assert "Lanes clean on Fridays" in environmental
    assert "from 3 to 11" in environmental
    assert '<th scope="row">2026 quarter 4</th><td class="n">2</td>' in environmental
    social = told.split("<h2>Social</h2>")[1]
    assert "What people report about it" not in social
    assert "Mattresses" not in told  # counts, never the words
    assert "How it feels to people" not in page(as_role("clerk"), "domains", east)  # who does not see the listening


@pytest.mark.requirement("S-11")
def test_a_place_s_own_outcome_measure_and_template_still_add_up_for_the_city(as_role, partnership, officer, plan):
    leader = partnership.actor("locality_leader")
    aim = agreeing.record_aim(
        by=leader, on=TODAY, level="city", document="City Plan", ref="Headline 1", text="More people in work that pays.",
        topic="T02", weight=3,
    )  # fmt: skip
    own = {"by": officer, "on": TODAY, "plan": plan, "tier": "short"}
    ours = changes.add_outcome(**own, statement="Fish farm jobs go to East", aims=[aim])
    alone = changes.add_outcome(**own, statement="The old lido opens")
    hired = changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Train at the pier", outcomes=[ours], measure="Hired from East",
        baseline=Decimal(0), target=Decimal(20),
    )  # fmt: skip
    lido = changes.add_action(by=officer, on=TODAY, plan=plan, title="Drain the lido", outcomes=[alone])
    view = reads.aims_served(officer, on=TODAY)
    assert [(place, [a.ref for a in found]) for place, found in view.served[0].places] == [("East", [hired.ref])]
    assert [a.ref for a in view.unlinked] == [lido.ref]
    city = page_of(as_role("locality_leader"), "city")
    assert "Hired from East: from 0 to 20" in city
    assert "Drain the lido" in city.split("Actions that serve no aim of the city")[1]


def page_of(client, name):
    return " ".join(client.get(reverse(name)).content.decode().split())


@pytest.mark.requirement("D-02")
def test_a_local_deal_shows_how_far_residents_wrote_it(as_role, partnership, officer):
    deal = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="Our deal", kind="local deal")
    assert "Nobody has said how far residents wrote it." in page(as_role("clerk"), "plan", deal)
    form = {"part": "about", "about-coproduced": "led", "about-coproduced_words": "Forty tenants, over soup"}
    assert as_role("communities_officer").post(reverse("plan-about", args=[deal.pk]), form).status_code == 302
    told = page(as_role("elected_member"), "plan", deal)
    assert "local deal" in told.lower()
    assert "They led the writing. Forty tenants, over soup" in told
    assert "Nobody has said how far residents wrote it." not in told


@pytest.mark.requirement("S-34")
def test_a_plan_goes_from_draft_to_review_and_every_step_is_dated(as_role, partnership, officer, plan):
    leader, client = partnership.actor("locality_leader"), as_role("communities_officer")
    changes.add_outcome(
        by=officer, on=TODAY, plan=plan, statement="Warm, dry homes", tier="long",
        improvement="From 40 to 90 in a hundred", inequality_gap="East and the city",
    )  # fmt: skip
    move = reverse("plan", args=[plan.pk])
    assert client.post(move, {"state": "live"}).status_code == 422  # nobody has agreed it
    assert client.post(move, {"state": "consulting"}).status_code == 302
    assert "Out for consultation since" in page(client, "plan", plan)
    changes.agree(by=leader, on=TODAY, plan=plan, minute="Item 3")
    for state, words in [("live", "Live since"), ("under review", "Under review since")]:
        assert (
            as_role("communities_officer").post(move, {"state": state, "reason": "The year is over"}).status_code == 302
        )
        assert words in page(as_role("clerk"), "plan", plan)
