"""Agreements: which there are, what each allows, and putting one in force or suspending it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.trust import reads
from hereabouts.records.trust.age import near
from hereabouts.web.shared.doors import holding, holds


@holding("agreement.see")
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements and say which are in force."""
    return render(
        request,
        "stewardship/agreements.html",
        {
            "agreements": reads.register(request.actor, on=request.today),
            "near": {n.id: n.alert for n in reversed(near(request.actor, on=request.today))},
            "may_draft": holds(request, "agreement", "draft"),
            "section": "agreements",
        },
    )


urlpatterns = [
    path("agreements/", agreements, name="agreements"),
]
