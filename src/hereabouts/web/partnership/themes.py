"""Themes: what many people said, in one sentence, with who is behind it and who saw it otherwise."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_forms import ThemeForm
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("theme.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """Show the themes, the topics raised, and what residents and workers raise side by side."""
    place = place_for(request, id, "theme.see")
    residents, workers, beside = reads.side_by_side(place, on=request.today)
    taken, turned, share = reads.agreement(place, on=request.today)
    context = room(request, place, "themes") | {
        "themes": reads.theme_lines(request.actor, place, on=request.today),
        "topics": reads.topic_counts(request.actor, place, on=request.today),
        "heard": reads.people_coded(place, on=request.today),
        "residents": residents,
        "workers": workers,
        "beside": beside if workers else [],
        "published": reads.published(place, on=request.today),
        "suggested": {"taken": taken, "decided": taken + turned, "share": share},
    }
    return render(request, "partnership/listen/themes.html", context)


@holding("theme.accept")
def write(request: HttpRequest, id) -> HttpResponse:
    """Write a theme on one topic from words that people coded."""
    place = place_for(request, id, "theme.accept")
    topic = topics().get(request.GET.get("topic", ""))
    if topic is None:
        raise NotFound
    lines = reads.coded_on_topic(request.actor, place, topic["code"], on=request.today)
    form = ThemeForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        behind = [access.find(request.actor, pk, on=request.today) for pk in had["contributions"]]
        facts = {
            "statement": had["statement"],
            "dissent": had["dissent"],
            "topic": topic["code"],
            "contributions": behind,
        }
        try:
            changes.accept_theme(by=request.actor, on=request.today, place=place, **facts)
            return redirect("themes", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, place, "themes") | {"form": form, "topic": topic, "lines": lines}
    return render(request, "partnership/listen/theme_form.html", context, status=422 if form.errors else 200)


@holding("theme.accept")
def drop(request: HttpRequest, id) -> HttpResponse:
    """Take a theme back, after asking once."""
    found = access.theme(request.actor, id, on=request.today)
    if request.method == "POST":
        changes.drop_theme(by=request.actor, on=request.today, theme=found)
        messages.success(request, _("The theme is gone. The words under it stay as they are."))
        return redirect("themes", id=found.place_id)
    return render(
        request, "partnership/listen/theme_drop.html", room(request, found.place, "themes") | {"theme": found}
    )


urlpatterns = [
    path("places/<uuid:id>/themes/", index, name="themes"),
    path("places/<uuid:id>/themes/write/", write, name="theme-write"),
    path("themes/<uuid:id>/take-back/", drop, name="theme-drop"),
]
