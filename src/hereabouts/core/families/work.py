"""How far somebody has come with work: where they were at first contact, then entering, staying in and moving on in it.

The steps are those of the seed (L-23). Weeks count from the day somebody entered work.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from hereabouts.core.sentences import Sentence

BASELINES = ("not in work", "in work")
ENTERED, PROGRESSED = "entered", "progressed"
SUSTAINED = {"13 weeks": 13, "26 weeks": 26, "52 weeks": 52}
STAGES = (*BASELINES, ENTERED, *SUSTAINED, PROGRESSED)
GROWN_UP = 16


class NotAStage(Sentence):
    """A step into work that cannot follow, or a day on which it cannot have happened."""


def next_stages(reached: Mapping[str, date]) -> tuple[str, ...]:
    """Give what may come next after what was reached, each with its day. Moving on may come any time in work, once."""
    if not reached:
        return BASELINES
    if "in work" not in reached and ENTERED not in reached:
        return (ENTERED,)
    staying = next((stage for stage in SUSTAINED if stage not in reached), None) if ENTERED in reached else None
    return tuple(filter(None, (staying, None if PROGRESSED in reached else PROGRESSED)))


def refuse_stage(reached: Mapping[str, date], stage: str, day: date, *, on: date) -> None:
    """Refuse a step back, a step left out, and a day that cannot be. ``on`` is today. Raises NotAStage."""
    if stage not in next_stages(reached):
        raise NotAStage("That step cannot come now: no step is left out, and none is taken back.", field="stage")
    if day > on:
        raise NotAStage("Choose a day that has been.", field="since")
    if any(day < before for before in reached.values()):
        raise NotAStage("That is before the step they took last. Choose a later day.", field="since")
    weeks = SUSTAINED.get(stage, 0)
    if weeks and day < reached[ENTERED] + timedelta(weeks=weeks):
        raise NotAStage("They have not been in work for {weeks} weeks on that day.", weeks=weeks, field="since")


def newest(reached: Mapping[str, date]) -> str:
    """Give the furthest step, in the order of ``STAGES``; "" where nothing was written down."""
    return max(reached, key=STAGES.index, default="")
