"""Meetings: their course, when papers are due, and an agenda that remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.sentences import Sentence, counted

STATES = ("planned", "papers out", "held", "minutes draft", "minutes agreed")
PURPOSES = ("note", "discuss", "decide")
HERE = ("present", "apologies", "substitute")

# Clear days between papers and meeting (domain glossary 51). A weekend gives nobody time to read on a working desk, so
# they are counted as working days: the stricter reading is right under both.
CLEAR_DAYS: Mapping[str, int] = {"SCT": 3, "ENG": 5, "WLS": 3}


class OutOfTurn(Sentence):
    """A step that a meeting cannot take from where it is."""


@dataclass(frozen=True)
class Ref:
    """A thing of another room, by kind and id: the meeting knows what it is called, never what is in it."""

    kind: str = ""
    id: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind and self.id)


@dataclass(frozen=True)
class Task:
    """A meeting's action as the agenda sees it."""

    what: str
    owner: str
    due_on: date | None
    done_on: date | None = None

    def status(self, on: date) -> str:
        """Say it in one of the five words. An action without a day can be open, never late."""
        if self.done_on is not None:
            return "done"
        return "late" if self.due_on is not None and self.due_on < on else "in progress"


@dataclass(frozen=True)
class Past:
    """A decision as the next agenda sees it: what was decided, what is still owed and by when."""

    ref: str
    verb: str
    text: str
    implement_by: date | None = None
    update_on: date | None = None


@dataclass(frozen=True)
class Item:
    """An item proposed for an agenda, with the reason why it stands there."""

    title: str
    purpose: str
    because: str = ""


def step(state: str, to: str, *, cancelled: bool = False) -> str:
    """Give the new state, one forward or the same; minutes may go back to draft. Anything else is out of turn."""
    if cancelled:
        raise OutOfTurn("This meeting was cancelled.")
    now, then = STATES.index(state), STATES.index(to)
    back_to_draft = (state, to) == ("minutes agreed", "minutes draft")
    skips_papers = (state, to) == ("planned", "held")
    if then not in {now, now + 1} and not back_to_draft and not skips_papers:
        raise OutOfTurn("The meeting is “{state}” and cannot become “{to}” from there.", state=state, to=to)
    return to


def papers_due(meeting_on: date, nation: str, calendar: WorkingCalendar) -> date:
    """Give the last working day on which papers can go out with enough clear working days before the meeting.

    Neither the day they go out nor the day of the meeting counts.
    """
    left, day = CLEAR_DAYS[nation], meeting_on - timedelta(days=1)
    while left or not calendar.works_on(day):
        left -= calendar.works_on(day)
        day -= timedelta(days=1)
    return day


def agenda(
    *, standing: Sequence[str], last: date | None, tasks: Sequence[Task], decisions: Sequence[Past], on: date
) -> list[Item]:
    """Propose an agenda for a meeting on that day from what the group carries with it.

    Nothing open is forgotten: the last minutes, overdue actions, decisions that were put off, decisions whose day to
    be carried out or to be told about has come, then what always stands on this group's agenda.
    """
    items = [Item("Minutes of the last meeting", "decide", f"Held {_day(last)}")] if last else []
    late = [task for task in tasks if task.status(on) == "late"]
    if late:
        items.append(Item("Overdue actions", "discuss", f"{counted(len(late), 'action')} past the day agreed"))
    items += [
        Item(f"{past.ref}: {past.text}", "decide", "Put off at an earlier meeting")
        for past in decisions
        if past.verb == "defer"
    ]
    items += [
        Item(f"Progress with {past.ref}: {past.text}", "note", _because(past, on))
        for past in decisions
        if past.verb != "defer" and _because(past, on)
    ]
    return items + [Item(title, "discuss", "Always on this group's agenda") for title in standing]


def _because(past: Past, on: date) -> str:
    if past.update_on is not None and past.update_on <= on:
        return f"An update was asked for by {_day(past.update_on)}"
    if past.implement_by is not None and past.implement_by <= on:
        return f"To be carried out by {_day(past.implement_by)}"
    return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
