"""An outcomes framework as a ladder: what is done, what that leads to, tier by tier, and what hangs loose.

An arrow is an assumption until evidence stands beside it. An outcome that nothing serves is a wish; an action that serves none
is activity; one partner's plan is not a partnership's (L-10).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

STRENGTHS = (
    "assumption",
    "weak",
    "moderate",
    "strong",
)  # rising; whatever is more than an assumption names its evidence
COLUMNS = ("short", "intermediate", "long")
LETTERS, LINE, PAD, WIDE, GAP, APART = 24, 17.0, 10.0, 216.0, 64.0, 16.0


@dataclass(frozen=True)
class Rung:
    """One outcome on the ladder, with how many actions serve it directly."""

    key: str
    statement: str
    tier: str
    actions: int = 0


@dataclass(frozen=True)
class Arrow:
    """That one outcome leads to another, how strong the evidence is, and what it assumes."""

    start: str
    end: str
    assumption: str
    strength: str = "assumption"


@dataclass(frozen=True)
class Box:
    """One outcome drawn: where it stands and its words line by line."""

    rung: Rung
    x: float
    y: float
    height: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Ladder:
    """The framework drawn: boxes in columns by tier, arrows as four points each with their strength."""

    boxes: tuple[Box, ...]
    arrows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[float, str], ...]
    width: float
    height: float


def ladder(rungs: Sequence[Rung], arrows: Iterable[Arrow]) -> Ladder:
    """Place a framework: a column for each tier that has outcomes, those who lead to the same beside each other.

    Nothing overlaps whatever the words: a box is as high as its lines.
    """
    tiers = [tier for tier in COLUMNS if any(rung.tier == tier for rung in rungs)]
    known = list(arrows)
    boxes: dict[str, Box] = {}
    heights = {}
    for n, tier in enumerate(reversed(tiers)):  # from the long term back: who leads where decides the order before it
        x, y = (len(tiers) - 1 - n) * (WIDE + GAP), 30.0
        for rung in sorted((r for r in rungs if r.tier == tier), key=lambda r: _beside(r, known, boxes)):
            boxes[rung.key] = box = _box(rung, x, y)
            y += box.height + APART
        heights[tier] = y
    height = max(heights.values(), default=0.0)
    return Ladder(
        tuple(boxes[rung.key] for rung in rungs),
        tuple((_path(boxes[a.start], boxes[a.end]), a.strength) for a in known if {a.start, a.end} <= boxes.keys()),
        tuple((n * (WIDE + GAP), tier) for n, tier in enumerate(tiers)),
        len(tiers) * (WIDE + GAP) - GAP if tiers else 0.0, height,
    )  # fmt: skip


def _beside(rung: Rung, arrows: Sequence[Arrow], boxes: dict[str, Box]) -> tuple[float, str]:
    """Order by the middle of what it leads to, so that few arrows cross."""
    ends = [boxes[a.end].y for a in arrows if a.start == rung.key and a.end in boxes]
    return (sum(ends) / len(ends) if ends else float("inf"), rung.statement)


def _box(rung: Rung, x: float, y: float) -> Box:
    words = wrap(rung.statement, LETTERS) or [""]
    lines = tuple((y + PAD + LINE * (n + 0.75), line) for n, line in enumerate(words))
    return Box(rung, x, y, 2 * PAD + LINE * (len(words) + 1), lines)


def _path(start: Box, end: Box) -> str:
    """Draw from the side of one box to the side of the other; outcomes of one tier meet at their right sides."""
    y1, y2 = start.y + start.height / 2, end.y + end.height / 2
    x1, x2 = start.x + WIDE, end.x if end.x > start.x else end.x + WIDE
    bend = GAP / 2
    last = x2 - bend if end.x > start.x else x2 + bend
    return f"M{x1:.1f},{y1:.1f} C{x1 + bend:.1f},{y1:.1f} {last:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"


def unserved(rungs: Sequence[Rung], arrows: Iterable[Arrow]) -> list[str]:
    """Give the outcomes that no action serves, neither directly nor through outcomes that lead to them."""
    served = {rung.key for rung in rungs if rung.actions}
    known = list(arrows)
    while more := {a.end for a in known if a.start in served} - served:
        served |= more
    return [rung.key for rung in rungs if rung.key not in served]


def shares(leads: Iterable[tuple[str, str]]) -> tuple[Counter[str], float | None]:
    """Count actions by the kind of partner that leads them, from (plan, kind), and give the share led by others than the council.

    An action that nobody leads counts for nobody. The share is None while nobody leads anything.
    """
    kinds = Counter(kind for _plan, kind in leads if kind)
    whole = sum(kinds.values())
    return kinds, None if not whole else (whole - kinds["council"]) / whole


def council_only(leads: Iterable[tuple[str, str]]) -> list[str]:
    """Name the plans of which the council leads every action that anybody leads (L-10)."""
    by_plan: dict[str, set[str]] = {}
    for plan, kind in leads:
        if kind:
            by_plan.setdefault(plan, set()).add(kind)
    return sorted(plan for plan, kinds in by_plan.items() if kinds == {"council"})
