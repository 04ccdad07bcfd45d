"""Pages of what partners promised: all of it, one promise with what came of it, a new one."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hereabouts.core.partners.commitments import NotACommitment, lately
from hereabouts.engines.definitions import promises as kinds_of_promise
from hereabouts.records.partners import access, changes, reads
from hereabouts.records.places import access as places
from hereabouts.records.plans import taking_part
from hereabouts.web.partnership.governance_forms import owner, owners
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class PromiseForm(Dressed):
    """What a partner promised."""

    who = forms.ChoiceField(
        label=_lazy("Who promised it"), help_text=_lazy("A person promises for their organisation.")
    )
    kind = forms.ChoiceField(label=_lazy("Kind"))
    what = forms.CharField(label=_lazy("What"), max_length=200)
    quantity = forms.DecimalField(
        label=_lazy("How much"), min_value=0, required=False, max_digits=12, decimal_places=2,
        help_text=_lazy("Hours a week, pounds, sessions, places. Leave it empty if it cannot be counted."),
    )  # fmt: skip
    worth = forms.DecimalField(
        label=_lazy("Worth in pounds"), min_value=0, required=False, max_digits=12, decimal_places=2,
        help_text=_lazy("For what is given in kind. Leave it empty if nobody has worked it out."),
    )  # fmt: skip
    pooled = forms.BooleanField(label=_lazy("Pooled: the partnership decides what it is used for"), required=False)
    initiative = forms.CharField(
        label=_lazy("What it is for"),
        max_length=160,
        required=False,
        help_text=_lazy("An initiative, an action, a group."),
    )
    place = forms.ChoiceField(label=_lazy("Place"), required=False)
    promised_on = day_field(_lazy("Promised on"), required=True)
    due_on = day_field(_lazy("By when"))

    def __init__(self, *args, places, on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = owners(on=on)
        self.fields["kind"].choices = [(id_, _(one["label"])) for id_, one in kinds_of_promise().items()]
        self.fields["place"].choices = [("", _("The whole area")), *((str(p.pk), p.name) for p in places)]


class DeliveryForm(Dressed):
    """What came of a promise."""

    words = long_field(_lazy("What came of it"), rows=2)
    quantity = forms.DecimalField(
        label=_lazy("How much of it"), min_value=0, required=False, max_digits=12, decimal_places=2
    )
    all_of_it = forms.BooleanField(label=_lazy("That is all of it: the promise is kept"), required=False)


class TakenBackForm(Dressed):
    """Why a promise will not be kept."""

    because = long_field(_lazy("Why"), rows=2, required=True)


@holding("commitment.see")
def promised(request: HttpRequest) -> HttpResponse:
    """Show every promise beside what came of it, who has promised nothing, and whether it gathers pace."""
    given = {"on": request.today}
    told = reads.tracker(request.actor, **given)
    steps = lately(taking_part.lately(request.actor, **given), request.today)
    context = {
        "told": told, "steps": steps, "at_risk": taking_part.short_of_people(request.actor, **given),
        "may_record": holds(request, "commitment", "record"), "here": "promised", "section": "meetings",
    }  # fmt: skip
    return render(request, "partnership/promised.html", context)


@holding("commitment.see")
def commitment(request: HttpRequest, id) -> HttpResponse:
    """Show one promise with everything that came of it; whoever may writes down what came, or that it will not."""
    found = access.find_commitment(request.actor, id, on=request.today)
    step = request.POST.get("step")
    delivered = DeliveryForm(request.POST if step == "deliver" else None, prefix="deliver")
    back = TakenBackForm(request.POST if step == "back" else None, prefix="back")
    if request.method == "POST" and _stepped(request, found, step, delivered, back):
        messages.success(request, _("Saved."))
        return redirect("commitment", id=id)
    context = {
        "line": reads.commitment_line(found, on=request.today), "deliver_form": delivered, "back_form": back,
        "form": back if step == "back" else delivered, "here": "promised", "section": "meetings",
        "may_deliver": holds(request, "commitment", "deliver"), "may_record": holds(request, "commitment", "record"),
    }  # fmt: skip
    return render(request, "partnership/commitment.html", context, status=422 if step else 200)


def _stepped(request: HttpRequest, found, step: str | None, delivered: DeliveryForm, back: TakenBackForm) -> bool:
    given = {"by": request.actor, "on": request.today, "commitment": found}
    form, change = (back, changes.take_back) if step == "back" else (delivered, changes.deliver)
    if not form.is_valid():
        return False
    try:
        change(**given, **form.cleaned_data)
    except NotACommitment as problem:
        form.add_error(None, said(problem))
        return False
    return True


@holding("commitment.record")
def promise(request: HttpRequest) -> HttpResponse:
    """Write down what a partner promised."""
    here = list(places.visible(request.actor, on=request.today))
    start = {"who": request.GET.get("who", ""), "promised_on": request.today}
    form = PromiseForm(sent_by(request), places=here, on=request.today, initial=start)
    if form.is_bound and form.is_valid() and (made := _made(request, form, here)):
        messages.success(request, _("Written down."))
        return redirect("commitment", id=made.pk)
    return render(
        request, "partnership/promise.html", {"form": form, "here": "promised"}, status=422 if form.is_bound else 200
    )


def _made(request: HttpRequest, form: PromiseForm, here):
    facts = dict(form.cleaned_data)
    account, organisation = owner(facts.pop("who"))
    place = next((p for p in here if str(p.pk) == facts["place"]), None)
    try:
        return changes.promise(
            by=request.actor, on=request.today, **facts | {"place": place}, account=account, organisation=organisation
        )
    except NotACommitment as problem:
        form.add_error(None, said(problem))
        return None


urlpatterns = [
    path("partners/promised/", promised, name="promised"),
    path("partners/promised/new/", promise, name="promise"),
    path("partners/promised/<uuid:id>/", commitment, name="commitment"),
]
