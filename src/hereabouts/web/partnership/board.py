"""The triangulation board: where three ways of knowing meet and part, who settles it, and its table as CSV."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.priorities.choosing import standing_of
from hereabouts.engines.tables import as_csv
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.records.priorities import access, changes, reads
from hereabouts.web.partnership import board_page
from hereabouts.web.partnership.agree_forms import MoveForm, OwnForm, WeightsForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said


@holding("board.see")
def board(request: HttpRequest, id) -> HttpResponse:
    """Show the newest board of a place (or the run asked for); POST works it out anew and freezes it."""
    place = places.find(request.actor, id, on=request.today)
    form = WeightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.triangulate(by=request.actor, on=request.today, place=place, weights=form.weights())
        messages.success(request, _("The board is worked out and frozen."))
        return redirect("board", id=id)
    sheet = _sheet(request, place)
    context = {"place": place, "form": form, "may_run": holds(request, "board", "run"), "section": "plan",
               "may_settle": holds(request, "board", "settle"), "may_adopt": holds(request, "priority", "adopt")}  # fmt: skip
    if sheet is None:
        return render(request, "partnership/board_none.html", context)
    chosen = reads.priorities(request.actor, on=request.today, place=place)
    declined = reads.declined(request.actor, place, on=request.today)
    runs = access.runs(request.actor, on=request.today).filter(place=place).values_list("pk", "as_at", "made_at")[:12]
    return render(
        request, "partnership/board.html", context | board_page.page(sheet, chosen, declined) | {"runs": runs}
    )


def _sheet(request: HttpRequest, place) -> reads.BoardSheet | None:
    """Give the run that ?run= names, when it is of this place; otherwise the newest."""
    asked = next((run for run in _runs(request, place) if str(run.pk) == request.GET.get("run")), None)
    if asked:
        return reads.board(request.actor, asked, on=request.today)
    return reads.newest(request.actor, place, on=request.today)


def _runs(request: HttpRequest, place):
    return (
        access.runs(request.actor, on=request.today).filter(place=place).select_related("place")
        if "run" in request.GET
        else ()
    )


@holding("board.see")
def topic(request: HttpRequest, id) -> HttpResponse:
    """Show what stands behind one topic, and who settles it where the sources part; POST names the owner or moves on."""
    place = places.find(request.actor, id, on=request.today)
    sheet, code = _sheet(request, place), request.GET.get("code", "")
    standing = standing_of(sheet.board, code) if sheet else None
    if sheet is None or standing is None:
        raise NotFound
    settling = sheet.settling.get(code)
    own, move = OwnForm(None, initial=_owner(settling), prefix="own"), MoveForm(None, prefix="move")
    if request.method == "POST":
        step = "move" if "move" in request.POST and settling else "own"
        own, move = (
            (OwnForm(request.POST, prefix="own"), move)
            if step == "own"
            else (own, MoveForm(request.POST, prefix="move"))
        )
        if _settled(request, place, code, settling, own if step == "own" else move, step):
            messages.success(request, _("Saved."))
            return redirect(reverse("board-topic", args=[id]) + f"?code={code}")
    row = board_page.row(standing, sheet, None, None)
    context = {"place": place, "sheet": sheet, "row": row, "standing": standing, "own": own, "move": move, "section": "plan",
               "form": own if own.errors else move, "may_settle": holds(request, "board", "settle")}  # fmt: skip
    return render(request, "partnership/board_topic.html", context, status=422 if own.errors or move.errors else 200)


def _owner(settling) -> dict:
    return (
        {"owner_name": settling.owner, "next_step": settling.next_step, "due_on": settling.due_on} if settling else {}
    )


def _settled(request: HttpRequest, place, code: str, settling, form, step: str) -> bool:
    if not form.is_valid():
        return False
    try:
        if step == "move":
            found = access.find_disagreement(request.actor, settling.id, on=request.today)
            changes.move_disagreement(by=request.actor, on=request.today, disagreement=found, **form.cleaned_data)
        else:
            changes.own_disagreement(by=request.actor, on=request.today, place=place, topic=code, **form.cleaned_data)
    except (changes.NoReason, changes.CannotBe) as problem:
        form.add_error(None, said(problem))
        return False
    return True


HEADINGS = ["rank", "could be from", "could be to", "topic", "class", "voice", "voice from", "voice to", "people", "people heard",
            "data", "data from", "data to", "indicators", "strategy", "points", "points apart", "disagreement", "owner",
            "next step", "due"]  # fmt: skip


@holding("board.see")
def as_table(request: HttpRequest, id) -> HttpResponse:
    """Give the board as CSV: the same figures, one row a topic, those without an order too."""
    place = places.find(request.actor, id, on=request.today)
    sheet = _sheet(request, place)
    if sheet is None:
        raise NotFound
    rows = [_cells(standing, sheet.settling.get(standing.topic)) for standing in sheet.board.standings]
    response = HttpResponse(as_csv(HEADINGS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="board-{place.prefix.lower()}-{sheet.as_at}.csv"'
    return response


def _cells(s, settling) -> list[object]:
    low, high = s.rank_range or ("", "")
    return [
        s.rank or "", low, high, board_page.label(s.topic), s.called, *_leg(s.voice),
        s.voice.evidence.people if s.voice else "", s.voice.evidence.of if s.voice else "", *_leg(s.data),
        len(s.data.evidence.indicators) if s.data else 0, *_leg(s.strategy)[:1], s.strategy.evidence.points if s.strategy else "",
        round(s.divergence.points, 1) if s.divergence else "", "yes" if s.divergence and s.divergence.flag else "",
        settling.owner if settling else "", settling.next_step if settling else "", settling.due_on if settling else "",
    ]  # fmt: skip


def _leg(leg) -> list[object]:
    if leg is None:
        return ["no data", "", ""]
    return [round(leg.score, 1), *("" if end is None else round(end, 1) for end in (leg.lo, leg.hi))]


urlpatterns = [
    path("places/<uuid:id>/board/", board, name="board"),
    path("places/<uuid:id>/board/topic/", topic, name="board-topic"),
    path("places/<uuid:id>/board.csv", as_table, name="board-csv"),
]
