"""Two localities find that they are about to do the same thing twice, and somebody decides (S-18, D-94, X-20)."""

from html import unescape

import pytest
from django.urls import reverse

from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.partners import changes as partners
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.models import ActionPair
from tests import released
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
TITLE = "Weekly warm space with a free meal for families"


def html(response):
    return unescape(response.content.decode())


@pytest.fixture
def both(partnership):
    """Two plans with an action each that may be one; somebody who answers for both places."""
    partnership.add("communities_officer", place=partnership.west, key="officer_west")
    officer, west = partnership.actor("communities_officer"), partnership.actor("officer_west")
    east_plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    west_plan = changes.draft_plan(by=west, on=TODAY, place=partnership.west, title="West, together")
    one = changes.add_action(by=officer, on=TODAY, plan=east_plan, title=TITLE, topic="T16")
    other = changes.add_action(
        by=west, on=TODAY, plan=west_plan, title="Warm space every week with a meal for families", topic="T16"
    )
    return one, other


@pytest.fixture
def client_of_both(partnership, both, as_role):
    """The officer of East, who covers for West too."""
    partners.give_role(
        by=partnership.actor("administrator"), on=TODAY, account=partnership.people["communities_officer"],
        role="communities_officer", place=partnership.west,
    )  # fmt: skip
    return as_role("communities_officer")


@pytest.mark.requirement("S-18")
@pytest.mark.requirement("D-94")
def test_two_places_find_that_they_plan_one_thing_and_make_it_joint(client_of_both, partnership, both):
    one, other = both
    page = html(client_of_both.get(reverse("same-work")))
    assert "1 pair of actions may be one." in page
    assert "Same topic" in page
    assert "Common ground between places" in page
    address = reverse("action-beside", args=[one.pk])
    assert other.title in html(client_of_both.get(address, {"with": other.pk}))
    told = {"other": other.pk, "decision": "joint", "why": "One hall, one cook."}
    assert client_of_both.post(address, told).status_code == 302
    page = html(client_of_both.get(reverse("same-work")))
    assert "No two actions look like one another" in page
    assert "Of 1 pairs that somebody decided, 1 were the same work." in page
    assert "Of 2 actions that go on, 1 could be spared (50.0%)" in page

    # One history: what one place tells stands at the action of the other.
    changes.update_action(
        by=partnership.actor("officer_west"), on=TODAY, action=other, state="in progress", told="Opened"
    )
    page = html(client_of_both.get(reverse("action", args=[one.pk])))
    assert f"{other.ref}: " in page
    assert "Opened" in page


@pytest.mark.requirement("S-18")
def test_the_same_work_twice_goes_on_once_and_the_other_says_where(client_of_both, both):
    one, other = both
    address = reverse("action-beside", args=[one.pk])
    told = {"other": other.pk, "decision": "duplicate", "why": "The hall is one."}
    refused = client_of_both.post(address, told)
    assert refused.status_code == 422
    assert "Say which of the two goes on." in html(refused)
    client_of_both.post(address, told | {"keeps": "other"})
    one.refresh_from_db()
    assert (one.state, one.merged_into_id, one.reason) == ("merged", other.pk, "The hall is one.")


def test_who_answers_for_one_place_alone_sees_no_pair_and_merges_nothing_of_another(as_role, partnership, both):
    one, other = both
    officer = partnership.actor("communities_officer")
    page = html(as_role("communities_officer").get(reverse("same-work")))
    assert other.title not in page
    with pytest.raises(NotAllowed):
        changes.decide_pair(by=officer, on=TODAY, one=one, other=other, decision="duplicate", why="x", keeps=one)
    other.refresh_from_db()
    assert other.state == "proposed"
    assert not ActionPair.objects.exists()


def test_an_answer_holds_until_one_of_the_two_says_something_else(client_of_both, partnership, both):
    one, other = both
    officer = partnership.actor("communities_officer")
    changes.decide_pair(by=officer, on=TODAY, one=one, other=other, decision="unrelated")
    assert reads.twins(officer, on=TODAY) == ([], 0)
    assert changes.set_target(
        by=officer, on=TODAY, action=one, measure="A weekly warm space with a meal", baseline=None, target=None
    )
    assert reads.twins(officer, on=TODAY)[1] == 1


@pytest.mark.requirement("S-18")
def test_what_is_typed_is_held_against_what_others_plan(client_of_both, partnership, both):
    one, _ = both
    plan = one.plan
    shown = html(
        client_of_both.get(reverse("actions-like", args=[plan.pk]), {"title": "weekly warm space and a free meal"})
    )
    assert TITLE in shown
    assert "Some" not in html(client_of_both.get(reverse("actions-like", args=[plan.pk]), {"title": "Paint the pier"}))
    add, told = reverse("action-add", args=[plan.pk]), {"title": TITLE}
    stopped = client_of_both.post(add, told)
    assert "Somebody plans this already?" in html(stopped)
    assert plan.actions.count() == 1
    assert client_of_both.post(add, told | {"all_the_same": "1"}).status_code == 302
    assert plan.actions.count() == 2


def test_nobody_is_shown_what_another_place_plans_while_they_type(as_role, both):
    one, other = both
    client = as_role("communities_officer")
    assert other.title not in html(client.get(reverse("actions-like", args=[one.plan.pk]), {"title": other.title}))


@pytest.mark.requirement("D-94", "S-18")
def test_what_another_place_has_published_is_found_and_its_drafts_are_not(as_role, partnership):
    partnership.add("locality_leader", place=partnership.west, key="leader_west")
    partnership.add("communities_officer", place=partnership.west, key="officer_west")
    west, officer = partnership.actor("officer_west"), partnership.actor("communities_officer")
    theirs = changes.draft_plan(by=west, on=TODAY, place=partnership.west, title="West, together")
    changes.add_action(by=west, on=TODAY, plan=theirs, title=TITLE)
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    address = reverse("actions-like", args=[plan.pk])

    def found(title):
        return unescape(as_role("communities_officer").get(address, {"title": title}).json()["html"]).strip()

    assert found(TITLE) == ""  # a draft of a place she does not see
    told = released.content("plan", partnership.west)
    title = next(
        action["title"]
        for p in told["priorities"]
        for action in p["did"]
        if action["status"] not in {"done", "stopped"}
    )
    released.release(partnership, place=partnership.west, role="leader_west")
    assert f"{title}</a>, West" in found(title)
    assert found(TITLE) == ""
    changes.add_action(by=officer, on=TODAY, plan=plan, title=title)
    page = html(as_role("communities_officer").get(reverse("same-work")))
    assert "What other places have published" in page
    assert f"{title}</a>, West" in page
