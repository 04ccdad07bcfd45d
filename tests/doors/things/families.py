"""Referrals in East and West under an agreement in force; one of another partner; a match, a note and a list."""

import uuid
from datetime import date

from django.utils import timezone

from hereabouts.core.families.target_group import Criteria
from hereabouts.records.families import changes, whole
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
    "linkage-judge": {"n": "0", "answer": "no"},
    "pointer": {"spoken": "no"},
    "triage-restrict": {"why": "risk", "words": "They must not be found."},
    "break-glass": {"reason": REASON, "understood": "on"},
    "triage-sharing": {"outcome": "share", "with_whom": "Housing", "what": "The address", "once": "door"},
    "household": {"do": "plan", "p-words": "Ring the landlord.", "p-owner": "Lee", "p-due_on": "2099-01-01", "p-agreed_in": "plan"},
    "triage-correct": {"what": "worry", "words": "The rent is paid."},
    "need": {"do": "challenge", "c-who": "Their mother", "c-words": "You left out the school."},
    "target-groups": {"title": "Cold homes", "aim": "An adviser before winter", "severity": "2", "services": "2"},
    "triage-tell": {},
    "asked": {"words": "We ring you tomorrow."},
    "referral-begin": {"once": str(uuid.UUID(int=8)), "danger": "no"},
    "referral-draft": {"name": "Ash Lindqvist"},
    "triage-contact": {"t-once": str(uuid.UUID(int=9)), "t-mode": "phone", "t-outcome": "reached"},
    "triage-pause": {"p-reason": "family"},
    "triage-same": {"do": "undo"},
    "huddle": {"present": "Tenancy officer, Harbour Housing"},
    "hub-new": {"name": "Mill Street", "address": "1 Mill Street", "hours": "Tuesdays", "services": "Money advice",
                "staff": "Family worker, Council", "formality": "informal"},
    "drop-in-new": {"venue": "Mill Street", "held_on": "2026-12-01", "hours": "10am to 1pm", "rota": "Money adviser, Advice\nFamily worker, Council"},
    "drop-in": {"came": "4", "referred": "1", "needs": "Money, 3"},
    "lsg-new": {"name": "Mill Street group", "first_on": "2026-01-06", "weeks": "4"},
    "lsg-meeting": {"due_on": "2026-01-06", "outcome": "held", "chair": "Team manager, Council"},
}  # fmt: skip
POSTED["hub"] = {**POSTED["hub-new"], "name": "Kiln Row"}
DRAFTED = {
    "danger": "no", "name": "Rowan Tarrant", "dob": "", "others": "", "worry": "Six weeks behind with rent.", "agreement": "given",
    "safe_contact": "Text only", "household_known": "new to us", "work": "not known yet", "priority_group": "not known yet",
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
    check = {
        side: changes.draw_check(by=partnership.actor(who), on=TODAY, at=families.NOW, place=getattr(partnership, side))
        for side, who in (("east", "triage_coordinator"), ("west", "west_triage"))
    }
    POSTED["linkage-draw"] = {"place": str(partnership.east.pk)}
    pointer = changes.send_pointer(by=partnership.actor("triage_coordinator"), on=TODAY, place=partnership.east, referral=east,
                                   stub=match["east"].stub)  # fmt: skip
    POSTED["triage-tell"]["stub"] = str(match["east"].stub_id)
    for referral, who in ((east, "triage_coordinator"), (theirs, "triage_coordinator"), (west, "west_triage")):
        changes.assess(
            by=partnership.actor(who), on=TODAY, at=families.NOW, referral=referral,
            domain=whole.domains(referral.place_id)[0], severity=2, evidence="Seen at home.",
        )  # fmt: skip
    partnership.add("locality_leader", place=partnership.west, key="west_leader")
    targets = {
        side: _target(partnership, who, side) for side, who in (("east", "locality_leader"), ("west", "west_leader"))
    }
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
        "need",
        "triage-who",
        "referral-who",
        "triage-contact",
        "triage-pause",
        "triage-same",
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
    POSTED["referral-draft"]["place"] = POSTED["hub-new"]["place"] = POSTED["lsg-new"]["place"] = POSTED["drop-in-new"][
        "place"
    ] = str(partnership.east.pk)
    drafted = {"east": _draft(partnership, "practitioner"), "theirs": _draft(partnership, "rep_worker")}
    partnership.add("communities_officer", place=partnership.west, key="west_hubs")
    hubs = {
        side: _hub(partnership, who, side) for side, who in (("east", "communities_officer"), ("west", "west_hubs"))
    }
    groups = {
        side: _group(partnership, who, side) for side, who in (("east", "communities_officer"), ("west", "west_hubs"))
    }
    asked = {side: _asks(getattr(partnership, side)) for side in ("east", "west")}
    about = {
        (page, word): thing.pk for page in cards for word, thing in [("east", east), ("west", west), ("theirs", theirs)]
    }
    POSTED["glass-judge"] = {f"{behind.id}-outcome": "justified", f"{behind.id}-words": "Rang the school."}
    POSTED["restriction-review"] = {
        f"{Restriction.objects.get().pk}-step": "keep",
        f"{Restriction.objects.get().pk}-words": "Still.",
    }
    POSTED["target-groups"]["place"] = str(partnership.east.pk)
    POSTED["hub"]["place"] = str(partnership.east.pk)
    for word, thing in drafted.items():
        about |= {(page, word): thing.pk for page in ("referral-draft", "referral-check", "referral-drop")}
    about |= {("hub", side): hub.pk for side, hub in hubs.items()}
    about |= {(page, side): one.pk for page in ("target-group", "target-group-who") for side, one in targets.items()}
    about |= {
        ("drop-in", side): _drop_in(partnership, who, side).pk
        for side, who in (("east", "communities_officer"), ("west", "west_hubs"))
    }
    about |= {(page, side): one.pk for page in ("lsg", "lsg-meeting", "lsg-pack") for side, one in groups.items()}
    return about | {("asked", side): letter.pk for side, letter in asked.items()} | {
        ("glass", "east"): behind.id, ("glass-judge", "east"): behind.id,
        ("restriction-review", "east"): Restriction.objects.get().pk,
        ("linkage-judge", "east"): check["east"].pk, ("linkage-judge", "west"): check["west"].pk,
        ("match", "east"): match["east"].pk, ("match", "west"): match["west"].pk, ("pointer", "east"): pointer.pk,
        ("extract-undo", "east"): extract.pk, ("extract-undo", "west"): other.pk,
        ("extract-who", "east"): extract.pk, ("extract-who", "west"): other.pk,
    }  # fmt: skip


def _broken(partnership, referral):
    """Break the glass now: it stays broken for an hour by the clock that the pages read."""
    now = timezone.now()
    by = actor_of(partnership.people["practitioner"], on=timezone.localdate(), at=now)
    return trust.break_glass(by=by, on=timezone.localdate(), at=now, ref=referral.ref, reason=REASON)


def _draft(partnership, who):
    answers = {**DRAFTED, "place": str(partnership.east.pk)}
    return changes.begin_draft(
        by=partnership.actor(who), on=TODAY, at=families.NOW, place=partnership.east, once=uuid.uuid5(uuid.NAMESPACE_DNS, who),
        answers=answers,
    )  # fmt: skip


def _hub(partnership, who, side):
    told = {"address": "2 Kiln Row", "hours": "Mondays", "services": ["Housing"], "staff": ["Family worker, Council"]}
    given = {"by": partnership.actor(who), "on": TODAY, "place": getattr(partnership, side)}
    return changes.open_hub(**given, name="Kiln Row", told=told)


def _target(partnership, who, side):
    given = {"by": partnership.actor(who), "on": TODAY, "place": getattr(partnership, side)}
    return changes.define_group(**given, title="Two services", aim="One conversation.", criteria=Criteria(services=2))


def _asks(place):
    return intake.send(
        by=public(), on=TODAY, kind="help", text="We cannot manage.", place=place, contact="01632 960000"
    )


def _group(partnership, who, side):
    given = {"by": partnership.actor(who), "on": TODAY, "place": getattr(partnership, side)}
    return changes.open_group(**given, name="Kiln Row group", first_on=date(2026, 1, 6), weeks=4)


def _drop_in(partnership, who, side):
    given = {"by": partnership.actor(who), "on": TODAY, "place": getattr(partnership, side), "hours": "10am to 1pm"}
    rota = ["Money adviser, Advice", "Family worker, Council"]
    return changes.plan_drop_in(**given, venue="Kiln Row", held_on=TODAY, rota=rota)
