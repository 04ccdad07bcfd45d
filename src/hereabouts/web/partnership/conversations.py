"""Recording a conversation: one question a page on a phone, sent twice is once; then the number to hand over, and the next one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import guides
from hereabouts.records.releases.reads import phone
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.capture_forms import OPEN, ConversationForm
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

JUST_NOW = "recorded"  # what the next page says, kept in the session and shown once


@holding("contribution.record")
def record(request: HttpRequest, id) -> HttpResponse:
    """Write down what somebody said."""
    place = place_for(request, id, "contribution.record")
    activities = [line for line in reads.programme(request.actor, on=request.today, place=place) if not line.planned]
    initial = {"heard_on": request.today, "activity": request.GET.get("activity", "")}
    asked = guides().get(request.GET.get("guide", ""), guides()[OPEN])
    form = ConversationForm(sent_by(request), initial=initial, activities=activities, ask=[asked])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["activity"]
        activity = access.activity(request.actor, chosen, on=request.today) if chosen else None
        try:
            made = changes.record_answers(
                by=request.actor, on=request.today, place=place, activity=activity, **form.told()
            )
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            request.session[JUST_NOW] = {"key": made.participant.key, "activity": chosen}
            return redirect("recorded", id=id)
    context = room(request, place, "record") | {"form": form, "guide": asked, "guides": guides().values()}
    return render(request, "partnership/listen/conversation.html", context, status=422 if form.errors else 200)


@holding("contribution.record")
def recorded(request: HttpRequest, id) -> HttpResponse:
    """Say that it is written down, give the number for the person, and offer the next one."""
    place = place_for(request, id, "contribution.record")
    told = request.session.get(JUST_NOW, {})
    again = reverse("conversation", kwargs={"id": id})
    chosen = told.get("activity")
    context = room(request, place, "record") | {
        "key": told.get("key"),
        "phone": phone(id),
        "again": f"{again}?activity={UUID(chosen)}" if chosen else again,
    }
    return render(request, "partnership/listen/recorded.html", context)


urlpatterns = [
    path("places/<uuid:id>/conversation/", record, name="conversation"),
    path("places/<uuid:id>/conversation/recorded/", recorded, name="recorded"),
]
