"""The page of one agreement: what each clause allows, how far it has come, and the next step for whoever may take it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.families import reads as families
from hereabouts.records.trust import access, changes, sheets
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.middleware import said


def _reason(label) -> forms.CharField:
    kept = gettext_lazy("It stands on this page or in the audit trail. Write nothing about a family.")
    return long_field(label, required=True, help_text=kept)


class SuspendForm(Dressed):
    """Why an agreement is suspended."""

    reason = _reason(gettext_lazy("Why is it suspended?"))


class TerminateForm(Dressed):
    """Why an agreement ends for good."""

    reason = _reason(gettext_lazy("Why does it end for good?"))


class SendBackForm(Dressed):
    """Why an agreement goes back to draft."""

    reason = _reason(gettext_lazy("Why does it go back?"))


class ClearForm(Dressed):
    """What the legal check found."""

    words = long_field(gettext_lazy("What did the legal check find?"), required=True)


class ReviewForm(Dressed):
    """What a review found."""

    words = long_field(gettext_lazy("What did the review find?"), required=True)
    review_on = day_field(gettext_lazy("Next review"), required=True)


class SignForm(Dressed):
    """A signature on screen."""

    read = forms.BooleanField(
        label=gettext_lazy("I have read it, and I sign it for my organisation."),
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )


FORMS = {
    "suspend": SuspendForm, "terminate": TerminateForm, "send back": SendBackForm, "clear": ClearForm, "review": ReviewForm,
    "sign": SignForm,
}  # fmt: skip
EFFECT = gettext_lazy("Saved. It takes effect with everybody's next request.")
TOLD = {
    "begin DPIA": gettext_lazy("Begun. Some questions can wait until tomorrow."),
    "clear": gettext_lazy("Saved. The signatories find it in My work now."),
    "sign": gettext_lazy("Signed. It opens nothing until everybody has signed and it is put in force."),
    "send back": gettext_lazy("It is a draft again. Whoever had signed signs anew."),
    "in force": EFFECT, "suspend": EFFECT, "terminate": EFFECT,
}  # fmt: skip
STAGES = ("draft", "DPIA", "legal", "signed", "in force")
STEPS = {
    "begin DPIA": changes.begin_dpia, "finish DPIA": changes.finish_dpia, "send back": changes.send_back, "clear": changes.clear,
    "sign": changes.sign, "in force": changes.bring_in_force, "review": changes.review, "suspend": changes.suspend,
    "terminate": changes.terminate,
}  # fmt: skip


@holding("agreement.see")
def agreement(request: HttpRequest, id) -> HttpResponse:
    """Show an agreement whole, and take its next step."""
    found = access.find(request.actor, id, on=request.today)
    taken = request.POST.get("step", "")
    bound = FORMS[taken](request.POST) if taken in FORMS else None
    if request.method == "POST" and taken in STEPS and (bound is None or bound.is_valid()):
        try:
            _take(request, found, taken, bound.cleaned_data if bound else {})
        except changes.NotYet as problem:
            if bound is None:
                raise
            bound.add_error(None, said(problem))
        else:
            messages.success(request, TOLD.get(taken, _("Saved.")))
            return redirect("agreement", id=id)
    status = 422 if request.method == "POST" else 200
    return render(request, "stewardship/agreement.html", _context(request, found, taken, bound), status=status)


def _take(request: HttpRequest, found, taken: str, facts: dict) -> None:
    given = {"by": request.actor, "on": request.today, "agreement": found}
    if taken == "sign":
        facts = {"at": timezone.now()}
    STEPS[taken](**given, **facts)


def _context(request: HttpRequest, found, taken: str, bound) -> dict:
    sheet = sheets.sheet(found, on=request.today)
    may_change, me = holds(request, "agreement", "suspend"), (request.actor.id, request.actor.organisation)
    given = {
        key: bound if bound and taken == key else form(auto_id=f"{key.replace(' ', '-')}_%s")
        for key, form in FORMS.items()
    }
    return {
        "agreement": sheet.line,
        "sheet": sheet,
        "done": sheets.steps(found),
        "stages": STAGES if sheet.line.state in STAGES[:-1] else (),
        "may_change": may_change,
        "open": families.open_under(found) if may_change else 0,
        "mine": next((p for p in sheet.parties if (p.signatory_id, str(p.id)) == me), None),
        "forms": {key.replace(" ", "_"): form for key, form in given.items()},
        "form": bound,
        "section": "agreements",
    }


@holding("agreement.see")
def compare(request: HttpRequest, id) -> HttpResponse:
    """Say what a version says otherwise than the one before."""
    found = access.find(request.actor, id, on=request.today)
    context = {
        "sheet": sheets.sheet(found, on=request.today),
        "differences": sheets.differences(found),
        "section": "agreements",
    }
    return render(request, "stewardship/agreement_compare.html", context)


urlpatterns = [
    path("agreements/<uuid:id>/", agreement, name="agreement"),
    path("agreements/<uuid:id>/compare/", compare, name="agreement-compare"),
]
