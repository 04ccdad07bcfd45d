"""What can be said of referrals: the queue, the card, the outcome for who made it, the group's list, the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.families import sheets, triage
from hereabouts.core.families.triage import Advice, Clock, Decided, Pause, SameDay, Told
from hereabouts.core.ledger import Actor, Sensitivity, Subject, applying, may, reaches
from hereabouts.engines.definitions import need_frameworks, topics
from hereabouts.records.families import access, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Person, Referral, TriageDecision
from hereabouts.records.families.told import Outcome, Waiting
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import looked
from hereabouts.records.places.reads import nation_of, working_calendar
from hereabouts.records.trust.reads import basis_of
from hereabouts.records.trust.who import Reader, readers

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.trust.models import Agreement


SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def lawful_basis(actor: Actor, place: Place, *, on: date) -> str:
    """Give the basis on which the actor may make a referral here: that of the agreement in force."""
    subject = Subject("referral", None, str(place.pk), actor.organisation, Sensitivity.CASE)
    grants = [g for g in applying(actor, "referral", "make", on=on, purpose=PURPOSE) if reaches(g, subject)]
    return "; ".join(basis_of(g.agreement) for g in grants[:1] if g.agreement)


def open_under(agreement: Agreement) -> int:
    """Count the referrals of an agreement's parties that are not decided: whoever suspends it is told how many wait on it.

    A number and nothing else; a family restricted to named people is not in it.
    """
    waiting = Referral.objects.filter(organisation__in=agreement.parties.all(), sensitivity__lt=Sensitivity.RESTRICTED)
    with on_purpose("whoever suspends an agreement is told how many wait on it"):
        return waiting.exclude(state="decided").count() if agreement.purpose == PURPOSE else 0


def queue(actor: Actor, *, on: date, now: datetime, show: str = "waiting", place: str = "") -> list[Waiting]:
    """Give the referrals the actor is to triage: danger first, then by the clock. ``show`` is waiting, decided or all."""
    rows = access.for_triage(actor, on=on)
    rows = rows.filter(place=place) if place else rows
    if show != "all":
        rows = rows.filter(state="decided") if show == "decided" else rows.exclude(state="decided")
    lines = [line for _, line in _lines(rows, now)]
    return sorted(lines, key=lambda line: (line.state == "decided", not line.danger, line.clock.decide_by, line.ref))


def for_the_group(actor: Actor, *, on: date, now: datetime) -> list[Waiting]:
    """Give the families whose newest decision is the local solutions group, by reference and never by name."""
    rows = access.for_triage(actor, on=on).filter(state="decided")
    return [line for _, line in _lines(rows, now) if line.route == "local solutions group"]


def _with_all(rows):
    return rows.select_related("place", "household").prefetch_related(
        "household__people", "answers", "decisions", "pauses"
    )


def _lines(rows, now: datetime) -> list[tuple[Referral, Waiting]]:
    """Describe each referral, asking once for the calendar of each place."""
    calendars: dict[UUID, WorkingCalendar] = {}
    found = []
    for referral in _with_all(rows):
        if referral.place_id not in calendars:
            calendars[referral.place_id] = working_calendar(referral.place_id)
        found.append((referral, _waiting(referral, now, calendars[referral.place_id])))
    return found


def _waiting(referral: Referral, now: datetime, calendar: WorkingCalendar) -> Waiting:
    newest = _newest(referral)
    danger = referral.immediate_danger or any(
        a.answer == "yes" and a.question in triage.DANGERS for a in referral.answers.all()
    )
    return Waiting(
        referral.pk, referral.ref, referral.place.name, referral.source, referral.received_at,
        len(referral.household.people.all()), labels(referral.topics), referral.state, danger, clock_of(referral, now, calendar),
        newest.route if newest else "", newest.decided_at if newest else None,
    )  # fmt: skip


def _newest(referral: Referral) -> TriageDecision | None:
    return max(referral.decisions.all(), key=lambda d: d.decided_at, default=None)


def _first(referral: Referral) -> TriageDecision | None:
    return min(referral.decisions.all(), key=lambda d: d.decided_at, default=None)


def labels(codes) -> tuple[str, ...]:
    """Give the words of topics by their codes."""
    return tuple(topics()[code]["label"] for code in codes if code in topics())


def framed(place: UUID, codes) -> tuple[str, tuple[str, ...]]:
    """Give in whose words the needs of a family are told where it lives, and those words for its topics; none where no list has them."""
    framework = need_frameworks()[nation_of(place)]
    known = [topics()[code].get(framework["words"], ()) for code in codes if code in topics()]
    return framework["label"], tuple(dict.fromkeys(word for words in known for word in words))


def clock_of(referral: Referral, now: datetime, calendar: WorkingCalendar) -> Clock:
    """Read the clock of a referral: until its first decision, or until now."""
    first = _first(referral)
    until = first.decided_at if first else now
    pauses = [
        Pause(timezone.localtime(p.since), timezone.localtime(p.until) if p.until else None, p.reason)
        for p in referral.pauses.all()
    ]
    return triage.clock(calendar, timezone.localtime(referral.received_at), timezone.localtime(until), pauses)


def screened(referral: Referral) -> dict[str, str]:
    """Give the answers to the safety questions as they stand."""
    return {a.question: a.answer for a in referral.answers.all()}


def advice_for(referral: Referral, services: int) -> Advice:
    """Work out the advice for a referral, with how many services its reader may know to be there."""
    told = Told(tuple(referral.topics), referral.immediate_danger, referral.agreement_to_help)
    return triage.advise(told, screened(referral), services)


def heading(people: list[Person]) -> str:
    """Name a household for the heading inside a page; never for a title."""
    if not people:
        return ""
    first = f"{people[0].first_name} {people[0].surname}".strip()
    more = len(people) - 1
    return first + (
        f" and {SPELLED[more] if more < len(SPELLED) else more} other{'s' if more > 1 else ''}" if more else ""
    )


def mine(actor: Actor, *, on: date, now: datetime) -> list[Waiting]:
    """Give the referrals that the actor's own organisation made, the newest first."""
    rows = access.visible(actor, on=on).filter(organisation=actor.organisation)
    return [_followed(actor, r, line, on) for r, line in _lines(rows.order_by("-received_at"), now)]


def _followed(actor: Actor, referral: Referral, line: Waiting, on: date) -> Waiting:
    """Cut a line to what the clause lets whoever made the referral know: nothing of the safety answers."""
    fields = others.fields_of(actor, referral, on=on)
    route = line.route if fields is None or "route" in fields else ""
    return replace(line, danger=False, route=route, topics=line.topics if fields is None or "worry" in fields else ())


def outcome(actor: Actor, referral: Referral, *, on: date) -> Outcome:
    """Say what became of a referral, cut to what the clause lets this reader know, and leave an entry."""
    fields = others.fields_of(actor, referral, on=on)
    shown = (fields or frozenset(sheets.REFERRAL)) & {"people", "worry", "route", "done"}
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=sorted(shown))
    newest = _newest(referral)
    values = sheets.cut(
        {
            "people": heading(list(referral.household.people.all())),
            "worry": referral.worry,
            "route": newest.route if newest else "",
            "done": newest.done if newest else "",
        },
        fields,
    )
    return Outcome(
        referral.pk, referral.ref, referral.received_at, referral.state, values.get("people", ""), values.get("worry", ""),
        values.get("route", ""), values.get("done", ""), newest.decided_at if newest else None,
        tuple(others.shown_because(actor, [referral.subject()], on=on)), sheets.withheld(sheets.REFERRAL, fields),
        working_calendar(referral.place_id).counting_day(timezone.localtime(referral.received_at)),
    )  # fmt: skip


def figures(actor: Actor, place: Place, *, on: date, since: date, until: date) -> tuple[SameDay, str]:
    """Sum up see and solve for a place and some days, as it stood when they were over: the share with its count and interval.

    With the rule of the clock. What was decided or restricted later changes nothing in it.
    """
    calendar = working_calendar(place.pk)
    rows = [r for r in access.counted(actor, on=on, until=until) if r.place_id == place.pk]
    rows = [r for r in rows if timezone.localtime(r.received_at).date() >= since]
    return triage.same_day([decided(r, until) for r in rows], calendar), triage.clock_rule(calendar)


def decided(referral: Referral, until: date) -> Decided:
    """Describe a referral for the sums, as it stood at the end of a day: its first decision, if there was one."""
    first = _first(referral)
    at = timezone.localtime(referral.received_at)
    then = timezone.localtime(first.decided_at) if first else None
    return Decided(at, first.route, then) if first and then and then.date() <= until else Decided(at)


def may_make_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may make a referral today."""
    return [p for p in places if may(actor, "make", _new("referral", p, actor), on, purpose=PURPOSE)]


def may_import_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places for which the actor may give an extract today."""
    return [p for p in places if may(actor, "import", _new("stub", p, actor), on, purpose=PURPOSE)]


def may_count_in(actor: Actor, places: list[Place], *, on: date, until: date) -> list[Place]:
    """Give those of some places whose referrals the actor may count today, where most came in first, up to a day."""
    came = Counter(referral.place_id for referral in access.counted(actor, on=on, until=until))
    here = [p for p in places if may(actor, "count", _new("referral", p, actor), on, purpose=PURPOSE)]
    return sorted(here, key=lambda p: (-came.get(p.pk, 0), p.name))


def may_find_in(actor: Actor, places: list[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may look for possible matches today, where most wait first."""
    rows = access.for_triage(actor, on=on).exclude(state="decided").order_by()
    waiting = dict(rows.values_list("place").annotate(n=Count("pk")))
    here = [p for p in places if may(actor, "find", _new("match", p, actor), on, purpose=PURPOSE)]
    return sorted(here, key=lambda p: (-waiting.get(p.pk, 0), p.name))


def _new(kind: str, place: Place, actor: Actor) -> Subject:
    return Subject(kind, None, str(place.pk), actor.organisation, Sensitivity.CASE)


def who_can_see(actor: Actor, referral: Referral, *, on: date, at: datetime | None = None) -> list[Reader]:
    """Ask the one rule about everybody with an account: who can see this referral now, why, and who has opened it."""
    looked(actor, [referral], on=on, purpose=PURPOSE, fields=["who can see it"])
    return readers(referral, on=on, at=at)
