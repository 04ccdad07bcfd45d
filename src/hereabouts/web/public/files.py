"""A release to take away: its page, and the files of it, each written from the released content and nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hereabouts.records.releases import reads
from hereabouts.records.releases.written import csv_tables
from hereabouts.web.public.links import addresses, served
from hereabouts.web.public.written import KINDS, file_of, page_of
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.pages import absent

FOR_A_WHILE = "public, max-age=300"  # a crowd at a notice board is served by whoever stands between


def kept(response: HttpResponse, notice: reads.Notice) -> HttpResponse:
    """Let whoever stands between keep an answer for a while, and give the fingerprint of the release with it."""
    response["Cache-Control"] = FOR_A_WHILE
    response["X-Release"] = f"sha256:{notice.sha256}"
    return response


@anybody
@require_safe
def look(request: HttpRequest, id) -> HttpResponse:
    """Show any release with all its tables, an earlier version too."""
    notice = reads.one(id)
    newest = reads.latest(notice.kind, notice.place_id)
    told = page_of(notice)
    csv = reverse("released-csv", args=[id])
    told["tables"] = [{**one, "csv": f"{csv}?table={one['table'].name}"} for one in told["tables"]]
    newer = reverse("released-look", args=[newest.id]) if newest and newest.id != notice.id else ""
    context = {"links": served(), "files": addresses(notice), "section": "data", "newest": newer, **told}
    return kept(render(request, "public/look.html", context), notice)


@anybody
@require_safe
def as_csv(request: HttpRequest, id) -> HttpResponse:
    """Give one table of a release as CSV: the one that says most, or the one that is asked for by name."""
    notice = reads.one(id)
    made = csv_tables(notice)
    name = request.GET.get("table") or next(iter(made), "")
    if name not in made:
        return absent(request)
    first = name == next(iter(made))
    return _given(made[name].encode(), notice, "csv", f"{notice.kind}-{notice.number}{'' if first else f'-{name}'}")


def _one(ending: str) -> Any:
    @anybody
    @require_safe
    def view(request: HttpRequest, id) -> HttpResponse:
        notice = reads.one(id)
        try:
            made = file_of(notice, ending)
        except KeyError:
            return absent(request)
        return _given(made, notice, ending, f"{notice.kind}-{notice.number}")

    view.__doc__ = f"Give a release as {ending.upper()}; 404 where it has nothing to be shown so."
    return view


def _given(made: bytes, notice: reads.Notice, ending: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=KINDS[ending])
    how = "inline" if ending in {"pdf", "json", "svg"} else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{slugify(name)}.{ending}"'
    return kept(response, notice)


as_json, as_xlsx, as_docx, as_pdf, as_svg, as_geojson = map(_one, ("json", "xlsx", "docx", "pdf", "svg", "geojson"))

urlpatterns = [
    path("released/<uuid:id>/", look, name="released-look"),
    path("released/<uuid:id>.json", as_json, name="released-json"),
    path("released/<uuid:id>.csv", as_csv, name="released-csv"),
    path("released/<uuid:id>.xlsx", as_xlsx, name="released-xlsx"),
    path("released/<uuid:id>.docx", as_docx, name="released-docx"),
    path("released/<uuid:id>.pdf", as_pdf, name="released-pdf"),
    path("released/<uuid:id>.svg", as_svg, name="released-svg"),
    path("released/<uuid:id>.geojson", as_geojson, name="released-geojson"),
]
