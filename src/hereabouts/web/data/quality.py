"""How good the evidence is, and how old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence import quality as evidence
from hereabouts.web.shared.doors import holding


@holding("place.see")
def quality(request: HttpRequest) -> HttpResponse:
    """Show what is hidden and what is missing, by dataset and by indicator."""
    try:
        datasets, indicators = evidence.quality()
    except NoEvidence:
        datasets, indicators = (), ()
    return render(request, "data/quality.html", {"datasets": datasets, "indicators": indicators, "section": "place"})


@holding("place.see")
def freshness(request: HttpRequest) -> HttpResponse:
    """Show how old every dataset is, what has happened since, and when the next figures come."""
    try:
        told = evidence.freshness(on=request.today)
    except NoEvidence:
        told = []
    return render(request, "data/freshness.html", {"datasets": told, "section": "place"})


urlpatterns = [
    path("data/quality/", quality, name="data-quality"),
    path("data/freshness/", freshness, name="data-freshness"),
]
