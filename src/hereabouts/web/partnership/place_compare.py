"""Up to four places side by side, and the neighbourhoods that are most like one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.evidence.neighbours import Neighbourhood, NothingAlike
from hereabouts.core.evidence.picked import PICKED
from hereabouts.core.evidence.side_by_side import (
    MOST,
    Line,
    One,
    found,
    index_refused,
    rank_refused,
    refused,
    side_by_side,
)
from hereabouts.engines.definitions import topics
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.compared import one, similar
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.places.access import find, visible
from hereabouts.records.places.reads import Sheet, sheet
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("place.see")
def compare(request: HttpRequest, id) -> HttpResponse:
    """Hold a place against others: up to four in all. Asked to combine ranks, it says why not."""
    first = find(request.actor, id, on=request.today)
    others = [p for p in visible(request.actor, on=request.today) if p.pk != first.pk]
    wanted = {UUID(given) for given in request.GET.getlist("with") if _is_id(given)}
    chosen = [p for p in others if p.pk in wanted]
    context = {
        "place": sheet(first), "section": "place", "others": [(p, p.pk in wanted) for p in others], "most": MOST,
    }  # fmt: skip
    try:
        told = _told([one(sheet(place)) for place in (first, *chosen)], request)
        told["similar"] = None if chosen else _similar(sheet(first))
    except NoEvidence as none:
        return render(request, "partnership/no_evidence.html", context | {"sentence": str(none)})
    return render(request, "partnership/compare.html", context | told)


def _told(ones: Sequence[One], request: HttpRequest) -> dict[str, Any]:
    alone = len(ones) == 1
    lines = () if alone else side_by_side(ones, indicators())
    by_index, by_measure = index_refused(ones), refused(ones, request.GET.get("by", ""), request.GET.get("way", ""))
    worse, better, tested = found(lines)
    return {
        "ones": ones, "topics": _by_topic(lines), "worse": worse, "better": better, "tested": tested, "picked": PICKED,
        "refused": by_index and said(by_index), "by_measure": by_measure and said(by_measure),
        "no_rank": [said(problem) for problem in rank_refused(ones)],
    }  # fmt: skip


def _by_topic(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    told = [(topic["label"], [line for line in lines if line.topic == code]) for code, topic in topics().items()]
    return [(label, some) for label, some in told if some]


def _is_id(given: str) -> bool:
    try:
        UUID(given)
    except ValueError:
        return False
    return True


def _similar(place: Sheet) -> Neighbourhood | None:
    try:
        return similar(place)
    except NothingAlike:
        return None


urlpatterns = [
    path("places/<uuid:id>/compare/", compare, name="place-compare"),
]
