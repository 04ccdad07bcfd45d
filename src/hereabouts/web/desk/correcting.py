"""Putting right what a referral says, after somebody said that it is wrong."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.families import access, changes
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.rights.reads import said_to_be_wrong
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class CorrectForm(Dressed):
    """What is put right, and what it should be."""

    what = forms.ChoiceField(label=gettext_lazy("What is put right?"))
    words = long_field(
        gettext_lazy("What should it be?"),
        help_text=gettext_lazy("The whole of it; a day as 2019-03-12. What stood there is not kept."),
    )

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(choices.items())


@holding("referral.correct", purpose=PURPOSE)
def correct(request: HttpRequest, id) -> HttpResponse:
    """Put one thing right."""
    referral = access.find_for(request.actor, id, "correct", on=request.today)
    form = CorrectForm(sent_by(request), choices=changes.correctable(request.actor, referral, on=request.today))
    if request.method == "POST" and form.is_valid():
        try:
            changes.correct(by=request.actor, on=request.today, referral=referral, **form.cleaned_data)
        except changes.NotCorrected as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Put right. Tell your governance lead, who answers the person."))
            return redirect("triage-card", id=id)
    context = {
        "ref": referral.ref,
        "id": id,
        "form": form,
        "section": "families",
        "wrong": said_to_be_wrong([referral.pk]),
    }
    return render(request, "desk/correct.html", context, status=422 if form.is_bound else 200)


urlpatterns = [path("triage/<uuid:id>/correct/", correct, name="triage-correct")]
