"""The profile as files: one set of figures as PDF, Word, Excel, CSV with its metadata, JSON, and a page that needs no server."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.pdf import pdf_of
from hereabouts.engines.takeaway_files import csv_of, docx_of, json_of, metadata_of, xlsx_of
from hereabouts.records.evidence.notes import notes
from hereabouts.records.evidence.own.figures import own_figures_of, with_own
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.evidence.taken import taken
from hereabouts.records.places import access
from hereabouts.records.places.reads import sheet
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.profile_page import page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf", "docx": WORD, "xlsx": EXCEL, "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}  # fmt: skip


class NotAnEnding(Sentence):
    """A file whose ending names no format."""


def files_of(actor: Actor, place: Any, *, on: date, index: str | None = None) -> dict[str, Callable[[], bytes]]:
    """Give the profile of a place by ending of file, each made when it is asked for; all from the same figures."""
    here = sheet(place)
    own = own_figures_of(actor, here, on=on)
    read = with_own(portrait(here, index), own)
    take = taken(actor, place, read, on=on, own=own.documents)

    def paper() -> str:
        told = {"place": here, "take": take, "local_notes": notes(actor, place, on=on), **page(read, here.fits, on)}
        return render_to_string("partnership/profile_paper.html", told | {"style": style()})

    return {
        "html": lambda: paper().encode(),
        "pdf": lambda: pdf_of(paper()),
        "docx": lambda: docx_of(take),
        "xlsx": lambda: xlsx_of(take),
        "csv": lambda: csv_of(take).encode(),
        "json": lambda: json_of(take).encode(),
    }


def metadata_beside(actor: Actor, place: Any, *, on: date, index: str | None, name: str) -> str:
    """Say in CSVW what the columns of the CSV of that name mean."""
    return metadata_of(taken(actor, place, portrait(sheet(place), index), on=on), name)


def style() -> str:
    """Give the style that a page without a server carries in itself."""
    return Path(finders.find("hereabouts.css")).read_text(encoding="utf-8")


def name_of(take_place: str, ending: str) -> str:
    """Name a file after its place, in letters that every file system takes."""
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in take_place.lower()).strip("-") or "place"
    return f"profile-{plain}.{ending}"


@holding("place.see")
def file(request: HttpRequest, id, ending: str) -> HttpResponse:
    """Give the profile as a file."""
    place = access.find(request.actor, id, on=request.today)
    made = files_of(request.actor, place, on=request.today, index=request.GET.get("index"))[ending]()
    response = HttpResponse(made, content_type=KINDS[ending])
    how = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name_of(place.name, ending)}"'
    return response


@holding("place.see")
def metadata(request: HttpRequest, id) -> HttpResponse:
    """Say what the columns of the CSV mean (CSVW)."""
    place = access.find(request.actor, id, on=request.today)
    index = request.GET.get("index")
    told = metadata_beside(request.actor, place, on=request.today, index=index, name=name_of(place.name, "csv"))
    return HttpResponse(told, content_type="application/csvm+json")


def _one(ending: str) -> Any:
    def view(request: HttpRequest, id) -> HttpResponse:
        return file(request, id, ending)

    view.__doc__ = f"Give the profile as {ending.upper()}."
    return holding("place.see")(view)


as_pdf, as_docx, as_xlsx, as_html, as_csv = (_one(ending) for ending in ("pdf", "docx", "xlsx", "html", "csv"))

urlpatterns = [
    path("places/<uuid:id>/profile.pdf", as_pdf, name="place-pdf"),
    path("places/<uuid:id>/profile.docx", as_docx, name="place-docx"),
    path("places/<uuid:id>/profile.xlsx", as_xlsx, name="place-xlsx"),
    path("places/<uuid:id>/profile.html", as_html, name="place-html"),
    path("places/<uuid:id>/profile.csv", as_csv, name="place-csv"),
    path("places/<uuid:id>/profile.csv-metadata.json", metadata, name="place-csvw"),
]
