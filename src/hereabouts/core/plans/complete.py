"""What a plan must hold before it is agreed, and what a good one holds besides.

The law asks a locality plan for its outcomes, the improvement meant in each, and the period by when (Community
Empowerment (Scotland) Act 2015, part 2). The partnership's remit adds the inequality each outcome narrows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hereabouts.core.plans.kinds import Rules

# Where a plan may go from each state without being agreed (agreeing is its own step).
NEXT = {
    "draft": ("consulting",), "consulting": ("draft",), "agreed": ("live", "under review", "closed"),
    "live": ("under review", "closed"), "under review": ("closed",), "renewed": (), "closed": ("under review",),
}  # fmt: skip
ORDINARY = Rules()
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
class Life:
    """What stands around a plan's outcomes and actions, as its kind asks for it; ``unanswered`` names who waits for an answer."""

    rules: Rules = ORDINARY
    unanswered: Sequence[str] = ()
    problem: bool = False
    exit: bool = False
    mainstreaming: bool = False
    pen: bool = False
    forwarded: bool = False
    coproduced: bool = False


@dataclass(frozen=True)
class Item:
    """One thing a plan must or should hold: whether it does, what is missing, and whether it stops the agreement."""

    key: str
    label: str
    held: bool
    missing: str
    blocks: bool


def check(
    *,
    outcomes: Sequence[Aimed],
    period_from: date | None,
    period_to: date | None,
    actions: Sequence[Done],
    life: Life | None = None,
) -> list[Item]:
    """Go through a plan, the statutory things first, then what its kind asks for."""
    life = life or Life()
    law = life.rules.statutory
    vague = [o.statement for o in outcomes if len(o.improvement.split()) < FEWEST_WORDS]
    no_gap = [o.statement for o in outcomes if not o.gap.strip()]
    period = period_from is not None and period_to is not None
    return [
        Item("outcomes", "Outcomes", bool(outcomes), "The plan has no outcome.", law),
        Item("improvement", "Improvement described", bool(outcomes) and not vague,
             _named("No improvement is described for", vague) or "There is no outcome to improve.", law),
        Item("period", "Period", period, "The plan does not say from when until when it runs.", True),
        Item("inequality", "Inequality it narrows", bool(outcomes) and not no_gap,
             _named("No inequality is named for", no_gap) or "There is no outcome to name an inequality for.", law),
        *_of_its_kind(life),
        Item("actions", "Actions", bool(actions), "The plan has no action.", False),
        _every("leads", "A lead for every action", actions, "led"),
        _every("dates", "A day for every action", actions, "due"),
        _every("measures", "A measure with baseline and target for every action", actions, "measured"),
        _every("money", "Money for every action, £0 too", actions, "money"),
        _every("evidence", "Evidence for every action", actions, "grounded", "Only an assumption behind"),
        _every("lived", "The part of people with lived experience in every action, none too", actions, "lived"),
    ]  # fmt: skip


def _of_its_kind(life: Life) -> list[Item]:
    """Say what was said of the draft and not answered, and what only this kind of plan must hold."""
    rules, waiting = life.rules, _named("No answer was given to", life.unanswered)
    rows = [
        (True, "representations", "An answer to every representation", not waiting, waiting, True),
        (rules.problem, "problem", "The problem and its cause", life.problem,
         "The plan does not say which problem it is for, and its cause.", True),
        (rules.ends, "exit", "How it ends", life.exit, "The plan ends, and does not say how.", True),
        (rules.ends, "mainstreaming", "Who takes on what worked", life.mainstreaming, "Nobody has said who takes on what worked.", True),
        (rules.residents, "pen", "A group of residents that holds the pen", life.pen, "No group of residents holds the pen.", True),
        (rules.upward, "forwarded", "Put forward by those who work it out", life.forwarded,
         "It has not been put forward to be agreed.", True),
        (True, "coproduced", "How far residents wrote it", life.coproduced, "Nobody has said how far residents wrote it.", False),
    ]  # fmt: skip
    return [Item(key, label, held, missing, blocks) for asked, key, label, held, missing, blocks in rows if asked]


def _every(key: str, label: str, actions: Sequence[Done], fact: str, missing: str = "Missing on") -> Item:
    without = [action.ref for action in actions if not getattr(action, fact)]
    return Item(key, label, not without, _named(missing, without), False)


def _named(words: str, things: Sequence[str]) -> str:
    return f"{words} {'; '.join(things)}." if things else ""


def blocking(items: Sequence[Item]) -> list[Item]:
    """Give what keeps a plan from being agreed."""
    return [item for item in items if item.blocks and not item.held]
