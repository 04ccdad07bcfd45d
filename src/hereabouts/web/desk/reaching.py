"""Working on one referral: attempts to reach the family, the pause of its clock, and that a family came before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.core.sentences import Sentence
from hereabouts.records.families import access, changes
from hereabouts.web.desk.desk_forms import AttemptForm, PauseForm
from hereabouts.web.desk.triage import show_card
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE


@require_POST
@holding("referral.try_contact", purpose=PURPOSE)
def contact(request: HttpRequest, id) -> HttpResponse:
    """Write down an attempt to reach the family."""
    referral = access.find_for(request.actor, id, "try_contact", on=request.today)
    form = AttemptForm(request.POST, prefix="t")
    if form.is_valid():
        told = {**form.cleaned_data, "once": str(form.cleaned_data["once"])}
        try:
            changes.try_contact(by=request.actor, on=request.today, at=timezone.now(), referral=referral, **told)
        except Sentence as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Written down."))
            return redirect("triage-card", id=id)
    return show_card(request, referral, attempt=form)


@require_POST
@holding("referral.pause", purpose=PURPOSE)
def pause(request: HttpRequest, id) -> HttpResponse:
    """Stop the clock and say why, or let it run on."""
    referral = access.find_for(request.actor, id, "pause", on=request.today)
    given = {"by": request.actor, "on": request.today, "at": timezone.now(), "referral": referral}
    if request.POST.get("do") == "resume":
        changes.resume(**given)
        messages.success(request, _("The clock runs again."))
        return redirect("triage-card", id=id)
    form = PauseForm(request.POST, prefix="p")
    if form.is_valid():
        try:
            changes.pause(**given, **form.cleaned_data)
        except Sentence as problem:
            form.add_error("reason", said(problem))
        else:
            messages.success(request, _("The clock stands still until you go on."))
            return redirect("triage-card", id=id)
    return show_card(request, referral, pausing=form)


@require_POST
@holding("referral.recognise", purpose=PURPOSE)
def same(request: HttpRequest, id) -> HttpResponse:
    """Say that a family was referred before, or take that back."""
    referral = access.find_for(request.actor, id, "recognise", on=request.today)
    if request.POST.get("do") == "undo":
        changes.unrecognise(by=request.actor, on=request.today, referral=referral)
        messages.success(request, _("Taken back."))
    else:
        earlier = access.find_for(request.actor, request.POST.get("earlier", ""), "recognise", on=request.today)
        changes.recognise(by=request.actor, on=request.today, referral=referral, earlier=earlier)
        messages.success(request, _("Written down. No record was joined."))
    return redirect("triage-card", id=id)


urlpatterns = [
    path("triage/<uuid:id>/contact/", contact, name="triage-contact"),
    path("triage/<uuid:id>/clock/", pause, name="triage-pause"),
    path("triage/<uuid:id>/same/", same, name="triage-same"),
]
