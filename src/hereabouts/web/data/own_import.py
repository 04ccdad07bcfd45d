"""Loading an own table, step by step: the file, its sheet and headings, its columns, what it is, every fault, then all or nothing."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.cells import safe_cell
from hereabouts.core.evidence.own_tables import ListsPeople, own_fields
from hereabouts.core.imports.tables import NoHeadings
from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence.own import changes, reads
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as sheets
from hereabouts.web.data.own_forms import FactsForm, FileForm, HeadingForm, as_initial
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.importing import FAULTS, ColumnsForm
from hereabouts.web.shared.middleware import said

ROWS = 50_000  # what one request can load in its time on a busy machine; the command line has all the time there is
SHOWN = 20  # changed rows shown at once
STEPS = (
    gettext_lazy("File"), gettext_lazy("Headings"), gettext_lazy("Columns"), gettext_lazy("What it is"), gettext_lazy("Check"),
)  # fmt: skip


class TooLong(Sentence):
    """A table that is too long for a page."""


def _room(batch, step: int, **more) -> dict:
    return {"batch": batch, "section": "data", "step": step, "steps": STEPS} | more


@holding("own_table.import")
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; what is no table is refused here, and let go of."""
    form = FileForm(sent_by(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("own-sheet", id=_started(request, form.cleaned_data["file"]).pk)
        except Sentence as problem:
            form.add_error("file", said(problem))
    context = _room(None, 1, form=form, fields=own_fields())
    return render(request, "data/own/choose.html", context, status=422 if form.errors else 200)


def _started(request: HttpRequest, file):
    batch = imports.start(
        by=request.actor, on=request.today, about=reads.ABOUT, file_name=file.name, chunks=file.chunks()
    )
    try:
        book = sheets.workbook_of(batch)
        if len(book.rows) > ROWS:
            raise TooLong("A table of more than {n:,} rows goes in by the command line: hereabouts data import", n=ROWS)
        _table_if_guessed(batch, book)
    except Sentence:
        imports.cancel(by=request.actor, on=request.today, batch=batch)
        raise
    return batch


def _table_if_guessed(batch, book):
    """Give the table under the guessed headings, or none where nothing looks like headings; a list of people is refused."""
    try:
        return reads.table_of(batch, book)
    except NoHeadings:
        return None


@holding("own_table.import")
def sheet(request: HttpRequest, id) -> HttpResponse:
    """Choose the sheet and the row with the headings, with the first rows as they stand."""
    batch = reads.waiting(request.actor, id, on=request.today)
    wanted = request.POST.get("sheet", request.GET.get("sheet"))
    book = sheets.workbook_of(batch, sheet=wanted)
    layer = bool(book.rows) and book.rows[0].number == 0
    guessed = _table_if_guessed(batch, book)
    form = HeadingForm(
        sent_by(request),
        rows=reads.first_rows(book, guessed),
        initial={"heading_row": guessed.heading_row if guessed else None},
    )
    if form.is_bound and form.is_valid():
        chosen = {"heading_row": form.cleaned_data["heading_row"]}
        imports.say(by=request.actor, on=request.today, batch=batch, facts=chosen, sheet=book.sheet)
        try:
            reads.table_of(batch, book)
            return redirect("own-columns", id=id)
        except ListsPeople:
            imports.cancel(by=request.actor, on=request.today, batch=batch)
            raise
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = _room(batch, 2, form=form, book=book, layer=layer, width=max(map(len, form.shown), default=0))
    return render(request, "data/own/sheet.html", context, status=422 if form.errors else 200)


@holding("own_table.import")
def columns(request: HttpRequest, id) -> HttpResponse:
    """Say which column is what: guessed by values and headings, or as it was with the last such table."""
    batch = reads.waiting(request.actor, id, on=request.today)
    table = reads.table_of(batch, sheets.workbook_of(batch))
    proposed, remembered = reads.columns(table)
    form = ColumnsForm(sent_by(request), table=table, fields=own_fields(), initial=batch.mapping or proposed)
    if form.is_bound and form.is_valid():
        imports.give_meaning(by=request.actor, on=request.today, batch=batch, table=table, mapping=form.mapping)
        return redirect("own-facts", id=id)
    recognised = reads.area_column(table)
    context = _room(batch, 3, form=form, table=table, remembered=remembered, recognised=recognised)
    return render(request, "data/own/columns.html", context, status=422 if form.errors else 200)


@holding("own_table.import")
def facts(request: HttpRequest, id) -> HttpResponse:
    """Say what the table is: what it counts, of when, on which boundaries, from whom, and who may see it."""
    batch = reads.waiting(request.actor, id, on=request.today)
    if not batch.mapping:
        return redirect("own-columns", id=id)
    table = reads.table_of(batch, sheets.workbook_of(batch))
    recognised = reads.recognised(reads.codes_in(table, batch.mapping["area"]))
    before = batch.facts.get("said") or reads.facts_before(batch, table)
    first = {"shape": "proportion" if "of" in batch.mapping else "rate of people"}
    form = FactsForm(
        sent_by(request), recognised=recognised, has_of="of" in batch.mapping, has_period="period" in batch.mapping,
        initial=as_initial(before) or first,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        imports.say(by=request.actor, on=request.today, batch=batch, facts={"said": form.facts.told()})
        return redirect("own-check", id=id)
    context = _room(batch, 4, form=form, remembered=bool(before), recognised=recognised[:1])
    return render(request, "data/own/facts.html", context, status=422 if form.errors else 200)


@holding("own_table.import")
def check(request: HttpRequest, id) -> HttpResponse:
    """Show every fault by row, or what would be new, changed, unchanged and removed; then load all of it, or nothing."""
    batch = reads.waiting(request.actor, id, on=request.today)
    if "said" not in batch.facts:
        return redirect("own-facts", id=id)
    if request.method == "POST" and request.POST.get("step") == "leave":
        imports.cancel(by=request.actor, on=request.today, batch=batch)
        messages.success(request, _("Nothing was loaded, and the file is gone."))
        return redirect("own-tables")
    if request.method == "POST":
        made = changes.load(by=request.actor, on=request.today, batch=batch)
        messages.success(request, _("Loaded. It stands in the profile of each place that it has the areas of."))
        return redirect("own-table", id=made.pk)
    found = reads.prepared(batch)
    context = _room(
        batch, 5, found=found, faults=found.read.faults[:FAULTS], changed=found.plan.changed[:SHOWN], removed=found.plan.removed[:SHOWN]
    )  # fmt: skip
    return render(request, "data/own/check.html", context)


@holding("own_table.import")
def faults(request: HttpRequest, id) -> HttpResponse:
    """Give the table as it came, with what is wrong beside each row: to be mended and sent back."""
    batch = reads.waiting(request.actor, id, on=request.today)
    if "said" not in batch.facts:
        return redirect("own-facts", id=id)
    found = reads.prepared(batch)
    wrong: dict[int, list[str]] = {}
    for fault in found.read.faults:
        wrong.setdefault(fault.row, []).append(f"{fault.column}: {said(fault.problem)}")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-to-mend.csv"'
    response.write("\ufeff")  # tells spreadsheets that it is UTF-8
    writer = csv.writer(response)
    writer.writerow([_("Row"), _("What to mend"), *map(safe_cell, found.table.headings)])
    for row in found.table.rows:
        writer.writerow([row.number, safe_cell(" ".join(wrong.get(row.number, []))), *map(safe_cell, row.cells)])
    return response


urlpatterns = [
    path("data/own/add/", choose, name="own-choose"),
    path("data/own/imports/<uuid:id>/sheet/", sheet, name="own-sheet"),
    path("data/own/imports/<uuid:id>/columns/", columns, name="own-columns"),
    path("data/own/imports/<uuid:id>/facts/", facts, name="own-facts"),
    path("data/own/imports/<uuid:id>/check/", check, name="own-check"),
    path("data/own/imports/<uuid:id>/what-to-mend.csv", faults, name="own-faults"),
]
