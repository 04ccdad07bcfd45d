"""What the families of a place gained, in counts: income, and parents by how far they have come with work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.families import access, gaining
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.gain_forms import STAGES
from hereabouts.web.shared.doors import holding


@holding("referral.count_gains", purpose=access.PURPOSE)
def gains(request: HttpRequest) -> HttpResponse:
    """Show the counts of the place that was asked for, or of the first in which the reader may count."""
    known = places.visible(request.actor, on=request.today)
    here = gaining.may_count_in(request.actor, known, on=request.today)
    if not here:
        raise NotFound
    place = next((p for p in here if str(p.pk) == request.GET.get("place")), here[0])
    told = gaining.report(request.actor, place, on=request.today)
    stages = [(STAGES[stage], count) for stage, count in told.stages.items()]
    context = {"told": told, "stages": stages, "place": place, "places": here, "section": "families"}
    return render(request, "desk/gains.html", context)


urlpatterns = [path("families/gains/", gains, name="gains")]
