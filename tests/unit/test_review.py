"""The review of looks: what is noticed, what is drawn, who may judge, and who saw a record."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from hereabouts.core.ledger import digest
from hereabouts.core.ledger.prints import canonical, fingerprint, moment
from hereabouts.core.ledger.unusual import Declared, Look, Traits, drawn, noticed, postcode, surname
from hereabouts.engines.definitions import calendar, unusual_looks
from hereabouts.records.families import changes as families_changes
from hereabouts.records.families import shared
from hereabouts.records.families.card import card
from hereabouts.records.ledger import append_only, changes, checks, review, sealing, seen
from hereabouts.records.ledger.models import AuditEntry, LookReview, Seal
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust.access import local_operator
from hereabouts.records.trust.daily import daily, digest_of
from tests import families
from tests.families import NOW
from tests.worlds import TODAY

OCTOBER = date(2026, 10, 1)
RULES, SHARE = unusual_looks()
NOTHING, SAM = Traits(), Declared(frozenset({"tarrant"}))


def look(*, at=(datetime(2026, 10, 7, 10),), on=date(2026, 10, 7), restricted=False, object="thing"):
    return Look("a", "Sam Tarrant", object, "referral.see", on, (1,), tuple(at), restricted)


def met(one, of=NOTHING, who=SAM, that_day=1, usual=(2, 3)):
    works = calendar("ENG").works_on
    return noticed(RULES, one, of, who, works_on=works, that_day=that_day, usual=usual)


@pytest.mark.parametrize(
    ("found", "rules"),
    [
        (lambda: met(look()), ()),
        (lambda: met(look(), Traits(surnames=frozenset({"tarrant", "okoro"}))), ("own_name",)),
        (lambda: met(look(), Traits(postcodes=frozenset({"LK12AB"})), Declared(frozenset(), "LK12AB")), ("neighbour",)),
        (lambda: met(look(), Traits(postcodes=frozenset({""})), Declared(frozenset(), "")), ()),  # not told is no match
        (lambda: met(look(at=[datetime(2026, 10, 7, 6, 59)])), ("out_of_hours",)),
        (lambda: met(look(at=[datetime(2026, 10, 7, 7, 0), datetime(2026, 10, 7, 19, 59)])), ()),
        (lambda: met(look(at=[datetime(2026, 10, 10, 10)])), ("out_of_hours",)),  # a Saturday
        (lambda: met(look(at=[datetime(2026, 12, 25, 10)])), ("out_of_hours",)),
        (lambda: met(look(restricted=True)), ("restricted",)),
        (lambda: met(look(), Traits(restricted=True)), ("restricted",)),
        (lambda: met(look(), that_day=10, usual=(2, 3)), ("more_than_usual",)),
        (lambda: met(look(), that_day=9, usual=()), ()),
        (lambda: met(look(), that_day=30, usual=(10, 10)), ()),
    ],
)
def test_what_is_noticed(found, rules):
    assert found() == rules


def test_the_draw_is_a_tenth_and_can_be_drawn_again():
    every = [look(object=f"thing-{n}") for n in range(95)]
    first = drawn(every, seed="2026-10:abc", share=SHARE)
    assert len(first) == 10
    assert {x.object for x in drawn(every[::-1], seed="2026-10:abc", share=SHARE)} == {x.object for x in first}
    assert {x.object for x in drawn(every, seed="2026-10:abd", share=SHARE)} != {x.object for x in first}
    assert drawn([], seed="x", share=SHARE) == []


def test_names_and_postcodes_are_compared_as_people_mean_them():
    assert (surname("Sam  TARRANT"), surname("Sam"), postcode(" lk1 2ab")) == ("tarrant", "", "LK12AB")


@pytest.mark.requirement("X-14")
def test_a_fingerprint_is_the_canonical_json_of_all_columns():
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    told = {
        "id": 7, "at": at.isoformat(timespec="microseconds"), "on": "2026-11-01", "actor": "a", "actor_name": 'Näme "\\\n',
        "organisation": "", "what": "x.y", "outcome": "seen", "object": "", "place": "", "purpose": "p", "under": "u",
        "detail": {"b": [1, "ü"], "a": True},
    }  # fmt: skip
    texts = {**told, "at": moment(at), "detail": canonical(told["detail"])}
    assert fingerprint(*texts.values()) == digest(told)


@pytest.fixture
def looked_at(partnership, past_can_change):
    """A referral that the triage co-ordinator opened in October, out of hours; and one restricted since."""
    families.in_force(partnership)
    referral = families.refer(partnership)
    for _ in range(2):
        card(partnership.actor("triage_coordinator"), referral, on=TODAY, now=NOW)
    AuditEntry.objects.filter(outcome="seen").update(on=date(2026, 10, 7), at=datetime(2026, 10, 7, 21, 5, tzinfo=UTC))
    changes.seal_entries()
    return referral


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
class TestReview:
    def test_a_month_is_drawn_once_with_its_seed(self, partnership, looked_at):
        lead = partnership.actor("ig_lead")
        assert review.draw_due(by=lead, on=TODAY) == 1
        assert review.draw_due(by=lead, on=TODAY) == 0
        (waits,) = review.queue(lead)
        assert (waits.who, waits.ref, waits.times, waits.sampled) == (
            "Test Triage Coordinator", looked_at.ref, 2, True,
        )  # fmt: skip
        assert [rule.id for rule in waits.rules] == ["out_of_hours"]
        (month,) = review.months()
        assert month.first == OCTOBER
        assert (
            month.seed == f"2026-10:{Seal.objects.get(entries=AuditEntry.objects.filter(outcome='seen').last()).hash}"
        )

    def test_a_look_is_judged_by_somebody_else_once_with_words(self, partnership, looked_at):
        lead = partnership.actor("ig_lead")
        review.draw_due(by=lead, on=TODAY)
        one = LookReview.objects.get()
        LookReview.objects.update(actor=lead.id)
        with pytest.raises(review.NotReviewed, match="look of your own"):
            review.judge(by=lead, on=TODAY, look=one.pk, outcome="fine")
        LookReview.objects.update(actor=one.actor)
        with pytest.raises(review.NotReviewed, match="what was not fine"):
            review.judge(by=lead, on=TODAY, look=one.pk, outcome="not fine")
        review.judge(by=lead, on=TODAY, look=one.pk, outcome="not fine", words="Spoke with the team lead.")
        with pytest.raises(review.NotReviewed, match="has judged this already"):
            review.judge(by=lead, on=TODAY, look=one.pk, outcome="fine")
        with pytest.raises(changes.NotAllowed):
            review.judge(by=partnership.actor("administrator"), on=TODAY, look=one.pk, outcome="fine")
        assert AuditEntry.objects.filter(what="audit.review", outcome="done").get().detail == {"outcome": "not fine"}

    def test_own_family_and_own_street_are_noticed_once_told(self, partnership, looked_at):
        coordinator, lead = partnership.actor("triage_coordinator"), partnership.actor("ig_lead")
        review.declare(by=coordinator, on=TODAY, postcode="lk1 2ab", surnames=["Tarrant", " "])
        review.draw_due(by=lead, on=TODAY)
        assert [rule.id for rule in review.queue(lead)[0].rules] == ["own_name", "neighbour", "out_of_hours"]

    @pytest.mark.requirement("X-12")
    def test_a_restricted_record_is_judged_without_its_reference(self, partnership, looked_at, as_role):
        families_changes.restrict(
            by=partnership.actor("triage_coordinator"),
            on=TODAY,
            referral=looked_at,
            named=[],
            why="risk",
            words="They must not be found.",
        )
        lead = partnership.actor("ig_lead")
        review.draw_due(by=lead, on=TODAY)
        (waits,) = review.queue(lead)
        assert (waits.ref, waits.hidden) == ("", True)
        assert "restricted" in [rule.id for rule in waits.rules]
        client = as_role("ig_lead")
        for page in ("looks", "audit", "restricted-report"):
            told = client.get(reverse(page)).content.decode()
            assert looked_at.ref not in told
            assert "Tarrant" not in told
        assert "a restricted record" in client.get(reverse("looks")).content.decode()

    def test_the_lead_draws_and_judges_on_the_page(self, looked_at, as_role):
        client = as_role("ig_lead")
        client.post(reverse("looks-draw"))
        one = LookReview.objects.get()
        refused = client.post(reverse("look-judge", args=[one.pk]), {f"{one.pk}-outcome": "not fine"})
        assert refused.status_code == 422
        assert "Write down what was not fine" in refused.content.decode()
        client.post(reverse("look-judge", args=[one.pk]), {f"{one.pk}-outcome": "fine", f"{one.pk}-words": "On call."})
        judged = client.get(reverse("looks"), {"show": "judged"}).content.decode()
        assert "On call." in judged
        assert "Test Ig Lead" in judged


@pytest.mark.django_db
@pytest.mark.requirement("X-12")
def test_the_months_report_counts_what_is_restricted(partnership):
    families.in_force(partnership)
    triage = partnership.actor("triage_coordinator")
    first, _other = families.refer(partnership), families.refer(partnership, once="form-2")
    families_changes.restrict(
        by=triage, on=TODAY, referral=first, named=[], why="risk", words="They must not be found."
    )
    card(triage, first, on=TODAY, now=NOW)
    told = shared.restricted(month=TODAY, on=TODAY)
    assert (told.now, told.this_month, told.overdue, told.looks, told.people) == (1, 1, 0, 1, 1)
    later = date(2027, 2, 19)  # 91 days on
    assert (shared.restricted(month=later, on=later).overdue, shared.restricted(month=later, on=later).looks) == (1, 0)


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
class TestWhoSaw:
    def test_a_household_is_answered_by_its_referrals_in_words_by_day(self, partnership, looked_at, as_role):
        page = as_role("ig_lead").get(reverse("who-saw"), {"thing": f"h-{looked_at.ref}"}).content.decode()
        assert "1 person has opened it" in page
        assert "Test Triage Coordinator" in page
        assert "7 October 2026" in page
        assert "For early help." in page
        assert "Allowed by ISA-07, clause 4.4" in page
        assert "Tarrant" not in page

    def test_the_same_person_under_two_clauses_is_one_viewer(self, looked_at):
        AuditEntry.objects.filter(outcome="seen").first()
        one = AuditEntry.objects.filter(outcome="seen").first()
        AuditEntry.objects.filter(pk=one.pk).update(under="ISA-08, clause 1", seal=one.seal)
        (viewer,) = seen.who_saw([str(looked_at.pk)]).viewers
        assert (viewer.times, len(viewer.under)) == (2, 2)

    def test_a_plan_says_that_looks_at_it_are_not_written_down(self, as_role, partnership):
        page = as_role("ig_lead").get(reverse("who-saw"), {"thing": str(partnership.east.pk)}).content.decode()
        assert "shows only who changed it" in page
        assert (
            "No record has the reference"
            in as_role("ig_lead").get(reverse("who-saw"), {"thing": "FH-1"}).content.decode()
        )


@pytest.mark.django_db
@pytest.mark.requirement("X-09")
class TestSharing:
    @pytest.fixture
    def given(self, partnership):
        families.in_force(partnership)
        referral = families.refer(partnership)
        return {"by": partnership.actor("triage_coordinator"), "on": TODAY, "at": NOW, "referral": referral}

    def test_each_share_and_each_refusal_leaves_an_entry_with_its_test_and_no_words(self, given, as_role):
        families_changes.share(**given, with_whom="Housing", what="The phone number")
        families_changes.withhold(
            **given, with_whom="Police", what="Her sister's illness", why="Not needed.", test="not_necessary"
        )
        kept, entry = (
            given["referral"].sharing.get(outcome="not shared"),
            AuditEntry.objects.get(what="referral.withhold"),
        )
        assert (kept.outcome, kept.test, entry.detail) == ("not shared", "not_necessary", {"test": "not_necessary"})
        assert AuditEntry.objects.filter(what="referral.share", object=str(given["referral"].pk)).count() == 1
        assert "ISA-07, clause 4.4" in given["referral"].sharing.get(outcome="shared").basis
        page = as_role("ig_lead").get(reverse("audit"), {"thing": given["referral"].ref}).content.decode()
        assert "It is not needed for the purpose" in page
        assert "illness" not in page

    def test_the_tests_are_those_of_the_nation(self, given):
        assert "more_detrimental" not in [t.id for t in shared.tests_in(given["referral"].place_id)]  # a Scottish place
        with pytest.raises(Exception, match="which test"):
            families_changes.withhold(**given, with_whom="x", what="x", why="x", test="more_detrimental")

    @pytest.mark.parametrize("missing", ["with_whom", "what", "why"])
    def test_what_somebody_will_ask_for_is_asked(self, given, missing):
        told = {"with_whom": "Housing", "what": "Address", "why": "Unsafe", missing: " "}
        with pytest.raises(Exception, match="Write down"):
            families_changes.withhold(**given, **told, test="unsafe")

    def test_the_page_keeps_it_once_and_says_what_is_missing(self, given, as_role):
        client, address = as_role("triage_coordinator"), reverse("triage-sharing", args=[given["referral"].pk])
        told = {"outcome": "withhold", "with_whom": "Police", "what": "The address", "why": "A refuge.", "once": "form"}
        assert client.post(address, told).status_code == 422
        for _ in range(2):
            assert client.post(address, {**told, "test": "unsafe"}).status_code == 302
        assert given["referral"].sharing.count() == 1
        assert "put somebody at risk of harm" in client.get(address).content.decode()

    def test_what_a_decision_says_of_sharing_leaves_entries_too(self, given, partnership):
        families.screened(partnership, given["referral"])
        families_changes.decide(
            **given, route="one agency", why="Housing leads.", shared="A number.", not_shared="An illness.",
            not_shared_test="More harm than good.",
        )  # fmt: skip
        whats = AuditEntry.objects.filter(object=str(given["referral"].pk)).values_list("what", flat=True)
        assert {"referral.share", "referral.withhold"} <= set(whats)


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
@pytest.mark.skipif(os.environ.get("HEREABOUTS_TEST_ROLE") == "app", reason="only the owner puts triggers in place")
class TestAppendOnly:
    """The database itself refuses what the product never does."""

    @pytest.fixture(autouse=True)
    def triggers(self, looked_at):
        append_only.applied(connection)
        append_only.applied(connection)  # twice is once
        assert append_only.standing(connection)
        self.entry, self.waiting = AuditEntry.objects.exclude(seal=None).first(), changes.AuditEntry(
            at=datetime(2026, 11, 1, tzinfo=UTC), on=TODAY, actor="a", actor_name="A", what="x.y", outcome="done"
        )  # fmt: skip
        self.waiting.save()
        yield
        append_only.removed(connection)
        assert not append_only.standing(connection)

    @pytest.mark.parametrize(
        "deed",
        [
            lambda t: AuditEntry.objects.filter(pk=t.entry.pk).update(actor_name="B"),
            lambda t: AuditEntry.objects.filter(pk=t.waiting.pk).update(actor_name="B"),
            lambda t: AuditEntry.objects.filter(pk=t.waiting.pk).update(seal=t.entry.seal, actor_name="B"),
            lambda t: AuditEntry.objects.filter(pk=t.entry.pk).update(seal=None),
            lambda t: AuditEntry.objects.filter(pk=t.entry.pk)._raw_delete("default"),
            lambda t: AuditEntry.objects.filter(pk=t.waiting.pk)._raw_delete("default"),
            lambda t: Seal.objects.update(hash="0" * 64),
            lambda t: Seal.objects.all()._raw_delete("default"),
            lambda t: AuditEntry.objects.create(at=t.entry.at, on=TODAY, actor="a", actor_name="A", what="x.y", outcome="done", seal=t.entry.seal),
        ],
    )  # fmt: skip
    def test_it_refuses(self, deed):
        with pytest.raises(DatabaseError, match="may only grow"), transaction.atomic():
            deed(self)
        assert sealing.verify().first_bad is None

    def test_the_product_goes_on_writing_and_sealing(self, partnership):
        assert changes.seal_entries() == 1
        assert checks.check(by=partnership.actor("ig_lead"), on=TODAY).first_bad is None

    def test_only_what_is_lifted_on_purpose_can_purge(self):
        with append_only.lifted(connection):
            AuditEntry.objects.filter(pk=self.waiting.pk).delete()
        assert append_only.standing(connection)
        assert not AuditEntry.objects.filter(pk=self.waiting.pk).exists()


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
class TestDaily:
    def test_the_head_goes_off_the_machine_once_a_day_and_the_check_is_kept(self, partnership, looked_at):
        from hereabouts.records.trust.access import local_operator

        by = local_operator("test")
        assert daily(by=by, on=TODAY)
        assert not daily(by=by, on=TODAY)
        (letter,) = mail.outbox
        assert letter.to == ["ig_lead@example.org"]
        assert Seal.objects.filter(hash__in=letter.body.split()).exists()
        assert "Looks that wait for review: 1." in letter.body
        assert "Tarrant" not in letter.body
        assert checks.last().because == ""

    def test_the_command_prints_the_head_and_checks_against_it(self, command, looked_at):
        head = command("trust", "audit", "--head").stdout.strip()
        assert Seal.objects.filter(hash=head).exists()
        assert command.json("trust", "audit", "--verify", "--against", head)["first_bad"] is None
        digest_ = command("trust", "digest").stdout
        assert Seal.objects.filter(hash__in=digest_.split()).exists()
        assert "whole." in digest_
        assert command("trust", "audit", "--against", "f" * 64, check=False).returncode == 2

    def test_the_page_checks_all_of_it_and_says_so(self, as_role, looked_at):
        client = as_role("ig_lead")
        assert "Nobody has checked all of it yet" in client.get(reverse("audit")).content.decode()
        client.post(reverse("audit-check"))
        assert "by Test Ig Lead" in client.get(reverse("audit")).content.decode()
        told = client.post(reverse("audit-check"), {"against": "f" * 64}, follow=True).content.decode()
        assert "no longer goes through the head" in told


@pytest.mark.django_db
def test_a_copy_of_everything_leaves_an_entry(command, tmp_path, monkeypatch):
    out = tmp_path / "copy.tar.gz"
    out.touch()
    monkeypatch.setattr("hereabouts.engines.backup.keep", lambda home, out, about: {"members": [], **about})
    command("backup", "--out", out)
    assert AuditEntry.objects.filter(what="audit.back_up", outcome="done").count() == 1


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
def test_a_role_that_somebody_gave_themself_is_kept_and_judged_by_another(partnership, client, as_role):
    admin, account = partnership.actor("administrator"), partnership.people["administrator"]
    own = partners.give_role(by=admin, on=TODAY, account=account, role="ig_lead", place=partnership.west, until=TODAY)
    partners.give_role(by=admin, on=TODAY, account=account, role="ig_lead", place=partnership.west, until=TODAY)  # once
    partners.give_role(by=admin, on=TODAY, account=partnership.people["clerk"], role="analyst")
    facts = {
        "role": "ig_lead", "account": str(account.pk), "organisation": str(account.organisation_id),
        "place": str(partnership.west.pk), "until": "2026-11-20",
    }  # fmt: skip
    partners.end_role(by=admin, on=TODAY, held=own)  # began today: no row is left
    for what in ("role.give", "role.end"):
        kept = [e.detail for e in AuditEntry.objects.filter(what=what, actor=admin.id) if e.detail["role"] == "ig_lead"]
        assert kept
        assert all(detail == facts for detail in kept)
    lead = partnership.actor("ig_lead")
    (waits,) = review.queue(lead)
    assert (waits.who, waits.what, [rule.id for rule in waits.rules]) == (admin.name, "role.give", ["own_role"])
    assert waits.role == "Information governance lead"
    assert "Roles that somebody gave themself and nobody has judged: 1." in digest_of(on=TODAY)
    assert review.months() == []  # it is no look
    as_role("ig_lead")
    page = client.get(reverse("looks")).content.decode()
    assert page.count("A role for oneself") == 2  # in the queue, and among what is noticed
    assert "Information governance lead" in page
    with pytest.raises(review.NotReviewed, match="Somebody else"):
        review.judge(by=replace(lead, id=admin.id), on=TODAY, look=waits.id, outcome="fine")
    review.judge(by=lead, on=TODAY, look=waits.id, outcome="fine")
    assert "nobody has judged: 0." in digest_of(on=TODAY)


@pytest.mark.django_db
@pytest.mark.requirement("X-14")
def test_the_days_round_tells_of_an_entry_that_cannot_be_read(partnership, past_can_change):
    if connection.vendor != "sqlite":
        pytest.skip("the columns of PostgreSQL keep their types")
    changes.seal_entries()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hereabouts_auditentry SET object = CAST(X'FF' AS TEXT) WHERE id = 5")
    assert daily(by=local_operator("worker"), on=TODAY)
    assert "NOT WHOLE. Entry 5 cannot be read" in mail.outbox[-1].body
