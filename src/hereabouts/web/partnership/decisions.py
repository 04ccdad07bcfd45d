"""The decisions register: find one, take it as CSV, say that it was carried out."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.engines.tables import as_csv as table
from hereabouts.records.governance import access, changes, reads
from hereabouts.web.partnership.agree_forms import TouchesForm
from hereabouts.web.partnership.governance_forms import VERB_CHOICES
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by

COLUMNS = (
    "ref", "decided_on", "group", "item", "verb", "text", "reasons", "dissent", "owner", "implement_by", "update_on",
    "carried_out_on", "touches", "not heard",
)  # fmt: skip


def _asked(request: HttpRequest) -> dict:
    asked = {key: request.GET.get(key, "").strip() for key in ("words", "verb")}
    try:
        return asked | {"since": date.fromisoformat(request.GET.get("since", ""))}
    except ValueError:
        return asked


@holding("decision.see")
def register(request: HttpRequest) -> HttpResponse:
    """Show what was decided, by whom and why."""
    asked = _asked(request)
    context = {
        "lines": reads.register(request.actor, on=request.today, **asked),
        "asked": asked,
        "verbs": VERB_CHOICES,
        "query": request.GET.urlencode(),
        "may_decide": holds(request, "decision", "record"),
        "section": "meetings",
    }
    return render(request, "partnership/decisions.html", context)


@holding("decision.see")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same register as CSV."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    rows = (_cells(line) for line in reads.register(request.actor, on=request.today, **_asked(request)))
    response.write(table([*COLUMNS, "options", "actions"], rows))
    return response


def _cells(line: reads.DecisionLine) -> list[object]:
    actions = "; ".join(f"{a.what} ({a.owner}, {a.status})" for a in line.actions)
    said = {"touches": "; ".join(line.touches or ()), "not heard": "; ".join(v.label for v in line.without)}
    return [*[said[c] if c in said else getattr(line, c) or "" for c in COLUMNS], "; ".join(line.options), actions]


@holding("decision.record")
def done(request: HttpRequest, id) -> HttpResponse:
    """Say that a decision was carried out."""
    if request.method == "POST":
        found = access.find_decision(request.actor, id, on=request.today)
        changes.carry_out(by=request.actor, on=request.today, decision=found)
        messages.success(request, _("Saved."))
    return redirect("decisions")


@holding("decision.record")
def touches(request: HttpRequest, id) -> HttpResponse:
    """Say which groups a decision touches; the register then says which of them nobody had heard."""
    found = access.find_decision(request.actor, id, on=request.today)
    form = TouchesForm(sent_by(request), initial={"groups": found.touches or ()})
    if form.is_bound and form.is_valid():
        changes.name_touched(by=request.actor, on=request.today, decision=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("decisions")
    context = {"d": found, "form": form, "section": "meetings"}
    return render(request, "partnership/decision_touches.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("decisions/", register, name="decisions"),
    path("decisions.csv", as_csv, name="decisions-csv"),
    path("decisions/<uuid:id>/touches/", touches, name="decision-touches"),
    path("decisions/<uuid:id>/done/", done, name="decision-done"),
]
