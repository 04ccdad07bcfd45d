"""The shared calendar of listening with its warnings, as a page and as a file; and what is happening everywhere."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.core.sentences import Sentence
from hereabouts.engines.calendars import LONDON, Entry, written_all
from hereabouts.records.evidence.here import here as living
from hereabouts.records.places import access as places
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import asked, place_for, room
from hereabouts.web.partnership.programme_forms import AnnounceForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

MORNING, HOURS = time(10), timedelta(hours=2)  # what a calendar shows where only the day is known


@holding("engagement.see")
def calendar(request: HttpRequest, id) -> HttpResponse:
    """Show what is to come, month by month, with what is in each other's way and who is asked too often."""
    place = place_for(request, id, "engagement.see")
    found, around = reads.calendar(request.actor, on=request.today, place=place), living(sheet(place))
    months: dict[str, list] = {}
    for line in found.coming:
        month = f"{_(line.held_on.strftime('%B'))} {line.held_on.year}"
        where = around.name(line.area) if line.area else ""
        months.setdefault(month, []).append(
            (line, where, reads.gap_said(line.community, around) if line.community else "")
        )
    context = room(request, place, "calendar") | {
        "announced": reads.announced(request.actor, on=request.today, place=place), "found": found,
            "months": list(months.items()), "tired": [(t, _whom(t.asking, around)) for t in found.tired],
    }  # fmt: skip
    return render(request, "partnership/listen/calendar.html", context)


def _whom(asking, around) -> str:
    if asking.community:
        return reads.gap_said(asking.community, around)
    return around.name(asking.area)


@holding("engagement.see")
def calendar_file(request: HttpRequest, id) -> HttpResponse:
    """Give the activities to come as one calendar file."""
    place = place_for(request, id, "engagement.see")
    found = reads.calendar(request.actor, on=request.today, place=place)
    entries = [_entry(request, line) for line in found.coming]
    response = HttpResponse(written_all(entries, maker="Listening"), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="listening.ics"'
    return response


def _entry(request: HttpRequest, line) -> Entry:
    starts = timezone.make_aware(datetime.combine(line.held_on, MORNING), LONDON)
    return Entry(
        uid=f"listening-{line.id}@hereabouts", starts_at=starts, ends_at=starts + HOURS, summary=line.name, sequence=0,
        changed_at=timezone.make_aware(datetime.combine(request.today, time()), LONDON), location=line.venue,
        description=_("Only the day is known here: ask whoever leads it for the hour."),
        url=request.build_absolute_uri(reverse("activity", args=[line.id])),
    )  # fmt: skip


@holding("engagement.see")
def register(request: HttpRequest) -> HttpResponse:
    """Say what is happening in every place of the reader, and which partners are not involved."""
    mine = [
        place for place in places.visible(request.actor, on=request.today)
        if access.holds_here(request.actor, "engagement.see", place, on=request.today)
    ]  # fmt: skip
    lines = reads.register(request.actor, on=request.today, places=mine)
    return render(request, "partnership/listen/everywhere.html", {"lines": lines, "section": "listen"})


@holding("activity.announce")
def announce(request: HttpRequest, id) -> HttpResponse:
    """Say how anybody can take part in something to come."""
    found = access.activity(request.actor, id, on=request.today)
    place_for(request, found.place_id, "activity.announce")
    form = AnnounceForm(request.POST if request.method == "POST" else None, initial={"joining": found.joining})
    if request.method == "POST" and form.is_valid():
        try:
            changes.announce(by=request.actor, on=request.today, activity=found, **form.cleaned_data)
            return redirect("activity", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    told = {
        "title": _("Announce %(name)s") % {"name": found.name},
        "lede": _("It joins the ways to take part that the partnership publishes."),
    }  # fmt: skip
    return asked(request, found.place, "programme", form, **told)


@require_POST
@holding("activity.announce")
def publish_ways(request: HttpRequest, id) -> HttpResponse:
    """Put the announced ways to take part forward; somebody else releases them."""
    place = place_for(request, id, "activity.announce")
    changes.propose_ways(by=request.actor, on=request.today, place=place)
    messages.success(request, _("Put forward. Once somebody else has looked at it, anybody can read it."))
    return redirect("listen-calendar", id=id)


urlpatterns = [
    path("listen/everywhere/", register, name="listen-register"),
    path("places/<uuid:id>/listening/calendar/", calendar, name="listen-calendar"),
    path("places/<uuid:id>/listening/calendar.ics", calendar_file, name="listen-calendar-file"),
    path("places/<uuid:id>/listening/ways-to-take-part/", publish_ways, name="ways-publish"),
    path("activities/<uuid:id>/announce/", announce, name="activity-announce"),
]
