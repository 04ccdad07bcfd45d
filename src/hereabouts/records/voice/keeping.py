"""How long we keep how to reach people who took part, and what they said."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from hereabouts.core.ledger.held import Ended
from hereabouts.records.imports.keeping import forgotten
from hereabouts.records.intake.changes import unfollow
from hereabouts.records.ledger.held import REMOVED, empty, guards
from hereabouts.records.voice.models import Contribution, Participant, Recording
from hereabouts.records.voice.recordings import forget_recordings
from hereabouts.records.voice.taken_back import forget_judged

SPEAKER, WORDS = "speaker", "words"


def ended(*, on: date) -> list[Ended]:
    """Give every participant with the last day they said something, and every contribution with the day it was said."""
    people = Participant.objects.annotate(last=Max("contributions__heard_on")).order_by("key")
    said = Contribution.objects.order_by("heard_on", "pk")
    return [*map(_speaker, people), *map(_words, said)]


def _speaker(one: Participant) -> Ended:
    still = "" if one.last else "Nothing they said has a day."
    return Ended(
        SPEAKER,
        str(one.pk),
        one.last,
        frozenset({str(one.pk)}),
        guards(one),
        still=still,
        words="Somebody who took part",
    )


def _words(one: Contribution) -> Ended:
    ids = frozenset(filter(None, [str(one.pk), str(one.participant_id or "")]))
    return Ended(WORDS, str(one.pk), one.heard_on, ids, guards(one), words=f"Words of {one.heard_on:%-d %B %Y}")


def emptied(rule: str, ids: Iterable[str]) -> None:
    """Empty contacts, or words; who counts and under which topic stays. Call it inside a change that has looked again."""
    ids = list(ids)
    if rule == SPEAKER:
        for one in Participant.objects.filter(pk__in=ids):
            empty(one)
    else:
        rows = list(Contribution.objects.filter(pk__in=ids))
        forget_judged(rows, {told for one in rows for told in (one.words, one.translation)} - {REMOVED})
        for one in rows:
            empty(one, words=REMOVED)
        forget_recordings(Recording.objects.filter(contribution__in=ids).values_list("token", flat=True))
        _unfollowed(ids)
    forgotten(ids)


def _unfollowed(ids: Iterable[str]) -> None:
    """Let nobody follow what was forgotten, unless its speaker said something else that still stands."""
    speaks = Contribution.objects.exclude(words__in=("", REMOVED)).exclude(participant=None).values("participant")
    gone = Contribution.objects.filter(pk__in=ids).exclude(participant__in=speaks)
    told = gone.values_list("letter", "participant__key")
    unfollow([ref for refs in told for ref in refs if ref])
