"""The need list of a month, by group: counts only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.families import access, need_watching
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import holding


@holding("referral.count_needs", purpose=access.PURPOSE)
def watch(request: HttpRequest) -> HttpResponse:
    """Show the last whole month in the place that was asked for, or the first in which the reader may count."""
    known = places.visible(request.actor, on=request.today)
    here = need_watching.may_count_in(request.actor, known, on=request.today)
    if not here:
        raise NotFound
    place = next((p for p in here if str(p.pk) == request.GET.get("place")), here[0])
    since, until = need_watching.last_month(request.today)
    told = need_watching.report(request.actor, place, on=request.today)
    context = {"told": told, "place": place, "places": here, "since": since, "until": until, "section": "families"}
    return render(request, "desk/need_watch.html", context)


urlpatterns = [path("families/needs/month/", watch, name="need-watch")]
