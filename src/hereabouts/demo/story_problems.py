"""Residents report, somebody answers for it, and those who reported are told what is done. Some letters still wait."""

from datetime import date
from functools import partial
from typing import Any

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import calendar
from hereabouts.records.intake import changes as intake
from hereabouts.records.problems import changes as problems
from hereabouts.records.trust.access import public

OFFICER = "isla"  # accepts reports and opens problems


def tell(world: World) -> None:
    """Tell of letters and problems in the order of days: a problem is opened about the reports taken so far."""
    world.made |= {"problems": {}, "reports": {}}
    steps: list[tuple[date, int, partial]] = []
    for n, letter in enumerate(told("problems")["report"]):
        steps += _reported(world, letter, n)
    for n, letter in enumerate(told("problems")["words"]):
        steps.append((world.day(letter["day"]), 0, partial(_send, letter, "words", n, world)))
    for story in told("problems")["problem"]:
        steps += _solved(world, story)
    for on, _, step in sorted(steps, key=lambda one: one[:2]):
        step(on=on)


def _reported(world: World, letter: dict[str, Any], n: int) -> list[tuple[date, int, partial]]:
    day = world.day(letter["day"])
    sent = (day, 0, partial(_send, letter, "report", n, world))
    if "answer" not in letter:
        return [sent]
    answered = calendar("SCT").add_working_days(day, 1)
    return [sent, (min(answered, world.on), 1, partial(_accept, world, letter, n))]


def _send(letter: dict[str, Any], kind: str, n: int, world: World, *, on: date) -> None:
    facts = {name: letter[name] for name in ("text", "category", "where", "channel", "contact") if name in letter}
    world.made["reports"][kind, n] = intake.send(
        by=public(), on=on, kind=kind, place=world.places["Fallowgate"], once=f"larkhaven {kind} {n}",
        wants_reply="contact" in letter, **facts,
    )  # fmt: skip


def _accept(world: World, letter: dict[str, Any], n: int, *, on: date) -> None:
    sent = world.made["reports"]["report", n]
    report = problems.accept(by=world.actor(OFFICER, on), on=on, letter=sent, words=letter["answer"])
    world.made["reports"][letter.get("about"), n] = report
    if problem := world.made["problems"].get(letter.get("about")):
        problems.attach(by=world.actor(OFFICER, on), on=on, problem=problem, report=report)


def _solved(world: World, story: dict[str, Any]) -> list[tuple[date, int, partial]]:
    """Give the steps from opening to closing; the analysis is written down with its stage."""
    steps = [(story["opened"], partial(_open, world, story))]
    steps += [(day, partial(_move, world, story, stage, words)) for day, stage, words in story["stages"]]
    steps += [(day, partial(_note, world, story, words, tell)) for day, words, tell in story["notes"]]
    if "closed" in story:
        day, words = story["closed"]
        steps.append((day, partial(_close, world, story, words)))
    return [(world.day(day), 2, step) for day, step in steps]


def _open(world: World, story: dict[str, Any], *, on: date) -> None:
    about = [report for (key, _), report in world.made["reports"].items() if key == story["key"]]
    world.made["problems"][story["key"]] = problems.open_problem(
        by=world.actor(OFFICER, on), on=on, place=world.places["Fallowgate"], title=story["title"], topic=story["topic"],
        spoc=world.people[story["spoc"]], reports=about,
    )  # fmt: skip


def _move(world: World, story: dict[str, Any], stage: str, words: str, *, on: date) -> None:
    by, problem = world.actor(story["spoc"], on), world.made["problems"][story["key"]]
    if stage == "analysis":
        sides = {name: story[name] for name in ("objective", "harmed", "responsible", "location")}
        problems.describe(by=by, on=on, problem=problem, **sides)
    problems.move(by=by, on=on, problem=problem, to=stage, words=words)


def _note(world: World, story: dict[str, Any], words: str, tell: bool, *, on: date) -> None:
    by, problem = world.actor(story["spoc"], on), world.made["problems"][story["key"]]
    problems.update(by=by, on=on, problem=problem, words=words, tell=tell)


def _close(world: World, story: dict[str, Any], words: str, *, on: date) -> None:
    by, problem = world.actor(story["spoc"], on), world.made["problems"][story["key"]]
    problems.close(by=by, on=on, problem=problem, outcome=words)
