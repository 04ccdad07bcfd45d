"""Sessions: a group chooses its priorities, on one page that serves the chair's laptop, the projector and every phone."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.priorities.board import Standing
from hereabouts.engines.definitions import topics
from hereabouts.records.places import access as places
from hereabouts.records.priorities import access, changes, reads
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.partnership.session_forms import METHODS, CallForm, ThereForm, ThingForm, UnnamedForm
from hereabouts.web.partnership.session_page import STAGES, page
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by


@holding("session.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List the sessions of a place."""
    place = places.find(request.actor, id, on=request.today)
    rows = [
        {"s": s, "method": METHODS[s.method], "stage": STAGES[s.stage]}
        for s in reads.sessions(request.actor, place, on=request.today)
    ]
    context = {"place": place, "rows": rows, "section": "plan", "may_hold": holds(request, "session", "hold")}
    return render(request, "partnership/sessions.html", context)


@holding("session.hold")
def call(request: HttpRequest, id) -> HttpResponse:
    """Call a session; what was raised and waits is put before it at once, and what the group ticks from the board."""
    place = places.find(request.actor, id, on=request.today)
    form = CallForm(sent_by(request), initial={"held_on": request.today})
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today}
        if made := saved(form, changes.call, **given, place=place, **form.told()):
            for raised in access.visible(request.actor, on=request.today).filter(place=place, state="proposed"):
                changes.put(**given, session=made, topic=raised.topic, statement=raised.statement, priority=raised)
            return redirect("session", id=made.pk)
    context = {"place": place, "form": form, "section": "plan"}
    return render(request, "partnership/session_new.html", context, status=422 if form.errors else 200)


@holding("session.see")
def session(request: HttpRequest, id) -> HttpResponse:
    """Show a session as far as it is; those who may, hold it from here."""
    found = access.find_session(request.actor, id, on=request.today)
    forms = {"thing": ThingForm(prefix="thing"), "there": ThereForm(prefix="there"),
             "unnamed": UnnamedForm(initial=found.unnamed, prefix="unnamed")}  # fmt: skip
    failed = None
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        failed = step(request, found, forms)
        if failed is None:
            messages.success(request, _("Saved."))
            return redirect(reverse("session", args=[id]) + "#" + request.POST["step"])
    sheet = reads.session(request.actor, found)
    context = (
        page(request, sheet)
        | {"thing": forms["thing"], "there_form": forms["there"], "unnamed": forms["unnamed"]}
        | {"form": failed, "from_board": _from_board(request, found)}
    )
    return render(request, "partnership/session.html", context, status=422 if failed else 200)


def _given(request: HttpRequest, found) -> dict:
    return {"by": request.actor, "on": request.today, "session": found}


def _thing(request: HttpRequest, found, forms):
    """Put something before the group, as who holds the session; raise it in the room, as anybody else."""
    form = forms["thing"] = ThingForm(request.POST, prefix="thing")
    change = changes.put if holds(request, "session", "hold") else changes.raise_in
    return None if form.is_valid() and saved(form, change, **_given(request, found), **form.cleaned_data) else form


def _topic(request: HttpRequest, found, forms):
    code = request.POST.get("topic", "")
    label = topics().get(code, {"label": ""})["label"]
    changes.put(**_given(request, found), topic=code, statement=label)


def _off(request: HttpRequest, found, forms):
    changes.take_off(**_given(request, found), choice=request.POST.get("choice"))


def _there(request: HttpRequest, found, forms):
    form = forms["there"] = ThereForm(request.POST, prefix="there")
    return (
        None if form.is_valid() and saved(form, changes.attend, **_given(request, found), **form.cleaned_data) else form
    )


def _unnamed(request: HttpRequest, found, forms):
    form = forms["unnamed"] = UnnamedForm(request.POST, prefix="unnamed")
    if not form.is_valid():
        return form
    return None if saved(form, changes.unnamed, **_given(request, found), people=form.people()) else form


def _stage(request: HttpRequest, found, forms):
    changes.stage(**_given(request, found), to=request.POST.get("to", ""))


def _close(request: HttpRequest, found, forms):
    form = Form(request.POST)
    return None if form.is_valid() and saved(form, changes.close, **_given(request, found)) else form


STEPS = {
    "thing": _thing, "topic": _topic, "off": _off, "there": _there, "unnamed": _unnamed, "stage": _stage, "close": _close,
}  # fmt: skip


def _from_board(request: HttpRequest, found) -> list[dict]:
    """Give the topics of the board that are not before the group yet, the most pressing first, to be put there by one press."""
    if found.stage != "preparing" or not holds(request, "session", "hold"):
        return []
    sheet = reads.newest(request.actor, found.place, on=request.today)
    if sheet is None or reads.waits(request.actor, found.place, sheet, on=request.today):
        return []
    there = {choice.topic for choice in found.choices.all()}
    return [_line(s) for s in sheet.board.standings if s.rank and s.topic not in there][:12]


def _line(standing: Standing) -> dict:
    return {"topic": standing.topic, "label": topics()[standing.topic]["label"], "rank": standing.rank}


urlpatterns = [
    path("places/<uuid:id>/sessions/", index, name="sessions"),
    path("places/<uuid:id>/sessions/call/", call, name="session-call"),
    path("sessions/<uuid:id>/", session, name="session"),
]
