"""Multi-agency drop-ins: the rota, the one conversation, and afterwards how it went, in counts. No name of whoever came (L-28)."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.families.drop_in import CONVERSATION, needs_of
from hereabouts.core.sentences import Sentence
from hereabouts.records.families import changes, drop_ins
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.desk_forms import lines_of
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

COUNT = {"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}


class PlanForm(Dressed):
    """Where and when a drop-in is, and which agencies are on its rota."""

    place = forms.ChoiceField(label=gettext_lazy("Place"))
    venue = forms.CharField(label=gettext_lazy("Where is it?"), max_length=200)
    held_on = day_field(gettext_lazy("On which day?"), required=True)
    hours = forms.CharField(
        label=gettext_lazy("From when to when?"), max_length=120, help_text=gettext_lazy("10am to 1pm")
    )
    rota = long_field(
        gettext_lazy("Who is on the rota?"), rows=4, required=True,
        help_text=gettext_lazy("Roles and agencies, one on a line, no names: Money adviser, Advice"),
    )  # fmt: skip

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(p.pk), p.name) for p in places]


class WentForm(Dressed):
    """How a drop-in went, in counts."""

    came = forms.IntegerField(
        label=gettext_lazy("How many came?"), min_value=0, max_value=9999, widget=forms.TextInput(attrs=COUNT)
    )
    needs = long_field(
        gettext_lazy("What did they need?"),
        rows=5,
        help_text=gettext_lazy("One need on a line, a comma, how many raised it: Money, 6"),
    )
    referred = forms.IntegerField(
        label=gettext_lazy("How many went on with a referral?"),
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs=COUNT),
    )


@holding("drop_in.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the drop-ins."""
    context = {
        "told": drop_ins.drop_ins(request.actor, on=request.today),
        "may_plan": bool(_places(request)),
        "section": "families",
    }
    return render(request, "desk/drop_ins.html", context)


def _places(request: HttpRequest) -> list:
    known = list(places.visible(request.actor, on=request.today))
    return drop_ins.places_for(request.actor, known, on=request.today)


@holding("drop_in.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Plan a drop-in."""
    here = _places(request)
    if not here:
        raise NotFound
    form = PlanForm(sent_by(request), places=here)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        place = places.find(request.actor, told.pop("place"), on=request.today)
        told["rota"] = lines_of(told["rota"])
        try:
            made = changes.plan_drop_in(by=request.actor, on=request.today, place=place, **told)
        except Sentence as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("It stands in the calendar of drop-ins."))
            return redirect("drop-in", made.pk)
    return render(
        request, "desk/drop_in_new.html", {"form": form, "section": "families"}, status=422 if form.errors else 200
    )


@holding("drop_in.see")
def one(request: HttpRequest, id) -> HttpResponse:
    """Show one drop-in with its rota and the conversation; a POST says how it went."""
    row = drop_ins.find(request.actor, id, on=request.today, verb="keep" if request.method == "POST" else "see")
    known = {
        "came": row.came,
        "referred": row.referred,
        "needs": "\n".join(f"{need}, {n}" for need, n in row.needs.items()),
    }
    form = WentForm(sent_by(request), initial=known)
    if request.method == "POST" and form.is_valid() and _told(request, row, form):
        messages.success(request, _("Written down."))
        return redirect("drop-in", id)
    context = {
        "row": row, "form": form, "conversation": CONVERSATION, "over": row.held_on <= request.today, "section": "families",
        "may_keep": drop_ins.may_keep(request.actor, row, on=request.today), "may_refer": holds(request, "referral", "make"),
    }  # fmt: skip
    return render(request, "desk/drop_in.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, row, form: WentForm) -> bool:
    told = form.cleaned_data
    try:
        changes.tell_drop_in(
            by=request.actor, on=request.today, drop_in=row, came=told["came"], referred=told["referred"],
            needs=needs_of(told["needs"]),
        )  # fmt: skip
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


urlpatterns = [
    path("drop-ins/", index, name="drop-ins"),
    path("drop-ins/new/", new, name="drop-in-new"),
    path("drop-ins/<uuid:id>/", one, name="drop-in"),
]
