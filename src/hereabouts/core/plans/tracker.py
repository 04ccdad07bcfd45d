"""One action of a tracker as it was read, and which action of the plan it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

ALIKE = 0.6  # of two titles under one reference of a partner's own: mended words, not other work


@dataclass(frozen=True)
class Measure:
    """What an action is measured by, from which baseline to which target."""

    measure: str
    baseline: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class Tracked:
    """One action of a tracker, read. ``lead_words`` are those of a lead whom nobody knows; ``whole`` is a title before it was cut.

    ``told`` is what was said of it lately, with the names of supporting partners that nobody knows.
    """

    row: int
    title: str
    lead: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    measures: tuple[Measure, ...] = ()
    money: Decimal | None = None
    person: str = ""
    ref: str = ""
    lead_words: str = ""
    supporting: tuple[str, ...] = ()
    spent: Decimal | None = None
    state: str = ""
    reason: str = ""
    outcome: str = ""
    evidence: str = ""
    part: str = ""
    whole: str = ""
    told: str = ""
    completed_on: date | None = None


def paired(
    rows: Sequence[Tracked],
    *,
    refs: Iterable[str],
    titles: Sequence[tuple[str, str]],
    theirs: Mapping[str, str] | None = None,
) -> list[tuple[Tracked, str]]:
    """Say which action of the plan each row is, by its reference, or "" for one that is new.

    A row is known by its reference: the plan's, or the partner's own (``theirs``, from an earlier import). Without one it is
    known by its exact title. Two rows of one title are two actions: each known action is taken once, so that the same
    sheet pairs off the same way however often it comes. A partner's "1" that now names something else altogether is new:
    two partners both count from 1.
    """
    free = {ref.upper(): ref for ref in refs}
    named = {ref.upper(): title for ref, title in titles}
    own = {key.upper(): ref.upper() for key, ref in (theirs or {}).items()}
    by_ref: dict[int, str] = {}
    for at, row in enumerate(rows):
        wanted, learnt = row.ref.upper(), own.get(row.ref.upper(), "")
        if wanted not in free and learnt in free and _alike(row.title, named.get(learnt, "")):
            wanted = learnt
        if wanted in free:
            by_ref[at] = free.pop(wanted)
    left: dict[str, list[str]] = {}
    for ref, title in titles:
        if ref.upper() in free:
            left.setdefault(title, []).append(ref)
    return [(row, by_ref.get(at) or _next(left.get(row.title))) for at, row in enumerate(rows)]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= ALIKE


def _next(refs: list[str] | None) -> str:
    return refs.pop(0) if refs else ""


def own_refs(pairs: Iterable[tuple[Tracked, str]]) -> dict[str, str]:
    """Give the partner's own references with those of the plan, as far as each names one action alone."""
    found: dict[str, list[str]] = {}
    for row, ref in pairs:
        if row.ref and row.ref.upper() != ref.upper():
            found.setdefault(row.ref, []).append(ref)
    return {own: refs[0] for own, refs in found.items() if len(refs) == 1}
