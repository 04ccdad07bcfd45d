"""What a test about families needs: the agreement in force, a referral, an agency's list. Made by the product's own changes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hereabouts.records.families import changes
from hereabouts.records.families.models import Extract
from tests import agreements
from tests.worlds import TODAY

LONDON = ZoneInfo("Europe/London")
MORNING = datetime(2026, 11, 20, 9, 2, tzinfo=LONDON)
NOW = datetime(2026, 11, 20, 9, 50, tzinfo=LONDON)
PARTIES = ("Larkhaven Council", "Harbour Housing")
HEAD = "id,first_name,surname,dob,address,postcode,phone,service,worker,worker_phone,support,status,protected\n"
ROWAN = "T1,Rowann,Tarrant,14/05/1992,3 Kiln Row,LK1 2AB,07700 900123,Tenancy support,Lee Sandford,01632 960118,Money advice,open,\n"
STRANGER = (
    "T2,Dawit,Okoro,01/02/1971,9 Hill Street,LK2 7QQ,,Tenancy support,Lee Sandford,01632 960118,Money advice,open,\n"
)
SAFE = {"danger": ("no", ""), "child": ("no", "Seen on Tuesday."), "contact": ("yes", "By text."), "afraid": ("no", "")}


def in_force(
    partnership, *, parties=PARTIES, ref="ISA-07", starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), on=TODAY
):
    """Put the model agreement for early help in force between some partners."""
    lead = partnership.actor("ig_lead", on=on)
    made = changes.draft_agreement(
        by=lead, on=on, ref=ref, starts_on=starts_on, ends_on=ends_on,
        parties=[partnership.organisations[name] for name in parties],
    )  # fmt: skip
    return agreements.in_force(lead, made, on=on)


def refer(partnership, *, by="practitioner", at=MORNING, place=None, once="form-1", on=None, **more):
    """Refer Rowan Tarrant and a child."""
    day = on or at.date()
    told = {
        "source": "A health visitor",
        "people": [
            {"first_name": "Rowan", "surname": "Tarrant", "dob": date(1992, 5, 14), "phone": "07700 900123", "language": "English"},
            {"first_name": "Skye", "surname": "Tarrant", "dob": date(2019, 3, 12)},
        ],
        "worry": "Six weeks behind with rent. The heating is off.",
        "wants": "One person I can text, instead of telling it all five times.",
        "going_well": "Skye is at school every day.",
        "topics": ["T02"], "agreement_to_help": "given", "agreed_on": day, "immediate_danger": False,
        "safe_contact": "Text only, not after 6pm", "address": "3 Kiln Row", "postcode": "LK1 2AB",
    }  # fmt: skip
    return changes.make_referral(
        by=partnership.actor(by, on=day), on=day, at=at, place=place or partnership.east, once=once, **{**told, **more}
    )


def listed(partnership, *, by="practitioner", rows=(ROWAN, STRANGER), place=None, on=TODAY):
    """Give an agency's list."""
    at = MORNING + timedelta(minutes=Extract.objects.count())
    return changes.import_stubs(
        by=partnership.actor(by, on=on), on=on, at=at, place=place or partnership.east,
        content=(HEAD + "".join(rows)).encode(),
    )  # fmt: skip


def screened(partnership, referral, answers=SAFE, *, by="triage_coordinator", at=NOW):
    """Ask the safety questions."""
    return changes.screen(
        by=partnership.actor(by, on=at.date()), on=at.date(), at=at, referral=referral, answers=answers
    )
