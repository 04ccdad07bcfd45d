"""A photograph, a film or a sound goes with what somebody said, cleaned of what the device told of itself."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines import recordings
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Contribution, Recording
from hereabouts.records.voice.recordings import forget_recordings


class NoCaption(Sentence):
    """A recording that says nothing to whoever cannot see or hear it."""


@change("contribution.record", about="contribution", step="recording")
def add_recording(
    *, by: Actor, on: date, contribution: Contribution, chunks: Iterable[bytes], caption: str, transcript: str = ""
) -> Recording:
    """Keep a recording with somebody's words. The same file twice is one. NotARecording says what cannot be taken in."""
    if not caption.strip():
        raise NoCaption("Say in a few words what can be seen or heard.")
    kept = recordings.keep(settings.UPLOADS, chunks)
    if already := contribution.recordings.filter(sha256=kept.sha256).first():
        recordings.drop(settings.UPLOADS, kept.token)
        return already
    try:
        with transaction.atomic():
            return Recording.objects.create(
                contribution=contribution, token=kept.token, kind=kept.kind, type=kept.type, size=kept.size,
                sha256=kept.sha256, caption=caption.strip(), transcript=transcript.strip(), added_by=by.name, added_on=on,
            )  # fmt: skip
    except Exception:
        recordings.drop(settings.UPLOADS, kept.token)
        raise


@change("contribution.record", about="contribution", step="recording dropped")
def drop_recording(*, by: Actor, on: date, contribution: Contribution, recording: Recording) -> None:
    """Let go of one recording for good."""
    if recording.contribution_id == contribution.pk:
        forget_recordings([recording.token])
