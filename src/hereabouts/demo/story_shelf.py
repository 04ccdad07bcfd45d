"""What the locality says of two actions that look alike, and its plan on the shelf for others to lift."""

from hereabouts.demo.world import World
from hereabouts.records.plans import access, changes, reads

FAILED = "The leaflet came out before the warm places had their hours: agree the hours first."
ROLES = {
    "Larkhaven Council": "Council", "Fallow Homes": "Landlord", "Larkhaven Health Board": "Health", "Larkhaven Police": "Police",
    "Larkhaven Money Advice": "Money advice", "Ropery Hall Trust": "Community hall", "Fallowgate Primary School": "School",
    "Crescents Residents’ Group": "Residents’ group", "Larkhaven Voluntary Action": "Voluntary sector",
}  # fmt: skip


def tell(world: World) -> None:
    """Say of the surest pair what the two are to each other, and keep the plan as a template."""
    by = world.actor("ailsa")
    surest = reads.twins(by, on=world.on)[0][0]
    one, other = (access.find_action(by, line.id, on=world.on) for line in surest.sides)
    why = "First the visit, then the repair: one list of homes for both."
    changes.decide_pair(by=by, on=world.on, one=one, other=other, decision="complementary", why=why)
    changes.keep_template(
        by=by, on=world.on, plan=world.made["plan"], label="A year of a locality: money, homes, streets and young people",
        about="Four priorities that residents chose, a few actions each, every lead telling once a quarter.",
        roles=ROLES, evidence="practitioner account", failures=[FAILED],
        lessons=["Begin with what can be done within a month.", "One number for repairs came before any campaign."],
    )  # fmt: skip
