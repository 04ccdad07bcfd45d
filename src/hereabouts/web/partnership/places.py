"""Pages about a place: the list, the profile, and its figures as JSON and CSV."""

import dataclasses
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.engines.definitions import topics
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence import reads as evidence
from hereabouts.records.evidence.notes import notes
from hereabouts.records.evidence.own.figures import own_figures_of, with_own
from hereabouts.records.evidence.portrait import Portrait, portrait
from hereabouts.records.places import access
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans.access import newest_here
from hereabouts.records.voice.access import holds_here
from hereabouts.records.voice.reads import heard, quotes_by_topic
from hereabouts.web.shared.beside_numbers import pairs, unmeasured
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.profile_page import page

# What lets somebody read how many said what, and the words themselves.
SAID = ("contribution.count", "theme.see", "contribution.see")


@holding("place.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the places."""
    context = {
        "places": access.visible(request.actor, on=request.today),
        "section": "place",
        "may_define": holds(request, "place", "define"),
    }
    return render(request, "partnership/places.html", context)


@holding("place.see")
def profile(request: HttpRequest, id) -> HttpResponse:
    """Show the profile of a place, or how to get evidence where there is none."""
    found = access.find(request.actor, id, on=request.today)
    place = sheet(found)
    try:
        own = own_figures_of(request.actor, place, on=request.today)
        read = with_own(portrait(place, request.GET.get("index")), own)
    except NoEvidence as none:
        return render(request, "partnership/no_evidence.html", {"place": place, "sentence": str(none)})
    context = {
        "place": place,
        "section": "place",
        "indicator_pages": True,
        "own_tables": len(own.figures) if holds(request, "own_table", "see") else None,
        "ways": _ways(request, found),
        **page(read, place.fits, request.today),
    }
    return render(request, "partnership/profile.html", context | _said(request, found, read) | _noted(request, found))


def _said(request: HttpRequest, place, read: Portrait) -> dict[str, Any]:
    """Lay what residents say beside the numbers, as far as the reader may read it."""
    may = {what: holds_here(request.actor, what, place, on=request.today) for what in SAID}
    told = heard(place, on=request.today) if may["contribution.count"] or may["theme.see"] else None
    told = told if told and told.people else None
    quoted = (
        quotes_by_topic(place, topics(), on=request.today, limit=1, audience="partners")
        if told and may["contribution.see"]
        else {}
    )
    return {
        "heard": told, "pairs": pairs(read.profile, told, quoted) if told else [],
        "unmeasured": unmeasured(read.profile, told), "board": holds_here(request.actor, "board.see", place, on=request.today),
    }  # fmt: skip


def _noted(request: HttpRequest, place) -> dict[str, Any]:
    written = notes(request.actor, place, on=request.today)
    return {
        "local_notes": written,
        "about": {n.indicator for n in written if n.indicator},
        "may_write": holds_here(request.actor, "local_note.write", place, on=request.today),
    }


def _ways(request: HttpRequest, place) -> list[tuple[str, UUID, str]]:
    """Give what else there is to read of a place: the plan, what residents say, who was heard, the board, what was chosen."""
    ways = (
        ("place-services", "place.see", _("What help there is here, beside the need")),
        ("hot-spots", "place.see", _("Hot spots: where counts are gathered")),
        ("programme", "activity.see", _("How we listen here: what was held, and what is planned")),
        ("themes", "theme.see", _("What residents say")),
        ("who-we-heard", "contribution.count", _("Who we heard, and whom not yet")),
        ("board", "board.see", _("Where voice, numbers and plans part: the triangulation board")),
        ("priorities", "priority.see", _("What the partnership chose to do something about")),
    )
    plan = newest_here(request.actor, place, on=request.today)
    found = [("plan", plan, _("The plan, and how its actions stand"))] if plan else []
    return found + [
        (a, place.pk, words) for a, what, words in ways if holds_here(request.actor, what, place, on=request.today)
    ]


@holding("place.see")
def as_json(request: HttpRequest, id) -> JsonResponse:
    """Give the profile as JSON: the same object as the command line."""
    place = sheet(access.find(request.actor, id, on=request.today))
    return JsonResponse(dataclasses.asdict(evidence.of_place(place, request.GET.get("index"))))


urlpatterns = [
    path("places/", index, name="places"),
    path("places/<uuid:id>/", profile, name="place"),
    path("places/<uuid:id>/profile.json", as_json, name="place-json"),
]
