"""Letters in: one letter for a form sent twice, references that can be read aloud, and threads that tell nothing else."""

import dataclasses

import pytest

from hereabouts.core.intake import ALPHABET, read
from hereabouts.core.ledger import Sensitivity
from hereabouts.records.intake import access, changes, reads
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.trust.access import public
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def send(partnership, kind="report", **facts):
    given = {"text": "The bags sit there.", "place": partnership.east, "contact": "01632 960000", **facts}
    return changes.send(by=public(), on=TODAY, kind=kind, **given)


@pytest.mark.parametrize(
    "text", ["FG-7KQ4M2", "fg-7kq4m2", " fg 7kq4 m2 ", "FG7KQ4M2", "FG–7KQ4M2", "f g - 7 k q 4 m 2"]
)
def test_a_reference_is_read_however_it_is_typed(text):
    assert "FG-7KQ4M2" in read(text)


def test_a_reference_starts_with_its_place_and_has_no_lookalikes(partnership):
    letter = send(partnership)
    prefix, drawn = letter.ref.split("-")
    assert (prefix, len(drawn)) == ("EA", 6)
    assert set(drawn) <= set(ALPHABET)
    assert not set("0O1IL5S") & set(ALPHABET)
    assert send(partnership, place=None).ref.startswith("HB-")


def test_a_form_sent_twice_is_one_letter(partnership):
    first = send(partnership, once="abc")
    assert send(partnership, once="abc", text="again") == first
    assert send(partnership, once="abd") != first
    assert Letter.objects.count() == 2


def test_an_empty_letter_is_refused(partnership):
    with pytest.raises(changes.NothingSaid):
        send(partnership, text="  ")


def test_a_place_nobody_knows_is_no_place(partnership):
    import uuid

    assert send(partnership, place=uuid.uuid4()).place is None


@pytest.mark.requirement("D-27")
def test_a_thread_tells_the_words_and_what_became_of_them_and_nothing_else(partnership):
    letter = send(partnership)
    for words in ("Thank you.", "Thank you.", "Mended."):
        changes.reply(by=partnership.actor("communities_officer"), on=TODAY, letter=letter, words=words)
    thread = reads.thread(letter.ref.lower(), on=TODAY)
    assert [reply.words for reply in thread.replies] == ["Thank you.", "Mended."]  # oldest first, none twice
    assert thread.words == "The bags sit there."
    assert "960000" not in str(dataclasses.asdict(thread))
    with pytest.raises(reads.UnknownReference, match="do not know this reference"):
        reads.thread("EA-XXXXXX", on=TODAY)


def test_a_letter_waits_until_somebody_replies(partnership):
    officer = partnership.actor("communities_officer")
    letter = send(partnership)
    assert [w.ref for w in reads.waiting(officer, "report", TODAY)] == [letter.ref]
    assert reads.waiting(officer, "words", TODAY) == []
    assert "960000" not in str(reads.waiting(officer, "report", TODAY))
    changes.reply(by=officer, on=TODAY, letter=letter, words="Thank you.")
    assert reads.waiting(officer, "report", TODAY) == []


def test_staff_of_another_place_see_no_letter(partnership):
    letter = send(partnership, place=partnership.west)
    officer = partnership.actor("communities_officer")
    assert reads.waiting(officer, "report", TODAY) == []
    with pytest.raises(NotFound):
        access.find(officer, letter.pk, on=TODAY)
    with pytest.raises(NotAllowed):
        changes.reply(by=officer, on=TODAY, letter=letter, words="Hello")


def test_a_request_for_help_is_a_case_that_no_role_opens(partnership):
    letter = send(partnership, "help", text="We cannot pay the gas.")
    assert letter.sensitivity == Sensitivity.CASE
    for role in ("communities_officer", "locality_leader", "triage_coordinator"):
        assert reads.waiting(partnership.actor(role), "help", TODAY) == []
    assert reads.thread(letter.ref, on=TODAY).words == ""


def test_a_clause_of_an_agreement_opens_requests_for_help(partnership):
    from datetime import date

    from hereabouts.records.trust import changes as trust
    from tests import agreements

    letter = send(partnership, "help")
    agreement = trust.draft(
        by=partnership.actor("ig_lead"), on=TODAY, ref="ISA-01", title="Early help", purpose="early help", basis="Public task",
        starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
        parties=[partnership.organisations[name] for name in ("Larkhaven Council", "Harbour Housing")],
        clauses=[{"number": "1", "words": "Requests", "roles": ["triage_coordinator"], "grants": ["letter.see"]}],
    )  # fmt: skip
    agreements.in_force(partnership.actor("ig_lead"), agreement, on=TODAY)
    triage = partnership.actor("triage_coordinator")
    assert [w.ref for w in reads.waiting(triage, "help", TODAY, purpose="early help")] == [letter.ref]
    assert reads.waiting(triage, "help", TODAY) == []
