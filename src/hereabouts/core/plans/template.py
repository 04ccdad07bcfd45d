"""A plan that worked, made ready to be lifted elsewhere: roles instead of people, weeks instead of days, places left blank (D-18)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from hereabouts.core.sentences import Sentence, listed

# How much stands behind "it worked", weakest first (the handbook's evidence grades); "ours to offer" has been tried nowhere.
GRADES = (
    "ours to offer", "resident account", "practitioner account", "monitoring count", "survey", "comparison",
    "independent evaluation",
)  # fmt: skip
LONGEST = 520  # weeks a step may lie ahead or take: ten years


class NotATemplate(Sentence):
    """A template that lacks what makes it one."""


@dataclass(frozen=True)
class TemplateStep:
    """One action without people and days: who in the plan does it, when it begins and how long it takes, in weeks."""

    title: str
    role: str = ""
    after: int = 0
    weeks: int = 13
    topic: str = ""
    measure: str = ""
    when: str = ""  # the scale trigger: only do this if ...
    milestones: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Template:
    """A plan to lift and drop. ``tried`` says where it ran, ``lessons`` and ``failures`` what was learnt and what did not work."""

    id: str
    label: str
    kind: str
    about: str
    steps: tuple[TemplateStep, ...]
    evidence: str = GRADES[0]
    tried: str = ""
    conditions: tuple[str, ...] = ()
    costs: str = ""
    lessons: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    source: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that a step names, in order of first need."""
        return tuple(dict.fromkeys(step.role for step in self.steps if step.role))


def template(told: Mapping[str, Any]) -> Template:
    """Read a template as it ships or is kept; NotATemplate says what is missing."""
    if not told.get("label", "").strip() or not told.get("step"):
        raise NotATemplate("A template has a name and at least one action.")
    if told.get("evidence", GRADES[0]) not in GRADES:
        raise NotATemplate(
            "“{grade}” is no grade of evidence. Use {grades}.", grade=told["evidence"], grades=listed(GRADES, last="or")
        )
    steps = tuple(_step(one) for one in told["step"])
    lists: dict[str, Any] = {name: tuple(told.get(name, ())) for name in ("conditions", "lessons", "failures")}
    words = {name: told.get(name, "") for name in ("tried", "costs", "source")}
    return Template(
        told["id"], told["label"], told.get("kind", "thematic"), told.get("about", ""), steps, told.get("evidence", GRADES[0]),
        **words, **lists,
    )  # fmt: skip


def _step(told: Mapping[str, Any]) -> TemplateStep:
    after, weeks = int(told.get("after", 0)), int(told.get("weeks", 13))
    if not told.get("title", "").strip() or not 0 <= after <= LONGEST or not 1 <= weeks <= LONGEST:
        raise NotATemplate(
            "Each action of a template has a title, begins after 0 to {n} weeks and takes 1 to {n}.", n=LONGEST
        )
    stones = tuple((title, int(after)) for title, after in told.get("milestones", ()))
    words = {name: told.get(name, "") for name in ("role", "topic", "measure", "when")}
    return TemplateStep(told["title"], after=after, weeks=weeks, milestones=stones, **words)


def written(one: Template) -> dict[str, Any]:
    """Give a template as it is kept: what ``template`` reads."""
    told = asdict(one)
    return {name: value for name, value in told.items() if name != "steps"} | {"step": told["steps"]}


@dataclass(frozen=True)
class Dated:
    """A step with its days, counted from the day the plan begins."""

    step: TemplateStep
    starts_on: date
    due_on: date
    milestones: tuple[tuple[str, date], ...]


def dated(steps: Iterable[TemplateStep], *, starts_on: date) -> list[Dated]:
    """Give each step its days. A milestone is counted from the beginning of its own step, and never lies after its end."""
    told = []
    for step in steps:
        begins = starts_on + timedelta(weeks=step.after)
        ends = begins + timedelta(weeks=step.weeks)
        stones = tuple((title, min(ends, begins + timedelta(weeks=after))) for title, after in step.milestones)
        told.append(Dated(step, begins, ends, stones))
    return told


@dataclass(frozen=True)
class Doing:
    """One action of a plan that is to become a template: its days and, of its milestones, title and day."""

    title: str
    lead: str
    starts_on: date | None
    due_on: date | None
    topic: str = ""
    measure: str = ""
    milestones: tuple[tuple[str, date], ...] = ()


def blank(actions: Sequence[Doing], *, roles: Mapping[str, str]) -> tuple[TemplateStep, ...]:
    """Take people, days and places out of actions: who led becomes a role, days become weeks from the first one."""
    begun = [day for action in actions if (day := action.starts_on or action.due_on)]
    first = min(begun, default=None)
    return tuple(_blanked(action, first, roles) for action in actions)


def _blanked(action: Doing, first: date | None, roles: Mapping[str, str]) -> TemplateStep:
    begins, ends = action.starts_on or action.due_on, action.due_on or action.starts_on
    after = (begins - first).days // 7 if begins and first else 0
    weeks = max(1, round((ends - begins).days / 7)) if begins and ends else 13
    stones = (
        tuple((title, max(0, round((day - begins).days / 7))) for title, day in action.milestones) if begins else ()
    )
    return TemplateStep(
        action.title, roles.get(action.lead, ""), after, weeks, action.topic, action.measure, "", stones
    )


@dataclass(frozen=True)
class Strayed:
    """What became of a lifted plan beside what was lifted: titles kept, left out, and added."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


def strayed(lifted: Sequence[str], now: Sequence[str]) -> Strayed:
    """Compare the titles that were lifted with those the plan has now. A title that was reworded is dropped and added."""
    return Strayed(
        tuple(t for t in lifted if t in now),
        tuple(t for t in lifted if t not in now),
        tuple(t for t in now if t not in lifted),
    )
