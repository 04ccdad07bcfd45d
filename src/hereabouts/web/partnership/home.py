"""My work: what needs me now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import signed_in


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    """Answer "what do I do now?" in one screen."""
    return render(request, "partnership/my_work.html", {"places": places.visible(request.actor, on=request.today)})


urlpatterns = [path("my-work/", my_work, name="my-work")]
