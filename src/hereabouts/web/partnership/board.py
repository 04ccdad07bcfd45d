"""The triangulation board: where three ways of knowing meet and part, what was expected of it, who settles it, its table as CSV."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.priorities.choosing import standing_of
from hereabouts.core.priorities.expecting import NotExpected
from hereabouts.core.priorities.legs import silent
from hereabouts.core.sentences import Sentence
from hereabouts.engines.tables import as_csv
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.places import access as places
from hereabouts.records.priorities import access, changes, reads
from hereabouts.web.partnership import board_page, board_told
from hereabouts.web.partnership.agree_forms import ExpectForm, ListenForm, MoveForm, OwnForm, TouchesForm, WeightsForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("board.see")
def board(request: HttpRequest, id) -> HttpResponse:
    """Show the newest board of a place (or the run asked for); POST works it out anew and freezes it."""
    place = places.find(request.actor, id, on=request.today)
    form = WeightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["ask_first"]
        changes.triangulate(by=request.actor, on=request.today, place=place, weights=form.weights(), ask_first=first)
        messages.success(request, _("The board is worked out and frozen."))
        return redirect("board", id=id)
    sheet = sheet_of(request, place)
    context = {"place": place, "form": form, "may_run": holds(request, "board", "run"), "section": "plan",
               "may_settle": holds(request, "board", "settle"), "may_adopt": holds(request, "priority", "adopt")}  # fmt: skip
    if sheet is None:
        return render(request, "partnership/board_none.html", context)
    if away := before_it(request, place, sheet):
        return away
    chosen = reads.priorities(request.actor, on=request.today, place=place)
    declined = reads.declined(request.actor, place, on=request.today)
    runs = access.runs(request.actor, on=request.today).filter(place=place).values_list("pk", "as_at", "made_at")[:12]
    told = {"runs": runs, "expected": board_told.expected(reads.expected(request.actor, sheet)),
            "may_expect": holds(request, "board", "expect"), **board_told.page(sheet)}  # fmt: skip
    return render(request, "partnership/board.html", context | board_page.page(sheet, chosen, declined) | told)


def before_it(request: HttpRequest, place, sheet: reads.BoardSheet) -> HttpResponse | None:
    """Lead whoever is still to say what they expect there first; otherwise note the first look, and let them in."""
    given = {"on": request.today}
    if reads.waits(request.actor, place, sheet, **given):
        which = f"?run={sheet.id}" if "run" in request.GET else ""
        return redirect(reverse("board-expect", args=[place.pk]) + which)
    if reads.unshown(request.actor, place, sheet, **given):
        changes.show(by=request.actor, run=reads.run_of(sheet.id), **given)
    return None


@holding("board.expect")
def expect(request: HttpRequest, id) -> HttpResponse:
    """Ask what somebody expects residents to raise, before they see a board; they may also say that they would rather not."""
    place = places.find(request.actor, id, on=request.today)
    sheet = sheet_of(request, place)
    if sheet is None:
        raise NotFound
    given = {"by": request.actor, "on": request.today, "run": reads.run_of(sheet.id)}
    if request.method == "POST" and "show" in request.POST:
        changes.show(**given)
        return redirect("board", id=id)
    form = ExpectForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            changes.expect(**given, topics=form.topics())
            messages.success(request, _("Written down. Here is what people said."))
            return redirect(reverse("board", args=[id]) + "#expected")
        except (changes.CannotBe, NotExpected) as problem:
            form.add_error(None, said(problem))
    context = {"place": place, "form": form, "section": "plan", "seen": reads.had_seen(request.actor, given["run"]),
               "waits": reads.waits(request.actor, place, sheet, on=request.today)}  # fmt: skip
    return render(request, "partnership/board_expect.html", context, status=422 if form.errors else 200)


def sheet_of(request: HttpRequest, place) -> reads.BoardSheet | None:
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
    sheet, code = sheet_of(request, place), request.GET.get("code", "")
    standing = standing_of(sheet.board, code) if sheet else None
    if sheet is None or standing is None:
        raise NotFound
    if away := before_it(request, place, sheet):
        return away
    touched = reads.touched(request.actor, place, [code], on=request.today).get(code)
    forms = _forms(request, sheet.settling.get(code), board_page.label(code), touched)
    step = next((name for name in forms if request.method == "POST" and name in request.POST), None)
    if step and _settled(request, place, code, sheet.settling.get(code), forms[step], step):
        messages.success(request, _("Saved."))
        return redirect(reverse("board-topic", args=[id]) + f"?code={code}")
    failed = next((form for form in forms.values() if form.errors), None)
    context = {
        "place": place, "sheet": sheet, "row": board_page.row(standing, sheet, None, None), "standing": standing, **forms,
        "section": "plan", "form": failed, "may_settle": holds(request, "board", "settle"),
        "may_listen": holds(request, "activity", "plan"), "silent": silent(standing),
        "touched": touched,
        "words": board_told.words(request, place, code, sheet),
    }  # fmt: skip
    return render(request, "partnership/board_topic.html", context, status=422 if failed else 200)


def _forms(request: HttpRequest, settling, label: str, touched) -> dict:
    """Give the forms of a topic: an owner, how far it is, listening, whom it touches. Only the one that was sent is bound."""
    sent = lambda step: request.POST if step in request.POST else None  # noqa: E731
    start = {
        "owner_name": settling.owner if settling else "",
        "purpose": _("What troubles people about %(topic)s, before anybody proposes anything.") % {"topic": label.lower()},
    }  # fmt: skip
    return {
        "own": OwnForm(sent("own"), initial=_owner(settling), prefix="own"),
        "move": MoveForm(sent("move"), prefix="move"),
        "listen": ListenForm(sent("listen"), initial=start, prefix="listen"),
        "touch": TouchesForm(sent("touch"), initial={"groups": touched.groups if touched else ()}, prefix="touch"),
    }


def _owner(settling) -> dict:
    return (
        {"owner_name": settling.owner, "next_step": settling.next_step, "due_on": settling.due_on} if settling else {}
    )


def _settled(request: HttpRequest, place, code: str, settling, form, step: str) -> bool:
    if not form.is_valid():
        return False
    try:
        given = {"by": request.actor, "on": request.today}
        if step == "move":
            if settling is None:
                raise NotFound
            found = access.find_disagreement(request.actor, settling.id, on=request.today)
            changes.move_disagreement(**given, disagreement=found, **form.cleaned_data)
        elif step == "touch":
            changes.name_touched(**given, place=place, topic=code, **form.cleaned_data)
        elif step == "listen":
            changes.listen_first(**given, place=place, topic=code, **form.cleaned_data)
        else:
            changes.own_disagreement(**given, place=place, topic=code, **form.cleaned_data)
    except NotAllowed:
        raise
    except Sentence as problem:
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
    sheet = sheet_of(request, place)
    if sheet is None:
        raise NotFound
    if away := before_it(request, place, sheet):
        return away
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
    path("places/<uuid:id>/board/expect/", expect, name="board-expect"),
    path("places/<uuid:id>/board/topic/", topic, name="board-topic"),
    path("places/<uuid:id>/board.csv", as_table, name="board-csv"),
]
