"""Somebody tries to see words, votes and people that are not theirs, or to make a count say what nobody said."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.codebooks import CodeText
from hereabouts.core.voice.consent import Agreed
from hereabouts.records.intake import changes as intake
from hereabouts.records.intake.models import Letter
from hereabouts.records.priorities import changes as priorities
from hereabouts.records.priorities import reads
from hereabouts.records.releases.models import Release
from hereabouts.records.trust.access import public
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice import reads as voice_reads
from hereabouts.records.voice.models import Consent, Participant
from tests.promises.test_taken_back import printed
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
WORDS = "The bags sit there for days."
BEFORE = TODAY - timedelta(9)
QUOTED = ("taking part", "quote")


@pytest.fixture
def given(partnership):
    return {"by": partnership.actor("communities_officer"), "on": TODAY}


def session_of(partnership, given, **facts):
    made = priorities.call(
        **given, place=partnership.east, name="Which first?", held_on=TODAY, **{"method": "dots", **facts}
    )
    for topic, statement in (("T13", "Lit streets"), ("T01", "Warm homes")):
        priorities.put(**given, session=made, topic=topic, statement=statement)
    priorities.stage(**given, session=made, to="voting")
    return made


def dots(made, n=1, thing=0):
    return {str(list(made.choices.all())[thing].pk): {"dot": n}}


def voted(partnership, made, key, side="resident", **more):
    priorities.vote(by=partnership.actor(key), on=TODAY, session=made, side=side, marks=dots(made, **more))


# Sessions


def test_two_people_of_one_name_have_one_secret_vote_each(partnership, given):
    for key in ("anna", "other_anna"):
        partnership.add("community_rep", organisation="Friends of East", key=key, name="Anna Reid")
    made = session_of(partnership, given, secret=True)
    voted(partnership, made, "anna")
    voted(partnership, made, "other_anna")
    for again in ("anna", "other_anna", "anna"):
        with pytest.raises(Sentence, match="You have voted"):
            voted(partnership, made, again)
    assert made.__class__.objects.get().tally["resident/screen"]["people"] == 2
    assert made.attendees.count() == 2


def test_a_secret_vote_of_too_few_is_never_counted_out(partnership, given):
    """What stands on paper was counted by who holds the session: less that, the count would be the one vote on the screen."""
    made = session_of(partnership, given, secret=True)
    priorities.count_paper(**given, session=made, side="resident", people=4, marks=dots(made, 4))
    voted(partnership, made, "community_rep")
    with pytest.raises(Sentence, match="would be known"):
        priorities.stage(**given, session=made, to="counted")
    for key in ("elected_member", "practitioner"):
        voted(partnership, made, key, side="professional")
    priorities.stage(**given, session=made, to="counted")
    count = reads.results(made.__class__.objects.get())
    assert (count.people, count.split) == (7, False)  # residents less their paper would be one person's vote


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), -1.0, 0.0])
def test_a_criterion_weighs_a_number(as_role, partnership, given, weight):
    with pytest.raises(Sentence, match="weighs"):
        session_of(partnership, given, method="weighted", criteria={"People": weight})
    form = {"name": "W", "held_on": "2026-11-20", "method": "weighted", "votes": "3", "criteria": f"People: {weight}"}
    answer = as_role("locality_leader").post(reverse("session-call", args=[partnership.east.pk]), form)
    assert answer.status_code == 422


# Consent


def spoken(given, partnership, *consents, heard_on=TODAY, **more):
    return voice.record(
        **given, place=partnership.east, words=more.pop("words", WORDS), heard_on=heard_on, consents=("taking part", *consents),
        **more,
    )  # fmt: skip


def test_what_is_agreed_for_fewer_is_not_printed_any_more(partnership, given):
    first = spoken(given, partnership, "quote")
    printed(given, partnership, WORDS)
    spoken(given, partnership, Agreed("quote", audience="partners"), person=first.participant.key, words="More.")
    assert not Release.objects.filter(withdrawn_on=None).exists()


@pytest.mark.parametrize("kind", ["quote", "taking part"])
def test_no_sheet_of_codes_quotes_what_was_taken_back(as_role, partnership, given, kind):
    said = spoken(given, partnership, "quote")
    code = CodeText("bins", "Bins", examples=f"{WORDS}\nBins overflow.")
    book = voice.begin_codebook(**given, place=partnership.east, name="Streets", codes=[code])
    client, sheet = as_role("communities_officer"), reverse("codebook-file", args=[book.pk])
    assert WORDS in client.get(sheet).content.decode()
    voice.take_back(by=public(), on=TODAY, number=said.participant.key, kind=kind)
    for page in (sheet, *(reverse(name, args=[book.pk]) for name in ("codebook", "codebook-trail"))):
        assert WORDS not in client.get(page).content.decode()
    assert "Bins overflow." in client.get(sheet).content.decode()


def test_a_yes_from_before_does_not_undo_what_was_taken_back_since(partnership, given):
    """A phone without signal sends on Friday what somebody agreed to last week; on Thursday they took it back."""
    first = spoken(given, partnership, "quote", "recontact", heard_on=BEFORE, contact="07700 900123")
    who = first.participant
    for kind in ("quote", "recontact"):
        voice.take_back(by=public(), on=TODAY - timedelta(1), number=who.key, kind=kind)
    late = {"heard_on": TODAY - timedelta(3), "person": who.key, "words": "Late.", "contact": "07700 900123"}
    spoken(given, partnership, "quote", "recontact", **late)
    kept = {c.kind: c.withdrawn_on for c in Consent.objects.filter(participant=who)}
    assert kept["quote"] == kept["recontact"] == TODAY - timedelta(1)
    assert Participant.objects.get(pk=who.pk).contact == ""
    spoken(given, partnership, "quote", person=who.key, words="Asked again today.")
    assert Consent.objects.get(participant=who, kind="quote").withdrawn_on is None


def test_a_yes_from_before_does_not_undo_a_later_no(partnership, given):
    first = spoken(given, partnership, Agreed("quote", answer="no"))
    spoken(given, partnership, "quote", heard_on=BEFORE, person=first.participant.key, words="Earlier.")
    assert Consent.objects.get(participant=first.participant, kind="quote").answer == "no"


def test_how_to_reach_them_goes_from_their_letter_too(partnership, given):
    letter = intake.send(
        by=public(), on=TODAY, kind="words", place=partnership.east, text=WORDS, contact="anna@example.org", wants_reply=True
    )  # fmt: skip
    voice.accept_letter(**given, place=partnership.east, letter=letter, words="Thank you.")
    voice.take_back(by=public(), on=TODAY, number=letter.ref, kind="recontact")
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.contact, kept.wants_reply, kept.text) == ("", False, WORDS)


def test_somebody_whose_agreement_to_help_has_ended_is_behind_no_address(as_role, partnership, given):
    facts = {"place": partnership.east, "name": "Zofia Quill", "reach_at": "07700 900456", "agreed_on": BEFORE}
    made = voice.keep_connector(**given, **facts, agreed_until=BEFORE + timedelta(1))
    answer = as_role("communities_officer").get(reverse("connector", args=[made.pk]))
    assert answer.status_code == 404
    assert b"Zofia" not in answer.content


def coded(given, partnership, *consents, **more):
    made = spoken(given, partnership, *consents, **more)
    voice.code(**given, contribution=made, accept={"T13": "problem"})
    return made


def test_what_has_run_out_stands_on_no_board_of_a_day_before(as_role, partnership, given):
    """The board of that day is frozen; the words on it are of those who agree today, worker or no worker."""
    coded(given, partnership, Agreed("quote", until=BEFORE + timedelta(1)), heard_on=BEFORE)
    assert voice_reads.quotes(partnership.east, "T13", on=BEFORE, by=BEFORE) == []  # coded later
    standing = coded(given, partnership, "quote", heard_on=BEFORE, words="Still agreed.")
    found = voice_reads.quotes(partnership.east, "T13", on=TODAY, by=TODAY)
    assert [one.id for one in found] == [standing.pk]
    assert voice_reads.quotes(partnership.east, "T13", on=TODAY, by=BEFORE - timedelta(1)) == []


def test_the_line_under_a_quote_among_partners_is_as_far_off_as_in_print(as_role, partnership, given):
    """Who sits on the partnership was at the session too: the day, the hall and an age of one are a name."""
    activity = voice.plan_activity(
        **given, place=partnership.east, name="Tea at Quay Hall", method="drop-in", held_on=TODAY, purpose="Listen"
    )
    facts = {"answers": {"age": "85-plus"}, "activity": activity, "said_in": "Polish", "translation": "It is dark."}
    for n in range(6):
        one = coded(given, partnership, "quote", words=f"Ciemno {n}.", **(facts if n == 0 else {"activity": activity}))
        if n == 0:
            voice.accept_theme(
                **given, place=partnership.east, statement="Dark alleys", topic="T13", contributions=[one]
            )
    client = as_role("community_rep")
    told = client.get(reverse("themes", args=[partnership.east.pk])).content.decode()
    assert "Ciemno 0" in told
    quote = told[told.index("Ciemno 0") : told.index("Agreed to be quoted")]
    for betrays in ("85", "Polish", "Quay Hall", "20 November"):
        assert betrays not in quote
    assert "Resident" in quote


# What a phone sends


def sent(as_role, partnership, role="communities_officer", **more):
    form = {"place": str(partnership.east.pk), "once": str(uuid4()), "agreed": "on", "words": WORDS,
            "heard_on": "2026-11-20", "voice": "resident", "said_in": "English"} | more  # fmt: skip
    client = as_role(role)
    client.raise_request_exception = False
    return client.post(reverse("capture-send"), json.dumps(form), content_type="application/json")


@pytest.mark.parametrize(
    "odd",
    [
        {"heard_on": 5}, {"heard_on": ["2026-11-20"]}, {"heard_on": {"a": 1}}, {"words": ["a", {"b": 2}]}, {"words": {"a": 1}},
        {"words": "\ud800 lone"}, {"words": "nul \x00 in it"}, {"lived": "care"}, {"lived": {"care": 1}}, {"lived": [["care"]]},
        {"lived": 7}, {"once": None}, {"once": ["x"]}, {"once": 12}, {"place": ["x"]}, {"place": None}, {"activity": ["x"]},
        {"activity": "00000000-0000-4000-8000-000000000404"}, {"heard_on": "2099-01-01"}, {"heard_on": "0001-01-01"}, {"quote": ["yes"]},
        {"quote": "yes", "quote_months": "999999"}, {"quote": "yes", "quote_for": "the moon"}, {"number": ["K7Q2-9FXM"]},
        {"guide": {"a": 1}}, {"guide": ["x"]}, {"person": {"a": 1}}, {"agreed": False}, {"agreed": None},
        {"heard_on": "9999-12-31", "quote": "yes", "quote_months": "60"}, {"contact": "\udfff", "recontact": "yes"},
    ],
    ids=str,
)  # fmt: skip
def test_a_phone_that_sends_nonsense_is_answered_in_words(as_role, partnership, odd):
    """Never a fault of ours: the phone would send it again for ever. And nothing of another shape is written down as words."""
    answer = sent(as_role, partnership, **odd)
    assert answer.status_code in {200, 422}, (odd, answer.status_code)
    if answer.status_code == 422:
        assert answer.json()["because"]
    assert not voice_words() & {"['a', {'b': 2}]", "{'a': 1}"}


def voice_words():
    from hereabouts.records.voice.models import Contribution

    return set(Contribution.objects.values_list("words", flat=True))


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", "7", '"x"', "[" * 200_000, "{" * 9, '{"a":' * 150_000, "\xff\xfe"],
    ids=range(9),
)
@pytest.mark.parametrize("page", ["capture-send", "capture-key"])
def test_a_body_that_is_no_conversation_is_answered_in_words(as_role, partnership, body, page):
    client = as_role("communities_officer")
    client.raise_request_exception = False
    answer = client.post(reverse(page), body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 422


def test_the_same_conversation_for_another_place_is_refused_and_tells_no_number(as_role, partnership):
    partnership.add("communities_officer", place=partnership.west, key="west_officer")
    once = str(uuid4())
    first = sent(as_role, partnership, once=once)
    assert first.status_code == 200
    other = sent(as_role, partnership, role="west_officer", once=once, place=str(partnership.west.pk))
    assert other.status_code in {404, 409, 422}
    assert first.json()["number"] not in other.content.decode()
