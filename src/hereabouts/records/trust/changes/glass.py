"""Breaking the glass, and judging it afterwards. Each leaves an entry of a kind of its own; a refused try does too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor, Sensitivity, may
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.glass import OUTCOMES, SETTLED
from hereabouts.engines.definitions import break_glass as rule
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed, change
from hereabouts.records.ledger.reads import entries
from hereabouts.records.trust.models import BrokenGlass
from hereabouts.records.trust.who import meant

if TYPE_CHECKING:
    from hereabouts.records.ledger.record import Guarded


class NothingToOpen(NotAllowed):
    """The one answer for a reference that is nobody's, one that is restricted, and one that this never opens."""

    def __init__(self) -> None:
        super().__init__("Nothing can be opened by that reference. Ring the triage team; in danger ring 999.")


class OpenAlready(Sentence):
    """A record that its reader may see without breaking anything."""


class GlassNotReviewed(Sentence):
    """A review of broken glass that cannot stand."""


@dataclass(frozen=True)
class Opened:
    """That a record was opened. ``pk`` is the record's, for the audit entry; ``id`` that of the use itself."""

    pk: UUID
    id: UUID
    until: datetime


@change("glass.break", tried=("ref",))
def break_glass(*, by: Actor, on: date, at: datetime, ref: str, reason: str) -> Opened:
    """Open one family's record for an hour to somebody with a case role, with a reason that somebody will read.

    What is restricted never opens, nor what they have an interest in; the answer is then that of a reference which is
    nobody's. The same record asked for again while it is open is the same use. How often was tried is asked before
    anything is looked up, so that past the limit every reference is answered alike.
    """
    said = rule().refuse_empty(reason)
    _refuse_too_many(by, on, at)
    thing = _openable(by, ref)
    if may(by, "see", thing.subject(), on, purpose=thing.PURPOSE):
        raise OpenAlready("You can see {ref} already, under your own role and agreement.", ref=ref.strip().upper())
    made = _open(by, thing, at)
    if made is None:
        facts = {"kind": thing.KIND, "object": thing.pk, "reason": said, "opened_at": at, "until": rule().until(at)}
        made = BrokenGlass.objects.create(account_id=by.id, **facts)
    return Opened(thing.pk, made.pk, made.until)


def _openable(by: Actor, ref: str) -> Guarded:
    try:
        thing = meant(ref)
    except NotFound:
        raise NothingToOpen from None
    subject = thing.subject()
    own = by.conflicts & {subject.id or "", *subject.about}
    if subject.kind not in rule().opens or subject.sensitivity is not Sensitivity.CASE or own:
        raise NothingToOpen
    return thing


def _open(by: Actor, thing: Guarded, at: datetime) -> BrokenGlass | None:
    return BrokenGlass.objects.filter(account=by.id, object=thing.pk, until__gt=at).first()


def _refuse_too_many(by: Actor, on: date, at: datetime) -> None:
    if entries(actor=by.id).filter(what="glass.break", outcome="refused", on=on).count() >= rule().refused_a_day:
        raise NotAllowed(
            "Too many references opened nothing today. This is closed to you until tomorrow. Ring the triage team."
        )
    lately = BrokenGlass.objects.filter(account=by.id, opened_at__gt=at - timedelta(days=1)).count()
    if lately >= rule().a_day:
        raise NotAllowed("You have opened {n} records this way within a day. Ring your governance lead.", n=lately)


@change("glass.review", keeps=("outcome",))
def review_glass(*, by: Actor, on: date, broken: object, outcome: str, words: str = "") -> BrokenGlass:
    """Say of one use whether it was justified. Nobody judges their own; "follow up" is judged again, the others stand."""
    row = BrokenGlass.objects.select_for_update().filter(pk=broken).first()
    if row is None:
        raise NotFound
    if str(row.account_id) == by.id:
        raise GlassNotReviewed("You broke this glass yourself. Somebody else must judge it.")
    if row.outcome in SETTLED:
        raise GlassNotReviewed("{who} has judged this already.", who=row.reviewed_name)
    if outcome not in OUTCOMES:
        raise GlassNotReviewed("Say whether it was justified, not justified, or needs a follow-up.")
    if not words.strip():
        raise GlassNotReviewed("Write down what you found, and what you did or will do.")
    row.outcome, row.words = outcome, words.strip()
    row.reviewed_by, row.reviewed_name, row.reviewed_on = by.id, by.name, on
    row.save(update_fields=["outcome", "words", "reviewed_by", "reviewed_name", "reviewed_on"])
    return row


__all__ = ["GlassNotReviewed", "NothingToOpen", "OpenAlready", "Opened", "break_glass", "review_glass"]
