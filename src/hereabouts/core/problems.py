"""Problem solving in place: the OSARA stages, what each asks for, and the clock of a report.

Objective, scanning, analysis, response, assessment. A response before the analysis is an answer to a question nobody
asked: the stage is refused until the objective and the three sides of the problem triangle are written down (X-30).
"""

from collections.abc import Mapping
from datetime import date

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.sentences import Sentence, listed

STAGES = ("scanning", "analysis", "response", "assessment", "closed")
# The objective and the problem triangle: who is harmed and who looks after them, who does it and who can reach
# them, where it happens and who runs the place.
BEFORE_RESPONSE = {
    "objective": "the objective",
    "harmed": "who is harmed and who looks after them",
    "responsible": "who does it and who can reach them",
    "location": "where it happens and who runs the place",
}
ACKNOWLEDGE_WITHIN = 1  # working days after a report is received
TELL_WITHIN = 10  # working days until the reporter is told what came of it


class NotReady(Sentence):
    """A stage that a problem cannot be moved to yet."""


def to_stage(now: str, to: str, facts: Mapping[str, str]) -> None:
    """Refuse a stage that skips what the next one rests on; going back is always possible, a closed problem stays closed."""
    if now == "closed":
        raise NotReady("It is closed. Open a new problem if it came back.")
    if to == now or to not in STAGES or to == "closed":
        raise NotReady("Choose another stage: {stages}.", stages=listed(next_stages(now), last="or"))
    missing = [words for key, words in BEFORE_RESPONSE.items() if not facts.get(key, "").strip()]
    if STAGES.index(to) >= STAGES.index("response") and missing:
        raise NotReady("Before the response, write down {missing}.", missing=listed(missing))


def next_stages(now: str) -> tuple[str, ...]:
    """Give the stages that a problem could be moved to, closing apart: the next one first, then those before."""
    if now == "closed":
        return ()
    at, open_ = STAGES.index(now), STAGES[:-1]
    return tuple(stage for stage in (*open_[at + 1 : at + 2], *reversed(open_[:at])))


def acknowledge_by(received_on: date, calendar: WorkingCalendar) -> date:
    """Give the last day on which a report may be acknowledged: one working day after it was received (X-38)."""
    return calendar.add_working_days(received_on, ACKNOWLEDGE_WITHIN)


def tell_by(received_on: date, calendar: WorkingCalendar) -> date:
    """Give the last day on which the reporter should be told what came of it: ten working days."""
    return calendar.add_working_days(received_on, TELL_WITHIN)
