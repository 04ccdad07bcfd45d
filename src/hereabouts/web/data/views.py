"""What the evidence file is made of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence import reads
from hereabouts.web.shared.doors import holding


@holding("evidence.build")
def datasets(request: HttpRequest) -> HttpResponse:
    """List the datasets with source, licence, period and boundaries."""
    try:
        rows = reads.datasets()
    except NoEvidence:
        rows = []
    return render(request, "data/datasets.html", {"datasets": rows, "section": "data"})


urlpatterns = [
    path("data/", datasets, name="datasets"),
]
