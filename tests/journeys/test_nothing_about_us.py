"""Nothing about us without us: a decision that touches a group warns while nobody of the group was heard."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.core.voice.without_us import GroupVoice, without
from hereabouts.engines.definitions import topics
from hereabouts.records.priorities import changes
from hereabouts.records.voice import changes as voice
from tests.gatherings import Gathering
from tests.journeys.test_priorities import board, text  # noqa: F401 - the fixture
from tests.journeys.test_sessions import called, step, things
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
WARNING = "Nothing about us without us."
NOBODY = "It touches “Ethnic group: Asian”, and nobody of them has been heard here in the last two years."
NOT_ON_THIS = "It touches “Ethnic group: Asian”. Fewer than five of them were heard here in the last two years, and none of those on this."


def speaks(partnership, ethnicity, *topics, on=TODAY, **facts):
    officer = {"by": partnership.actor("communities_officer"), "on": TODAY}
    told = {"answers": {"ethnicity": ethnicity}, "heard_on": on, "place": partnership.east} | facts
    said = voice.record(**officer, words="The clinic is far", **told)
    voice.code(**officer, contribution=said, accept=dict.fromkeys(topics, "problem"))
    return said


def touch(client, partnership, topic, *groups):
    address = reverse("board-topic", args=[partnership.east.pk]) + f"?code={topic}"
    return client.post(address, {"touch": "1", "touch-groups": list(groups)})


def topic_page(client, partnership, topic="T06"):
    return text(client, "board-topic", partnership.east, code=topic)


@pytest.mark.requirement("S-63")
def test_the_topic_warns_until_somebody_of_the_group_was_heard_on_it(as_role, partnership, board):  # noqa: F811
    leader = as_role("locality_leader")
    assert "Nobody has said yet." in topic_page(leader, partnership)
    assert WARNING not in topic_page(leader, partnership)
    speaks(partnership, "white", "T06")
    assert touch(leader, partnership, "T06", "ethnicity: asian").status_code == 302
    assert NOBODY in topic_page(as_role("community_rep"), partnership)
    speaks(partnership, "asian", "T06", on=TODAY - timedelta(days=800))  # another time's voice is no voice
    assert NOBODY in topic_page(as_role("community_rep"), partnership)
    speaks(partnership, "asian", "T13")
    assert NOT_ON_THIS in topic_page(as_role("community_rep"), partnership)
    speaks(partnership, "asian", "T06")
    page = topic_page(as_role("community_rep"), partnership)
    assert WARNING not in page
    assert "Each of these groups has been heard on it" in page


@pytest.mark.requirement("S-63")
def test_the_session_the_decision_in_it_and_the_priority_warn_too(as_role, partnership, board):  # noqa: F811
    speaks(partnership, "white", "T06")
    leader = {"by": partnership.actor("locality_leader"), "on": TODAY}
    changes.name_touched(**leader, place=partnership.east, topic="T06", groups=["ethnicity: asian"])
    officer = as_role("communities_officer")
    session = called(officer, partnership)
    for topic in ("T06", "T01"):
        step(officer, session, "topic", topic=topic)
    page = text(as_role("elected_member"), "session", session)
    assert page.count(WARNING) == 1
    assert NOBODY in page
    step(as_role("communities_officer"), session, "stage", to="voting")
    step(as_role("communities_officer"), session, "stage", to="counted")
    here = things(session)
    health, other = (here[topics()[code]["label"]] for code in ("T06", "T01"))
    client = as_role("communities_officer")
    assert NOBODY in text(client, "session-decide", session, choice=health)
    assert WARNING not in text(client, "session-decide", session, choice=other)
    adopted = changes.adopt(
        **leader, place=partnership.east, statement="A chest clinic", topic="T06", rationale="Three plans", minute="Item 4",
        departure="Winter is near", test="Three sessions first",
    )  # fmt: skip
    assert NOBODY in text(as_role("clerk"), "priority", adopted)
    speaks(partnership, "asian", "T06")
    assert WARNING not in text(as_role("clerk"), "priority", adopted)


@pytest.mark.requirement("S-63")
def test_a_decision_of_a_meeting_says_whom_it_was_taken_without(as_role, partnership):
    gathering = Gathering.of(partnership)
    meeting = gathering.call(TODAY - timedelta(days=7))
    gathering.everybody(meeting)
    decision = gathering.decide(meeting)
    speaks(partnership, "white", "T06", on=TODAY - timedelta(days=30))
    clerk = as_role("clerk")
    assert "Say whom it touches" in text_of(clerk)
    address = reverse("decision-touches", args=[decision.pk])
    assert clerk.post(address, {"groups": ["ethnicity: nobody"]}).status_code == 422
    assert clerk.post(address, {"groups": ["ethnicity: asian", "ethnicity: white"]}).status_code == 302
    page = text_of(as_role("elected_member"))
    assert NOBODY in page
    assert page.count(WARNING) == 1
    assert "It touches: Ethnic group: Asian; Ethnic group: White" in page
    speaks(partnership, "asian", "T06")  # after the decision: what it was taken without stays true
    assert NOBODY in text_of(as_role("elected_member"))
    rows = as_role("elected_member").get(reverse("decisions-csv")).content.decode()
    assert "Ethnic group: Asian" in rows


def text_of(client):
    return " ".join(client.get(reverse("decisions")).content.decode().split())


def test_a_group_nobody_was_asked_about_is_not_taken_for_silent():
    asked, unasked = GroupVoice("a: b", "B", 0, None, 12), GroupVoice("a: c", "C", 0, None, 0)
    heard, off = GroupVoice("a: d", "D", 7, None, 12), GroupVoice("a: e", "E", 7, 0, 12)
    assert [(v.label, v.judged) for v in without([heard, off, unasked, asked])] == [
        ("B", "nobody"), ("C", "not asked"), ("E", "not on this"),
    ]  # fmt: skip
    assert [v.few for v in (asked, heard, GroupVoice("a", "A", 4, 0, 9))] == [False, False, True]
