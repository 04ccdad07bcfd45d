"""Referrals in East and West under an agreement in force; one of another partner; a match, a note and a list."""

import uuid
from datetime import date

from django.utils import timezone

from hereabouts.records.families import changes
from hereabouts.records.families.models import Match, Restriction
from hereabouts.records.intake import changes as intake
from hereabouts.records.trust import changes as trust
from hereabouts.records.trust.access import actor_of, public
from tests import families
from tests.worlds import TODAY

REASON = "The school rang: the father is on his way there and has threatened her mother."
SAFETY = {f"s-{key}": "no" for key in ("danger", "child", "contact", "afraid")}
POSTED = {
    "referral-new": {
        "once": str(uuid.UUID(int=7)), "danger": "no", "name": "Ash Lindqvist", "worry": "Rent", "agreement": "given",
        "safe_contact": "not known",
    },
    "triage-screen": SAFETY,
    "triage-decide": {"do": "stepup"},
    "match": {"answer": "yes"},
    "pointer": {"spoken": "no"},
    "triage-restrict": {"why": "risk", "words": "They must not be found."},
    "break-glass": {"reason": REASON, "understood": "on"},
    "triage-sharing": {"outcome": "share", "with_whom": "Housing", "what": "The address", "once": "door"},
    "household": {"do": "plan", "p-words": "Ring the landlord.", "p-owner": "Lee", "p-due_on": "2099-01-01", "p-agreed_in": "plan"},
    "triage-correct": {"what": "worry", "words": "The rent is paid."},
    "triage-tell": {},
    "asked": {"words": "We ring you tomorrow."},
}  # fmt: skip


def made(partnership):
    families.in_force(partnership, starts_on=date(2025, 1, 1), ends_on=date(2099, 12, 31), ref="ISA-90",
                      parties=["Larkhaven Council", "Harbour Housing", "Friends of East"])  # fmt: skip
    for key, organisation, place in [
        ("west_worker", "Harbour Housing", "west"),
        ("rep_worker", "Friends of East", "east"),
    ]:
        partnership.add("practitioner", organisation=organisation, place=getattr(partnership, place), key=key)
    partnership.add("triage_coordinator", place=partnership.west, key="west_triage")
    POSTED["referral-new"]["place"] = str(partnership.east.pk)
    east = families.refer(partnership)
    west = families.refer(partnership, by="west_worker", place=partnership.west, once="west")
    theirs = families.refer(partnership, by="rep_worker", once="theirs")
    extract = families.listed(partnership)
    other = families.listed(
        partnership, by="west_worker", place=partnership.west, rows=(families.ROWAN.replace("T1", "W1"),)
    )
    families.screened(partnership, east)
    families.screened(partnership, west, by="west_triage")
    match = {place: Match.objects.get(place=getattr(partnership, place)) for place in ("east", "west")}
    changes.decide_match(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=families.NOW, match=match["east"], answer="yes"
    )
    pointer = changes.send_pointer(by=partnership.actor("triage_coordinator"), on=TODAY, place=partnership.east, referral=east,
                                   stub=match["east"].stub)  # fmt: skip
    POSTED["triage-tell"]["stub"] = str(match["east"].stub_id)
    cards = (
        "referral",
        "triage-card",
        "triage-screen",
        "triage-decide",
        "triage-tell",
        "triage-restrict",
        "triage-correct",
        "triage-sharing",
        "household",
        "triage-who",
        "referral-who",
    )
    POSTED["break-glass"]["ref"] = west.ref
    behind = _broken(partnership, families.refer(partnership, by="west_worker", place=partnership.west, once="behind"))
    secret = families.refer(partnership, once="hidden", people=[{"first_name": "Ash", "surname": "Lindqvist"}])
    changes.restrict(
        by=partnership.actor("triage_coordinator"),
        on=TODAY,
        referral=secret,
        named=[],
        why="risk",
        words="They must not be found.",
    )
    asked = {side: _asks(getattr(partnership, side)) for side in ("east", "west")}
    about = {
        (page, word): thing.pk for page in cards for word, thing in [("east", east), ("west", west), ("theirs", theirs)]
    }
    POSTED["glass-judge"] = {f"{behind.id}-outcome": "justified", f"{behind.id}-words": "Rang the school."}
    POSTED["restriction-review"] = {
        f"{Restriction.objects.get().pk}-step": "keep",
        f"{Restriction.objects.get().pk}-words": "Still.",
    }
    return about | {("asked", side): letter.pk for side, letter in asked.items()} | {
        ("glass", "east"): behind.id, ("glass-judge", "east"): behind.id,
        ("restriction-review", "east"): Restriction.objects.get().pk,
        ("match", "east"): match["east"].pk, ("match", "west"): match["west"].pk, ("pointer", "east"): pointer.pk,
        ("extract-undo", "east"): extract.pk, ("extract-undo", "west"): other.pk,
        ("extract-who", "east"): extract.pk, ("extract-who", "west"): other.pk,
    }  # fmt: skip


def _broken(partnership, referral):
    """Break the glass now: it stays broken for an hour by the clock that the pages read."""
    now = timezone.now()
    by = actor_of(partnership.people["practitioner"], on=timezone.localdate(), at=now)
    return trust.break_glass(by=by, on=timezone.localdate(), at=now, ref=referral.ref, reason=REASON)


def _asks(place):
    return intake.send(
        by=public(), on=TODAY, kind="help", text="We cannot manage.", place=place, contact="01632 960000"
    )
