"""What help there is in a place, by need and by who gives it, on a map and in lists, with the need beside it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.engines.maps import draw
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.evidence.services import provided
from hereabouts.records.partners.reads.services import directory
from hereabouts.records.places.access import find
from hereabouts.records.places.reads import sheet
from hereabouts.web.shared.doors import holding


@holding("place.see")
def services(request: HttpRequest, id) -> HttpResponse:
    """Show the services of a place beside its needs, topic by topic, and where they stand."""
    place = sheet(find(request.actor, id, on=request.today))
    try:
        offers = directory(request.actor, on=request.today, place=place, shown=("live",))
        told, read = provided(place, offers), portrait(place)
    except NoEvidence as none:
        return render(request, "partnership/no_evidence.html", {"place": place, "sentence": str(none)})
    context = {"place": place, "section": "place", "told": told, "map": _map(read.shapes, told.by_area)}
    return render(request, "partnership/services.html", context)


def _map(shapes: Sequence[Any], services: Counter[str]) -> dict[str, Any]:
    drawn = draw({shape.code: shape.geojson for shape in shapes if shape.geojson})
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    rows = [
        {"shape": shape, "drawn": paths.get(shape.code), "letter": str(n) if (n := services[shape.code]) else "", "n": n,
         "shade": {1: "ten", 2: "twenty", None: "none"}.get(shape.decile, "other")}
        for shape in shapes
    ]  # fmt: skip
    return {"drawn": drawn, "rows": rows, "any_decile": any(shape.decile for shape in shapes)}


urlpatterns = [path("places/<uuid:id>/services/", services, name="place-services")]
