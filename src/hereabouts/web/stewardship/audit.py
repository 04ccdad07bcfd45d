"""The audit trail: who did and saw what, whether it is whole, and who saw one record, by day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.records.ledger import checks, seen
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.partners import reads as partners
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.stewardship.deeds import OUTCOMES, deed, why_told

PAGE = 50  # entries on one page of the trail


@holding("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did and saw what, newest first, and whether the seals hold."""
    thing = request.GET.get("thing", "").strip()
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    about = ledger.called(thing) if thing else None
    found = ledger.lines(objects=about, skip=PAGE * (page - 1), limit=PAGE + 1)
    glance = checks.glance()
    context = {
        "section": "audit",
        "lines": _entries(request, found[:PAGE]),
        "unknown": about == [],
        "newer": page - 1,
        "older": page + 1 if len(found) > PAGE else 0,
        "glance": glance,
        "whole": glance.found,
        "thing": thing,
        "head": ledger.head(),
        "may_verify": holds(request, "audit", "verify"),
    }
    return render(request, "stewardship/audit.html", context)


def _entries(request: HttpRequest, lines: list[ledger.Line]) -> list[dict]:
    """Say each entry in words. What has no reference for this reader is asked for by the entry, and not by an id."""
    refs = ledger.referred((line.object for line in lines), request.actor)
    return [
        {
            "line": line, "deed": deed(line.what), "outcome": OUTCOMES[line.outcome], "why": why_told(line.told),
            "ref": refs.get(line.object, ""),
        }
        for line in lines
    ]  # fmt: skip


@require_POST
@holding("audit.verify")
def check(request: HttpRequest) -> HttpResponse:
    """Recompute the whole trail now, against heads that were kept if any are given."""
    found = checks.check(by=request.actor, on=request.today, against=request.POST.get("against", "").split())
    if found.first_bad is None:
        messages.success(request, _("Checked: all %(n)s entries are what was sealed.") % {"n": f"{found.entries:,}"})
    else:
        messages.error(request, _("The trail is not whole. %(why)s") % {"why": found.because})
    return redirect("audit")


def _told(line: ledger.Line, names: dict[str, str]) -> tuple:
    return line, deed(line.what), why_told(line.told), names.get(line.organisation, "")


@holding("audit.see")
def who_saw(request: HttpRequest) -> HttpResponse:
    """Answer "who saw this?" about one household, person's record or plan, in words, by day."""
    thing = request.GET.get("thing", "").strip()
    about = ledger.called(thing) if thing else []
    answer = seen.who_saw(about)
    names = {str(o.id): o.name for o in partners.organisations()}
    context = {
        "section": "audit",
        "thing": thing,
        "unknown": bool(thing) and not about,
        "viewers": [(viewer, names.get(viewer.organisation, "")) for viewer in answer.viewers],
        "days": [(one.day, [_told(line, names) for line in one.lines]) for one in answer.days],
        "more": answer.more,
    }  # fmt: skip
    return render(request, "stewardship/who_saw.html", context)


urlpatterns = [
    path("audit/", audit, name="audit"),
    path("audit/check/", check, name="audit-check"),
    path("audit/who-saw/", who_saw, name="who-saw"),
]
