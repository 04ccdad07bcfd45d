"""Building Larkhaven: its numbers as any publisher's files, then its story, room by room, by the product's own changes."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hereabouts.demo.publisher import publish
from hereabouts.demo.world import World
from hereabouts.engines.evidence_build import build as build_evidence
from hereabouts.records.ledger.changes import seal_entries

# In the order in which it happened, by room: each chapter may lean on those before it.
CHAPTERS = {
    "partners": "the partners and their places",
    "trust": "the agreement between the agencies",
    "voice": "what residents said",
    "priorities": "what matters most, and who says so",
    "plans": "the plan of the year",
    "problems": "what residents reported",
    "governance": "a year of meetings",
    "families": "families who asked for help",
    "account": "what was told of it",
}


def _stories() -> dict[str, Callable[[World], None]]:
    """Give the chapters whose rooms can change anything yet."""
    ready = [room for room in CHAPTERS if find_spec(f"hereabouts.records.{room}.changes")]
    return {CHAPTERS[room]: import_module(f"hereabouts.demo.story_{room}").tell for room in ready}


STORY = _stories()


def build(home: Path, *, on: date, tell: Callable[[str], None] = lambda _: None) -> World:
    """Build the whole partnership as of a day, in the database and the evidence file that the settings name.

    ``home`` keeps the publisher's raw files. The same day gives the same partnership, but for ids and times.
    """
    tell("Drawing a city that is not there")
    build_evidence(publish(home / "raw"), settings.EVIDENCE)
    world = World(on=on)
    for chapter, story in STORY.items():
        tell(f"Telling of {chapter}")
        with transaction.atomic():
            story(world)
    seal_entries()
    return world
