"""My work: what needs me now, and where my things are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.places import access as places
from hereabouts.records.plans import reads as plans
from hereabouts.web.partnership import needs
from hereabouts.web.shared.doors import holds, signed_in

SHOWN = 6  # actions on the page; the rest are one link away


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    """Answer "what do I do now?" in one screen."""
    mine = plans.mine(request.actor, on=request.today) if holds(request, "action", "update") else []
    context = {
        "section": "home",
        "today": request.today,
        "needs": needs.of(request, mine),
        "mine": mine[:SHOWN],
        "more": len(mine) - SHOWN,
        "plans": plans.plans(request.actor, on=request.today),
        "places": places.visible(request.actor, on=request.today),
    }
    return render(request, "partnership/my_work.html", context)


urlpatterns = [path("my-work/", my_work, name="my-work")]
