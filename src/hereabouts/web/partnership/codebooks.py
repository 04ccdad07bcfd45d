"""Codebooks: a place's own codes, begun, written, loaded from a sheet and taken away as one."""

import csv

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.codebooks import CODE, COLUMNS, CodeText, read_codes
from hereabouts.engines.answers import rows_in_upload
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.codebook_forms import BeginForm, CodeForm, MemoForm, SheetOfCodes
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.importing import FAULTS
from hereabouts.web.shared.middleware import said


def book_for(request: HttpRequest, id, what: str = "codebook.see"):
    """Give the codebook of an address, if "kind.verb" may be done in its place."""
    found = access.codebook(request.actor, id, on=request.today)
    place_for(request, found.place_id, what)
    return found


def in_room(request: HttpRequest, book, **more) -> dict:
    """Give what every page of a codebook shows."""
    return room(request, book.place, "codebooks") | {"book": book} | more


@holding("codebook.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List the codebooks of a place."""
    place = place_for(request, id, "codebook.see")
    lines = reads.codebook_lines(request.actor, place, on=request.today)
    return render(request, "partnership/codes/index.html", room(request, place, "codebooks") | {"lines": lines})


@holding("codebook.write")
def begin(request: HttpRequest, id) -> HttpResponse:
    """Begin a codebook: empty, with the shared topics, or with the codes of a sheet."""
    place = place_for(request, id, "codebook.write")
    activities = [a for a in reads.programme(request.actor, on=request.today, place=place) if not a.planned]
    form = BeginForm(*_sent(request), activities=activities)
    faults: tuple = ()
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            codes, faults = _first_codes(had)
            if not faults:
                chosen = had["activity"]
                activity = access.activity(request.actor, chosen, on=request.today) if chosen else None
                made = changes.begin_codebook(
                    by=request.actor, on=request.today, place=place, name=had["name"], question=had["question"],
                    mode=had["mode"], activity=activity, codes=codes,
                )  # fmt: skip
                return redirect("codebook", id=made.pk)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, place, "codebooks") | _told_faults(faults) | {"form": form}
    return render(request, "partnership/codes/begin.html", context, status=422 if form.errors or faults else 200)


def _sent(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _told_faults(faults) -> dict:
    return {"faults": faults[:FAULTS], "total": len(faults), "wrong": bool(faults)}


def _first_codes(had: dict) -> tuple:
    if had["start"] == "topics":
        return [_of_topic(code, topic) for code, topic in topics().items()], ()
    return _in_sheet(had["file"]) if had["start"] == "file" else ((), ())


def _of_topic(code: str, topic: dict) -> CodeText:
    name = topic["label"].replace(",", "")[:CODE]
    return CodeText(name, topic["label"], inclusion=", ".join(topic["words"]), topic=code)


def _in_sheet(file) -> tuple:
    rows = rows_in_upload(settings.UPLOADS, file.chunks(), ["code"], what=_("the codebook"), name=file.name)
    return read_codes(rows, {code: t["label"] for code, t in topics().items()})


@holding("codebook.see")
def codebook(request: HttpRequest, id) -> HttpResponse:
    """Show a codebook: its codes with what people accepted, what waits, and how it grew."""
    book = book_for(request, id)
    sheet = reads.codebook_sheet(request.actor, book, on=request.today)
    context = in_room(request, book, sheet=sheet, trail=reads.trail(book)[:12], memo=MemoForm(codes=sheet.codes))
    return render(request, "partnership/codes/codebook.html", context)


@holding("codebook.write")
def write(request: HttpRequest, id) -> HttpResponse:
    """Write a code anew, or add one."""
    book = book_for(request, id, "codebook.write")
    stands = {one.code: one for one in reads.texts_of(book)}
    had = stands.get(request.GET.get("code", ""))
    initial = vars(had) if had else {}
    form = CodeForm(request.POST if request.method == "POST" else None, initial=initial, fixed=bool(had))
    if request.method == "POST" and form.is_valid():
        try:
            changes.write_codes(
                by=request.actor,
                on=request.today,
                codebook=book,
                codes=[form.text()],
                because=form.cleaned_data["because"],
            )
            return redirect("codebook", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = in_room(request, book, form=form, had=had)
    return render(request, "partnership/codes/code.html", context, status=422 if form.errors else 200)


@holding("codebook.write")
def load(request: HttpRequest, id) -> HttpResponse:
    """Load codes from a sheet: every row, or none."""
    book = book_for(request, id, "codebook.write")
    form = SheetOfCodes(*_sent(request))
    faults: tuple = ()
    if request.method == "POST" and form.is_valid():
        try:
            codes, faults = _in_sheet(form.cleaned_data["file"])
            if not faults:
                changes.write_codes(
                    by=request.actor, on=request.today, codebook=book, codes=codes, because=form.cleaned_data["because"]
                )
                return redirect("codebook", id=id)
        except Sentence as problem:
            form.add_error("file", said(problem))
    context = in_room(request, book, form=form) | _told_faults(faults)
    return render(request, "partnership/codes/load.html", context, status=422 if form.errors or faults else 200)


@holding("codebook.see")
def as_file(request: HttpRequest, id) -> HttpResponse:
    """Give the codes as a sheet that loads as it is."""
    book = book_for(request, id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(book.name) or "codebook"}-{book.version}.csv"'
    response.write("\ufeff")  # tells spreadsheets that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(getattr(one, name)) for name in COLUMNS] for one in reads.texts_of(book))
    return response


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


@holding("codebook.write")
def memo(request: HttpRequest, id) -> HttpResponse:
    """Write a memo."""
    book = book_for(request, id, "codebook.write")
    codes = {str(one.pk): one for one in book.codes.filter(ended_on=None)}
    chosen = request.POST.get("code", "")
    if request.method != "POST" or (chosen and chosen not in codes):
        raise NotFound
    changes.write_memo(
        by=request.actor, on=request.today, codebook=book, words=request.POST.get("words", ""), code=codes.get(chosen)
    )
    messages.success(request, _("Written down."))
    return redirect("codebook", id=id)


@holding("codebook.see")
def trail(request: HttpRequest, id) -> HttpResponse:
    """Show how a codebook grew, whole."""
    book = book_for(request, id)
    return render(request, "partnership/codes/trail.html", in_room(request, book, trail=reads.trail(book)))


urlpatterns = [
    path("places/<uuid:id>/codebooks/", index, name="codebooks"),
    path("places/<uuid:id>/codebooks/begin/", begin, name="codebook-begin"),
    path("codebooks/<uuid:id>/", codebook, name="codebook"),
    path("codebooks/<uuid:id>/codes/", write, name="codebook-code"),
    path("codebooks/<uuid:id>/load/", load, name="codebook-load"),
    path("codebooks/<uuid:id>/codes.csv", as_file, name="codebook-file"),
    path("codebooks/<uuid:id>/memo/", memo, name="codebook-memo"),
    path("codebooks/<uuid:id>/trail/", trail, name="codebook-trail"),
]
