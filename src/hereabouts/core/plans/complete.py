"""What a plan must hold before it is agreed, and what a good one holds besides.

The law asks a locality plan for its outcomes, the improvement meant in each, and the period by when (Community
Empowerment (Scotland) Act 2015, part 2). The partnership's remit adds the inequality each outcome narrows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Where a plan may go from each state without being agreed (agreeing is its own step).
NEXT = {
    "draft": ("consulting",), "consulting": ("draft",), "agreed": ("live", "under review", "closed"),
    "live": ("under review", "closed"), "under review": ("closed",), "closed": ("under review",),
}  # fmt: skip
FEWEST_WORDS = 3  # "better" alone describes no improvement


@dataclass(frozen=True)
class Aimed:
    """An outcome as the check reads it."""

    statement: str
    improvement: str
    gap: str


@dataclass(frozen=True)
class Done:
    """An action as the check reads it."""

    ref: str
    led: bool
    due: bool
    measured: bool
    money: bool
    grounded: bool
    lived: bool = False


@dataclass(frozen=True)
class Item:
    """One thing a plan must or should hold: whether it does, what is missing, and whether it stops the agreement."""

    key: str
    label: str
    held: bool
    missing: str
    blocks: bool


def check(
    *, outcomes: Sequence[Aimed], period_from: date | None, period_to: date | None, actions: Sequence[Done]
) -> list[Item]:
    """Go through a plan, the statutory things first."""
    vague = [o.statement for o in outcomes if len(o.improvement.split()) < FEWEST_WORDS]
    no_gap = [o.statement for o in outcomes if not o.gap.strip()]
    period = period_from is not None and period_to is not None
    return [
        Item("outcomes", "Outcomes", bool(outcomes), "The plan has no outcome.", True),
        Item("improvement", "Improvement described", bool(outcomes) and not vague,
             _named("No improvement is described for", vague) or "There is no outcome to improve.", True),
        Item("period", "Period", period, "The plan does not say from when until when it runs.", True),
        Item("inequality", "Inequality it narrows", bool(outcomes) and not no_gap,
             _named("No inequality is named for", no_gap) or "There is no outcome to name an inequality for.", True),
        Item("actions", "Actions", bool(actions), "The plan has no action.", False),
        _every("leads", "A lead for every action", actions, "led"),
        _every("dates", "A day for every action", actions, "due"),
        _every("measures", "A measure with baseline and target for every action", actions, "measured"),
        _every("money", "Money for every action, £0 too", actions, "money"),
        _every("evidence", "Evidence for every action", actions, "grounded", "Only an assumption behind"),
        _every("lived", "The part of people with lived experience in every action, none too", actions, "lived"),
    ]  # fmt: skip


def _every(key: str, label: str, actions: Sequence[Done], fact: str, missing: str = "Missing on") -> Item:
    without = [action.ref for action in actions if not getattr(action, fact)]
    return Item(key, label, not without, _named(missing, without), False)


def _named(words: str, things: Sequence[str]) -> str:
    return f"{words} {'; '.join(things)}." if things else ""


def blocking(items: Sequence[Item]) -> list[Item]:
    """Give what keeps a plan from being agreed."""
    return [item for item in items if item.blocks and not item.held]
