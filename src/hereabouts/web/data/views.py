"""What the evidence file is made of, how old it is, what it warns of, and where it does not reach."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.engines.evidence_list import age
from hereabouts.records.evidence import reads
from hereabouts.records.evidence.lacking import lacking
from hereabouts.records.places.access import visible
from hereabouts.records.places.reads import sheet
from hereabouts.web.shared.doors import holding


@holding("evidence.build")
def datasets(request: HttpRequest) -> HttpResponse:
    """List the datasets with source, licence, age and warnings, and the gaps of our places' councils."""
    try:
        told = lacking([sheet(place) for place in visible(request.actor, on=request.today)])
        rows = [_line(row, told.missing.get(row["id"], ()), request) for row in reads.datasets()]
    except NoEvidence:
        return render(request, "data/datasets.html", {"section": "data"})
    return render(request, "data/datasets.html", {"datasets": rows, "councils": told.councils, "section": "data"})


def _line(row: dict[str, Any], missing: tuple[str, ...], request: HttpRequest) -> dict[str, Any]:
    warned = [line for text in (row["warnings"], row["caveats"]) for line in (text or "").split("\n") if line]
    return {**row, "age": age(row["published"], request.today), "warned": warned, "missing": missing}


urlpatterns = [
    path("data/", datasets, name="datasets"),
]
