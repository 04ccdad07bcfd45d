"""The register of hubs: where families find several services at once. Staff read it; it holds no family."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.records.families import access, board, changes
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.desk_forms import HubForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("hub.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the hubs."""
    here = board.places_for_hubs(request.actor, list(places.visible(request.actor, on=request.today)), on=request.today)
    context = {"hubs": board.hubs(request.actor, on=request.today), "may_open": bool(here), "section": "families"}
    return render(request, "desk/hubs.html", context)


@holding("hub.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Put a hub into the register."""
    here = board.places_for_hubs(request.actor, list(places.visible(request.actor, on=request.today)), on=request.today)
    if not here:
        raise NotFound
    form = HubForm(sent_by(request), places=here)
    if request.method == "POST" and form.is_valid():
        place = places.find(request.actor, form.cleaned_data["place"], on=request.today)
        facts = {"by": request.actor, "on": request.today, "place": place, "name": form.cleaned_data["name"]}
        try:
            changes.open_hub(**facts, told=form.told())
        except Sentence as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("It stands in the register."))
            return redirect("hubs")
    return render(request, "desk/hub.html", {"form": form, "section": "families"}, status=422 if form.errors else 200)


@holding("hub.keep")
def one(request: HttpRequest, id) -> HttpResponse:
    """Change a hub, or close it."""
    hub = access.find_hub(request.actor, id, on=request.today)
    if request.POST.get("do") == "close":
        changes.close_hub(by=request.actor, on=request.today, hub=hub)
        messages.success(request, _("Closed. It stands in the register no more."))
        return redirect("hubs")
    known = {name: getattr(hub, name) for name in ("name", "address", "hours", "formality", "access")}
    known |= {"place": str(hub.place_id), "services": "\n".join(hub.services), "staff": "\n".join(hub.staff)}
    form = HubForm(sent_by(request), places=[hub.place], initial=known)
    if request.method == "POST" and form.is_valid():
        changes.change_hub(by=request.actor, on=request.today, hub=hub, told=form.told())
        messages.success(request, _("Changed."))
        return redirect("hubs")
    context = {"form": form, "hub": hub.name, "section": "families"}
    return render(request, "desk/hub.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("hubs/", index, name="hubs"),
    path("hubs/new/", new, name="hub-new"),
    path("hubs/<uuid:id>/", one, name="hub"),
]
