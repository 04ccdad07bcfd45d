"""Votes: on the screen, each person once; on paper, counted in. An open vote keeps its name, a secret one keeps none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.priorities.voting import SIDES, Marks, NotAVote, added, checked
from hereabouts.records.ledger.changes import change
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.changes.refusing import CannotBe
from hereabouts.records.priorities.models import Attendee, Ballot, Session

SCREEN, PAPER = "screen", "paper"


@change("session.vote", about="session")
def vote(*, by: Actor, on: date, session: Session, side: str, marks: Marks) -> Session:
    """Take one person's vote, and write them down as there. An open vote may be changed until the vote closes.

    A secret one may not: it is added to the count without a name, so nobody could find it again.
    """
    _voting(session, side)
    given = checked(reads.rules(session), _things(session), marks)
    if not given:
        raise NotAVote("Mark at least one thing, or leave your vote unsaid.")
    mine = Attendee.objects.filter(session=session, actor=by.id).first()
    if session.secret and mine and mine.voted:
        raise CannotBe("You have voted. A secret vote cannot be changed: nobody knows which one is yours.")
    mine = mine or _there(session, by, side)
    Attendee.objects.filter(pk=mine.pk).update(voted=True, side=side)
    if session.secret:
        _tally(session, side, SCREEN, given, 1)
    else:
        facts = {"name": by.name, "side": side, "marks": given}
        Ballot.objects.update_or_create(session=session, actor=by.id, defaults=facts)
    return session


def _there(session: Session, by: Actor, side: str) -> Attendee:
    """Write a voter down as there; somebody of the same name who votes from another account is somebody else."""
    same = Attendee.objects.filter(session=session, name=by.name)
    name = f"{by.name} ({by.id[:4]})" if same.exclude(actor="").exists() else by.name
    facts = {"actor": by.id, "side": side}
    return Attendee.objects.update_or_create(session=session, name=name, defaults=facts)[0]


@change("session.hold", about="session", keeps=("side",))
def count_paper(*, by: Actor, on: date, session: Session, side: str, people: int, marks: Marks) -> Session:
    """Write in what one side put on paper: how many people, and what each thing got. Again corrects it while voting is open."""
    _voting(session, side)
    if people < 0:
        raise NotAVote("Count the people who voted on paper.")
    given = checked(reads.rules(session), _things(session), marks, people)
    tally = {key: of for key, of in session.tally.items() if key != f"{side}/{PAPER}"}
    session.tally = tally | ({f"{side}/{PAPER}": {"people": people, "marks": given}} if people else {})
    session.save(update_fields=["tally"])
    return session


def _tally(session: Session, side: str, channel: str, marks: Marks, people: int) -> None:
    standing: Mapping = session.tally.get(f"{side}/{channel}", {"people": 0, "marks": {}})
    total = {"people": standing["people"] + people, "marks": added(standing["marks"], marks)}
    session.tally = {**session.tally, f"{side}/{channel}": total}
    session.save(update_fields=["tally"])


def _voting(session: Session, side: str) -> None:
    if session.stage != "voting":
        raise CannotBe("Nobody can vote now: the vote is not open.")
    if side not in SIDES:
        raise NotAVote("Say whether you vote as a resident or as a professional.")


def _things(session: Session) -> list[str]:
    return [str(pk) for pk in session.choices.values_list("pk", flat=True)]
