"""A plan's life: what it is for, what was said of its draft, what it asks of partners, its versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.plan_life_forms import (
    ANSWERS,
    AboutForm,
    AnswerForm,
    AskForm,
    AssumptionForm,
    ProgrammeForm,
    RepresentationForm,
    ResponseForm,
    ReviewForm,
)
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding

ABOUT = ("vision", "problem", "exit", "mainstreaming", "coproduced", "coproduced_words")
PARTS = {
    "about": (gettext_lazy("What it is for, how it ends, who wrote it"), AboutForm, changes.describe),
    "assumption": (gettext_lazy("What it takes for true"), AssumptionForm, changes.assume),
    "review": (gettext_lazy("What the review found of that"), ReviewForm, changes.review_assumption),
    "programme": (gettext_lazy("Programmes it goes with"), ProgrammeForm, changes.link_programme),
}


@holding("plan.draft")
def about(request: HttpRequest, id) -> HttpResponse:
    """Write what a plan is for, what it takes for true and what it goes with; or put it forward to the group above."""
    found = access.find(request.actor, id, on=request.today, verb="draft")
    if "forward" in request.POST:
        changes.put_forward(by=request.actor, on=request.today, plan=found)
        messages.success(
            request, _("It is put forward. Somebody else agrees it, or sends it back with what is asked for.")
        )
        return redirect("plan", id=id)
    asked, rows = request.POST.get("part", ""), _rows(found)
    forms = {name: _part(name, request.POST if name == asked else None, found, rows) for name in PARTS}
    if asked in PARTS and forms[asked].is_valid() and _written(request, asked, forms[asked], found):
        messages.success(request, _("Saved."))
        return redirect(reverse("plan-about", args=[id]) + f"#{asked}")
    wrong = forms[asked] if asked in PARTS and forms[asked].errors else None
    context = {
        "plan": found, "life": reads.life(found, on=request.today), "section": "plan", "asked": asked, "form": wrong,
        "parts": [(name, title, forms[name]) for name, (title, *_rest) in PARTS.items()],
    }  # fmt: skip
    return render(request, "partnership/plan_about.html", context, status=422 if wrong else 200)


def _rows(found: Any) -> dict[str, list[tuple[str, str]]]:
    return {
        "partners": [(str(o.id), o.name) for o in partners.organisations()],
        "assumption": [(str(a.pk), a.words) for a in found.assumptions.all()],
    }


def _part(name: str, data: Any, found: Any, rows: dict) -> Any:
    form = PARTS[name][1]
    if name == "about":
        return form(data, prefix=name, initial={field: getattr(found, field) for field in ABOUT})
    return form(data, prefix=name, rows=rows)


def _written(request: HttpRequest, name: str, form: Any, found: Any) -> object | None:
    told = {field: value for field, value in form.cleaned_data.items() if field != "was"}
    if "partners" in told:
        told["partners"] = [partners.organisation(pk) for pk in told["partners"]]
    if "assumption" in told:
        told["assumption"] = found.assumptions.get(pk=told["assumption"])
    return saved(form, PARTS[name][2], by=request.actor, on=request.today, plan=found, **told)


@holding("plan.see")
def representations(request: HttpRequest, id) -> HttpResponse:
    """Read what was said of a draft with the answers; whoever writes the plan adds one, or answers one."""
    found = access.find(request.actor, id, on=request.today)
    asked = request.POST.get("answer", "")
    new = RepresentationForm(request.POST if request.method == "POST" and not asked else None)
    answer = ResponseForm(request.POST if asked else None, prefix=asked or None)
    given = {"by": request.actor, "on": request.today, "plan": found}
    if request.method == "POST":
        form = answer if asked else new
        one = _one(found.representations.all(), asked) if asked else None
        if form.is_valid():
            step, more = (
                (changes.answer_representation, {"representation": one})
                if one
                else (changes.receive_representation, {})
            )
            if saved(form, step, **given, **more, **form.cleaned_data):
                messages.success(request, _("Saved. It prints with the plan."))
                return redirect("plan-representations", id=id)
    told = reads.life(found, on=request.today).representations
    rows = [(r, answer if str(r.id) == asked else ResponseForm(prefix=str(r.id))) for r in told]
    wrong = next((form for form in (new, answer) if form.errors), None)
    context = {
        "plan": found, "rows": rows, "new": new, "form": wrong, "section": "plan",
        "waiting": sum(r.answered_on is None for r in told), "may_write": access.writes(request.actor, found, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/plan_representations.html", context, status=422 if wrong else 200)


def _one(rows: Any, pk: str) -> Any:
    """Give the one that was chosen on the page; what is on no page is not found."""
    found = next((one for one in rows if str(one.pk) == pk), None)
    if found is None:
        raise NotFound
    return found


@holding("plan.see")
def requests(request: HttpRequest, id) -> HttpResponse:
    """Read what a plan asks of partners; whoever writes it asks, and the partner that is asked answers."""
    found = access.find(request.actor, id, on=request.today)
    asked = request.POST.get("answer_to", "")
    rows = [(str(o.id), o.name) for o in partners.organisations() if o.id != found.organisation_id]
    new = AskForm(request.POST if request.method == "POST" and not asked else None, rows={"organisation": rows})
    answer = AnswerForm(request.POST if asked else None, prefix=asked or None)
    by = {"by": request.actor, "on": request.today}
    mine = access.requests(request.actor, on=request.today, verb="update").filter(
        plan=found, organisation=request.actor.organisation
    )
    if (
        asked
        and answer.is_valid()
        and saved(answer, changes.answer_request, **by, request=_one(mine, asked), **answer.cleaned_data)
    ):
        messages.success(request, _("Answered. It prints on the plan."))
        return redirect("plan-requests", id=id)
    if new.is_bound and new.is_valid():
        told = {
            "organisation": partners.organisation(new.cleaned_data["organisation"]),
            "what": new.cleaned_data["what"],
        }
        if saved(new, changes.ask_partner, **by, plan=found, needed_by=new.cleaned_data["needed_by"], **told):
            messages.success(request, _("Asked. The partner answers here."))
            return redirect("plan-requests", id=id)
    may = {r.pk for r in mine}
    lines = [
        (
            r,
            ANSWERS.get(r.answer, ""),
            (answer if str(r.id) == asked else AnswerForm(prefix=str(r.id))) if r.id in may else None,
        )
        for r in reads.life(found, on=request.today).requests
    ]
    wrong = next((form for form in (new, answer) if form.errors), None)
    context = {
        "plan": found, "rows": lines, "new": new, "form": wrong, "section": "plan",
        "may_write": access.writes(request.actor, found, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/plan_requests.html", context, status=422 if wrong else 200)


@holding("plan.see")
def version(request: HttpRequest, id) -> HttpResponse:
    """Read a frozen version: what differs from the one before, what was decided of each action, and its text."""
    found = access.find_version(request.actor, id, on=request.today)
    context = {"plan": found.plan, "v": reads.version(found), "section": "plan"}
    return render(request, "partnership/plan_version.html", context)


urlpatterns = [
    path("plans/<uuid:id>/about/", about, name="plan-about"),
    path("plans/<uuid:id>/representations/", representations, name="plan-representations"),
    path("plans/<uuid:id>/requests/", requests, name="plan-requests"),
    path("plan-versions/<uuid:id>/", version, name="plan-version"),
]
