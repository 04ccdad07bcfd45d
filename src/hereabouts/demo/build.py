"""Building Larkhaven: its numbers as any publisher's files, then its story, room by room, by the product's own changes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings

from hereabouts.demo import story_partners, story_trust
from hereabouts.demo.publisher import publish
from hereabouts.demo.world import World
from hereabouts.engines.evidence_build import build as build_evidence
from hereabouts.records.ledger.changes import seal_entries

# In the order in which it happened: each chapter may lean on those before it.
STORY = {
    "the partners and their places": story_partners.tell,
    "the agreement between the agencies": story_trust.tell,
}


def build(home: Path, *, on: date, tell: Callable[[str], None] = lambda _: None) -> World:
    """Build the whole partnership as of a day, in the database and the evidence file that the settings name.

    ``home`` keeps the publisher's raw files. The same day gives the same partnership, but for ids and times.
    """
    tell("Drawing a city that is not there")
    build_evidence(publish(home / "raw"), settings.EVIDENCE)
    world = World(on=on)
    for chapter, story in STORY.items():
        tell(f"Telling of {chapter}")
        story(world)
    seal_entries()
    return world
