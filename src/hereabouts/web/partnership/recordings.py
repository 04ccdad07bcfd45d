"""Photographs, films and sounds: added to somebody's words, and shown to the partners where their speaker agreed."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said


class RecordingForm(Dressed):
    """A file, what can be seen or heard in it, and what is said in it."""

    file = forms.FileField(
        label=_("The file"), help_text=_("A photograph (JPEG, PNG), a film (MP4) or a sound (MP3, M4A, WAV); up to 20 MB."),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": "image/*,video/mp4,audio/*"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )  # fmt: skip
    caption = forms.CharField(
        label=_("What can be seen or heard?"), max_length=300,
        help_text=_("For whoever cannot see or hear it. No names."),
        error_messages={"required": _("Say in a few words what can be seen or heard.")},
    )  # fmt: skip
    transcript = long_field(_("What is said in it"), help_text=_("Word for word, for a film or a sound."))


@holding("contribution.record")
def add(request: HttpRequest, id) -> HttpResponse:
    """Add a photograph, film or sound to somebody's words."""
    found = access.find(request.actor, id, on=request.today)
    form = RecordingForm(request.POST, request.FILES) if request.method == "POST" else RecordingForm()
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            changes.add_recording(
                by=request.actor, on=request.today, contribution=found, chunks=had["file"].chunks(),
                caption=had["caption"], transcript=had["transcript"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except Sentence as problem:
            form.add_error("file", said(problem))
        else:
            return redirect("contribution", id=id)
    context = room(request, found.place, "said") | {
        "form": form,
        "line": reads.contribution_sheet(found, on=request.today).line,
    }
    return render(request, "partnership/listen/recording_form.html", context, status=422 if form.errors else 200)


@holding("theme.see")
def shown(request: HttpRequest, id) -> HttpResponse:
    """Show what may be shown: photographs, films and sounds whose speaker agreed to it."""
    place = place_for(request, id, "theme.see")
    context = room(request, place, "themes") | {"recordings": reads.shown(place, on=request.today)}
    return render(request, "partnership/listen/shown.html", context)


@holding("theme.see")
def recording(request: HttpRequest, id) -> HttpResponse:
    """Send one recording to whoever works on the words, or to the partners while it may be shown."""
    at_work = holds(request, "contribution", "see")
    try:
        found = reads.file_of(request.actor, id, on=request.today, at_work=at_work)
    except NotFound:
        if not at_work:
            raise
        found = reads.file_of(request.actor, id, on=request.today, at_work=False)
    if not found.path.exists():
        raise NotFound
    return HttpResponse(found.path.read_bytes(), content_type=found.type)


urlpatterns = [
    path("contributions/<uuid:id>/recording/", add, name="recording-add"),
    path("places/<uuid:id>/shown/", shown, name="shown"),
    path("recordings/<uuid:id>/", recording, name="recording"),
]
