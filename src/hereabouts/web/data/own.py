"""Own tables that stand: what they say, row by row, where they came from, and the way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.records.evidence.own import access, changes, reads
from hereabouts.records.imports import reads as sheets
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.records.trust.who import readers
from hereabouts.web.shared.doors import holding, holds

SHOWN = 300  # rows on the page; the profile has the others by place


@holding("own_table.see")
def tables(request: HttpRequest) -> HttpResponse:
    """List the own tables that the reader may see."""
    told = reads.tables(request.actor, on=request.today)
    context = {"tables": told, "section": "data", "may_load": holds(request, "own_table", "import")}
    return render(request, "data/own/tables.html", context)


@holding("own_table.see")
def table(request: HttpRequest, id) -> HttpResponse:
    """Show one table: what it says of itself, its numbers with their rows, its imports, and whether it may be published."""
    found = access.find(request.actor, id, on=request.today)
    numbers = reads.numbers(found)
    ours, told = reads.inside(request.actor, found), reads.told_to(request.actor, found, numbers)
    context = {
        "table": reads.line(found), "numbers": numbers[:SHOWN] if told else [], "all": len(numbers), "periods": reads.periods(numbers),
        "history": sheets.history(request.actor, on=request.today, about=reads.ABOUT, thing=found.pk) if ours else [],
        "may_undo": ours and holds(request, "own_table", "undo"), "may_clear": holds(request, "own_table", "clear"),
        "places": places.visible(request.actor, on=request.today), "section": "data",
    }  # fmt: skip
    return render(request, "data/own/table.html", context)


@holding("own_table.see")
def who(request: HttpRequest, id) -> HttpResponse:
    """Say who can see a table, and why."""
    found = access.find(request.actor, id, on=request.today)
    told = readers(found, on=request.today)
    context = {"ref": found.title, "back": reverse("own-table", args=[id]), "readers": told, "section": "data"}
    return render(request, "shared/who.html", context)


@holding("own_table.undo")
@require_POST
def undo(request: HttpRequest, id) -> HttpResponse:
    """Take the newest import back; what stood before stands again."""
    found = access.find(request.actor, id, on=request.today)
    changes.take_back(by=request.actor, on=request.today, own_table=found)
    messages.success(request, _("Taken back. Everything stands as it stood before."))
    try:
        access.find(request.actor, id, on=request.today)
    except NotFound:  # it was the first import: nothing of the table is left
        return redirect("own-tables")
    return redirect("own-table", id=id)


@holding("own_table.clear")
@require_POST
def clear(request: HttpRequest, id) -> HttpResponse:
    """Say that the numbers that stand may be published, or that they may not after all."""
    found = access.find(request.actor, id, on=request.today)
    do = changes.shut if request.POST.get("step") == "shut" else changes.clear
    do(by=request.actor, on=request.today, own_table=found)
    return redirect("own-table", id=id)


urlpatterns = [
    path("data/own/", tables, name="own-tables"),
    path("data/own/<uuid:id>/", table, name="own-table"),
    path("data/own/<uuid:id>/who/", who, name="own-who"),
    path("data/own/<uuid:id>/undo/", undo, name="own-undo"),
    path("data/own/<uuid:id>/clear/", clear, name="own-clear"),
]
