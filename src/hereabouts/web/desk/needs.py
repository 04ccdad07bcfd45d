"""The need list, one family of it, and how the list is made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import need_rules
from hereabouts.records.families import access, changes, needs
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.web.desk.need_forms import need_forms
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE
WRITES = {
    "decide": changes.decide_need,
    "challenge": changes.challenge_need,
    "answer": changes.answer_challenge,
}
VERBS = ("decide", "challenge", "answer")


@holding("referral.see_needs", purpose=PURPOSE)
def index(request: HttpRequest) -> HttpResponse:
    """Show the list in its order, with the reasons of each and the decision that stands."""
    told = needs.listed(request.actor, on=request.today)
    lines = [(one, needs.holds_today(one.taken, on=request.today)) for one in told.entries]
    return render(request, "desk/needs.html", {"list": told, "lines": lines, "section": "families"})


@holding("referral.see_needs", purpose=PURPOSE)
def rules(request: HttpRequest) -> HttpResponse:
    """Show how the list is made, from the rules as they run."""
    context = {"rule": need_rules(), "public": holds(request, "agreement", "see"), "section": "families"}
    return render(request, "desk/need_rules.html", context)


@holding("referral.see_needs", purpose=PURPOSE)
def entry(request: HttpRequest, id) -> HttpResponse:
    """Show one family of the list; a POST decides, writes down a challenge, or answers one."""
    referral = access.find_for(request.actor, id, needs.SEE, on=request.today)
    do = request.POST.get("do", "")
    made = need_forms(do, request.POST)
    if request.method == "POST" and _written(request, referral, do, made.get(do)):
        messages.success(request, _("Written down."))
        return redirect("need", id=id)
    told = needs.find(request.actor, id, on=request.today)
    may = {verb: needs.may_write(request.actor, referral, verb, on=request.today) for verb in VERBS}
    context = {
        "entry": told, "holds": needs.holds_today(told.taken, on=request.today), "may": may, "form": made.get(do),
        "section": "families", "rule": need_rules(), **made,
    }  # fmt: skip
    return render(request, "desk/need.html", context, status=422 if request.method == "POST" else 200)


def _written(request: HttpRequest, referral, do: str, form) -> bool:
    if form is None or not form.is_valid():
        return False
    given = {"by": request.actor, "on": request.today, "referral": referral, **form.cleaned_data}
    more = {"decide": {"at": timezone.now()}, "answer": {"challenge": request.POST.get("challenge", "")}}.get(do, {})
    try:
        WRITES[do](**given, **more)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


urlpatterns = [
    path("families/needs/", index, name="need-list"),
    path("families/needs/rules/", rules, name="need-rules"),
    path("families/needs/<uuid:id>/", entry, name="need"),
]
