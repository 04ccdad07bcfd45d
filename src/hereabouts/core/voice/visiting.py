"""Where to go next, and to whom: the group furthest behind its share, where most of it lives, or where least was heard.

It orders the officer's week; it proves nothing. Where people of a group live is only known where somebody published it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hereabouts.core.voice.reach import GroupReach, Reach

WANTED = ("not heard", "under-heard")


@dataclass(frozen=True)
class Visit:
    """One next visit: a group that was missed, how many more of it would make a fair share, and the area to go to.

    ``of_group`` is the share of the group that lives in that area; None where nobody published it and the area is simply the
    one where least was heard for how many live there.
    """

    question: str
    question_label: str
    group: GroupReach
    short: float
    area: str | None
    of_group: float | None


def shortfall(group: GroupReach, known: int) -> float:
    """Say how many people fewer of a group were heard than of those who answered would be its share."""
    return (group.share_here or 0) * known - group.heard


def next_visits(
    reach: Reach, living: Mapping[tuple[str, str], Mapping[str, float]], least: str | None, most: int = 3
) -> tuple[Visit, ...]:
    """Give the visits that close the widest gaps, the widest first.

    ``living`` gives, for (question, group), the people of it by area; ``least`` is the area where least was heard.
    """
    found = []
    for question in reach.questions:
        for group in question.groups:
            if group.judged in WANTED and question.id != "area":
                by_area = living.get((question.id, group.id), {})
                everywhere = sum(by_area.values(), start=0.0)
                most_of = max(sorted(by_area), key=by_area.__getitem__) if everywhere else None
                area, share = (most_of, by_area[most_of] / everywhere) if most_of else (least, None)
                found.append(Visit(question.id, question.label, group, shortfall(group, question.known), area, share))
    return tuple(sorted(found, key=lambda v: (-v.short, v.question, v.group.id))[:most])
