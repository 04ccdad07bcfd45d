"""Defining a place, or defining it anew: by a name, by a line, or by picking areas. First look, then keep."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.places.definition import Definition
from hereabouts.core.sentences import Sentence
from hereabouts.records.places import access, changes
from hereabouts.records.places.choices import councils, neighbourhoods
from hereabouts.records.places.made import preview
from hereabouts.records.places.versions import standing
from hereabouts.web.partnership.place_forms import LineForm, NamedForm, PickForm
from hereabouts.web.partnership.place_page import grounds_page, picking_list, picking_map
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("place.define")
def by_name(request: HttpRequest, id=None) -> HttpResponse:
    """Choose a way to define a place; the form on the page is for one that has a name."""
    place = _place(request, id)
    known = councils()
    form = NamedForm(sent_by(request), place=place, kinds={c.name.lower(): c.kind for c in known})
    return _flow(request, place, form, "partnership/place/define.html", {"councils": known})


@holding("place.define")
def by_line(request: HttpRequest, id=None) -> HttpResponse:
    """Give a line, as a file or as text, and see which areas lie inside."""
    place = _place(request, id)
    form = LineForm(sent_by(request), request.FILES or None, place=place)
    return _flow(request, place, form, "partnership/place/line.html", {})


@holding("place.define")
def by_picking(request: HttpRequest, id=None) -> HttpResponse:
    """Tick areas from a list by neighbourhood, or on the map."""
    place = _place(request, id)
    known = councils()
    asked = request.GET.get("council") or request.POST.get("council")
    council = next((c for c in known if f"{c.generation}/{c.code}" == asked), None)
    if council is None:
        return render(request, "partnership/place/pick_council.html", {**_room(place), "councils": known})
    areas = neighbourhoods(council)
    choices = [area for neighbourhood in areas for area in neighbourhood.areas]
    form = PickForm(sent_by(request), place=place, codes=[area.code for area in choices])
    ticked = set(request.POST.getlist("codes")) if request.method == "POST" else _standing_codes(place)
    context = {
        "council": council,
        "asked": asked,
        "neighbourhoods": picking_list(areas, ticked),
        "ticked": ticked,
        "map": picking_map(choices, ticked),
    }
    return _flow(request, place, form, "partnership/place/pick.html", context)


def _flow(request: HttpRequest, place, form, template: str, context: dict) -> HttpResponse:
    """Show the form; after the first step what would come of it; after the second the place."""
    if request.method == "POST" and form.is_valid():
        definition = _definition(form, place)
        try:
            if request.POST.get("step") == "save":
                return _kept(request, place, form, definition)
            grounds, remarks = preview(definition)
            context |= {
                "preview": grounds_page(grounds, definition.how, form.rule.boundary),
                "remarks": [said(r.sentence) for r in remarks],
            }
            form = _answers_kept(form)
        except Sentence as problem:
            form.add_error(None, said(problem))
    status = 422 if form.errors else 200
    return render(request, template, {**_room(place), "form": form, **context}, status=status)


def _answers_kept(form):
    """Give the form back with the line in its text field: no browser sends a file a second time."""
    if isinstance(form, LineForm):
        form.data = form.data.copy()
        form.data["text"], form.data["called"] = form.drawn.geojson, form.rule.called
    return form


def _definition(form, place) -> Definition:
    """Make the definition; a place that exists keeps what somebody overruled, as far as it is still touched."""
    had = form.cleaned_data
    made = Definition(form.rule, had.get("how") or "best", (), had["note"].strip(), form.remarks)
    return replace(made, overrules=standing(place).overrules) if place and not form.rule.codes else made


def _kept(request: HttpRequest, place, form, definition: Definition) -> HttpResponse:
    name = place.name if place else form.cleaned_data["name"]
    kept = changes.define(
        by=request.actor, on=request.today, name=name, rule=definition, place=place, anew=place is not None
    )
    messages.success(request, _("Saved. These are the areas it is made of."))
    return redirect("place-made", id=kept.pk)


def _place(request: HttpRequest, id):
    return access.find(request.actor, id, on=request.today) if id else None


def _standing_codes(place) -> set[str]:
    return set(standing(place).rule.codes) if place else set()


def _room(place) -> dict:
    return {"place": place, "section": "place"}


urlpatterns = [
    path("places/define/", by_name, name="place-define"),
    path("places/define/line/", by_line, name="place-line"),
    path("places/define/pick/", by_picking, name="place-pick"),
    path("places/<uuid:id>/define/", by_name, name="place-define"),
    path("places/<uuid:id>/define/line/", by_line, name="place-line"),
    path("places/<uuid:id>/define/pick/", by_picking, name="place-pick"),
]
