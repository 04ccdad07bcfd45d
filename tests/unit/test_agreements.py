"""An agreement from its draft to its end: no step is skipped, and exactly the named fields flow between its days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hereabouts.core.ledger import Sensitivity, Subject, may
from hereabouts.core.trust.agreements import NotYet, alerts, compared, items, of_kind, step
from hereabouts.core.trust.clauses import promised
from hereabouts.engines.definitions import assessment, nations
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust import changes
from hereabouts.records.trust.access import actor_of, founder, local_operator, visible
from hereabouts.records.trust.age import age, near
from hereabouts.records.trust.models import Agreement
from hereabouts.records.trust.reads import to_sign
from tests import agreements
from tests.worlds import TODAY

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
AT = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def lead(partnership):
    return partnership.actor("ig_lead")


@pytest.fixture
def drafted(partnership, lead):
    return changes.draft(
        by=lead, on=TODAY, ref="ISA-07", title="Early help", purpose="early help", basis="Public task", starts_on=FIRST,
        ends_on=LAST, parties=[partnership.organisations[name] for name in ("Larkhaven Council", "Harbour Housing")],
        clauses=[{"number": "4.2", "words": "Who works with a household", "roles": ["triage_coordinator"],
                  "grants": ["stub.see of parties"], "fields": ["worker", "stub.service", "referral.route"]}],
    )  # fmt: skip


def verdict(partnership, on=TODAY):
    owner = str(partnership.organisations["Harbour Housing"].pk)
    stub = Subject("stub", None, str(partnership.east.pk), owner, Sensitivity.CASE)
    return may(partnership.actor("triage_coordinator", on=on), "see", stub, on, purpose="early help")


@pytest.mark.django_db
@pytest.mark.requirement("I-43", "X-11")
def test_it_opens_from_the_last_signature_and_being_put_in_force_and_shuts_at_midnight(partnership, lead, drafted):
    waits = agreements.cleared(lead, drafted, on=TODAY)
    first, last = [s.signatory for s in waits.signings.select_related("signatory")]
    changes.sign(by=actor_of(first, on=TODAY), on=TODAY, at=AT, agreement=waits)
    waits.refresh_from_db()
    assert waits.state == "legal"
    with pytest.raises(NotYet):  # one signature of two
        changes.bring_in_force(by=lead, on=TODAY, agreement=waits)
    changes.sign(by=actor_of(last, on=TODAY), on=TODAY, at=AT, agreement=waits)
    assert not verdict(partnership)
    assert verdict(partnership).because == "The agreement ISA-07 is not in force: its state is “signed”."
    changes.bring_in_force(by=lead, on=TODAY, agreement=waits)
    assert verdict(partnership).fields == {"worker", "service"}
    for day, open_ in [(FIRST - timedelta(1), False), (FIRST, True), (LAST, True), (LAST + timedelta(1), False)]:
        assert bool(verdict(partnership, day)) is open_
    assert verdict(partnership, LAST + timedelta(1)).because == "The agreement ISA-07 expired on 31 March 2027."
    assert verdict(partnership, FIRST - timedelta(1)).because == "The agreement ISA-07 begins on 1 April 2026."


@pytest.mark.django_db
def test_no_step_is_skipped(partnership, lead, drafted):
    given = {"by": lead, "on": TODAY, "agreement": drafted}
    for early in (changes.bring_in_force, changes.finish_dpia, changes.call_for_review):
        with pytest.raises((NotYet, NotAllowed)):
            early(**given)
    agreements.completed(lead, drafted, on=TODAY)
    changes.begin_dpia(**given)
    with pytest.raises(NotYet, match="send it back first"):
        changes.amend(**given, terms={"retention": "For ever"})
    changes.answer_dpia(**given, step=assessment()[0]["id"], words="Because.")
    with pytest.raises(NotYet, match="still needs: what flows"):
        changes.finish_dpia(**given)
    for asked in assessment():
        changes.answer_dpia(**given, step=asked["id"], words="Because.")
    changes.finish_dpia(**given)
    signatory = actor_of(drafted.signings.first().signatory, on=TODAY)
    with pytest.raises(NotYet, match="legal check"):
        changes.sign(by=signatory, on=TODAY, at=AT, agreement=drafted)
    changes.clear(**given, words="Nothing against it.")
    changes.sign(by=signatory, on=TODAY, at=AT, agreement=drafted)
    changes.send_back(**given, reason="A clause is missing")
    assert (drafted.state, drafted.cleared_on, drafted.signings.exclude(signed_at=None).count()) == ("draft", None, 0)


@pytest.mark.django_db
def test_what_is_not_said_yet_is_named_before_anybody_signs(partnership, lead, drafted):
    given = {"by": lead, "on": TODAY, "agreement": drafted}
    changes.begin_dpia(**given)
    for asked in assessment():
        changes.answer_dpia(**given, step=asked["id"], words="Because.")
    changes.finish_dpia(**given)
    with pytest.raises(NotYet, match=r"how long it is kept.*who signs for Harbour Housing"):
        changes.clear(**given, words="Nothing against it.")


@pytest.mark.django_db
def test_only_the_named_signatory_signs_and_reads_this_one_only(partnership, lead, drafted):
    agreements.cleared(lead, drafted, on=TODAY)
    clerk = partnership.actor("clerk")  # of a party, and not named
    assert not visible(clerk, on=TODAY)
    with pytest.raises(NotAllowed):
        changes.sign(by=clerk, on=TODAY, at=AT, agreement=drafted)
    with pytest.raises(NotAllowed):
        changes.sign(by=lead, on=TODAY, at=AT, agreement=drafted)
    named = drafted.signings.get(organisation=partnership.organisations["Harbour Housing"]).signatory
    assert list(visible(actor_of(named, on=TODAY), on=TODAY)) == [drafted]
    outsider = partnership.people["community_rep"]
    with pytest.raises(changes.NotAnAgreement):
        changes.name_signatory(
            by=lead, on=TODAY, agreement=changes.send_back(by=lead, on=TODAY, agreement=drafted, reason="x"),
            organisation=partnership.organisations["Harbour Housing"], basis="Public task", signatory=outsider,
        )  # fmt: skip


@pytest.mark.django_db
def test_its_end_and_its_review_are_told_and_marked(partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    changes.review(by=lead, on=TODAY, agreement=made, words="Works well.", review_on=date(2027, 1, 10))
    assert [(n.alert.what, n.alert.days, n.alert.band) for n in near(lead, on=TODAY)] == [("review", 51, 90)]
    operator = local_operator("worker")
    age(by=operator, on=date(2027, 1, 10))
    made.refresh_from_db()
    assert (made.state, bool(verdict(partnership, date(2027, 1, 10)))) == (
        "review due",
        True,
    )  # it opens what it opened
    age(by=operator, on=LAST)
    made.refresh_from_db()
    assert made.state == "review due"
    age(by=operator, on=LAST + timedelta(1))
    age(by=operator, on=LAST + timedelta(1))
    made.refresh_from_db()
    assert (made.state, AuditEntry.objects.filter(what="agreement.age", outcome="done").count()) == ("expired", 2)
    with pytest.raises(NotYet):
        changes.bring_in_force(by=lead, on=LAST + timedelta(1), agreement=made)


@pytest.mark.django_db
def test_suspended_terminated_and_an_unknown_reason(partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    with pytest.raises(NotYet, match="Say why"):
        changes.terminate(by=lead, on=TODAY, agreement=made, reason=" ")
    changes.suspend(by=lead, on=TODAY, agreement=made, reason="A breach")
    assert not verdict(partnership)
    changes.bring_in_force(by=lead, on=TODAY, agreement=made)
    assert verdict(partnership)
    changes.terminate(by=lead, on=TODAY, agreement=made, reason="Replaced")
    assert not verdict(partnership)
    with pytest.raises(NotYet):
        changes.bring_in_force(by=lead, on=TODAY, agreement=made)


@pytest.mark.django_db
def test_a_clause_may_need_a_course(partnership, lead, drafted):
    drafted.clauses.update(requires=["Information sharing"])
    agreements.in_force(lead, drafted, on=TODAY)
    assert verdict(partnership).because.startswith("Not yet trained")


@pytest.mark.django_db
@pytest.mark.requirement("X-39")
def test_a_declared_interest_shuts_at_once_until_somebody_else_approves(partnership, lead):
    from tests import families

    families.in_force(partnership)
    from hereabouts.records.families import access

    referral = families.refer(partnership)
    triage, account = partnership.actor("triage_coordinator"), partnership.people["triage_coordinator"]
    assert referral in access.visible(triage, on=TODAY)
    given = {"by": lead, "on": TODAY}
    for thing in (referral.pk, referral.household_id):
        interest = changes.declare_interest(**given, account=account, object=thing, why="neighbour")
        shut = partnership.actor("triage_coordinator")
        assert referral not in access.visible(shut, on=TODAY)
        assert not may(shut, "see", referral.subject(), TODAY, purpose="early help")
        changes.approve_interest(**given, interest=interest, reason="Nobody else is on duty")
        assert referral in access.visible(partnership.actor("triage_coordinator"), on=TODAY)
    own = changes.declare_interest(**given, account=partnership.people["ig_lead"], object=referral.pk, why="family")
    with pytest.raises(changes.NotYourOwn):
        changes.approve_interest(**given, interest=own, reason="I say so")


@pytest.mark.django_db
def test_the_next_version_is_a_draft_of_its_own_and_is_compared(partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    newer = changes.revise(
        by=lead, on=TODAY, agreement=made, ref="ISA-07b", starts_on=LAST + timedelta(1), ends_on=date(2028, 3, 31)
    )
    assert (newer.state, newer.earlier, newer.clauses.get().fields) == ("draft", made, made.clauses.get().fields)
    assert verdict(partnership)  # the earlier one is as it was


def test_two_versions_are_compared_clause_by_clause():
    before = {"1": ("Same", frozenset({"a"})), "2": ("Two", frozenset({"a", "b"})), "3": ("Gone", frozenset())}
    after = {"1": ("Same", frozenset({"a"})), "2": ("Two", frozenset({"b", "c"})), "4": ("New", frozenset({"d"}))}
    assert [(d.number, d.change, d.came, d.went) for d in compared(before, after)] == [
        ("3", "gone", (), ()), ("2", "changed", ("c",), ("a",)), ("4", "new", ("d",), ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "bands"), [(91, []), (90, [90]), (31, [90]), (30, [30]), (8, [30]), (7, [7]), (0, [7]), (-1, [7])]
)
def test_an_alert_is_in_the_narrowest_band(left, bands):
    assert [a.band for a in alerts(ends_on=TODAY + timedelta(left), review_on=None, on=TODAY)] == bands


def test_fields_are_of_every_kind_or_of_one():
    fields = ["organisation", "stub.worker", "referral.people"]
    assert of_kind("stub", fields) == {"organisation", "worker"}
    assert of_kind("referral", []) is None  # none named: all
    assert of_kind("match", ["stub.worker"]) == frozenset()  # some named, none of this kind: none
    grants = [promised("stub.see of parties"), promised("referral.decide")]
    assert items(grants, fields) == ["stub.organisation", "stub.worker"]
    assert items(grants, []) == ["stub.*"]


@pytest.mark.parametrize("taken", ["sign", "bring in force", "expire", "review", "suspend"])
def test_a_draft_takes_none_of_these_steps(taken):
    with pytest.raises(NotYet, match=r"ISA-07 is draft\. It must be"):
        step("ISA-07", "draft", taken)


@pytest.mark.requirement("X-01")
def test_each_nation_has_its_own_name_for_it_and_its_own_laws():
    assert set(nations()) == {"SCT", "ENG", "WLS"}
    laws = {law: nation for nation, told in nations().items() for law in told["laws"]}
    assert laws["Children (Scotland) Act 1995, sections 21 and 22"] == "SCT"
    assert "protocol" in nations()["WLS"]["called"]
    assert not any("Scotland" in law for nation in ("ENG", "WLS") for law in nations()[nation]["laws"])
    assert all(told["bases"] and told["conditions"] for told in nations().values())


@pytest.mark.django_db
@pytest.mark.requirement("X-11", "X-12")
def test_the_command_says_the_verdict_and_hides_what_is_restricted(command, partnership, lead):
    from tests import families

    families.in_force(partnership)
    referral = families.refer(partnership)
    email, day = partnership.people["triage_coordinator"].email, "2026-11-20"
    about = ("trust", "may", "--as", email, "--verb", "see", "--subject")
    found = command.json(*about, referral.ref, "--on", day)
    assert (found["allowed"], found["under"], "people" in found["fields"]) == (True, ["ISA-07, clause 4.4"], True)
    said = command(*about, f"referral:{referral.pk}", "--on", day).stdout
    assert "Allowed by ISA-07, clause 4.4 until 31 March 2027." in said
    late = command.json(*about, referral.ref, "--on", "2027-04-01")
    assert (late["allowed"], late["because"]) == (False, "The agreement ISA-07 expired on 31 March 2027.")
    referral.sensitivity = Sensitivity.RESTRICTED
    referral.save()
    hidden = command(*about, referral.ref, "--on", day, check=False)
    absent = command(*about, "EA-2026-9999", "--on", day, check=False)
    assert (hidden.returncode, hidden.stderr, hidden.stdout) == (absent.returncode, absent.stderr, absent.stdout)
    assert command("trust", "may", "--as", "x@y.z", "--verb", "see", "--subject", "ISA-07", check=False).returncode == 2
    assert command(*about, referral.ref, "--on", "soon", check=False).stderr.startswith("“soon” is no day.")


@pytest.mark.django_db
def test_the_command_for_each_day_marks_and_tells(command, partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    made.__class__.objects.update(ends_on=date(2026, 11, 21), review_on=date(2026, 11, 21))
    assert command.json("trust", "agreements") == []  # it is over: nothing is near
    made.refresh_from_db()
    assert made.state == "expired"


def moved(partnership, account, to):
    partners.move_to(by=founder(), on=TODAY, account=account, organisation=partnership.organisations[to])
    return actor_of(account, on=TODAY)


@pytest.mark.django_db
@pytest.mark.requirement("I-43")
def test_who_left_signs_for_nobody_but_their_own_of_that_day(partnership, lead, drafted):
    agreements.cleared(lead, drafted, on=TODAY)
    theirs = drafted.signings.get(organisation=partnership.organisations["Harbour Housing"])
    stale = actor_of(theirs.signatory, on=TODAY)
    gone = moved(partnership, theirs.signatory, "Friends of East")
    assert not visible(gone, on=TODAY)
    assert to_sign(stale, on=TODAY) == []
    for by in (gone, stale):  # with the grants of today, and with those of a request that began before the move
        with pytest.raises(NotAllowed):
            changes.sign(by=by, on=TODAY, at=AT, agreement=drafted)
    with pytest.raises(NotAllowed, match="not named to sign ISA-07 for the organisation that they work for"):
        changes.sign(by=stale, on=TODAY, at=AT, agreement=drafted)
    theirs.refresh_from_db()
    assert theirs.signed_at is None
    # Back at the draft somebody else has to be named: with who has left it is not cleared again.
    given = {"by": lead, "on": TODAY, "agreement": drafted}
    changes.send_back(**given, reason="Its signatory has left")
    changes.begin_dpia(**given)
    changes.finish_dpia(**given)
    with pytest.raises(NotYet, match="who signs for Harbour Housing"):
        changes.clear(**given, words="Nothing against it.")


@pytest.mark.django_db
def test_named_for_two_organisations_they_sign_for_the_one_they_are_at(partnership, lead, drafted):
    housing, council = (partnership.organisations[name] for name in ("Harbour Housing", "Larkhaven Council"))
    agreements.completed(lead, drafted, on=TODAY)
    who = drafted.signings.get(organisation=housing).signatory
    moved(partnership, who, "Larkhaven Council")
    facts = {"by": lead, "on": TODAY, "agreement": drafted, "basis": "Public task", "signatory": who}
    with pytest.raises(changes.NotAnAgreement):
        changes.name_signatory(**facts, organisation=housing)
    changes.name_signatory(**facts, organisation=council)
    Agreement.objects.filter(pk=drafted.pk).update(state="legal", cleared_on=TODAY)
    changes.sign(by=actor_of(who, on=TODAY), on=TODAY, at=AT, agreement=drafted)
    assert list(drafted.signings.exclude(signed_at=None).values_list("organisation", flat=True)) == [council.pk]
    drafted.refresh_from_db()
    assert drafted.state == "legal"


def next_version(lead, agreement, ref="ISA-07b", *, starts_on=TODAY, ends_on=LAST):
    return changes.revise(by=lead, on=TODAY, agreement=agreement, ref=ref, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.django_db
@pytest.mark.requirement("I-43")
def test_a_version_has_one_next_version_at_a_time(partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    second = next_version(lead, made)
    with pytest.raises(changes.NotAnAgreement, match="ISA-07 has a next version already: ISA-07b, which is draft"):
        next_version(lead, made, "ISA-07c")
    agreements.in_force(lead, second, on=TODAY)
    third = next_version(lead, second, "ISA-07c")
    changes.terminate(by=lead, on=TODAY, agreement=third, reason="A mistake")  # given up as a draft
    agreements.in_force(lead, next_version(lead, second, "ISA-07d"), on=TODAY)
    with pytest.raises(changes.NotAnAgreement, match="ISA-07d, which is in force"):
        next_version(lead, made, "ISA-07e")


@pytest.mark.django_db
def test_put_in_force_it_ends_every_other_branch_of_its_line(partnership, lead, drafted):
    """Two branches of one version, as they could be drafted before: the wider one does not stay open beside the newer."""
    made = agreements.in_force(lead, drafted, on=TODAY)
    wide = next_version(lead, made)
    Agreement.objects.filter(pk=wide.pk).update(earlier=None)  # out of sight, while the other is drafted
    narrow = next_version(lead, made, "ISA-07c")
    Agreement.objects.filter(pk=wide.pk).update(earlier=made)
    agreements.in_force(lead, wide, on=TODAY)
    agreements.in_force(lead, narrow, on=TODAY)
    found = {a.ref: a.state for a in Agreement.objects.all()}
    assert found == {"ISA-07": "terminated", "ISA-07b": "terminated", "ISA-07c": "in force"}


@pytest.mark.django_db
def test_an_earlier_version_does_not_come_in_force_beside_its_successor(partnership, lead, drafted):
    agreements.signed(lead, drafted, on=TODAY)
    Agreement.objects.filter(pk=drafted.pk).update(state="legal")  # it waited for a signature when the next one came
    agreements.in_force(lead, next_version(lead, drafted), on=TODAY)
    Agreement.objects.filter(pk=drafted.pk).update(state="signed")
    with pytest.raises(NotYet, match="ISA-07b has taken the place of ISA-07"):
        changes.bring_in_force(by=lead, on=TODAY, agreement=drafted)


@pytest.mark.django_db
def test_the_next_version_does_not_begin_in_the_past(partnership, lead, drafted):
    made = agreements.in_force(lead, drafted, on=TODAY)
    with pytest.raises(changes.NotAnAgreement, match="The first day, 19 November 2026, is over"):
        next_version(lead, made, starts_on=TODAY - timedelta(1))
    assert next_version(lead, made).starts_on == TODAY
