"""How good the matching is, and for whom it is worse; and the pairs that a person judges to find that out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from hereabouts.records.families import access, changes, checks
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE
MOST_DIGITS = 6  # of the place of a pair in a sample
ANSWERS = {"yes": True, "no": False, "not sure": None}


@holding("linkage_check.count", purpose=PURPOSE)
def quality(request: HttpRequest) -> HttpResponse:
    """Show what the newest check of a place says, for everybody and by group."""
    known = list(places.visible(request.actor, on=request.today))
    here = checks.may_in(request.actor, "count", known, on=request.today)
    if not here:
        raise NotFound
    place = next((p for p in here if str(p.pk) == request.GET.get("place")), here[0])
    result = checks.newest(request.actor, place, on=request.today)
    draws = place in checks.may_in(request.actor, "draw", known, on=request.today)
    context = {
        "place": place, "places": here, "result": result, "told": result and result.quality, "draws": draws, "section": "families",
    }  # fmt: skip
    return render(request, "desk/quality.html", context)


@require_POST
@holding("linkage_check.draw", purpose=PURPOSE)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a new check of a place."""
    here = checks.may_in(request.actor, "draw", places.visible(request.actor, on=request.today), on=request.today)
    place = next((p for p in here if str(p.pk) == request.POST.get("place")), None)
    if place is None:
        raise NotFound
    try:
        made = changes.draw_check(by=request.actor, on=request.today, at=timezone.now(), place=place)
    except (changes.NothingToCheck, changes.CheckStands) as problem:
        messages.error(request, said(problem))
        return redirect("linkage-quality")
    return redirect("linkage-judge", id=made.pk)


@holding("linkage_check.judge", purpose=PURPOSE)
def judge(request: HttpRequest, id) -> HttpResponse:
    """Show the next pair to judge; a POST says what it is."""
    check = checks.find(request.actor, id, on=request.today)
    if request.method == "POST":
        return _judged(request, check)
    found = checks.next_pair(request.actor, check, on=request.today)
    context = {
        "check": check, "n": found and found[0], "p": found and found[1], "section": "families",
        "done": check.verdicts.values("n").distinct().count(), "all": len(check.pairs),
    }  # fmt: skip
    return render(request, "desk/quality_pair.html", context)


def _judged(request: HttpRequest, check) -> HttpResponse:
    n, answer = request.POST.get("n", ""), request.POST.get("answer")
    if not n.isdecimal() or len(n) > MOST_DIGITS or answer not in ANSWERS:
        raise NotFound
    try:
        changes.judge_pair(
            by=request.actor, on=request.today, at=timezone.now(), check=check, n=int(n), same=ANSWERS[answer]
        )
    except changes.NotToJudge as problem:
        messages.error(request, said(problem))
    return redirect("linkage-judge", id=check.pk)


urlpatterns = [
    path("families/quality/", quality, name="linkage-quality"),
    path("families/quality/draw/", draw, name="linkage-draw"),
    path("families/quality/<uuid:id>/", judge, name="linkage-judge"),
]
