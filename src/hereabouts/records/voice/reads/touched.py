"""What was heard of the groups that a decision touches, by how many: before it is taken (S-63)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID
from hereabouts.core.voice.without_us import RECENT, GroupVoice
from hereabouts.engines.definitions import profile_questions
from hereabouts.records.voice.access import standing
from hereabouts.records.voice.reads.reaching import LIVED, communities


def voices_of(place: object | None, groups: Iterable[str], *, on: date, topic: str = "") -> tuple[GroupVoice, ...]:
    """Count, for each group (“ethnicity: asian”), the different residents of it heard of late here, and on a topic.

    Without a place: anywhere in the partnership's area, for a decision that is for all of it. A group that the documents no
    longer know is left out.
    """
    said = dict(communities())
    rows = standing(on=on).filter(participant__voice="resident", heard_on__gt=on - RECENT)
    rows = rows if place is None else rows.filter(place=place.id)
    return tuple(_voice(rows, group, said[group], topic, on) for group in groups if group in said)


def _voice(rows, group: str, label: str, topic: str, on: date) -> GroupVoice:
    question, _, answer = group.partition(": ")
    if question == LIVED:
        known = rows.filter(participant__background__asked="asked")
        told = known.values_list("participant", "participant__background__lived").distinct()
        theirs = {who for who, lived in told if answer in lived}
        mine = rows.filter(participant__in=theirs)
    elif question in profile_questions():
        known = rows.exclude(**{f"participant__{question}__in": [NOT_ASKED, NOT_SAID]})
        mine = rows.filter(**{f"participant__{question}": answer})
    else:
        known = mine = rows.none()
    spoke = mine.filter(codings__topic=topic, codings__accepted_on__lte=on)
    return GroupVoice(group, label, _people(mine), _people(spoke) if topic else None, _people(known))


def _people(rows) -> int:
    return rows.order_by().values("participant").distinct().count()
