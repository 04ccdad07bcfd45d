"""A frozen quarter of East and one of West; what would go out of each."""

from hereabouts.records.account import changes
from tests.worlds import TODAY

POSTED = {"quarters": {"year": "2025", "quarter": "4"}, "publish": {"step": "profile"}}


def made(partnership):
    partnership.add("clerk", place=partnership.west, key="clerk_west")
    east = changes.report_quarter(by=partnership.actor("clerk"), on=TODAY, place=partnership.east, year=2026, quarter=3)
    west = changes.report_quarter(
        by=partnership.actor("clerk_west"), on=TODAY, place=partnership.west, year=2026, quarter=3
    )
    POSTED["quarters"]["place"] = str(partnership.east.pk)
    return {
        ("quarter", "east"): east.pk, ("quarter-docx", "east"): east.pk, ("publish", "east"): partnership.east.pk,
        ("quarter", "west"): west.pk, ("quarter-docx", "west"): west.pk, ("publish", "west"): partnership.west.pk,
    }  # fmt: skip
