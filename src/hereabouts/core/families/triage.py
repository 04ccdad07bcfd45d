"""Triage: the clock, the advice with its reasons, and how often a family was helped the same day.

Advice is a sentence with reasons, never a score (X-05): a person decides. The order of the rules is the order of risk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.figures import Interval, wilson
from hereabouts.core.sentences import counted

DECIDE_WITHIN = 4 * 60  # working minutes; the partnership's own target, stated on every page that shows the clock
MANY = 3  # worries, or services already there: from here on several agencies must talk to each other

PAUSES = {
    "family": "Waiting for the family",
    "interpreter": "Waiting for an interpreter",
    "agency": "Waiting for another agency",
}
ROUTES = {
    "see and solve": "See and solve today",
    "local solutions group": "Local solutions group",
    "one agency": "One agency leads",
    "signpost": "Point to a service",
    "no further action": "No further action",
    "step up": "Step up to safeguarding",
}
QUESTIONS = {
    "danger": "Is anyone in danger now?",
    "child": "Is a child being harmed, or likely to be?",
    "contact": "Is it safe to contact them?",
    "afraid": "Is an adult at home afraid of someone?",
}
DANGERS = ("danger", "child", "afraid")  # a "yes" to any of these steps up
GRAVE = ("danger", "child")  # without an answer to these there is no advice at all
ANSWERS = ("yes", "no", "did not want to say", "not known", "not asked")


@dataclass(frozen=True)
class Told:
    """What a referral says, as far as advice looks at it: never who the people are."""

    topics: tuple[str, ...] = ()
    immediate_danger: bool = False
    agreement: str = "not asked"


@dataclass(frozen=True)
class Advice:
    """A suggested route ("" for none yet), why, and what would change it. A person decides."""

    route: str
    because: tuple[str, ...]
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """How long a referral has waited in working time, and by when it is to be screened and decided."""

    received_at: datetime
    counts_on: date
    screen_by: date
    decide_by: datetime
    used: int
    late: bool
    paused: int = 0
    waiting_for: str = ""


@dataclass(frozen=True)
class Pause:
    """A time in which nobody could go on: from when, until when (None while it lasts), and what was waited for."""

    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class SameDay:
    """See and solve: how many of all decided referrals were solved on the working day they came in (C20)."""

    solved: int
    decided: int
    still_open: int
    share: Interval | None
    routes: tuple[tuple[str, int, Interval], ...] = ()


@dataclass(frozen=True)
class Decided:
    """One referral for the sums: when it came, and which route was recorded when (none while it is open)."""

    received_at: datetime
    route: str | None = None
    recorded_at: datetime | None = None


def clock(calendar: WorkingCalendar, received_at: datetime, until: datetime, pauses: Iterable[Pause] = ()) -> Clock:
    """Read the clock of a referral at a local time (the time of the decision, once there is one).

    Working time that lies in a pause is not counted and moves the deadline by as much. A pause that begins after the
    deadline has passed moves nothing: what is late stays late.
    """
    told = sorted((p for p in pauses if p.since < until), key=lambda p: p.since)
    used, decide_by = (
        calendar.working_minutes(received_at, until),
        calendar.after_working_minutes(received_at, DECIDE_WITHIN),
    )
    paused = 0
    for since, end in _apart(told, received_at, until):
        if since >= decide_by:
            break
        paused += calendar.working_minutes(since, end)
        decide_by = calendar.after_working_minutes(received_at, DECIDE_WITHIN + paused)
    day = calendar.counting_day(received_at)
    now = next((p.reason for p in told if p.until is None), "")
    return Clock(received_at, day, day, decide_by, used - paused, used - paused > DECIDE_WITHIN, paused, now)


def _apart(pauses: Sequence[Pause], first: datetime, last: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Give pauses one after another, so that time in two of them counts once; each within the time of the referral."""
    reached = first
    for pause in pauses:
        since, end = max(pause.since, reached), min(pause.until or last, last)
        if since < end:
            yield since, end
            reached = end


def clock_rule(calendar: WorkingCalendar) -> str:
    """State the rule of the clock in words: every clock does (X-38)."""
    return (
        f"Four working hours to decide, counted {_hour(calendar.opens.hour)} to {_hour(calendar.closes.hour)} on working days of "
        f"{calendar.name}. What comes in after {_hour(calendar.cut_off.hour)} belongs to the next working day. "
        "Time spent waiting for the family, an interpreter or another agency is written down and not counted."
    )


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"


def unanswered(screen: dict[str, str]) -> tuple[str, ...]:
    """Give the dangers that were asked about and got neither yes nor no. None of them is a "no"."""
    return tuple(question for question in DANGERS if screen.get(question) not in {"yes", "no"})


def advise(told: Told, screen: dict[str, str], others: int) -> Advice:
    """Suggest a route with its reasons. ``others`` counts the services that are known to work with the household.

    A "yes" to any danger steps up. "Did not want to say", "not known" and "not asked" are never a "no": without a
    clear answer to the gravest questions nothing is suggested, and without one to any nothing light is.
    """
    danger = [QUESTIONS[q] for q in DANGERS if screen.get(q) == "yes"]
    if told.immediate_danger:
        danger.insert(0, "The referral says that somebody is in danger now.")
    if danger:
        because = tuple(q if q.endswith(".") else f"“{q}” was answered with yes." for q in danger)
        return Advice("step up", because, ("Nothing on this page. Safeguarding decides what happens next.",))
    missing = unanswered(screen)
    if not screen:
        return Advice("", ("The safety questions have not been asked yet.",), ("Answer them first.",))
    if any(q in GRAVE for q in missing):
        grave = tuple(f"“{QUESTIONS[q]}” has no clear answer. That is not a “No”." for q in missing if q in GRAVE)
        return Advice("", grave, ("An answer to it.",))
    doubt = tuple(f"“{QUESTIONS[q]}” has no clear answer. Ask again, alone, at first contact." for q in missing)
    change = tuple(f"A “Yes” to “{QUESTIONS[q]}”: then step up." for q in (missing or DANGERS[:1]))
    route, because, more = _route(told, others, doubt=bool(doubt))
    return Advice(route, because + (doubt or ("No safety answer calls for a step-up.",)), more + change)


def _route(told: Told, others: int, *, doubt: bool) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    n = len(told.topics)
    there = f"{counted(others, 'service is', 'services are')} already working with this household."
    if told.agreement == "refused":
        route = "one agency" if doubt else "signpost"
        return route, ("They did not agree to help.",), ("Their agreement to help.",)
    if n == 0:
        return "", ("Nobody has marked yet what the worry is about.",), ("Mark what it is about.",)
    if n >= MANY or others >= MANY:
        worries = f"{counted(n, 'worry', 'worries')} of different kinds."
        return "local solutions group", (worries, there), ("One worry that settles the others.",)
    if n == 1:
        return (
            "see and solve",
            ("One clear worry.", there),
            ("A date in court or an eviction within 14 days: then a group or one agency.",),
        )
    if others:
        return "one agency", ("Two worries.", there), ("The service there says it cannot lead: then the group.",)
    return "see and solve", ("Two worries, and nobody there yet.",), ("A service that turns out to be there already.",)


def whole_weeks(on: date, weeks: int) -> tuple[date, date]:
    """Give the first and the last day of so many weeks, Monday to Sunday, that were over before a day."""
    until = on - timedelta(days=on.isoweekday())
    return until - timedelta(days=7 * weeks - 1), until


def same_day(decided: Iterable[Decided], calendar: WorkingCalendar) -> SameDay:
    """Sum up see and solve over decided referrals, with intervals; open ones are counted apart (C20).

    There is no share without its count: where nothing was decided there is none.
    """
    rows = list(decided)
    done = [row for row in rows if row.route and row.recorded_at]
    solved = sum(1 for row in done if solved_the_same_day(row, calendar))
    share = wilson(solved, len(done)) if done else None
    return SameDay(solved, len(done), len(rows) - len(done), share, _mix([str(row.route) for row in done]))


def solved_the_same_day(row: Decided, calendar: WorkingCalendar) -> bool:
    """Say whether an outcome was recorded on the working day of receipt; after the cut-off that day is the next one."""
    if row.route != "see and solve" or row.recorded_at is None:
        return False
    return row.recorded_at.date() <= calendar.counting_day(row.received_at)


def _mix(routes: Sequence[str]) -> tuple[tuple[str, int, Interval], ...]:
    counts = [(route, routes.count(route)) for route in ROUTES]
    return tuple((route, n, wilson(n, len(routes))) for route, n in counts if n)
