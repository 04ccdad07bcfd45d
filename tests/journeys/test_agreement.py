"""An agreement on the pages alone: the governance lead drafts it from the model text and puts it in force."""

import pytest
from django.urls import reverse
from django.utils.html import conditional_escape

from hereabouts.engines.definitions import assessment, model_agreement, nations
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust.models import Agreement
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def given(partnership, **more):
    parties = [str(partnership.organisations[name].pk) for name in ("Larkhaven Council", "Harbour Housing")]
    told = {"ref": "ISA-07", "starts_on": "2026-04-01", "ends_on": "2099-03-31", "nation": "SCT", "parties": parties}
    return {**told, **more}


@pytest.mark.requirement("I-43")
def test_it_is_drafted_from_the_model_read_and_put_in_force(as_role, partnership):
    def triage_opens():
        return as_role("triage_coordinator").get(reverse("triage")).status_code == 200

    def lead():
        return as_role("ig_lead")

    assert reverse("agreement-draft") in lead().get(reverse("agreements")).content.decode()
    form = lead().get(reverse("agreement-draft")).content.decode()
    answer = lead().post(reverse("agreement-draft"), given(partnership))
    assert answer.status_code == 302
    page = lead().get(answer.url).content.decode()
    for clause in model_agreement("early_help")["clause"]:
        assert conditional_escape(clause["words"]) in form
        assert conditional_escape(clause["words"]) in page
    assert not triage_opens()  # a draft opens nothing
    terms = {
        "flows": "To triage",
        "retention": "Three years",
        "rights_contact": "rights@example.org",
        "review_on": "2099-03-01",
    }
    assert lead().post(f"{answer.url}terms/", terms).status_code == 302
    signing = {"Larkhaven Council": "clerk", "Harbour Housing": "practitioner"}
    for name, who in signing.items():
        party = {"party": partnership.organisations[name].pk, "basis": nations()["SCT"]["bases"][0], "law": "Housing Act",
                 "signatory": partnership.people[who].pk}  # fmt: skip
        assert lead().post(f"{answer.url}terms/", party).status_code == 302
    lead().post(answer.url, {"step": "begin DPIA"})
    said = {step["id"]: "Asked and answered." for step in assessment()}
    assert lead().post(f"{answer.url}assessment/", {**said, "need": "", "step": "finish"}).status_code == 422
    assert lead().post(f"{answer.url}assessment/", {**said, "step": "finish"}).status_code == 302
    assert "Sign ISA-07" not in as_role("clerk").get(reverse("my-work")).content.decode()
    assert lead().post(answer.url, {"step": "clear", "words": "Nothing against it."}).status_code == 302
    for who in signing.values():
        assert "Sign ISA-07" in as_role(who).get(reverse("my-work")).content.decode()
        assert "ISA-07" in as_role(who).get(reverse("agreements")).content.decode()
        assert as_role(who).post(answer.url, {"step": "sign"}).status_code == 422  # nobody signs without a tick
        assert as_role(who).post(answer.url, {"step": "sign", "read": "on"}).status_code == 302
        assert as_role(who).post(answer.url, {"step": "in force"}).status_code == 403
        assert not triage_opens()
    lead().post(answer.url, {"step": "in force"})
    assert triage_opens()
    lead().post(answer.url, {"step": "terminate", "reason": ""})
    assert triage_opens()
    lead().post(answer.url, {"step": "terminate", "reason": "Replaced"})
    assert not triage_opens()


@pytest.mark.requirement("X-11")
def test_a_page_says_what_each_clause_allows_and_what_a_next_version_changes(as_role, partnership):
    from tests import families

    made = families.in_force(partnership)
    lead = as_role("ig_lead")
    page = lead.get(reverse("agreement", args=[made.pk])).content.decode()
    for words in (
        "Triage co-ordinator",
        "see who is working with a household of any party",
        "stub.worker",
        "Public task",
    ):
        assert words in page
    after = lead.post(
        reverse("agreement-revise", args=[made.pk]),
        {"ref": "ISA-08", "starts_on": "2099-04-01", "ends_on": "2100-01-01"},
    )
    newer = Agreement.objects.get(ref="ISA-08")
    assert "Every clause says the same." in lead.get(f"{after.url}compare/").content.decode()
    clause = newer.clauses.get(number="4.2")
    clause.fields = [*clause.fields, "dob"]
    clause.save()
    compared = lead.get(f"{after.url}compare/").content.decode()
    assert "open case: dob" in compared
    assert "It allows more" in compared


@pytest.mark.requirement("X-01")
def test_the_wording_follows_the_nation(as_role, partnership):
    lead = as_role("ig_lead")
    for nation, law in [("WLS", "Social Services and Well-being (Wales) Act 2014"), ("ENG", "Care Act 2014")]:
        url = lead.post(reverse("agreement-draft"), given(partnership, ref=nation, nation=nation)).url
        page = lead.get(f"{url}terms/").content.decode()
        assert law in page
        assert "(Scotland)" not in page


def test_the_governance_lead_is_told_of_what_ends(as_role, partnership):
    from datetime import timedelta

    from django.utils import timezone

    from tests import families

    ends = timezone.localdate() + timedelta(29)
    families.in_force(partnership, ends_on=ends)
    page = as_role("ig_lead").get(reverse("my-work")).content.decode()
    assert "Renew ISA-07 or let it end" in page
    assert "Review ISA-07" in page
    assert "Renew ISA-07" not in as_role("clerk").get(reverse("my-work")).content.decode()


@pytest.mark.requirement("X-11", "X-12")
def test_the_simulator_gives_the_answer_of_the_door_and_is_itself_audited(as_role, partnership):
    from tests import families

    families.in_force(partnership)
    referral = families.refer(partnership)
    lead, outsider = as_role("ig_lead"), partnership.add("practitioner", organisation="Friends of East", key="sam")

    def asked(who, subject=referral.ref):
        sent = {"account": who.pk, "verb": "see", "subject": subject}
        return lead.get(reverse("access-ask"), sent)

    assert "<h2>Yes</h2>" in asked(partnership.people["triage_coordinator"]).content.decode()
    page = asked(outsider).content.decode()
    assert "<h2>No</h2>" in page
    assert "No role or agreement of yours includes this." in page
    assert "Tarrant" not in page
    entries = AuditEntry.objects.filter(what="access.ask", object=str(referral.pk))
    assert [e.detail["who"] for e in entries] == [str(partnership.people["triage_coordinator"].pk), str(outsider.pk)]
    gone = asked(outsider, "FH-1999-0001")
    assert (gone.status_code, "We could not find that" in gone.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"parties": []}, "Tick everybody who signs it."),
        ({"ends_on": "2026-03-31"}, "The last day lies before the first."),
        ({"ref": "isa-01"}, "There is an agreement isa-01 already."),
        ({"starts_on": ""}, "First day"),
    ],
)
def test_what_cannot_stand_is_said_and_the_answers_are_kept(as_role, partnership, wrong, words):
    from tests.doors.things import trust

    trust.made(partnership)
    lead = as_role("ig_lead")
    answer = lead.post(reverse("agreement-draft"), given(partnership, **wrong))
    page = answer.content.decode()
    assert (answer.status_code, words in page, Agreement.objects.count()) == (422, True, 1)
    assert f'value="{wrong.get("ref", "ISA-07")}"' in page


def test_one_party_is_no_agreement(as_role, partnership):
    alone = [str(partnership.organisations["Larkhaven Council"].pk)]
    answer = as_role("ig_lead").post(reverse("agreement-draft"), given(partnership, parties=alone))
    assert "between two partners or more" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_getting_started_leads_there(as_role, partnership):
    from hereabouts.records.partners import changes
    from hereabouts.records.trust.access import founder

    admin = as_role("administrator")
    assert reverse("agreement-draft") not in admin.get(reverse("getting-started")).content.decode()
    person = partnership.people["administrator"]
    changes.give_role(by=founder(), on=TODAY, account=person, role="ig_lead")
    assert reverse("agreement-draft") in admin.get(reverse("getting-started")).content.decode()


@pytest.mark.slow
@pytest.mark.requirement("X-11", "I-43")
def test_from_the_signature_on_screen_exactly_the_named_fields_flow_and_after_its_last_day_none(
    as_role, partnership, monkeypatch
):
    """Refused before; then what the clause names and no other; refused again from the midnight after its last day."""
    from datetime import timedelta

    from django.utils import timezone

    from tests import agreements, families

    today = timezone.localdate()
    last = today + timedelta(30)
    lead = as_role("ig_lead")
    posted = given(partnership, starts_on=today - timedelta(9), ends_on=last, nation="")
    where = lead.post(reverse("agreement-draft"), posted).url
    clause = {"clause": "4.4", "fields_open": ["people", "worry", "safety", "route", "done", "why"]}
    assert lead.post(f"{where}terms/", clause).status_code == 302  # what they want, and where they live, stays shut
    drafted = Agreement.objects.get(ref="ISA-07")
    signed = agreements.cleared(partnership.actor("ig_lead", on=today), drafted, on=today)
    for signing in signed.signings.select_related("signatory"):
        lead.force_login(signing.signatory, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert lead.get(reverse("agreement", args=[drafted.pk])).status_code == 200
        assert as_role("triage_coordinator").get(reverse("triage")).status_code == 403
        lead.force_login(signing.signatory, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert lead.post(where, {"step": "sign", "read": "on"}).status_code == 302
    assert as_role("triage_coordinator").get(reverse("triage")).status_code == 403  # signed, and not in force
    assert as_role("ig_lead").post(where, {"step": "in force"}).status_code == 302
    referral = families.refer(partnership, on=today)
    card = reverse("triage-card", args=[referral.pk])
    page = as_role("triage_coordinator").get(card).content.decode()
    for named in ("Tarrant", "Six weeks behind with rent"):
        assert named in page
    for kept in ("instead of telling it all five times", "3 Kiln Row", "Text only, not after 6pm", "Skye is at school"):
        assert kept not in page
    for day, status in ((last, 200), (last + timedelta(1), 403)):
        monkeypatch.setattr(timezone, "localdate", lambda *_given, day=day: day)
        assert as_role("triage_coordinator").get(card).status_code == status
    told = as_role("triage_coordinator").get(reverse("triage"))
    assert told.status_code == 403
    assert "ISA-07 ended on" in told.content.decode()


def test_a_household_is_asked_about_through_its_referrals(as_role, partnership):
    from tests import families

    families.in_force(partnership)
    referral = families.refer(partnership)

    def asked(role, subject):
        sent = {"account": partnership.people[role].pk, "verb": "see", "subject": subject}
        return as_role("ig_lead").get(reverse("access-ask"), sent)

    home = referral.household.ref
    yes = asked("triage_coordinator", home).content.decode()
    assert "<h2>Yes</h2>" in yes
    assert "ISA-07, clause 4.4" in yes
    assert "<h2>No</h2>" in asked("communities_officer", home).content.decode()
    assert asked("triage_coordinator", "H-FH-1999-0001").status_code == 422


def test_a_restricted_household_is_asked_about_as_if_it_were_not_there(command, partnership):
    from hereabouts.core.ledger import Sensitivity
    from tests import families

    families.in_force(partnership)
    referral = families.refer(partnership)
    email = partnership.people["triage_coordinator"].email
    about = ("trust", "may", "--as", email, "--verb", "see", "--subject")
    assert command.json(*about, referral.household.ref)["allowed"] is True
    referral.sensitivity = Sensitivity.RESTRICTED
    referral.save()
    hidden, absent = (command(*about, ref, check=False) for ref in (referral.household.ref, "H-FH-1999-0001"))
    assert (hidden.returncode, hidden.stdout, hidden.stderr) == (absent.returncode, absent.stdout, absent.stderr)


def test_past_the_draft_nothing_is_offered_that_would_be_refused(as_role, partnership):
    from tests import families

    made = families.in_force(partnership)
    lead = as_role("ig_lead")
    terms = lead.get(reverse("agreement-terms", args=[made.pk])).content.decode()
    assert "Only a draft is changed" in terms
    assert "Save the terms" not in terms
    assert "hand it to the legal check" not in lead.get(reverse("agreement-assess", args=[made.pk])).content.decode()
    page = lead.get(reverse("agreement", args=[made.pk])).content.decode()
    assert page.index("Drafted it") < page.index("Signed it") < page.index("Put it in force")


@pytest.mark.slow
@pytest.mark.requirement("X-16")
def test_the_assessment_begins_with_what_the_agreement_says_and_the_notice_tells_people_the_same(as_role, partnership):
    """Take a field away from a clause, and both say so; the judgements are left to people."""
    lead = as_role("ig_lead")
    where = lead.post(reverse("agreement-draft"), given(partnership)).url
    terms = {
        "flows": "To the triage team, here only.",
        "retention": "Three years",
        "rights_contact": "rights@example.org",
    }
    lead.post(f"{where}terms/", terms)
    before = lead.get(f"{where}notice/").content.decode()
    for words in (
        "what they want",
        "Larkhaven Council, Harbour Housing",
        "Three years",
        "rights@example.org",
        "early help",
    ):
        assert (
            words in before
            or words.replace("Larkhaven Council, Harbour Housing", "Harbour Housing, Larkhaven Council") in before
        )
    assert "nothing is shared under this agreement today" in before
    lead.post(f"{where}terms/", {"clause": "4.4", "fields_open": ["people", "worry"]})
    lead.post(f"{where}terms/", {"clause": "4.3", "fields_open": ["route"]})
    assert "what they want" not in lead.get(f"{where}notice/").content.decode()
    lead.post(where, {"step": "begin DPIA"})
    form = lead.get(f"{where}assessment/").content.decode()
    flows = form.partition('name="flows"')[2].partition("</textarea>")[0]
    assert "To the triage team, here only." in flows
    assert "4.3: Practitioner: read referrals of their own organisation. It opens: what was decided." in flows
    assert "what they want" not in flows
    assert "It stops by itself after 31 March 2099." in form
    for judged in ("proportion", "risks", "people", "advice"):  # nobody is told what to think
        assert form.partition(f'name="{judged}"')[2].partition(">")[2].partition("</textarea>")[0].strip() == ""
