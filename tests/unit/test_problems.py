"""Problems in place: stages that ask for their analysis, a contact for every problem, and clocks that know holidays."""

from datetime import date

import pytest

from hereabouts.core.problems import STAGES, NotReady, acknowledge_by, next_stages, tell_by, to_stage
from hereabouts.engines.definitions import calendar
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.problems import access, changes, reads
from tests.doors.things.problems import letter, solved
from tests.worlds import TODAY

WHOLE = {"objective": "Half by spring", "harmed": "Residents", "responsible": "Two houses", "location": "Quay Court"}


@pytest.mark.requirement("X-30")
def test_no_response_before_the_objective_and_the_triangle():
    with pytest.raises(NotReady, match="write down the objective, who is harmed"):
        to_stage("analysis", "response", {})
    for side in WHOLE:
        with pytest.raises(NotReady, match="Before the response"):
            to_stage("analysis", "response", {**WHOLE, side: " "})
    to_stage("analysis", "response", WHOLE)
    to_stage("scanning", "analysis", {})


def test_stages_go_one_on_or_back():
    assert next_stages("analysis") == ("response", "scanning")
    assert next_stages("assessment") == ("response", "analysis", "scanning")
    assert next_stages("closed") == ()
    with pytest.raises(NotReady, match="closed"):
        to_stage("closed", "analysis", WHOLE)
    with pytest.raises(NotReady, match="Choose another stage"):
        to_stage("analysis", "analysis", WHOLE)


@pytest.mark.requirement("X-38")
def test_a_report_is_acknowledged_within_one_working_day_of_its_nation():
    scotland, england = calendar("SCT"), calendar("ENG")
    assert acknowledge_by(date(2026, 11, 20), scotland) == date(2026, 11, 23)  # Friday to Monday
    assert acknowledge_by(date(2026, 11, 27), england) == date(2026, 11, 30)
    assert acknowledge_by(date(2026, 11, 27), scotland) == date(2026, 12, 1)  # St Andrew's Day in Scotland only
    assert tell_by(date(2026, 11, 20), england) == date(2026, 12, 4)


@pytest.mark.django_db
class TestProblem:
    @pytest.fixture(autouse=True)
    def world(self, partnership):
        self.partnership = partnership
        self.by = partnership.actor("communities_officer")
        self.waiting, self.report, self.problem = solved(partnership, partnership.east, "communities_officer")

    def told(self, report=None):
        from hereabouts.records.intake.reads import thread

        return [reply.words for reply in thread((report or self.report).letter.ref, on=TODAY).replies]

    def test_a_report_that_waits_too_long_is_late(self):
        assert [(due.by, due.late) for due in reads.waiting(self.by, on=TODAY)] == [(date(2026, 11, 23), False)]
        assert [due.late for due in reads.waiting(self.by, on=date(2026, 11, 24))] == [True]

    def test_accepting_twice_is_once_and_the_sender_is_told(self):
        again = changes.accept(by=self.by, on=TODAY, letter=self.report.letter, words="Once more")
        assert again == self.report
        assert self.told() == ["Thank you."]

    def test_own_words_are_no_report(self):
        words = letter(self.partnership.east)
        words.kind = "words"
        words.save(update_fields=["kind"])
        with pytest.raises(changes.CannotBe, match="does not report a problem"):
            changes.accept(by=self.by, on=TODAY, letter=words, words="Thanks")

    @pytest.mark.requirement("D-28")
    def test_no_problem_without_a_contact_and_its_reporters_read_who_it_is(self):
        facts = {"by": self.by, "on": TODAY, "place": self.partnership.east, "title": "Rats", "topic": "T13"}
        with pytest.raises(changes.CannotBe, match="one person who answers"):
            changes.open_problem(**facts, spoc=None, reports=[self.report])
        spoc = self.partnership.people["practitioner"]
        with pytest.raises(changes.CannotBe, match="Test Clerk cannot answer for it"):
            changes.open_problem(**facts, spoc=self.partnership.people["clerk"])
        assert "Test Clerk" not in str(reads.contacts(on=TODAY))
        assert (spoc.pk, "Test Practitioner, Harbour Housing") in reads.contacts(on=TODAY)
        made = changes.open_problem(**facts, spoc=spoc, reports=[self.report])
        assert made.ref == "EA-2026-B002"
        assert made.organisation == spoc.organisation
        assert self.told()[-1].endswith("Rats. Test Practitioner of Harbour Housing answers for it.")

    def test_several_complaints_are_one_problem_and_all_are_told(self):
        other = changes.accept(by=self.by, on=TODAY, letter=self.waiting, words="Thank you.")
        for report in (self.report, other, other):
            changes.attach(by=self.by, on=TODAY, problem=self.problem, report=report)
        changes.update(by=self.by, on=TODAY, problem=self.problem, words="A bin store is ordered.", tell=True)
        changes.update(by=self.by, on=TODAY, problem=self.problem, words="Landlord rang.", tell=False)
        for report in (self.report, other):
            assert self.told(report)[-1] == "A bin store is ordered."
            assert len(self.told(report)) == 3
        assert reads.solving(access.find(self.by, self.problem.pk, on=TODAY)).reports == 2

    def test_a_report_from_elsewhere_does_not_belong(self):
        self.partnership.add("communities_officer", place=self.partnership.west, key="west")
        _, elsewhere, _ = solved(self.partnership, self.partnership.west, "west", "west")
        with pytest.raises(changes.CannotBe, match="another place"):
            changes.attach(by=self.by, on=TODAY, problem=self.problem, report=elsewhere)

    @pytest.mark.requirement("X-30")
    def test_through_the_stages_to_the_end(self):
        facts = {"by": self.by, "on": TODAY, "problem": self.problem}
        changes.attach(**facts, report=self.report)
        changes.move(**facts, to="analysis", words="Eight reports in a month.")
        with pytest.raises(NotReady):
            changes.move(**facts, to="response", words="More bins.")
        self.problem.refresh_from_db()
        assert self.problem.stage == "analysis"
        changes.describe(**facts, **WHOLE)
        for stage in ("response", "assessment"):
            changes.move(**facts, to=stage, words=f"On to {stage}.", tell=True)
        with pytest.raises(changes.CannotBe, match="Say what was done"):
            changes.close(**facts, outcome=" ")
        changes.close(**facts, outcome="Reports fell from 8 to 2 a month.")
        assert self.told()[-1] == "Reports fell from 8 to 2 a month."
        found = reads.solving(access.find(self.by, self.problem.pk, on=TODAY))
        assert (found.stage, found.closed_on, found.notes[0].stage) == ("closed", TODAY, "closed")
        assert {note.stage for note in found.notes} == set(STAGES)
        assert changes.close(**facts, outcome="Again") == self.problem
        with pytest.raises(changes.CannotBe, match="closed"):
            changes.attach(**facts, report=changes.accept(by=self.by, on=TODAY, letter=self.waiting, words="Thanks"))

    def test_the_contact_is_for_who_handles_it(self):
        from hereabouts.records.intake.changes import send
        from hereabouts.records.ledger.reads import entries
        from hereabouts.records.trust.access import public

        sent = send(
            by=public(), on=TODAY, kind="report", text="Rats", place=self.partnership.east, contact="01632 960000"
        )
        report = changes.accept(by=self.by, on=TODAY, letter=sent, words="Thanks")
        spoc, other = (self.partnership.actor(role) for role in ("practitioner", "locality_leader"))
        shown = lambda who: reads.contact_of(access.find_report(who, report.pk, on=TODAY), who, on=TODAY)  # noqa: E731
        assert (shown(self.by), shown(spoc), shown(other)) == ("01632 960000", None, None)
        changes.attach(by=self.by, on=TODAY, problem=self.problem, report=report)
        assert (shown(spoc), shown(other)) == ("01632 960000", None)
        looked = entries(object=str(report.pk)).filter(outcome="seen").order_by("id")
        assert [(e.actor, e.what, e.detail) for e in looked] == [
            (who.id, "report.see", {"fields": ["contact"]}) for who in (self.by, spoc)
        ]  # who was refused saw nothing, so nothing was seen

    def test_nobody_of_another_place_sees_it(self):
        self.partnership.add("communities_officer", place=self.partnership.west, key="west")
        west = self.partnership.actor("west")
        assert (reads.problems(west, on=TODAY), reads.reports(west, on=TODAY), reads.waiting(west, on=TODAY)) == (
            [],
            [],
            [],
        )
        with pytest.raises(NotFound):
            access.find(west, self.problem.pk, on=TODAY)
        assert [p.ref for p in reads.problems(self.by, on=TODAY)] == ["EA-2026-B001"]
        assert reads.problems(self.by, on=TODAY, stage="closed") == []
