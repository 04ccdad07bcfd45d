"""Problems in place: the list, one problem with its stages and history, and opening one with a single point of contact."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.problems import STAGES, NotReady
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.problems import access, changes, reads
from hereabouts.web.desk.problem_forms import STAGE_WORDS, CloseForm, NoteForm, OpenForm, StageForm, TriangleForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("problem.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the problems, of one stage if one is asked for."""
    stage = request.GET.get("stage", "")
    context = {
        "problems": reads.problems(request.actor, on=request.today, stage=stage),
        "waiting": len(reads.waiting(request.actor, on=request.today)),
        "stages": STAGE_WORDS,
        "stage": stage,
        "may_open": holds(request, "problem", "open"),
        "may_see_reports": holds(request, "report", "see"),
        "section": "problems",
    }
    return render(request, "desk/problems.html", context)


@holding("problem.open")
def open_(request: HttpRequest) -> HttpResponse:
    """Open a problem, from a report or from what a worker sees."""
    about = request.GET.get("report")
    report = access.find_report(request.actor, about, on=request.today) if about else None
    known = places.visible(request.actor, on=request.today)
    initial = {"place": report.place_id, "topic": report.letter.topic} if report else {}
    form = OpenForm(
        sent_by(request), places=known, people=reads.contacts(on=request.today), initial=initial, auto_id="%s"
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = changes.open_problem(
                by=request.actor, on=request.today, title=given["title"], topic=given["topic"],
                place=places.find(request.actor, given["place"], on=request.today),
                spoc=partners.person(given["spoc"]), reports=[report] if report else [],
            )  # fmt: skip
        except changes.CannotBe as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Opened as %(ref)s.") % {"ref": made.ref})
            return redirect("problem", id=made.pk)
    context = {"form": form, "report": report and reads.told(report), "section": "problems"}
    return render(request, "desk/open_problem.html", context, status=422 if form.errors else 200)


@holding("problem.see")
def problem(request: HttpRequest, id) -> HttpResponse:
    """Show a problem with its history, and take its next step."""
    found = access.find(request.actor, id, on=request.today)
    forms_ = _forms(request, found)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    form = forms_.get(step)
    if form is not None and form.is_valid():
        try:
            STEPS[step](by=request.actor, on=request.today, problem=found, **form.cleaned_data)
        except (changes.CannotBe, NotReady) as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("problem", id=id)
    context = {
        "problem": reads.solving(access.find(request.actor, id, on=request.today)),
        "reports": reads.reports(request.actor, on=request.today, problem=id),
        "stages": [(stage, STAGE_WORDS[stage], STAGES.index(stage) <= STAGES.index(found.stage)) for stage in STAGES],
        "forms": forms_,
        "form": form,
        "may_update": holds(request, "problem", "update"),
        "section": "problems",
    }
    return render(request, "desk/problem.html", context, status=422 if form is not None else 200)


STEPS = {"note": changes.update, "triangle": changes.describe, "stage": changes.move, "close": changes.close}


def _forms(request: HttpRequest, found) -> dict[str, forms.Form]:
    """Make the form of each step; the one that was sent holds what was sent."""
    step = request.POST.get("step") if request.method == "POST" else None
    sides = {name: getattr(found, name) for name in TriangleForm.base_fields}
    kinds = {
        "note": (NoteForm, {}),
        "triangle": (TriangleForm, {"initial": sides}),
        "stage": (StageForm, {"stages": reads.solving(found).next_stages}),
        "close": (CloseForm, {}),
    }
    return {
        name: kind(request.POST if name == step else None, auto_id=f"{name}-%s", **given)
        for name, (kind, given) in kinds.items()
    }


urlpatterns = [
    path("problems/", index, name="problems"),
    path("problems/open/", open_, name="problem-open"),
    path("problems/<uuid:id>/", problem, name="problem"),
]
