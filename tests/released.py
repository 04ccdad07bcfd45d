"""A plan and a profile of East, made by hand, released by the product's own change."""

import json

from hereabouts.records.releases import changes
from tests.environment import ROOT
from tests.worlds import TODAY


def content(kind, place, **other):
    text = (ROOT / "tests" / "fixtures" / "releases" / f"{kind}.json").read_text(encoding="utf-8")
    return {**json.loads(text), "place": place.name, "place_id": str(place.pk), **other}


def release(partnership, kind="plan", place=None, role="locality_leader", on=TODAY, **other):
    """Release a plan or a profile; words of the content can be given."""
    place = place or partnership.east
    return changes.release(
        by=partnership.actor(role), on=on, place=place, kind=kind, title=f"{place.name} {kind}",
        content=content(kind, place, **other), rule="open",
    )  # fmt: skip
