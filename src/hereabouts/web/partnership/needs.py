"""What needs somebody today: each room is asked in turn, and only by those who may do something about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.priorities.board import Standing
from hereabouts.records.places import access as places
from hereabouts.records.plans.reads import ActionLine
from hereabouts.records.priorities import reads as priorities
from hereabouts.records.problems import reads as problems
from hereabouts.web.shared.doors import holds
from hereabouts.web.shared.tags import day


@dataclass(frozen=True)
class Need:
    """One thing to do now: what, why now, where, and the verb on its button. ``by`` puts the most pressing first."""

    what: str
    why: str
    href: str
    button: str
    by: date


def of(request: HttpRequest, mine: list[ActionLine]) -> list[Need]:
    """Give everything that needs the actor, the most pressing first."""
    found = [*_reports(request), *_late(request, mine), *_unsettled(request)]
    return sorted(found, key=lambda need: need.by)


def _reports(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "report", "accept"):
        return
    waiting = problems.waiting(request.actor, on=request.today)
    if waiting:
        n, oldest = len(waiting), waiting[0]
        yield Need(
            ngettext("Answer %(n)d report from a resident", "Answer %(n)d reports from residents", n) % {"n": n},
            _("We promised an answer by %(day)s.") % {"day": day(oldest.by)},
            reverse("reports"),
            _("Read them"),
            oldest.by,
        )


def _late(request: HttpRequest, mine: list[ActionLine]) -> Iterator[Need]:
    late = [action for action in mine if action.status == "late"]
    if late:
        n, worst = len(late), max(late, key=lambda action: action.days_late)
        yield Need(
            ngettext("Say what became of %(n)d late action", "Say what became of %(n)d late actions", n) % {"n": n},
            _("“%(title)s” was due on %(day)s.") % {"title": worst.title, "day": day(worst.due_on)},
            reverse("my-actions"),
            _("Update them"),
            worst.due_on,
        )


def apart(row: Standing) -> bool:
    """Say whether the sources part so far on a topic that somebody must settle it."""
    return row.divergence is not None and row.divergence.flag


def _unsettled(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "board", "settle"):
        return
    for place in places.visible(request.actor, on=request.today):
        sheet = priorities.newest(request.actor, place, on=request.today)
        if sheet and any(apart(row) and row.topic not in sheet.settling for row in sheet.board.standings):
            yield Need(
                _("Find an owner for a disagreement in %(place)s") % {"place": place.name},
                _("Voice, data and strategy part company and nobody settles it."),
                reverse("board", args=[place.pk]),
                _("See the board"),
                request.today,
            )
