"""A vote on a phone, paper counted in, what the group decided about one thing, and the page for the projector."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.priorities.choosing import passed_over, people_heard, standing_of
from hereabouts.core.priorities.legs import missing, silent
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.priorities import access, changes, reads
from hereabouts.records.priorities.appraisal import session_docx
from hereabouts.web.partnership.priorities import QUIET_LEG, saved
from hereabouts.web.partnership.session_forms import SIDES_MANY, DecideForm, PaperForm, VoteForm, lines, standing
from hereabouts.web.partnership.session_page import page
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by


@holding("session.vote")
def vote(request: HttpRequest, id) -> HttpResponse:
    """Vote, on any phone. An open vote may be changed while the vote is open; a secret one is cast once."""
    found = access.find_session(request.actor, id, on=request.today)
    sheet = reads.session(request.actor, found)
    as_ = "resident" if "community_rep" in request.actor.roles else "professional"
    start = {"side": as_, **standing(sheet.mine, sheet.rules)}
    form = VoteForm(sent_by(request), rules=sheet.rules, choices=sheet.choices, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "session": found}
        if saved(form, changes.vote, **given, side=form.cleaned_data["side"], marks=form.marks()):
            messages.success(request, _("Your vote is counted."))
            return redirect("session", id=id)
    context = {"s": sheet, "form": form, "section": "plan", **page(request, sheet)}
    return render(request, "partnership/session_vote.html", context, status=422 if form.errors else 200)


@holding("session.hold")
def paper(request: HttpRequest, id) -> HttpResponse:
    """Count in what residents (?side=professional: professionals) put on paper; the same form corrects it."""
    found = access.find_session(request.actor, id, on=request.today)
    side = "professional" if request.GET.get("side") == "professional" else "resident"
    sheet = reads.session(request.actor, found)
    before = sheet.paper.get(side) or {}
    start = {"people": before.get("people"), **standing(before.get("marks"), sheet.rules, paper=True)}
    form = PaperForm(sent_by(request), rules=sheet.rules, choices=sheet.choices, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "session": found, "side": side}
        if saved(form, changes.count_paper, **given, people=form.cleaned_data["people"], marks=form.marks()):
            messages.success(request, _("Counted in."))
            return redirect("session", id=id)
    context = {"s": sheet, "form": form, "section": "plan", "side": SIDES_MANY[side]}
    return render(request, "partnership/session_paper.html", context, status=422 if form.errors else 200)


@holding("session.hold")
def decide(request: HttpRequest, id) -> HttpResponse:
    """Write down what the group decided about one thing (?choice=), why, who did not agree, and who tells residents."""
    found = access.find_session(request.actor, id, on=request.today)
    sheet = reads.session(request.actor, found)
    choice = next((c for c in sheet.choices if str(c.pk) == request.GET.get("choice")), None)
    if choice is None:
        raise NotFound
    start = {name: getattr(choice, name) for name in DecideForm.base_fields if name != "dissent"}
    form = DecideForm(sent_by(request), initial=start | {"dissent": lines(choice.dissent)})
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "session": found, "choice": choice.pk}
        if saved(form, changes.decide, **given, **form.cleaned_data):
            messages.success(request, _("Written down. It counts when the session is closed."))
            return redirect(reverse("session", args=[id]) + "#count")
    context = {"s": sheet, "c": choice, "form": form, "section": "plan", "label": topics()[choice.topic]["label"],
               "touched": reads.touched(request.actor, found.place, [choice.topic], on=request.today).get(choice.topic),
               **_stands(request, found, choice.topic)}  # fmt: skip
    return render(request, "partnership/session_decide.html", context, status=422 if form.errors else 200)


def _stands(request: HttpRequest, found, topic: str) -> dict:
    """Say how a topic stands on the newest board, so that the room knows which reasons it will owe."""
    board = reads.newest(request.actor, found.place, on=request.today)
    if board is None or reads.waits(request.actor, found.place, board, on=request.today):
        return {}
    here = standing_of(board.board, topic)
    over = passed_over(board.board, topic, reads.settled_topics(found.place))
    return {"heard": people_heard(here), "gone": [QUIET_LEG[leg] for leg in missing(here)], "silent": silent(here),
            "over": [topics()[t]["label"] for t in over], "on_board": True}  # fmt: skip


@holding("session.see")
def screen(request: HttpRequest, id) -> HttpResponse:
    """Show the room what it needs, in letters that are read from the back: what is chosen from, how many voted, the count."""
    found = access.find_session(request.actor, id, on=request.today)
    sheet = reads.session(request.actor, found)
    return render(request, "partnership/session_screen.html", page(request, sheet))


@holding("session.see")
def record(request: HttpRequest, id) -> HttpResponse:
    """Give the record of a session once it is counted, as Word: options, criteria, scores, who was there, what was decided."""
    found = access.find_session(request.actor, id, on=request.today)
    sheet = reads.session(request.actor, found)
    if sheet.count is None:
        raise NotFound
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(session_docx(sheet), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="session-{sheet.held_on}.docx"'
    return response


urlpatterns = [
    path("sessions/<uuid:id>/vote/", vote, name="session-vote"),
    path("sessions/<uuid:id>/paper/", paper, name="session-paper"),
    path("sessions/<uuid:id>/decide/", decide, name="session-decide"),
    path("sessions/<uuid:id>/record.docx", record, name="session-record"),
    path("sessions/<uuid:id>/screen/", screen, name="session-screen"),
]
