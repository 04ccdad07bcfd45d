"""The lives of plans: representations answered, amendments endorsed, five plans agreed upward, a year renewed, residents with the pen."""

from datetime import date

import pytest
from django.urls import reverse

from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.plans.changes import NotComplete
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
FIVE = ("Community engagement", "Substance misuse", "Environment", "Early intervention", "Contact point")


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def leader(partnership):
    return partnership.actor("locality_leader")


def drafted(partnership, officer, **facts):
    given = {"title": "East, together", "period_from": date(2026, 4, 1), "period_to": date(2027, 3, 31)} | facts
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, **given)
    changes.add_outcome(
        by=officer, on=TODAY, plan=plan, statement=f"Warm, dry homes: {plan.ref}", tier="intermediate",
        improvement="From 40 to 90 in a hundred by 2027", inequality_gap="Here and the city",
    )  # fmt: skip
    return plan


def page(client, name, thing):
    answer = client.get(reverse(name, args=[thing.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client, name, thing, **form):
    return client.post(reverse(name, args=[thing.pk]), form)


@pytest.mark.requirement("X-25", "S-49")
def test_a_draft_is_agreed_when_everybody_who_said_something_has_an_answer(as_role, partnership, officer):
    plan = drafted(partnership, officer)
    client = as_role("communities_officer")
    post(client, "plan", plan, state="consulting")
    said = {"consultee": "Tenants of the Point", "text": "The damp is in the stairs, too", "received_on": "2026-11-10"}
    assert post(client, "plan-representations", plan, **said).status_code == 302
    refused = post(as_role("locality_leader"), "plan-agree", plan, minute="LCPP, item 5")
    assert refused.status_code == 422
    assert "No answer was given to Tenants of the Point." in refused.content.decode()
    one = plan.representations.get()
    empty = {"answer": str(one.pk), f"{one.pk}-response": ""}
    assert post(as_role("communities_officer"), "plan-representations", plan, **empty).status_code == 422
    answer = {"answer": str(one.pk), f"{one.pk}-response": "The stairs are in it now", f"{one.pk}-changed": "on"}
    assert post(as_role("communities_officer"), "plan-representations", plan, **answer).status_code == 302
    told = page(as_role("community_rep"), "plan-representations", plan)
    for words in ["The damp is in the stairs, too", "The stairs are in it now", "The plan was changed because of it."]:
        assert words in told
    assert post(as_role("locality_leader"), "plan-agree", plan, minute="LCPP, item 5").status_code == 302
    assert "all answered" in page(as_role("clerk"), "plan", plan)


@pytest.mark.requirement("X-25")
def test_an_override_of_an_unanswered_representation_prints_in_the_version(as_role, partnership, officer, leader):
    plan = drafted(partnership, officer)
    changes.receive_representation(by=officer, on=TODAY, plan=plan, consultee="A school", text="Too late")
    changes.agree(by=leader, on=TODAY, plan=plan, minute="5", override="The school is closed until January")
    assert "The school is closed until January" in page(
        as_role("community_rep"), "plan-version", plan.versions.get(number=1)
    )
    with pytest.raises(NotComplete, match="A school"):
        changes.renew(by=leader, on=TODAY, plan=plan, minute="6")


@pytest.mark.requirement("W-37", "W-44", "W-17")
def test_what_is_edited_after_agreement_waits_for_the_strategic_group(as_role, partnership, officer, leader):
    plan = drafted(partnership, officer)
    action = changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats", due_on=date(2027, 3, 31))
    changes.agree(by=leader, on=TODAY, plan=plan, minute="LCPP, item 5")
    assert reads.pending(plan, on=TODAY) == []
    changes.update_action(
        by=officer, on=TODAY, action=action, due_on=date(2027, 9, 30), reason="Surveyors", state="in progress"
    )
    changes.add_action(by=officer, on=TODAY, plan=plan, title="A bus")
    told = page(as_role("clerk"), "plan", plan)
    assert "2 amendments wait to be endorsed" in told
    assert "31 March 2027 → 30 September 2027" in told
    with pytest.raises(NotAllowed):
        changes.endorse(by=officer, on=TODAY, plan=plan, minute="6")
    assert post(as_role("locality_leader"), "plan-endorse", plan, words="Say what the bus costs").status_code == 302
    assert "Say what the bus costs" in page(as_role("communities_officer"), "plan", plan)
    assert post(as_role("locality_leader"), "plan-endorse", plan, minute="Strategic group, item 2").status_code == 302
    version = page(as_role("elected_member"), "plan-version", plan.versions.get(number=2))
    assert "Amendments endorsed" in version
    assert "A bus" in version
    assert "wait to be endorsed" not in page(as_role("clerk"), "plan", plan)
    with pytest.raises(NotComplete, match="Nothing was amended"):
        changes.endorse(by=leader, on=TODAY, plan=plan, minute="7")


@pytest.mark.requirement("W-44", "W-17", "W-45")
def test_west_lindsey_five_thematic_plans_are_worked_out_and_agreed_upward(as_role, partnership, officer, leader):
    strategy = drafted(partnership, officer, title="A total approach", kind="strategy")
    changes.take_framework(by=officer, on=TODAY, plan=strategy, framework="west-lindsey")
    plans = [drafted(partnership, officer, title=title, kind="thematic", parent=strategy) for title in FIVE]
    early = changes.add_action(by=officer, on=TODAY, plan=plans[2], title="Clean the lanes")
    changes.update_action(by=officer, on=TODAY, action=early, state="in progress")
    assert "Started before the plan is agreed" in page(as_role("clerk"), "plan", plans[2])
    for plan in plans:
        refused = post(as_role("locality_leader"), "plan-agree", plan, minute="Strategic group, item 3")
        assert "It has not been put forward to be agreed." in refused.content.decode()
        assert post(as_role("communities_officer"), "plan-about", plan, forward="1").status_code == 302
        plan.refresh_from_db()
    assert post(as_role("locality_leader"), "plan-endorse", plans[0], words="Name a lead").status_code == 302
    assert "Name a lead" in page(as_role("communities_officer"), "plan", plans[0])
    assert post(as_role("communities_officer"), "plan-about", plans[0], forward="1").status_code == 302
    for plan in plans:
        assert post(as_role("locality_leader"), "plan-agree", plan, minute="Strategic group, item 3").status_code == 302
    told = page(as_role("elected_member"), "plan", strategy)
    assert all(title in told for title in FIVE)
    assert {p.state for p in access.visible(officer, on=TODAY).filter(parent=strategy)} == {"agreed"}


@pytest.mark.requirement("W-44")
def test_whoever_put_it_forward_does_not_agree_it(partnership, officer, leader):
    strategy = drafted(partnership, officer, title="A total approach", kind="strategy")
    plan = drafted(partnership, officer, title=FIVE[0], kind="thematic", parent=strategy)
    changes.put_forward(by=leader, on=TODAY, plan=plan)
    with pytest.raises(NotComplete, match="somebody else agrees it"):
        changes.agree(by=leader, on=TODAY, plan=plan, minute="3")


@pytest.mark.requirement("D-64", "S-54", "X-20")
def test_dundee_renews_its_plan_and_what_was_decided_of_each_action_prints(as_role, partnership, officer, leader):
    plan = drafted(partnership, officer, period_from=date(2022, 4, 1), period_to=date(2027, 3, 31))
    late, going, ending = (
        changes.add_action(by=officer, on=TODAY, plan=plan, title=title, due_on=due)
        for title, due in [
            ("Dry the flats", date(2026, 11, 1)),
            ("A bus", date(2027, 3, 1)),
            ("A fair", date(2027, 2, 1)),
        ]
    )
    changes.agree(by=leader, on=TODAY, plan=plan, minute="LCPP 2026")
    with pytest.raises(NotComplete, match=late.ref):
        changes.renew(by=leader, on=TODAY, plan=plan, minute="LCPP 2027")
    form = {
        "minute": "LCPP 2027",
        f"{going.pk}-how": "goes on",
        f"{late.pk}-how": "carried forward",
        f"{ending.pk}-how": "stopped",
    }
    assert (
        post(as_role("locality_leader"), "plan-renew", plan, **form).status_code == 422
    )  # a reason and a day are missing
    form |= {
        f"{late.pk}-due_on": "2027-10-31",
        f"{late.pk}-reason": "Surveyors came late",
        f"{ending.pk}-reason": "No hall",
    }
    assert post(as_role("locality_leader"), "plan-renew", plan, **form).status_code == 302
    told = page(as_role("community_rep"), "plan-version", plan.versions.get(number=2))
    for words in [
        f"{late.ref} Dry the flats",
        "Carried forward",
        "31 October 2027",
        "Surveyors came late",
        "No hall",
        "Goes on",
    ]:
        assert words in told
    changes.move_plan(by=leader, on=TODAY, plan=plan, state="under review")
    next_ = {"title": "East, together still", "period_from": "2027-04-01", "period_to": "2032-03-31"}
    assert post(as_role("locality_leader"), "plan-renew", plan, **next_).status_code == 302
    after = plan.followed_by.get()
    assert sorted(a.ref for a in after.actions.all()) == sorted(
        [late.ref, going.ref]
    )  # the same references, in the next plan
    assert late.ref in page(
        as_role("clerk"), "plan-version", plan.versions.get(number=2)
    )  # what was frozen did not move
    assert "Renewed: another plan follows" in page(as_role("clerk"), "plan", plan)


@pytest.mark.requirement("D-108", "D-106")
def test_residents_hold_the_pen_and_partners_answer_what_they_ask(as_role, partnership, officer, leader):
    friends, housing = (partnership.organisations[name] for name in ("Friends of East", "Harbour Housing"))
    rep = partnership.actor("community_rep")
    form = {
        "title": "Our East",
        "kind": "community",
        "pen": str(friends.pk),
        "period_from": "2026-04-01",
        "period_to": "2027-03-31",
    }
    assert as_role("community_rep").post(reverse("plan-draft", args=[partnership.east.pk]), form).status_code == 302
    plan = access.called(rep, "Our East", on=TODAY)
    about = {"part": "about", "about-coproduced": "led", "about-coproduced_words": "Forty tenants, over soup"}
    assert post(as_role("community_rep"), "plan-about", plan, **about).status_code == 302
    outcome = {
        "statement": "A hall that is ours",
        "tier": "short",
        "improvement": "From none to one by summer",
        "inequality_gap": "Here and West",
    }
    assert post(as_role("community_rep"), "plan-outcome", plan, **outcome).status_code == 302
    with pytest.raises(NotAllowed, match="Friends of East holds the pen"):
        changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Ours", tier="short")
    with pytest.raises(NotAllowed, match="holds the pen"):
        changes.add_action(by=officer, on=TODAY, plan=plan, title="Ours")
    with pytest.raises(NotAllowed, match="holds the pen"):
        changes.agree(by=leader, on=TODAY, plan=plan, minute="1")
    ask = {"organisation": str(housing.pk), "what": "The empty shop, for a year", "needed_by": "2027-01-31"}
    assert post(as_role("community_rep"), "plan-requests", plan, **ask).status_code == 302
    asked = plan.requests.get()
    words = {
        "answer_to": str(asked.pk),
        f"{asked.pk}-answer": "in part",
        f"{asked.pk}-words": "For six months, from February",
    }
    assert post(as_role("communities_officer"), "plan-requests", plan, **words).status_code == 404  # they are not asked
    assert post(as_role("practitioner"), "plan-requests", plan, **words).status_code == 302
    assert "For six months, from February" in page(as_role("elected_member"), "plan-requests", plan)
    assert post(as_role("community_rep"), "plan-agree", plan, minute="Friends, 3 December").status_code == 302
    told = page(as_role("clerk"), "plan", plan)
    for words in [
        "Holds the pen</dt><dd>Friends of East",
        "They led the writing. Forty tenants, over soup",
        "1 request",
    ]:
        assert words in told


@pytest.mark.requirement("D-108")
def test_whoever_may_write_their_own_plan_begins_no_other(partnership):
    rep = partnership.actor("community_rep")
    with pytest.raises(NotAllowed, match="your own group"):
        changes.draft_plan(by=rep, on=TODAY, place=partnership.east, title="The city's", kind="locality")
    with pytest.raises(NotAllowed):
        changes.draft_plan(
            by=rep,
            on=TODAY,
            place=partnership.east,
            title="Theirs",
            kind="community",
            pen=partnership.organisations["Harbour Housing"],
        )


@pytest.mark.requirement("I-21", "L-02", "W-08", "I-16", "L-22")
def test_an_initiative_says_its_problem_its_end_and_what_it_takes_for_true(as_role, partnership, officer, leader):
    plan = drafted(partnership, officer, title="Linlathen works", kind="initiative")
    refused = post(as_role("locality_leader"), "plan-agree", plan, minute="5").content.decode()
    for words in [
        "The plan ends, and does not say how.",
        "Nobody has said who takes on what worked.",
        "which problem it is for",
    ]:
        assert words in refused
    client = as_role("communities_officer")
    about = {
        "problem": "No care, so no work",
        "exit": "Ends in March; the club goes on",
        "mainstreaming": "The school, from its own budget",
    }
    post(client, "plan-about", plan, part="about", **{f"about-{k}": v for k, v in about.items()})
    post(
        client,
        "plan-about",
        plan,
        part="assumption",
        **{"assumption-words": "Evening classes will not work here", "assumption-whom": "Lone parents"},
    )
    programme = {
        "name": "Child Poverty Pathfinder",
        "funder": "Government",
        "overlap": "The same families",
        "measures": "Money claimed",
    }
    post(client, "plan-about", plan, part="programme", **{f"programme-{k}": v for k, v in programme.items()})
    one = plan.assumptions.get()
    review = {"assumption": str(one.pk), "held": "failed", "found": "Nine came on Tuesdays"}
    assert (
        post(client, "plan-about", plan, part="review", **{f"review-{k}": v for k, v in review.items()}).status_code
        == 302
    )
    assert post(as_role("locality_leader"), "plan-agree", plan, minute="5").status_code == 302
    told = page(as_role("clerk"), "plan", plan)
    for words in ["No care, so no work", "Evening classes will not work here", "It did not hold. Nine came on Tuesdays",
                  "Child Poverty Pathfinder", "funded by Government", "Money claimed"]:  # fmt: skip
        assert words in told


def test_the_plan_s_page_asks_as_much_for_thirty_actions_as_for_three(
    as_role, partnership, officer, leader, django_assert_max_num_queries
):
    plan = drafted(partnership, officer)
    changes.agree(by=leader, on=TODAY, plan=plan, minute="5")
    client, counts = as_role("clerk"), []
    for more in (3, 27):
        for n in range(more):
            changes.add_action(by=officer, on=TODAY, plan=plan, title=f"Action {n}", measure="Homes")
        with django_assert_max_num_queries(60) as asked:
            page(client, "plan", plan)
        counts.append(len(asked))
    assert counts[0] == counts[1]
