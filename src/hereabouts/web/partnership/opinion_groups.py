"""Opinion groups: votes are loaded, and it is said who votes alike, on what all agree, or why no group can be named."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.opinions_picture import HIGH, WIDE
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.middleware import said

FILE = {"class": "govuk-file-upload", "accept": ".csv,.txt,.tsv"}
SHAPES = {"A": "circle", "B": "square", "C": "triangle", "D": "diamond", "E": "cross"}
INKS = {"A": "#12436D", "B": "#28A197", "C": "#801650", "D": "#F46A25", "E": "#3D3D3D"}


class VotesForm(Dressed):
    """A file of votes, and what its statements say."""

    name = forms.CharField(
        label=_lazy("What is it called?"), max_length=120, error_messages={"required": _lazy("Give the votes a name.")}
    )
    question = forms.CharField(label=_lazy("What was it about?"), max_length=300, required=False)
    file = forms.FileField(
        label=_lazy("The votes"), widget=forms.ClearableFileInput(FILE),
        help_text=_lazy("CSV, one vote a row (voter-id, comment-id, vote); or one row a voter, one column a statement, as Polis has it."),
        error_messages={"required": _lazy("Choose the file."), "empty": _lazy("The file is empty. Save it again and choose it once more.")},
    )  # fmt: skip
    statements = forms.FileField(
        label=_lazy("What the statements say"), required=False, widget=forms.ClearableFileInput(FILE),
        help_text=_lazy("CSV: comment-id, comment-body."),
    )  # fmt: skip


@holding("vote_round.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List the votes of a place, and load others."""
    place = place_for(request, id, "vote_round.see")
    lines = reads.vote_lines(request.actor, place, on=request.today)
    context = room(request, place, "votes") | {"lines": lines, "form": VotesForm()}
    return render(request, "partnership/codes/votes.html", context)


@holding("vote_round.load")
def load(request: HttpRequest, id) -> HttpResponse:
    """Load votes: the groups are found, and who voted how is let go of."""
    place = place_for(request, id, "vote_round.load")
    form = VotesForm(request.POST, request.FILES) if request.method == "POST" else VotesForm()
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            words = had["statements"].chunks() if had["statements"] else ()
            found, points = reads.groups_in(settings.UPLOADS, had["file"].chunks(), words)
            made = changes.load_votes(
                by=request.actor, on=request.today, place=place, name=had["name"], question=had["question"], found=found,
                points=points,
            )  # fmt: skip
            return redirect("opinion-groups", id=made.pk)
        except Sentence as problem:
            form.add_error("file", said(problem))
    lines = reads.vote_lines(request.actor, place, on=request.today)
    context = room(request, place, "votes") | {"lines": lines, "form": form}
    return render(request, "partnership/codes/votes.html", context, status=422 if form.errors else 200)


@holding("vote_round.see")
def groups(request: HttpRequest, id) -> HttpResponse:
    """Show the groups with a picture and its table, or why none can be named."""
    found = access.vote_round(request.actor, id, on=request.today)
    place_for(request, found.place_id, "vote_round.see")
    points = [
        (x, y, letter, SHAPES.get(letter, "circle"), INKS.get(letter, "#474e56")) for x, y, letter in found.points
    ]
    names = [
        (g, SHAPES.get(g["group"], "circle"), INKS.get(g["group"], "#474e56")) for g in found.found["groups"] or ()
    ]
    context = room(request, found.place, "votes") | {
        "round": found, "told": found.found, "points": points, "wide": WIDE, "high": HIGH, "groups": names,
    }  # fmt: skip
    return render(request, "partnership/codes/opinion_groups.html", context)


@holding("vote_round.load")
def drop(request: HttpRequest, id) -> HttpResponse:
    """Take votes out again."""
    found = access.vote_round(request.actor, id, on=request.today)
    place_for(request, found.place_id, "vote_round.load")
    if request.method != "POST":
        raise NotFound
    changes.drop_votes(by=request.actor, on=request.today, vote_round=found)
    messages.success(request, _("The votes are gone."))
    return redirect("votes", id=found.place_id)


urlpatterns = [
    path("places/<uuid:id>/votes/", index, name="votes"),
    path("places/<uuid:id>/votes/load/", load, name="votes-load"),
    path("votes/<uuid:id>/", groups, name="opinion-groups"),
    path("votes/<uuid:id>/drop/", drop, name="votes-drop"),
]
