"""Whoever told us something hears what came of it: by reference, without an account, and the leader sees who waits."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.intake import changes as intake
from hereabouts.records.intake.models import Letter
from hereabouts.records.priorities import changes, reads
from hereabouts.records.trust.access import public
from hereabouts.records.voice import changes as voice
from tests.journeys.test_priorities import text
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(70)


@pytest.fixture
def said(partnership):
    """Somebody spoke at a stall ten weeks ago, was given a number, and a person read their words."""
    by = {"by": partnership.actor("communities_officer"), "on": LONG_AGO}
    made = voice.record(**by, place=partnership.east, words="My chest is bad every winter.", heard_on=LONG_AGO)
    voice.code(**by, contribution=made, accept={"T06": "problem"})
    return made


def follow(client, ref):
    return " ".join(client.get(reverse("follow"), {"ref": ref}).content.decode().split())


def test_a_number_from_a_conversation_leads_to_what_came_of_it_and_to_no_words(client, as_role, partnership, said):
    key = said.participant.key
    page = follow(client, key.lower().replace("-", " "))
    assert "You spoke with us" in page
    assert "They count under: Physical health." in page
    assert f"You have waited {(timezone.localdate() - LONG_AGO).days} days for an answer." in page
    assert "chest" not in page
    form = {
        "topic": "T06",
        "outcome": "could not",
        "words": "We asked for a clinic in the hall.",
        "because": "",
        "who": "Isla Renwick",
    }
    client = as_role("communities_officer")
    address = reverse("told-back", args=[partnership.east.pk])
    assert client.post(address, form).status_code == 422  # what could not be done says why
    assert client.post(address, form | {"because": "The health board has no nurse for it."}).status_code == 302
    client.logout()
    page = follow(client, key)
    for words in ("we could not", "The health board has no nurse for it.", "You can ask Isla Renwick."):
        assert words in page
    assert "You have waited" not in page


def test_who_raised_something_else_or_elsewhere_or_later_is_not_told(client, partnership, said):
    by = {"by": partnership.actor("communities_officer"), "on": LONG_AGO}
    other = voice.record(**by, place=partnership.east, words="Bins.", heard_on=LONG_AGO)
    voice.code(**by, contribution=other, accept={"T13": "problem"})
    partnership.add("communities_officer", place=partnership.west, key="west_officer")
    west = {"by": partnership.actor("west_officer"), "on": LONG_AGO}
    there = voice.record(**west, place=partnership.west, words="Chest.", heard_on=LONG_AGO)
    voice.code(**west, contribution=there, accept={"T06": "problem"})
    told = {"by": partnership.actor("communities_officer"), "place": partnership.east, "topic": "T06", "outcome": "did"}
    intake.tell(**told, on=LONG_AGO - timedelta(1), words="Told before anybody spoke.")
    intake.tell(**told, on=TODAY, words="There is a clinic now.")
    assert "There is a clinic now." in follow(client, said.participant.key)
    for key in (other.participant.key, there.participant.key):
        assert "There is a clinic now." not in follow(client, key)
    assert "Told before anybody spoke." not in follow(client, said.participant.key)


@pytest.mark.requirement("S-62")
def test_a_letter_is_followed_from_the_words_to_the_priority_and_what_was_done(client, as_role, partnership):
    officer, leader = partnership.actor("communities_officer"), partnership.actor("locality_leader")
    letter = intake.send(by=public(), on=LONG_AGO, kind="words", text="The bags sit there.", place=partnership.east)
    said = voice.accept_letter(by=officer, on=LONG_AGO, place=partnership.east, letter=letter, words="Thank you.")
    voice.code(by=officer, on=LONG_AGO, contribution=said, accept={"T13": "problem"})
    given = {"by": leader, "on": TODAY}
    chosen = changes.adopt(
        **given,
        place=partnership.east,
        statement="Cleaner streets",
        topic="T13",
        rationale="Most raised it",
        minute="4",
        test="Ask",
    )
    changes.move(**given, priority=chosen, state="active")
    changes.move(**given, priority=chosen, state="achieved", reason="Two more rounds a week")
    page = follow(client, letter.ref)
    steps = ["The bags sit there.", "Thank you.", "They count under: Streets", "chosen as one of the priorities here: “Cleaner streets”",
             "Work has begun", "It is done", "Two more rounds a week"]  # fmt: skip
    assert [page.index(words) for words in steps] == sorted(page.index(words) for words in steps)


def test_what_was_not_chosen_says_why_and_who_can_be_asked(client, partnership, said):
    changes.not_choose(
        by=partnership.actor("locality_leader"), on=TODAY, place=partnership.east, topic="T06", reason="The health board hears first",
        review_on=date(2027, 6, 1), answers="Isla Renwick",
    )  # fmt: skip
    page = follow(client, said.participant.key)
    assert "The health board hears first" in page
    assert "1 June 2027" in page


def test_words_taken_back_are_followed_by_nobody_and_look_like_any_wrong_reference(client, partnership, said):
    key = said.participant.key
    voice.withdraw_consent(by=partnership.actor("communities_officer"), on=TODAY, contribution=said, kind="taking part")
    gone, wrong = (client.get(reverse("follow"), {"ref": ref}) for ref in (key, "K7Q2-9FXN"))
    assert gone.status_code == wrong.status_code == 404
    plain = lambda answer, ref: answer.content.decode().replace(ref, "")  # noqa: E731
    assert plain(gone, key) == plain(wrong, "K7Q2-9FXN")


def test_whatever_can_be_followed_can_be_taken_back_however_it_is_typed(client, partnership, said):
    letter = intake.send(by=public(), on=LONG_AGO, kind="words", text="The bags sit there.", place=partnership.east)
    given = {"by": partnership.actor("communities_officer"), "on": LONG_AGO}
    voice.accept_letter(**given, place=partnership.east, letter=letter, words="Thank you.")
    for ref in (said.participant.key, letter.ref):
        for typed in (ref, ref.lower(), ref.replace("-", ""), ref.lower().replace("-", " "), f" {ref[:6]} {ref[6:]} "):
            assert client.get(reverse("follow"), {"ref": typed}).status_code == 200, typed
            answer = client.post(reverse("take-back"), {"number": typed})
            assert "We hold what you told us once" in answer.content.decode(), typed
    for page in ("follow", "take-back"):
        assert "K7Q2-9FXM" in client.get(reverse(page)).content.decode()


def test_references_cannot_be_counted_through(client, partnership, said, monkeypatch):
    from hereabouts.web.public import letters

    monkeypatch.setattr(letters, "MISSES", 3)
    for n in "ABCD":
        answer = client.get(reverse("follow"), {"ref": f"K7Q2-9FX{n}"})
    assert answer.status_code == 422
    right = client.get(reverse("follow"), {"ref": said.participant.key})
    assert right.status_code == 422  # nor does a right one tell itself apart from there on
    refs = {
        intake.send(by=public(), on=TODAY, kind="words", text=str(n), place=partnership.east).ref for n in range(20)
    }
    assert {len(ref) for ref in refs} == {9}  # EA- and six of 27 characters
    assert Letter.objects.count() == 20


def test_dead_ends_stand_on_the_leaders_page_until_they_are_answered(as_role, partnership, said):
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    lately = voice.record(**by, place=partnership.east, words="Bins.", heard_on=TODAY - timedelta(10))
    voice.code(**by, contribution=lately, accept={"T13": "problem"})
    voice.record(**by, place=partnership.east, words="Nobody read this.", heard_on=LONG_AGO)
    client = as_role("locality_leader")
    assert "Answer 1 person in East" in client.get(reverse("my-work")).content.decode()
    page = text(client, "told-back", partnership.east)
    assert "1 person told us something more than 8 weeks ago and heard nothing since." in page
    assert "11 September 2026" in page
    assert "(1 late)" in page
    stands = reads.loop(partnership.east, on=TODAY)
    assert (stands.dead_ends, stands.heard, stands.unread, stands.unread_late) == (1, 2, 1, 1)
    assert {w.topic: (w.people, w.dead_ends, w.clock.late) for w in stands.waiting} == {
        "T06": (1, 1, True),
        "T13": (1, 0, False),
    }
    intake.tell(**by, place=partnership.east, topic="T06", outcome="did", words="There is a clinic now.")
    assert "Answer 1 person" not in as_role("locality_leader").get(reverse("my-work")).content.decode()
    assert [w.topic for w in reads.loop(partnership.east, on=TODAY).waiting] == ["T13"]


def test_somebody_answered_on_one_topic_is_no_dead_end(partnership, said):
    by = {"by": partnership.actor("communities_officer"), "on": LONG_AGO}
    voice.code(**by, contribution=said, accept={"T06": "problem", "T12": "problem"})
    intake.tell(by=by["by"], on=TODAY, place=partnership.east, topic="T12", outcome="doing", words="Surveys begin.")
    stands = reads.loop(partnership.east, on=TODAY)
    assert (stands.dead_ends, [w.topic for w in stands.waiting]) == (0, ["T06"])


def test_what_could_not_be_done_goes_out_with_the_plan(partnership):
    from hereabouts.records.account import content
    from hereabouts.records.plans import changes as plans

    leader = partnership.actor("locality_leader")
    made = plans.draft_plan(by=leader, on=TODAY, place=partnership.east, title="East")
    told = {"by": leader, "on": TODAY, "place": partnership.east, "topic": "T12"}
    intake.tell(
        **told, outcome="could not", words="We asked for every flat to be visited.", because="There are two surveyors."
    )
    intake.tell(**told, outcome="did", words="The hall is warm.")
    out = content.plan(leader, partnership.east, made, on=TODAY)["not_chosen"]
    assert [one["why"] for one in out] == ["We asked for every flat to be visited. There are two surveyors."]
