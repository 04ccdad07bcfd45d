"""Who works here, for colleagues: by name, job, organisation or place, with the number to ring."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.partners import reads
from hereabouts.web.shared.doors import holding


@holding("hub.see")
def practitioners(request: HttpRequest) -> HttpResponse:
    """List the practitioners whose entry holds the words asked for."""
    asked = request.GET.get("search", "").strip()[:100]
    found = reads.practitioners(on=request.today, words=asked)
    return render(request, "office/practitioners.html", {"found": found, "asked": asked, "here": "practitioners"})


urlpatterns = [path("practitioners/", practitioners, name="practitioners")]
