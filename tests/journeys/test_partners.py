"""Partners join, promise and are missed; people are trained before they are trusted; anybody finds a service."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.ledger import Sensitivity, Subject, may
from hereabouts.core.partners.commitments import NotACommitment
from hereabouts.core.partners.training import NotACourse, counts_until
from hereabouts.records.families.changes import draft_agreement
from hereabouts.records.governance import changes as governance
from hereabouts.records.governance.models import Group
from hereabouts.records.ledger.access import seen
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import changes, reads
from hereabouts.records.partners.models import Organisation, Service
from hereabouts.records.plans import changes as plans
from hereabouts.records.trust.access import actor_of, founder
from hereabouts.records.voice import changes as voice
from tests import agreements
from tests.gatherings import Gathering
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
COURSE = "Sharing information about families"


def html(client, page, *args, status=200, **query):
    answer = client.get(reverse(page, args=args), query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def post(client, page, *args, status=302, **form):
    answer = client.post(reverse(page, args=args), form)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


class TestPartners:
    @pytest.mark.requirement("L-01")
    def test_partners_of_every_kind_stand_in_one_register_with_role_contact_and_number(self, as_role):
        admin = as_role("administrator")
        for kind, _label in reads.kinds():
            made = post(
                admin,
                "partner-register",
                name=f"One {kind}",
                kind=kind,
                role="Brings soup",
                contact="The desk, 01632 960199",
            )
        number = {"step": "number", "number-register": "GB-SC", "number-number": "xx 123456"}
        assert admin.post(made.url, number).status_code == 302
        register = html(as_role("community_rep"), "partners")
        assert all(f"One {kind}" in register for kind, _ in reads.kinds())
        page = as_role("community_rep").get(made.url).content.decode()
        assert "Brings soup" in page
        assert "XX123456" in page
        assert "The desk, 01632 960199" in page

    def test_a_number_belongs_to_one_partner(self, as_role, partnership):
        council, homes = (partnership.organisations[n] for n in ("Larkhaven Council", "Harbour Housing"))
        admin = as_role("administrator")
        number = {"step": "number", "number-register": "GB-COH", "number-number": "1"}
        post(admin, "partner", council.pk, **number)
        refused = post(admin, "partner", homes.pk, status=422, **number)
        assert "That number belongs to Larkhaven Council already." in refused.content.decode()

    def test_an_ended_partner_keeps_its_history_and_its_people_are_out(self, as_role, partnership):
        homes = partnership.organisations["Harbour Housing"]
        worker = Client()
        worker.force_login(partnership.people["practitioner"], backend="django.contrib.auth.backends.ModelBackend")
        post(as_role("administrator"), "partner", homes.pk, step="end", **{"end-because": "It merged."})
        assert worker.get(reverse("my-work")).status_code == 302  # to sign in
        page = html(as_role("clerk"), "partner", homes.pk)
        assert "It merged." in page
        assert "Harbour Housing" not in [p.name for p in reads.organisations()]

    def test_who_moves_to_another_organisation_leaves_every_right_behind(self, as_role, partnership):
        account = partnership.people["practitioner"]
        assert partnership.actor("practitioner", on=timezone.localdate()).roles == ("practitioner",)
        council = partnership.organisations["Larkhaven Council"]
        post(
            as_role("administrator"),
            "person",
            account.pk,
            step="move",
            **{"move-organisation": council.pk, "move-job": "Clerk"},
        )
        account.refresh_from_db()
        actor = actor_of(account, on=timezone.localdate())
        assert (actor.roles, actor.organisation) == ((), str(council.pk))
        page = html(as_role("administrator"), "person", account.pk)
        assert "Harbour Housing" in page  # where they worked before


class TestPromises:
    def make(self, client, partnership, **more):
        form = {
            "who": f"organisation:{partnership.organisations['Harbour Housing'].pk}", "kind": "room", "what": "The hall on Mondays",
            "quantity": "10", "worth": "600", "promised_on": "2026-01-05", "due_on": "2026-03-01", "initiative": "After four",
        } | more  # fmt: skip
        return post(client, "promise", **form).url

    @pytest.mark.requirement("L-08", "I-29")
    def test_a_promise_is_followed_to_what_came_of_it_and_who_promised_nothing_is_named(self, as_role, partnership):
        where = self.make(as_role("communities_officer"), partnership)
        told = html(as_role("elected_member"), "promised")
        assert "Late" in told
        assert "0 of 1 promises that were due by now are kept." in told
        assert "Friends of East" in told.partition("Who has promised nothing yet")[2]
        assert "Friends of East" in told.partition("Who has not signed up yet")[2]
        officer = as_role("communities_officer")
        deliver = {"step": "deliver", "deliver-words": "Ten Mondays", "deliver-quantity": "10"}
        assert officer.post(where, deliver).status_code == 302
        told = html(as_role("elected_member"), "promised")
        assert "1 of 1 promises that were due by now are kept." in told
        assert '<td class="n">1</td><td class="n">0</td>' in told  # in the last thirty days, and before

    @pytest.mark.requirement("L-08")
    def test_who_signed_up_is_written_down(self, as_role, partnership):
        friends = partnership.organisations["Friends of East"]
        post(as_role("administrator"), "partner", friends.pk, step="signed", **{"signed-signed_on": "2026-02-03"})
        assert "3 February 2026" in html(as_role("clerk"), "partners")
        assert (
            "Friends of East"
            not in html(as_role("clerk"), "promised").partition("Who has not signed up yet")[2].partition("</ul>")[0]
        )

    @pytest.mark.requirement("S-38")
    def test_pooled_money_own_money_and_in_kind_stand_apart(self, as_role, partnership):
        officer = as_role("communities_officer")
        self.make(officer, partnership)
        self.make(officer, partnership, kind="money", what="Pool", quantity="4000", worth="", pooled="on")
        self.make(officer, partnership, kind="money", what="Own", quantity="250", worth="")
        told = html(officer, "promised").partition("What each partner put in")[2]
        assert told.index("£4,000") < told.index("£250") < told.index("£600")

    @pytest.mark.requirement("L-08")
    def test_promised_against_delivered_is_added_up_by_kind_and_for_all_partners(self, as_role, partnership):
        officer = as_role("communities_officer")
        where = self.make(officer, partnership)
        self.make(officer, partnership, quantity="5", worth="200")
        gone = self.make(officer, partnership, quantity="70", worth="9000")
        post_to = {"step": "deliver", "deliver-words": "Four Mondays", "deliver-quantity": "6"}
        officer.post(where, post_to)
        officer.post(gone, {"step": "back", "back-because": "The roof fell in."})
        told = html(as_role("elected_member"), "promised")
        sums = told.partition("Promised against delivered")[2].partition("</table>")[0]
        assert [words in sums for words in (">15<", ">6<", ">40%<", ">85<")] == [True, True, True, False]
        assert "£800" in told.partition("<tfoot>")[2].partition("</tfoot>")[0]

    @pytest.mark.requirement("I-36")
    def test_named_staff_give_hours_to_an_initiative(self, as_role, partnership):
        worker = partnership.people["practitioner"]
        where = self.make(
            as_role("communities_officer"), partnership, who=f"account:{worker.pk}", kind="staff time", what="Support on the estate",
            quantity="7", initiative="Make East better",
        )  # fmt: skip
        page = as_role("community_rep").get(where).content.decode()
        assert worker.name in page
        assert "7 hours a week" in page
        assert "Make East better" in page

    def test_nobody_promises_for_a_person_of_another_partner(self, partnership):
        given = {"by": partnership.actor("communities_officer"), "on": TODAY, "kind": "staff time", "what": "Hours"}
        with pytest.raises(NotACommitment):
            changes.promise(
                **given, organisation=partnership.organisations["Friends of East"], account=partnership.people["clerk"]
            )

    def test_a_promise_taken_back_says_why_and_is_not_counted(self, as_role, partnership):
        where = self.make(as_role("communities_officer"), partnership)
        officer = as_role("communities_officer")
        assert officer.post(where, {"step": "back", "back-because": ""}).status_code == 422
        assert officer.post(where, {"step": "back", "back-because": "The roof fell in."}).status_code == 302
        told = html(as_role("clerk"), "promised")
        assert "The roof fell in." in told
        assert "£600" not in told

    def test_a_worker_delivers_for_their_own_partner_only(self, partnership):
        by = partnership.actor("communities_officer")
        given = {"by": by, "on": TODAY, "kind": "room", "what": "A room", "place": partnership.east}
        own = changes.promise(**given, organisation=partnership.organisations["Harbour Housing"])
        other = changes.promise(**given, organisation=partnership.organisations["Larkhaven Council"])
        worker = {"by": partnership.actor("practitioner"), "on": TODAY, "words": "It came"}
        changes.deliver(**worker, commitment=own)
        with pytest.raises(NotAllowed):
            changes.deliver(**worker, commitment=other)


def an_action(partnership, **more):
    leader = {"by": partnership.actor("locality_leader"), "on": TODAY}
    plan = plans.draft_plan(
        **leader,
        place=partnership.east,
        title="Plan of East",
        kind="locality",
        period_from=TODAY,
        period_to=TODAY + timedelta(400),
    )
    return plans.add_action(**leader, plan=plan, title="Visit every home", **more)


@pytest.mark.requirement("L-14")
def test_an_action_is_at_risk_while_a_partner_that_leads_it_is_stretched(as_role, partnership):
    homes = partnership.organisations["Harbour Housing"]
    action = an_action(partnership, organisation=homes)
    officer = as_role("communities_officer")
    assert "Visit every home" not in html(officer, "promised").partition("Actions at risk")[2]
    post(
        officer,
        "partner",
        homes.pk,
        step="capacity",
        **{"capacity-word": "stretched", "capacity-words": "Two of us left"},
    )
    assert "Visit every home" in html(officer, "promised").partition("Actions at risk")[2]
    assert "Two of us left" in html(officer, "partner", homes.pk)
    assert "At risk" in html(officer, "action", action.pk)
    post(officer, "partner", homes.pk, step="capacity", **{"capacity-word": "enough"})
    assert "At risk" not in html(officer, "action", action.pk)


@pytest.mark.requirement("D-71")
def test_the_page_shows_who_takes_part_and_who_is_missing(as_role, partnership):
    Gathering.of(partnership, on=timezone.localdate())
    an_action(partnership, organisation=partnership.organisations["Harbour Housing"])
    voice.plan_activity(
        by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, name="Doors", method="conversation",
        held_on=TODAY, purpose="What first",
    )  # fmt: skip
    changes.register(by=founder(), on=TODAY, name="Larkhaven Fire", kind="fire")
    page = html(as_role("locality_leader"), "taking-part")
    missing, _, table = page.partition("Partner by partner")
    assert "No partner is a: General practice or primary care network" in missing
    assert "<b>East Locality Group</b>" in missing
    assert "Larkhaven Fire takes part in nothing" in missing
    assert "Visit every home" in table
    assert "Doors" in table


class TestGroups:
    @pytest.mark.requirement("I-13")
    def test_a_groups_remit_names_its_outcomes(self, as_role, partnership):
        group = Gathering.of(partnership, on=timezone.localdate()).group
        plan = an_action(partnership, organisation=partnership.organisations["Larkhaven Council"]).plan
        outcome = plans.add_outcome(
            by=partnership.actor("locality_leader"), on=TODAY, plan=plan, statement="Homes are dry", tier="long"
        )
        leader = as_role("locality_leader")
        assert "Its remit names none yet." in html(leader, "group", group.pk)
        post(leader, "group", group.pk, step="outcomes", outcomes=[str(outcome.pk)])
        assert "Homes are dry" in html(as_role("community_rep"), "group", group.pk)

    @pytest.mark.requirement("S-24")
    def test_a_seat_has_a_substitute_and_its_attendance_is_counted(self, as_role, partnership):
        today = timezone.localdate()
        east = Gathering.of(partnership, on=today)
        governance.add_member(
            by=east.clerk, on=today, group=east.group, organisation=partnership.organisations["Friends of East"],
            substitute="Danuta S", since=today - timedelta(300),
        )  # fmt: skip
        for days, how in [(90, "present"), (60, "substitute"), (30, "apologies")]:
            meeting = east.call(today - timedelta(days), on=today - timedelta(days + 20))
            seats = {str(east.seats["community_rep"].pk): (how, "")}
            governance.record_attendance(by=east.clerk, on=today, meeting=meeting, seats=seats)
        page = html(as_role("clerk"), "group", east.group.pk)
        assert "Substitute: Danuta S" in page
        assert "1 of 3" in page
        assert "1 time by a substitute" in page

    @pytest.mark.requirement("S-03", "W-18")
    def test_the_line_of_direction_stands_on_the_page(self, as_role, partnership):
        clerk = {
            "by": Gathering.of(partnership, on=TODAY).clerk,
            "on": TODAY,
            "nation": "SCT",
            "cadence": "every month",
            "place": partnership.east,
        }
        top = governance.set_up_group(**clerk, name="CPP", tier="strategic")
        middle = governance.set_up_group(**clerk, name="Leadership", tier="tactical", parent=top)
        low = governance.set_up_group(**clerk, name="Working", tier="working", parent=middle)
        line = html(as_role("clerk"), "group", low.pk).partition("Line of direction")[2]
        assert line.index("CPP") < line.index("Leadership") < line.index("this group")


class TestTraining:
    @pytest.mark.requirement("D-70")
    def test_the_catalogue_says_who_completed_what_and_a_persons_record_when_it_runs_out(self, as_role, partnership):
        admin = as_role("administrator")
        post(admin, "course-offer", name=COURSE, about="What may be told", lasts_months=12)
        course = reads.catalogue(on=TODAY)[0]
        person = partnership.people["practitioner"]
        post(
            admin,
            "person",
            person.pk,
            step="trained",
            **{"trained-course": course.id, "trained-completed_on": "2026-09-01"},
        )
        assert "Counts until 31 August 2027" in html(admin, "person", person.pk)
        own = html(as_role("practitioner"), "training")
        assert own.index(COURSE) < own.index("What you completed") < own.rindex(COURSE)

    def test_nobody_writes_down_their_own(self, partnership):
        course = changes.offer_course(by=partnership.actor("administrator"), on=TODAY, name=COURSE)
        with pytest.raises(NotACourse):
            changes.complete(
                by=partnership.actor("administrator"),
                on=TODAY,
                account=partnership.people["administrator"],
                course=course,
            )

    @pytest.mark.slow
    @pytest.mark.requirement("D-70")
    def test_a_clause_opens_only_to_who_completed_its_course_and_shuts_when_it_runs_out(self, as_role, partnership):
        """Trained before trusted, on the pages: the course is asked for in the draft; completing it opens, its end shuts."""
        today = timezone.localdate()
        changes.offer_course(
            by=partnership.actor("administrator"), on=today, name=COURSE, about="What may be told", lasts_months=12
        )
        lead = partnership.actor("ig_lead", on=today)
        drafted = draft_agreement(
            by=lead, on=today, ref="ISA-01", starts_on=today - timedelta(900), ends_on=today + timedelta(900),
            parties=partnership.organisations.values(),
        )  # fmt: skip
        for number in ("4.1", "4.3"):  # on the page, as the governance lead does
            fields = {"4.3": ["worry", "people"]}.get(number, [])
            post(
                as_role("ig_lead"), "agreement-terms", drafted.pk, clause=number, requires=[COURSE], fields_open=fields
            )
        assert f"(trained in “{COURSE}”)" in html(as_role("ig_lead"), "agreement", drafted.pk)
        agreements.in_force(lead, drafted, on=today)
        assert f"Not yet trained: course “{COURSE}”" in html(as_role("practitioner"), "referrals", status=403)
        worker = partnership.people["practitioner"]
        assert COURSE in html(as_role("administrator"), "person", worker.pk)  # waits for it
        course = reads.catalogue(on=today)[0]
        trained = {"step": "trained", "trained-course": course.id}
        post(
            as_role("administrator"), "person", worker.pk, **trained, **{"trained-completed_on": today - timedelta(500)}
        )
        assert "Not yet trained" in html(as_role("practitioner"), "referrals", status=403)  # it ran out long ago
        post(as_role("administrator"), "person", worker.pk, **trained, **{"trained-completed_on": today})
        assert html(as_role("practitioner"), "referrals")
        last = counts_until(today, 12)
        assert actor_of(worker, on=last).trained[0].until == last
        own = Subject("referral", None, str(partnership.east.pk), str(worker.organisation_id), Sensitivity.CASE)
        may_make = [bool(may(actor_of(worker, on=day), "make", own, day, purpose="early help"))
                    for day in (last, last + timedelta(1))]  # fmt: skip
        assert may_make == [True, False]


class TestForWhom:
    @pytest.mark.requirement("S-42")
    def test_a_leader_who_is_also_a_worker_chooses_and_the_trail_says_which(self, as_role, partnership):
        account = partnership.people["locality_leader"]
        changes.give_role(
            by=founder(), on=TODAY - timedelta(9), account=account, role="practitioner", place=partnership.east
        )
        leader = as_role("locality_leader")
        post(leader, "acting", side="agency")
        assert leader.get(reverse("promise")).status_code == 403  # an officer's page: not while acting for the agency
        assert "for your own organisation" in html(leader, "acting")
        post(leader, "acting", side="partnership")
        form = {
            "who": f"organisation:{account.organisation.pk}", "kind": "room", "what": "A room", "promised_on": "2026-01-05"
        }  # fmt: skip
        post(leader, "promise", **form)
        entry = AuditEntry.objects.filter(what="commitment.record").latest("id")
        assert entry.under == "the role of Locality Leader, for the partnership"

    def test_a_side_that_somebody_has_no_role_for_cannot_be_chosen(self, as_role):
        worker = as_role("practitioner")
        post(worker, "acting", side="partnership")
        assert worker.session["acting for"] == ""


@pytest.mark.requirement("S-47")
def test_a_role_for_one_group_opens_its_meetings_alone(partnership, as_role):
    everywhere = {"on": TODAY, "quorum": 2}
    one = Gathering.of(partnership, name="One", **everywhere)
    two = Gathering.of(partnership, name="Two", **everywhere)
    theirs, other = (g.call(TODAY + timedelta(30)) for g in (one, two))
    account = changes.invite(
        by=founder(),
        on=TODAY,
        email="chair@example.org",
        name="Chair",
        organisation=partnership.organisations["Friends of East"],
    )
    changes.give_role(
        by=founder(), on=TODAY, account=account, role="elected_member", about=one.group.pk, about_words="One"
    )
    actor = actor_of(account, on=TODAY)
    rows = seen(type(theirs).objects.all(), actor, on=TODAY)
    assert list(rows) == [theirs]
    assert [bool(may(actor, "see", m.subject(), TODAY)) for m in (theirs, other)] == [True, False]
    assert list(seen(Group.objects.all(), actor, on=TODAY)) == [one.group]


class TestServices:
    CSV = (
        "Name,Run by,Opening times,Address,Postcode,Telephone\n"
        "Warm room,Friends of East,Not known,1 Quay Street,lh12ab,01632 960170\n"
        "Advice,Larkhaven Council,Tuesdays,2 Quay Street,LH1 2AC,01632 960171\n"
    )

    def take_in(self, client, place, text, name="list.csv"):
        file = SimpleUploadedFile(name, text.encode())
        return post(client, "services-import", step="file", file=file, place=place.pk).url

    def test_anybody_finds_a_service_that_a_sheet_brought_and_it_is_taken_back_whole(self, as_role, partnership):
        officer = as_role("communities_officer")
        page = self.take_in(officer, partnership.east, self.CSV)
        assert "Every row can be read" in officer.get(page).content.decode()
        assert officer.post(page, {"step": "take"}).status_code == 302
        anybody = Client()
        found = html(anybody, "services", near="LH1 9ZZ")
        assert found.index("Advice") < found.index("Warm room")
        assert "LH1 2AB" in found
        assert "Warm room" not in html(anybody, "services", search="tuesdays advice")
        assert reads.directory(partnership.actor("clerk"), on=TODAY)[0].provider_id == str(
            partnership.organisations["Larkhaven Council"].pk
        )
        again = self.take_in(officer, partnership.east, self.CSV)
        assert "<b>2</b> unchanged" in officer.get(again).content.decode()
        officer.post(again, {"step": "leave"})
        history = html(officer, "services-import")
        batch = history.partition('name="batch" value="')[2].partition('"')[0]
        post(officer, "services-import", step="back", batch=batch)
        assert "Warm room" not in html(anybody, "services")

    def test_a_fault_is_told_by_row_and_nothing_is_taken_in(self, as_role, partnership):
        officer = as_role("communities_officer")
        page = self.take_in(officer, partnership.east, self.CSV.replace("LH1 2AC", "nowhere"))
        told = officer.get(page).content.decode()
        assert "Row 3" in told
        assert "is not a postcode" in told
        assert officer.post(page, {"step": "take"}).status_code == 422
        assert not Service.objects.exists()

    def test_a_revised_service_counts_as_checked_and_a_closed_one_is_gone(self, as_role, partnership):
        officer = as_role("communities_officer")
        form = {"name": "Warm room", "provider": "Friends of East", "state": "live"}
        where = post(officer, "service-add", **form).url
        id_ = where.strip("/").rpartition("/")[2]
        post(officer, "service-revise", id_, **form | {"description": "Soup at noon"})
        assert "Soup at noon" in html(Client(), "service", id_)
        post(officer, "service-revise", id_, **form | {"state": "closed"})
        assert Client().get(reverse("service", args=[id_])).status_code == 404
        assert "Warm room" not in html(Client(), "services")

    def test_a_feed_we_wrote_can_be_read_again(self, as_role, partnership):
        officer = as_role("communities_officer")
        officer.post(self.take_in(officer, partnership.east, self.CSV), {"step": "take"})
        feed = Client().get(reverse("oruk-services")).content.decode()
        before = {o.name: (o.provider, o.postcode) for o in reads.directory(partnership.actor("clerk"), on=TODAY)}
        Service.objects.all().delete()
        officer.post(self.take_in(officer, partnership.east, feed, "feed.json"), {"step": "take"})
        assert {
            o.name: (o.provider, o.postcode) for o in reads.directory(partnership.actor("clerk"), on=TODAY)
        } == before


class TestOpenReferral:
    def directory(self, partnership, n):
        given = {"by": partnership.actor("communities_officer"), "on": TODAY}
        for i in range(n):
            facts = {
                "name": f"Service {i:02d}",
                "provider": "Council",
                "postcode": "LH1 2AB",
                "topics": ["T01"] if i else ["T02"],
            }
            changes.list_service(**given, facts=facts)

    def get(self, page, /, *args, **query):
        answer = Client().get(reverse(page, args=args), query)
        assert answer["Access-Control-Allow-Origin"] == "*"
        return answer.status_code, json.loads(answer.content)

    def test_pages_add_up_and_past_the_end_is_empty(self, partnership):
        self.directory(partnership, 5)
        pages = [self.get("oruk-services", page=n, per_page=2)[1] for n in (1, 2, 3, 4)]
        assert [(p["size"], p["first_page"], p["last_page"], p["empty"]) for p in pages] == [
            (2, True, False, False), (2, False, False, False), (1, False, True, False), (0, False, True, True),
        ]  # fmt: skip
        assert {(p["total_items"], p["total_pages"]) for p in pages} == {(5, 3)}
        assert len({s["id"] for p in pages for s in p["contents"]}) == 5

    def test_what_is_asked_for_narrows(self, partnership):
        self.directory(partnership, 3)
        term = next(t for t in self.get("oruk-terms")[1]["contents"] if t["term"] == "T02")
        assert [s["name"] for s in self.get("oruk-services", taxonomy_term_id=term["id"])[1]["contents"]] == [
            "Service 00"
        ]
        assert self.get("oruk-services", search="02")[1]["total_items"] == 1
        assert self.get("oruk-at-locations", postcode="LH1 9AA")[1]["total_items"] == 3
        assert self.get("oruk-at-locations", postcode="ZZ1 9AA")[1]["total_items"] == 0

    @pytest.mark.parametrize(
        "query", [{"page": "0"}, {"page": "x"}, {"per_page": "1000"}, {"day": "someday"}, {"minimum_age": "-1"}]
    )
    def test_a_question_it_cannot_read_is_told(self, partnership, query):
        assert self.get("oruk-services", **query)[0] == 400

    def test_every_thing_that_is_listed_can_be_had_alone(self, partnership):
        self.directory(partnership, 2)
        for many, one in [("oruk-services", "oruk-service"), ("oruk-at-locations", "oruk-at-location"),
                          ("oruk-taxonomies", "oruk-taxonomy"), ("oruk-terms", "oruk-term")]:  # fmt: skip
            for thing in self.get(many)[1]["contents"]:
                assert self.get(one, thing["id"]) == (200, thing)

    def test_it_holds_nobody(self, partnership):
        self.directory(partnership, 1)
        told = json.dumps(self.get("oruk-services")[1])
        assert not [p.name for p in partnership.people.values() if p.name in told]


def test_an_unknown_kind_is_refused(partnership):
    with pytest.raises(changes.NotAPartner):
        changes.register(by=founder(), on=TODAY, name="X", kind="warlord")
    assert not Organisation.objects.filter(name="X").exists()
