"""Taking in a tracker, step by step: the file, what it leaves open, what would change, then all or nothing; and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hereabouts.core.sentences import Sentence
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as sheets
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.plan_import_forms import LeadForm, QuestionsForm, TrackerForm, worded
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

STEPS = (gettext_lazy("File"), gettext_lazy("Questions"), gettext_lazy("Check"))
SHOWN = 30  # rows shown at once


def _who(request: HttpRequest) -> dict:
    return {
        "organisations": partners.organisations_called(),
        "people": reads.by_name(partners.people(on=request.today)),
    }


def _prepared(request: HttpRequest, plan, batch) -> reads.Waiting:
    return reads.prepared(plan, batch, on=request.today, **_who(request))


@holding("import.start")
@holding("action.propose")
def begin(request: HttpRequest, id) -> HttpResponse:
    """Choose a tracker; see those that came before, and the leads that wait for somebody to say who they are."""
    plan = access.find(request.actor, id, on=request.today)
    form = TrackerForm(sent_by(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect(_started(request, plan, form.cleaned_data["file"]))
        except Sentence as problem:
            form.add_error("file", said(problem))
    context = _home(request, plan) | {"form": form}
    return render(request, "partnership/plan_import.html", context, status=422 if form.errors else 200)


def _home(request: HttpRequest, plan) -> dict:
    choices = [(one.id, one.name) for one in partners.organisations()]
    waiting = [
        (words, actions, LeadForm(initial={"words": words}, organisations=choices, prefix=f"lead-{n}"))
        for n, (words, actions) in enumerate(reads.leads_waiting(plan).items())
    ]
    history = sheets.history(request.actor, on=request.today, about=reads.ABOUT, thing=plan.pk)
    return {"plan": plan, "section": "plan", "step": 1, "steps": STEPS, "waiting": waiting, "history": history}


def _started(request: HttpRequest, plan, file):
    """Put the file aside and read it; give the address of the next step. What is no tracker is let go of."""
    given = {"by": request.actor, "on": request.today}
    batch = imports.start(
        **given,
        place=plan.place,
        about=reads.ABOUT,
        file_name=file.name,
        chunks=file.chunks(),
        facts={"thing": str(plan.pk)},
    )
    try:
        found = _prepared(request, plan, batch)
    except Sentence:
        imports.cancel(**given, batch=batch)
        raise
    return _address(batch, "questions" if found.reading.open else "check")


def _address(batch, step: str) -> str:
    return reverse(f"plan-import-{step}", args=[batch.pk])


@holding("import.start")
@holding("action.propose")
def questions(request: HttpRequest, id) -> HttpResponse:
    """Answer what the tracker leaves open; say otherwise how the rest was read."""
    plan, found = reads.batch_of(request.actor, id, on=request.today)
    asked = _prepared(request, plan, found).reading
    form = QuestionsForm(sent_by(request), questions=asked.questions)
    if form.is_bound and form.is_valid():
        answers = {**found.facts.get("answers", {}), **form.answers}
        changes.answer_tracker(by=request.actor, on=request.today, plan=plan, batch=found, answers=answers)
        again = _prepared(request, plan, found).reading.open  # an answer may bring another question: which table, say
        return redirect(_address(found, "questions" if again else "check"))
    context = {
        "plan": plan,
        "batch": found,
        "form": form,
        "section": "plan",
        "step": 2,
        "steps": STEPS,
        "notes": _notes(asked),
    }
    return render(request, "partnership/plan_import_questions.html", context, status=422 if form.errors else 200)


def _notes(reading) -> list[str]:
    return [*map(worded, reading.notes), *reading.says]


@holding("import.start")
@holding("action.propose")
def check(request: HttpRequest, id) -> HttpResponse:
    """Show what would be added, changed and left alone, and what cannot be taken in; then take in all of it, or nothing."""
    plan, found = reads.batch_of(request.actor, id, on=request.today)
    if request.method == "POST" and request.POST.get("step") == "leave":
        imports.cancel(by=request.actor, on=request.today, batch=found)
        messages.success(request, _("Nothing was taken in, and the file is gone."))
        return redirect("plan-import", id=plan.pk)
    waiting = _prepared(request, plan, found)
    if waiting.reading.open:
        return redirect(_address(found, "questions"))
    if request.method == "POST" and waiting.reading.ready:
        made = changes.import_actions(
            by=request.actor,
            on=request.today,
            plan=plan,
            rows=waiting.reading.rows,
            answers=waiting.answers,
            batch=found,
            **_who(request),
        )
        messages.success(request, _told(made))
        return redirect("plan-import", id=plan.pk)
    context = {
        "plan": plan, "batch": found, "found": waiting, "section": "plan", "step": 3, "steps": STEPS, "notes": _notes(waiting.reading),
        "refused": [(one, worded(one.words)) for one in waiting.reading.refused],
        "changed": [(one, reads.says(one)) for one in waiting.of("changed")][:SHOWN], "added": waiting.of("added")[:SHOWN],
        "columns": waiting.reading.columns,
    }  # fmt: skip
    return render(
        request, "partnership/plan_import_check.html", context, status=422 if waiting.reading.refused else 200
    )


def _told(made) -> str:
    counts = {how: sum(one.how == how for one in made) for how in ("added", "changed", "unchanged")}
    return _("Taken in: %(added)s added, %(changed)s changed, %(unchanged)s unchanged.") % counts


@holding("import.start")
@holding("action.propose")
@require_POST
def undo(request: HttpRequest, id) -> HttpResponse:
    """Take a tracker back."""
    plan, found = reads.batch_of(request.actor, id, on=request.today)
    try:
        changes.undo_tracker(by=request.actor, on=request.today, plan=plan, batch=found)
        messages.success(request, _("Taken back. The plan stands as it stood before."))
    except (changes.WorkedOn, imports.Settled, imports.BuiltUpon) as problem:
        messages.error(request, said(problem))
    return redirect("plan-import", id=plan.pk)


@holding("import.start")
@holding("action.propose")
@require_POST
def leads(request: HttpRequest, id) -> HttpResponse:
    """Say whom the words of a tracker mean: all actions that wait under them get that lead."""
    plan = access.find(request.actor, id, on=request.today)
    choices = [(str(one.id), one.name) for one in partners.organisations()]
    prefix = next((name.rpartition("-")[0] for name in request.POST if name.endswith("-words")), "lead-0")
    form = LeadForm(request.POST, organisations=choices, prefix=prefix)
    if form.is_valid():
        n = changes.settle_lead(
            by=request.actor, on=request.today, plan=plan, words=form.cleaned_data["words"],
            organisation=partners.organisation(form.cleaned_data["organisation"]),
        )  # fmt: skip
        messages.success(
            request, ngettext("%(n)s action has its lead.", "%(n)s actions have their lead.", n) % {"n": n}
        )
        return redirect("plan-import", id=plan.pk)
    context = _home(request, plan) | {"form": TrackerForm(), "lead_errors": form.errors}
    return render(request, "partnership/plan_import.html", context, status=422)


urlpatterns = [
    path("plans/<uuid:id>/import/", begin, name="plan-import"),
    path("plans/<uuid:id>/import/leads/", leads, name="plan-leads"),
    path("plans/imports/<uuid:id>/questions/", questions, name="plan-import-questions"),
    path("plans/imports/<uuid:id>/check/", check, name="plan-import-check"),
    path("plans/imports/<uuid:id>/undo/", undo, name="plan-import-undo"),
]
