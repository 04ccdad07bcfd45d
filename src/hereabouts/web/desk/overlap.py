"""The overlap report: how agencies' work with households overlaps in a place, in counts; as a page and as CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.families.overlap_told import Told
from hereabouts.core.figures.intervals import Interval
from hereabouts.engines.tables import as_csv
from hereabouts.records.families import access, overlapping
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import holding

PURPOSE = access.PURPOSE
HEADINGS = ("what", "which", "count", "share", "from", "to")
HIDDEN = "hidden"


def _here(request: HttpRequest):
    """Give the place that was asked for, of those in which the reader may count; the first where none was."""
    known = places.visible(request.actor, on=request.today)
    here = overlapping.may_count_in(request.actor, known, on=request.today)
    if not here:
        raise NotFound
    return next((p for p in here if str(p.pk) == request.GET.get("place")), here[0]), here


@holding("match.count", purpose=PURPOSE)
def overlap(request: HttpRequest) -> HttpResponse:
    """Show how many households several agencies help, who does not know of whom, what is given twice and where nobody helps."""
    place, here = _here(request)
    report = overlapping.report(request.actor, place, on=request.today)
    context = {"report": report, "told": report.overlap, "place": place, "places": here, "section": "families"}
    return render(request, "desk/overlap.html", context)


@holding("match.count", purpose=PURPOSE)
def overlap_table(request: HttpRequest) -> HttpResponse:
    """Give the same counts as CSV."""
    place, _places = _here(request)
    report = overlapping.report(request.actor, place, on=request.today)
    rows = [*_rows(report.overlap), *((_("No list from"), name, "", "", "", "") for name in report.not_connected)]
    response = HttpResponse(as_csv(HEADINGS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="overlap-{request.today:%Y-%m-%d}.csv"'
    return response


def _rows(told: Told) -> list[tuple]:
    rows = [
        _row(_("Households with help"), "", told.households), _row(_("With several agencies"), "", told.several, told.rate),
        _row(_("No note read between them"), "", told.unknown, told.unknown_rate), _row(_("Similar help twice"), "", told.twice),
        *(_row(_("With so many agencies"), str(n), count) for n, count in told.by_number.items()),
        *(_row(_("Agency"), agency, count) for agency, count in told.agencies.items()),
        *(_row(_("Two agencies"), " + ".join(pair.agencies), pair.households) for pair in told.pairs),
    ]  # fmt: skip
    for one in told.needs:
        rows += [_row(_("Need: helped"), one.need, one.met), _row(_("Need: from two agencies"), one.need, one.twice)]
    return rows


def _row(what: str, which: str, count: int | None, rate: Interval | None = None) -> tuple:
    ends = (f"{rate.value:.3f}", f"{rate.lo:.3f}", f"{rate.hi:.3f}") if rate else ("", "", "")
    return what, which, HIDDEN if count is None else count, *ends


urlpatterns = [
    path("families/overlap/", overlap, name="overlap"),
    path("families/overlap/overlap.csv", overlap_table, name="overlap-csv"),
]
