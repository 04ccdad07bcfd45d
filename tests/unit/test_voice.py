"""What people say is written down once, counted only as a person decided, quoted only while they agree, and theirs to take back."""

import uuid
from datetime import date, timedelta

import pytest

from hereabouts.core.sentences import Sentence
from hereabouts.records.imports.models import Touched
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.places.reads import sheet
from hereabouts.records.trust.access import public
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.models import Coding, Consent, Contribution, Participant
from hereabouts.records.voice.numbers import new_key
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
OFFICER = "communities_officer"


@pytest.fixture
def say(partnership):
    def say(words="The bins are never emptied.", *, by=OFFICER, place=None, **facts):
        told = {"heard_on": TODAY, "consents": ("taking part",)} | facts
        return changes.record(by=partnership.actor(by), on=TODAY, place=place or partnership.east, words=words, **told)

    return say


@pytest.fixture
def decide(partnership):
    def decide(contribution, accept=None, reject=()):
        return changes.code(
            by=partnership.actor(OFFICER), on=TODAY, contribution=contribution, accept=accept, reject=reject
        )

    return decide


@pytest.fixture
def plan(partnership):
    def plan(name="Doors of East", by=OFFICER, **facts):
        told = {"method": "conversation", "held_on": TODAY, "purpose": "What to do first"} | facts
        return changes.plan_activity(by=partnership.actor(by), on=TODAY, place=partnership.east, name=name, **told)

    return plan


class TestSpeaking:
    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"heard_on": date(1890, 1, 1)}, "more than 20 years ago"),
            ({"words": "a" * 20_001}, "longer than 20,000 characters"),
        ],
    )
    def test_a_slip_of_the_day_and_a_whole_book_are_refused(self, say, facts, words):
        with pytest.raises(Sentence, match=words):
            say(**facts)

    def test_one_call_writes_person_consents_words_and_suggestions(self, say):
        made = say(answers={"age": "16 to 24", "sex": "did not want to say"}, consents=("taking part", "quote"))
        who = made.participant
        assert (who.age, who.sex, who.tenure) == ("16 to 24", "did not want to say", "not asked")
        assert {c.kind for c in who.consents.all()} == {"taking part", "quote"}
        assert [(c.topic, c.suggested_by, c.accepted_on) for c in made.codings.all()] == [("T13", "machine", None)]

    def test_the_same_form_twice_is_one_contribution(self, say):
        once = uuid.uuid4()
        assert say(once=once) == say("other words", once=once)
        assert (Contribution.objects.count(), Participant.objects.count()) == (1, 1)

    @pytest.mark.requirement("L-17")
    def test_somebody_who_speaks_twice_is_one_person(self, say, plan, partnership):
        plan(count=412, method="stall")
        key = say().participant.key
        assert not set("ILO01") & {letter for _ in range(200) for letter in new_key()}
        say("And the rats.", person=f" {key.lower()} ")
        say("Dogs.")
        say("I work here.", voice="worker")
        assert reads.people(partnership.east, on=TODAY) == 2
        assert [(c.unit, c.count) for c in reads.by_method(partnership.east, on=TODAY)] == [("contacts", 412)]

    @pytest.mark.parametrize(
        ("facts", "said"),
        [({"words": "  "}, "Write down what they said"), ({"heard_on": TODAY + timedelta(1)}, "has not come yet"),
         ({"person": "AAAA-AAAA"}, "Nobody here was given the number"), ({"consents": ("everything",)}, "is not asked for")],
    )  # fmt: skip
    def test_what_cannot_be_written_down(self, say, facts, said):
        with pytest.raises(Sentence) as refused:
            say(**facts)
        assert said in str(refused.value)
        assert not Contribution.objects.exists()
        assert not Participant.objects.exists()

    @pytest.mark.requirement("D-89")
    def test_any_language_with_translation_and_translator(self, say, decide, partnership):
        made = say(
            "Śmieci wszędzie.",
            said_in="Polish",
            translation="Litter everywhere.",
            translated_by="A. Nowak",
            consents=("quote",),
        )
        assert [c.topic for c in made.codings.all()] == ["T13"]  # the translation is read too
        decide(made, {"T13": "problem"})
        (quote,) = reads.quotes(partnership.east, "T13", on=TODAY)
        assert (quote.words, quote.said_in, quote.translation) == ("Śmieci wszędzie.", "Polish", "Litter everywhere.")

    @pytest.mark.requirement("L-19")
    @pytest.mark.parametrize("medium", ["film", "audio", "photograph", "spoken", "questionnaire"])
    def test_every_medium_with_consents_of_its_own(self, say, partnership, medium):
        made = say("About the park.", medium=medium, kept_at="Library box 3", consents=("taking part", "show"))
        told = reads.contribution_sheet(made, on=TODAY)
        assert (told.medium, told.kept_at) == (medium, "Library box 3")
        assert {one.kind for one in told.consents} == {"taking part", "show"}
        assert reads.quotes(partnership.east, on=TODAY) == []  # may be shown, and was never asked to be quoted

    def test_those_of_another_place_and_those_without_the_role_see_nothing(self, say, partnership):
        made = say()
        partnership.add(OFFICER, key="west officer", place=partnership.west)
        for key in ("west officer", "practitioner", "analyst", "community_rep", "administrator"):
            assert not access.visible(partnership.actor(key), on=TODAY).exists()
            with pytest.raises(NotFound):
                access.find(partnership.actor(key), made.pk, on=TODAY)
        with pytest.raises(NotAllowed):
            say(place=partnership.west)
        assert access.visible(partnership.actor("locality_leader"), on=TODAY).count() == 1


class TestLetters:
    @pytest.fixture
    def write(self, partnership):
        def write(text="The bins smell.", kind="words", **facts):
            told = {"place": partnership.east, "contact": "07700 900123", "wants_reply": True} | facts
            return intake.send(by=public(), on=TODAY, kind=kind, text=text, **told)

        return write

    def take(self, partnership, letter):
        by = partnership.actor(OFFICER)
        return changes.accept_letter(by=by, on=TODAY, place=partnership.east, letter=letter, words="Thank you.")

    def test_a_letter_is_taken_in_once_and_its_sender_is_told(self, write, partnership):
        by, letter = partnership.actor(OFFICER), write()
        (waiting,) = reads.letters_waiting(by, partnership.east, on=TODAY)
        assert (waiting.ref, waiting.text) == (letter.ref, "The bins smell.")
        made = self.take(partnership, letter)
        assert self.take(partnership, letter) == made
        assert [reply.words for reply in letter.replies.all()] == ["Thank you."]
        assert reads.letters_waiting(by, partnership.east, on=TODAY) == []
        assert [c.topic for c in made.codings.all()] == ["T13"]
        sheet = reads.contribution_sheet(made, on=TODAY)
        assert (sheet.source, sheet.contact, sheet.line.quote_ok) == ("letter", "07700 900123", False)

    def test_how_to_reach_somebody_is_kept_only_if_they_want_to_hear_back(self, write, partnership):
        assert self.take(partnership, write(wants_reply=False)).participant.contact == ""

    @pytest.mark.parametrize("facts", [{"kind": "report", "category": "rubbish"}, {"place": "west"}])
    def test_only_words_about_this_place(self, write, partnership, facts):
        facts = {name: partnership.west if value == "west" else value for name, value in facts.items()}
        with pytest.raises(Sentence, match="Another room deals with it"):
            self.take(partnership, write(**facts))
        assert not Contribution.objects.exists()


class TestCoding:
    @pytest.mark.requirement("X-34", "D-41")
    def test_a_suggestion_counts_only_when_a_person_accepts_it(self, say, decide, partnership):
        say("Bins, and rats."), say("The bins again."), say("Bins are lovely now.")
        assert reads.heard(partnership.east, on=TODAY).people == 0
        one, two, three = Contribution.objects.order_by("words")
        for made, accept, reject in [
            (one, {"T13": "praise"}, ()),
            (two, {"T13": "problem", "T17": "request"}, ()),
            (three, {}, ["T13"]),
        ]:
            decide(made, accept, reject)
        heard = reads.heard(partnership.east, on=TODAY)
        assert heard.people == 3  # praise only, and nothing that fits: heard all the same
        assert (heard.count("T13"), heard.count("T17")) == (1, 1)
        assert reads.agreement(partnership.east, on=TODAY) == (2, 1, pytest.approx(2 / 3))
        (litter, *_) = [
            c for c in reads.topic_counts(partnership.actor(OFFICER), partnership.east, on=TODAY) if c.topic == "T13"
        ]
        assert (litter.people, litter.problems, litter.requests, litter.praise) == (1, 1, 0, 1)

    def test_a_decision_may_be_changed(self, say, decide, partnership):
        made = say()
        decide(made, {"T13": "problem"})
        decide(made, {}, ["T13"])
        assert reads.heard(partnership.east, on=TODAY).count("T13") == 0
        decide(made, {"T13": "request"})
        assert reads.heard(partnership.east, on=TODAY).count("T13") == 1
        assert Coding.objects.count() == 1

    def test_several_words_of_one_person_are_one_contributor(self, say, decide, partnership):
        first = say()
        decide(first, {"T13": "problem"})
        decide(say("Parking.", person=first.participant.key), {"T15": "problem"})
        assert reads.heard(partnership.east, on=TODAY).raised == (frozenset({"T13", "T15"}),)

    def test_only_topics_and_ways_that_exist(self, say, decide):
        with pytest.raises(Sentence, match="“T99” is not a topic"):
            decide(say(), {"T99": "problem"})
        with pytest.raises(Sentence, match="a problem, a praise or a request"):
            decide(say(), {"T13": "rant"})

    @pytest.mark.requirement("L-20")
    def test_a_theme_stands_on_coded_words_and_keeps_who_saw_it_otherwise(self, say, decide, partnership):
        by, east = partnership.actor(OFFICER), partnership.east
        behind = [decide(say(f"Bins {n}", consents=("quote",) if n == 1 else ()), {"T13": "problem"}) for n in range(3)]
        other = decide(say("All fine"), {})
        told = {"by": by, "on": TODAY, "place": east, "statement": "Bins overflow at weekends", "topic": "T13"}
        with pytest.raises(Sentence, match="A theme stands on what people said"):
            changes.accept_theme(**told, contributions=[*behind, other])
        with pytest.raises(Sentence, match="A theme stands on what people said"):
            changes.accept_theme(**told, contributions=[])
        changes.accept_theme(**told, contributions=behind, dissent="Two shopkeepers find them fine.")
        (theme,) = reads.theme_lines(partnership.actor("community_rep"), east, on=TODAY)
        assert (theme.people, theme.of, theme.contributions, theme.dissent) == (
            3,
            4,
            3,
            "Two shopkeepers find them fine.",
        )
        assert theme.share.lo < 0.75 < theme.share.hi
        assert [quote.words for quote in theme.quotes] == ["Bins 1"]

    @pytest.mark.requirement("I-24")
    def test_residents_and_workers_are_laid_side_by_side_and_never_added(self, say, decide, partnership):
        decide(say(), {"T13": "problem"})
        decide(say("Fine here"), {})
        decide(say("Nobody asks us", voice="worker"), {"T17": "problem"})
        residents, workers, lines = reads.side_by_side(partnership.east, on=TODAY)
        assert (residents, workers) == (2, 1)
        told = {one.topic: (one.residents.value, one.workers.value) for one in lines}
        assert told == {"T13": (0.5, 0.0), "T17": (0.0, 1.0)}
        assert reads.heard(partnership.east, on=TODAY).people == 2

    @pytest.mark.requirement("D-40")
    def test_words_are_found_by_topic_and_by_group(self, say, decide, partnership):
        def found(**by):
            return [c.words for c in reads.words(partnership.actor(OFFICER), partnership.east, on=TODAY, **by)]

        decide(say("Bins, says a girl", answers={"age": "16 to 24"}), {"T13": "problem"})
        decide(say("Bins, says a man", answers={"age": "45 to 64"}), {"T13": "praise"})
        say("A youth club please", answers={"age": "16 to 24"})
        assert found(topic="T13", age="16 to 24") == ["Bins, says a girl"]
        assert found(topic="T13", valence="praise") == ["Bins, says a man"]
        assert found(uncoded=True) == found(text="YOUTH") == ["A youth club please"]


class TestConsent:
    @pytest.mark.requirement("X-08")
    def test_a_quote_vanishes_from_every_read_at_once(self, say, decide, partnership):
        by, east = partnership.actor(OFFICER), partnership.east
        made = decide(say(consents=("taking part", "quote")), {"T13": "problem"})
        changes.accept_theme(by=by, on=TODAY, place=east, statement="Bins", topic="T13", contributions=[made])
        (theme,) = reads.theme_lines(by, east, on=TODAY)
        assert [q.words for q in theme.quotes] == [q.words for q in reads.quotes(east, on=TODAY)] == [made.words]
        changes.withdraw_consent(by=by, on=TODAY, contribution=made, kind="quote")
        (theme,) = reads.theme_lines(by, east, on=TODAY)
        assert [*theme.quotes, *reads.quotes(east, on=TODAY), *reads.quotes(east, "T13", on=TODAY)] == []
        assert not reads.contribution_sheet(access.find(by, made.pk, on=TODAY), on=TODAY).line.quote_ok
        assert theme.people == reads.heard(east, on=TODAY).people == 1  # they still take part

    @pytest.mark.requirement("X-08")
    def test_who_no_longer_takes_part_is_counted_nowhere_and_their_words_are_gone(self, say, decide, partnership):
        by, east = partnership.actor(OFFICER), partnership.east
        made = decide(
            say(consents=("taking part", "quote", "recontact"), contact="07700 900123", answers={"age": "16 to 24"}),
            {"T13": "problem"},
        )
        also = say("Rats", person=made.participant.key)
        changes.accept_theme(by=by, on=TODAY, place=east, statement="Bins", topic="T13", contributions=[made])
        changes.withdraw_consent(by=by, on=TODAY, contribution=also, kind="taking part")
        assert not access.visible(by, on=TODAY).exists()
        assert reads.quotes(east, on=TODAY) == []
        assert (reads.heard(east, on=TODAY).people, reads.people(east, on=TODAY)) == (0, 0)
        assert reads.reach(sheet(east), on=TODAY).people == 0
        (theme,) = reads.theme_lines(by, east, on=TODAY)
        assert (theme.people, theme.share) == (0, None)
        assert set(Contribution.objects.values_list("words", "translation")) == {("", "")}
        who = Participant.objects.get()
        assert (who.contact, who.age) == ("", "not asked")
        assert not Consent.objects.filter(withdrawn_on=None).exists()
        with pytest.raises(Sentence, match="Nobody here was given the number"):
            say("Again", person=who.key)

    def test_a_contact_is_shown_only_while_its_owner_agrees(self, say, partnership):
        by = partnership.actor(OFFICER)
        made = say(consents=("recontact",), contact="07700 900123")
        silent = say(contact="07700 900124")
        assert reads.contribution_sheet(made, on=TODAY).contact == "07700 900123"
        assert reads.contribution_sheet(silent, on=TODAY).contact == ""
        changes.withdraw_consent(by=by, on=TODAY, contribution=made, kind="recontact")
        assert reads.contribution_sheet(access.find(by, made.pk, on=TODAY), on=TODAY).contact == ""

    def test_a_person_is_found_by_their_number_only_where_one_may(self, say, partnership):
        made = say()
        assert access.of_person(partnership.actor(OFFICER), made.participant.key.lower(), on=TODAY) == made
        for key in ("practitioner", "community_rep"):
            with pytest.raises(NotFound):
                access.of_person(partnership.actor(key), made.participant.key, on=TODAY)

    def test_only_those_who_may_take_consent_back_do(self, say, partnership):
        with pytest.raises(NotAllowed):
            changes.withdraw_consent(by=partnership.actor("practitioner"), on=TODAY, contribution=say(), kind="quote")


class TestListening:
    @pytest.mark.requirement("S-57")
    def test_any_partner_plans_and_the_partners_without_any_are_shown(self, plan, partnership):
        plan("Doors", by="practitioner")
        plan("Coffee morning", by="community_rep")
        assert reads.by_partner(partnership.actor(OFFICER), partnership.east, on=TODAY) == [
            ("Friends of East", 1), ("Harbour Housing", 1), ("Larkhaven Council", 0),
        ]  # fmt: skip

    def test_what_was_not_held_yet_counts_nothing(self, plan, partnership):
        later = TODAY + timedelta(7)
        with pytest.raises(Sentence, match="Fill in the count when it has been"):
            plan(held_on=later, count=3)
        made = plan(held_on=later)
        assert reads.by_method(partnership.east, on=TODAY) == ()
        (line,) = reads.programme(partnership.actor("community_rep"), on=TODAY)
        assert (line.planned, line.count, line.unit) == (True, None, "people")
        changes.revise_activity(
            by=partnership.actor(OFFICER), on=later, activity=made, facts={"count": 31, "note": "None twice"}
        )
        assert reads.by_method(partnership.east, on=later)[0].count == 31

    @pytest.mark.requirement("I-15")
    def test_barriers_and_support_are_kept_and_who_is_missing_is_said(self, plan, say, partnership):
        plan(barriers="No childcare", support="Crèche, bus fares")
        (line,) = reads.programme(partnership.actor(OFFICER), on=TODAY)
        assert (line.barriers, line.support) == ("No childcare", "Crèche, bus fares")
        for _ in range(40):
            say(answers={"sex": "female"})
        assert [g.id for g in reads.reach(sheet(partnership.east), on=TODAY).judged("not heard")] == ["male"]

    @pytest.mark.parametrize("facts", [{"method": "telepathy"}, {"unit": "sheep"}])
    def test_only_methods_and_units_that_exist(self, plan, facts):
        with pytest.raises(Sentence, match=r"“(telepathy|sheep)”"):
            plan(**facts)


@pytest.mark.requirement("S-59", "D-62")
def test_the_trend_counts_distinct_people_and_businesses_apart(say, partnership):
    spring, summer = date(2026, 5, 1), date(2026, 8, 1)
    key = say(heard_on=spring).participant.key
    say("Again", heard_on=spring, person=key)
    say("And again", heard_on=summer, person=key)
    say("New here", heard_on=summer)
    say("Trade is slow", heard_on=summer, voice="business")
    told = [(q.label, q.people, q.new, q.businesses) for q in reads.by_quarter(partnership.east, on=TODAY)]
    assert told == [("2026, July to September", 2, 1, 1), ("2026, April to June", 1, 1, 0)]


def test_reach_lays_those_heard_beside_the_published_counts(say, partnership):
    for age, n in [("16 to 24", 2), ("65 and over", 30), ("did not want to say", 3)]:
        for _ in range(n):
            say(answers={"age": age, "ethnicity": "asian"})
    say("I work here", voice="worker", answers={"age": "16 to 24"})
    found = reads.reach(sheet(partnership.east), on=TODAY)
    ages = next(q for q in found.questions if q.id == "age")
    told = {g.id: g for g in ages.groups}
    assert sum(g.people for g in ages.groups) == found.population
    assert (found.people, ages.known, ages.not_said, ages.not_asked) == (35, 32, 3, 0)
    assert (told["under 16"].judged, told["65 and over"].judged, told["16 to 24"].heard) == (
        "not heard",
        "over-heard",
        2,
    )
    assert "Mid-2020" in ages.source
    ethnicity = next(q for q in found.questions if q.id == "ethnicity")
    assert {g.judged for g in ethnicity.groups} == {"no population figure"}
    assert found.share == pytest.approx(35 / found.population)


def test_without_an_evidence_file_every_group_is_told_without_a_share(say, partnership, settings, tmp_path):
    settings.EVIDENCE = tmp_path / "none.duckdb"
    say(answers={"age": "16 to 24"})
    found = reads.reach(sheet(partnership.east), on=TODAY)
    assert (found.people, found.population, found.share) == (1, None, None)
    assert found.judged("under-heard", "over-heard", "not heard") == ()


def test_nothing_was_touched_by_hand_made_records(say):
    say()
    assert not Touched.objects.exists()
