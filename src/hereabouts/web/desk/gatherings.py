"""The register of local solutions groups: when each meets, and how often it did. Staff read it; it holds no family."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.records.families import access, changes, gatherings, packs
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.gathering_forms import GroupForm, MeetingForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("solutions_group.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the groups with their next day and how often they met."""
    here = _places(request)
    context = {
        "groups": gatherings.groups(request.actor, on=request.today),
        "may_open": bool(here),
        "section": "families",
    }
    return render(request, "desk/lsgs.html", context)


def _places(request: HttpRequest) -> list:
    here = list(places.visible(request.actor, on=request.today))
    return gatherings.places_for_groups(request.actor, here, on=request.today)


@holding("solutions_group.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Put a group into the register."""
    here = _places(request)
    if not here:
        raise NotFound
    form = GroupForm(sent_by(request), places=here)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        place = places.find(request.actor, told.pop("place"), on=request.today)
        try:
            made = changes.open_group(by=request.actor, on=request.today, place=place, **told)
        except Sentence as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("It stands in the register."))
            return redirect("lsg", made.pk)
    return render(
        request, "desk/lsg_new.html", {"form": form, "section": "families"}, status=422 if form.errors else 200
    )


@holding("solutions_group.see")
def one(request: HttpRequest, id) -> HttpResponse:
    """Show one group with every day on which it was due."""
    row = access.find_group(request.actor, id, on=request.today)
    group = gatherings.group(request.actor, row, on=request.today)
    may_plan = group.may_keep and holds(request, "referral", "plan")
    return render(request, "desk/lsg.html", {"group": group, "may_plan": may_plan, "section": "families"})


@holding("solutions_group.keep")
def meeting(request: HttpRequest, id) -> HttpResponse:
    """Write down what came of a day on which the group was due, or that the group has ended."""
    row = access.find_group(request.actor, id, on=request.today, verb="keep")
    if request.POST.get("do") == "end":
        try:
            changes.end_group(by=request.actor, on=request.today, group=row)
            messages.success(request, _("Ended. What it held stays in the register."))
        except changes.NotAGroup as problem:
            messages.error(request, said(problem))
        return redirect("lsg", id)
    group = gatherings.group(request.actor, row, on=request.today)
    form = MeetingForm(sent_by(request), days=[day.due_on for day in group.days])
    if request.method == "POST" and form.is_valid() and _written(request, row, form):
        messages.success(request, _("Written down."))
        return redirect("lsg", id)
    context = {"form": form, "group": group, "section": "families"}
    return render(request, "desk/lsg_meeting.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, row, form: MeetingForm) -> bool:
    told = form.cleaned_data
    due_on = date.fromisoformat(told["due_on"])
    held_on = (told["held_on"] or due_on) if told["outcome"] == "held" else None
    facts = {"by": request.actor, "on": request.today, "group": row, "due_on": due_on, "held_on": held_on}
    try:
        changes.record_meeting(**facts, chair=told["chair"])
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


@holding("referral.plan", purpose=access.PURPOSE)
def pack(request: HttpRequest, id) -> HttpResponse:
    """Show the families of a group's next meeting, to print: whom to ring, what is in place, missing and done twice."""
    row = access.find_group(request.actor, id, on=request.today, verb="keep")
    context = {
        "pack": packs.pack(request.actor, row, on=request.today, now=timezone.now()),
        "group": gatherings.group(request.actor, row, on=request.today), "section": "families",
    }  # fmt: skip
    return render(request, "desk/lsg_pack.html", context)


urlpatterns = [
    path("solutions-groups/", index, name="lsgs"),
    path("solutions-groups/new/", new, name="lsg-new"),
    path("solutions-groups/<uuid:id>/", one, name="lsg"),
    path("solutions-groups/<uuid:id>/meeting/", meeting, name="lsg-meeting"),
    path("solutions-groups/<uuid:id>/pack/", pack, name="lsg-pack"),
]
