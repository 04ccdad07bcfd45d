"""A plan and a profile of East that stand, a plan of West that was withdrawn, and letters about East."""

import uuid

from hereabouts.records.intake import changes as intake
from hereabouts.records.releases import changes
from hereabouts.records.trust.access import public
from tests.released import release
from tests.worlds import TODAY

POSTED = {"report": {}, "tell": {}, "ask": {}}  # filled with the place of the world below

WAYS = ("look", "json", "csv", "xlsx", "docx", "pdf", "svg")


def made(partnership):
    plan, profile = release(partnership), release(partnership, "profile")
    gone = release(partnership, place=partnership.west, role="analyst")
    changes.withdraw(by=partnership.actor("ig_lead"), on=TODAY, release=gone, because="It was about the wrong year.")
    letter = intake.send(by=public(), on=TODAY, kind="words", text="Nice benches.", place=partnership.east)
    form = {"place": str(partnership.east.pk), "text": "Bins.", "once": str(uuid.uuid4())}
    POSTED["report"].update(form, category="rubbish", where="Quay Court")
    POSTED["tell"].update(form, once=str(uuid.uuid4()))
    POSTED["ask"].update(form, contact="01632 960000", once=str(uuid.uuid4()))
    return {
        ("public-plan", "east"): partnership.east.pk,
        ("public-profile", "east"): partnership.east.pk,
        **{(f"released-{way}", "east"): plan.pk for way in WAYS},
        ("released-geojson", "east"): profile.pk,
        **{(f"released-{way}", "west"): gone.pk for way in (*WAYS, "geojson")},
        ("released-geojson", "plan"): plan.pk,  # a plan has no map
        ("sent", "east"): letter.pk,
    }
