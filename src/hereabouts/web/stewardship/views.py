"""Agreements and the audit trail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.ledger import reads as ledger
from hereabouts.records.trust import reads
from hereabouts.records.trust.age import near
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.stewardship.deeds import OUTCOMES, deed

PAGE = 50  # entries on one page of the trail


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


@holding("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did and saw what, newest first, and whether the seals hold."""
    thing = request.GET.get("thing", "").strip()
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    about = ledger.called(thing) if thing else None
    found = ledger.lines(objects=about, skip=PAGE * (page - 1), limit=PAGE + 1)
    refs = ledger.referred(line.object for line in found)
    context = {
        "section": "audit",
        "lines": [_entry(line, refs) for line in found[:PAGE]],
        "unknown": about == [],
        "newer": page - 1,
        "older": page + 1 if len(found) > PAGE else 0,
        "whole": ledger.verify(),
        "thing": thing,
        "head": ledger.head(),
    }
    return render(request, "stewardship/audit.html", context)


def _entry(line: ledger.Line, refs: dict[str, str]) -> dict:
    ref = refs.get(line.object, "")
    told = line.told.get("reason", "")
    return {"line": line, "deed": deed(line.what), "outcome": OUTCOMES[line.outcome], "ref": ref, "why": told}


urlpatterns = [
    path("agreements/", agreements, name="agreements"),
    path("audit/", audit, name="audit"),
]
