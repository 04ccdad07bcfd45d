"""Agreements and the audit trail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.records.ledger import reads as ledger
from hereabouts.records.trust import access, changes, reads
from hereabouts.web.shared.doors import holding, holds

PAGE = 50  # entries on one page of the trail


@holding("agreement.see")
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements and say which are in force."""
    return render(
        request,
        "stewardship/agreements.html",
        {"agreements": reads.register(request.actor, on=request.today), "section": "agreements"},
    )


@holding("agreement.see")
def agreement(request: HttpRequest, id) -> HttpResponse:
    """Show what each clause allows, in words; put it in force or suspend it."""
    found = access.find(request.actor, id, on=request.today)
    if request.method == "POST":
        step = changes.suspend if request.POST.get("step") == "suspend" else changes.bring_in_force
        step(by=request.actor, on=request.today, agreement=found)
        messages.success(request, _("Saved. It takes effect with everybody's next request."))
        return redirect("agreement", id=id)
    context = {
        "agreement": reads.line(found, on=request.today),
        "may_change": holds(request, "agreement", "suspend"),
        "section": "agreements",
    }
    return render(request, "stewardship/agreement.html", context)


@holding("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did and saw what, newest first, and whether the seals hold."""
    thing = request.GET.get("thing", "").strip()
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    found = ledger.lines(object=thing or None, skip=PAGE * (page - 1), limit=PAGE + 1)
    context = {
        "section": "audit",
        "lines": found[:PAGE],
        "newer": page - 1,
        "older": page + 1 if len(found) > PAGE else 0,
        "whole": ledger.verify(),
        "thing": thing,
        "head": ledger.head(),
    }
    return render(request, "stewardship/audit.html", context)


urlpatterns = [
    path("agreements/", agreements, name="agreements"),
    path("agreements/<uuid:id>/", agreement, name="agreement"),
    path("audit/", audit, name="audit"),
]
