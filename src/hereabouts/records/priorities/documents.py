"""The evidence pack as a Word document: the same figures and the same words, to be taken to a table and changed there."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hereabouts.core.priorities.board import Leg
from hereabouts.engines.documents import Block, Document, Facts, Heading, Paragraph, Quote, Table, written
from hereabouts.records.priorities.reads.pack import Chapter, Pack

NOT_THERE = {"voice": "nobody raised it", "data": "nothing measures it here", "strategy": "no plan asks for it"}


def pack_docx(pack: Pack, *, title: str = "Evidence pack", first: Sequence[Block] = ()) -> bytes:
    """Write a pack as DOCX, under a title and after what comes ``first``; the same pack always gives the same bytes."""
    made = datetime.combine(pack.board.as_at, datetime.min.time(), UTC)
    blocks: list[Block] = [
        Facts([
            ("Place", pack.place), ("Board as at", _day(pack.board.as_at)), ("Residents heard", f"{pack.people:,}"),
            ("People on the board", f"{pack.board.board.people:,}"), ("Fingerprint", pack.board.hash),
        ]),
        *first,
        Paragraph("This orders the discussion. People decide."),
        Heading("At a glance"), _glance(pack),
        *[block for chapter in pack.chapters for block in _chapter(chapter)],
        Heading("Who was asked, and who was not heard"),
        *([Table("What was done to listen", ("Method", "Counted"), pack.contacts)] if pack.contacts else []),
        Paragraph(f"Not heard, or too few of them: {', '.join(pack.unheard)}." if pack.unheard else "No group stands out as not heard."),
        Heading("Sources"), *[Paragraph(source, plain=True) for source in pack.sources],
    ]  # fmt: skip
    return written(Document(f"{title}: {pack.place}", blocks, made, subject=title))


def _glance(pack: Pack) -> Table:
    rows = [
        (str(c.standing.rank), c.label, c.standing.called.capitalize(), *map(_score, _legs(c)), c.settling.owner if c.settling else "")
        for c in pack.chapters
    ]  # fmt: skip
    return Table(
        "Topics, the most pressing first",
        ("Order", "Topic", "What it is", "Voice", "Data", "Strategy", "Settled by"),
        rows,
    )


def _legs(c: Chapter) -> tuple[Leg | None, ...]:
    return (c.standing.voice, c.standing.data, c.standing.strategy)


def _score(leg: Leg | None) -> str:
    if leg is None:
        return "none"
    return f"{leg.score:.0f}" if leg.lo is None or leg.hi is None else f"{leg.score:.0f} ({leg.lo:.0f} to {leg.hi:.0f})"


def _chapter(c: Chapter) -> list[Block]:
    """Write one topic: its class, its numbers, and what people said of it, side by side in reading order."""
    blocks: list[Block] = [Heading(f"{c.standing.rank}. {c.label}"), Paragraph(f"{c.standing.called.capitalize()}.")]
    if c.silent:
        blocks.append(
            Paragraph("A silent need: data and strategy are high and few raised it. Listen before anybody chooses.")
        )
    if c.missing:
        blocks.append(Paragraph(f"Not on all three legs: {', '.join(NOT_THERE[leg] for leg in c.missing)}."))
    voice = c.standing.voice
    if voice:
        blocks.append(Paragraph(f"{voice.evidence.people:,} of {voice.evidence.of:,} people heard raised it."))  # type: ignore[union-attr]
    for theme in c.themes:
        blocks.append(Paragraph(f"{theme.statement} ({theme.people} of {theme.of} people)"))
        if theme.dissent:
            blocks.append(Paragraph(f"Seen otherwise: {theme.dissent}"))
    blocks += [Quote(q.translation or q.words, q.who) for q in c.quotes]
    if c.standing.data:
        rows = [
            (f.label, f"{f.value:,.1f} {f.unit}", f"{f.reference:,.1f}", f.period, f.source)
            for _z, f in c.standing.data.evidence.indicators  # type: ignore[union-attr]
        ]
        blocks.append(Table(f"{c.label}: the numbers", ("Measure", "Here", "Council", "Period", "Source"), rows))
    if c.standing.strategy and c.standing.strategy.evidence.aims:  # type: ignore[union-attr]
        asked = [(a.document, a.ref, a.text, a.level) for a in c.standing.strategy.evidence.aims]  # type: ignore[union-attr]
        blocks.append(
            Table(f"{c.label}: what plans ask for", ("Document", "Where", "What it asks for", "Level"), asked)
        )
    if c.settling:
        blocks.append(Paragraph(f"{c.settling.owner} settles the disagreement: {c.settling.next_step}"))
    return blocks


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
