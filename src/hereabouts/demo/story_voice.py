"""Residents are listened to: activities planned and held, sheets of answers loaded, words coded by a person, themes agreed."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from io import StringIO
from typing import Any

from hereabouts.core.imports.tables import SheetRow, table
from hereabouts.demo.told import told
from hereabouts.demo.voice import Spoken, contributions
from hereabouts.demo.world import World
from hereabouts.records.imports import changes as imports
from hereabouts.records.voice import access
from hereabouts.records.voice import changes as voice

OFFICERS = {"Fallowgate": "isla", "Brindlemoor": "maisie"}
PLANNED, LOADED, CODED = 21, 6, 2  # days before an activity, after it, and after its sheet was loaded


def tell(world: World) -> None:
    """Tell it activity by activity. What came in the past fortnight is loaded, and waits for a person to code it."""
    coded: dict[tuple[str, str], list[Any]] = {}
    for story in sorted(told("voice")["activity"], key=lambda one: -one["days"]):
        activity = _held(world, story)
        spoken = [one for one in contributions(world.on) if one.activity == story["key"]]
        on = min(world.day(LOADED - story["days"]), world.on)
        _load(world, story, activity, spoken, on)
        if story["days"] > 14:
            _code(world, story, activity, spoken, on + timedelta(days=CODED), coded)
        world.made.setdefault("activities", {})[story["key"]] = activity
    for story in told("voice")["to_come"]:
        _plan(world, story, world.day(-5))
    _agree(world, coded)


def _plan(world: World, story: dict[str, Any], on: date) -> Any:
    facts = {
        name: story[name] for name in ("name", "method", "purpose", "venue", "barriers", "support") if name in story
    }
    return voice.plan_activity(
        by=world.actor(OFFICERS[story["place"]], on), on=on, place=world.places[story["place"]],
        held_on=world.day(-story["days"]),
        lead=world.partners.get(story.get("lead")), **facts,
    )  # fmt: skip


def _held(world: World, story: dict[str, Any]) -> Any:
    """Plan an activity in good time, and fill its count in once it was held."""
    activity = _plan(world, story, world.day(-story["days"] - PLANNED))
    on = min(world.day(LOADED - story["days"]), world.on)
    counted = {"count": story["people"]}
    return voice.revise_activity(by=world.actor(OFFICERS[story["place"]], on), on=on, activity=activity, facts=counted)


def _load(world: World, story: dict[str, Any], activity: Any, spoken: list[Spoken], on: date) -> None:
    """Load the sheet of an activity, as its officer would from a file."""
    by, place = world.actor(OFFICERS[story["place"]], on), world.places[story["place"]]
    headings = list(dict.fromkeys(name for one in spoken for name in one.row))
    sheet = [headings, *([one.row.get(name, "") for name in headings] for one in spoken)]
    batch = imports.start(
        by=by, on=on, place=place, about="contribution", file_name=f"{story['key']}.csv", chunks=[_file(sheet)],
        facts={"activity": str(activity.pk)},
    )  # fmt: skip
    rows = table([SheetRow(n, tuple(cells)) for n, cells in enumerate(sheet, 1)])
    voice.import_responses(
        by=by, on=on, place=place, batch=batch, table=rows, mapping={name: name for name in headings}, activity=activity
    )


def _file(sheet: Iterable[Iterable[str]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(sheet)
    return written.getvalue().encode()


def _code(world: World, story: dict[str, Any], activity: Any, spoken: list[Spoken], on: date, coded: dict) -> None:
    """Let a person decide what each contribution is about; a suggestion that does not fit is rejected."""
    by = world.actor(OFFICERS[story["place"]], on)
    rows = access.visible(by, on=on).filter(activity=activity).prefetch_related("codings")
    for row in rows:
        accept = spoken[row.row - 2].codes  # the sheet's first row holds its headings
        others = [coding.topic for coding in row.codings.all() if coding.topic not in accept]
        voice.code(by=by, on=on, contribution=row, accept=accept, reject=others)
        for topic in [topic for topic, way in accept.items() if way == "problem"]:
            coded.setdefault((story["place"], topic), []).append(row)


def _says(row: Any, words: Iterable[str]) -> bool:
    """Say whether somebody said what a theme says, and not only something on its topic."""
    said = f"{row.words} {row.translation}".lower()
    return any(word in said for word in words)


def _agree(world: World, coded: dict[tuple[str, str], list[Any]]) -> None:
    """Put what many said into one sentence each, in the officer's words, with those who saw it otherwise."""
    on = world.day(-40)
    for theme in told("voice")["theme"]:
        behind = [row for row in coded[theme["place"], theme["topic"]] if _says(row, theme["words"])]
        voice.accept_theme(
            by=world.actor(OFFICERS[theme["place"]], on), on=on, place=world.places[theme["place"]],
            statement=theme["statement"], topic=theme["topic"], contributions=behind,
            dissent=theme.get("dissent", ""),
        )  # fmt: skip
