"""A plan to listen, a campaign, a school, an explanation, a group that formed, a stakeholder and a helper in East; plans in West."""

from datetime import timedelta

from hereabouts.records.releases import changes as releases
from hereabouts.records.voice import changes
from tests.worlds import TODAY

POSTED = {
    "engagement-plan-new": {},
    "engagement-plan-change": {},
    "engagement-plan-gate": {"note": "Go on"},
    "engagement-plan-told": {"told": "We told them at the door."},
    "deep-dive": {"gap": "area: nowhere"},
    "activity-announce": {"joining": "Just come."},
    "campaigns": {"name": "East Talks again"},
    "settings-here": {"step": "setting", "kind": "primary school", "name": "West School", "engaged": "none"},
    "hypothesis": {"found": "held up", "words": "Two more schools showed it."},
    "new-groups": {"name": "Friends of the Park", "formed_on": "2026-10-01", "led_by": "residents"},
    "new-group": {"people": "12"},
    "stakeholders": {"name": "The landlord", "kind": "landlord", "interest": "2", "influence": "3"},
    "stakeholder": {"made_on": "2026-11-19", "mode": "phone", "outcome": "spoke"},
    "link-visits": {
        "community": "Gypsies and Travellers",
        "visited_on": "2026-11-19",
        "mode": "visit",
        "outcome": "spoke",
    },
    "connectors": {"name": "Ada", "agreed": "on", "agreed_on": "2026-11-19", "agreed_until": "2027-11-19"},
    "connector": {"trained_on": "2026-11-01", "kit_given_on": ""},
    "venues": {"name": "Ropery Hall", "feels": "friendly"},
    "activity-interpreters": {"language": "Polish"},
    "perception-new": {},
    "perception": {"asked_on": "2026-11-19", "method": "survey", "answer_0": "3"},
    "background": {"number": "AAAA-BBBB", "area": "not asked", "asked": "not asked"},
}
PLACES = (
    "engagement-plans", "engagement-plan-new", "deep-dive", "listen-calendar", "listen-calendar-file", "campaigns", "settings-here",
    "new-groups", "stakeholders", "link-visits", "link-visits-counted", "connectors", "reporters", "reporter-kit", "background",
    "who-we-heard-ways", "who-we-heard-areas", "ways-publish", "public-take-part",
    "venues", "interpreters", "young-people", "other-forms", "asked-in", "perceptions", "perception-new",
)  # fmt: skip
PAGES = (
    "engagement-plan",
    "engagement-plan-change",
    "engagement-plan-gate",
    "engagement-plan-told",
    "engagement-plan-standard",
)


def made(partnership):
    by, east = partnership.actor("communities_officer"), partnership.east
    here = {"by": by, "on": TODAY, "place": east}
    plan = changes.plan_engagement(**here, name="What East wants")
    later = TODAY + timedelta(30)
    coming = changes.plan_activity(
        **here, name="A fair", method="stall", held_on=later, purpose="What to do first", plan=plan
    )
    kept = changes.keep_question(**here, wording="Do you feel safe?", answers=["Yes", "No"], good=["Yes"])
    campaign = changes.begin_campaign(**here, name="East Talks")
    changes.note_setting(**here, kind="primary school", name="East School", engaged="takes part")
    guess = changes.explain(**here, about="setting: primary school", words="Parents bring their children")
    group = changes.note_group(**here, name="Parents of East", formed_on=TODAY, led_by="parents")
    stakeholder = changes.note_stakeholder(**here, name="Head teacher", kind="school", interest=3, influence=3)
    helper = changes.keep_connector(**here, name="Noor", agreed_on=TODAY, agreed_until=later, reporter=True)
    changes.announce(by=by, on=TODAY, activity=coming, joining="Just come.")
    releases.approve(
        by=partnership.actor("ig_lead"), on=TODAY, proposal=changes.propose_ways(by=by, on=TODAY, place=east)
    )
    changes.write_visit(
        by=partnership.actor("practitioner"), on=TODAY, place=east, community="Travellers", visited_on=TODAY, mode="visit", outcome="spoke"
    )  # fmt: skip
    partnership.add("communities_officer", key="west planner", place=partnership.west)
    west = changes.plan_engagement(
        by=partnership.actor("west planner"), on=TODAY, place=partnership.west, name="What West wants"
    )
    found = {
        (page, where): place.pk for page in PLACES for where, place in (("east", east), ("west", partnership.west))
    }
    found |= {(page, where): one.pk for page in PAGES for where, one in (("east", plan), ("west", west))}
    return found | {
        ("activity-announce", "east"): coming.pk, ("activity-interpreters", "east"): coming.pk, ("perception", "east"): kept.pk,
        ("campaign", "east"): campaign.pk, ("hypothesis", "east"): guess.pk,
        ("new-group", "east"): group.pk, ("stakeholder", "east"): stakeholder.pk, ("connector", "east"): helper.pk,
    }  # fmt: skip
