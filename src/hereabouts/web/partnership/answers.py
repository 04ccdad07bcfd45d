"""Loading a sheet of answers: choose it, say what its columns are, look at every fault, load it, take it back."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import survey_layouts
from hereabouts.records.imports import access as batches
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as sheets
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_forms import LayoutForm, SheetForm
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.importing import FAULTS, ColumnsForm
from hereabouts.web.shared.middleware import said

ABOUT = "contribution"
ROWS = 50_000  # what one request can load in its time on a busy machine; the command line has all the time there is


class TooLong(Sentence):
    """A sheet that is too long for a page."""


@holding("contribution.import")
def choose(request: HttpRequest, id) -> HttpResponse:
    """Choose a sheet; show what was loaded before, each with its way back."""
    place = place_for(request, id, "contribution.import")
    activities = [line for line in reads.programme(request.actor, on=request.today, place=place) if not line.planned]
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        activities=activities,
        initial={"activity": request.GET.get("activity", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("answers-columns", id=_started(request, place, form).pk)
        except Sentence as problem:
            form.add_error("file", said(problem))
    history = sheets.history(request.actor, on=request.today, about=ABOUT, place=place)
    context = room(request, place, "answers") | {
        "form": form,
        "history": history,
        "fields": reads.fields_of(None, on=request.today),
        "layouts": survey_layouts().values(),
    }
    return render(request, "partnership/listen/answers.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _started(request: HttpRequest, place, form: SheetForm):
    """Put the file aside and read it once: what is no table is refused here, and let go of."""
    file = form.cleaned_data["file"]
    batch = imports.start(
        by=request.actor, on=request.today, place=place, about=ABOUT, file_name=file.name, chunks=file.chunks(),
        facts={"activity": form.cleaned_data["activity"]},
    )  # fmt: skip
    try:
        found, _remembered = reads.recognised(batch, _activity(request, batch), on=request.today)
        if len(found.table.rows) > ROWS:
            raise TooLong(
                "A sheet of more than {n:,} rows goes in by the command line: hereabouts voice import", n=ROWS
            )
    except Sentence:
        imports.cancel(by=request.actor, on=request.today, batch=batch)
        raise
    return batch


def _waiting(request: HttpRequest, id):
    """Give a batch that waits for its next step, its activity, how it was recognised, and whether its columns are remembered."""
    batch = batches.find(request.actor, id, on=request.today)
    if batch.about != ABOUT or batch.state != "waiting":
        raise NotFound
    place_for(request, batch.place_id, "contribution.import")
    activity = _activity(request, batch)
    return batch, activity, *reads.recognised(batch, activity, on=request.today)


def _activity(request: HttpRequest, batch):
    chosen = batch.facts.get("activity")
    return access.activity(request.actor, chosen, on=request.today) if chosen else None


@holding("contribution.import")
def columns(request: HttpRequest, id) -> HttpResponse:
    """Say whose export it is and which column is what; what the last such sheet had is filled in already."""
    batch, activity, found, remembered = _waiting(request, id)
    told = LayoutForm(
        request.POST if request.POST.get("step") == "layout" else None, layouts=survey_layouts().values(), found=found
    )
    if told.is_bound and told.is_valid() and _overruled(request, batch, activity, told):
        return redirect("answers-columns", id=id)
    mine = request.method == "POST" and not told.is_bound
    form = ColumnsForm(
        request.POST if mine else None,
        table=found.table,
        fields=reads.fields_of(activity, on=request.today),
        initial=batch.mapping if _fits(batch, found.table) else found.mapping,
    )
    if mine and form.is_valid():
        imports.give_meaning(by=request.actor, on=request.today, batch=batch, table=found.table, mapping=form.mapping)
        return redirect("answers-check", id=id)
    context = room(request, batch.place, "answers") | {
        "batch": batch, "table": found.table, "form": form, "remembered": remembered, "found": found, "told": told,
    }  # fmt: skip
    wrong = form.errors or told.errors
    return render(request, "partnership/listen/answers_columns.html", context, status=422 if wrong else 200)


def _fits(batch, table) -> bool:
    """Say whether a meaning was given to columns that the sheet, as it is read now, has."""
    return bool(batch.mapping) and set(batch.mapping.values()) <= set(table.headings)


def _overruled(request: HttpRequest, batch, activity, told) -> bool:
    """Read the sheet another way; what cannot be is said on the form, and the file is read as before."""
    had = dict(batch.facts)
    given = {"by": request.actor, "on": request.today, "batch": batch}
    imports.say(**given, facts=told.cleaned_data)
    try:
        reads.recognised(batch, activity, on=request.today)
    except Sentence as problem:
        imports.say(**given, facts={"layout": had.get("layout", ""), "per": had.get("per", "")})
        told.add_error("layout", said(problem))
        return False
    return True


@holding("contribution.import")
def check(request: HttpRequest, id) -> HttpResponse:
    """Show every fault by row, or what would be new, changed and unchanged; then load all of it, or nothing."""
    batch, activity, read, _remembered = _waiting(request, id)
    table = read.table
    if not _fits(batch, table):
        return redirect("answers-columns", id=id)
    if request.method == "POST" and request.POST.get("step") == "leave":
        imports.cancel(by=request.actor, on=request.today, batch=batch)
        messages.success(request, _("Nothing was loaded, and the file is gone."))
        return redirect("answers", id=batch.place_id)
    if request.method == "POST":
        changes.import_responses(
            by=request.actor,
            on=request.today,
            place=batch.place,
            batch=batch,
            table=table,
            mapping=batch.mapping,
            activity=activity,
        )
        return redirect("answers-loaded", id=id)
    found = reads.prepared(batch.place, activity, table, batch.mapping, on=request.today)
    context = room(request, batch.place, "answers") | {
        "batch": batch,
        "found": found,
        "faults": found.faults[:FAULTS],
        "table": table,
        "read": read,
    }
    return render(request, "partnership/listen/answers_check.html", context)


@holding("contribution.import")
def loaded(request: HttpRequest, id) -> HttpResponse:
    """Say what a sheet did, and take it back if that is asked."""
    batch = batches.find(request.actor, id, on=request.today)
    if batch.about != ABOUT or batch.state not in {"done", "undone"}:
        raise NotFound
    if request.method == "POST":
        changes.undo_import(by=request.actor, on=request.today, place=batch.place, batch=batch)
        messages.success(request, _("Taken back. Everything stands as it stood before."))
        return redirect("answers-loaded", id=id)
    context = room(request, batch.place, "answers") | {"line": sheets.line(batch)}
    return render(request, "partnership/listen/answers_loaded.html", context)


@holding("contribution.import")
def sample(request: HttpRequest) -> HttpResponse:
    """Give a sheet with every heading and two answers, which loads as it is."""
    fields = reads.fields_of(None, on=request.today)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="answers-sample.csv"'
    response.write("\ufeff")  # tells spreadsheets that it is UTF-8
    writer = csv.writer(response)
    writer.writerow([field.label for field in fields])
    for n in (0, 1):
        writer.writerow([field.examples[n] if field.examples else "" for field in fields])
    return response


urlpatterns = [
    path("places/<uuid:id>/answers/", choose, name="answers"),
    path("answers/sample.csv", sample, name="answers-sample"),
    path("imports/<uuid:id>/columns/", columns, name="answers-columns"),
    path("imports/<uuid:id>/check/", check, name="answers-check"),
    path("imports/<uuid:id>/", loaded, name="answers-loaded"),
]
