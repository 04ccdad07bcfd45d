"""Hot spots of a place: where counts are gathered, on a map and in a table, and how sure that is."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hereabouts.core.evidence.guards import may_ask
from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence import hotspots as evidence
from hereabouts.records.places import access
from hereabouts.records.places.reads import sheet
from hereabouts.web.partnership.hotspots_page import page
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


class AskForm(forms.Form):
    """What to look at, when, and whom to call a neighbour."""

    indicator = forms.ChoiceField(label=_("What to look at"))
    period = forms.CharField(
        label=_("When"),
        required=False,
        help_text=_("2021-09, 2020, 2019-08..2020-07 or all. Leave it empty for the newest."),
    )
    neighbours = forms.ChoiceField(
        label=_("Who is a neighbour"),
        required=False,
        choices=[
            ("queen", _("Areas that touch, even at a corner")),
            ("rook", _("Areas that share a border")),
            ("knn:6", _("The six nearest areas")),
        ],
    )

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [(one.id, one.label) for one in indicators]
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-select" if isinstance(field.widget, forms.Select) else "govuk-input"


def _asked(request: HttpRequest, place) -> tuple[AskForm, str]:
    """Give the form as asked, and the indicator: the first that counts where none was asked for."""
    able = evidence.indicators(place)
    first = able[0].id if able else ""
    given = {"indicator": first, "neighbours": "queen", **request.GET.dict()}
    return AskForm(given, indicators=able), first


@holding("place.see")
def hot_spots(request: HttpRequest, id) -> HttpResponse:
    """Show where counts are gathered in a place, or why that cannot be said."""
    place = sheet(access.find(request.actor, id, on=request.today))
    shown = {"place": place, "section": "place"}
    try:
        shown["form"], first = _asked(request, place)
        if not first:
            return render(request, "partnership/hot_spots.html", shown)
        if not shown["form"].is_valid():
            may_ask(request.GET.get("indicator", ""), place=place.name)
        else:
            asked = shown["form"].cleaned_data
            read = evidence.of_place(place, asked["indicator"], asked["period"], rule=asked["neighbours"] or "queen")
            shown |= page(read)
    except Sentence as problem:
        shown["refused"] = said(problem)
    return render(request, "partnership/hot_spots.html", shown | {"query": request.GET.urlencode()})


@holding("place.see")
def as_json(request: HttpRequest, id) -> JsonResponse:
    """Give the hot spots as JSON: the same object as the command line."""
    place = sheet(access.find(request.actor, id, on=request.today))
    form, _first = _asked(request, place)
    asked = form.data
    read = evidence.of_place(place, asked["indicator"], asked.get("period", ""), rule=asked["neighbours"])
    return JsonResponse(evidence.as_answer(read))


urlpatterns = [
    path("places/<uuid:id>/hot-spots/", hot_spots, name="hot-spots"),
    path("places/<uuid:id>/hot-spots.json", as_json, name="hot-spots-json"),
]
