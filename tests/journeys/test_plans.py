"""A plan from its outcomes to its actions: agreed when whole, told of by its leads, honest about what stopped."""

import csv
import dataclasses
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.plans.tracker import Measure, Tracked
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.plans.changes import NoReason, NotComplete
from hereabouts.records.priorities import access as priorities
from hereabouts.records.priorities import changes as agreeing
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def leader(partnership):
    return partnership.actor("locality_leader")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(
        by=officer,
        on=TODAY,
        place=partnership.east,
        title="East, together",
        period_from=date(2022, 4, 1),
        period_to=date(2027, 3, 31),
    )


@pytest.fixture
def action(partnership, officer, plan):
    return changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Dry the flats", organisation=partnership.organisations["Harbour Housing"],
        starts_on=date(2026, 5, 1), due_on=date(2027, 3, 31), measure="Repairs within 28 days", baseline=Decimal(41), target=Decimal(90),
        money_planned=Decimal(0), evidence="106 of 412 people",
    )  # fmt: skip


def whole(plan, officer, **more):
    facts = {
        "tier": "intermediate",
        "improvement": "From 40 to 90 in a hundred by 2027",
        "inequality_gap": "Here and the city",
    } | more
    return changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Warm, dry homes", **facts)


def text(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client, name, thing, **form):
    return client.post(reverse(name, args=[thing.pk]), form)


@pytest.mark.requirement("S-49", "S-07")
def test_a_plan_that_lacks_what_the_law_asks_for_is_not_agreed(as_role, partnership, officer, plan):
    whole(plan, officer, improvement="", inequality_gap="")
    client = as_role("locality_leader")
    page = text(client, "plan-agree", plan.pk)
    assert "2 things that must stand in a plan are missing" in page
    refused = post(client, "plan-agree", plan, minute="LCPP, item 5")
    assert refused.status_code == 422
    assert "No inequality is named for Warm, dry homes." in refused.content.decode()
    assert "Draft" in text(as_role("clerk"), "plan", plan.pk)
    whole(plan, officer)
    assert post(as_role("locality_leader"), "plan-agree", plan, minute="LCPP, item 5").status_code == 302
    assert "Agreed" in text(as_role("clerk"), "plan", plan.pk)


@pytest.mark.requirement("S-49")
def test_a_group_may_agree_otherwise_and_its_reason_prints_and_is_logged(as_role, partnership, plan):
    post(as_role("locality_leader"), "plan-agree", plan, minute="LCPP, item 5", override="The profile comes in March")
    assert "The profile comes in March" in text(as_role("community_rep"), "plan", plan.pk)
    assert ledger.lines(object=str(plan.pk))[0].what == "plan.agree"
    assert (
        access.find(partnership.actor("clerk"), plan.pk, on=TODAY).versions.get().text["override"]
        == "The profile comes in March"
    )


def test_only_the_leader_agrees_and_only_once(officer, leader, plan):
    whole(plan, officer)
    with pytest.raises(NotAllowed):
        changes.agree(by=officer, on=TODAY, plan=plan, minute="5")
    changes.agree(by=leader, on=TODAY, plan=plan, minute="5")
    changes.agree(by=leader, on=TODAY, plan=plan, minute="6")
    assert (plan.minute, plan.versions.count()) == ("5", 1)


@pytest.mark.requirement("L-25", "L-26")
def test_the_linlathen_outcomes_come_with_what_leads_to_what(as_role, partnership, plan):
    client = as_role("communities_officer")
    for _ in range(2):  # twice changes nothing
        assert post(client, "plan-outcome", plan, framework="linlathen").status_code == 302
    sheet = reads.plan(partnership.actor("clerk"), plan, on=TODAY)
    tiers = [outcome.tier for outcome in sheet.outcomes]
    assert (tiers.count("intermediate"), tiers.count("long")) == (5, 4)
    work = next(o for o in sheet.outcomes if o.statement == "Improved employment opportunities")
    assert work.leads_to[0][0] == "Increased income from employment"
    page = text(as_role("community_rep"), "plan", plan.pk)
    assert "Reduced social isolation and better community links" in page
    assert "Assuming: Company and something to do" in page
    assert work.indicators == ("Working-age people who are employment deprived",)
    assert "Working-age people who are employment deprived" in page


def test_one_outcome_leads_to_another_only_with_its_assumption(officer, plan):
    near, far = (
        whole(plan, officer),
        changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Better health", tier="long"),
    )
    with pytest.raises(NotComplete):
        changes.link_outcomes(by=officer, on=TODAY, plan=plan, from_outcome=near, to_outcome=far, assumption=" ")
    with pytest.raises(NotComplete):
        changes.link_outcomes(by=officer, on=TODAY, plan=plan, from_outcome=near, to_outcome=near, assumption="Yes")
    changes.link_outcomes(
        by=officer, on=TODAY, plan=plan, from_outcome=near, to_outcome=far, assumption="Damp makes ill"
    )
    assert reads.plan(officer, plan, on=TODAY).outcomes[0].leads_to == (("Better health", "Damp makes ill"),)


@pytest.mark.requirement("L-21")
def test_an_outcome_says_who_agreed_it_and_when(as_role, partnership, plan):
    form = {"statement": "Better links", "tier": "intermediate", "agreed_by": "Residents' evening, East Hall"}
    post(as_role("communities_officer"), "plan-outcome", plan, **form)
    today = timezone.localdate()
    assert f"Residents&#x27; evening, East Hall, {today.day} {today:%B %Y}" in text(as_role("clerk"), "plan", plan.pk)


@pytest.mark.requirement("S-19")
def test_an_outcome_is_linked_to_the_national_outcome_it_serves(as_role, partnership, leader, plan):
    agreeing.load_aims(by=leader, on=TODAY, name="scotland")
    poverty = priorities.aims(leader, on=TODAY).get(ref="Poverty")
    form = {"statement": "More money in pockets", "tier": "long", "aim": str(poverty.pk)}
    assert post(as_role("communities_officer"), "plan-outcome", plan, **form).status_code == 302
    assert "National outcomes for Scotland: Poverty" in text(as_role("clerk"), "plan", plan.pk)


@pytest.mark.requirement("S-51", "W-49")
def test_the_plan_shows_who_does_what_by_when_for_which_money_under_each_priority(
    as_role, partnership, leader, officer, plan
):
    priority = agreeing.adopt(by=leader, on=TODAY, place=partnership.east, statement="Homes fit to live in", topic="T12", rationale="Yes",
                              minute="4", test="Ask")  # fmt: skip
    outcome, housing = whole(plan, officer), partnership.organisations["Harbour Housing"]
    form = {"title": "Dry the flats", "organisation": str(housing.pk), "priority": str(priority.pk), "outcome": str(outcome.pk),
            "due_on": "2030-03-31", "measure": "Repairs in 28 days", "baseline": "41", "target": "90", "money_planned": "0"}  # fmt: skip
    assert post(as_role("communities_officer"), "action-add", plan, **form).status_code == 302
    page = text(as_role("community_rep"), "plan", plan.pk)
    under = page.partition("Warm, dry homes")[2].partition("Homes fit to live in")[2]
    for words in [
        "Dry the flats",
        "-A001",
        "Harbour Housing",
        "31 March 2030",
        "Repairs in 28 days",
        "41 to 90",
        "£0",
        "Not started",
        "Assumption",
    ]:
        assert words in under, words
    assert "Dry the flats" in text(as_role("clerk"), "priority", priority.pk)


@pytest.mark.requirement("W-45")
def test_an_action_may_be_under_way_before_the_plan_is_agreed_and_says_so(as_role, officer, plan, action):
    assert "Started before the plan is agreed" not in text(as_role("clerk"), "plan", plan.pk)
    changes.update_action(by=officer, on=TODAY, action=action, state="in progress")
    assert "Started before the plan is agreed" in text(as_role("clerk"), "plan", plan.pk)


@pytest.mark.requirement("W-17")
def test_a_strategy_has_delivery_plans(as_role, partnership, officer):
    strategy = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="Total approach", kind="strategy")
    form = {"title": "Environment", "kind": "thematic", "parent": str(strategy.pk)}
    assert post(as_role("communities_officer"), "plan-draft", partnership.east, **form).status_code == 302
    assert "Environment" in text(as_role("clerk"), "plan", strategy.pk).partition("Delivery plans")[2]


@pytest.mark.requirement("S-54", "X-20")
def test_a_plan_of_five_years_is_agreed_each_year_and_its_actions_keep_their_references(
    as_role, officer, leader, plan, action
):
    whole(plan, officer)
    changes.agree(by=leader, on=TODAY, plan=plan, minute="LCPP 2026")
    ref = action.ref
    changes.carry_forward(
        by=officer, on=date(2027, 2, 1), action=action, due_on=date(2028, 3, 31), reason="The surveyors came late"
    )
    second = changes.renew(by=leader, on=date(2027, 4, 1), plan=plan, minute="LCPP 2027")
    assert (second.number, second.text["actions"][0]["ref"], second.text["period"]) == (
        2,
        ref,
        ["2022-04-01", "2027-03-31"],
    )
    assert plan.versions.get(number=1).text["actions"][0]["due"] == "2027-03-31"  # the first version did not move
    page = text(as_role("clerk"), "plan", plan.pk)
    assert "The surveyors came late" in page
    assert ref in page
    assert "Version 2, 1 April 2027. LCPP 2027" in page
    added = changes.add_action(by=officer, on=date(2027, 5, 1), plan=plan, title="New")
    assert (ref, added.ref) == ("EA-2026-A001", "EA-2027-A001")


@pytest.mark.requirement("X-20")
def test_every_end_needs_a_reason_that_prints_where_it_stood(as_role, partnership, officer, plan, action):
    other = changes.add_action(by=officer, on=TODAY, plan=plan, title="Check for damp")
    client = as_role("communities_officer")
    assert post(client, "action-end", action, how="stop", reason="").status_code == 422
    assert post(client, "action-end", action, how="carry", reason="Late start").status_code == 422  # and by when?
    assert (
        post(client, "action-end", action, how="merge", reason="One visit does both").status_code == 422
    )  # and into what?
    assert (
        post(client, "action-end", action, how="merge", reason="One visit does both", into=str(other.pk)).status_code
        == 302
    )
    page = text(as_role("community_rep"), "plan", plan.pk)
    assert "One visit does both" in page
    assert f"Now part of {other.ref}" in page
    assert f"{action.ref} merged into this" in text(as_role("clerk"), "action", other.pk)
    post(as_role("communities_officer"), "action-end", other, how="stop", reason="The grant ended")
    sheet = text(as_role("clerk"), "plan", plan.pk)
    assert "The grant ended" in sheet
    assert sheet.count("Stopped</span>") >= 2
    exported = as_role("clerk").get(reverse("plan-csv", args=[plan.pk])).content.decode()
    assert {row["reason"] for row in csv.DictReader(io.StringIO(exported))} == {
        "One visit does both",
        "The grant ended",
    }


@pytest.mark.requirement("X-20", "W-48")
def test_a_target_has_a_baseline_and_a_rationale_and_changes_only_with_a_reason(as_role, partnership, officer, action):
    client = as_role("practitioner")
    form = {
        "target": "1",
        "target-measure": "Damp homes",
        "target-baseline": "31",
        "target-target": "5",
        "target-why": "Half a street a year",
        "target-agreed_by": "LCPP, item 6",
    }
    assert post(client, "action", action, **form).status_code == 302
    page = text(as_role("clerk"), "action", action.pk)
    for words in ["Damp homes", "Half a street a year", "LCPP, item 6"]:
        assert words in page
    refused = post(as_role("practitioner"), "action", action, **{**form, "target-target": "15", "target-why": ""})
    assert refused.status_code == 422
    post(
        as_role("practitioner"), "action", action, **{**form, "target-target": "15", "target-why": "Two surveyors left"}
    )
    history = text(as_role("clerk"), "action", action.pk).partition("History")[2]
    assert "5.00 → 15: Two surveyors left" in history


def test_a_lead_sees_what_is_due_and_updates_only_their_own(as_role, partnership, officer, plan, action):
    council = changes.add_action(
        by=officer,
        on=TODAY,
        plan=plan,
        title="Light the path",
        organisation=partnership.organisations["Larkhaven Council"],
    )
    changes.update_action(by=officer, on=TODAY, action=action, due_on=date(2026, 6, 1), reason="Brought forward")
    client = as_role("practitioner")
    page = text(client, "my-actions")
    assert "Dry the flats" in page
    assert "1 is late" in page
    assert "Light the path" not in page
    row = {"action": str(action.pk), f"{action.pk}-state": "in progress", f"{action.pk}-told": "Forty flats surveyed"}
    assert client.post(reverse("my-actions"), row).status_code == 302
    assert "Forty flats surveyed" in text(as_role("community_rep"), "action", action.pk)
    theirs = {"action": str(council.pk), f"{council.pk}-state": "complete", f"{council.pk}-proof": "No"}
    assert as_role("practitioner").post(reverse("my-actions"), theirs).status_code == 403
    assert access.find_action(officer, council.pk, on=TODAY).state == "proposed"
    done = {"action": str(action.pk), f"{action.pk}-state": "complete"}
    refused = as_role("practitioner").post(reverse("my-actions"), done)
    assert refused.status_code == 422  # done says what shows it
    page = refused.content.decode()
    assert "Say what shows that it is complete" in page
    assert f"{action.ref} Dry the flats is not saved." in page  # which of them
    assert '<option value="complete" selected>' in page  # and what was chosen is kept


def test_somebody_of_another_organisation_has_no_hand_on_it(partnership, action):
    rep = partnership.actor("community_rep")  # of Friends of East; the action is led by Harbour Housing
    with pytest.raises(NotAllowed):
        changes.update_action(by=rep, on=TODAY, action=action, state="in progress")
    assert list(access.actions(rep, on=TODAY)) == [action]  # though they may read it
    assert list(access.actions(rep, on=TODAY, verb="update")) == []
    elsewhere = partnership.add("practitioner", place=partnership.west, key="housing_west")
    assert elsewhere.organisation == action.organisation
    with pytest.raises(NotAllowed):
        changes.update_action(by=partnership.actor("housing_west"), on=TODAY, action=action, state="in progress")


@pytest.mark.requirement("S-35", "X-21")
def test_a_return_computes_its_letter_and_an_override_says_why(as_role, partnership, officer, action):
    today = timezone.localdate()
    milestone = changes.add_milestone(
        by=officer, on=TODAY, action=action, title="First ten flats", due_on=today - timedelta(10)
    )
    client = as_role("practitioner")
    assert "Behind, and needs help" in text(client, "return-submit", action.pk)
    form = {
        "period": "2026 quarter 4",
        "narrative": "Four of ten are dry",
        "help_needed": "Keys to empty flats",
        "override": "amber",
    }
    assert post(client, "return-submit", action, **form).status_code == 422
    assert (
        post(client, "return-submit", action, **form, override_reason="Two surveyors start on Monday").status_code
        == 302
    )
    page = text(as_role("community_rep"), "action", action.pk)
    for words in [
        "Four of ten are dry",
        "Keys to empty flats",
        "The dates say: Behind, and needs help.",
        "Two surveyors start on Monday",
    ]:
        assert words in page
    changes.reach_milestone(by=officer, on=today, action=action, milestone=milestone, recovery_on=today + timedelta(20))
    post(as_role("practitioner"), "return-submit", action, **{**form, "override": ""})
    told = access.returns(officer, on=TODAY).get()
    assert (told.brag, told.override, told.facts["days_late"]) == ("amber", "", 10)
    leader = as_role("locality_leader")
    assert post(leader, "return-accept", told, back="1", remark="").status_code == 422
    assert post(leader, "return-accept", told, accept="1").status_code == 302
    assert (
        post(as_role("practitioner"), "return-submit", action, **form, override_reason="x").status_code == 422
    )  # accepted stays
    assert "accepted" in text(as_role("clerk"), "action", action.pk)


def test_a_return_says_which_way_it_travels(as_role, partnership, officer, action):
    late = changes.add_milestone(by=officer, on=TODAY, action=action, title="First ten flats", due_on=date(2026, 11, 1))
    given = {"by": officer, "action": action, "narrative": "Some"}
    changes.submit_return(**given, on=TODAY, period="2026 quarter 3")
    changes.reach_milestone(by=officer, on=TODAY, action=action, milestone=late)
    changes.submit_return(**given, on=TODAY, period="2026 quarter 4")
    page = text(as_role("clerk"), "action", action.pk)
    assert page.count("Better than the time before.") == 1
    assert [told.direction for told in reads.action(officer, action, on=TODAY).returns] == ["better", ""]


def test_a_new_day_needs_a_reason_and_a_milestone_belongs_to_its_action(partnership, officer, plan, action):
    with pytest.raises(NoReason):
        changes.update_action(by=officer, on=TODAY, action=action, due_on=date(2027, 5, 1))
    other = changes.add_action(by=officer, on=TODAY, plan=plan, title="Other")
    milestone = changes.add_milestone(by=officer, on=TODAY, action=other, title="One", due_on=date(2027, 1, 1))
    with pytest.raises(NoReason):
        changes.reach_milestone(by=officer, on=TODAY, action=action, milestone=milestone)
    with pytest.raises(NoReason):
        changes.reach_milestone(by=officer, on=TODAY, action=other, milestone=milestone, done_on=date(2027, 1, 1))


@pytest.mark.requirement("S-52")
def test_the_plan_is_checked_for_measures_and_leaves_as_a_table(as_role, partnership, officer, plan, action):
    bare = changes.add_action(by=officer, on=TODAY, plan=plan, title="=HYPERLINK(1)")
    items = {item.key: item for item in reads.completeness(plan)}
    assert (items["measures"].held, items["measures"].missing) == (False, f"Missing on {bare.ref}.")
    rows = list(csv.DictReader(io.StringIO(as_role("clerk").get(reverse("plan-csv", args=[plan.pk])).content.decode())))
    assert (rows[0]["measure"], rows[0]["baseline"], rows[0]["target"], rows[0]["money planned"]) == (
        "Repairs within 28 days",
        "41.0",
        "90.0",
        "0.0",
    )
    assert rows[1]["title"] == "'=HYPERLINK(1)"
    assert rows[1]["money planned"] == ""  # nobody said, which is not nothing
    excel = as_role("clerk").get(reverse("plan-xlsx", args=[plan.pk]))
    assert excel.content[:2] == b"PK"


def test_a_tracker_comes_in_whole_or_not_at_all(partnership, officer, plan):
    measures = (Measure("Repairs", Decimal(4), Decimal(9)),)
    rows = [
        Tracked(2, "Dry the flats", "Harbour Housing", None, date(2027, 3, 31), measures, Decimal(0)),
        Tracked(3, " "),
    ]
    with pytest.raises(NoReason):
        changes.import_actions(by=officer, on=TODAY, plan=plan, rows=rows, organisations=partnership.organisations)
    assert plan.actions.count() == 0
    made = changes.import_actions(
        by=officer, on=TODAY, plan=plan, rows=rows[:1], organisations=partnership.organisations
    )
    assert [(i.how, i.action.ref, i.action.organisation.name, i.action.targets.get().target) for i in made] == [
        ("added", "EA-2026-A001", "Harbour Housing", Decimal(9))
    ]


def tracked(row, title, *, due=None, target=None, ref="", lead="", money=None):
    measures = (Measure("Repairs", None, target),) if target is not None else ()
    return Tracked(row, title, lead, None, due, measures, money, ref=ref)


class TestTheSameTrackerAgain:
    """A plan is never doubled: a row that it knows is changed or unchanged."""

    def taken(self, partnership, officer, plan, *rows):
        made = changes.import_actions(
            by=officer, on=TODAY, plan=plan, rows=rows, organisations=partnership.organisations
        )
        return [i.how for i in made]

    FIRST = (
        tracked(2, "Dry the flats", due=date(2027, 3, 31), target=Decimal("9.333"), lead="Harbour Housing"),
        tracked(3, "Light the path"),
        tracked(4, "Light the path", money=Decimal("12.5")),  # two actions of one title, at two ends of the park
    )

    def test_a_second_time_nothing_happens(self, partnership, officer, plan):
        assert self.taken(partnership, officer, plan, *self.FIRST) == ["added"] * 3
        told = list(plan.actions.values_list("ref", "events__what"))
        assert self.taken(partnership, officer, plan, *self.FIRST) == ["unchanged"] * 3
        assert list(plan.actions.values_list("ref", "events__what")) == told

    def test_what_a_row_says_otherwise_is_changed_and_stands_in_the_history(self, partnership, officer, plan):
        self.taken(partnership, officer, plan, *self.FIRST)
        flats = plan.actions.get(title="Dry the flats")
        later = tracked(2, "Dry all flats", due=date(2027, 6, 30), target=Decimal(12), ref=flats.ref.lower())
        assert self.taken(partnership, officer, plan, later, self.FIRST[1], tracked(9, "Sow the bank")) == [
            "changed", "unchanged", "added",
        ]  # fmt: skip
        flats.refresh_from_db()
        assert (flats.title, flats.due_on, flats.targets.get().target) == (
            "Dry all flats",
            date(2027, 6, 30),
            Decimal(12),
        )
        assert flats.organisation.name == "Harbour Housing"  # an empty cell takes nothing away
        assert "Changed by the tracker: due 31 March 2027 → 30 June 2027" in flats.events.values_list("what", flat=True)

    def test_what_has_ended_is_left_as_it_is(self, partnership, officer, plan):
        self.taken(partnership, officer, plan, *self.FIRST[:1])
        flats = plan.actions.get()
        changes.stop(by=officer, on=TODAY, action=flats, reason="No money.")
        assert self.taken(partnership, officer, plan, tracked(2, "Dry the flats", due=date(2028, 1, 1))) == ["ended"]
        flats.refresh_from_db()
        assert flats.due_on == date(2027, 3, 31)

    def test_who_may_not_update_an_action_changes_none_and_adds_none(self, partnership, officer, plan):
        self.taken(partnership, officer, plan, *self.FIRST[:1])
        grants = tuple(g for g in officer.grants if (g.kind, g.verb) != ("action", "update"))
        rows = tracked(2, "Sow the bank"), tracked(3, "Dry the flats", due=date(2028, 1, 1))
        with pytest.raises(NotAllowed):
            self.taken(partnership, dataclasses.replace(officer, grants=grants), plan, *rows)
        assert [a.due_on for a in plan.actions.all()] == [date(2027, 3, 31)]

    def test_a_day_that_would_come_before_the_start_is_refused_with_its_row(self, partnership, officer, plan):
        self.taken(partnership, officer, plan, dataclasses.replace(self.FIRST[0], starts_on=date(2027, 1, 1)))
        with pytest.raises(NoReason, match="Row 2: EA-2026-A001 would be due before it starts"):
            self.taken(partnership, officer, plan, tracked(2, "Dry the flats", due=date(2026, 12, 1)))


def test_the_west_lindsey_domains_ship_too(officer, plan):
    assert changes.take_framework(by=officer, on=TODAY, plan=plan, framework="west-lindsey") == 3
    with pytest.raises(NotComplete):
        changes.take_framework(by=officer, on=TODAY, plan=plan, framework="atlantis")


def test_a_plan_gets_its_period_goes_out_and_comes_back(as_role, partnership, officer):
    bare = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="West end")
    client = as_role("communities_officer")
    wrong = {"period": "1", "period_from": "2027-04-01", "period_to": "2026-04-01"}
    assert post(client, "plan", bare, **wrong).status_code == 422
    assert post(client, "plan", bare, **{**wrong, "period_to": "2031-03-31"}).status_code == 302
    assert post(client, "plan", bare, state="consulting").status_code == 302
    page = text(as_role("clerk"), "plan", bare.pk)
    assert "<dd>Out for consultation since" in page
    assert "From 1 April 2027 until 31 March 2031" in page
    assert (
        post(as_role("communities_officer"), "plan", bare, state="closed").status_code == 422
    )  # never agreed, nothing to close


def test_a_late_milestone_says_by_when_it_is_caught_up(as_role, officer, action):
    today = timezone.localdate()
    late = changes.add_milestone(
        by=officer, on=TODAY, action=action, title="First ten flats", due_on=today - timedelta(5)
    )
    form = {"recover": "1", "recover-milestone": str(late.pk), "recover-recovery_on": str(today + timedelta(9))}
    assert (
        post(
            as_role("practitioner"), "action", action, **{**form, "recover-recovery_on": str(today - timedelta(1))}
        ).status_code
        == 422
    )
    assert post(as_role("practitioner"), "action", action, **form).status_code == 302
    page = text(as_role("clerk"), "action", action.pk)
    assert "to be caught up by" in page
    assert "Behind, and can be caught up" in page


def test_a_plan_is_closed_with_a_reason_and_opened_again(as_role, leader, officer, plan):
    whole(plan, officer)
    changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats")
    changes.agree(by=leader, on=date(2026, 3, 5), plan=plan, minute="LCPP 2026")
    client = as_role("communities_officer")
    refused = post(client, "plan", plan, state="closed")
    assert refused.status_code == 422
    assert "Say why the plan is closed" in refused.content.decode()
    assert post(client, "plan", plan, state="closed", reason="A new plan took its place").status_code == 302
    page = text(client, "plan", plan.pk)
    today = timezone.localdate()
    assert f"Closed since {today.day} {today:%B %Y}. A new plan took its place" in page
    assert reverse("action-add", args=[plan.pk]) not in page
    assert post(client, "action-add", plan, title="Too late").status_code == 422
    assert post(client, "plan", plan, state="under review").status_code == 302
    page = text(client, "plan", plan.pk)
    assert "Under review since" in page
    assert "A new plan took its place" not in page
    assert reverse("action-add", args=[plan.pk]) in page
