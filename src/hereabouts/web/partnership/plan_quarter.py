"""A quarter of a plan as its leads told of it: frozen once, later edits beside it; and what has not moved for two quarters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.actions import BRAG
from hereabouts.web.partnership.asking_forms import quarters
from hereabouts.web.partnership.plan_asking import chosen
from hereabouts.web.partnership.stale import ago_said
from hereabouts.web.shared.doors import holding, holds


@holding("return.see")
def quarter(request: HttpRequest, id) -> HttpResponse:
    """Show what was told of a plan for a quarter, frozen or as it stands; POST freezes it."""
    plan, when = access.find(request.actor, id, on=request.today), chosen(request)
    if request.method == "POST" and "sure" not in request.POST:
        messages.error(request, _("Nothing is frozen yet. Tick the box first: it is done once."))
        return redirect(f"{reverse('plan-quarter', args=[id])}?quarter={when.name}")
    if request.method == "POST":
        changes.freeze_quarter(by=request.actor, on=request.today, plan=plan, period=when.name)
        messages.success(request, _("Frozen. What is told later is shown beside it."))
        return redirect(f"{reverse('plan-quarter', args=[id])}?quarter={when.name}")
    frozen = reads.frozen(request.actor, plan, when.name, on=request.today)
    rows = frozen.rows if frozen else reads.told_rows(plan, when.name)
    context = {
        "plan": plan, "quarter": when, "quarters": quarters(request.today), "frozen": frozen, "section": "plan",
        "told": [(row, BRAG.get(row["override"] or row["brag"], "")) for row in rows if row["narrative"]],
        "untold": [row for row in rows if not row["narrative"]],
        "still": [(one, ago_said(one.told)) for one in reads.not_moving(request.actor, on=request.today, plan=plan)],
        "may_freeze": holds(request, "return", "freeze"), "may_ask": holds(request, "return", "ask"),
    }  # fmt: skip
    return render(request, "partnership/plan_quarter.html", context)


@holding("return.see")
def still(request: HttpRequest) -> HttpResponse:
    """List what has not moved for two quarters, in every plan the actor may see, and how long ago anybody told of it."""
    rows = reads.not_moving(request.actor, on=request.today)
    context = {"rows": [(one, ago_said(one.told)) for one in rows], "section": "plan"}
    return render(request, "partnership/not_moving.html", context)


urlpatterns = [
    path("plans/<uuid:id>/quarter/", quarter, name="plan-quarter"),
    path("plans/not-moving/", still, name="not-moving"),
]
