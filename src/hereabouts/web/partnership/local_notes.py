"""Writing down what a number misses, and taking it off again."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence import access, changes
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.access import find
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice.access import here
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class NoteForm(Dressed):
    """One local note."""

    indicator = forms.ChoiceField(label=_("About which number?"), required=False)
    text = long_field(_("What does it miss?"), required=True)

    def __init__(self, *args, labels, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", _("All of them: the whole place")), *labels]
        self.fields["text"].help_text = _("Name no person. Say what you know and how you know it.")


@holding("local_note.write")
def write(request: HttpRequest, id) -> HttpResponse:
    """Write a note about a number, or about the whole place."""
    place = here(request.actor, "local_note.write", find(request.actor, id, on=request.today), on=request.today)
    known = {f.id for f in portrait(sheet(place)).profile.indicators}
    labels = sorted(((i.id, i.label) for i in indicators().values() if i.id in known), key=lambda one: one[1])
    form = NoteForm(sent_by(request), labels=labels, initial={"indicator": request.GET.get("indicator", "")})
    if form.is_bound and form.is_valid():
        try:
            changes.write_note(by=request.actor, on=request.today, place=place, **form.cleaned_data)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            return redirect("place", id=id)
    context = {"place": place, "form": form, "section": "place"}
    return render(request, "partnership/note.html", context, status=422 if form.errors else 200)


@holding("local_note.end")
@require_POST
def end(request: HttpRequest, id) -> HttpResponse:
    """Take a note off the page."""
    local_note = access.find(request.actor, id, on=request.today)
    changes.end_note(by=request.actor, on=request.today, local_note=local_note)
    return redirect("place", id=local_note.place_id)


urlpatterns = [
    path("places/<uuid:id>/notes/", write, name="note-write"),
    path("notes/<uuid:id>/end/", end, name="note-end"),
]
