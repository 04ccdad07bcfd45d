"""Taking words back through an officer, by the number on somebody's card; and what hands still have to take down."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import promised_days
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class RetellForm(Dressed):
    """What somebody meant, in words of ours."""

    words: forms.CharField = long_field(gettext_lazy("In your words"), required=True)


@holding("contribution.withdraw")
def withdraw(request: HttpRequest, id) -> HttpResponse:
    """Take back what the speaker agreed to."""
    found = access.find(request.actor, id, on=request.today)
    if request.method == "POST":
        kind, _colon, retell = request.POST.get("kind", "").partition(":")
        told = {"kind": kind, "retell": retell == "in other words"}
        changes.withdraw_consent(by=request.actor, on=request.today, contribution=found, **told)
        messages.success(request, _("Done. It holds from now on, on every page."))
        return redirect("said", id=found.place_id)
    sheet = reads.contribution_sheet(found, on=request.today)
    context = room(request, found.place, "said") | {"sheet": sheet, "days": promised_days()}
    return render(request, "partnership/listen/withdraw.html", context)


@holding("contribution.withdraw")
def by_number(request: HttpRequest, id) -> HttpResponse:
    """Find somebody by the number they were given, to act on what they want."""
    place = place_for(request, id, "contribution.withdraw")
    number, context = request.GET.get("number", "").strip(), room(request, place, "said")
    if not number:
        return render(request, "partnership/listen/by_number.html", context)
    try:
        return redirect("contribution-withdraw", id=access.of_person(request.actor, number, on=request.today).pk)
    except NotFound:
        return render(request, "partnership/listen/by_number.html", context | {"number": number}, status=404)


@holding("contribution.retell")
def retell(request: HttpRequest, id) -> HttpResponse:
    """Tell in other words what somebody meant who is not to be quoted."""
    found = access.find(request.actor, id, on=request.today)
    sheet = reads.contribution_sheet(found, on=request.today)
    form = RetellForm(sent_by(request), initial={"words": sheet.other_words})
    if request.method == "POST" and form.is_valid():
        try:
            changes.retell(by=request.actor, on=request.today, contribution=found, words=form.cleaned_data["words"])
        except NotAllowed:
            raise
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            return redirect("contribution", id=id)
    context = room(request, found.place, "said") | {"form": form, "line": sheet.line}
    return render(request, "partnership/listen/retell.html", context, status=422 if form.errors else 200)


@holding("taken_back.see")
def taken_back(request: HttpRequest, id) -> HttpResponse:
    """List what was taken back: what went by itself, and what is to be taken down by hand, by when."""
    place = place_for(request, id, "taken_back.see")
    if request.method == "POST":
        taken = access.taken(request.actor, request.POST.get("taken", ""), on=request.today)
        changes.settle(by=request.actor, on=request.today, taken=taken)
        return redirect("said-taken-back", id=id)
    lines = reads.taken_lines(request.actor, place, on=request.today)
    context = room(request, place, "said") | {
        "todo": [one for one in lines if one.done_on is None],
        "done": [one for one in lines if one.done_on],
        "retell": reads.to_retell(request.actor, place, on=request.today),
        "days": promised_days(),
    }
    return render(request, "partnership/listen/taken_back.html", context)


urlpatterns = [
    path("places/<uuid:id>/said/by-number/", by_number, name="said-by-number"),
    path("places/<uuid:id>/said/taken-back/", taken_back, name="said-taken-back"),
    path("contributions/<uuid:id>/take-back/", withdraw, name="contribution-withdraw"),
    path("contributions/<uuid:id>/in-other-words/", retell, name="contribution-retell"),
]
