"""What a good action says of itself, and what this one does not say yet.

Who plans, who resources and who provides are three questions (S-08); one partner alone is possible and has a reason (W-09);
what nobody asked for and what no result is awaited of are activity for its own sake (W-14, W-15). Nothing here stops anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.plans.complete import Item
from hereabouts.core.sentences import Sentence

# Stop it before it starts, catch it early, keep it from getting worse: the three tiers of prevention.
TIERS_OF_PREVENTION = ("primary", "secondary", "tertiary")
# What stands behind a way of doing something, weakest first (the handbook's code list of evidence grades).
GRADES = (
    "resident account", "practitioner account", "monitoring count", "survey", "comparison", "independent evaluation",
)  # fmt: skip
RAPID_DAYS = 84  # a rapid response that takes longer than a quarter is an action like any other


class NotRapid(Sentence):
    """A rapid response that would take longer than twelve weeks."""


@dataclass(frozen=True)
class Said:
    """What is known of an action, as the check reads it: True where somebody said it."""

    led: bool
    planned: bool
    resourced: bool
    provided: bool
    supported: bool
    alone_because: bool
    due: bool
    measured: bool
    money: bool
    need: bool
    outcome: bool
    groups: bool
    prevention: bool
    cause: bool
    evidence: bool
    risk: bool
    lived: bool
    outputs_loose: Sequence[str] = ()


def whole(said: Said) -> list[Item]:
    """Go through an action in the order in which somebody reads it; ``missing`` says in words what is not there."""
    loose = "; ".join(said.outputs_loose)
    rows = [
        ("lead", "A lead", said.led, "Nobody leads it yet."),
        ("planned", "Who plans it", said.planned, "Nobody has said who plans it."),
        ("resourced", "Who resources it", said.resourced, "Nobody has said who gives the money, people or rooms."),
        ("provided", "Who provides it", said.provided, "Nobody has said who does it."),
        ("supported", "A partner beside the lead, or why not", said.supported or said.alone_because,
         "One partner does it alone, and nobody has said why."),
        ("due", "A day by which it is due", said.due, "It has no day by which it is due."),
        ("measured", "A measure with baseline and target", said.measured, "Nothing says by what anybody will know that it worked."),
        ("money", "Its money, £0 too", said.money, "Nobody has said what it costs. £0 is an answer."),
        ("need", "The need it meets", said.need, "It names no need: no priority, no words of residents, no figure."),
        ("outcome", "The outcome it serves", said.outcome, "It serves no outcome."),
        ("outputs", "An outcome for every output", not loose, f"No outcome is named for what it puts out: {loose}."),
        ("groups", "Whom it is for", said.groups, "Nobody has said which people it is for."),
        ("prevention", "How early it acts", said.prevention, "Nobody has said whether it prevents, catches early or contains."),
        ("cause", "The root cause it works on", said.cause, "Nobody has said which cause it works on."),
        ("evidence", "What it rests on", said.evidence, "It rests on an assumption."),
        ("risk", "What could go wrong", said.risk, "Nobody has said what could go wrong."),
        ("lived", "The part of people with lived experience", said.lived,
         "Nobody has said which part people with lived experience have in it; none is an answer."),
    ]  # fmt: skip
    return [Item(key, label, held, "" if held else missing, False) for key, label, held, missing in rows]


def rapid_enough(starts_on: date | None, due_on: date | None, *, on: date) -> None:
    """Refuse to call rapid what has no day, or one more than twelve weeks after it starts (or after today)."""
    if due_on is None:
        raise NotRapid("A rapid response has a day by which it is due. Give it one first.")
    if due_on - (starts_on or on) > timedelta(RAPID_DAYS):
        raise NotRapid(
            "A rapid response is done within twelve weeks; this one is due on {day}.", day=f"{due_on:%-d %B %Y}"
        )
