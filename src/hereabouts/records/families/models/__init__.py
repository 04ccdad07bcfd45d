"""What is remembered of families. Everything is a CASE: only a clause of an agreement in force opens any of it."""

from hereabouts.records.families.models.case import Case
from hereabouts.records.families.models.checks import LinkageCheck, LinkageVerdict
from hereabouts.records.families.models.desk import FORMALITY, ClockPause, ContactAttempt, Hub, Huddle, ReferralDraft
from hereabouts.records.families.models.gains import GAINS, OUTCOMES, Closing, IncomeGain, Lead, Voice, WorkStage
from hereabouts.records.families.models.gatherings import DropIn, GroupMeeting, LocalSolutionsGroup
from hereabouts.records.families.models.households import LIVES, RELATIONS, Household, Person, Restriction
from hereabouts.records.families.models.needs import NeedChallenge, NeedDecision, TargetGroup
from hereabouts.records.families.models.referrals import (
    AGREEMENTS,
    KNOWN,
    PRIORITY_GROUPS,
    WORK,
    Referral,
    SafetyAnswer,
    SharingDecision,
    TriageDecision,
)
from hereabouts.records.families.models.stubs import Extract, Match, Pointer, Stub
from hereabouts.records.families.models.whole import AGREED_IN, Episode, Need, PlanStep

__all__ = [
    "AGREED_IN",
    "AGREEMENTS",
    "FORMALITY",
    "GAINS",
    "KNOWN",
    "LIVES",
    "OUTCOMES",
    "PRIORITY_GROUPS",
    "RELATIONS",
    "WORK",
    "Case",
    "ClockPause",
    "Closing",
    "ContactAttempt",
    "DropIn",
    "Episode",
    "Extract",
    "GroupMeeting",
    "Household",
    "Hub",
    "Huddle",
    "IncomeGain",
    "Lead",
    "LinkageCheck",
    "LinkageVerdict",
    "LocalSolutionsGroup",
    "Match",
    "Need",
    "NeedChallenge",
    "NeedDecision",
    "Person",
    "PlanStep",
    "Pointer",
    "Referral",
    "ReferralDraft",
    "Restriction",
    "SafetyAnswer",
    "SharingDecision",
    "Stub",
    "TargetGroup",
    "TriageDecision",
    "Voice",
    "WorkStage",
]  # fmt: skip
