"""Agreements: which there are, what each allows, and putting one in force or suspending it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.families import reads as families
from hereabouts.records.trust import access, changes, reads
from hereabouts.web.shared.doors import holding, holds


class SuspendForm(forms.Form):
    """Why an agreement is suspended."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it suspended?"),
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
        help_text=gettext_lazy("It stands on this page and in the audit trail. Write nothing about a family."),
    )


@holding("agreement.see")
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements and say which are in force."""
    return render(
        request,
        "stewardship/agreements.html",
        {
            "agreements": reads.register(request.actor, on=request.today),
            "may_draft": holds(request, "agreement", "draft"),
            "section": "agreements",
        },
    )


@holding("agreement.see")
def agreement(request: HttpRequest, id) -> HttpResponse:
    """Show what each clause allows, in words; put it in force or suspend it."""
    found = access.find(request.actor, id, on=request.today)
    form = SuspendForm(request.POST if request.POST.get("step") == "suspend" else None)
    given = {"by": request.actor, "on": request.today, "agreement": found}
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        if form.is_bound:
            changes.suspend(**given, **form.cleaned_data)
        else:
            changes.bring_in_force(**given)
        messages.success(request, _("Saved. It takes effect with everybody's next request."))
        return redirect("agreement", id=id)
    may_change = holds(request, "agreement", "suspend")
    context = {
        "agreement": reads.line(found, on=request.today),
        "may_change": may_change,
        "open": families.open_under(found) if may_change else 0,
        "form": form,
        "section": "agreements",
    }
    return render(request, "stewardship/agreement.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("agreements/", agreements, name="agreements"),
    path("agreements/<uuid:id>/", agreement, name="agreement"),
]
