"""What the room of voice can tell: counts, frozen sheets, and quotes whose consent stands."""

from hereabouts.records.voice.reads.agreeing import coders, published, quality_of
from hereabouts.records.voice.reads.campaigns import campaign_sheet, campaigns
from hereabouts.records.voice.reads.cited import engagement_cited, themes_cited
from hereabouts.records.voice.reads.codebooks import (
    blind_sample,
    codebook_line,
    codebook_lines,
    codebook_sheet,
    codes_of,
    saying_nothing,
    texts_of,
    texts_said,
    to_judge,
    trail,
    words_with,
)
from hereabouts.records.voice.reads.contacts import (
    connectors,
    contact_log,
    stakeholders,
    visit_counts,
    visits,
    what_reaches,
)
from hereabouts.records.voice.reads.engagement import engagement_plans, engagement_sheet
from hereabouts.records.voice.reads.groups import raised_by
from hereabouts.records.voice.reads.happening import calendar, register
from hereabouts.records.voice.reads.listening import activity_line, by_method, by_partner, most_active, parts, programme
from hereabouts.records.voice.reads.mine import mine, taken_lines, to_retell
from hereabouts.records.voice.reads.other_forms import forms_of, guide_in, text_of
from hereabouts.records.voice.reads.paper import number_on, numbers, once_of, typed_in
from hereabouts.records.voice.reads.people import (
    RESIDENTS,
    by_quarter,
    heard,
    heard_apart,
    people,
    people_coded,
    reach,
    side_by_side,
)
from hereabouts.records.voice.reads.perceptions import PerceptionSheet, perception_sheet, perceptions
from hereabouts.records.voice.reads.quotable import codes_to_find, quotable, written_quotes
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
from hereabouts.records.voice.reads.recordings import file_of, shown
from hereabouts.records.voice.reads.scored import Scored, scored
from hereabouts.records.voice.reads.sealing import kit, opening, shutting
from hereabouts.records.voice.reads.sheets import Prepared, fields_of, prepared, recognised
from hereabouts.records.voice.reads.taking_part import announced, formed_groups, setting_shares, stories
from hereabouts.records.voice.reads.themes import coded_on_topic, theme_lines, topic_counts
from hereabouts.records.voice.reads.touched import voices_of
from hereabouts.records.voice.reads.venues import VenueLine, interpreters, venue_attendance, venues
from hereabouts.records.voice.reads.votes import groups_in, vote_lines
from hereabouts.records.voice.reads.words import (
    agreement,
    consent_lines,
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
from hereabouts.records.voice.reads.youth import Youth, youth

__all__ = [
    "RESIDENTS", "PerceptionSheet", "Prepared", "Scored", "VenueLine", "Youth", "activity_line", "agreement", "announced", "areas_of",
    "asked_before", "blind_sample", "by_method", "by_partner", "by_quarter", "calendar", "campaign_sheet", "campaigns",
    "codebook_line", "codebook_lines", "codebook_sheet", "coded_on_topic", "coders", "codes_of", "codes_to_find", "communities",
    "compared", "connectors", "consent_lines", "contact_log", "contribution_sheet", "coverage_by_area", "coverage_by_partner",
    "engagement_cited", "engagement_plans", "engagement_sheet", "fields_of", "file_of", "formed_groups", "forms_of", "gap_said",
    "groups_in", "guide_in", "heard", "heard_apart", "interpreters", "kit", "letters_by_place", "letters_waiting", "mine", "most_active",
    "next_best", "next_uncoded", "number_on", "numbers", "once_of", "opening", "parts", "people", "people_coded", "perception_sheet",
    "perceptions", "prepared", "programme", "published", "quality_of", "quotable", "quotes", "quotes_by_topic", "raised_by",
    "reach", "read_whole", "recognised", "register", "saying_nothing", "scored", "setting_shares", "shown", "shutting",
    "side_by_side", "speakers", "stakeholders", "stories", "taken_lines", "text_of", "texts_of", "texts_said", "theme_lines",
    "themes_cited", "to_judge", "to_retell", "topic_counts", "trail", "typed_in", "venue_attendance", "venues", "visit_counts",
    "visits", "voices_of", "vote_lines", "what_reaches", "words", "words_with", "written_quotes", "youth",
]  # fmt: skip
