"""The one verdict, condition by condition."""

from dataclasses import replace
from datetime import date

import pytest

from hereabouts.core.ledger import Actor, Grant, Sensitivity, Subject, Trained, Withheld, applying, may

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


def why(grant, subject, on=ON, *, verb="see", actor=None, **asked):
    verdict = may(actor or Actor("sam", "Sam", "police", grants=(grant,)), verb, subject, on, **asked)
    assert not verdict
    assert verdict.because == verdict.reasons[0]
    return verdict.because


OPEN_CASE = Subject("referral", "r1", "east", "nhs", Sensitivity.CASE)
WHOLE = Grant(
    "referral", "see", under="ISA-07, clause 4.4", place="east", organisation="nhs", purpose="early help", agreement="ISA-07",
    since=date(2026, 4, 1), until=date(2027, 3, 31), needs=("Information sharing",),
)  # fmt: skip
TRAINED = {"trained": (Trained("Information sharing"),)}


@pytest.mark.parametrize(
    ("subject", "on", "purpose", "said"),
    [
        (replace(OPEN_CASE, place="west"), ON, "early help", "Your role or agreement includes this, but not here."),
        (
            replace(OPEN_CASE, organisation="dwp"), ON, "early help",
            "Your role or agreement includes this, but not for what belongs to this organisation.",
        ),
        (OPEN_CASE, ON, "fraud", "ISA-07, clause 4.4 is for early help only."),
        (OPEN_CASE, ON, None, "ISA-07, clause 4.4 is for early help only."),
        (OPEN_CASE, date(2027, 4, 1), "early help", "ISA-07, clause 4.4 ended on 31 March 2027."),
        (OPEN_CASE, date(2026, 3, 31), "early help", "ISA-07, clause 4.4 begins on 1 April 2026."),
    ],
)  # fmt: skip
def test_every_condition_says_its_own_no(subject, on, purpose, said):
    who = Actor("sam", "Sam", "police", grants=(WHOLE,), **TRAINED)
    assert may(who, "see", OPEN_CASE, ON, purpose="early help")
    assert why(WHOLE, subject, on, actor=who, purpose=purpose) == said


def test_trained_before_trusted():
    assert why(WHOLE, OPEN_CASE, purpose="early help") == (
        "Not yet trained: ISA-07, clause 4.4 needs the course “Information sharing”."
    )
    assert may(Actor("sam", "Sam", grants=(WHOLE,), **TRAINED), "see", OPEN_CASE, ON, purpose="early help")


def test_a_role_alone_says_that_an_agreement_must():
    role = Grant("referral", "*", under="the role of Locality Leader")
    assert why(role, OPEN_CASE) == "No role alone opens a case: an agreement in force must."


def test_a_grant_for_one_thing_reaches_no_other():
    one = Grant("agreement", "sign", under="being the signatory of ISA-07", about="a1")
    assert said(one, "sign", Subject("agreement", "a1"))
    assert not said(one, "sign", Subject("agreement", "a2"))
    assert not said(one, "sign", Subject("agreement"))  # one that is yet to be made


@pytest.mark.requirement("X-39")
@pytest.mark.parametrize("conflict", ["r1", "h1"])
def test_an_interest_of_ones_own_shuts_it(conflict):
    family = replace(OPEN_CASE, about=frozenset({"h1"}))
    who = Actor("sam", "Sam", grants=(replace(WHOLE, needs=()),), conflicts=frozenset({conflict}))
    assert why(WHOLE, family, actor=who, purpose="early help").startswith("You have an interest in it")
    assert may(replace(who, conflicts=frozenset({"r2"})), "see", family, ON, purpose="early help")


def test_the_nearest_no_comes_first_and_all_are_there():
    far = Grant("referral", "see", under="ISA-01, clause 1", place="west", agreement="ISA-01")
    verdict = may(Actor("sam", "Sam", grants=(far, WHOLE)), "see", OPEN_CASE, ON, purpose="early help")
    assert [reason[:16] for reason in verdict.reasons] == ["Not yet trained:", "Your role or agr"]


def test_what_an_agreement_withholds_gives_a_reason_and_opens_nothing():
    expired = Withheld(WHOLE, "The agreement ISA-07 expired on 31 March 2026.")
    who = Actor("sam", "Sam", shut=(expired,), **TRAINED)
    assert why(WHOLE, OPEN_CASE, actor=who, purpose="early help") == "The agreement ISA-07 expired on 31 March 2026."
    assert why(WHOLE, replace(OPEN_CASE, place="west"), actor=who, purpose="early help").startswith(
        "No role or agreement"
    )
    assert applying(who, "referral", "see", on=ON, purpose="early help") == ()


def test_a_yes_names_every_clause_and_joins_their_fields():
    cut = [replace(WHOLE, needs=(), under=f"ISA-07, clause {n}", fields=frozenset({n})) for n in ("4.3", "4.4")]
    verdict = may(actor(*cut), "see", OPEN_CASE, ON, purpose="early help")
    assert verdict.under == ("ISA-07, clause 4.3", "ISA-07, clause 4.4")
    assert verdict.fields == frozenset({"4.3", "4.4"})
    assert verdict.because == (
        "Allowed by ISA-07, clause 4.3 until 31 March 2027; ISA-07, clause 4.4 until 31 March 2027."
    )
