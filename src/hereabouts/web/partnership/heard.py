"""Who we heard, beside who lives here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import listed
from hereabouts.core.voice.reach import GroupReach, Reach
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding

TWICE = 200  # the right end of the picture: twice a fair share


@holding("contribution.count")
def who(request: HttpRequest, id) -> HttpResponse:
    """Lay those heard beside those who live here, with what is not known, and the trend."""
    place = place_for(request, id, "contribution.count")
    found = reads.reach(sheet(place), on=request.today)
    context = room(request, place, "heard") | {
        "reach": found,
        "finding": finding(found),
        "missing": [(q, g) for g in found.judged("not heard", "under-heard") for q in found.questions if g in q.groups],
        "questions": [(q, [(g, bar(g)) for g in q.groups]) for q in found.questions if q.known],
        "unasked": [q for q in found.questions if not q.known],
        "quarters": reads.by_quarter(place, on=request.today),
    }
    return render(request, "partnership/listen/heard.html", context)


def finding(reach: Reach) -> str:
    """Say in one line whom we did not hear, or that nothing stands out, or that nothing can be said."""
    none, few = reach.judged("not heard"), reach.judged("under-heard")
    if not reach.people:
        return _("Nobody has been heard yet")
    if none or few:
        told = [g.label for g in (*none, *few)][:3]
        return _("Heard least: %(groups)s") % {"groups": listed(told)}
    if not any(g.index for q in reach.questions for g in q.groups):
        return _("Too little is known about those heard to compare them")
    return _("No group is clearly missing")


def bar(group: GroupReach) -> dict[str, Any] | None:
    """Place the marks in per cent of the width: a fair share in the middle, nobody to the left, twice to the right."""
    if group.index is None:
        return None

    def at(value: float) -> float:
        return round(min(100.0, 100 * value / TWICE), 2)

    return {
        "value": at(group.index.value), "lo": at(group.index.lo), "hi": at(group.index.hi),
        "beyond": group.index.hi > TWICE, "clear": group.judged in {"under-heard", "over-heard"},
    }  # fmt: skip


urlpatterns = [path("places/<uuid:id>/who-we-heard/", who, name="who-we-heard")]
