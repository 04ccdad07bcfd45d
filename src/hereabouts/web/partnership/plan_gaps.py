"""Where nobody does anything: need without action, action without need, output without outcome, of a place and of all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.gaps import Unmet
from hereabouts.engines.definitions import topics
from hereabouts.records.places import access as places
from hereabouts.records.plans import reads
from hereabouts.records.voice.access import holds_here
from hereabouts.web.partnership.framework import place_of_plans
from hereabouts.web.shared.doors import holding, holds

HIGH = {
    ("voice",): gettext_lazy("Residents raise it more than most topics."),
    ("data",): gettext_lazy("The data is worse here than elsewhere."),
    ("voice", "data"): gettext_lazy("Residents raise it more than most topics, and the data is worse here than elsewhere."),
}  # fmt: skip


@holding("plan.see")
def gaps(request: HttpRequest, id) -> HttpResponse:
    """Show the three gaps of a place, each line with its reason and what to do about it."""
    place = place_of_plans(request, id)
    context = {"place": place, "section": "plan", **_shown(_found(request, place))}
    return render(request, "partnership/gaps.html", context | _rights(request))


@holding("plan.see")
def city_gaps(request: HttpRequest) -> HttpResponse:
    """Show the gaps of every place the actor may see, those with most first."""
    given = {"on": request.today}
    known = [p for p in places.visible(request.actor, **given) if holds_here(request.actor, "plan.see", p, **given)]
    found = [_found(request, place) for place in known]
    shown = [_shown(one) for one in sorted(found, key=lambda one: (-one.count, one.place))]
    context = {"rows": shown, "total": sum(one.count for one in found), "section": "plan"}
    return render(request, "partnership/city_gaps.html", context | _rights(request))


def _found(request: HttpRequest, place) -> reads.PlaceGaps:
    offered = reads.topics_offered(request.actor, place, on=request.today)
    return reads.place_gaps(request.actor, place, on=request.today, offered=offered)


def _rights(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_add": holds(request, "action", "propose"), "may_adopt": holds(request, "priority", "adopt"),
        "may_change": holds(request, "action", "update"), "may_see_board": holds(request, "board", "see"),
    }  # fmt: skip


def _shown(found: reads.PlaceGaps) -> dict[str, Any]:
    return {
        "gaps": found,
        "needs": [(one, _label(one.topic), _why(one)) for one in found.needs],
        "assumptions": [(one, _unasked(one)) for one in found.assumptions],
        "resultless": [(one, _("It counts %(what)s; no outcome is named that this leads to.") % {"what": "; ".join(one.outputs)})
                       for one in found.resultless],
    }  # fmt: skip


def _label(topic: str) -> str:
    return _(topics()[topic]["label"]) if topic in topics() else topic


def _why(need: Unmet) -> str:
    """Say why a topic is a need, and that it was put off where it was."""
    said = [HIGH[need.high]] if need.high else []
    if need.agreed:
        said.append(_("It is agreed as a priority: “%(words)s”.") % {"words": need.agreed})
    said.append(_("It was put off, with a reason.") if need.put_off else _("No live action serves it."))
    return " ".join(str(words) for words in said)


def _unasked(action: reads.GapAction) -> str:
    if not action.compared:
        return _("Assumption: it names no topic and no priority, and nobody wrote what it rests on.")
    topic = {"topic": _label(action.topic)}
    return _("Assumption: on “%(topic)s” nobody was heard, nothing is measured and no strategy asks for it.") % topic


urlpatterns = [
    path("places/<uuid:id>/gaps/", gaps, name="gaps"),
    path("plans/gaps/", city_gaps, name="city-gaps"),
]
