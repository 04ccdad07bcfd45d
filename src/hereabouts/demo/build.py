"""Building Larkhaven: its numbers as any publisher's files, then its story, room by room, by the product's own changes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hereabouts.demo import (
    story_account,
    story_desk,
    story_directory,
    story_engagement,
    story_families,
    story_governance,
    story_groups,
    story_needs,
    story_offers,
    story_partners,
    story_plan_lives,
    story_plans,
    story_priorities,
    story_problems,
    story_questions,
    story_shelf,
    story_together,
    story_trust,
    story_voice,
    story_whole,
)
from hereabouts.demo.publisher import publish
from hereabouts.demo.world import World
from hereabouts.engines.evidence_build import build as build_evidence
from hereabouts.records.ledger.changes import seal_entries

# In the order in which it happened: each chapter may lean on those before it.
STORY = {
    "the partners and their places": story_partners.tell,
    "what partners learn from each other": story_directory.train,
    "the agreement between the agencies": story_trust.tell,
    "what residents said": story_voice.tell,
    "how the listening was planned": story_engagement.tell,
    "what is asked again and again": story_questions.tell,
    "what matters most, and who says so": story_priorities.tell,
    "what residents reported": story_problems.tell,
    "the plan of the year": story_plans.tell,
    "whose plan it is, and how it came to be": story_plan_lives.tell,
    "what several do together": story_together.tell,
    "a year of meetings": story_governance.tell,
    "what partners promised, and where help is": story_directory.tell,
    "families who asked for help": story_families.tell,
    "a morning at the triage desk": story_desk.tell,
    "what one whole family needs": story_whole.tell,
    "who is next on the need list": story_needs.tell,
    "when local solutions groups met": story_groups.tell,
    "what is on": story_offers.tell,
    "what others may lift": story_shelf.tell,
    "what was told of it": story_account.tell,
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
        with transaction.atomic():
            story(world)
    seal_entries()
    return world
