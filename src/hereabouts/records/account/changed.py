"""What changed since a plan began, as a release tells it: published numbers, and what those who did the work could show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.account.changed import in_words
from hereabouts.engines.definitions import disclosure
from hereabouts.records.evidence.compared import over_time
from hereabouts.records.evidence.reads import next_figures
from hereabouts.records.places.reads import sheet

if TYPE_CHECKING:
    from hereabouts.core.evidence.over_time import Course
    from hereabouts.records.places.models import Place
    from hereabouts.records.plans.reads import ActionSheet, PlanSheet

RULE = "open"


def courses(place: Place, plan: PlanSheet) -> list[Course]:
    """Give every indicator of a place before and after a plan began; none while the plan has no first day."""
    since = plan.line.period_from
    return over_time(sheet(place), since=since) if since else []


def told(found: Sequence[Course], plan: PlanSheet, topic: str, actions: Sequence[ActionSheet], *, on: date) -> str:
    """Say what changed for one priority, a blank line between paragraphs: by the indicators of the outcomes its actions serve."""
    served = {pk for action in actions for pk in action.line.outcome_ids}
    topics = {outcome.topic for outcome in plan.outcomes if outcome.id in served} or {topic}
    ours = [course for course in found if course.topic in topics]
    said = in_words(
        ours, disclosure()[RULE], since=plan.line.period_from, on=on, next_on=next_figures()
    )  # fmt: skip
    return "\n\n".join([*said, *_shown(actions)])


def _shown(actions: Sequence[ActionSheet]) -> list[str]:
    """Give what stands as evidence of completion with the actions that are done, in the words of those who did them."""
    return [f"{a.line.title}: {a.proof}" for a in actions if a.line.status == "done" and a.proof.strip()]
