"""The evidence pack: what the numbers say and what people said, topic by topic, side by side, with where each comes from (L-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.board import Standing
from hereabouts.core.priorities.legs import missing, silent
from hereabouts.engines.definitions import topics
from hereabouts.records.places.reads import sheet as place_sheet
from hereabouts.records.voice import access as voices
from hereabouts.records.voice import reads as voice
from hereabouts.records.voice.reads.themes import ThemeLine
from hereabouts.records.voice.reads.words import Quote

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.priorities.reads.boards import BoardSheet, Settling

QUOTES = 3  # words by topic: enough to hear a person, few enough to be read aloud


@dataclass(frozen=True)
class Chapter:
    """One topic of a pack: where it stands on the board, what people said of it, and who settles it."""

    label: str
    standing: Standing
    missing: tuple[str, ...]
    silent: bool
    themes: tuple[ThemeLine, ...]
    quotes: tuple[Quote, ...]
    settling: Settling | None


@dataclass(frozen=True)
class Pack:
    """The statistics and the narrative of a place in one, with who was not heard and every source."""

    place: str
    board: BoardSheet
    chapters: tuple[Chapter, ...]
    people: int
    contacts: tuple[tuple[str, str], ...]
    unheard: tuple[str, ...]
    sources: tuple[str, ...]
    words: bool


def pack(actor: Actor, place: Place, board: BoardSheet, *, on: date) -> Pack:
    """Put a pack together from a frozen board. Words stand in it only for who may read themes, and while consent stands."""
    may = voices.holds_here(actor, "theme.see", place, on=on)
    standings = [s for s in board.board.standings if s.rank]
    themes = [t for t in voice.theme_lines(actor, place, on=on) if t.people] if may else []
    quotes = voice.quotes_by_topic(place, [s.topic for s in standings], on=on, limit=QUOTES) if may else {}
    reach = voice.reach(place_sheet(place), on=on)
    return Pack(
        place=place.name,
        board=board,
        chapters=tuple(
            Chapter(
                topics()[s.topic]["label"],
                s,
                missing(s),
                silent(s),
                tuple(t for t in themes if t.topic == s.topic),
                tuple(quotes.get(s.topic, ())),
                board.settling.get(s.topic),
            )
            for s in standings
        ),
        people=reach.people,
        contacts=tuple((m.method, f"{m.count:,} {m.unit}") for m in voice.by_method(place, on=on) if m.count),
        unheard=tuple(g.label for g in reach.judged("not heard", "under-heard")),
        sources=_sources(standings),
        words=may,
    )


def _sources(standings: list[Standing]) -> tuple[str, ...]:
    """Name every source once: publishers of the numbers, then documents of the aims."""
    numbers = {f.source: None for s in standings if s.data for _z, f in s.data.evidence.indicators}  # type: ignore[union-attr]
    aims = {f"{a.document}, {a.ref}": None for s in standings if s.strategy for a in s.strategy.evidence.aims}  # type: ignore[union-attr]
    return (*numbers, *aims)
