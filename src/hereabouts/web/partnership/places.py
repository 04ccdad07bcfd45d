"""Pages about a place: the list, the profile, and its figures as JSON and CSV."""

import dataclasses

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.engines.tables import as_csv as as_table
from hereabouts.records.evidence import reads as evidence
from hereabouts.records.places import access
from hereabouts.records.places.reads import sheet
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.profile_page import page


@holding("place.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the places."""
    return render(request, "partnership/places.html", {"places": access.visible(request.actor, on=request.today)})


@holding("place.see")
def profile(request: HttpRequest, id) -> HttpResponse:
    """Show the profile of a place, or how to get evidence where there is none."""
    place = sheet(access.find(request.actor, id, on=request.today))
    try:
        read = evidence.of_place(place, request.GET.get("index"))
    except NoEvidence as none:
        return render(request, "partnership/no_evidence.html", {"place": place, "sentence": str(none)})
    shapes = evidence.shapes(place, read.generation, read.deprivation.index if read.deprivation else None)
    return render(request, "partnership/profile.html", {"place": place, **page(read, shapes, place.fits)})


@holding("place.see")
def as_json(request: HttpRequest, id) -> JsonResponse:
    """Give the profile as JSON: the same object as the command line."""
    place = sheet(access.find(request.actor, id, on=request.today))
    return JsonResponse(dataclasses.asdict(evidence.of_place(place, request.GET.get("index"))))


FIGURE = (
    "label", "unit", "period", "value", "lo", "hi", "numerator", "denominator", "source", "method", "note",
)  # fmt: skip


@holding("place.see")
def as_csv(request: HttpRequest, id) -> HttpResponse:
    """Give the indicators as CSV, one row a figure."""
    place = sheet(access.find(request.actor, id, on=request.today))
    read = evidence.of_place(place, request.GET.get("index"))
    rows = [[place.name, *[getattr(figure, name) for name in FIGURE]] for figure in read.indicators]
    response = HttpResponse(as_table(["place", "indicator", *FIGURE[1:]], rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="profile-{place.prefix.lower()}.csv"'
    return response


urlpatterns = [
    path("places/", index, name="places"),
    path("places/<uuid:id>/", profile, name="place"),
    path("places/<uuid:id>/profile.json", as_json, name="place-json"),
    path("places/<uuid:id>/profile.csv", as_csv, name="place-csv"),
]
