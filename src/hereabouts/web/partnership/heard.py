"""Who we heard, beside who lives here."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import listed
from hereabouts.core.voice.reach import GroupReach, QuestionReach, Reach
from hereabouts.core.voice.visiting import WANTED
from hereabouts.engines.maps import draw
from hereabouts.records.evidence.here import Here
from hereabouts.records.evidence.here import here as living
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.profile_areas import LETTERS

TWICE = 200  # the right end of the picture: twice a fair share


@holding("contribution.count")
def who(request: HttpRequest, id) -> HttpResponse:
    """Lay those heard beside those who live here: who was not heard first, where to go next, then question by question."""
    place = place_for(request, id, "contribution.count")
    stands = sheet(place)
    found, around = reads.reach(stands, on=request.today), living(stands)
    where = next(q for q in found.questions if q.id == "area")
    lived = [q for q in found.questions if q.id.startswith("lived ")]
    asked = [q for q in found.questions if q not in lived]
    quarters = reads.by_quarter(place, on=request.today)
    context = room(request, place, "heard") | {
        "reach": found,
        "finding": finding(found),
        "missing": [(q, g, gap_of(q, g)) for q, g in _missing(found)],
        "visits": [(v, around.name(v.area) if v.area else "") for v in reads.next_best(found, where, around)]
        if found.people
        else [],
        "picture": picture(found),
        "questions": [(q, [(g, bar(g)) for g in q.groups]) for q in asked if q.known],
        "lived": [(q, g, bar(g)) for q in lived if q.known for g in q.groups],
        "unasked": [
            q
            for q in (*asked, *(replace(q, label=_("What they have lived through")) for q in lived[:1]))
            if not q.known
        ],
        "unmeasured": [q.label for q in asked if q.known and not q.source],
        "methods": reads.by_method(place, on=request.today),
        "quarters": quarters,
        "bars": bars(quarters),
        "no_population": not around.rows,
    }
    return render(request, "partnership/listen/heard.html", context)


def _missing(found: Reach) -> list[tuple[QuestionReach, GroupReach]]:
    """Give the groups that were missed with their question: not heard first, then those furthest from a fair share."""
    pairs = [(q, g) for q in found.questions for g in q.groups if g.judged in WANTED]
    return sorted(
        pairs, key=lambda one: (WANTED.index(one[1].judged), one[1].index.value if one[1].index else 0, one[1].label)
    )


def gap_of(question: QuestionReach, group: GroupReach) -> str:
    """Name a gap as a plan remembers it: “ethnicity: asian”, “area: S01009001”, “lived: care”."""
    kind = question.id.partition(" ")[0]
    return f"{kind}: {group.id}"


ROW, TOP = 24, 30  # heights in the picture of all groups


def picture(found: Reach) -> dict[str, Any] | None:
    """Place every group that has an index on one axis, those heard least at the top, for those who would rather look."""
    groups = [(q, g) for q in found.questions for g in q.groups if g.index is not None]
    if len(groups) < FEWEST_DRAWN:
        return None
    groups.sort(key=lambda one: (one[1].index.value, one[1].label))
    rows = [
        {"label": g.label, "bar": bar(g), "y": TOP + ROW * n, "judged": g.judged} for n, (_q, g) in enumerate(groups)
    ]
    least = ", ".join(g.label for _q, g in groups[:3])
    return {
        "rows": rows,
        "height": TOP + ROW * len(groups),
        "said": _("Heard least for how many live here: %(groups)s") % {"groups": least},
    }


FEWEST_DRAWN = 3


def bars(quarters: list[Any]) -> list[dict[str, Any]]:
    """Draw the trend of different people: a bar for each quarter, the oldest first, with those who are new filled."""
    shown = list(reversed(quarters[:12]))
    most = max((q.people for q in shown), default=0)
    if len(shown) < 2 or not most:
        return []
    return [
        {"q": q, "x": 56 * n + 4, "all": 90 * q.people / most, "new": 90 * q.new / most, "top": 110 - 90 * q.people / most,
            "foot": 110 - 90 * q.new / most}
        for n, q in enumerate(shown)
    ]  # fmt: skip


@holding("contribution.count")
def ways(request: HttpRequest, id) -> HttpResponse:
    """Compare the ways of listening: how many people each brought, and which of the missed groups."""
    place = place_for(request, id, "contribution.count")
    found = reads.reach(sheet(place), on=request.today)
    compared, missed = reads.compared(place, found, on=request.today)
    context = room(request, place, "heard") | {
        "missed": missed,
        "ways": [(way, [(label, *way.groups[q, g]) for q, g, label in missed]) for way in compared],
    }
    return render(request, "partnership/listen/heard_ways.html", context)


@holding("contribution.count")
def coverage(request: HttpRequest, id) -> HttpResponse:
    """Show which areas and which partners the listening covers, on a map and in a table."""
    place = place_for(request, id, "contribution.count")
    stands = sheet(place)
    found, around = reads.reach(stands, on=request.today), living(stands)
    where = next(q for q in found.questions if q.id == "area")
    lines = reads.coverage_by_area(request.actor, place, where, on=request.today)
    context = room(request, place, "heard") | {
        "areas": [(LETTERS[n] if n < len(LETTERS) else "", one) for n, one in enumerate(lines)],
        "known": where,
        "map": area_map(around, lines),
        "partners": reads.coverage_by_partner(request.actor, place, on=request.today),
        "patchy": [one for one in lines if one.judged in WANTED],
    }
    return render(request, "partnership/listen/heard_coverage.html", context)


def area_map(around: Here, lines: list[Any]) -> dict[str, Any] | None:
    """Draw the areas, shaded by how they were heard, lettered as in the table."""
    drawn = draw({area.code: area.geojson for area in around.areas if area.geojson})
    if drawn is None:
        return None
    by_code = {one.code: (LETTERS[n] if n < len(LETTERS) else "", one) for n, one in enumerate(lines)}
    rows = [
        {"drawn": area, "letter": by_code[area.code][0], "one": by_code[area.code][1]}
        for area in drawn.areas
        if area.code in by_code
    ]
    return {"drawn": drawn, "rows": rows}


def finding(reach: Reach) -> str:
    """Say in one line whom we did not hear, or that nothing stands out, or that nothing can be said."""
    none, few = reach.judged("not heard"), reach.judged("under-heard")
    if not reach.people:
        return _("Nobody has been heard yet")
    if none or few:
        told = [g.label for g in (*none, *few)][:3]
        return _("Heard least: %(groups)s") % {"groups": listed(told)}
    if not any(g.index for q in reach.questions for g in q.groups):
        return _("Too little is known about those heard to compare them")
    return _("No group is clearly missing")


def bar(group: GroupReach) -> dict[str, Any] | None:
    """Place the marks in per cent of the width: a fair share in the middle, nobody to the left, twice to the right."""
    if group.index is None:
        return None

    def at(value: float) -> float:
        return round(min(100.0, 100 * value / TWICE), 2)

    return {
        "mark": at(100), "value": at(group.index.value), "lo": at(group.index.lo), "hi": at(group.index.hi),
        "beyond": group.index.hi > TWICE, "clear": group.judged in {"under-heard", "over-heard"},
    }  # fmt: skip


urlpatterns = [
    path("places/<uuid:id>/who-we-heard/", who, name="who-we-heard"),
    path("places/<uuid:id>/who-we-heard/ways/", ways, name="who-we-heard-ways"),
    path("places/<uuid:id>/who-we-heard/areas/", coverage, name="who-we-heard-areas"),
]
