"""An offer of Harbour Housing in East with a day, another in West, and a released list of what is on in East."""

from datetime import date, time

from hereabouts.records.plans import changes
from hereabouts.records.releases import changes as releases
from tests.worlds import TODAY

HOURS = {"first": date(2026, 12, 7), "last": date(2026, 12, 7), "every": "once", "starts": time(10), "ends": time(11)}
FACTS = {"title": "Family fun", "kind": "family fun", "for_all": True, "state": "planned", "venue": "School hall"}
POSTED = {
    "offer": {"first": "2026-12-14", "every": "once", "starts": "10:00", "ends": "11:00", "save": "1"},
    "offer-edit": {"title": "More fun", "kind": "family fun", "state": "running"},
    "offer-session": {"part": "rota", "rota-role_0": "Cook"},
    "offers-publish": {},
}


def made(partnership):
    partnership.add("communities_officer", place=partnership.west, key="offers_west")
    officer, west = partnership.actor("communities_officer"), partnership.actor("offers_west")
    housing = partnership.organisations["Harbour Housing"]
    POSTED["offer-begin"] = {"title": "Tea", "kind": "lunch club", "state": "planned", "organisation": str(housing.pk)}
    ours, theirs = (
        changes.begin_offer(by=by, on=TODAY, place=place, organisation=housing, facts=FACTS)
        for by, place in ((officer, partnership.east), (west, partnership.west))
    )
    (day,), (far,) = (
        changes.plan_days(by=by, on=TODAY, offer=offer, **HOURS) for by, offer in ((officer, ours), (west, theirs))
    )
    waits = changes.propose_whats_on(by=officer, on=TODAY, place=partnership.east)
    releases.approve(by=partnership.actor("ig_lead"), on=TODAY, proposal=waits)
    places = {"east": partnership.east.pk, "west": partnership.west.pk}
    rooms = ("offers", "offers-network", "offers-publish", "offer-begin", "public-whats-on", "public-whats-on-file")
    return {
        **{(page, name): pk for page in rooms for name, pk in places.items()},
        **{(page, name): pk for page in ("offer", "offer-edit", "offer-file")
           for name, pk in (("housing", ours.pk), ("west", theirs.pk))},
        ("offer-session", "housing"): day.pk, ("offer-session", "west"): far.pk,
    }  # fmt: skip
