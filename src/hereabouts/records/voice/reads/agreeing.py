"""Whether coders agree, and how good suggestions are: figures with counts, from judgements that people made. C14."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from hereabouts.core.voice.coders import Agreement, agreements
from hereabouts.core.voice.quality import Quality, quality
from hereabouts.records.voice.models import Judgement
from hereabouts.records.voice.reads.codebooks import PublishedCodes, of_codebook, published_codes

if TYPE_CHECKING:
    from hereabouts.records.voice.models import Codebook

FEWEST = 20  # judged answers below which a quality figure would be chance
SEED = 20261120  # of the intervals; the same judgements give the same figures


@dataclass(frozen=True)
class PublishedQuality:
    """How good suggestions were on one question, as it may be published: against what people accepted, and against blind coders."""

    codebook: str
    question: str
    answers: int
    accepted: Quality | None
    blind_answers: int
    blind: Quality | None


@dataclass(frozen=True)
class Coders:
    """Agreement by code, of how many words, by how many people."""

    codes: tuple[Agreement, ...]
    answers: int
    coders: int


def coders(book: Codebook, *, on: date) -> Coders:
    """Give how far coders agree on the words that two or more judged without seeing each other's."""
    rows = _rows(book, on=on).filter(alike=False)
    twice = set(rows.filter(counts=False).values_list("contribution", flat=True))
    told: dict[str, dict[str, frozenset[str]]] = {}
    for one in rows.filter(contribution__in=twice).prefetch_related("uses__code"):
        told.setdefault(one.by, {})[str(one.contribution_id)] = _codes(one)
    return Coders(agreements(told) if len(told) > 1 else (), len(twice), len(told))


def quality_of(book: Codebook, *, on: date) -> PublishedQuality:
    """Hold what was suggested against what people then accepted, and against what second coders said who saw no suggestion.

    Words judged together with others count once; below twenty there is no figure.
    """
    rows = _rows(book, on=on).filter(alike=False).prefetch_related("uses__code")
    firsts = {one.contribution_id: one for one in rows.filter(counts=True).exclude(suggested=None)}
    pairs = [(_codes(one), frozenset(one.suggested)) for one in firsts.values()]
    blind = [
        (_codes(one), frozenset(firsts[one.contribution_id].suggested))
        for one in rows.filter(counts=False) if one.contribution_id in firsts
    ]  # fmt: skip
    return PublishedQuality(book.name, book.question, len(pairs), _quality(pairs), len(blind), _quality(blind))


def _quality(pairs: list) -> Quality | None:
    if len(pairs) < FEWEST:
        return None
    truth, told = zip(*pairs, strict=True)
    return quality(truth, told, np.random.default_rng(SEED))


def _rows(book: Codebook, *, on: date):
    return Judgement.objects.filter(codebook=book, on__lte=on, contribution__in=of_codebook(book, on=on)).order_by(
        "on", "pk"
    )


def _codes(one: Judgement) -> frozenset[str]:
    return frozenset(use.code.name for use in one.uses.all())


def published(place: object, *, on: date) -> list[tuple[PublishedCodes, PublishedQuality | None]]:
    """Give what people raised by each codebook of a place, with how good the suggestions were that helped to code it."""
    return [
        (codes, quality_of(book, on=on) if book.mode == "codebook" and book.read_on else None)
        for book, codes in published_codes(place, on=on)
    ]
