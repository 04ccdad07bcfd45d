"""What the room of voice can tell: counts, frozen sheets, and quotes whose consent stands."""

from hereabouts.records.voice.reads.contacts import (
    connectors,
    contact_log,
    stakeholders,
    visit_counts,
    visits,
    what_reaches,
)
from hereabouts.records.voice.reads.engagement import (
    announced,
    calendar,
    campaign_sheet,
    campaigns,
    engagement_plans,
    engagement_sheet,
    formed_groups,
    register,
    setting_shares,
    stories,
)
from hereabouts.records.voice.reads.groups import raised_by
from hereabouts.records.voice.reads.listening import activity_line, by_method, by_partner, most_active, parts, programme
from hereabouts.records.voice.reads.people import by_quarter, heard, people, reach, side_by_side
from hereabouts.records.voice.reads.reaching import (
    areas_of,
    asked_before,
    communities,
    compared,
    coverage_by_area,
    coverage_by_partner,
    gap_said,
    next_best,
)
from hereabouts.records.voice.reads.sheets import fields_of, Prepared, prepared
from hereabouts.records.voice.reads.themes import coded_on_topic, theme_lines, topic_counts
from hereabouts.records.voice.reads.words import (
    agreement,
    contribution_sheet,
    letters_by_place,
    letters_waiting,
    next_uncoded,
    quotes,
    quotes_by_topic,
    read_whole,
    speakers,
    words,
)

__all__ = [
    "Prepared", "activity_line", "agreement", "announced", "areas_of", "asked_before", "by_method", "by_partner", "by_quarter",
    "calendar", "campaign_sheet", "campaigns", "coded_on_topic", "communities", "compared", "connectors", "contact_log",
    "contribution_sheet", "coverage_by_area", "coverage_by_partner", "engagement_plans", "engagement_sheet", "fields_of",
    "formed_groups", "gap_said", "heard", "letters_by_place", "letters_waiting", "most_active", "next_best", "next_uncoded",
    "parts", "people", "prepared", "programme", "quotes", "quotes_by_topic", "raised_by", "reach", "read_whole", "register",
    "setting_shares", "side_by_side", "speakers", "stakeholders", "stories", "theme_lines", "topic_counts", "visit_counts",
    "visits", "what_reaches", "words",
]  # fmt: skip
