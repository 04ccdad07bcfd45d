"""What the room of voice can tell: counts, frozen sheets, and quotes whose consent stands."""

from hereabouts.records.voice.reads.listening import activity_line, by_method, by_partner, most_active, parts, programme
from hereabouts.records.voice.reads.mine import mine, taken_lines, to_retell
from hereabouts.records.voice.reads.paper import number_on, numbers, once_of, typed_in
from hereabouts.records.voice.reads.people import by_quarter, heard, people, reach, side_by_side
from hereabouts.records.voice.reads.recordings import file_of, shown
from hereabouts.records.voice.reads.scored import Scored, scored
from hereabouts.records.voice.reads.sealing import kit, opening, shutting
from hereabouts.records.voice.reads.sheets import Prepared, fields_of, prepared
from hereabouts.records.voice.reads.themes import coded_on_topic, theme_lines, topic_counts
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

__all__ = [
    "Prepared",
    "Scored",
    "activity_line",
    "agreement",
    "by_method",
    "by_partner",
    "by_quarter",
    "coded_on_topic",
    "consent_lines",
    "contribution_sheet",
    "fields_of",
    "file_of",
    "heard",
    "kit",
    "letters_by_place",
    "letters_waiting",
    "mine",
    "most_active",
    "next_uncoded",
    "number_on",
    "numbers",
    "once_of",
    "opening",
    "parts",
    "people",
    "prepared",
    "programme",
    "quotes",
    "quotes_by_topic",
    "reach",
    "read_whole",
    "scored",
    "shown",
    "shutting",
    "side_by_side",
    "speakers",
    "taken_lines",
    "theme_lines",
    "to_retell",
    "topic_counts",
    "typed_in",
    "words",
]
