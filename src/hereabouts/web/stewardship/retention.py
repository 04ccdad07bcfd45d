"""Retention: what is due on a day, the holds, and a batch of disposal through its review. A dry run until somebody else agrees."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hereabouts.core.rights.schedule import NotDisposed
from hereabouts.engines.definitions import retention as schedule
from hereabouts.records.rights import access, changes, keeping, reads
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.middleware import said

MOST = 40  # records of a class on one page: a batch is as much as a person can look at


class HoldForm(Dressed):
    """What is held, and why."""

    ref = forms.CharField(
        label=gettext_lazy("Reference"), required=False, max_length=40,
        help_text=gettext_lazy("Of a household or a referral; or of a rights request, for all that is the person’s."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=gettext_lazy("Or a whole class"), required=False)
    reason = long_field(gettext_lazy("Why"), rows=2, required=True)
    until = day_field(gettext_lazy("Until"), help_text=gettext_lazy("Leave it open where nobody knows."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "—"), *((one.id, one.label) for one in schedule().values())]


@holding("disposal.see")
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is due, dry; propose what is ticked, once it is due today."""
    wrong = ""
    if request.method == "POST":
        chosen = _class(request) or [tuple(one.split(":", 1)) for one in request.POST.getlist("due") if ":" in one]
        try:
            made = changes.propose(by=request.actor, on=request.today, chosen=chosen)
        except NotDisposed as problem:
            wrong = said(problem)
        else:
            messages.success(request, _("Proposed. Nothing is emptied before somebody else has reviewed it."))
            return redirect("disposal", id=made.pk)
    return _page(request, wrong=wrong)


def _page(request: HttpRequest, *, wrong: str = "", form: HoldForm | None = None) -> HttpResponse:
    day = _day(request.GET.get("on", ""), request.today)
    found, waiting = keeping.due(request.actor, on=day), keeping.waiting_in_batches()
    called = lambda one: found.refs.get(one.thing.id) or one.thing.words  # noqa: E731 - read once, below
    waits = lambda one: (one.thing.rule, one.thing.id) in waiting  # noqa: E731 - the same
    rules = [
        (rule, len(some), [(one, called(one), waits(one)) for one in sorted(some, key=waits)[:MOST]],
         min(MOST, sum(not waits(one) for one in some)))
        for rule, some in found.by_rule()
    ]  # fmt: skip
    context = {
        "section": "audit", "day": day, "dry": day != request.today, "rules": rules, "restricted": found.restricted,
        "many": len(found.shown), "holds": reads.holds(request.actor, on=request.today), "wrong": wrong,
        "batches": reads.batches(request.actor, on=request.today), "form": form or HoldForm(),
    }  # fmt: skip
    return render(request, "stewardship/retention.html", context, status=422 if wrong or form else 200)


def _class(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what the page showed of the class whose button was pressed, but what waits in a batch already."""
    waiting = keeping.waiting_in_batches()
    due = {rule.id: some for rule, some in keeping.due(request.actor, on=request.today).by_rule()}
    some = [(one.thing.rule, one.thing.id) for one in due.get(request.POST.get("all", ""), ())]
    return [one for one in some if one not in waiting][:MOST]


def _day(words: str, today: date) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return today


@require_POST
@holding("legal_hold.set")
def hold(request: HttpRequest) -> HttpResponse:
    """Set a hold."""
    form = HoldForm(request.POST)
    if form.is_valid():
        try:
            changes.set_hold(by=request.actor, on=request.today, **form.cleaned_data)
        except NotDisposed as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Held. Nothing of it is emptied while the hold stands."))
            return redirect("retention")
    return _page(request, form=form)


@require_POST
@holding("legal_hold.lift")
def lift(request: HttpRequest, id) -> HttpResponse:
    """Lift a hold."""
    changes.lift_hold(by=request.actor, on=request.today, hold=access.find_hold(request.actor, id, on=request.today))
    messages.success(request, _("Lifted. What is due under the schedule still goes through a review."))
    return redirect("retention")


@holding("disposal.see")
def disposal(request: HttpRequest, id) -> HttpResponse:
    """Show one batch; review it, drop it, or carry it out."""
    found, wrong = access.find_batch(request.actor, id, on=request.today), ""
    if request.method == "POST":
        try:
            _step(request, found)
        except NotDisposed as problem:
            wrong = said(problem)
        else:
            messages.success(request, _("Written down, here and in the audit trail."))
            return redirect("disposal", id=id)
        found = access.find_batch(request.actor, id, on=request.today)
    sheet = reads.batch(found, request.actor)
    context = {"section": "audit", "batch": sheet, "wrong": wrong}
    return render(request, "stewardship/disposal.html", context, status=422 if wrong else 200)


def _step(request: HttpRequest, found) -> None:
    given = {"by": request.actor, "on": request.today, "batch": found}
    step = request.POST.get("step")
    if step == "review":
        kept = {name[5:]: request.POST.get(f"why-{name[5:]}", "") for name in request.POST if name.startswith("keep-")}
        changes.review(keep=kept, looked=bool(request.POST.get("looked")), **given)
    elif step == "drop":
        changes.drop(**given)
    else:
        changes.execute(**given)


urlpatterns = [
    path("retention/", retention, name="retention"),
    path("retention/hold/", hold, name="hold-set"),
    path("retention/holds/<uuid:id>/lift/", lift, name="hold-lift"),
    path("retention/batches/<uuid:id>/", disposal, name="disposal"),
]
