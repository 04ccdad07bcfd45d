"""The Place Standard: scored theme by theme on a phone, and shown as a spider with its table."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.place_standard import Scale, corners, spoke
from hereabouts.engines.definitions import place_standards
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

SIZE = 150  # the radius of the spider
MODES = (("individual", gettext_lazy("One person")), ("group", gettext_lazy("A group that agreed")))
RADIO = {"class": "govuk-radios__input"}


class ScoreForm(Dressed):
    """Each theme from one to seven, by one person or by a group; what was not talked about stays open."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mode = forms.ChoiceField(
        label=gettext_lazy("Who scores?"), choices=MODES, initial="individual", widget=forms.RadioSelect(RADIO)
    )
    people = forms.IntegerField(label=gettext_lazy("How many are in the group?"), min_value=2, required=False)
    activity = forms.ChoiceField(label=gettext_lazy("Where was it?"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("I said what this is for, and they agree to take part"),
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
        error_messages={
            "required": gettext_lazy("Tick this once they agree to take part. Without it, write nothing down.")
        },
    )

    def __init__(self, *args, of: Scale, activities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["activity"].choices = [("", _("None of these")), *((str(a.id), a.name) for a in activities)]
        scores = [("", _("not talked about")), *((str(n), str(n)) for n in range(of.lowest, of.highest + 1))]
        for n, theme in enumerate(of.themes):
            label = theme[:1].upper() + theme[1:]
            self.fields[f"theme-{n}"] = forms.ChoiceField(
                label=label, choices=scores, required=False, initial="", widget=forms.RadioSelect(RADIO)
            )

    @property
    def themes(self):
        """Give the field of each theme."""
        return [self[f"theme-{n}"] for n in range(len(self.of.themes))]

    def scores(self) -> dict[str, int]:
        """Give the scores by theme; one that was left open is none."""
        told = {theme: self.cleaned_data[f"theme-{n}"] for n, theme in enumerate(self.of.themes)}
        return {theme: int(score) for theme, score in told.items() if score}


def _version(request: HttpRequest) -> Scale:
    return place_standards().get(request.GET.get("version", ""), place_standards()["place_standard"])


@holding("place_score.see")
@require_safe
def spider(request: HttpRequest, id) -> HttpResponse:
    """Show how a place was scored: the spider, and its table; persons and groups apart."""
    place, of = place_for(request, id, "place_score.see"), _version(request)
    found = reads.scored(request.actor, place, on=request.today, version=of.id)
    context = room(request, place, "scores") | {
        "found": found,
        "versions": place_standards().values(),
        "spider": _drawn(found),
    }
    return render(request, "partnership/listen/place_standard.html", context)


def _drawn(found) -> dict:
    """Give what the picture is made of: rings, spokes with their theme's number, and a line for persons and one for groups."""
    of, drawn = found.scale, corners(found.themes, found.scale, size=SIZE)
    rim = [spoke(n, of, 1.12 * SIZE) for n in range(len(of.themes))]
    step = SIZE / found.scale.highest
    return {
        "rings": [round(step * n, 1) for n in range(found.scale.lowest, found.scale.highest + 1)],
        "spokes": [(n, f"{x:.1f}", f"{y:.1f}") for n, (x, y) in enumerate(rim, 1)],
        "lines": {mode: " ".join(f"{x:.1f},{y:.1f}" for x, y in points) for mode, points in drawn.items()},
        "numbers": {theme: n for n, theme in enumerate(found.scale.themes, 1)},
    }


@holding("place_score.record")
def score(request: HttpRequest, id) -> HttpResponse:
    """Write down how somebody, or a group, scores the place."""
    place, of = place_for(request, id, "place_score.record"), _version(request)
    held = [line for line in reads.programme(request.actor, on=request.today, place=place) if not line.planned]
    form = ScoreForm(sent_by(request), of=of, activities=held)
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            activity = access.activity(request.actor, had["activity"], on=request.today) if had["activity"] else None
            made = changes.score_place(
                by=request.actor, on=request.today, place=place, scores=form.scores(), mode=had["mode"], once=had["once"],
                version=of.id, people=had["people"] or 1, activity=activity,
            )  # fmt: skip
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            number = made.participant.key if made.participant else ""
            messages.success(
                request,
                _("Written down. Their number: %(number)s") % {"number": number} if number else _("Written down."),
            )
            return redirect("place-standard", id=id)
    context = room(request, place, "scores") | {"form": form, "of": of}
    return render(request, "partnership/listen/place_standard_score.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("places/<uuid:id>/place-standard/", spider, name="place-standard"),
    path("places/<uuid:id>/place-standard/score/", score, name="place-standard-score"),
]
