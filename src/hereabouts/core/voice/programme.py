"""Planning how to listen: five stages, a gate after each, and what has to be there before one opens (X-32, S-58).

A gate opens on facts that are remembered, never on a tick. What is missing is said, so that it can be filled in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.sentences import Sentence, counted, listed

STAGES = ("analyse", "plan", "do", "review", "fed back")
FOUND = ("open", "held up", "did not")  # what became of a proposed explanation
LOWEST, HIGHEST = 1, 6  # a standard not met at all, and met in full


class NotAScore(Sentence):
    """A standard judged by something else than 1 to 6, or without saying by what."""


class GateShut(Sentence):
    """A gate that somebody wished to pass while something is missing."""


@dataclass(frozen=True)
class EngagementWords:
    """How the stages, levels and standards of engagement are called, as the document says."""

    stages: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, str]
    standards: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, str]
    engaged: Mapping[str, Mapping[str, Any]]
    lived: Mapping[str, Mapping[str, Any]]
    modes: Mapping[str, str]
    outcomes: Mapping[str, Mapping[str, Any]]
    venues: Mapping[str, str]


def course(told: Mapping[str, Any]) -> EngagementWords:
    """Read the document on how engagement is planned."""

    def whole(name: str) -> dict[str, Mapping[str, Any]]:
        return {one["id"]: one for one in told[name]}

    def labels(name: str) -> dict[str, str]:
        return {one["id"]: one["label"] for one in told[name]}

    return EngagementWords(
        whole("stage"), labels("level"), whole("standard"), labels("setting"), whole("engaged"), whole("lived"),
        labels("mode"), whole("outcome"), labels("venue"),
    )  # fmt: skip


@dataclass(frozen=True)
class PlanProgress:
    """What is known of an engagement plan when somebody would pass its next gate."""

    decision: str
    aimed_at: tuple[str, ...]
    level: str
    barriers: str
    support: str
    planned: int
    held: int
    uncounted: int
    assessed: frozenset[str]
    told: str


def missing(stage: str, found: PlanProgress, standards: Iterable[str]) -> tuple[Sentence, ...]:
    """Say what is missing before the gate at the end of a stage; nothing, and it may be passed."""
    left = [standard for standard in standards if standard not in found.assessed]
    asked: dict[str, list[tuple[bool, Sentence]]] = {
        "analyse": [
            (bool(found.decision), Sentence("Say which decision it informs.")),
            (bool(found.aimed_at), Sentence("Say whom it is for: everybody, or which groups.")),
        ],
        "plan": [
            (bool(found.level), Sentence("Say how far people take part: from inform to empower.")),
            (bool(found.barriers), Sentence("Say what could keep people away.")),
            (bool(found.support), Sentence("Say what is done about it.")),
            (found.planned + found.held > 0, Sentence("Put at least one activity in it.")),
        ],
        "do": [
            (found.held > 0, Sentence("Nothing of it has been held yet.")),
            (found.planned == 0, Sentence("{n} still to come.", n=counted(found.planned, "activity is", "activities are"))),
            (found.uncounted == 0, Sentence("{n} not counted yet.", n=counted(found.uncounted, "activity is", "activities are"))),
        ],
        "review": [(not left, Sentence("Not judged yet: {left}.", left=listed(left)))],
        "fed back": [(bool(found.told), Sentence("Say what those who spoke were told, and how."))],
    }  # fmt: skip
    return tuple(sentence for there, sentence in asked[stage] if not there)


def next_stage(stage: str) -> str | None:
    """Give the stage after one; None after the last."""
    at = STAGES.index(stage) + 1
    return STAGES[at] if at < len(STAGES) else None


def score(value: int, evidence: str) -> None:
    """Check one judgement by a standard. A number without what it stands on is none."""
    if not LOWEST <= value <= HIGHEST:
        raise NotAScore("A standard is judged from {low} to {high}.", low=LOWEST, high=HIGHEST)
    if not evidence.strip():
        raise NotAScore("Say what the judgement stands on.")


def late(due_on: date | None, passed_on: date | None, on: date) -> bool:
    """Say whether a gate was to be passed by now and was not."""
    return passed_on is None and due_on is not None and due_on < on
