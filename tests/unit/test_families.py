"""Referrals, stubs, matches and pointers: what each change promises, and that the audit tells of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hereabouts.core.families import compared
from hereabouts.core.families.extracts import NotAnExtract
from hereabouts.core.families.linkage import COMPARISONS
from hereabouts.engines.definitions import model_agreement
from hereabouts.records.families import access, changes, others, reads
from hereabouts.records.families import card as cards
from hereabouts.records.families.changes.extracts import CannotUndo
from hereabouts.records.families.changes.linking import NotConfirmed
from hereabouts.records.families.changes.referrals import NotDecided, NotScreened
from hereabouts.records.families.models import Match, Person, Pointer, Referral, SafetyAnswer, Stub
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust.access import in_place_of
from hereabouts.records.trust.models import Clause
from tests import families
from tests.families import MORNING, NOW, ROWAN, SAFE, STRANGER
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(partnership):
    families.in_force(partnership)
    return partnership


@pytest.fixture
def triage(partnership):
    return partnership.actor("triage_coordinator")


def the_match(local_id="T1", first_name="Rowan"):
    return Match.objects.get(stub__local_id=local_id, person__first_name=first_name)


def confirmed(partnership, triage):
    referral = families.refer(partnership)
    families.listed(partnership)
    families.screened(partnership, referral)
    changes.decide_match(by=triage, on=TODAY, at=NOW, match=the_match(), answer="yes")
    return referral


def card(triage, referral):
    return cards.card(triage, access.find(triage, referral.pk, on=TODAY), on=TODAY, now=NOW)


class TestReferral:
    def test_it_has_a_reference_and_its_clock_runs(self, partnership, triage):
        referral = families.refer(partnership)
        assert re.fullmatch(r"FH-2026-\d{4}", referral.ref)
        read = card(triage, referral)
        assert (read.heading, read.clock.used, read.clock.late) == ("Rowan Tarrant and one other", 48, False)
        assert read.clock.decide_by.strftime("%H:%M") == "13:02"

    def test_the_same_form_twice_is_one_referral(self, partnership):
        assert families.refer(partnership) == families.refer(partnership)
        assert (Referral.objects.count(), Person.objects.count()) == (1, 2)
        assert families.refer(partnership, once="another").ref != Referral.objects.exclude(once="another").get().ref

    def test_another_organisation_with_the_same_form_number_learns_nothing(self, partnership):
        mine = families.refer(partnership)
        theirs = families.refer(partnership, by="triage_coordinator")
        assert mine.pk != theirs.pk
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=theirs.pk).update(organisation_id=mine.organisation_id)

    def test_agreement_to_help_is_not_the_lawful_basis(self, partnership):
        referral = families.refer(partnership, agreement_to_help="refused", agreed_on=None)
        assert referral.agreement_to_help == "refused"
        assert referral.lawful_basis.startswith("ISA-07: Public task")

    @pytest.mark.requirement("X-23")
    def test_the_baseline_is_always_there_and_may_be_not_known_yet(self, partnership, triage):
        referral = families.refer(partnership)
        assert dict(card(triage, referral).baseline) == {
            "The household": f"H-{referral.ref}, not known yet",
            "Work at first contact": "not known yet",
            "Priority family group": "not known yet",
        }
        told = families.refer(
            partnership, once="2", work="somebody in work", priority_group="lone parent", household_known="known"
        )
        assert ("Work at first contact", "somebody in work") in card(triage, told).baseline
        for column in ("household_known", "work", "priority_group"):
            field = Referral._meta.get_field(column)
            assert not field.null
            assert not field.blank

    @pytest.mark.parametrize("address", [{"address_protected": True}, {"address": "The Refuge, Kiln Row"}])
    def test_a_protected_address_is_shown_to_nobody(self, partnership, triage, address):
        referral = families.refer(partnership, once="x", **address)
        read = card(triage, referral)
        assert (read.address, read.address_kept) == ("", True)
        open_one = card(triage, families.refer(partnership, once="y"))
        assert (open_one.address, open_one.address_kept) == ("3 Kiln Row, LK1 2AB", False)

    def test_only_who_may_refer_refers(self, partnership):
        for role in ("analyst", "administrator", "ig_lead", "locality_leader"):
            with pytest.raises(NotAllowed):
                families.refer(partnership, by=role)
        with pytest.raises(NotAllowed):
            families.refer(partnership, place=partnership.west)
        assert not Referral.objects.exists()


class TestDecision:
    def test_safety_comes_first(self, partnership, triage):
        referral = families.refer(partnership)
        with pytest.raises(NotDecided, match="Answer the safety questions first"):
            changes.decide(by=triage, on=TODAY, at=NOW, referral=referral, route="see and solve", why="x", done="x")
        families.screened(partnership, referral)
        made = changes.decide(
            by=triage,
            on=TODAY,
            at=NOW,
            referral=referral,
            route="see and solve",
            why="One worry.",
            done="Rang the landlord.",
        )
        assert (made.route, made.advised, made.decided_by) == (
            "see and solve",
            "see and solve",
            "Test Triage Coordinator",
        )

    @pytest.mark.requirement("X-35")
    def test_stepping_up_waits_for_nothing(self, partnership, triage):
        referral = families.refer(partnership)
        made = changes.decide(by=triage, on=TODAY, at=NOW, referral=referral, route="step up")
        assert (made.route, made.level) == ("step up", 4)

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ({"route": ""}, "Choose a route"),
            ({"route": "signpost"}, "Write down why"),
            ({"route": "see and solve", "why": "x"}, "what was done"),
            ({"route": "one agency", "why": "x", "not_shared": "The address"}, "Write down why: for example"),
        ],
    )
    def test_a_decision_says_what_somebody_will_ask_for(self, partnership, triage, told, said):
        referral = families.refer(partnership)
        families.screened(partnership, referral)
        with pytest.raises(NotDecided, match=said):
            changes.decide(by=triage, on=TODAY, at=NOW, referral=referral, **told)

    @pytest.mark.requirement("X-09")
    def test_what_was_shared_and_what_was_not_is_kept_with_the_test(self, partnership, triage):
        referral = families.refer(partnership)
        families.screened(partnership, referral)
        changes.decide(
            by=triage, on=TODAY, at=NOW, referral=referral, route="one agency", why="Housing leads.", shared="Name and number, to housing.",
            not_shared="The sister's illness.", not_shared_test="Telling would do more harm than not telling.",
        )  # fmt: skip
        (step,) = card(triage, referral).steps
        assert (step.shared, step.not_shared) == ("Name and number, to housing.", "The sister's illness.")
        assert step.not_shared_test == "Telling would do more harm than not telling."

    def test_a_second_decision_stands_beside_the_first(self, partnership, triage):
        referral = families.refer(partnership)
        families.screened(partnership, referral)
        for minutes, route in ((1, "signpost"), (9, "step up")):
            changes.decide(
                by=triage, on=TODAY, at=NOW + timedelta(minutes=minutes), referral=referral, route=route, why="x"
            )
        assert [s.route for s in card(triage, referral).steps] == ["signpost", "step up"]

    def test_every_safety_question_needs_an_answer(self, partnership):
        referral = families.refer(partnership)
        for answers in ({"danger": ("no", "")}, {**SAFE, "danger": ("", "")}, {**SAFE, "danger": ("probably not", "")}):
            with pytest.raises(NotScreened):
                families.screened(partnership, referral, answers)
        assert not SafetyAnswer.objects.exists()


class TestExtract:
    def test_all_rows_or_none(self, partnership):
        wrong = "T3,A,B,31/02/2001,,,,Support,,01632 960118,,half open,\n"
        with pytest.raises(NotAnExtract) as told:
            families.listed(partnership, rows=(ROWAN, wrong, STRANGER, ROWAN))
        said = str(told.value)
        assert "Row 3: worker is empty." in said
        assert "Row 3: dob is “31/02/2001”, which is not a date." in said
        assert "Row 3: status is “half open”." in said
        assert "Row 5: id T1 stands in row 2 already." in said
        assert not Stub.objects.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"id,surname\n1,x\n", "3 columns are missing: service, worker and worker_phone"),
            (b"id,surname,service,worker,worker_phone,notes\n1,x,y,z,1,secret\n", "We do not take the column notes"),
            (b"id,surname,service,worker,worker_phone\n", "no rows"),
        ],
    )
    def test_a_list_with_notes_or_without_workers_is_refused(self, partnership, content, said):
        with pytest.raises(NotAnExtract, match=said):
            changes.import_stubs(
                by=partnership.actor("practitioner"), on=TODAY, at=NOW, place=partnership.east, content=content
            )

    def test_the_same_list_twice_is_one(self, partnership):
        families.listed(partnership)
        before = list(Stub.objects.values())
        families.listed(partnership, rows=(STRANGER, ROWAN))
        assert list(Stub.objects.values()) == before

    def test_a_list_can_be_taken_back(self, partnership):
        families.listed(partnership)
        before = list(Stub.objects.order_by("local_id").values())
        newer = families.listed(
            partnership, rows=(ROWAN.replace("Lee Sandford", "Mo Ali"), "T9,A,B,,,,,S,W,01632 960119,,,\n")
        )
        assert set(Stub.objects.values_list("worker", flat=True)) == {"Mo Ali", "Lee Sandford", "W"}
        older = Stub.objects.get(local_id="T1").extract
        actor = partnership.actor("practitioner")
        with pytest.raises(CannotUndo):
            changes.undo_extract(by=actor, on=TODAY, at=NOW, extract=older)
        changes.undo_extract(by=actor, on=TODAY, at=NOW, extract=newer)
        assert list(Stub.objects.order_by("local_id").values()) == before

    def test_one_agency_cannot_change_another_agencys_record(self, partnership):
        families.listed(partnership)
        families.listed(partnership, by="triage_coordinator", rows=(ROWAN.replace("Lee Sandford", "Mo Ali"),))
        assert set(Stub.objects.filter(local_id="T1").values_list("worker", flat=True)) == {"Lee Sandford", "Mo Ali"}

    def test_a_record_of_another_place_is_not_changed_from_here(self, partnership):
        partnership.add("practitioner", place=partnership.west, key="west")
        families.listed(partnership, by="west", place=partnership.west)
        with pytest.raises(NotAnExtract, match="records of another place: T1"):
            families.listed(partnership, rows=(ROWAN,))


class TestMatch:
    def test_screening_finds_who_else_is_there_and_says_why(self, partnership, triage):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        (pair,) = card(triage, referral).pairs
        assert (pair.ours, pair.theirs, pair.organisation) == ("Rowan Tarrant", "Rowann Tarrant", "Harbour Housing")
        assert pair.strength == "Nearly sure: the same person."
        assert ("dob", "agrees", "Same date of birth") in pair.reasons
        assert ("first_name", "nearly", "First name spelt a little differently") in pair.reasons
        assert card(triage, referral).others == ()  # nobody has said yes

    @pytest.mark.requirement("I-26", "D-48")
    def test_when_a_referral_lands_the_card_has_looked_already(self, partnership, triage):
        families.listed(partnership)
        referral = families.refer(partnership)
        (pair,) = card(triage, referral).pairs
        assert pair.theirs == "Rowann Tarrant"
        assert card(triage, referral).others == ()  # a person has not said yes
        (entry,) = AuditEntry.objects.filter(what="match.find")
        assert (entry.actor, entry.actor_name, entry.under) == (
            "arrival",
            "The look-up on arrival",
            "ISA-07, clause 4.5",
        )

    def test_whoever_made_the_referral_learns_nothing_of_what_was_found(self, partnership):
        maker = partnership.actor("practitioner")
        families.listed(partnership)
        referral = families.refer(partnership)
        assert the_match()
        assert not access.matches(maker, on=TODAY).exists()
        assert "Rowann" not in str(reads.outcome(maker, access.find(maker, referral.pk, on=TODAY), on=TODAY))

    def test_the_look_up_on_arrival_may_what_the_agreement_lets_the_triage_team(self, partnership):
        here = {"organisation": partnership.organisations["Harbour Housing"].pk, "id": "arrival", "name": "The look-up"}
        actor = in_place_of("triage_coordinator", on=TODAY, **here)
        assert actor.given("match", "find")
        assert not any(grant.needs for grant in actor.grants)
        assert {grant.agreement for grant in actor.grants} == {"ISA-07"}
        assert in_place_of("triage_coordinator", on=date(2027, 4, 1), **here).grants == ()  # expired the day before
        assert in_place_of("elected_member", on=TODAY, **here).grants == ()

    @pytest.mark.requirement("I-26")
    def test_a_confirmed_link_shows_the_other_worker_and_the_clause(self, partnership, triage):
        read = card(triage, confirmed(partnership, triage))
        (other,) = read.others
        assert (other.phone, other.worker, other.service) == ("01632 960118", "Lee Sandford", "Tenancy support")
        assert "ISA-07, clause 4.2" in [shown.under for shown in read.others_because]
        assert all(shown.until == date(2027, 3, 31) and shown.words for shown in read.others_because)
        assert "since when" in read.withheld
        assert "case notes" in read.withheld

    @pytest.mark.requirement("X-06")
    def test_nothing_is_merged_a_person_decides_and_can_undo(self, partnership, triage):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        stubs, persons = list(Stub.objects.values()), list(Person.objects.values())
        assert the_match().band == "confirm"
        assert the_match().state == "candidate"  # however strong, the machine decides nothing
        for answer, state in (("yes", "confirmed"), ("not sure", "unsure"), ("no", "rejected"), ("undo", "candidate")):
            changes.decide_match(by=triage, on=TODAY, at=NOW, match=the_match(), answer=answer, why="Rang them.")
            assert (the_match().state, the_match().why) == (state, "Rang them.")
        assert the_match().decided_by == ""
        assert (list(Stub.objects.values()), list(Person.objects.values())) == (stubs, persons)

    @pytest.mark.slow
    @pytest.mark.parametrize("answer", ["yes", "no", "not sure"])
    def test_looking_again_leaves_a_persons_decision_alone(self, partnership, triage, answer):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        changes.decide_match(by=triage, on=TODAY, at=NOW, match=the_match(), answer=answer)
        before = Match.objects.values().get(pk=the_match().pk)
        assert changes.find_matches(by=triage, on=TODAY, place=partnership.east) == 0
        assert Match.objects.values().get(pk=before["id"]) == before

    def test_a_candidate_that_no_longer_looks_alike_goes(self, partnership, triage):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        assert Match.objects.count() == 1
        families.listed(partnership, rows=(ROWAN.replace("Rowann,Tarrant,14/05/1992", "Bo,Ek,1/1/1950"),))
        changes.find_matches(by=triage, on=TODAY, place=partnership.east)
        assert not Match.objects.exists()

    @pytest.mark.parametrize("kept", ["household", "stub"])
    def test_a_protected_address_is_never_compared(self, partnership, kept):
        referral = families.refer(partnership, address_protected=kept == "household")
        families.listed(partnership, rows=(ROWAN.replace("open,\n", "open,yes\n") if kept == "stub" else ROWAN,))
        families.screened(partnership, referral)
        assert not Match.objects.exists()

    def test_two_agencies_lists_are_compared_too(self, partnership, triage):
        families.listed(partnership)
        families.listed(partnership, by="triage_coordinator", rows=(ROWAN, "T1b" + ROWAN[2:]))
        assert changes.find_matches(by=triage, on=TODAY, place=partnership.east) == 2  # never two records of one agency
        (one, _) = others.pairs(triage, on=TODAY)
        assert {one.organisation, one.ours.partition(":")[0]} == {"Larkhaven Council", "Harbour Housing"}

    @pytest.mark.requirement("I-25")
    def test_support_of_one_kind_from_two_agencies_is_found(self, partnership, triage):
        referral = confirmed(partnership, triage)
        assert card(triage, referral).same_support == ()
        families.listed(partnership, by="triage_coordinator", rows=(ROWAN.replace("Money advice", "money advice "),))
        changes.find_matches(by=triage, on=TODAY, place=partnership.east)
        new = Match.objects.get(state="candidate", person__isnull=False)
        changes.decide_match(by=triage, on=TODAY, at=NOW, match=new, answer="yes")
        assert card(triage, referral).same_support == (("money advice", ("Harbour Housing", "Larkhaven Council")),)


def without(*fields):
    """Take fields out of the clause that lets names be compared, as a narrower agreement would."""
    clause = Clause.objects.get(number="4.5")
    clause.fields = [name for name in clause.fields if name not in fields]
    clause.save(update_fields=["fields"])


HOME = ("address", "postcode", "uprn")


class TestComparedUnderTheClause:
    """Only what the clause in force names is compared, and only that is told of."""

    def reasons(self, partnership):
        triage = partnership.actor("triage_coordinator")
        return {f: (how, words) for pair in others.pairs(triage, on=TODAY) for f, how, words in pair.reasons}

    @pytest.mark.requirement("X-11")
    def test_a_field_that_no_clause_names_is_neither_compared_nor_told_of(self, partnership):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        whole, told = the_match().weight, self.reasons(partnership)
        assert told["home"][0] == told["phone"][0] == "agrees"
        without(*HOME, "contact")
        assert not {"home", "phone"} & set(self.reasons(partnership))  # what was found before is no longer told
        triage = partnership.actor("triage_coordinator")
        changes.find_matches(by=triage, on=TODAY, place=partnership.east)
        assert the_match().weight < whole - 10  # bits: it was the phone and the home that made it so sure
        assert not {"home", "phone"} & {field for field, *_ in the_match().reasons}
        assert {"first_name", "surname", "dob"} <= set(self.reasons(partnership))

    def test_nobody_is_found_by_what_no_clause_names(self, partnership):
        """One phone number and one home under two spellings of everything else: without those fields, strangers."""
        referral = families.refer(partnership)
        families.listed(partnership, rows=(ROWAN.replace("Rowann,Tarrant", "Roan,Tarant").replace("14/05/1992", ""),))
        families.screened(partnership, referral)
        assert Match.objects.count() == 1
        without(*HOME, "contact")
        changes.find_matches(by=partnership.actor("triage_coordinator"), on=TODAY, place=partnership.east)
        assert not Match.objects.exists()

    def test_a_clause_that_names_no_field_lets_nothing_be_compared(self, partnership):
        Clause.objects.filter(number="4.5").update(fields=[])
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        assert not Match.objects.exists()

    def test_a_refuge_stays_kept_apart_where_no_address_is_compared(self, partnership):
        without(*HOME)
        families.refer(partnership, address="The Refuge, Kiln Row")
        referral = families.refer(partnership, once="form-2", address="The Refuge, Kiln Row")
        families.listed(partnership)
        families.screened(partnership, referral)
        assert not Match.objects.exists()

    def test_the_model_text_names_all_that_is_compared_in_words_too(self):
        clause = next(c for c in model_agreement("early_help")["clause"] if c["number"] == "4.5")
        assert compared.fields(compared.columns([clause["fields"]])) == {c.field for c in COMPARISONS}
        for words in ("First name", "surname", "date of birth", "sex", "address", "postcode", "property number",
                      "phone number", "e-mail address", "NHS number", "Nothing else"):  # fmt: skip
            assert words in clause["words"]

    def test_the_workers_number_in_a_clause_is_not_a_persons_number(self):
        assert compared.columns([{"phone", "dob"}, None, {"surname"}]) == {"dob", "surname"}


class TestPointer:
    def sent(self, partnership, triage):
        referral = confirmed(partnership, triage)
        stub = Stub.objects.get(local_id="T1")
        send = {"by": triage, "on": TODAY, "place": partnership.east, "referral": referral, "stub": stub}
        pointer = changes.send_pointer(**send)
        assert changes.send_pointer(**send) == pointer
        return pointer

    @pytest.mark.requirement("I-27")
    def test_the_other_worker_is_told_whom_to_ring_and_answers(self, partnership, triage):
        pointer = self.sent(partnership, triage)
        worker = partnership.actor("practitioner")
        (note,) = others.notes(worker, on=TODAY)
        assert (note.local_id, note.acknowledge_by) == ("T1", date(2026, 11, 24))  # a Friday: two working days
        assert "Test Triage Coordinator" in note.ring
        assert not any("Tarrant" in str(value) or "rent" in str(value) for value in vars(note).values())
        changes.acknowledge_pointer(
            by=worker, on=TODAY, pointer=access.find_pointer(worker, pointer.pk, on=TODAY), contact_made=True
        )
        (other,) = card(triage, pointer.referral).others
        assert other.acknowledged_on == TODAY
        told = AuditEntry.objects.filter(what__in=["pointer.send", "pointer.acknowledge"]).values_list(
            "what", "outcome", "under"
        )
        assert set(told) == {
            ("pointer.send", "done", "ISA-07, clause 4.7"),
            ("pointer.acknowledge", "done", "ISA-07, clause 4.6"),
        }

    def test_nobody_is_told_before_a_person_confirmed(self, partnership, triage):
        referral = families.refer(partnership)
        families.listed(partnership)
        families.screened(partnership, referral)
        with pytest.raises(NotConfirmed):
            changes.send_pointer(by=triage, on=TODAY, place=partnership.east, referral=referral, stub=the_match().stub)

    def test_a_link_that_was_wrong_takes_the_note_back(self, partnership, triage):
        pointer = self.sent(partnership, triage)
        changes.decide_match(by=triage, on=TODAY, at=NOW, match=the_match(), answer="no")
        (note,) = others.notes(partnership.actor("practitioner"), on=TODAY)
        assert note.withdrawn_on == TODAY
        assert Pointer.objects.get(pk=pointer.pk).acknowledged_on is None


def test_every_look_at_a_family_leaves_an_entry(partnership, triage, past_can_change):
    referral = families.refer(partnership)
    AuditEntry.objects.all().delete()
    card(triage, referral)
    reads.outcome(
        partnership.actor("practitioner"),
        access.find(partnership.actor("practitioner"), referral.pk, on=TODAY),
        on=TODAY,
    )
    seen = [
        (e.actor_name, e.object, e.outcome, e.purpose, e.under) for e in AuditEntry.objects.filter(what="referral.see")
    ]
    assert seen == [
        ("Test Triage Coordinator", str(referral.pk), "seen", "early help", "ISA-07, clause 4.4"),
        ("Test Practitioner", str(referral.pk), "seen", "early help", "ISA-07, clause 4.3"),
    ]
    entry = AuditEntry.objects.first()
    assert "worry" in entry.detail["fields"]
    assert "Tarrant" not in str(entry.detail)
    assert card(triage, referral).opened_by == 2


def test_who_can_see_it_is_the_same_answer_as_the_rule(partnership, triage):
    referral = families.refer(partnership)
    readers = reads.who_can_see(triage, referral, on=TODAY)
    assert {(r.name, r.under) for r in readers} == {
        ("Test Practitioner", "ISA-07, clause 4.3"), ("Test Triage Coordinator", "ISA-07, clause 4.4"),
    }  # fmt: skip


@pytest.mark.requirement("X-11")
def test_a_sheet_is_cut_to_the_fields_its_clause_names(partnership, triage):
    """The clause loses a field: from the next read on it is withheld, by name, and the rest stays."""
    referral = confirmed(partnership, triage)
    assert card(triage, referral).others[0].phone == "01632 960118"
    clause = Clause.objects.get(number="4.2")
    clause.fields = [f for f in clause.fields if f not in {"phone", "worker"}]
    clause.save()
    told = Clause.objects.get(number="4.4")
    told.fields = [f for f in told.fields if f not in {"worry", "people", "safety"}]
    told.save()
    read = card(partnership.actor("triage_coordinator"), referral)
    assert (read.others[0].phone, read.others[0].worker, read.others[0].service) == ("", "", "Tenancy support")
    assert "the worker’s number" in read.withheld
    assert (read.worry, read.people, read.safety, read.heading) == ("", (), (), referral.ref)
    assert "Tarrant" not in str(read.steps) + read.heading + str(read.people)
    assert "the worry" in read.withheld_here


def test_figures_count_first_decisions_of_their_days_and_give_n(partnership, triage):
    for n, (route, minutes) in enumerate(
        [("see and solve", 30), ("see and solve", 60 * 72), ("local solutions group", 20)]
    ):
        referral = families.refer(partnership, once=f"f{n}", at=MORNING)
        families.screened(partnership, referral, at=MORNING)
        changes.decide(
            by=triage,
            on=TODAY,
            at=MORNING + timedelta(minutes=minutes),
            referral=referral,
            route=route,
            why="x",
            done="x",
        )
    families.refer(partnership, once="open")
    sums, rule = reads.figures(triage, partnership.east, on=TODAY, since=date(2026, 9, 1), until=TODAY)
    assert (sums.solved, sums.decided, sums.still_open) == (1, 2, 2)  # one was decided three days after
    assert "Scotland" in rule


def test_a_longer_queue_asks_no_more_questions_of_the_database(partnership, triage, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    families.refer(partnership)
    with CaptureQueriesContext(connection) as one:
        assert len(reads.queue(triage, on=TODAY, now=NOW)) == 1
    for n in range(5):
        families.refer(partnership, once=f"q{n}")
    with django_assert_num_queries(len(one)):
        assert len(reads.queue(triage, on=TODAY, now=NOW)) == 6


ROW = "1,Smith,Housing,A Worker,01632 960001\n"
HEAD = "id,surname,service,worker,worker_phone\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "no CSV|no text"),
        (b"\xff\xfe\xff", "no text"),
        (f"{HEAD}1,Sm\0ith,Housing,A Worker,01632 960001\n".encode(), "no CSV"),
        (f"{HEAD}1,{'a' * 2**20},Housing,A Worker,01632 960001\n".encode(), "far too long"),
        pytest.param(
            (HEAD + "".join(f"{n},{ROW[2:]}" for n in range(20_001))).encode(),
            "more than 20,000 rows",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["a picture", "no text", "a nought inside", "a cell without end", "too many rows"],
)
def test_a_list_that_is_no_list_is_refused_in_a_sentence_and_nothing_is_taken(partnership, content, said):
    giver = partnership.actor("practitioner")
    with pytest.raises(NotAnExtract, match=said):
        changes.import_stubs(by=giver, on=TODAY, at=NOW, place=partnership.east, content=content)
    assert not Stub.objects.exists()
