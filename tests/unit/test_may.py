"""The one verdict, condition by condition."""

from datetime import date

import pytest

from hereabouts.core.ledger import Actor, Grant, Sensitivity, Subject, may

ON = date(2026, 11, 20)
CASE = Grant(
    "referral", "see", under="ISA-07, clause 4.2", purpose="early help", agreement="ISA-07", until=date(2027, 3, 31)
)
PLAN = Grant("plan", "see", under="the role of Clerk", place="east")


def actor(*grants):
    return Actor("sam", "Sam", "police", grants=grants)


def said(grant, verb, subject, on=ON, **asked):
    return bool(may(actor(grant), verb, subject, on, **asked))


def test_without_a_grant_nothing():
    assert not may(actor(), "see", Subject("plan"), ON)


def test_place_kind_and_verb_must_fit():
    assert said(PLAN, "see", Subject("plan", place="east"))
    assert not said(PLAN, "see", Subject("plan", place="west"))
    assert not said(PLAN, "see", Subject("plan", place=None))
    assert not said(PLAN, "agree", Subject("plan", place="east"))
    assert not said(PLAN, "see", Subject("action", place="east"))


@pytest.mark.requirement("X-11")
def test_an_agreement_stops_the_day_after_its_last():
    case = Subject("referral", sensitivity=Sensitivity.CASE)
    assert said(CASE, "see", case, date(2027, 3, 31), purpose="early help")
    assert not said(CASE, "see", case, date(2027, 4, 1), purpose="early help")


def test_a_grant_for_a_purpose_needs_it_named():
    case = Subject("referral", sensitivity=Sensitivity.CASE)
    assert not said(CASE, "see", case)
    assert not said(CASE, "see", case, purpose="fraud")


def test_no_role_alone_opens_a_case():
    role = Grant("referral", "*", under="the role of Locality Leader")
    assert not said(role, "see", Subject("referral", sensitivity=Sensitivity.CASE))


@pytest.mark.requirement("X-12")
def test_a_restricted_thing_opens_to_named_people_only():
    hidden = Subject("referral", sensitivity=Sensitivity.RESTRICTED, named=frozenset({"kim"}))
    assert not said(CASE, "see", hidden, purpose="early help")
    named = Subject("referral", sensitivity=Sensitivity.RESTRICTED, named=frozenset({"sam"}))
    assert said(CASE, "see", named, purpose="early help")


def test_the_verdict_says_why_and_which_fields():
    cut = Grant(
        "stub",
        "see",
        under="ISA-07, clause 4.2",
        agreement="ISA-07",
        fields=frozenset({"worker"}),
        until=date(2027, 3, 31),
    )
    verdict = may(actor(cut), "see", Subject("stub", sensitivity=Sensitivity.CASE), ON)
    assert verdict.because == "Allowed by ISA-07, clause 4.2 until 31 March 2027."
    assert verdict.fields == frozenset({"worker"})
    assert may(actor(PLAN), "see", Subject("plan", place="east"), ON).fields is None


def test_own_organisation_only():
    own = Grant("action", "update", under="the role of Practitioner", organisation="police")
    assert said(own, "update", Subject("action", organisation="police"))
    assert not said(own, "update", Subject("action", organisation="nhs"))


def test_what_is_ones_own_reaches_ones_own_organisation_only():
    from hereabouts.core.trust.roles import granted, role

    document = role({"id": "r", "label": "R", "description": "", "own": ["action.update"]})
    assert granted(document, place="p") == []  # without an organisation nothing is anybody's own
    (grant,) = granted(document, place="p", organisation="o")
    assert (grant.kind, grant.verb, grant.place, grant.organisation) == ("action", "update", "p", "o")
