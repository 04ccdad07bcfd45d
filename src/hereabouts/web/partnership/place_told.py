"""The same numbers told to others: a committee, people who read easily or not, and who speaks which language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.evidence.figure import beside, in_words
from hereabouts.core.evidence.profile import Profile
from hereabouts.engines.definitions import disclosure, indicators
from hereabouts.records.evidence.languages import spoken
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.access import find
from hereabouts.records.places.reads import sheet
from hereabouts.web.shared.doors import holding

FINDINGS = 3
RULE = "open"  # what may leave the partnership


@holding("place.see")
def committee(request: HttpRequest, id) -> HttpResponse:
    """One page for a committee: three findings, how sure they are, and what is not known."""
    place = sheet(find(request.actor, id, on=request.today))
    read = portrait(place, request.GET.get("index"))
    told = [_finding(f, read) for f in _worst(read.profile)]
    unknown = [f for f in read.profile.indicators if f.value is None]
    context = {"place": place, "section": "place", "profile": read.profile, "findings": told, "unknown": unknown}
    return render(request, "partnership/committee.html", context)


def _worst(profile: Profile) -> list[Any]:
    """Give the three clearest differences for the worse, one a topic: by how many times the council's figure they are."""
    worse = [f for f in profile.indicators if f.value is not None and in_words(f, beside(f)) == "worse"]
    worse.sort(key=lambda f: -_times(f))
    first: dict[str, Any] = {}
    for figure in worse:
        first.setdefault(figure.topic, figure)
    return list(first.values())[:FINDINGS]


def _times(figure: Any) -> float:
    there = beside(figure).value
    low, high = sorted((figure.value, there))
    return high / low if low > 0 else 0.0


def _finding(figure: Any, read: Any) -> dict[str, Any]:
    history = read.histories.get(figure.id)
    change = history.since_first if history else None
    return {"figure": figure, "council": beside(figure), "change": change}


@holding("place.see")
def easy_read(request: HttpRequest, id) -> HttpResponse:
    """Tell the numbers in short sentences, one idea a line, each with a picture and the words of it."""
    place = sheet(find(request.actor, id, on=request.today))
    read = portrait(place, request.GET.get("index"))
    worse = [_easy(f) for f in _worst(read.profile)]
    better = [_easy(f) for f in read.profile.indicators if f.value is not None and in_words(f, beside(f)) == "better"][
        :FINDINGS
    ]
    context = {"place": place, "section": "place", "profile": read.profile, "worse": worse, "better": better}
    return render(request, "partnership/easy_read.html", context)


def _easy(figure: Any) -> dict[str, Any]:
    """Say a share as so many in a hundred, and draw them; a rate has no such picture and is said as more or less.

    In ten would be easier and untrue: 15 % and 11 % would become two and one.
    """
    share, there = figure.unit.startswith(("of ", "share ")), beside(figure)
    hundred, theirs = (round(100 * figure.value), round(100 * there.value)) if share else (None, None)
    dots = [(5 + 10 * (n % 10), 5 + 10 * (n // 10), n < (hundred or 0)) for n in range(100)]
    more = figure.value > there.value
    document = indicators()[figure.id]
    return {
        "figure": figure,
        "name": document.easy or document.label,
        "council": there,
        "hundred": hundred,
        "there": theirs,
        "dots": dots,
        "more": more,
    }


@holding("place.see")
def languages(request: HttpRequest, id) -> HttpResponse:
    """Show which main languages people speak, area by area, with small counts hidden."""
    place = sheet(find(request.actor, id, on=request.today))
    rule = disclosure()[RULE]
    context = {"place": place, "section": "place", "rule": rule, "told": spoken(place, rule)}
    return render(request, "partnership/languages.html", context)


urlpatterns = [
    path("places/<uuid:id>/committee/", committee, name="place-committee"),
    path("places/<uuid:id>/easy-read/", easy_read, name="place-easy-read"),
    path("places/<uuid:id>/languages/", languages, name="place-languages"),
]
