"""Breaking the glass: open a family's record that no agreement opens, for an hour, with a reason that somebody will read."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import break_glass, safeguarding
from hereabouts.records.families import glass as families
from hereabouts.records.rights.reads import said_to_be_wrong
from hereabouts.records.trust import changes, glass
from hereabouts.records.trust.who import holding as who_holds
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said


class GlassForm(Dressed):
    """Which record, why, and that what happens next was read."""

    ref = forms.CharField(
        label=gettext_lazy("The reference of the family’s record"), max_length=40,
        help_text=gettext_lazy("Such as FH-2026-0069. Names are not searched. If you have none, ring the triage team."),
    )  # fmt: skip
    reason = long_field(
        gettext_lazy("What do you know, and what could happen if you do not look?"), rows=4, required=True,
        help_text=gettext_lazy("A sentence or two. Whoever reviews it reads this."),
    )  # fmt: skip
    understood = forms.BooleanField(
        label=gettext_lazy("I have read what happens, and I look to keep somebody from harm"),
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
        error_messages={"required": gettext_lazy("Tick that you have read what happens.")},
    )


@holding("glass.break")
def break_it(request: HttpRequest) -> HttpResponse:
    """Say what happens, then ask for the record and the reason; a POST opens it."""
    now = timezone.now()
    form = GlassForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("ref", "reason")}
        try:
            opened = changes.break_glass(by=request.actor, on=request.today, at=now, **facts)
        except Sentence as problem:
            form.add_error("reason" if type(problem).__name__ == "NoReason" else "ref", said(problem))
        else:
            messages.success(request, _("Open. It is written down, and your reason waits to be read."))
            return redirect("glass", id=opened.id)
    context = {
        "form": form, "rule": break_glass(), "ring": safeguarding(), "section": "families",
        "reviewers": who_holds("glass", "review", on=request.today), "open": glass.mine(request.actor, at=now),
    }  # fmt: skip
    return render(request, "desk/break_glass.html", context, status=422 if form.errors else 200)


@holding("glass.break")
def one(request: HttpRequest, id) -> HttpResponse:
    """Show what was opened, until the hour is over."""
    told = families.behind(request.actor, id, on=request.today, at=timezone.now())
    context = {"told": told, "ring": safeguarding(), "section": "families", "wrong": said_to_be_wrong([told.id])}
    return render(request, "desk/behind_glass.html", context)


urlpatterns = [
    path("break-glass/", break_it, name="break-glass"),
    path("break-glass/<uuid:id>/", one, name="glass"),
]
