"""A draft of the public record of each algorithmic tool (ATRS), its statements worked out from the rules as they run (X-05).

A record that says otherwise than the settings is worse than none. So no figure stands in the text: the text names it in
braces, and drafting fills it in. What nobody can work out is left to the council, and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from hereabouts.core.sentences import Sentence, counted

LIVE, TEXT, BLANK = "worked out from the running rules", "text kept with the rules", "for the council to fill"
CAUTION = (
    "A draft. It says what the rules of this installation do today. Whoever publishes it fills what is marked, checks the "
    "headings against the template of the day, and answers for every word."
)


class NotADraft(Sentence):
    """A text of the record that names something nobody works out."""


@dataclass(frozen=True)
class Statement:
    """One field of a record: its words, and whether they come from the running rules, the text beside them, or nobody yet."""

    id: str
    label: str
    words: str
    source: str


@dataclass(frozen=True)
class Section:
    """Several fields under one heading of the standard."""

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class AlgorithmRecord:
    """The draft of one tool's public record, in the sections of the standard."""

    id: str
    name: str
    sections: tuple[Section, ...]

    @property
    def blanks(self) -> int:
        """Count what is left for the council to fill."""
        return sum(s.source == BLANK for section in self.sections for s in section.statements)

    def says(self, id: str) -> str:
        """Give the words of one field."""
        return next(s.words for section in self.sections for s in section.statements if s.id == id)


def drafted(text: Mapping[str, Any], facts: Mapping[str, Mapping[str, str]]) -> list[AlgorithmRecord]:
    """Draft the record of every tool of the text. ``facts`` are those of each tool by its id; "" holds those of all."""
    return [
        _record(tool, text["section"], {**text["common"], **tool["says"]}, {**facts[""], **facts.get(tool["id"], {})})
        for tool in text["tool"]
    ]


def _record(
    tool: Mapping[str, Any], sections: Sequence[Mapping[str, Any]], says: Mapping[str, str], facts: Mapping[str, str]
) -> AlgorithmRecord:
    made = tuple(
        Section(one["label"], tuple(_statement(field, says.get(field["id"], ""), facts) for field in one["field"]))
        for one in sections
    )
    return AlgorithmRecord(tool["id"], says["name"], made)


def _statement(field: Mapping[str, str], words: str, facts: Mapping[str, str]) -> Statement:
    if not words:
        return Statement(field["id"], field["label"], field.get("ask", ""), BLANK)
    named = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
    unknown = [name for name in named if name not in facts]
    if unknown:
        raise NotADraft("The record speaks of “{name}”, and nothing works that out.", name=unknown[0])
    return Statement(field["id"], field["label"], words.format_map(dict(facts)), LIVE if named else TEXT)


def markdown(records: Iterable[AlgorithmRecord], on: date) -> str:
    """Write the records as Markdown."""
    lines = [f"# Algorithmic transparency records, draft of {on:%-d %B %Y}", "", CAUTION, ""]
    for record in records:
        lines += [
            f"## {record.name}",
            "",
            f"{counted(record.blanks, 'field is', 'fields are')} left for the council to fill.",
            "",
        ]
        for section in record.sections:
            lines += [f"### {section.label}", ""]
            for one in section.statements:
                words = f"**[{BLANK.capitalize()}]** {one.words}" if one.source == BLANK else one.words
                lines += [
                    f"**{one.label}.** {words}",
                    "",
                    f"_{one.source.capitalize()}._" if one.source == LIVE else "",
                    "",
                ]
    return "\n".join(_once(lines)) + "\n"


def _once(lines: Sequence[str]) -> list[str]:
    """Let no two empty lines follow each other."""
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return kept[:-1] if kept and not kept[-1] else kept
