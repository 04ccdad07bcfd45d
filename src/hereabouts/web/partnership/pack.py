"""The evidence pack of a place: statistics and narrative together with their sources, as a page, as PDF and as Word."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path

from hereabouts.engines.pdf import pdf_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.records.priorities import reads
from hereabouts.records.priorities.documents import pack_docx
from hereabouts.web.partnership.board import before_it, sheet_of
from hereabouts.web.partnership.board_page import ADVICE, CLASS, SOURCES, lane, why
from hereabouts.web.partnership.priorities import QUIET_LEG
from hereabouts.web.shared.doors import holding

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@holding("board.see")
def pack(request: HttpRequest, id) -> HttpResponse:
    """Show the pack of the newest board, or of the run asked for."""
    place, made, away = _made(request, id)
    if away:
        return away
    return render(request, "partnership/pack.html", _page(made) | {"place": place, "section": "plan"})


@holding("board.see")
def file(request: HttpRequest, id, ending: str) -> HttpResponse:
    """Give the pack as PDF or as Word."""
    place, made, away = _made(request, id)
    if away:
        return away
    if ending == "docx":
        body, kind = pack_docx(made), WORD
    else:
        style = Path(finders.find("hereabouts.css")).read_text(encoding="utf-8")
        body, kind = (
            pdf_of(render_to_string("partnership/pack_paper.html", _page(made) | {"place": place, "style": style})),
            "application/pdf",
        )
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = (
        f'attachment; filename="evidence-{place.prefix.lower()}-{made.board.as_at}.{ending}"'
    )
    return response


def _made(request: HttpRequest, id):
    """Give the place and its pack, or where to go first: to say what one expects of its board."""
    place = places.find(request.actor, id, on=request.today)
    sheet = sheet_of(request, place)
    if sheet is None:
        raise NotFound
    if away := before_it(request, place, sheet):
        return place, None, away
    return place, reads.pack(request.actor, place, sheet, on=request.today), None


def _page(made) -> dict:
    return {"pack": made, "rows": [_row(c) for c in made.chapters]}


def _row(c) -> dict:
    legs = dict(zip(SOURCES, (c.standing.voice, c.standing.data, c.standing.strategy), strict=True))
    lanes = [lane(c.standing.topic, source, leg) for source, leg in legs.items()]
    return {
        "c": c, "class": CLASS[c.standing.called], "advice": ADVICE[c.standing.called], "why": why(legs),
        "gone": [QUIET_LEG[leg] for leg in c.missing], "lanes": lanes,
    }  # fmt: skip


urlpatterns = [
    path("places/<uuid:id>/pack/", pack, name="pack"),
    path("places/<uuid:id>/pack.pdf", file, {"ending": "pdf"}, name="pack-pdf"),
    path("places/<uuid:id>/pack.docx", file, {"ending": "docx"}, name="pack-docx"),
]
