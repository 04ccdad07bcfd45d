"""A plan and a profile of East, made by hand, released by the product's own change."""

import json

from hereabouts.records.account import changes as account
from hereabouts.records.releases import access, changes
from tests.environment import ROOT
from tests.worlds import TODAY


def content(kind, place, **other):
    text = (ROOT / "tests" / "fixtures" / "releases" / f"{kind}.json").read_text(encoding="utf-8")
    return {**json.loads(text), "place": place.name, "place_id": str(place.pk), **other}


def release(partnership, kind="plan", place=None, role="locality_leader", on=TODAY, **other):
    """Release a plan or a profile by two people; words of the content can be given."""
    place = place or partnership.east
    return by_two(
        partnership, role=role, on=on, place=place, kind=kind, title=f"{place.name} {kind}", content=content(kind, place, **other)
    )  # fmt: skip


def by_two(partnership, *, role="locality_leader", on=TODAY, rule="open", **given):
    """Put something forward as one person, and release it as the governance lead."""
    made = changes.propose(by=partnership.actor(role), on=on, rule=rule, **given)
    return changes.approve(by=partnership.actor("ig_lead"), on=on, proposal=made)


def approve_waiting(partnership, on=TODAY):
    """Release all that waits, as the governance lead."""
    by = partnership.actor("ig_lead")
    return [changes.approve(by=by, on=on, proposal=one) for one in access.proposals(by, on=on).filter(state="waiting")]


def numbers(partnership, place, on=TODAY):
    """Publish the numbers of a place as they are: put forward by its leader, released by the governance lead."""
    made = account.propose_profile(by=partnership.actor("locality_leader"), on=on, place=place)
    return changes.approve(by=partnership.actor("ig_lead"), on=on, proposal=made)
