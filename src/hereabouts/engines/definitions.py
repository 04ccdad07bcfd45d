"""The one place where ``definitions/`` is read: data as text, owned by people who are not programmers."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.evidence.breaks import Event, event
from hereabouts.core.evidence.describing import NotADescription, described
from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.indicators import Indicator, indicator
from hereabouts.core.figures.standardised import StandardPopulation, standard_population
from hereabouts.core.priorities.aims import Aim, aim
from hereabouts.core.sentences import listed
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.roles import Role, role
from hereabouts.core.voice.profile import Question, question

ROOT = files("hereabouts") / "definitions"


def text(*path: str) -> dict[str, Any]:
    """Read one TOML document by its path under ``definitions``, without the ending."""
    return _read(ROOT.joinpath(*path[:-1], path[-1] + ".toml"))


def folder(*path: str) -> list[dict[str, Any]]:
    """Read every TOML document of a folder, in order of file name."""
    found = sorted((f for f in ROOT.joinpath(*path).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return [_read(file) for file in found]


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def datasets() -> dict[str, Description]:
    """Give every dataset description by id, the demo's among them."""
    texts = folder("datasets") + folder("demo", "datasets")
    return {d.id: d for d in map(described, texts)}


def descriptions(files: Iterable[Path]) -> dict[str, Description]:
    """Give every dataset description by id, and those that people keep beside their files (``*.toml``), which win.

    NotADescription says what is wrong with one of theirs.
    """
    own = [_own(file) for file in files if file.suffix == ".toml"]
    return datasets() | {d.id: d for d in own}


def _own(file: Path) -> Description:
    try:
        one = described(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NotADescription("{file} is not TOML: {problem}.", file=file.name, problem=str(problem)) from problem
    if one.generation not in generations():
        raise NotADescription(
            "{file} names the boundaries {generation}; we know {known}.",
            file=file.name, generation=one.generation, known=listed(list(generations())),
        )  # fmt: skip
    return one


@cache
def indicators() -> dict[str, Indicator]:
    """Give every indicator document by id."""
    texts = [one for text_ in folder("indicators") for one in text_["indicator"]]
    return {i.id: i for i in (indicator(one, events()) for one in texts)}


@cache
def events() -> tuple[Event, ...]:
    """Give what changed people's lives: every indicator stands beside it."""
    return tuple(event(one) for one in text("context", "events")["event"])


@cache
def traits() -> dict[str, float]:
    """Give by what places are called similar: indicators with how much each counts."""
    return {t["indicator"]: float(t["weight"]) for t in text("similar")["trait"]}


@cache
def standards() -> dict[str, StandardPopulation]:
    """Give every standard population by id."""
    return {s.id: s for s in map(standard_population, folder("standards"))}


@cache
def generations() -> dict[str, dict[str, Any]]:
    """Give every generation of boundaries by its short name: its nation and its levels."""
    return {g["id"]: g for g in text("generations")["generation"]}


@cache
def topics() -> dict[str, dict[str, Any]]:
    """Give the shared vocabulary by code, with its crosswalks."""
    return {t["code"]: t for t in text("topics", "topics")["topic"]}


@cache
def groups() -> dict[str, str]:
    """Give the target groups by code."""
    return {g["code"]: g["label"] for g in text("topics", "groups")["group"]}


@cache
def barriers() -> dict[str, str]:
    """Give the barriers by code."""
    return {b["code"]: b["label"] for b in text("topics", "groups")["barrier"]}


@cache
def calendar(nation: str) -> WorkingCalendar:
    """Give the working calendar of a nation (SCT, ENG or WLS) with its bank holidays."""
    read = text("calendars", nation.lower())
    return WorkingCalendar(read["name"], frozenset(date.fromisoformat(str(day)) for day in read["holidays"]))


@cache
def roles() -> dict[str, Role]:
    """Give every role document by id."""
    return {r.id: r for r in map(role, text("roles")["role"])}


@cache
def disclosure() -> dict[str, DisclosureRule]:
    """Give every disclosure rule by its profile: what is too few to show."""
    return {rule["id"]: DisclosureRule(**rule) for rule in folder("disclosure")}


def disclosure_of(file: Path) -> DisclosureRule:
    """Read a disclosure rule of a partnership's own. Raises TooLax where it protects less than its floor."""
    try:
        return DisclosureRule(**tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise NotADescription("{file} cannot be read as TOML: {why}.", file=file.name, why=str(wrong)) from wrong
    except TypeError as wrong:
        raise NotADescription(
            "{file} is no disclosure rule: a line is missing or not known.", file=file.name
        ) from wrong


@cache
def aims() -> dict[str, list[Aim]]:
    """Give every set of strategic aims that ships, by the name of its file."""
    return {text_["set"]: [aim(one) for one in text_["aim"]] for text_ in folder("aims")}


@cache
def frameworks() -> dict[str, dict[str, Any]]:
    """Give every outcomes framework that ships, by id: outcomes with their tier and what they lead to."""
    return {text_["id"]: text_ for text_ in folder("outcomes")}


@cache
def levels_of_need() -> tuple[dict[str, Any], ...]:
    """Give the partnership's levels of need, 1 to 4, in its own words."""
    return tuple(sorted(text("families", "levels")["level"], key=lambda level: level["ordinal"]))


def model_agreement(name: str) -> dict[str, Any]:
    """Give a model information sharing agreement; parties and dates are given when it is drafted."""
    return text("agreements", name)


@cache
def safeguarding() -> dict[str, Any]:
    """Give whom to ring about harm: the name and the number."""
    return dict(text("families", "levels")["safeguarding"])


@cache
def methods() -> dict[str, dict[str, str]]:
    """Give every way of listening by id, with its unit of count."""
    return {m["id"]: m for m in text("voice", "methods")["method"]}


@cache
def profile_questions() -> dict[str, Question]:
    """Give what somebody may be asked about themselves, by id."""
    return {q.id: q for q in map(question, text("voice", "profile")["question"])}
