"""What changed, as far as numbers can say: a change with its likely range, or why it is too early to tell.

Nothing is said from one measurement, and no change is put down to the plan: nobody knows what would have happened
without it. A figure that rests on too few is not printed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from hereabouts.core.evidence.over_time import Course, Point
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.small_numbers import too_few

EARLY = "Too early to tell."
NO_START = f"{EARLY} The plan has no first day yet, so there is no before and after."
NO_NUMBER = f"{EARLY} No number that is published for this place measures it."
NOT_OURS = "We do not know what would have happened without this work."


def in_words(
    courses: Sequence[Course], rule: DisclosureRule, *, since: date | None, on: date, next_on: Mapping[str, date]
) -> list[str]:
    """Say what changed since a plan began, a sentence or two an indicator, from what may be printed alone."""
    if since is None:
        return [NO_START]
    told = [c for c in courses if c.before and c.after and not _hidden(c, rule)]
    if told:
        return [*map(_moved, told), NOT_OURS]
    before = [c for c in courses if c.before and not c.after and not _hidden(c, rule)]
    return [_early(before, since, on, next_on)] if before else [NO_NUMBER]


def _hidden(course: Course, rule: DisclosureRule) -> bool:
    return any(p and too_few(None if course.kind == "mean" else p.count, p.of, rule)
               for p in (course.before, course.after))  # fmt: skip


def _moved(c: Course) -> str:
    """Say how one indicator moved, and beside it how the council did."""
    told = f"{c.label}: {_figure(c, c.before)}, {_figure(c, c.after)}. {_judged(c)}"
    if c.council_before is None or c.council_after is None:
        return told
    return f"{told} In {c.council}: {_written(c, c.council_before)}, then {_written(c, c.council_after)}."


def _judged(c: Course) -> str:
    if c.change is None:
        return "Nobody can say whether that is more than chance."
    if c.kind == "rate":
        lo, value, hi = (100 * (x - 1) for x in (c.change.lo, c.change.value, c.change.hi))
        unit = "%"
    else:
        lo, value, hi = (100 * x for x in (c.change.lo, c.change.value, c.change.hi))
        unit = " points"
    if lo <= 0 <= hi:
        return "The difference could be chance."
    small, large = sorted((abs(lo), abs(hi)))
    way = "a fall" if value < 0 else "a rise"
    return f"That is {way} of {abs(value):.1f}{unit} (likely {small:.1f} to {large:.1f})."


def _early(courses: Sequence[Course], since: date, on: date, next_on: Mapping[str, date]) -> str:
    """Say where things stood before the plan began, and when the next figures come, as far as that is known."""
    stood = "; ".join(f"{_inside(c.label)} {_figure(c, c.before)}" for c in courses)
    days = {next_on.get(c.source) for c in courses}
    coming = sorted(day for day in days if day and day > on)
    when = f"The next figures come on {_day(coming[0])}." if coming else "Nobody has named the day of the next figures."
    return f"{EARLY} The newest figures are older than this plan, which began in {since:%B %Y}: {stood}. {when}"


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _figure(c: Course, point: Point | None) -> str:
    return f"{_written(c, point.figure.value)} in {point.period}" if point else ""


def _written(c: Course, value: float) -> str:
    return f"{100 * value:.1f}%" if c.kind == "proportion" else f"{value:,.1f} {c.unit}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
