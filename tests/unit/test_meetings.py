"""What the governance room remembers: terms that keep their versions, meetings that calendars follow, decisions that bind."""

from datetime import date, timedelta

import pytest

from hereabouts.core.governance.decisions import NotADecision
from hereabouts.core.governance.groups import WrongWayUp
from hereabouts.core.governance.meetings import OutOfTurn, Ref
from hereabouts.records.governance import access, changes, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from tests.gatherings import Gathering, at
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
NEXT = TODAY + timedelta(days=18)
LAST = TODAY - timedelta(days=60)


@pytest.fixture
def east(partnership):
    return Gathering.of(partnership)


@pytest.mark.requirement("S-21", "S-24")
def test_a_group_has_a_chair_members_by_role_and_terms(east, partnership):
    changes.revise_terms(by=east.clerk, on=TODAY, group=east.group, text="What this group is for.")
    seat = east.seats["practitioner"]
    changes.end_membership(by=east.clerk, on=TODAY - timedelta(1), group=east.group, seat=seat.pk)
    sheet = reads.group_sheet(access.find(east.leader, east.group.pk, on=TODAY), on=TODAY)
    assert [(m.name, m.role) for m in sheet.members if m.role == "chair"] == [("Test Locality Leader", "chair")]
    assert [(m.organisation, m.until) for m in sheet.former] == [("Harbour Housing", TODAY - timedelta(1))]
    assert len(sheet.members) == 3
    assert reads.tree(east.leader, on=TODAY)[0].chair == "Test Locality Leader"


@pytest.mark.requirement("I-42")
def test_approved_terms_are_never_changed(east):
    write = lambda words: changes.revise_terms(by=east.clerk, on=TODAY, group=east.group, text=words)  # noqa: E731
    write("First draft.")
    write("Second draft.")
    changes.approve_terms(by=east.clerk, on=TODAY, group=east.group)
    write("A better text.")
    sheet = reads.group_sheet(east.group, on=TODAY)
    assert [(t.number, t.text, t.approved_on) for t in sheet.terms] == [
        (2, "A better text.", None), (1, "Second draft.", TODAY),
    ]  # fmt: skip
    assert (sheet.in_force.number, sheet.draft.number) == (1, 2)


def test_a_group_cannot_answer_to_one_below_it(east, partnership):
    with pytest.raises(WrongWayUp):
        Gathering.of(partnership, name="Board", parent=changes.set_up_group(
            by=east.clerk, on=TODAY, name="Small", tier="working", nation="SCT", cadence="when needed",
            place=partnership.east, parent=east.group))  # fmt: skip


@pytest.mark.requirement("S-03", "W-18")
def test_the_tree_hangs_each_group_under_the_one_it_answers_to(east, partnership):
    working = changes.set_up_group(
        by=east.clerk, on=TODAY, name="Adult learning", tier="working", nation="SCT", cadence="when needed",
        place=partnership.east, parent=east.group,
    )  # fmt: skip
    assert [(line.name, line.depth) for line in reads.tree(east.leader, on=TODAY)] == [
        ("East Locality Group", 0), ("Adult learning", 1),
    ]  # fmt: skip
    assert reads.group_sheet(east.group, on=TODAY).below == ((working.pk, "Adult learning"),)


@pytest.mark.requirement("W-31")
def test_a_meeting_begins_with_what_always_stands_and_the_cadence_says_when_the_next_is_due(east):
    meeting = east.call(LAST)
    assert [item.title for item in meeting.items.all()] == ["Delivery plans"]
    assert reads.group_sheet(east.group, on=TODAY).next_by == LAST + timedelta(days=92)


def test_every_change_raises_the_sequence_and_keeps_the_uid(east):
    meeting = east.call(NEXT)
    entry = lambda: reads.calendar_entry(access.find_meeting(east.clerk, meeting.pk, on=TODAY), url="")  # noqa: E731
    first = entry()
    changes.move_meeting(
        by=east.clerk, on=TODAY, meeting=meeting, starts_at=at(NEXT, 19), ends_at=at(NEXT, 21), where="Hall 2"
    )
    moved = entry()
    changes.move_meeting(
        by=east.clerk, on=TODAY, meeting=meeting, starts_at=at(NEXT, 19), ends_at=at(NEXT, 21), where="Hall 2"
    )
    assert entry() == moved
    changes.cancel(by=east.clerk, on=TODAY, meeting=meeting, because="Snow")
    cancelled = entry()
    assert [e.sequence for e in (first, moved, cancelled)] == [0, 1, 2]
    assert first.uid == moved.uid == cancelled.uid
    assert first.changed_at < moved.changed_at < cancelled.changed_at
    assert cancelled.cancelled
    assert [m.cancelled for m in reads.coming(east.clerk, on=TODAY)] == [True]  # it says so; it does not vanish
    with pytest.raises(OutOfTurn, match="cancelled"):
        east.everybody(meeting, on=NEXT)


def test_the_summary_names_nobody(east, partnership):
    entry = reads.calendar_entry(east.call(NEXT), url="")
    assert entry.summary == "East Locality Group"
    assert not any(p.name in f"{entry.summary} {entry.description}" for p in partnership.people.values())


@pytest.mark.requirement("X-40")
def test_papers_reach_everybody_at_the_same_moment(east, partnership):
    meeting = east.call(NEXT)
    changes.add_item(
        by=east.clerk,
        on=TODAY,
        meeting=meeting,
        title="Plan",
        purpose="decide",
        summary="In short.",
        paper="Whole paper.",
    )
    rep, officer = partnership.actor("community_rep"), partnership.actor("elected_member")
    papers = lambda who: [i.paper for i in reads.meeting_sheet(meeting, who, on=TODAY).items if i.paper]  # noqa: E731
    assert papers(east.clerk) == ["Whole paper."]
    assert papers(rep) == papers(officer) == []
    changes.send_papers(by=east.clerk, on=TODAY, meeting=meeting)
    assert papers(rep) == papers(officer) == papers(east.clerk) == ["Whole paper."]


def test_a_decision_that_commits_needs_a_quorum_as_recorded(east):
    meeting = east.call(LAST)
    with pytest.raises(NotADecision, match="Only 0 of the 3"):
        east.decide(meeting)
    east.attend(meeting, "locality_leader", "clerk", "community_rep")  # the clerk does not vote
    with pytest.raises(NotADecision, match="Only 2 of the 3"):
        east.decide(meeting)
    assert east.decide(meeting, verb="note").ref == f"EA-{LAST.year}-D001"
    east.everybody(meeting)
    assert east.decide(meeting).ref == f"EA-{LAST.year}-D002"


def test_a_refused_decision_uses_up_no_number(east):
    meeting = east.call(LAST)
    east.everybody(meeting)
    with pytest.raises(NotADecision):
        east.decide(meeting, text="")
    assert east.decide(meeting).ref.endswith("D001")


@pytest.mark.requirement("I-12", "W-03", "D-111")
def test_a_decision_keeps_its_verb_owner_and_days_and_comes_back_when_its_update_is_due(east, partnership):
    meeting = east.call(LAST)
    east.everybody(meeting)
    made = east.decide(
        meeting, verb="endorse", text="The approach is endorsed.", owner=partnership.organisations["Harbour Housing"],
        update_on=NEXT, options="Do nothing\nWait a year", dissent="One member would wait.",
    )  # fmt: skip
    noted = east.decide(meeting, verb="note", text="The discussion be noted.")
    changes.add_meeting_action(
        by=east.clerk, on=TODAY, meeting=meeting, what="Write to tenants", decision=made.pk,
        organisation=partnership.organisations["Harbour Housing"], due_on=TODAY - timedelta(1),
    )  # fmt: skip
    lines = {line.ref: line for line in reads.register(east.leader, on=TODAY)}
    told = lines[made.ref]
    assert (told.verb_said, told.owner, told.update_on, told.options) == (
        "Endorsed",
        "Harbour Housing",
        NEXT,
        ("Do nothing", "Wait a year"),
    )
    assert [(a.what, a.status, a.decision) for a in told.actions] == [("Write to tenants", "late", made.ref)]
    assert lines[noted.ref].actions == ()
    following = east.call(NEXT)
    assert [item.title for item in following.items.all()] == [
        "Minutes of the last meeting", "Overdue actions", f"Progress with {made.ref}: The approach is endorsed.", "Delivery plans",
    ]  # fmt: skip


def test_the_register_is_narrowed_and_shows_only_what_may_be_seen(east, partnership):
    meeting = east.call(LAST)
    east.everybody(meeting)
    east.decide(meeting, text="Light Kiln Lane.")
    east.decide(meeting, verb="reject", text="Close the library.", reasons="It is used.")
    find = lambda **by: [d.text for d in reads.register(east.leader, on=TODAY, **by)]  # noqa: E731
    assert find(words="kiln") == ["Light Kiln Lane."]
    assert find(verb="reject") == find(words="USED") == ["Close the library."]
    assert find(since=TODAY) == []
    assert len(find(group=str(east.group.pk))) == 2
    west = partnership.add("locality_leader", place=partnership.west, key="west_leader")
    from hereabouts.records.trust.access import actor_of

    stranger = actor_of(west, on=TODAY)
    assert reads.register(stranger, on=TODAY) == []
    with pytest.raises(NotFound):
        access.find_meeting(stranger, meeting.pk, on=TODAY)


def test_what_was_done_since_stands_beside_what_is_late(east, partnership):
    council = partnership.organisations["Larkhaven Council"]
    first = east.call(LAST)
    east.everybody(first)
    add = lambda what, due: changes.add_meeting_action(  # noqa: E731
        by=east.clerk, on=TODAY, meeting=first, what=what, organisation=council, due_on=due
    )
    late, soon = add("Late", TODAY - timedelta(1)), add("Soon", TODAY + timedelta(9))
    second = east.call(NEXT)
    before = reads.meeting_sheet(second, east.clerk, on=TODAY).before
    assert [[a.what for a in some] for some in (before.late, before.open, before.done)] == [["Late"], ["Soon"], []]
    changes.finish_action(by=east.clerk, on=TODAY, meeting=second, action=late.pk)
    before = reads.meeting_sheet(second, east.clerk, on=TODAY).before
    assert [[a.what for a in some] for some in (before.late, before.open, before.done)] == [[], ["Soon"], ["Late"]]
    other = Gathering.of(partnership, name="Other")
    with pytest.raises(NotFound):  # another group's action is not this one's to finish
        changes.finish_action(by=east.clerk, on=TODAY, meeting=other.call(NEXT), action=soon.pk)


def test_agreed_minutes_are_closed_until_they_go_back_to_draft(east):
    meeting = east.call(LAST)
    east.everybody(meeting)
    changes.draft_minutes(by=east.clerk, on=TODAY, meeting=meeting)
    changes.agree_minutes(by=east.clerk, on=TODAY, meeting=meeting)
    with pytest.raises(OutOfTurn, match="minutes are agreed"):
        east.decide(meeting)
    changes.draft_minutes(by=east.clerk, on=TODAY, meeting=meeting)
    assert meeting.minutes_agreed_on is None
    east.decide(meeting)


def test_nothing_is_recorded_before_the_day(east):
    with pytest.raises(OutOfTurn, match="has not begun"):
        east.everybody(east.call(NEXT))


@pytest.mark.requirement("D-110")
def test_what_was_said_is_kept_with_the_item(east):
    meeting = east.call(LAST)
    item = meeting.items.first()
    changes.record_discussion(
        by=east.clerk, on=TODAY, meeting=meeting, said={str(item.pk): " Thanks for a full report. "}
    )
    assert reads.meeting_sheet(meeting, east.clerk, on=TODAY).items[0].discussion == "Thanks for a full report."


@pytest.mark.requirement("I-38")
def test_an_item_refers_to_a_plan_by_kind_and_id(east):
    meeting = east.call(NEXT)
    changes.add_item(
        by=east.clerk, on=TODAY, meeting=meeting, title="Draft plan", purpose="decide", about=Ref("plan", "42")
    )
    assert reads.meeting_sheet(meeting, east.clerk, on=TODAY).items[-1].about == Ref("plan", "42")


class TestWhoMay:
    def test_a_member_reads_and_does_not_record(self, east, partnership):
        meeting = east.call(LAST)
        rep = partnership.actor("community_rep")
        assert access.find_meeting(rep, meeting.pk, on=TODAY) == meeting
        refused = [
            lambda: changes.record_attendance(by=rep, on=TODAY, meeting=meeting, seats={}),
            lambda: changes.record_decision(by=rep, on=TODAY, meeting=meeting, verb="note", text="x"),
            lambda: changes.cancel(by=rep, on=TODAY, meeting=meeting, because="x"),
            lambda: changes.revise_terms(by=rep, on=TODAY, group=east.group, text="x"),
        ]
        for attempt in refused:
            with pytest.raises(NotAllowed):
                attempt()
        assert AuditEntry.objects.filter(outcome="refused", actor=rep.id).count() == len(refused)

    def test_a_clerk_of_one_place_calls_no_meeting_of_another(self, east, partnership):
        from hereabouts.records.trust.access import actor_of

        stranger = actor_of(partnership.add("clerk", place=partnership.west, key="west_clerk"), on=TODAY)
        with pytest.raises(NotAllowed):
            changes.call_meeting(
                by=stranger, on=TODAY, group=east.group, starts_at=at(NEXT), ends_at=at(NEXT, 20), where="x"
            )

    def test_a_meeting_may_be_seen_without_its_decisions(self, east, partnership):
        meeting = east.call(LAST)
        east.everybody(meeting)
        east.decide(meeting)
        triage = partnership.actor("triage_coordinator")  # sees meetings, not decisions
        assert reads.meeting_sheet(meeting, triage, on=TODAY).others == ()
        assert len(reads.meeting_sheet(meeting, east.leader, on=TODAY).others) == 1


def test_dates_are_uk_dates(east):
    """A meeting at half past midnight in summer belongs to that day, not to the day before in UTC."""
    summer = date(2026, 7, 1)
    meeting = changes.call_meeting(
        by=east.clerk, on=summer, group=east.group, starts_at=at(summer, 0), ends_at=at(summer, 1), where="Vigil"
    )
    east.everybody(meeting, on=summer)
    assert east.decide(meeting, on=summer).decided_on == summer
    assert [m.id for m in reads.coming(east.clerk, on=summer)] == [meeting.pk]
