"""One indicator of a place in depth: over its areas, over the years, and the document behind it, down to the file rows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.evidence.figure import Figure, beside, in_words
from hereabouts.core.evidence.guards import may_ask
from hereabouts.core.evidence.history import History
from hereabouts.core.evidence.indicators import Formula, Indicator
from hereabouts.core.evidence.picked import PICKED
from hereabouts.core.evidence.spread import AreaFigure, spread
from hereabouts.core.figures.comparison import against
from hereabouts.engines.definitions import topics
from hereabouts.engines.maps import draw
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.notes import notes
from hereabouts.records.evidence.own.figures import own_figures_of, with_own
from hereabouts.records.evidence.portrait import Portrait, portrait
from hereabouts.records.evidence.shapes import Shape, shapes
from hereabouts.records.evidence.sources import months
from hereabouts.records.places.access import find
from hereabouts.records.places.reads import Sheet, sheet
from hereabouts.records.voice.access import holds_here
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.pages import absent
from hereabouts.web.shared.profile_areas import LETTERS
from hereabouts.web.shared.trend_pictures import WORTH_A_CHART, small

FILLS = {"higher": "#12436d", "similar": "#dce4ec", "lower": "url(#hatch)", "not compared": "#fff"}


@holding("place.see")
def indicator(request: HttpRequest, id) -> HttpResponse:
    """Show one indicator of a place; without one, all there are to choose from."""
    place = find(request.actor, id, on=request.today)
    own = own_figures_of(request.actor, sheet(place), on=request.today)
    read = with_own(portrait(sheet(place), request.GET.get("index")), own)
    wanted = request.GET.get("of")
    figures = {f.id: f for f in read.profile.indicators}
    context = {"place": sheet(place), "section": "place", "profile": read.profile}
    if wanted is None:
        by_topic = [
            (topic["label"], [f for f in figures.values() if f.topic == code]) for code, topic in topics().items()
        ]
        return render(request, "partnership/indicators.html", context | {"topics": [t for t in by_topic if t[1]]})
    if wanted not in figures:
        editions = [read.profile.deprivation.index] if read.profile.deprivation else []
        may_ask(wanted, place=place.name, editions=editions, areas=read.profile.areas)
        return absent(request)
    document, figure = (indicators() | own.documents)[wanted], figures[wanted]
    here = sheet(place)
    written = [n for n in notes(request.actor, place, on=request.today) if n.indicator == wanted]
    formulas, sort = _formulas(document, figure, read), request.GET.get("sort", "")
    context |= {
        "files": list({f[side]["dataset"]["id"]: f[side]["dataset"] for f in formulas for side in f}.values()),
        "figure": figure, "document": document, "council": beside(figure), "words": in_words(figure, beside(figure)),
        "topic": topics()[document.topic]["label"], "formulas": formulas, "local_notes": written,
        "may_write": wanted not in own.documents and holds_here(request.actor, "local_note.write", place, on=request.today),
        "old": figure.vintage.said(request.today) if figure.vintage else "",
        "standing": read.standings.get(wanted), "spread": spread(read.areas.get(wanted, ())),
        "trend": _trend(read.histories.get(wanted)), **_areas(document, figure, read, _shapes(here, figure, read)),
        "months": _months(here, figure, formulas),
        "picked": PICKED,
        "sort": sort, "same_rows": all(_one_file(f) for f in formulas),
    }  # fmt: skip
    if sort in {"highest", "lowest"}:
        context["areas"] = _sorted(context["areas"], highest=sort == "highest")
    return render(request, "partnership/indicator.html", context)


def _sorted(rows: list[dict[str, Any]], *, highest: bool) -> list[dict[str, Any]]:
    """Put the areas in order of their figures; those without one stand last either way."""
    known = [row for row in rows if row["area"].figure]
    known.sort(key=lambda row: row["area"].figure.value, reverse=highest)
    return known + [row for row in rows if not row["area"].figure]


def _formulas(document: Indicator, figure: Figure, read: Portrait) -> list[dict[str, Any]]:
    """Give the inputs of the formula that the place's boundaries use, each with its file and fingerprint."""
    datasets = {str(d["id"]): d for d in read.datasets}

    def source(cells: str) -> dict[str, Any]:
        dataset, _, rest = cells.partition("/")
        return {"cells": rest, "dataset": datasets[dataset]}

    used = [f for f in document.formulas if _here(f, datasets, figure.generation or read.profile.generation)]
    return [{"numerator": source(f.numerator), "denominator": source(f.denominator)} for f in used]


def _one_file(formula: dict[str, Any]) -> bool:
    return formula["numerator"]["dataset"]["id"] == formula["denominator"]["dataset"]["id"]


def _here(formula: Formula, datasets: dict[str, Any], generation: str) -> bool:
    ids = [cells.partition("/")[0] for cells in (formula.numerator, formula.denominator)]
    return all(id_ in datasets for id_ in ids) and datasets[ids[0]]["generation"] == generation


def _trend(history: History | None) -> dict[str, Any] | None:
    if history is None or sum(m.figure is not None for m in history.measurements) < WORTH_A_CHART:
        return None
    return small(history)


def _shapes(place: Sheet, figure: Figure, read: Portrait) -> Sequence[Shape]:
    """Give the boundaries that the figure is counted on: the profile's own, or the older ones."""
    if figure.generation in {"", read.profile.generation}:
        return read.shapes
    return shapes(place, figure.generation, None)


def _months(place: Sheet, figure: Figure, formulas: Sequence[dict[str, Any]]) -> list[Any]:
    """Give the months whose rows are counted, where the numerator comes from a list of incidents."""
    dataset = formulas[0]["numerator"]["dataset"]["id"] if formulas else ""
    return months(dataset, figure.period, figure.generation, place.areas.get(figure.generation, ()))


def _areas(document: Indicator, figure: Figure, read: Portrait, shown: Sequence[Shape]) -> dict[str, Any]:
    """Give the areas with their figures and, where boundaries are known, a map that says only what the intervals say."""
    told = read.areas.get(document.id, ())
    by_code = {s.code: s for s in shown}
    letters = dict(zip(by_code, LETTERS, strict=False)) if len(by_code) <= len(LETTERS) else {}
    drawn = draw({s.code: s.geojson for s in shown if s.geojson})
    paths = {area.code: area for area in drawn.areas} if drawn else {}
    rows = [
        {"area": a, "letter": letters.get(a.area, ""), "drawn": paths.get(a.area), "words": (word := _against(document, a, figure.value)),
         "fill": FILLS[word], "people": by_code[a.area].people if a.area in by_code else None}
        for a in told
    ]  # fmt: skip
    higher, lower = (sum(row["words"] == word for row in rows) for word in ("higher", "lower"))
    return {
        "areas": rows,
        "map": drawn if any(row["drawn"] for row in rows) else None,
        "higher": higher,
        "lower": lower,
    }


def _against(document: Indicator, area: AreaFigure, value: float | None) -> str:
    if area.figure is None or value is None or document.kind == "mean":
        return "not compared"
    return against(area.figure, value, enough=(area.count or 0) >= document.smallest)


urlpatterns = [
    path("places/<uuid:id>/indicator/", indicator, name="place-indicator"),
]
