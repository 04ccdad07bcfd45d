"""A football club needs more space: it asks, partners answer, and one project is made in which each service has a part (D-07, D-08)."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes import NoReason
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
MAY, LATER = date(2026, 9, 1), date(2026, 9, 20)


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(by=officer, on=MAY, place=partnership.east, title="Room to play")


@pytest.fixture
def asked(partnership, officer, plan):
    """Both partners are asked; Harbour Housing has a field to give, the council has not answered."""
    housing, council = (partnership.organisations[name] for name in ("Harbour Housing", "Larkhaven Council"))
    field = changes.ask_partner(by=officer, on=MAY, plan=plan, organisation=housing, what="The field behind the flats")
    lights = changes.ask_partner(by=officer, on=MAY, plan=plan, organisation=council, what="Lights and pitches")
    return field, lights


def page(client, name, thing):
    answer = client.get(reverse(name, args=[thing.pk]))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def test_nothing_is_joint_before_a_partner_gives_something(as_role, partnership, officer, plan, asked):
    with pytest.raises(NoReason, match="answered yes or in part"):
        changes.join_forces(by=officer, on=TODAY, plan=plan, requests=asked, title="A field for teams")
    assert "Make one project" not in page(as_role("communities_officer"), "plan-together", plan)


@pytest.mark.requirement("D-07", "D-08")
def test_what_a_club_asked_for_becomes_a_project_of_several_and_each_is_thanked(
    as_role, partnership, officer, plan, asked
):
    council = partnership.organisations["Larkhaven Council"]
    for one, answer, words in zip(
        asked, ("yes", "in part"), ("From May, rent free", "Pitches; lights next year"), strict=True
    ):
        one.answer, one.words, one.answered_by, one.answered_on = answer, words, "For them", LATER
        one.save()
    client = as_role("communities_officer")
    form = {"part": "join", "requests": [str(one.pk) for one in asked], "title": "A field for girls and boys"}
    assert client.post(reverse("plan-together", args=[plan.pk]), form).status_code == 302
    (project,) = reads.joint_projects(officer, plan, on=TODAY)
    assert [(part.organisation, part.part) for part in project.parts] == [
        ("Harbour Housing", "From May, rent free"),
        ("Larkhaven Council", "Pitches; lights next year"),
    ]
    assert {source.words for source in project.sources} == {"The field behind the flats", "Lights and pitches"}

    action = plan.actions.get()
    changes.add_milestone(by=officer, on=TODAY, action=action, title="Drained and seeded", due_on=TODAY + timedelta(30))
    changes.update_action(by=officer, on=TODAY, action=action, state="in progress")
    part = {
        "part": "part",
        "part-action": str(action.pk),
        "part-organisation": str(council.pk),
        "part-part": "Two pitches",
    }
    refused = client.post(reverse("plan-together", args=[plan.pk]), part | {"part-done_on": TODAY.isoformat()})
    assert refused.status_code == 422  # done says what came of it
    done = part | {"part-done_on": TODAY.isoformat(), "part-result": "Two pitches, marked and seeded"}
    assert client.post(reverse("plan-together", args=[plan.pk]), done).status_code == 302
    changes.update_action(by=officer, on=TODAY, action=action, state="complete", proof="Six teams play there")
    told = page(as_role("clerk"), "plan-together", plan)
    for words in ["Drained and seeded", "Six teams play there", "Thank you", "Two pitches, marked and seeded"]:
        assert words in told
    report = page(as_role("community_rep"), "plan-one-page", plan)
    assert "Larkhaven Council (Two pitches, marked and seeded)" in report
    assert "Harbour Housing (" not in report  # its part is not done yet


@pytest.mark.requirement("W-23")
def test_an_issue_becomes_an_action_and_the_days_until_work_began_are_counted(as_role, partnership, officer, plan):
    action = changes.add_action(by=officer, on=MAY, plan=plan, title="Clear the tip")
    changes.say_source(
        by=officer,
        on=MAY,
        action=action,
        kind="issue",
        words="Rubbish is tipped in the lane",
        raised_on=MAY,
        thing="issue:7",
    )
    assert "Nobody has begun yet." in page(as_role("clerk"), "plan-together", plan)
    changes.update_action(by=officer, on=MAY + timedelta(9), action=action, state="in progress")
    assert "9 days until work began." in page(as_role("clerk"), "plan-together", plan)
    with pytest.raises(NoReason, match="tomorrow"):
        changes.say_source(by=officer, on=MAY, action=action, kind="issue", words="x", raised_on=MAY + timedelta(1))
