"""The outcomes framework: Linlathen's ladder, population apart from performance, what a place gives to the city, what hangs loose."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes import NotComplete
from hereabouts.records.priorities import changes as agreeing
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    made = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="Linlathen works")
    changes.take_framework(by=officer, on=TODAY, plan=made, framework="linlathen")
    return made


def page(client, name, thing):
    answer = client.get(reverse(name, args=[thing.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client, name, thing, **form):
    return client.post(reverse(name, args=[thing.pk]), form)


def called(plan, statement):
    return plan.outcomes.get(statement__icontains=statement)


@pytest.mark.requirement("L-09")
def test_vision_and_values_stand_over_every_plan_of_a_place(as_role, partnership):
    form = {
        "vision": "A fair Linlathen",
        "values": "Residents first\n\n Honest about what failed ",
        "agreed_by": "Partnership group",
    }
    assert post(as_role("communities_officer"), "framework", partnership.east, **form).status_code == 302
    told = page(as_role("community_rep"), "framework", partnership.east)
    for words in ["A fair Linlathen", "<li>Residents first</li><li>Honest about what failed</li>", "Partnership group"]:
        assert words in told
    assert "Write what it wants" not in told
    with pytest.raises(NotAllowed, match="speaks for all partners"):
        changes.set_framework(
            by=partnership.actor("community_rep"), on=TODAY, place=partnership.east, vision="x", values="y"
        )


@pytest.mark.requirement("L-25", "L-26")
def test_linlathen_ladder_is_drawn_and_says_the_same_as_a_list(as_role, partnership, officer, plan):
    work, income = called(plan, "employment opportunities"), called(plan, "income from employment")
    changes.add_action(by=officer, on=TODAY, plan=plan, title="Care after school", outcomes=[work])
    told = page(as_role("clerk"), "framework", partnership.east)
    assert '<title id="ladder-t">Which outcome leads to which</title>' in told
    assert "9 outcomes in columns by tier" in told
    assert told.count("<rect ") == 9
    for outcome in plan.outcomes.all():
        assert f'<a href="{reverse("outcome", args=[outcome.pk])}"><b>{outcome.statement}</b></a>' in told
    assert f"Leads to {income.statement}" in told
    assert "1 action serves it" in told
    sheet = reads.framework(officer, partnership.east.pk, on=TODAY)
    assert {o.statement: o.served for o in sheet.outcomes}[income.statement]  # through what leads to it


@pytest.mark.requirement("L-26", "W-11")
def test_an_arrow_is_an_assumption_until_somebody_says_what_shows_it(as_role, partnership, officer, plan):
    work, income = called(plan, "employment opportunities"), called(plan, "income from employment")
    form = {"leads_to": str(income.pk), "assumption": "Jobs pay", "strength": "strong", "evidence": ""}
    assert post(as_role("communities_officer"), "outcome", work, **form).status_code == 422
    form["evidence"] = "Three evaluations of childcare in deprived places"
    assert post(as_role("communities_officer"), "outcome", work, **form).status_code == 302
    assert "Three evaluations" in page(as_role("clerk"), "outcome", income)
    answer = {"accountable": "Fairness group", "story": "No care between three and six", "what_works": "Care until six",
              "partners": [str(partnership.organisations["Harbour Housing"].pk)]}  # fmt: skip
    assert post(as_role("communities_officer"), "outcome", work, **answer).status_code == 302
    told = page(as_role("elected_member"), "outcome", work)
    for words in [
        "Answered for by</dt><dd>Fairness group",
        "No care between three and six",
        "Care until six",
        "Harbour Housing",
    ]:
        assert words in told
    assert "Answered for by Fairness group." in page(as_role("clerk"), "framework", partnership.east)
    with pytest.raises(NotComplete, match="assumption"):
        changes.link_outcomes(
            by=officer, on=TODAY, plan=plan, from_outcome=work, to_outcome=income, assumption="x", strength="certain"
        )


@pytest.mark.requirement("W-15")
def test_population_and_performance_never_stand_in_one_chart(as_role, partnership, officer, plan):
    work = called(plan, "employment opportunities")
    action = changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Care after school", outcomes=[work], measure="Parents in work", baseline=Decimal(20),
        target=Decimal(30), starts_on=date(2026, 10, 1), due_on=date(2026, 12, 20),
    )  # fmt: skip
    changes.count_output(by=officer, on=TODAY, action=action, what="Sessions held", counted=14, outcome=work)
    told = page(as_role("clerk"), "outcome", work)
    population, performance = told.index('id="population"'), told.index('id="performance"')
    assert population < performance < told.index("Parents in work")
    assert 'role="img"' not in told[performance:]
    assert "Sessions held: 14" in told[performance:]
    assert "Parents in work" not in told[population:performance]


@pytest.mark.requirement("L-10", "W-14", "W-15")
def test_what_hangs_loose_is_named(as_role, partnership, officer, plan):
    council = partnership.organisations["Larkhaven Council"]
    action = changes.add_action(by=officer, on=TODAY, plan=plan, title="Leaflets", organisation=council)
    changes.count_output(by=officer, on=TODAY, action=action, what="Leaflets sent", counted=400)
    told = page(as_role("clerk"), "framework", partnership.east)
    assert "The council alone leads every action of “Linlathen works”." in told
    assert "0% of the actions that somebody leads are led by others than the council." in told
    for title in [
        "Actions without an outcome: 1",
        "Actions that name no need: 1",
        "Actions with an output nobody awaits a result of: 1",
    ]:
        assert title in told
    changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Care", organisation=partnership.organisations["Harbour Housing"]
    )
    assert "The council alone" not in page(as_role("clerk"), "framework", partnership.east)


@pytest.mark.requirement("S-28", "S-33")
def test_each_priority_of_the_city_shows_what_this_place_gives_to_it(as_role, partnership, officer, plan):
    leader = partnership.actor("locality_leader")
    aim = agreeing.record_aim(by=leader, on=TODAY, level="city", document="City Plan", ref="Headline 1", text="More people in work that pays.", topic="T02", weight=3)  # fmt: skip
    work = changes.add_outcome(
        by=officer, on=TODAY, plan=plan, statement="Improved employment opportunities", tier="intermediate", aims=[aim]
    )
    changes.add_action(by=officer, on=TODAY, plan=plan, title="Care after school", outcomes=[work])
    told = page(as_role("analyst"), "city-priorities", partnership.east)
    assert "Nobody has said yet what this place gives to it." in told
    assert "Care after school" in told
    form = {"aim": str(aim.pk), f"{aim.pk}-words": "Twelve more parents in work by the summer."}
    assert post(as_role("communities_officer"), "city-priorities", partnership.east, **form).status_code == 302
    assert "Twelve more parents in work by the summer." in page(
        as_role("community_rep"), "city-priorities", partnership.east
    )
    assert "Golden thread: City Plan: Headline 1" in page(as_role("clerk"), "framework", partnership.east)
    assert "100% of the actions reach a priority of the city or the nation." in page(
        as_role("clerk"), "framework", partnership.east
    )


@pytest.mark.requirement("W-36", "W-33", "I-22")
def test_quick_wins_rapid_responses_and_what_communities_lead_on_one_page(as_role, officer, plan):
    one = changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Paint the gate", quick_win=True, due_on=date(2026, 12, 1)
    )
    two = changes.add_action(by=officer, on=TODAY, plan=plan, title="Mend the bench", quick_win=True)
    changes.update_action(by=officer, on=TODAY, action=two, state="complete", proof="A photo")
    changes.say_why(by=officer, on=TODAY, action=one, quick_win=True, rapid=True, self_help=True)
    answer = as_role("community_rep").get(reverse("quick-wins")).content.decode()
    assert answer.index("Mend the bench") < answer.index("Paint the gate")  # done first
    assert "Rapid responses" in answer
    assert answer.count("Paint the gate") == 3
