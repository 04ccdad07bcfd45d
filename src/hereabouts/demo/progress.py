"""A year of one action, day by day: begun, told of, its milestones reached or late, returned on, ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from hereabouts.demo.world import World
from hereabouts.engines.definitions import calendar
from hereabouts.records.plans import changes as plans

Step = tuple[int, int, partial]  # the day from today, what comes first on a day, and what is done
RETURN_AFTER = 4  # working days after a quarter's end
CHECK_AFTER = timedelta(days=7)


def steps(world: World, action: Any, story: dict[str, Any]) -> list[Step]:
    """Give what happened to an action, to be told in the order of days: a return says how it stood on its day."""
    found = [*_begun(world, action, story), *_words(world, action, story), *_milestones(world, action, story)]
    return [*found, *_ended(world, action, story), *_returns(world, action, story)]


def _begun(world: World, action: Any, story: dict[str, Any]) -> Iterator[Step]:
    if story["starts"] > 0:
        yield -1, 0, partial(_nothing_spent, world, action)
    else:
        yield story["starts"], 0, partial(_update, world, action, story, state="in progress", money_spent=Decimal(0))


def _nothing_spent(world: World, action: Any, *, on: date) -> None:
    plans.update_action(by=world.actor("isla", on), on=on, action=action, money_spent=Decimal(0))


def _update(world: World, action: Any, story: dict[str, Any], *, on: date, **facts: Any) -> None:
    plans.update_action(by=world.actor(story["lead"], on), on=on, action=action, **facts)


def _words(world: World, action: Any, story: dict[str, Any]) -> Iterator[Step]:
    """Tell what was said of it, each time with what was spent by then, in round hundreds until the last."""
    last = len(story["told"]) - 1
    for n, (day, words) in enumerate(story["told"]):
        spent = story["spent"] if n == last else round(story["spent"] * (n + 1) / (last + 1), -2)
        facts: dict[str, Any] = {"told": words, "money_spent": Decimal(spent)}
        if n == last and story["state"] == "complete":
            facts["proof"] = story["proof"]
        yield day, 3, partial(_update, world, action, story, **facts)


def _milestones(world: World, action: Any, story: dict[str, Any]) -> Iterator[Step]:
    rows = {row.title: row for row in action.milestones.all()}
    for title, due, done, caught_up in story.get("milestones", ()):
        if done:
            yield done, 1, partial(_reach, world, action, story, rows[title])
        elif caught_up:
            day = max(due + 1, story["told"][-1][0])
            yield day, 1, partial(_reach, world, action, story, rows[title], recovery_on=world.day(caught_up))


def _reach(world: World, action: Any, story: dict[str, Any], milestone: Any, *, on: date, **facts: Any) -> None:
    plans.reach_milestone(by=world.actor(story["lead"], on), on=on, action=action, milestone=milestone, **facts)


def _ended(world: World, action: Any, story: dict[str, Any]) -> Iterator[Step]:
    if story["state"] == "complete":
        day = max(done for _, _, done, _ in story.get("milestones", ()))
        said = [words for at, words in story["told"] if at <= day] or [story["proof"]]
        yield day, 2, partial(_update, world, action, story, state="complete", proof=said[-1])
    if story["state"] == "stopped":
        yield story["stopped"], 2, partial(_stop, world, action, story)


def _stop(world: World, action: Any, story: dict[str, Any], *, on: date) -> None:
    plans.stop(by=world.actor("ailsa", on), on=on, action=action, reason=story["reason"])


def _returns(world: World, action: Any, story: dict[str, Any]) -> Iterator[Step]:
    """Tell of each quarter that is over, accepted by the locality leader; whoever is early with this one waits."""
    end = min(story.get("stopped", 0), 0)
    day = world.day(story["starts"])
    while (closes := _closes(day)) < world.day(end):
        words = _of_quarter(world, story, day, closes)
        at = calendar("SCT").add_working_days(closes, RETURN_AFTER)
        if words and at + CHECK_AFTER < world.on:
            yield (at - world.on).days, 4, partial(_return, world, action, story, _named(closes), words)
        day = closes + timedelta(days=1)
    if story.get("early"):
        at, words = story["told"][-1]
        yield at, 5, partial(_return, world, action, story, _named(world.day(at)), words, checked=False)


def _closes(day: date) -> date:
    """Give the last day of a day's quarter."""
    month = 3 * ((day.month - 1) // 3) + 3
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _named(day: date) -> str:
    return f"{day.year} quarter {(day.month - 1) // 3 + 1}"


def _of_quarter(world: World, story: dict[str, Any], first: date, last: date) -> str:
    """Put together what was said and reached in a quarter; nothing where nothing was."""
    said = [words for at, words in story["told"] if first <= world.day(at) <= last]
    reached = [title for title, _, done, _ in story.get("milestones", ()) if done and first <= world.day(done) <= last]
    return " ".join(said or [f"Reached: {title[0].lower()}{title[1:]}." for title in reached])


def _return(
    world: World, action: Any, story: dict[str, Any], period: str, words: str, *, on: date, checked: bool = True
) -> None:
    ahead = [title for title, _, done, _ in story.get("milestones", ()) if not done or world.day(done) > on]
    late = any(world.day(due) < on for title, due, _, _ in story.get("milestones", ()) if title in ahead)
    row = plans.submit_return(
        by=world.actor(story["lead"], on), on=on, action=action, period=period, narrative=words,
        next=ahead[0] if ahead else "", help_needed=story.get("help", "") if late else "",
    )  # fmt: skip
    if checked:
        after = on + CHECK_AFTER
        plans.accept_return(by=world.actor("ailsa", after), on=after, return_=row)
