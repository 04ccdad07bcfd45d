"""A locality group of East with four seats, and its meetings, built by the product's own changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hereabouts.core.ledger import Actor
from hereabouts.records.governance import changes
from hereabouts.records.trust.access import actor_of
from tests.worlds import TODAY

LONDON = ZoneInfo("Europe/London")


def at(day, hour=18):
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


@dataclass
class Gathering:
    """The group, its clerk and leader as actors, and its seats by who holds them."""

    group: object
    clerk: Actor
    leader: Actor
    seats: dict

    @classmethod
    def of(cls, partnership, *, on=TODAY, quorum=3, place=None, name="East Locality Group", by=None, **given):
        clerk = by or actor_of(partnership.people["clerk"], on=on)
        leader = by or actor_of(partnership.people["locality_leader"], on=on)
        group = changes.set_up_group(
            by=clerk, on=on - timedelta(400), name=name, tier="tactical", cadence="every 3 months",
            place=place or partnership.east, quorum=quorum, standing=["Delivery plans"], **{"nation": "SCT", **given},
        )  # fmt: skip
        made = cls(group, clerk, leader, {})
        for key, role, voting in [
            ("locality_leader", "chair", True),
            ("community_rep", "community representative", True),
            ("practitioner", "member", True),
            ("clerk", "secretary", False),
        ]:
            person = partnership.people[key]
            made.seats[key] = changes.add_member(
                by=clerk, on=on, group=group, account=person, organisation=person.organisation, role=role, voting=voting,
                since=on - timedelta(400),
            )  # fmt: skip
        return made

    def call(self, day, *, on=TODAY, where="Ropery Hall", **given):
        return changes.call_meeting(
            by=self.clerk, on=on, group=self.group, starts_at=at(day), ends_at=at(day, 20), where=where, **given
        )

    def attend(self, meeting, *keys, on=TODAY, how="present"):
        here = {str(self.seats[key].pk): (how, "") for key in keys}
        return changes.record_attendance(by=self.clerk, on=on, meeting=meeting, seats=here)

    def everybody(self, meeting, on=TODAY):
        return self.attend(meeting, *self.seats, on=on)

    def decide(self, meeting, *, on=TODAY, verb="agree", text="Light Kiln Lane.", **given):
        return changes.record_decision(by=self.leader, on=on, meeting=meeting, verb=verb, text=text, **given)
