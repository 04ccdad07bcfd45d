"""The words of the rights pages: what fields are called, how a clock reads, what may be decided."""

import re
from collections.abc import Iterable
from itertools import groupby

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hereabouts.core.rights.pack import Passage
from hereabouts.records.rights.reads import RequestSheet
from hereabouts.web.shared.tags import day

register = template.Library()
ROOMS = {
    "families": lazy("Early help for families"), "intake": lazy("Letters from the public"), "voice": lazy("Listening"),
    "trust": lazy("Agreements and emergencies"), "ledger": lazy("Who looked, and when"), "problems": lazy("Problems in place"),
    "governance": lazy("Meetings and decisions"), "imports": lazy("Imports"), "partners": lazy("Partners and accounts"),
    "evidence": lazy("Notes beside the numbers"), "priorities": lazy("Priorities"), "plans": lazy("Plans and actions"),
    "releases": lazy("What was published"), "places": lazy("Places"), "rights": lazy("This and earlier requests"),
}  # fmt: skip
FIELDS = {
    "first_name": lazy("First name"), "surname": lazy("Surname"), "dob": lazy("Date of birth"), "sex": lazy("Sex"),
    "language": lazy("Language"), "phone": lazy("Phone"), "worry": lazy("The worry"), "going_well": lazy("What is going well"),
    "wants": lazy("What they want"), "source": lazy("Who it came from"), "screened_by": lazy("Who asked about safety"),
    "decided_by": lazy("Who decided"), "why": lazy("Why"), "done": lazy("What was done"), "shared": lazy("What was shared"),
    "not_shared": lazy("What was not shared"), "not_shared_test": lazy("The test for not sharing"), "topics": lazy("Topics"),
    "route": lazy("The route that was chosen"), "advised": lazy("What was suggested"), "work": lazy("Work"),
    "agreement_to_help": lazy("Agreement to be helped"), "household_known": lazy("Whether the household was known"),
    "priority_group": lazy("Priority family group"), "safe_contact": lazy("Safe contact"), "address": lazy("Address"),
    "postcode": lazy("Postcode"), "answer": lazy("Answer"), "note": lazy("Note"), "ring": lazy("Whom to ring"),
    "text": lazy("Words"), "words": lazy("Words"), "contact": lazy("Contact"), "seen": lazy("Opened"), "who": lazy("By whom"),
    "worker": lazy("Worker"), "service": lazy("Service"), "support": lazy("Kind of support"), "local_id": lazy("The agency’s number"),
    "name": lazy("Name"), "email": lazy("E-mail"), "job": lazy("Job"), "asks": lazy("What was asked"),
    "identity": lazy("How it is known who asks"),
    "contacts": lazy("How to reach them"), "known_as": lazy("Other names"), "registered_by": lazy("Registered by"), "kind": lazy("Kind"),
    "channel": lazy("How it came"), "with_whom": lazy("With whom"), "what": lazy("What"), "written_by": lazy("Written by"),
    "reasons": lazy("Reasons"), "state": lazy("State"), "outcome": lazy("Outcome"),
}  # fmt: skip
MODELS = {
    "Household": lazy("The home"), "Person": lazy("A person"), "Referral": lazy("A referral"), "SafetyAnswer": lazy("A safety question"),
    "TriageDecision": lazy("A decision at triage"), "SharingDecision": lazy("A share, or a decision not to share"),
    "Stub": lazy("A record that an agency gave"), "Match": lazy("Records that may be of one person"), "Pointer": lazy("A note to a worker"),
    "Letter": lazy("A letter"), "Reply": lazy("A reply"), "Participant": lazy("Somebody who took part"),
    "Contribution": lazy("What was said"),
    "Coding": lazy("What it was filed under"), "BrokenGlass": lazy("Opened in an emergency"), "AuditEntry": lazy("Who opened it"),
    "RightsRequest": lazy("A rights request"), "RectificationNote": lazy("Said to be wrong"), "Restriction": lazy("A restriction"),
}  # fmt: skip
KINDS = {
    "access": lazy("To see what is held"), "rectify": lazy("To have it put right"), "erase": lazy("To have it erased"),
    "restrict": lazy("To have its use restricted"), "object": lazy("To object to its use"),
}  # fmt: skip
STATES = {
    "received": lazy("Received"), "identity asked": lazy("Asked who they are"), "searching": lazy("Searching"),
    "review": lazy("In review"), "answered": lazy("Answered"), "refused": lazy("Refused"), "withdrawn": lazy("Taken back"),
}  # fmt: skip


def clock_said(sheet: RequestSheet) -> str:
    """Say the clock in words: from when, how long, and why the last day is that day."""
    term = sheet.line.term
    if term is None:
        return _("The clock begins on the day you know who asks and what for.")
    said = (
        _("Three months from %(from)s, for it is complex, end on %(month)s.") if term.longer
        else _("One month from %(from)s, the day on which it was known who asks, ends on %(month)s.")
    ) % {"from": day(sheet.settled_on), "month": day(term.month_on)}  # fmt: skip
    if term.due_on != term.month_on:
        said += " " + _("Nobody works that day in %(nation)s, so the last day is %(due)s.") % {
            "nation": sheet.calendar, "due": day(term.due_on),
        }  # fmt: skip
    return said


DECISIONS = {
    "hide": lazy("Hidden"), "mask": lazy("Without the names of others"), "show": lazy("As it is"),
}  # fmt: skip
BATCHES = {
    "proposed": lazy("Waits for somebody else’s review"), "reviewed": lazy("Reviewed, not done yet"),
    "executed": lazy("Done"), "dropped": lazy("Dropped"),
}  # fmt: skip
REPLIES = {
    "waiting": lazy("Waits for the holder"), "shared": lazy("Shared"), "partly": lazy("Shared in part"),
    "not shared": lazy("Not shared"),
}  # fmt: skip


def recorded(passages: Iterable[Passage]) -> list[tuple[str, list[Passage], int]]:
    """Put the passages of each record together under its name, and count those that are shut."""
    found = []
    for (model, _id), some in groupby(passages, key=lambda one: (one.held.model, one.held.id)):
        all_ = list(some)
        name = MODELS.get(model) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).capitalize()
        whose = (
            ""
            if all_[0].held.own
            else (_("somebody else who lives there") if model == "Person" else _("they are named in it"))
        )
        seen = [one for one in all_ if one.stands != "sealed"]
        found.append((f"{name} ({whose})" if whose else str(name), seen, len(all_) - len(seen)))
    return found


@register.filter
def rights_kind(word: str) -> str:
    """Say what is asked for."""
    return KINDS[word]


@register.filter
def rights_state(word: str) -> str:
    """Say how a request stands."""
    return STATES[word]


@register.filter
def rights_field(name: str) -> str:
    """Say which field a passage is of."""
    return FIELDS.get(name) or name.replace("_", " ").capitalize()


@register.filter
def rights_stands(word: str) -> str:
    """Say what was decided of a passage."""
    return DECISIONS.get(word, _("Left out: it changed after the pack went out"))


@register.filter
def batch_state(word: str) -> str:
    """Say how a batch stands."""
    return BATCHES[word]


@register.filter
def reply_said(word: str) -> str:
    """Say how a request for data stands."""
    return REPLIES[word]
