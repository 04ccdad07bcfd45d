"""Pages of training: the catalogue, and a new course in it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hereabouts.engines.definitions import roles
from hereabouts.records.partners import changes, reads
from hereabouts.records.trust.reads import courses_asked_for
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by


class CourseForm(Dressed):
    """One course."""

    name = forms.CharField(
        label=_lazy("Name"), max_length=120, help_text=_lazy("Roles and agreements ask for it by this name.")
    )
    about = long_field(_lazy("What it is about"), rows=3)
    provider = forms.ChoiceField(label=_lazy("Given by"), required=False)
    open_to = forms.CharField(label=_lazy("Who may come"), max_length=200, required=False)
    lasts_months = forms.IntegerField(
        label=_lazy("Counts for how many months"), min_value=1, max_value=240, required=False,
        help_text=_lazy("Leave it empty if it does not run out."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(o.id), o.name) for o in reads.organisations()]
        self.fields["provider"].choices = [("", _("Not known")), *partners]


@holding("training.see")
def training(request: HttpRequest) -> HttpResponse:
    """Show the courses, how many have completed each, what asks for them, and one's own."""
    asked = courses_asked_for(request.actor, on=request.today)
    for role in roles().values():
        for course in role.requires:
            asked.setdefault(course, []).append(_(role.label))
    lines = [(line, asked.pop(line.name, [])) for line in reads.catalogue(on=request.today)]
    context = {
        "lines": lines, "not_offered": sorted(asked.items()), "mine": reads.completed_by(request.user, on=request.today),
        "may_offer": holds(request, "training", "offer"), "here": "training",
    }  # fmt: skip
    return render(request, "office/training.html", context)


@holding("training.offer")
def offer(request: HttpRequest) -> HttpResponse:
    """Put a course into the catalogue."""
    form = CourseForm(sent_by(request))
    if form.is_bound and form.is_valid():
        facts = dict(form.cleaned_data)
        provider = reads.organisation(facts.pop("provider") or None)
        changes.offer_course(by=request.actor, on=request.today, provider=provider, **facts)
        messages.success(request, _("The course is in the catalogue."))
        return redirect("training")
    return render(request, "office/course.html", {"form": form}, status=422 if form.is_bound else 200)


urlpatterns = [
    path("training/", training, name="training"),
    path("training/offer/", offer, name="course-offer"),
]
