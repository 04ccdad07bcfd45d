"""A clerk sets up a group and calls its meeting; it is held on one page; what came of it is found on others."""

import csv
import io
from datetime import UTC, timedelta

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from hereabouts.records.governance import changes
from tests.gatherings import Gathering

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def east(partnership, today):
    return Gathering.of(partnership, on=today)


def html(client, page, /, *args, **query):
    answer = client.get(reverse(page, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client, page, /, *args, status=302, **form):
    answer = client.post(reverse(page, args=args), form)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def call(client, group, day, **more):
    form = {"group": group.pk, "day": day, "starts": "18:00", "ends": "20:00", "where": "Ropery Hall"} | more
    return post(client, "meeting-call", **form).url.strip("/").rpartition("/")[2]


@pytest.mark.requirement("S-21", "S-24", "I-42", "I-39")
def test_a_group_is_set_up_with_its_terms_its_members_and_a_day(as_role, partnership, today):
    clerk = as_role("clerk")
    form = {
        "name": "Adult learning", "tier": "working", "place": partnership.east.pk, "nation": "SCT", "cadence": "every month", "quorum": 2,
        "standing": "Delivery plans\n", "about_words": "Adult learning in East", "due_on": today + timedelta(40), "terms": "What it is for.",
    }  # fmt: skip
    where = post(clerk, "group-set-up", **form).url
    group = where.strip("/").rpartition("/")[2]
    post(clerk, "group", group, step="approve")
    member = {
        "member-who": f"account:{partnership.people['community_rep'].pk}",
        "member-role": "chair",
        "member-voting": "on",
    }
    post(clerk, "group", group, step="member", **member)
    page = html(as_role("community_rep"), "group", group)
    for said in (
        "Working group on a priority",
        "What it is for.",
        "Version 1, approved",
        "Test Community Rep",
        "Chair",
    ):
        assert said.lower() in page.lower(), said
    assert "Adult learning" in html(as_role("elected_member"), "groups")


def test_a_name_that_is_taken_is_said_beside_what_was_typed(as_role, east):
    form = {"name": "east locality group", "tier": "working", "nation": "SCT", "cadence": "every month", "quorum": 0,
            "place": east.group.place_id, "terms": "Kept."}  # fmt: skip
    page = post(as_role("clerk"), "group-set-up", status=422, **form).content.decode()
    assert "There is a group called “east locality group” already." in page
    assert "Kept." in page


@pytest.mark.requirement("X-36")
def test_a_called_meeting_goes_into_a_calendar_and_follows_when_it_is_moved(as_role, east, today):
    clerk, day = as_role("clerk"), today + timedelta(30)
    meeting = call(clerk, east.group, day, access_note="Step-free")
    assert "Ropery Hall" in html(as_role("community_rep"), "meetings")

    def entry(client):
        (found,) = Calendar.from_ical(client.get(reverse("meeting-calendar", args=[meeting])).content).walk("VEVENT")
        return found

    first = entry(as_role("community_rep"))
    assert (first["sequence"], str(first["summary"]), str(first["location"])) == (
        0,
        "East Locality Group",
        "Ropery Hall",
    )
    assert str(first["url"]).endswith(f"/meetings/{meeting}/")
    assert first["dtstart"].dt.replace(tzinfo=None).hour == 18
    moved = {"step": "move", "day": day, "starts": "19:00", "ends": "20:00", "where": "Library"}
    post(as_role("clerk"), "meeting-move", meeting, **moved)
    second = entry(as_role("community_rep"))
    assert (second["sequence"], str(second["uid"])) == (1, str(first["uid"]))
    assert second["dtstart"].dt.astimezone(UTC) - first["dtstart"].dt.astimezone(UTC) == timedelta(hours=1)
    post(as_role("clerk"), "meeting-move", meeting, step="cancel", because="Snow")
    assert entry(as_role("community_rep"))["status"] == "CANCELLED"
    assert "Cancelled" in html(as_role("community_rep"), "meetings")


def test_times_that_cannot_be_are_said_on_the_form(as_role, east, today):
    form = {"group": east.group.pk, "day": today, "starts": "20:00", "ends": "18:00", "where": "Hall"}
    page = post(as_role("clerk"), "meeting-call", status=422, **form).content.decode()
    assert "ends before it starts" in page
    assert 'value="Hall"' in page


class TestMeetingMode:
    @pytest.fixture
    def meeting(self, east, today):
        made = east.call(today, on=today)
        changes.add_item(
            by=east.clerk, on=today, meeting=made, title="Lights on Kiln Lane", purpose="decide", summary="Seven lamps.",
            paper="The whole paper.", recommend_verb="endorse", recommend_text="Endorse the lamps.",
        )  # fmt: skip
        return made

    def here(self, east, *keys):
        return {f"how-{east.seats[key].pk}": "present" for key in keys}

    @pytest.mark.requirement("D-110", "D-111", "W-03", "I-12")
    def test_who_was_there_what_was_said_decided_and_who_does_what(self, as_role, east, meeting, partnership, today):
        clerk, item = as_role("clerk"), meeting.items.get(title="Lights on Kiln Lane")
        housing = partnership.organisations["Harbour Housing"].pk
        everybody = self.here(east, "locality_leader", "community_rep", "clerk")
        substitute = {
            f"how-{east.seats['practitioner'].pk}": "substitute",
            f"name-{east.seats['practitioner'].pk}": "Kim Sub",
        }
        post(clerk, "meeting", meeting.pk, step="attendance", guests="A resident", **everybody, **substitute)
        post(
            clerk,
            "meeting",
            meeting.pk,
            step="discussion",
            number=item.number,
            **{f"said-{item.pk}": "Thanks for a full report."},
        )
        prefix = f"item{item.number}-"
        decision = {
            "verb": "endorse", "text": "Seven lamps are endorsed.", "owner": f"organisation:{housing}",
            "update_on": today + timedelta(90), "dissent": "One would wait.",
        }  # fmt: skip
        given = {prefix + key: value for key, value in decision.items()}
        post(clerk, "meeting", meeting.pk, step="decision", item=item.pk, number=item.number, **given)
        made = meeting.decisions.get()
        post(clerk, "meeting", meeting.pk, step="action", **{
            "action-what": "Order the lamps", "action-owner": f"organisation:{housing}", "action-decision": made.pk,
            "action-due_on": today + timedelta(14),
        })  # fmt: skip
        post(clerk, "meeting", meeting.pk, step="draft")
        rep = as_role("community_rep")
        register = html(rep, "decisions", words="lamps")
        assert made.ref in register
        for said in ("Endorsed", "Seven lamps are endorsed.", "Harbour Housing", "Order the lamps", "One would wait."):
            assert said in register, said
        rows = list(csv.DictReader(io.StringIO(rep.get(reverse("decisions-csv")).content.decode())))
        assert [(row["ref"], row["verb"], row["owner"]) for row in rows] == [(made.ref, "endorse", "Harbour Housing")]
        answer = rep.get(reverse("meeting-minutes", args=[meeting.pk]))
        word = docx.Document(io.BytesIO(answer.content))
        text = "\n".join(p.text for p in word.paragraphs)
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        assert "Draft minutes of East Locality Group" in text
        assert "Thanks for a full report." in text
        assert f"Endorsed ({made.ref}): Seven lamps are endorsed." in text
        assert {"Kim Sub", "A resident", "Order the lamps"} <= set(cells)
        assert answer.content == rep.get(reverse("meeting-minutes", args=[meeting.pk])).content

    def test_without_a_quorum_the_form_keeps_what_was_typed(self, as_role, east, meeting):
        item = meeting.items.last()
        form = {f"item{item.number}-verb": "agree", f"item{item.number}-text": "Typed with care."}
        answer = post(
            as_role("clerk"),
            "meeting",
            meeting.pk,
            status=422,
            step="decision",
            item=item.pk,
            number=item.number,
            **form,
        )
        page = answer.content.decode()
        assert "Only 0 of the 3 voting members" in page
        assert "Typed with care." in page
        assert not meeting.decisions.exists()

    def test_the_next_meeting_begins_where_this_one_ended(self, as_role, east, meeting, partnership, today):
        east.everybody(meeting, on=today)
        action = changes.add_meeting_action(
            by=east.clerk, on=today, meeting=meeting, what="Ring the school", due_on=today - timedelta(1),
            organisation=partnership.organisations["Harbour Housing"],
        )  # fmt: skip
        clerk = as_role("clerk")
        following = call(clerk, east.group, today + timedelta(30))
        page = html(clerk, "meeting", following)
        for said in (
            "Since last time",
            "Ring the school",
            "Late",
            "Overdue actions",
            "Minutes of the last meeting",
            "Delivery plans",
        ):
            assert said in page, said
        post(clerk, "meeting", following, step="finish", action=action.pk)
        assert "Late" not in html(as_role("community_rep"), "meeting", following)

    def test_a_member_reads_without_forms(self, as_role, meeting):
        page = html(as_role("community_rep"), "meeting", meeting.pk)
        assert "Lights on Kiln Lane" in page
        assert "Record a decision" not in page
        assert 'name="step"' not in page

    def test_what_is_no_id_at_all_is_only_not_found(self, as_role, meeting):
        clerk = as_role("clerk")
        post(clerk, "meeting", meeting.pk, status=404, step="finish", action="drop table")
        post(clerk, "meeting", meeting.pk, step="attendance", **{"how-nobody": "present"})
        assert not meeting.attendance.exists()
        answer = clerk.get(reverse("put-on-agenda"), {"about_kind": "group", "about_id": "no id"})
        assert answer.status_code == 404

    def test_saving_one_item_keeps_what_was_typed_on_another(self, as_role, meeting):
        first, last = meeting.items.first(), meeting.items.last()
        post(as_role("clerk"), "meeting", meeting.pk, step="discussion", number=1,
             **{f"said-{first.pk}": "One.", f"said-{last.pk}": "Two."})  # fmt: skip
        page = html(as_role("community_rep"), "meeting-papers", meeting.pk)
        assert "One." not in page  # papers are not minutes
        assert [item.discussion for item in meeting.items.all()] == ["One.", "Two."]

    def test_nobody_takes_a_step_that_is_none(self, as_role, meeting):
        post(as_role("clerk"), "meeting", meeting.pk, status=404, step="burn")


@pytest.mark.requirement("X-40", "X-27")
def test_papers_reach_a_community_representative_with_everybody_else(as_role, east, today):
    clerk, meeting = as_role("clerk"), None
    meeting = call(
        clerk, east.group, today + timedelta(30), public="on", support_note="Taxi and childcare are paid on the night."
    )
    item = {"meeting": meeting, "title": "Plan", "purpose": "decide", "summary": "In plain words.", "paper": "The whole paper.",
            "background": "Survey 2026"}  # fmt: skip
    post(clerk, "put-on-agenda", **item)
    post(
        clerk,
        "put-on-agenda",
        **item | {"title": "A contract", "paper": "Secret terms.", "summary": "", "exempt_under": "SCT 9"},
    )
    before = html(as_role("community_rep"), "meeting-papers", meeting)
    assert "The whole paper." not in before
    assert "Everybody gets them at the same time." in before
    post(as_role("clerk"), "meeting", meeting, step="papers")
    for role in ("community_rep", "elected_member"):
        page = html(as_role(role), "meeting", meeting)
        for said in ("The whole paper.", "In plain words.", "Taxi and childcare", "Words we use", "Survey 2026"):
            assert said in page, (role, said)
    printed = html(as_role("community_rep"), "meeting-papers", meeting)
    assert "The whole paper." in printed
    assert "Secret terms." not in printed
    assert "Schedule 7A of the Local Government (Scotland) Act 1973, paragraph 9" in printed


@pytest.mark.requirement("I-38")
def test_a_draft_plan_goes_onto_a_future_agenda(as_role, east, partnership, today):
    clerk = as_role("clerk")
    meeting = call(clerk, east.group, today + timedelta(30))
    # the place page stands in for a thing of another room: the agenda knows it by kind and id only
    about = {
        "about_kind": "place",
        "about_id": str(partnership.east.pk),
        "title": "Draft plan for East",
        "purpose": "decide",
    }
    assert "Draft plan for East" in html(clerk, "put-on-agenda", **about)
    post(clerk, "put-on-agenda", meeting=meeting, **about)
    page = html(as_role("community_rep"), "meeting", meeting)
    assert "Draft plan for East" in page
    assert reverse("place", args=[partnership.east.pk]) in page


@pytest.mark.requirement("S-36")
def test_a_working_group_on_a_priority_acts_and_reports_back(as_role, east, partnership, today):
    working = changes.set_up_group(
        by=east.clerk, on=today, name="Adult learning", tier="working", nation="SCT", cadence="when needed", place=partnership.east,
        parent=east.group, about_words="More adults in evening classes",
    )  # fmt: skip
    its_own = changes.call_meeting(
        by=east.clerk,
        on=today,
        group=working,
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
        where="Library",
    )
    changes.add_meeting_action(
        by=east.clerk, on=today, meeting=its_own, what="Ask the college for a room",
        organisation=partnership.organisations["Larkhaven Council"],
    )  # fmt: skip
    clerk = as_role("clerk")
    assert "More adults in evening classes" in html(clerk, "group", working.pk)
    above = call(clerk, east.group, today + timedelta(30))
    form = html(clerk, "put-on-agenda", about_kind="group", about_id=str(working.pk))
    assert "Report from Adult learning" in form
    assert "Ask the college for a room" in form
    paper = "In progress: Ask the college for a room (Larkhaven Council)"
    post(clerk, "put-on-agenda", meeting=above, title="Report from Adult learning", purpose="note", paper=paper,
         about_kind="group", about_id=str(working.pk))  # fmt: skip
    post(clerk, "meeting", above, step="papers")
    page = html(as_role("community_rep"), "meeting", above)
    assert paper in page
    assert reverse("group", args=[working.pk]) in page


def test_a_csv_cell_is_never_a_formula(as_role, east, today):
    meeting = east.call(today, on=today)
    east.everybody(meeting, on=today)
    east.decide(meeting, on=today, text="=1+1")
    rows = list(csv.DictReader(io.StringIO(as_role("clerk").get(reverse("decisions-csv")).content.decode())))
    assert rows[0]["text"] == "'=1+1"


def test_a_decision_that_was_carried_out_is_asked_for_no_more(as_role, east, partnership, today):
    meeting = east.call(today, on=today)
    east.everybody(meeting, on=today)
    made = east.decide(meeting, on=today, owner=partnership.organisations["Harbour Housing"], implement_by=today)
    leader = as_role("locality_leader")
    assert "It was carried out" in html(leader, "decisions")
    post(leader, "decision-done", made.pk)
    assert "It was carried out" not in html(leader, "decisions")
    following = east.call(today + timedelta(30), on=today)
    assert not [item for item in following.items.all() if made.ref in item.title]
