"""An action with its whole facts: who plans, resources and provides, for whom and why; two who write at once see each other's words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes import NoReason, WrittenMeanwhile
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")


@pytest.fixture
def action(partnership, officer, plan):
    return changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Care after school", organisation=partnership.organisations["Harbour Housing"],
        starts_on=date(2026, 10, 1), due_on=date(2026, 12, 20), measure="Parents in work", baseline=Decimal(20), target=Decimal(30),
    )  # fmt: skip


def text(client, name, thing):
    answer = client.get(reverse(name, args=[thing.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def save(client, action, part, **fields):
    form = {"part": part, **{f"{part}-{name}": value for name, value in fields.items()}}
    return client.post(reverse("action-parts", args=[action.pk]), form)


@pytest.mark.requirement("S-08")
def test_planning_resourcing_and_providing_are_three_answers(as_role, partnership, action):
    council, housing, friends = (str(o.pk) for o in partnership.organisations.values())
    page = text(as_role("clerk"), "action", action)
    assert page.count("Not said yet") >= 3
    assert save(as_role("practitioner"), action, "who", planned_by=[council], resourced_by=[council, housing], provided_by=[friends]).status_code == 302  # fmt: skip
    page = text(as_role("community_rep"), "action", action)
    for words in ["Plans it</dt><dd>Larkhaven Council", "Resources it</dt><dd>Harbour Housing, Larkhaven Council", "Provides it</dt><dd>Friends of East"]:  # fmt: skip
        assert words in page
    assert "Planned by: Larkhaven Council; Resourced by" in page  # in the history


@pytest.mark.requirement("W-09", "S-09")
def test_one_partner_alone_says_why(as_role, action):
    assert "One partner does it alone, and nobody has said why." in text(as_role("clerk"), "action", action)
    save(as_role("practitioner"), action, "who", alone_because="The flats are ours alone")
    page = text(as_role("clerk"), "action", action)
    assert "The flats are ours alone" in page
    assert "nobody has said why." not in page


@pytest.mark.requirement("L-07", "S-13", "W-36", "W-33", "W-08", "I-22")
def test_whom_it_is_for_and_which_cause_it_works_on(as_role, action):
    client = as_role("practitioner")
    assert save(client, action, "whom", target_groups=["G01", "G11"], barriers=["B01"]).status_code == 302
    form = {
        "cause": "No care between three and six",
        "prevention": "primary",
        "quick_win": "on",
        "rapid": "on",
        "self_help": "on",
    }
    assert save(client, action, "why", **form).status_code == 302
    assert save(client, action, "risk", risk="The hall is sold: then the school").status_code == 302
    page = text(as_role("elected_member"), "action", action)
    for words in ["Lone parents, People facing barriers to work", "Childcare", "No care between three and six",
                  "Primary: before anything is wrong", "Quick win", "Rapid response", "Led by the community", "The hall is sold"]:  # fmt: skip
        assert words in page


def test_a_group_that_is_on_no_list_and_a_slow_rapid_response_are_refused(officer, action):
    with pytest.raises(NoReason, match="G99"):
        changes.say_whom(by=officer, on=TODAY, action=action, target_groups=["G99"])
    changes.update_action(by=officer, on=TODAY, action=action, due_on=date(2027, 6, 1), reason="Later")
    with pytest.raises(Exception, match="within twelve weeks"):
        changes.say_why(by=officer, on=TODAY, action=action, rapid=True)


@pytest.mark.requirement("S-09")
def test_what_it_waits_for_is_shown_on_both_and_never_in_a_ring(as_role, partnership, officer, plan, action):
    other = changes.add_action(by=officer, on=TODAY, plan=plan, title="Open the hall")
    given = {"what": "The hall", "on_action": str(other.pk), "needed_by": "2026-11-01"}
    assert save(as_role("practitioner"), action, "waits", **given).status_code == 302
    assert f'Waited for by</dt><dd><a href="{reverse("action", args=[action.pk])}">' in text(
        as_role("clerk"), "action", other
    )
    assert "That day has passed." in text(as_role("clerk"), "action", action)
    with pytest.raises(NoReason, match="wait for ever"):
        changes.add_dependency(by=officer, on=TODAY, action=other, what="The care", on_action=action)
    dependency = action.dependencies.get()
    as_role("practitioner").post(reverse("action-parts", args=[action.pk]), {"met": str(dependency.pk)})
    assert "No longer waits for" in text(as_role("clerk"), "action", action)


def test_another_place_s_action_is_not_named_to_whoever_may_not_see_it(partnership, officer, action):
    partnership.add("communities_officer", place=partnership.west, key="officer_west")
    west = partnership.actor("officer_west")
    plan = changes.draft_plan(by=west, on=TODAY, place=partnership.west, title="West")
    hidden = changes.add_action(by=west, on=TODAY, plan=plan, title="Hidden pier")
    changes.add_dependency(by=officer, on=TODAY, action=action, what="A pier", on_action=hidden)
    told = reads.facts(officer, action, on=TODAY).waits_for[0]
    assert (told.ref, told.other_id) == ("", None)


@pytest.mark.requirement("I-07", "I-08")
def test_what_was_looked_at_before_and_why_it_was_chosen(as_role, action):
    client = as_role("practitioner")
    form = {"option": "Childminders on call", "grade": "comparison", "tried_where": "Leith", "why": "Too dear at night"}
    assert save(client, action, "option", **form).status_code == 302
    assert save(client, action, "option", option="A club", grade="", why="Near").status_code == 422
    save(
        client,
        action,
        "option",
        option="A club in the hall",
        grade="independent evaluation",
        why="Near, and cheap",
        chosen="on",
        source="A report",
    )
    page = text(as_role("analyst"), "action", action)
    assert page.index("A club in the hall") < page.index("Childminders on call")
    assert "Too dear at night" in page


@pytest.mark.requirement("S-31")
def test_sessions_of_co_design_tell_numbers_and_what_changed(as_role, officer, action):
    client = as_role("practitioner")
    form = {
        "held_on": "2026-11-02",
        "session": "With parents at the gate",
        "people": "9",
        "changed": "Open until six, not five",
    }
    assert save(client, action, "codesign", **form).status_code == 302
    page = text(as_role("community_rep"), "action", action)
    assert "9 people took part." in page
    assert "Open until six, not five" in page
    with pytest.raises(NoReason, match="still to come"):
        changes.log_codesign(
            by=officer,
            on=TODAY,
            action=action,
            held_on=TODAY + timedelta(1),
            session="Next",
            people=4,
            changed="Nothing",
        )


@pytest.mark.requirement("L-29")
def test_a_new_facility_names_the_barrier_it_takes_away(as_role, action):
    form = {
        "name": "Care after school in the hall",
        "barrier": "B01",
        "opened_on": "2026-11-01",
        "difference": "Parents can work until six",
    }
    assert save(as_role("practitioner"), action, "facility", **form).status_code == 302
    page = text(as_role("clerk"), "action", action)
    assert "against the barrier: Childcare" in page
    assert "Parents can work until six" in page


@pytest.mark.requirement("W-15")
def test_outputs_stand_apart_from_measures_and_name_their_outcome(as_role, officer, plan, action):
    serves = changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="More parents in work", tier="intermediate")
    save(as_role("practitioner"), action, "output", what="Sessions held", expected="60", counted="12")
    assert "No outcome is named for it." in text(as_role("clerk"), "action", action)
    save(as_role("practitioner"), action, "output", what="Sessions held", counted="14", outcome=str(serves.pk))
    page = text(as_role("clerk"), "action", action)
    assert "14 of 60 expected" in page
    assert "Serves: More parents in work" in page


@pytest.mark.requirement("S-52")
def test_a_reading_is_held_against_the_path(as_role, officer, action):
    target = action.targets.get()
    form = {"target": str(target.pk), "value": "23", "read_on": "2026-11-02", "source": "Count at the gate"}
    assert save(as_role("practitioner"), action, "reading", **form).status_code == 302
    page = text(as_role("clerk"), "action", action)
    assert "30% of the way is made. Not as far as it should be." in page
    changes.read_measure(
        by=officer,
        on=TODAY,
        action=action,
        target=target,
        value=Decimal(24),
        source="Counted again",
        read_on=date(2026, 11, 2),
    )
    assert "24 on 2 November 2026 instead of 23" in text(as_role("clerk"), "action", action)


def test_two_who_write_the_same_part_see_each_other_s_words(as_role, officer, action):
    seen = reads.printed(action, "risk")
    changes.say_risk(by=officer, on=TODAY, action=action, risk="No staff in summer", was=seen)
    refused = save(as_role("practitioner"), action, "risk", risk="The hall is sold", was=seen)
    page = refused.content.decode()
    assert refused.status_code == 422
    for words in ["Test Communities Officer has changed this meanwhile", "No staff in summer", "The hall is sold"]:
        assert words in page
    with pytest.raises(WrittenMeanwhile):
        changes.say_risk(by=officer, on=TODAY, action=action, risk="Mine", was=seen)
    action.refresh_from_db()
    again = reads.printed(action, "risk")
    assert f'value="{again}"' in page  # saving again takes it as seen
    assert save(as_role("practitioner"), action, "risk", risk="Staff, and the hall", was=again).status_code == 302


def test_whoever_does_not_answer_for_an_action_cannot_write_its_facts(as_role, partnership, action):
    assert as_role("clerk").get(reverse("action-parts", args=[action.pk])).status_code == 403
    assert save(as_role("community_rep"), action, "risk", risk="x").status_code == 404
    with pytest.raises(NotAllowed):
        changes.say_risk(by=partnership.actor("clerk"), on=TODAY, action=action, risk="x")


def test_an_action_that_has_ended_takes_no_more_facts(officer, action):
    changes.stop(by=officer, on=TODAY, action=action, reason="No money")
    with pytest.raises(NoReason, match="no longer updated"):
        changes.say_risk(by=officer, on=TODAY, action=action, risk="x")


@pytest.mark.requirement("X-20")
def test_an_action_is_put_right_and_what_stood_there_prints(as_role, partnership, officer, plan, action):
    housing = partnership.organisations["Harbour Housing"]
    warm = changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Warm homes", tier="short")
    client, address = as_role("communities_officer"), reverse("action-edit", args=[action.pk])
    first = client.get(address)
    was = first.context["form"]["was"].value()
    form = {
        "title": "Dry all flats",
        "organisation": str(housing.pk),
        "money_planned": "5000",
        "outcomes": [str(warm.pk)],
        "was": was,
    }
    assert (
        client.post(address, form | {"starts_on": "2027-05-01", "due_on": "2027-04-01", "reason": "x"}).status_code
        == 422
    )
    assert client.post(address, form | {"due_on": "2028-03-31", "reason": "Scaffolding is late"}).status_code == 302
    page = text(as_role("clerk"), "action", action)
    for words in [
        "Dry all flats",
        "Title: Care after school → Dry all flats",
        "Serves: Warm homes",
        "Scaffolding is late",
    ]:
        assert words in page
    late = as_role("locality_leader").post(address, form | {"title": "Mine", "reason": "x"})
    assert late.status_code == 422
    assert "has changed this meanwhile" in late.content.decode()
    action.refresh_from_db()
    assert action.title == "Dry all flats"
    assert as_role("practitioner").get(address).status_code == 403


def test_what_is_agreed_changes_with_a_reason_alone(partnership, officer, plan, action):
    from hereabouts.records.plans.changes import NoReason

    plan.state = "agreed"
    plan.save()
    with pytest.raises(NoReason, match="Say why"):
        changes.correct_action(by=officer, on=TODAY, plan=plan, action=action, facts={"title": "Other"})
    changes.correct_action(
        by=officer, on=TODAY, plan=plan, action=action, facts={"title": "Other"}, reason="A slip of the pen"
    )


@pytest.mark.parametrize("step", ["grounds", "lived"])
def test_two_who_say_what_it_rests_on_see_each_other_s_words(as_role, action, step):
    mine = {"grounds": {"voice": "61 parents"}, "lived": {"design": "none", "delivery": "none"}}[step]
    other = {"grounds": {"voice": "Nobody"}, "lived": {"design": "", "delivery": ""}}[step]
    was = as_role("practitioner").get(reverse("action", args=[action.pk])).context[step]["was"].value()

    def send(role, words):
        form = {step: "1", f"{step}-was": was, **{f"{step}-{name}": value for name, value in words.items()}}
        return as_role(role).post(reverse("action", args=[action.pk]), form)

    assert send("practitioner", mine).status_code == 302
    answer = send("communities_officer", other)
    assert answer.status_code == 422
    assert "has changed this meanwhile" in answer.content.decode()


@pytest.mark.requirement("W-23")
def test_what_an_action_grew_out_of_is_said_on_its_page_and_the_days_until_work_began_are_counted(
    as_role, officer, plan, action
):
    form = {"kind": "issue", "words": "Twelve reports of dark stairs", "raised_on": "2026-11-02"}
    assert save(as_role("practitioner"), action, "source", **form | {"words": ""}).status_code == 422
    assert save(as_role("practitioner"), action, "source", **form).status_code == 302
    assert "Grew out of: Twelve reports of dark stairs" in text(as_role("clerk"), "action", action)
    assert "Nobody has begun yet." in text(as_role("clerk"), "plan-together", plan)
    changes.update_action(by=officer, on=TODAY, action=action, state="in progress")
    days = (TODAY - date(2026, 11, 2)).days
    assert f"{days} days until work began." in text(as_role("clerk"), "plan-together", plan)
