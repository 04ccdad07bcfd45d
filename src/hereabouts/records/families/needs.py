"""The need list (C19) from what is kept already: assessed needs, support, waiting. A person decides; nothing is predicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from hereabouts.core.families import support
from hereabouts.core.families.need_list import Assessed, InNeed, NeedRow, Taken, need_list
from hereabouts.core.families.need_queue import stands, waiting
from hereabouts.core.families.triage import DANGERS
from hereabouts.core.ledger import Actor, may
from hereabouts.engines.definitions import need_frameworks, need_rules
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import NeedChallenge, NeedDecision, Referral
from hereabouts.records.ledger.access import NotFound, seen
from hereabouts.records.ledger.changes import looked
from hereabouts.records.places.reads import nation_of

SEE = "see_needs"
LISTED = frozenset({"needs", "support", "waiting"})  # without these a household cannot be put into the order at all
GOING_ON = ("local solutions group", "one agency")
PREFETCH = ("needs__person", "episodes__person", "answers", "attempts", "need_decisions", "need_challenges")


@dataclass(frozen=True)
class OnTheList:
    """One household of the list as its reader may see it: its row, whether it is next, and the decision that stands."""

    id: UUID
    place: str
    row: NeedRow
    next: bool
    taken: Taken | None
    challenges: tuple[NeedChallenge, ...]
    decisions: tuple[NeedDecision, ...]

    @property
    def to_answer(self) -> UUID | None:
        """Give the challenge that is to be answered next, the oldest; None where the family waits for no answer."""
        return next((one.pk for one in self.challenges if one.upheld is None), None)


@dataclass(frozen=True)
class NeedList:
    """The whole list, and the references of families with whom work goes on and whose needs nobody assessed."""

    entries: tuple[OnTheList, ...]
    unassessed: tuple[tuple[UUID, str], ...]


def listed(actor: Actor, *, on: date) -> NeedList:
    """Lay the households that a clause opens in their order, cut to its fields; each one that is shown leaves an entry."""
    homes, bare = _homes(actor, on=on)
    entries = _entries(actor, homes, on=on)
    looked(actor, [homes[one.row.ref][-1] for one in entries], on=on, purpose=PURPOSE, verb=SEE, fields=sorted(LISTED))
    looked(actor, bare, on=on, purpose=PURPOSE, verb=SEE, fields=["waiting"])
    return NeedList(tuple(entries), tuple((one.pk, one.ref) for one in bare))


def find(actor: Actor, id: object, *, on: date) -> OnTheList:
    """Give one household of the list and leave an entry; NotFound when it is absent, not the actor's, or not on the list."""
    homes, _ = _homes(actor, on=on)
    found = next((one for one in _entries(actor, homes, on=on) if str(one.id) == str(id)), None)
    if found is None:
        raise NotFound
    fields = sorted(LISTED | {"decisions", "challenges"})
    looked(actor, [homes[found.row.ref][-1]], on=on, purpose=PURPOSE, verb=SEE, fields=fields)
    return found


def rows(actor: Actor, *, on: date) -> tuple[list[NeedRow], dict[str, Taken]]:
    """Give the rows in their order with the newest decision by reference: what a decision is held against."""
    entries = _entries(actor, _homes(actor, on=on)[0], on=on)
    return [one.row for one in entries], {one.row.ref: one.taken for one in entries if one.taken}


def challenge_of(actor: Actor, referral: Referral, challenge: str, *, on: date) -> NeedChallenge | None:
    """Give a challenge of a referral's household, of whichever referral of it that the actor sees: the list shows them together."""
    same = seen(Referral.objects.filter(household=referral.household_id), actor, on=on, purpose=PURPOSE, verb=SEE)
    return next((one for row in same for one in row.need_challenges.all() if str(one.pk) == challenge), None)


def may_write(actor: Actor, referral: Referral, verb: str, *, on: date) -> bool:
    """Say whether the actor may decide about a household, write down a challenge or answer one."""
    return may(actor, verb, replace(referral.subject(), kind="need"), on, purpose=PURPOSE).allowed


def _homes(actor: Actor, *, on: date) -> tuple[dict[str, list[Referral]], list[Referral]]:
    """Give the referrals of each household by the reference of its newest, and those of whom nothing was assessed."""
    found = seen(Referral.objects.filter(closings=None), actor, on=on, purpose=PURPOSE, verb=SEE)
    by_home: defaultdict[UUID, list[Referral]] = defaultdict(list)
    for one in found.select_related("place").prefetch_related(*PREFETCH, "decisions").order_by("received_at", "ref"):
        fields = may(actor, SEE, one.subject(), on, purpose=PURPOSE).fields
        if fields is None or fields >= LISTED:
            one.shown = fields
            by_home[one.household_id].append(one)
    homes = {group[-1].ref: group for group in by_home.values() if any(one.needs.all() for one in group)}
    bare = [group[-1] for group in by_home.values() if group[-1].ref not in homes and _goes_on(group[-1])]
    return homes, bare


def _goes_on(referral: Referral) -> bool:
    routes = [one.route for one in referral.decisions.all()]
    return bool(routes) and routes[-1] in GOING_ON


def _entries(actor: Actor, homes: dict[str, list[Referral]], *, on: date) -> list[OnTheList]:
    rule = need_rules()
    in_order = need_list((_in_need(ref, group) for ref, group in homes.items()), rule, on=on)
    newest = {ref: taken for ref, group in homes.items() if (taken := _newest(ref, group))}
    undecided = waiting(in_order, newest, rule, on=on)
    first = undecided[0].ref if undecided else ""
    return [
        OnTheList(
            homes[row.ref][-1].pk, homes[row.ref][-1].place.name, row, row.ref == first, newest.get(row.ref),
            _all(homes[row.ref], "need_challenges"), _all(homes[row.ref], "need_decisions"),
        )
        for row in in_order
    ]  # fmt: skip


def _in_need(ref: str, group: list[Referral]) -> InNeed:
    newest, shown = group[-1], group[-1].shown
    may_see = lambda name: shown is None or name in shown  # noqa: E731 - read twice below
    reached = [timezone.localdate(a.tried_at) for one in group for a in one.attempts.all() if a.outcome == "reached"]
    return InNeed(
        ref, tuple(_assessed(group)), may_see("safety") and any(_unsafe(one) for one in group),
        timezone.localdate(group[0].received_at), max(reached, default=None) if may_see("contact") else None,
        newest.lawful_basis,
    )  # fmt: skip


def _assessed(group: list[Referral]) -> Iterable[Assessed]:
    """Give each need of each member as it stands, with who is active for it, and what the framework has that nobody assessed."""
    needs = sorted((n for one in group for n in one.needs.all()), key=lambda n: n.assessed_at)
    running = [
        support.Episode(e.domain, _key(e.person), e.agency, e.state) for one in group for e in one.episodes.all()
    ]
    moved = support.distance(support.Need(n.domain, _key(n.person), n.severity) for n in needs)
    for one in moved:
        yield Assessed(one.domain, one.latest, tuple(e.agency for e in running if support.meets(e, one)))
    known = {one.domain for one in moved}
    for domain in need_frameworks()[nation_of(group[-1].place_id)]["domains"]:
        if domain not in known:
            yield Assessed(domain, None)


def _unsafe(referral: Referral) -> bool:
    return referral.immediate_danger or any(a.answer == "yes" and a.question in DANGERS for a in referral.answers.all())


def _newest(ref: str, group: list[Referral]) -> Taken | None:
    told = _all(group, "need_decisions")
    if not told:
        return None
    last = max(told, key=lambda one: one.decided_at)
    return Taken(ref, last.taken_up, last.against_order, last.reason, last.decided_by, last.decided_on)


def holds_today(taken: Taken | None, *, on: date) -> bool:
    """Say whether a decision still holds."""
    return taken is not None and stands(taken, need_rules(), on=on)


def _all(group: list[Referral], name: str) -> tuple:
    return tuple(row for one in group for row in getattr(one, name).all())


def _key(person: object) -> str:
    return str(person.pk) if person else ""
