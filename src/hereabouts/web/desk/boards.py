"""The triage desk as columns, and the page of the morning huddle: references and clocks, nothing of a family."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.families import access, board, changes, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.desk_forms import HuddleForm, lines_of
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by

PURPOSE = access.PURPOSE
HEADINGS = {
    "new": gettext_lazy("New"), "screened": gettext_lazy("Safety asked"), "today": gettext_lazy("Decided today"),
    "going on": gettext_lazy("With the group or one agency"), "closed": gettext_lazy("Closed"),
}  # fmt: skip
IN_SIGHT = 12  # of those that are closed; the rest stand behind one click


@holding("referral.screen", purpose=PURPOSE)
def index(request: HttpRequest) -> HttpResponse:
    """Show everything triaged in columns, the same lines as the list."""
    columns = [
        {"key": key, "heading": HEADINGS[key], "n": len(lines), "lines": lines[:IN_SIGHT] if key == "closed" else lines,
         "more": lines[IN_SIGHT:] if key == "closed" else []}
        for key, lines in board.board(request.actor, on=request.today, now=timezone.now())
    ]  # fmt: skip
    return render(request, "desk/board.html", {"columns": columns, "section": "families"})


@holding("huddle.see", purpose=PURPOSE)
def huddle(request: HttpRequest) -> HttpResponse:
    """Show what waits in a place on one page to print, and write down who met over it."""
    here = board.places_to_huddle(
        request.actor, list(places.visible(request.actor, on=request.today)), on=request.today
    )
    if not here:
        raise NotFound
    asked = request.POST.get("place") or request.GET.get("place")
    place = next((p for p in here if str(p.pk) == asked), here[0])
    form = HuddleForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        there = lines_of(form.cleaned_data["present"])
        changes.record_huddle(by=request.actor, on=request.today, place=place, present=there)
        messages.success(request, _("Written down."))
        return redirect(f"{reverse('huddle')}?place={place.pk}")
    context = {
        "form": form, "place": place, "places": here, "section": "families", "now": timezone.localtime(),
        "lines": reads.queue(request.actor, on=request.today, now=timezone.now(), place=str(place.pk)),
        "met": board.huddles(request.actor, place, on=request.today),
    }  # fmt: skip
    return render(request, "desk/huddle.html", context, status=422 if form.errors else 200)


urlpatterns = [path("triage/board/", index, name="triage-board"), path("triage/huddle/", huddle, name="huddle")]
