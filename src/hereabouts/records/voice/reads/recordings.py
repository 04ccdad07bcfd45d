"""Recordings as they are shown: the file of one, and those of a place whose speakers let the partners see them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from hereabouts.core.ledger import Actor
from hereabouts.engines.recordings import path_of
from hereabouts.records.voice import access
from hereabouts.records.voice.models import Recording
from hereabouts.records.voice.reads.words import RecordingLine


@dataclass(frozen=True)
class RecordingFile:
    """A recording to be sent: its type, and where it is kept."""

    type: str
    path: Path


def shown(place: object, *, on: date) -> list[RecordingLine]:
    """Give what was photographed, filmed or recorded in a place and may be shown to the partners, the newest first."""
    agreed = access.agreed("show", on=on, audience="partners").values("participant")
    standing = access.standing(on=on).filter(place=place.id, participant__in=agreed)
    rows = Recording.objects.filter(contribution__in=standing).order_by("-added_on", "pk")
    return [RecordingLine(row.pk, row.kind, row.type, row.caption, row.transcript) for row in rows]


def file_of(actor: Actor, id: UUID, *, on: date, at_work: bool) -> RecordingFile:
    """Give the file of a recording; NotFound where the actor may not see it, or nobody but those at work may."""
    found = access.recording(actor, id, on=on, at_work=at_work)
    return RecordingFile(found.type, path_of(settings.UPLOADS, found.token))
