"""What the room of voice can tell: counts, frozen sheets, and quotes whose consent stands."""

from hereabouts.records.voice.reads.groups import raised_by
from hereabouts.records.voice.reads.listening import activity_line, by_method, by_partner, most_active, parts, programme
from hereabouts.records.voice.reads.people import by_quarter, heard, people, reach, side_by_side
from hereabouts.records.voice.reads.sheets import Prepared, fields_of, prepared
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
    "Prepared", "activity_line", "agreement", "by_method", "by_partner", "by_quarter", "coded_on_topic",
    "contribution_sheet", "fields_of", "heard", "letters_by_place", "letters_waiting", "most_active", "next_uncoded", "parts", "people",
    "prepared", "programme", "quotes", "quotes_by_topic", "raised_by", "reach", "read_whole", "side_by_side",
    "speakers", "theme_lines", "topic_counts", "words",
]  # fmt: skip
