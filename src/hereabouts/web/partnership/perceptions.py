"""Questions asked again and again: how a place feels to people, year beside year, with likely ranges and a benchmark."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.perceptions import FEWEST, direction
from hereabouts.engines.definitions import methods
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import asked, place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

THAN = {
    "higher": gettext_lazy("More than chance gives"), "lower": gettext_lazy("Fewer, by more than chance gives"),
    "similar": gettext_lazy("No clear difference"), "not compared": gettext_lazy("Not compared"), "": "",
}  # fmt: skip


class QuestionForm(Dressed):
    """A question that will be asked again."""

    wording = forms.CharField(
        label=gettext_lazy("The question, as it is asked every time"), max_length=300,
        help_text=gettext_lazy("“How safe do you feel walking alone here after dark?”"),
    )  # fmt: skip
    answers = long_field(gettext_lazy("Its answers, one a line"), rows=5, required=True)
    good = long_field(
        gettext_lazy("Those that count as “yes”, one a line"), rows=2, required=True,
        help_text=gettext_lazy("“Very safe” and “Safe”, for instance."),
    )  # fmt: skip
    benchmark = forms.FloatField(
        label=gettext_lazy("A benchmark to hold it against, in per cent"), min_value=0, max_value=100, required=False
    )
    benchmark_of = forms.IntegerField(
        label=gettext_lazy("Of how many answers is the benchmark?"), min_value=1, required=False
    )
    benchmark_from = forms.CharField(
        label=gettext_lazy("Whose benchmark, and of when?"), max_length=200, required=False
    )

    def facts(self) -> dict:
        """Give what the change takes: lists, and a share."""
        had = self.cleaned_data
        share = None if had["benchmark"] is None else had["benchmark"] / 100
        lines = {name: had[name].splitlines() for name in ("answers", "good")}
        return had | lines | {"benchmark": share}


class AnswersForm(Dressed):
    """How often each answer was given on a day."""

    asked_on = day_field(gettext_lazy("Asked on"), required=True)
    method = forms.ChoiceField(label=gettext_lazy("How was it asked?"))

    def __init__(self, *args, answers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.fields["method"].choices = [
            (one["id"], one["label"]) for one in methods().values() if one["unit"] != "ethnicities"
        ]
        for n, answer in enumerate(answers):
            self.fields[f"answer_{n}"] = _count(answer)
        self.fields["unanswered"] = _count(_("Asked, and gave no answer"))
        self.fields["note"] = forms.CharField(
            label=_("Anything that was different this time"), required=False, max_length=300
        )
        self.fields["note"].widget.attrs["class"] = "govuk-input"

    def facts(self) -> dict:
        """Give what the change takes: counts by answer."""
        had = self.cleaned_data
        counts = {answer: had[f"answer_{n}"] or 0 for n, answer in enumerate(self.answers)}
        return {name: had[name] for name in ("asked_on", "method", "note")} | {
            "counts": counts, "unanswered": had["unanswered"] or 0,
        }  # fmt: skip


def _count(label) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "govuk-input", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, required=False, widget=box)


@holding("engagement.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List the questions of a place, each with its newest answer and how far that is from the first."""
    place = place_for(request, id, "engagement.see")
    rows = [_told(one) for one in reads.perceptions(request.actor, on=request.today, place=place)]
    return render(request, "partnership/listen/perceptions.html", room(request, place, "perceptions") | {"rows": rows})


def _told(sheet: reads.PerceptionSheet) -> dict:
    lines = [
        {"line": one, "bar": _bar(one.share, sheet.benchmark), "first": THAN[direction(one.since_first)],
         "before": THAN[direction(one.since_before)], "beside": THAN[one.beside_is]} for one in sheet.lines
    ]  # fmt: skip
    return {"sheet": sheet, "lines": lines, "newest": lines[-1] if lines else None, "fewest": FEWEST}


def _bar(share, benchmark) -> dict | None:
    if share is None:
        return None
    at = {"value": 100 * share.value, "lo": 100 * share.lo, "hi": 100 * share.hi}
    return at | {"clear": True, "mark": 100 * benchmark.share if benchmark else None}


@holding("engagement.plan")
def new(request: HttpRequest, id) -> HttpResponse:
    """Keep a question that will be asked again."""
    place = place_for(request, id, "engagement.plan")
    form = QuestionForm(sent_by(request))
    if form.is_bound and form.is_valid():
        try:
            made = changes.keep_question(by=request.actor, on=request.today, place=place, **form.facts())
            return redirect("perception", id=made.pk)
        except Sentence as problem:
            form.add_error(None, said(problem))
    told = {
        "title": _("A question to ask again"), "back": reverse("perceptions", args=[id]),
        "lede": _("Its words stand from the first time on: asked in other words, it is another question."),
        "back_said": _("All questions asked again"), "action": _("Keep the question"),
    }  # fmt: skip
    return asked(request, place, "perceptions", form, **told)


@holding("engagement.see")
def perception(request: HttpRequest, id) -> HttpResponse:
    """Show a question time beside time; POST writes down what was answered this time."""
    found = access.programmed_one("perception", request.actor, id, on=request.today)
    sheet = reads.perception_sheet(found, on=request.today)
    may = access.holds_here(request.actor, "engagement.plan", found.place, on=request.today)
    form = AnswersForm(sent_by(request), answers=sheet.answers, initial={"asked_on": request.today, "method": "survey"})
    if form.is_bound and form.is_valid():
        try:
            changes.write_answers(by=request.actor, on=request.today, perception=found, **form.facts())
            messages.success(request, _("Written down."))
            return redirect("perception", id=id)
        except NotAllowed:
            raise
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, found.place, "perceptions") | _told(sheet) | {"form": form, "may_write": may}
    return render(request, "partnership/listen/perception.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("places/<uuid:id>/listening/asked-again/", index, name="perceptions"),
    path("places/<uuid:id>/listening/asked-again/new/", new, name="perception-new"),
    path("listening/asked-again/<uuid:id>/", perception, name="perception"),
]
