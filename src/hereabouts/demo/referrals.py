"""Eleven weeks of referrals: families dealt from the made-up residents, with what was told and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from hereabouts.demo.households import Resident
from hereabouts.demo.people import residents
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told
from hereabouts.engines.definitions import calendar

OPEN, CLOSE = 9 * 60, 15 * 60 + 20  # minutes after midnight between which referrals come


@dataclass(frozen=True)
class Case:
    """One referral and what became of it. ``route`` is empty while somebody waits; ``minutes`` from receipt to decision."""

    received_on: date
    minute: int
    people: tuple[Resident, ...]
    source: str
    by: str
    worry: str
    topics: tuple[str, ...]
    going_well: str
    wants: str
    answers: Mapping[str, tuple[str, str]]
    route: str = ""
    level: int | None = None
    why: str = ""
    done: str = ""
    minutes: int = 0


@cache
def cases(on: date) -> tuple[Case, ...]:
    """Give every case but the story's own, the oldest first; the last few wait. The same day gives the same cases."""
    story, rng = told("referrals"), dice(seed(), "referrals")
    days = [day for week, n in enumerate(story["a_week"]) for day in _days(on, story["weeks"] - week, n, rng)]
    families = _families(on, rng)
    routes = _routes(len(days), rng)
    past = [_case(day, families[i], rng, routes[i]) for i, day in enumerate(sorted(days))]
    waiting = [_case(_working(on), families[len(days) + i], rng, {}) for i in range(story["waiting"])]
    return tuple(past + waiting)


def _days(on: date, weeks_ago: int, n: int, rng: np.random.Generator) -> list[date]:
    """Give the working days of one week on which referrals came, yesterday at the latest."""
    first = on - timedelta(days=7 * weeks_ago)
    return [_working(first + timedelta(days=int(rng.integers(0, 7))) - timedelta(days=1)) for _ in range(n)]


def _working(day: date) -> date:
    """Give the day, or the last working day before it."""
    while not calendar("SCT").works_on(day):
        day -= timedelta(days=1)
    return day


def _families(on: date, rng: np.random.Generator) -> list[tuple[Resident, ...]]:
    """Give families with children, those in most need likelier first; none of the story's own."""
    found: dict[int, list[Resident]] = {}
    for one in residents(on):
        found.setdefault(one.household, []).append(one)
    with_children = [h for h in found.values() if h[0].id.startswith("R0") and any(o.age(on) < 18 for o in h)]
    return [tuple(h) for h in sorted(with_children, key=lambda h: rng.random() - h[0].need)]


def _routes(n: int, rng: np.random.Generator) -> list[Mapping]:
    """Deal the routes: so many solved the same day, the rest by their shares."""
    story = told("referrals")
    solved = round(n * story["solved_the_same_day"])
    shares = [route["share"] for route in story["route"]]
    others = [story["route"][i] for i in rng.choice(len(shares), size=n - solved, p=shares)]
    solve = {
        "id": "see and solve",
        "level": 2,
        "why": "One clear, urgent worry, and somebody there who can mend it today.",
    }
    every = [solve] * solved + others
    return [every[i] for i in rng.permutation(n)]


def _case(day: date, people: tuple[Resident, ...], rng: np.random.Generator, route: Mapping) -> Case:
    story = told("referrals")
    kind = story["kind"][int(rng.integers(len(story["kind"])))]
    source, by = story["sources"][int(rng.integers(len(story["sources"])))]
    words = {what: str(rng.choice(kind[what])) for what in ("worries", "going_well", "wants", "done")}
    harmed = route.get("id") == "step up"
    answers = {
        "danger": ("no", ""), "child": ("yes" if harmed else "no", ""), "contact": ("yes", ""),
        "afraid": (str(rng.choice(["no", "no", "no", "not asked", "did not want to say"])), ""),
    }  # fmt: skip
    return Case(
        received_on=day, minute=int(rng.integers(OPEN, CLOSE)), people=people, source=f"a {source}", by=by, worry=words["worries"],
        topics=tuple(kind["topics"]), going_well=words["going_well"], wants=words["wants"], answers=answers,
        route=route.get("id", ""), level=route.get("level"), why=route.get("why", ""),
        done=words["done"] if route.get("id") == "see and solve" else "", minutes=int(rng.integers(25, 205)) if route else 0,
    )  # fmt: skip
