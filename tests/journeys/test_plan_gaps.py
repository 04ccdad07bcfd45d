"""Where nobody does anything: what is high without an action, what is done without a need, what is counted for nothing."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from hereabouts.core.evidence.findings import Finding
from hereabouts.records.plans import changes, reads
from hereabouts.records.priorities import changes as priorities
from tests.heard import heard, measured
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
SICK = Finding(
    indicator="stays", label="Emergency stays", topic="T06", polarity="high_bad", unit="per 1,000", value=30, se=1.0, reference=20,
    reference_name="Larkhaven", sigma_ref=4, comparators=12, period="2025", source="Health board extract",
)  # fmt: skip


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    return changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")


@pytest.fixture
def board(partnership, monkeypatch):
    """Forty people: litter first, then money; only health is measured, and nothing at all is known of being online."""
    heard(monkeypatch, T13=24, T01=14, T06=2)
    measured(monkeypatch, SICK)
    return priorities.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def needs(partnership, actor, **more):
    return {one.topic: one for one in reads.place_gaps(actor, partnership.east, on=TODAY, **more).needs}


def test_a_need_stands_in_the_list_until_an_action_or_an_offer_serves_it(partnership, officer, plan, board):
    assert needs(partnership, officer)["T13"].high == ("voice",)
    assert needs(partnership, officer)["T06"].high == ("data",)
    assert "T13" not in needs(partnership, officer, offered={"T13"})
    action = changes.add_action(by=officer, on=TODAY, plan=plan, title="Sweep the lanes", topic="T13")
    assert "T13" not in needs(partnership, officer)
    changes.stop(by=officer, on=TODAY, action=action, reason="The van broke")
    assert "T13" in needs(partnership, officer)


def test_an_agreed_priority_without_an_action_is_a_need_without_a_board(partnership, officer, plan):
    leader = partnership.actor("locality_leader")
    chosen = priorities.adopt(
        by=leader, on=TODAY, place=partnership.east, statement="Everybody online", topic="T20", rationale="Heard at the door",
        minute="LCPP, item 4", departure="No board yet", test="Ask at the library by May", without="A start",
    )  # fmt: skip
    assert needs(partnership, officer)[chosen.topic].agreed == "Everybody online"
    changes.add_action(by=officer, on=TODAY, plan=plan, title="Lend laptops", priority=chosen)
    assert chosen.topic not in needs(partnership, officer)


def test_the_page_says_each_gap_in_a_sentence_with_a_way_to_act(as_role, partnership, officer, plan, board):
    unasked = changes.add_action(by=officer, on=TODAY, plan=plan, title="An app for all", topic="T20")
    loose = changes.add_action(by=officer, on=TODAY, plan=plan, title="Leaflets", topic="T13", due_on=date(2027, 3, 1))
    changes.count_output(by=officer, on=TODAY, action=loose, what="Leaflets through doors", counted=900)
    told = page(as_role("communities_officer"), "gaps", partnership.east.pk)
    assert "Residents raise it more than most topics." not in told  # the leaflets are an action on it
    assert "The data is worse here than elsewhere. No live action serves it." in told
    assert "nobody was heard, nothing is measured and no strategy asks for it" in told
    assert "It counts Leaflets through doors; no outcome is named that this leads to." in told
    for name, thing in (("action-add", plan), ("action", unasked), ("action-parts", loose)):
        assert reverse(name, args=[thing.pk]) in told
    everywhere = page(as_role("clerk"), "city-gaps")
    assert reverse("gaps", args=[partnership.east.pk]) in everywhere
    assert reverse("action-add", args=[plan.pk]) not in everywhere  # a clerk adds nothing

    outcome = changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Cleaner lanes", tier="short")
    changes.count_output(by=officer, on=TODAY, action=loose, what="Leaflets through doors", outcome=outcome)
    changes.say_grounds(by=officer, on=TODAY, action=unasked, grounds={"voice": "Asked for at the drop-in"})
    found = reads.place_gaps(officer, partnership.east, on=TODAY)
    assert (found.assumptions, found.resultless) == ((), ())
