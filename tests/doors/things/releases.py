"""A copy of East and one of West, put forward by somebody else than who looks."""

from hereabouts.records.releases import changes
from tests.worlds import TODAY

POSTED = {"release-look": {"step": "approve"}}


def made(partnership):
    partnership.add("analyst", key="author")
    by = partnership.actor("author")
    return {
        ("release-look", name): changes.propose(
            by=by, on=TODAY, place=place, kind="notice", title="Bins", content={"bins": 1}, rule="open"
        ).pk
        for name, place in (("east", partnership.east), ("west", partnership.west))
    }
