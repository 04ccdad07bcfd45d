"""A group with a meeting and a decision in East, and the same in West, which nobody in the table may see."""

from datetime import timedelta

from hereabouts.records.governance import changes
from tests.gatherings import Gathering
from tests.worlds import TODAY

POSTED = {
    "meeting": {"step": "draft"},
    "group": {"step": "approve"},
    "meeting-move": {"step": "cancel", "because": "Snow"},
}


def made(partnership):
    world, day = {}, TODAY - timedelta(days=7)
    everywhere = _clerk_of_all(partnership)
    for side, place in [("east", partnership.east), ("west", partnership.west)]:
        gathering = Gathering.of(partnership, name=f"{side} group", place=place, by=everywhere)
        meeting = gathering.call(day)
        gathering.everybody(meeting)
        decision = gathering.decide(meeting)
        coming = gathering.call(TODAY + timedelta(days=30))
        world |= {
            ("group", side): gathering.group.pk,
            ("decision-done", side): decision.pk,
            ("decision-touches", side): decision.pk,
            ("meeting-move", side): coming.pk,
        }
        for page in ("meeting", "meeting-papers", "meeting-minutes", "meeting-calendar"):
            world[page, side] = meeting.pk
        changes.revise_terms(by=everywhere, on=TODAY, group=gathering.group, text="What it is for.")
    return world


def _clerk_of_all(partnership):
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.trust.access import actor_of, founder

    account = partners.invite(
        by=founder(), on=TODAY - timedelta(500), email="all@example.org", name="Clerk of all",
        organisation=partnership.organisations["Larkhaven Council"],
    )  # fmt: skip
    for role in ("clerk", "locality_leader"):
        partners.give_role(by=founder(), on=TODAY - timedelta(500), account=account, role=role)
    return actor_of(account, on=TODAY)
