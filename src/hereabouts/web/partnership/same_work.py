"""The same work twice: pairs that may be one, what people said of them, and what a new action is like while it is typed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.same_action import Planned
from hereabouts.engines.definitions import topics
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.agree_forms import Plain
from hereabouts.web.partnership.plan_forms import picked
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding, holds

DECIDED = {
    "duplicate": gettext_lazy("The same work twice"), "joint": gettext_lazy("One joint action"),
    "complementary": gettext_lazy("Two parts of one thing"), "unrelated": gettext_lazy("Nothing to do with each other"),
}  # fmt: skip


class PairForm(Plain):
    """What two actions are to each other, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What they are to each other"), widget=forms.RadioSelect,
        choices=[
            ("duplicate", gettext_lazy("The same work twice: one goes on, the other becomes a part of it")),
            ("joint", gettext_lazy("One joint action: each keeps its reference, and they share one history")),
            ("complementary", gettext_lazy("Two parts of one thing: to be planned side by side")),
            ("unrelated", gettext_lazy("Nothing to do with each other")),
        ],
    )  # fmt: skip
    keeps = forms.ChoiceField(
        label=gettext_lazy("If it is the same work, which goes on"), widget=forms.RadioSelect, required=False,
        choices=[("this", gettext_lazy("This action")), ("other", gettext_lazy("The other one"))],
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea, required=False,
        help_text=gettext_lazy("It prints in the history of both. Needed when they are the same work, or one joint action."),
    )  # fmt: skip

    def __init__(self, *args, others=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = picked(_("The other action"), others, required=True)
        self.fields["other"].widget.attrs["class"] = "govuk-select"


@holding("plan.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the pairs of actions that may be the same work, what was decided of others, and what several places act on."""
    given = {"on": request.today}
    waiting, in_all = reads.twins(request.actor, **given)
    said, duplication = reads.decided(request.actor, **given)
    lines = reads.lines(access.actions(request.actor, **given), **given)
    context = {
        "waiting": waiting, "in_all": in_all, "duplication": duplication, "section": "plan",
        "elsewhere": reads.published_twins(request.actor, **given),
        "decided": [(one, DECIDED[one.decision]) for one in said], "may_decide": holds(request, "action", "end"),
        "ground": [(topics().get(code, {}).get("label", code), places, n) for code, places, n in reads.shared_ground(lines)],
    }  # fmt: skip
    return render(request, "partnership/same_work.html", context)


@holding("action.end")
def decide(request: HttpRequest, id) -> HttpResponse:
    """Show two actions side by side, and take down what they are to each other."""
    found = access.find_action(request.actor, id, on=request.today, verb="end")
    others = {str(row.pk): row for row in access.actions(request.actor, on=request.today) if row.pk != found.pk}
    form = PairForm(
        request.POST or None, others=[(pk, f"{row.ref} {row.title}") for pk, row in others.items()],
        initial={"other": request.GET.get("with", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        other, keeps = others[told.pop("other")], told.pop("keeps")
        given = {"one": found, "other": other, "keeps": {"this": found, "other": other}.get(keeps), **told}
        if saved(form, changes.decide_pair, by=request.actor, on=request.today, **given):
            messages.success(request, _("Saved. It stands in the history of both."))
            return redirect("same-work")
    beside = others.get(form["other"].value() or "")
    twins = reads.pair(found, beside, on=request.today) if beside else None
    context = {"a": reads.action_line(found, on=request.today), "twins": twins, "form": form, "section": "plan"}
    return render(request, "partnership/same_pair.html", context, status=422 if form.errors else 200)


def _typed(plan, told) -> Planned:
    words = (str(told.get(name, ""))[:200] for name in ("title", "measure"))
    return Planned("", *words, places=frozenset({plan.place.name}))


def planned_like(request: HttpRequest, plan, told) -> list:
    """Give the actions that the actor may see and that the one being typed may be, with the reasons."""
    return reads.like(request.actor, _typed(plan, told), on=request.today)


def published_like(request: HttpRequest, plan, told) -> list:
    """Give what other places have published and what the one being typed may be, with the reasons."""
    return reads.published_like(request.actor, _typed(plan, told), on=request.today)


@holding("action.propose")
def like(request: HttpRequest, id) -> HttpResponse:
    """Give the list of what a title is like, for the page to show while it is typed."""
    plan = access.find(request.actor, id, on=request.today)
    found = {"like": planned_like(request, plan, request.GET), "elsewhere": published_like(request, plan, request.GET)}
    return JsonResponse({"html": render_to_string("partnership/like.html", found, request)})


urlpatterns = [
    path("plans/same-work/", index, name="same-work"),
    path("actions/<uuid:id>/beside/", decide, name="action-beside"),
    path("plans/<uuid:id>/actions/like/", like, name="actions-like"),
]
