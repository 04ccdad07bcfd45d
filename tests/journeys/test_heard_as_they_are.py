"""Listening that fits people: guides for each way, the young, rooms that feel friendly, other languages, and the same question again."""

from datetime import date, timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.urls import reverse

from hereabouts.core.voice.other_forms import NotAForm, checked, print_of
from hereabouts.core.voice.perceptions import AskedOnce, Benchmark, NotAPerception, course
from hereabouts.core.voice.plain_english import plainness
from hereabouts.core.voice.venues import Came, compared
from hereabouts.engines.definitions import guides, plain_english
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.models import Contribution, InterpreterRequest, Perception
from hereabouts.records.voice.reads import side_by_side
from tests.journeys.test_engagement import activity, planned, read
from tests.released import approve_waiting
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(as_role, partnership):
    client = as_role("communities_officer")
    client.officer = partnership.people["communities_officer"]
    return client


def answered(partnership, guide, **facts):
    """Write down an answer to every prompt of a guide; give the answers."""
    asked = guides()[guide]
    by = {"by": partnership.actor("communities_officer"), "on": TODAY, "place": partnership.east}
    told = {"heard_on": TODAY, "voice": asked.voice or "resident"}
    changes.record_answers(
        **by, answers_to={p.id: f"About {p.id}" for p in asked.prompts}, once=uuid4(), told=told, **facts
    )
    return list(Contribution.objects.filter(prompt__in=[p.id for p in asked.prompts]).order_by("prompt"))


@pytest.mark.requirement("D-107")
def test_an_appreciative_inquiry_is_kept_in_its_four_steps_and_each_is_coded_by_itself(as_role, partnership):
    held = changes.plan_activity(
        by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, name="What is strong here",
        method="appreciative inquiry", held_on=TODAY, purpose="Where to begin",
    )  # fmt: skip
    page = as_role("communities_officer").get(
        reverse("conversation", args=[partnership.east.pk]), {"activity": held.pk, "guide": "appreciative inquiry"}
    )
    for ask in (
        "Discover: what is good here",
        "Dream: if it were like that",
        "Design: what would have",
        "Deliver: what happens first",
    ):
        assert ask in page.content.decode(), ask
    said = answered(partnership, "appreciative inquiry", activity=held)
    assert [one.prompt for one in said] == ["deliver", "design", "discover", "dream"]
    assert len({one.participant_id for one in said}) == 1  # one person, four answers
    code = {"by": partnership.actor("communities_officer"), "on": TODAY}
    changes.code(**code, contribution=said[2], accept={"T13": "praise"})
    changes.code(**code, contribution=said[1], accept={"T01": "request"})
    found = {c.prompt: [(t.topic, t.valence) for t in c.codings.exclude(accepted_on=None)] for c in said}
    assert found["discover"] == [("T13", "praise")]
    assert found["design"] == [("T01", "request")]
    assert reads.people(partnership.east, on=TODAY) == 1


@pytest.mark.requirement("I-31")
def test_residents_and_those_who_work_here_have_a_guide_each_and_are_coded_apart(as_role, partnership):
    client, address = as_role("communities_officer"), reverse("conversation", args=[partnership.east.pk])
    for guide in ("interview resident", "interview professional"):
        page = client.get(address, {"guide": guide}).content.decode()
        assert all(prompt.ask.replace("'", "&#x27;") in page for prompt in guides()[guide].prompts), guide
    residents = answered(partnership, "interview resident")
    workers = [one for one in answered(partnership, "interview professional") if one.participant.voice == "worker"]
    assert {one.participant.voice for one in residents} == {"resident"}
    assert len(workers) == 4
    code = {"by": partnership.actor("communities_officer"), "on": TODAY}
    changes.code(**code, contribution=next(c for c in residents if c.prompt == "hard"), accept={"T01": "problem"})
    changes.code(**code, contribution=next(c for c in workers if c.prompt == "stops"), accept={"T03": "problem"})
    theirs, ours, lines = side_by_side(partnership.east, on=TODAY)
    assert (theirs, ours) == (1, 1)
    assert {one.topic: (one.residents_raised, one.workers_raised) for one in lines} == {"T01": (1, 0), "T03": (0, 1)}


@pytest.mark.requirement("D-57")
def test_the_young_are_counted_by_age_band_and_by_way_each_once(as_role, partnership):
    by = {"by": partnership.actor("communities_officer"), "on": TODAY, "place": partnership.east}
    night = changes.plan_activity(
        **by, name="Games night", method="youth session", held_on=TODAY, purpose="What they want", count=30, unit="contacts",
        community="age: under 16",
    )  # fmt: skip
    stall = changes.plan_activity(**by, name="Stall", method="stall", held_on=TODAY, purpose="What they want", count=80)
    who = changes.record(**by, words="Lights", heard_on=TODAY, activity=night, answers={"age": "under 16"}).participant
    changes.record(
        **by, words="A pitch", heard_on=TODAY, activity=stall, person=who.key
    )  # the same one, in another way
    for words, age in (("A bus", "16 to 24"), ("Work", "16 to 24"), ("Bins", "45 to 64")):
        changes.record(**by, words=words, heard_on=TODAY, activity=stall, answers={"age": age})
    changes.record(**by, words="Nobody asked me", heard_on=TODAY, activity=night)
    found = reads.youth(by["by"], on=TODAY, place=partnership.east)
    assert found.bands == ("Under 16", "16 to 24")
    assert dict(found.ways) == {"Sessions with young people": (1, 0), "Stalls and pop-ups": (1, 2)}
    assert (found.people, found.unknown) == ((1, 2), 1)
    assert [(s.method, s.unit, s.count) for s in found.sessions] == [
        ("Sessions with young people: Under 16", "contacts", 30)
    ]
    page = read(as_role("communities_officer"), "young-people", partnership.east.pk)
    assert "Under 16: 1; 16 to 24: 2" in page
    assert "30 contacts" in page
    assert "80 contacts" not in page  # a stall for everybody is not youth work


@pytest.mark.requirement("D-73")
def test_a_venue_says_how_it_feels_what_it_has_and_what_nobody_looked_at(officer, partnership):
    east = partnership.east.pk
    form = {
        "name": "Ropery Hall",
        "feels": "friendly",
        "has": ["step-free", "kitchen"],
        "lacks": ["loop"],
        "note": "No fear of a desk",
    }
    assert (
        officer.post(reverse("venues", args=[east]), {**form, "lacks": ["kitchen"]}).status_code == 422
    )  # has and lacks it
    assert officer.post(reverse("venues", args=[east]), form).status_code == 302
    officer.post(reverse("venues", args=[east]), {"name": "Civic Office", "feels": "formal"})
    for n, (hall, office) in enumerate([(40, 10), (44, 8), (36, 12)]):
        activity(officer, partnership.east, name=f"Hall {n}", venue="Ropery Hall", count=hall)
        activity(officer, partnership.east, name=f"Office {n}", venue="civic office", count=office)
    activity(officer, partnership.east, name="Elsewhere", venue="A car park", count=900)
    page = read(officer, "venues", east)
    assert "Step-free from the street to the room; A kitchen: people eat together" in page
    assert "Hearing loop" in page
    assert "7 things" in page  # nobody looked: not known, and not missing
    assert "No fear of a desk" in page
    assert "40 at each of 3" in page
    assert "10 at each of 3" in page
    assert "4.0 times as many" in page
    assert "900" not in page


def test_attendance_is_compared_within_one_way_and_never_from_too_few():
    rows = [Came("a", "friendly", "Stall", "contacts", n) for n in (40, 44, 36)] + [
        Came("b", "formal", "Stall", "contacts", 10)
    ]
    rows += [Came("b", "formal", "Interviews", "people", 2) for _ in range(5)]
    lines = compared(rows, rng=np.random.default_rng(1))
    assert [(one.method, one.ratio) for one in lines] == [("Interviews", None), ("Stall", None)]
    rows += [Came("b", "formal", "Stall", "contacts", n) for n in (38, 41)]
    near = compared(rows, rng=np.random.default_rng(1))[1]
    assert near.ratio.lo < near.ratio.value < near.ratio.hi
    assert not near.clear


@pytest.mark.requirement("D-85")
def test_a_survey_is_printed_in_a_language_once_somebody_wrote_it_and_interpreters_are_asked_for(
    officer, partnership, monkeypatch
):
    east, printed = partnership.east, []
    monkeypatch.setattr("hereabouts.web.partnership.paper.pdf_of", lambda html: printed.append(html) or b"%PDF-")
    pdf = reverse("paper-pdf", args=[east.pk])
    assert officer.get(pdf, {"guide": "stall", "form": "ur", "copies": 1}).url == reverse("asked-in", args=[east.pk])
    for prompt, words in (("good", "یہاں کیا اچھا ہے؟"), ("change", "آپ کیا بدلیں گے؟")):
        sent = {"form": "ur", "words": words, "made_by": "Language Line", "checked_by": "Two readers at the mosque"}
        assert (
            officer.post(reverse("other-forms", args=[east.pk]) + f"?about=question: stall/{prompt}", sent).status_code
            == 302
        )
    assert officer.get(pdf, {"guide": "stall", "form": "ur", "copies": 1}).status_code == 200
    assert '<section lang="ur" dir="rtl">' in printed[-1]
    assert "یہاں کیا اچھا ہے؟" in printed[-1]
    assert "What is good here?" in printed[-1]  # and ours, for whoever holds the pen
    assert "اردو" in read(officer, "asked-in", east.pk)
    officer.get(pdf, {"guide": "stall", "form": "", "copies": 1})
    assert "dir=" not in printed[-1].partition("<body>")[2]
    walk = activity(officer, east, name="Walk", held_on=str(date(2099, 5, 1)))
    page = reverse("activity-interpreters", args=[walk.pk])
    for _ in range(2):  # asked twice is one request
        officer.post(page, {"language": "British Sign Language", "needed_by": "Two families"})
    asked = InterpreterRequest.objects.get()
    assert "1 still to be found." in read(officer, "interpreters", east.pk)
    booked = {"request": str(asked.pk), f"{asked.pk}-state": "booked", f"{asked.pk}-who": ""}
    assert officer.post(page, booked).status_code == 422  # booked, but whom?
    assert officer.post(page, booked | {f"{asked.pk}-who": "Deaf Hub"}).status_code == 302
    assert officer.post(page, booked | {f"{asked.pk}-state": "came"}).status_code == 422  # it has not been held
    assert "Nobody waits for one." in read(officer, "interpreters", east.pk)
    assert "British Sign Language (booked)" in read(officer, "activity", walk.pk)


@pytest.mark.requirement("X-18")
def test_an_invitation_goes_out_plain_easy_in_a_language_and_signed(officer, as_role, partnership, client):
    east = partnership.east
    tea = activity(officer, east, name="Tea", held_on=str(date(2099, 5, 1)))
    hard = "Stakeholders are invited to the LCPP consultation in order to facilitate engagement."
    officer.post(reverse("activity-announce", args=[tea.pk]), {"joining": hard})
    address = reverse("other-forms", args=[east.pk]) + f"?about=invitation: {tea.pk}"
    page = officer.get(address).content.decode()
    for word in ("say “the people it matters to”", "say “asking people”", "say “help”", "<b>LCPP:</b>"):
        assert word in page, word
    officer.post(reverse("activity-announce", args=[tea.pk]), {"joining": "Just come. There is tea."})
    assert "Nothing hard was found in it" in officer.get(address).content.decode()
    sent = {"made_by": "Grapevine"}
    assert officer.post(address, {**sent, "form": "bsl", "link": "ftp://films.example.org/tea"}).status_code == 422
    for form in ({"form": "bsl", "link": "https://films.example.org/tea"}, {"form": "ur", "words": "بس آ جائیں۔"},
                 {"form": "easy", "words": "You can come.\nWe have tea."}):  # fmt: skip
        assert officer.post(address, sent | form).status_code == 302
    officer.post(reverse("ways-publish", args=[east.pk]))
    approve_waiting(partnership)
    public = reverse("public-take-part", args=[east.pk])
    told = client.get(public).content.decode()
    assert '<div lang="ur" dir="rtl"><p>بس آ جائیں۔</p></div>' in told
    assert 'href="https://films.example.org/tea"' in told
    assert "You can come.<br>We have tea." in told
    officer_again = as_role("communities_officer")
    officer_again.post(reverse("activity-announce", args=[tea.pk]), {"joining": "Come on Tuesday. There is soup."})
    assert "Our text was changed since." in officer_again.get(address).content.decode()
    ways = reads.announced(partnership.actor("communities_officer"), on=TODAY, place=east)
    assert "forms" not in ways[0]  # what says something else than ours is not published again


def test_plain_english_names_what_is_hard_and_grades_nobody():
    known = plain_english()
    told = plainness("We listen. " + "word " * 30 + ". Utilise the hub.", known)
    assert [n for _, n in told.long] == [30]
    assert told.hard == (("utilise", "use"),)
    assert plainness("", known).plain
    assert plainness("Come to the hall. There is tea.", known).plain
    with pytest.raises(NotAForm):
        checked("klingon", "nuqneH", "", "me")
    with pytest.raises(NotAForm):
        checked("pl", "Przyjdź", "", " ")
    assert print_of("Come  now") == print_of("Come now") != print_of("Come")


SAFE = ["Very safe", "Safe", "Unsafe", "Very unsafe"]


@pytest.mark.requirement("W-41")
def test_the_same_question_asked_again_has_its_change_with_its_interval_and_its_benchmark(officer, partnership):
    east = partnership.east
    form = {
        "wording": "How safe do you feel walking here after dark?", "answers": "\n".join(SAFE), "good": "Very safe\nSafe",
        "benchmark": "60", "benchmark_of": "80", "benchmark_from": "Whole city, 2025",
    }  # fmt: skip
    assert officer.post(reverse("perception-new", args=[east.pk]), {**form, "good": "Quite safe"}).status_code == 422
    assert officer.post(reverse("perception-new", args=[east.pk]), form).status_code == 302
    assert officer.post(reverse("perception-new", args=[east.pk]), form).status_code == 422  # it is kept already
    kept = Perception.objects.get()
    page = reverse("perception", args=[kept.pk])
    first = {
        "asked_on": "2025-05-01",
        "method": "survey",
        "answer_0": 18,
        "answer_1": 30,
        "answer_2": 20,
        "answer_3": 12,
    }
    again = {
        "asked_on": "2026-05-01",
        "method": "survey",
        "answer_0": 26,
        "answer_1": 30,
        "answer_2": 10,
        "answer_3": 4,
    }
    assert officer.post(page, {**first, "asked_on": "2099-01-01"}).status_code == 422
    for sent in (again, first, first):  # in any order; written twice for one day it is one
        assert officer.post(page, sent).status_code == 302
    told = read(officer, "perception", kept.pk)
    assert "56 of 70" in told
    assert "48 of 80" in told
    assert "+20 points" in told  # 56/70 against 48/80: .2000 (.0524, .3339), the golden figure of C6
    assert "+5 to +33" in told
    assert "More than chance gives" in told
    assert "No clear difference" in told  # the first time beside the benchmark of 48 in 80
    assert "60%, Whole city, 2025" in told
    assert '<line x1="60%" x2="60%" y1="0"' in officer.get(page).content.decode()  # the line in the picture
    listed = read(officer, "perceptions", east.pk)
    assert "80%" in listed
    assert (
        officer.post(
            page, {**again, "asked_on": "2026-06-01", "answer_0": 3, "answer_1": 2, "answer_2": 1, "answer_3": 0}
        ).url
        == page
    )
    assert "6 answers are too few for a share: 30 are needed." in read(officer, "perception", kept.pk)


def test_a_change_is_told_from_the_first_and_the_last_time_that_had_enough():
    asked = [AskedOnce(date(2024, 1, 1), "Survey", {"yes": 48, "no": 32}), AskedOnce(date(2025, 1, 1), "Survey", {"yes": 3, "no": 1}),
             AskedOnce(date(2026, 1, 1), "Stall", {"yes": 56, "no": 14})]  # fmt: skip
    first, few, last = course(["yes"], asked, Benchmark(0.6, None, "a fixed line"))
    assert (first.since_first, first.beside_is, few.share) == (None, "similar", None)
    assert (round(last.since_first.value, 4), round(last.since_first.lo, 4), round(last.since_first.hi, 4)) == (
        0.2,
        0.0524,
        0.3339,
    )
    assert last.since_before == last.since_first  # four answers are nothing to compare with
    assert (last.otherwise, last.beside_is, last.beside) == (True, "higher", None)


def test_counts_of_another_question_are_refused_and_so_is_who_may_not(partnership):
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    kept = changes.keep_question(**by, place=partnership.east, wording="Safe?", answers=["yes", "no"], good=["yes"])
    with pytest.raises(NotAPerception):
        changes.write_answers(**by, perception=kept, asked_on=TODAY, method="survey", counts={"maybe": 3})
    with pytest.raises(NotAPerception):
        changes.keep_question(
            **by, place=partnership.east, wording="Glad?", answers=["yes", "no"], good=["yes"], benchmark=0.5
        )
    with pytest.raises(NotAllowed):
        changes.write_answers(
            by=partnership.actor("elected_member"),
            on=TODAY,
            perception=kept,
            asked_on=TODAY,
            method="survey",
            counts={"yes": 3},
        )


@pytest.mark.requirement("S-61")
def test_who_leads_the_listening_sees_every_partner_and_who_is_not_involved(officer, as_role, partnership):
    housing = partnership.organisations["Harbour Housing"]
    activity(
        officer,
        partnership.east,
        name="Tenants’ tea",
        lead=str(housing.pk),
        held_on=str(date.today() - timedelta(days=9)),
    )
    planned(officer, partnership.east, name="Housing listens", lead=str(housing.pk))
    page = " ".join(officer.get(reverse("listen-register")).content.decode().split())
    assert "Co-ordinates the listening" in page
    assert "Test Communities Officer, Larkhaven Council" in page
    assert "Housing listens" in page  # another partner's plan
    led = page[page.index("Led listening this past year") :]
    assert "Harbour Housing" in led.partition("Not involved")[0]
    assert "Friends of East" in led.partition("Not involved")[2]
    ours = access.programmed("plan", partnership.actor("communities_officer"), on=TODAY)
    assert {one.organisation.name for one in ours} == {"Harbour Housing"}
    assert as_role("triage_coordinator").get(reverse("listen-register")).status_code == 403
