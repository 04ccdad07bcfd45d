"""How groups change: set up in their place in the tree, with terms that keep their versions, and members who come and go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.governance.groups import placed
from hereabouts.core.governance.meetings import Ref
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.governance.changes.chosen import chosen
from hereabouts.records.governance.models import Group, Membership, TermsOfReference
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation
    from hereabouts.records.places.models import Place
    from hereabouts.records.plans.models import Outcome


class NameTaken(Sentence):
    """Two groups of one name would be one group to everybody who reads the minutes."""


class SeatTaken(Sentence):
    """A seat that this person or organisation holds already."""


@change("group.set_up")
def set_up_group(
    *,
    by: Actor,
    on: date,
    name: str,
    tier: str,
    nation: str,
    cadence: str,
    place: Place | None = None,
    parent: Group | None = None,
    quorum: int = 0,
    standing: Iterable[str] = (),
    terms: str = "",
    about: Ref = Ref(),  # noqa: B008 - frozen and empty
    about_words: str = "",
    due_on: date | None = None,
) -> Group:
    """Set up a group where it belongs in the tree. Terms given with it are a first draft until they are approved."""
    if Group.objects.filter(name__iexact=name.strip()).exists():
        raise NameTaken("There is a group called “{name}” already.", name=name.strip())
    placed(tier, parent.tier if parent else None)
    group = Group.objects.create(
        name=name.strip(), tier=tier, nation=nation, cadence=cadence, place=place, parent=parent, quorum=quorum,
        standing=[line.strip() for line in standing if line.strip()], about_kind=about.kind, about_id=about.id,
        about_words=about_words, due_on=due_on,
    )  # fmt: skip
    if terms.strip():
        TermsOfReference.objects.create(group=group, number=1, text=terms.strip(), written_on=on)
    return group


@change("group.set_up", about="group")
def revise_terms(*, by: Actor, on: date, group: Group, text: str) -> TermsOfReference:
    """Write new terms of reference. A draft that waits is replaced; an approved version stays as it was, for ever."""
    newest = group.terms.first()
    if newest and newest.text == text.strip():
        return newest
    if newest and newest.approved_on is None:
        newest.text, newest.written_on = text.strip(), on
        newest.save(update_fields=["text", "written_on"])
        return newest
    number = newest.number + 1 if newest else 1
    return TermsOfReference.objects.create(group=group, number=number, text=text.strip(), written_on=on)


@change("group.set_up", about="group")
def approve_terms(*, by: Actor, on: date, group: Group) -> TermsOfReference | None:
    """Approve the draft that waits; from today it is what the group works by. Approving twice changes nothing."""
    newest = group.terms.first()
    if newest and newest.approved_on is None:
        newest.approved_on = on
        newest.save(update_fields=["approved_on"])
    return newest


@change("group.set_up", about="group")
def add_member(
    *,
    by: Actor,
    on: date,
    group: Group,
    organisation: Organisation,
    account: Account | None = None,
    role: str = "member",
    voting: bool = True,
    since: date | None = None,
    substitute: str = "",
) -> Membership:
    """Give somebody a seat, or an organisation one to fill. Nobody holds two seats of one group at once."""
    now = group.members.filter(until=None, account=account, organisation=organisation)
    if now.exists():
        raise SeatTaken("{who} has a seat already.", who=account.name if account else organisation.name)
    return Membership.objects.create(
        group=group, account=account, organisation=organisation, role=role, voting=voting, since=since or on,
        substitute=substitute.strip(),
    )  # fmt: skip


@change("group.set_up", about="group")
def answer_for(*, by: Actor, on: date, group: Group, outcomes: Iterable[Outcome]) -> Group:
    """Say which outcomes a group's remit is to deliver (I:29). It replaces what was said before."""
    group.outcomes.set(outcomes)
    return group


@change("group.set_up", about="group")
def end_membership(*, by: Actor, on: date, group: Group, seat: object) -> Membership | None:
    """End a seat today. What was recorded of it at earlier meetings stays."""
    held = chosen(group.members.all(), seat)
    if held is not None and held.until is None:
        held.until = max(on, held.since)
        held.save(update_fields=["until"])
    return held
