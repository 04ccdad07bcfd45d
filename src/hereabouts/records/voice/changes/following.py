"""Whoever spoke can follow their words: the reference they hold leads to the topics a person read in them, and to no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereabouts.records.intake import changes as intake
from hereabouts.records.voice.models import Coding, Contribution

if TYPE_CHECKING:
    from hereabouts.records.voice.models import Participant


def follow(contribution: Contribution) -> None:
    """Keep what a reference leads to in step with what a person read in its words. Call it inside a change.

    A letter is followed by its own reference, a conversation by the number its speaker was given; rows of a sheet were
    given none.
    """
    who = contribution.participant
    if who is None or contribution.place_id is None or contribution.source == "sheet":
        return
    ref = contribution.letter or who.key
    theirs = Contribution.objects.filter(withdrawn_on=None, participant=who)
    theirs = theirs.filter(letter=contribution.letter) if contribution.letter else theirs.filter(source="conversation")
    days = theirs.order_by("heard_on").values_list("heard_on", "coded_on")
    if days:
        codings = Coding.objects.filter(contribution__in=theirs).exclude(accepted_on=None)
        raised = set(codings.values_list("topic", flat=True))
        read_on = max((coded for _, coded in days if coded), default=None)
        intake.follow(ref, contribution.place_id, heard_on=days[0][0], topics=raised, read_on=read_on)


def unfollow(who: Participant) -> None:
    """Let nothing of somebody be followed any more. Call it inside a change."""
    letters = Contribution.objects.filter(participant=who).exclude(letter="").values_list("letter", flat=True)
    intake.unfollow([who.key, *letters])
