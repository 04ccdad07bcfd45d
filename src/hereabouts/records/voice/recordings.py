"""How recordings are let go of: the rows now, the files once that is certain. Called inside a change."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from hereabouts.engines import recordings
from hereabouts.records.voice.models import Recording


def forget_recordings(tokens: Iterable[str]) -> None:
    """Let go of recordings for good."""
    gone = list(tokens)
    Recording.objects.filter(token__in=gone).delete()
    transaction.on_commit(lambda: [recordings.drop(settings.UPLOADS, token) for token in gone])
