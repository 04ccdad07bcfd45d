"""Up to four places side by side, and the neighbourhoods that are most like one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.evidence.neighbours import NothingAlike
from hereabouts.core.evidence.side_by_side import MOST, One, index_refused, rank_refused, side_by_side
from hereabouts.engines.definitions import generations, indicators
from hereabouts.records.evidence.compared import similar
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.access import find, visible
from hereabouts.records.places.reads import Sheet, sheet
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("place.see")
def compare(request: HttpRequest, id) -> HttpResponse:
    """Hold a place against others: up to four in all."""
    first = find(request.actor, id, on=request.today)
    others = [p for p in visible(request.actor, on=request.today) if p.pk != first.pk]
    wanted = {UUID(given) for given in request.GET.getlist("with") if _is_id(given)}
    chosen = [p for p in others if p.pk in wanted]
    ones = [_one(sheet(place)) for place in (first, *chosen)]
    lines = side_by_side(ones, indicators())
    context = {
        "place": sheet(first), "section": "place", "others": [(p, p.pk in wanted) for p in others], "most": MOST, "ones": ones,
        "lines": lines if chosen else (), "refused": (problem := index_refused(ones)) and said(problem),
        "no_rank": [said(one) for one in rank_refused(ones)], "similar": _similar(sheet(first)) if not chosen else None,
    }  # fmt: skip
    return render(request, "partnership/compare.html", context)


def _is_id(given: str) -> bool:
    try:
        UUID(given)
    except ValueError:
        return False
    return True


def _one(place: Sheet) -> One:
    profile = portrait(place).profile
    return One(profile, frozenset(place.areas[profile.generation]), str(generations()[profile.generation]["nation"]))


def _similar(place: Sheet) -> object:
    try:
        return similar(place)
    except NothingAlike:
        return None


urlpatterns = [
    path("places/<uuid:id>/compare/", compare, name="place-compare"),
]
