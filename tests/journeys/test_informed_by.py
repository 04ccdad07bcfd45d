"""What a plan and its actions rest on: the numbers, the voices and the strategies of the day, and who of those who live it had a part."""

from datetime import date

import pytest
from django.urls import reverse

from hereabouts.core.plans.lived import NotAPart
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.priorities import changes as agreeing
from hereabouts.records.voice import changes as voice
from tests.heard import heard, measured
from tests.journeys.test_priorities import SICK, aim, text
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(partnership):
    return {"by": partnership.actor("locality_leader"), "on": TODAY}


@pytest.fixture
def board(partnership, monkeypatch):
    """Forty people: two raised health, which is measured and which three plans ask for; fourteen raised money, which none measures."""
    heard(monkeypatch, T13=24, T01=14, T06=2)
    measured(monkeypatch, SICK)
    for ref in "123":
        aim(partnership, "T06", ref)
    return agreeing.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)


@pytest.fixture
def plan(partnership, given):
    period = {"period_from": date(2022, 4, 1), "period_to": date(2027, 3, 31)}
    made = changes.draft_plan(**given, place=partnership.east, title="East, together", **period)
    changes.add_outcome(
        **given, plan=made, statement="Fewer winters in hospital", tier="long", improvement="From 30 to 20 in a thousand",
        inequality_gap="Here and the city",
    )  # fmt: skip
    return made


def added(partnership, given, plan, **facts):
    council = partnership.organisations["Larkhaven Council"]
    return changes.add_action(
        **given, plan=plan, organisation=council, **{"title": "A chest clinic", "topic": "T06"} | facts
    )


def send(client, action, step, **form):
    return client.post(reverse("action", args=[action.pk]), {step: "1", **{f"{step}-{k}": v for k, v in form.items()}})


@pytest.mark.requirement("S-55")
def test_an_action_shows_voice_data_and_strategy_and_says_which_is_silent(as_role, partnership, given, plan, board):
    clinic, money = added(partnership, given, plan), added(partnership, given, plan, title="Debt advice", topic="T01")
    page = text(as_role("elected_member"), "action", clinic)
    box = page[page.index("What it rests on") :]
    assert "2 of 40 people" in box
    assert "1 indicator" in box
    assert "9 of 9 points" in box
    assert "The board as it was frozen on 20 November 2026." in box
    poor = text(as_role("elected_member"), "action", money)
    assert "Nothing measures it here." in poor
    assert "No plan asks for it." in poor
    assert "An assumption: nobody has named evidence for it yet." in poor
    officer = as_role("communities_officer")
    assert (
        send(officer, money, "grounds", voice="14 of 40 people at the stalls, most of them tenants").status_code == 302
    )
    told = text(as_role("community_rep"), "action", money)
    assert "14 of 40 people at the stalls" in told
    assert "Nothing from data and strategy speaks for it yet." in told
    assert "What it rests on was written down" in told
    assert "14 of 40 people at the stalls" in text_csv(as_role("clerk"), plan)


def text_csv(client, plan):
    return client.get(reverse("plan-csv", args=[plan.pk])).content.decode()


@pytest.mark.requirement("S-55")
def test_the_sources_stay_those_of_the_board_a_priority_was_chosen_on(partnership, given, plan, board, monkeypatch):
    chosen = agreeing.adopt(
        **given, place=partnership.east, statement="Fewer winters in hospital", topic="T06", rationale="Three plans", minute="4",
        departure="Winter is near", test="Three sessions first",
    )  # fmt: skip
    clinic, loose = added(partnership, given, plan, priority=chosen), added(partnership, given, plan, title="Loose")
    heard(monkeypatch, T06=30, T13=10)
    agreeing.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east)
    then, now = (reads.grounds(given["by"], one, on=TODAY) for one in (clinic, loose))
    assert [g.sources[0].leg.evidence.people for g in (then, now)] == [2, 30]
    assert then.run_id == board.pk


def test_a_board_that_asks_first_is_not_shown_through_the_back_door(partnership, given, plan, monkeypatch):
    heard(monkeypatch, T13=24, T06=16)
    measured(monkeypatch, SICK)
    agreeing.triangulate(by=partnership.actor("analyst"), on=TODAY, place=partnership.east, ask_first=True)
    clinic = added(partnership, given, plan)
    assert reads.grounds(partnership.actor("communities_officer"), clinic, on=TODAY).run_id is None
    assert reads.grounds(partnership.actor("community_rep"), clinic, on=TODAY).run_id is not None  # asked nothing first


@pytest.mark.requirement("S-50")
def test_a_plan_cites_its_profile_and_what_was_heard_and_freezes_them(as_role, partnership, given, plan, board):
    officer = {"by": partnership.actor("communities_officer"), "on": TODAY}
    stall = voice.plan_activity(
        **officer,
        place=partnership.east,
        name="Gala stall",
        method="stall",
        held_on=TODAY,
        purpose="What to do",
        count=70,
    )
    said = [
        voice.record(**officer, place=partnership.east, words=f"My chest is bad, {n}", heard_on=TODAY, activity=stall)
        for n in range(6)
    ]
    for one in said:
        voice.code(**officer, contribution=one, accept={"T06": "problem"})
    theme(officer, partnership, said, "Winter makes people ill here")
    theme(officer, partnership, said[:4], "Four of them want a bus")  # so few that a printed plan does not cite it
    page = text(as_role("clerk"), "plan", plan)
    assert "As it stands today; agreeing the plan freezes it." in page
    cited = page[page.index("What it is informed by") :]
    assert "version 1 of the place, defined 1 January 2025" in cited
    assert "Winter makes people ill here" in cited
    assert "Four of them want a bus" not in cited
    assert "Voice, data and strategy as at 20 November 2026" in cited
    changes.agree(**given, plan=plan, minute="LCPP, item 5")
    voice.plan_activity(
        **officer, place=partnership.east, name="Late walk", method="walkabout", held_on=TODAY, purpose="More"
    )
    page = text(as_role("clerk"), "plan", plan)
    cited = page[page.index("What it is informed by") :]
    assert "Frozen with version 1." in cited
    assert "70 contacts" in cited
    assert "Late walk" not in cited
    frozen = access.find(given["by"], plan.pk, on=TODAY).versions.get().text["cites"]
    assert (frozen["people"], frozen["profile"]["version"], frozen["board"]["hash"]) == (6, 1, board.hash)


def theme(officer, partnership, said, statement):
    return voice.accept_theme(**officer, place=partnership.east, statement=statement, topic="T06", contributions=said)


@pytest.mark.requirement("S-14")
def test_the_part_of_those_who_live_it_is_written_down_from_none_to_led(as_role, partnership, given, plan):
    clinic, path = added(partnership, given, plan), added(partnership, given, plan, title="Light the path")
    officer = as_role("communities_officer")
    nobody = send(officer, clinic, "lived", design="led", delivery="asked", words="")
    assert nobody.status_code == 422
    assert "Say who it was, as a group, and how" in nobody.content.decode()
    who = "Six tenants with bad chests, on the panel"
    assert send(officer, clinic, "lived", design="led", delivery="worked with us", words=who).status_code == 302
    page = text(as_role("community_rep"), "action", clinic)
    assert "Led it" in page
    assert "Worked on it with us" in page
    assert who in page
    assert "in its design led, in its delivery worked with us" in page  # and it stands in the history
    assert "Not known yet" in text(as_role("community_rep"), "action", path)  # nobody said: that is not none
    whole = text(as_role("clerk"), "plan", plan)
    assert "work on the design and the delivery of 1 of 2 actions with us, and lead part of 1." in whole
    assert "On 1 nobody has said yet." in whole
    assert "They have no part" not in whole
    assert "The part of people with lived experience in every action, none too" in whole
    send(as_role("communities_officer"), path, "lived", design="none", delivery="none", words="")
    assert "They have no part in 1." in text(as_role("clerk"), "plan", plan)
    rows = text_csv(as_role("clerk"), plan)
    assert "led,worked with us" in rows
    assert "none,none" in rows


def test_a_part_that_is_none_of_the_list_is_refused(partnership, given, plan):
    with pytest.raises(NotAPart):
        changes.note_lived(**given, action=added(partnership, given, plan), design="owned", delivery="", words="x")
