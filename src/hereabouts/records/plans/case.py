"""The case for resources as a Word paper: what is asked of whom, need beside money, and then the whole evidence pack (L-13)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hereabouts.core.plans.resourcing import MeansBeside
from hereabouts.engines.documents import Block, Heading, Paragraph, Table
from hereabouts.records.priorities.documents import pack_docx
from hereabouts.records.priorities.reads import Pack, RequestLine

TITLE = "The case for resources"


def case_docx(pack: Pack, asked: Sequence[RequestLine], means: Sequence[MeansBeside]) -> bytes:
    """Write the paper as DOCX: the same things always give the same bytes."""
    return pack_docx(pack, title=TITLE, first=[*_asked(asked), *_means(means)])


def _asked(asked: Sequence[RequestLine]) -> list[Block]:
    if not asked:
        return [Heading("What is asked"), Paragraph("Nothing is asked of any service yet.")]
    rows = [(one.service, one.what, one.topic, _pounds(one.money), _answer(one)) for one in asked]
    return [
        Heading("What is asked"),
        Table("What is asked of each service, and its answer", ("Service", "What", "Topic", "Money", "Answer"), rows),
    ]


def _answer(one: RequestLine) -> str:
    if one.answered_on is None:
        return "No answer yet"
    return f"{one.answer.capitalize()}. {one.words} ({one.answered_by}, {one.answered_on:%-d %B %Y})"


def _means(means: Sequence[MeansBeside]) -> list[Block]:
    rows = [
        (
            one.means.place, _number(one.means.in_need), _percent(one.of_need), _pounds(one.means.planned + one.means.promised),
            _percent(one.of_money), _number(one.means.hours),
        )
        for one in means
    ]  # fmt: skip
    heads = ("Place", "People in the most deprived fifth", "Of all need", "Money", "Of all money", "Hours a week")
    return [
        Heading("Need beside money"), Table("Need, money and hours by place", heads, rows),
        Paragraph("Money is what actions plan and what partners promised in pounds. Places may overlap. Need is more than this count."),
    ]  # fmt: skip


def _pounds(value: Decimal | None) -> str:
    return "not known" if value is None else f"£{value:,.0f}"


def _number(value: Decimal | int | None) -> str:
    return "not known" if value is None else f"{value:,.0f}"


def _percent(value: float | None) -> str:
    return "not known" if value is None else f"{value:.0f}%"
