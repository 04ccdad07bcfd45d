"""How a plan goes on: amendments endorsed or sent back, the yearly renewal action by action, the plan of the next period."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.plan_life_forms import BackForm, DecideForm, EndorseForm, NextForm
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding


@holding("plan.agree")
def endorse(request: HttpRequest, id) -> HttpResponse:
    """Read what was amended since the newest version; endorse it, or send it back with what is asked for."""
    found = access.find(request.actor, id, on=request.today, verb="agree")
    given = {"by": request.actor, "on": request.today, "plan": found}
    back = BackForm(request.POST if "words" in request.POST else None)
    form = EndorseForm(request.POST if "minute" in request.POST else None)
    if form.is_bound and form.is_valid() and saved(form, changes.endorse, **given, **form.cleaned_data):
        messages.success(request, _("Endorsed, and this version is frozen."))
        return redirect("plan", id=id)
    if back.is_bound and back.is_valid() and saved(back, changes.send_back, **given, **back.cleaned_data):
        messages.success(request, _("Sent back. What is asked for stands on the plan."))
        return redirect("plan", id=id)
    wrong = next((one for one in (form, back) if one.errors), None)
    context = {
        "plan": found, "pending": reads.pending(found, on=request.today), "endorse": form, "back": back, "form": wrong, "section": "plan",
        "draft": found.state in {"draft", "consulting"},
    }  # fmt: skip
    return render(request, "partnership/plan_endorse.html", context, status=422 if wrong else 200)


@holding("plan.agree")
def renew(request: HttpRequest, id) -> HttpResponse:
    """Agree a plan for another year: decide of each open action, and give the minute; or begin the plan of the next period."""
    found = access.find(request.actor, id, on=request.today, verb="agree")
    sheet = reads.plan(request.actor, found, on=request.today)
    open_ = [line for line in sheet.actions if line.state in changes.OPEN]
    posted = request.POST if "minute" in request.POST else None
    form, rows = (
        EndorseForm(posted),
        [(line, DecideForm(posted, prefix=str(line.id), initial=_usual(line))) for line in open_],
    )
    follow = NextForm(request.POST if "title" in request.POST else None)
    if (
        posted
        and form.is_valid()
        and all(row.is_valid() for _line, row in rows)
        and _renewed(request, found, form, rows)
    ):
        messages.success(request, _("Agreed for another year. Every action keeps its reference."))
        return redirect("plan", id=id)
    given = {"by": request.actor, "on": request.today, "plan": found}
    if (
        follow.is_bound
        and follow.is_valid()
        and (made := saved(follow, changes.follow, **given, **follow.cleaned_data))
    ):
        messages.success(
            request, _("%(ref)s is begun. The open actions are in it, under the same references.") % {"ref": made.ref}
        )
        return redirect("plan", id=made.pk)
    wrong = next((one for one in (form, follow, *(row for _line, row in rows)) if one.errors), None)
    context = {"plan": found, "rows": rows, "renew": form, "follow": follow, "form": wrong, "section": "plan",
               "pending": reads.pending(found, on=request.today)}  # fmt: skip
    return render(request, "partnership/plan_renew.html", context, status=422 if wrong else 200)


def _usual(line: reads.ActionLine) -> dict[str, Any]:
    return {"how": "carried forward" if line.status == "late" else "goes on"}


def _renewed(request: HttpRequest, found: Any, form: EndorseForm, rows: list) -> object | None:
    of = {a.pk: a for a in found.actions.all()}
    decisions = [
        changes.Decision(of[line.id], row.cleaned_data["how"], row.cleaned_data["reason"], row.cleaned_data["due_on"])
        for line, row in rows
    ]
    given = {"by": request.actor, "on": request.today, "plan": found}
    return saved(form, changes.renew, **given, decisions=decisions, **form.cleaned_data)


urlpatterns = [
    path("plans/<uuid:id>/endorse/", endorse, name="plan-endorse"),
    path("plans/<uuid:id>/renew/", renew, name="plan-renew"),
]
