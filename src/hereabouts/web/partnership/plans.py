"""Plans: the list, the plan, drafting and agreeing it, its outcomes and actions."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.complete import NEXT, blocking
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.services import inside
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.priorities import access as priorities
from hereabouts.records.trust.who import readers
from hereabouts.records.voice.access import here, holds_here
from hereabouts.web.partnership.plan_forms import (
    KINDS,
    ActionForm,
    AgreeForm,
    FrameworkForm,
    MoveForm,
    OutcomeForm,
    PeriodForm,
    PlanForm,
)
from hereabouts.web.partnership.plan_life_forms import COPRODUCED
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.partnership.same_work import planned_like, published_like
from hereabouts.web.partnership.stale import staleness
from hereabouts.web.shared.doors import holding, holds

STATE = {
    "draft": gettext_lazy("Draft"), "consulting": gettext_lazy("Out for consultation"), "agreed": gettext_lazy("Agreed"),
    "live": gettext_lazy("Live"), "under review": gettext_lazy("Under review"),
    "renewed": gettext_lazy("Renewed: another plan follows"), "closed": gettext_lazy("Closed"),
}  # fmt: skip
DAYS = {"on", "defined_on", "as_at", "held_on", "accepted_on"}
RESIDENTS = {"community group", "community council", "individual representative"}  # whoever may hold the pen
ORDER = ("late", "in progress", "not started", "done", "stopped")


@holding("plan.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the plans with how their actions stand, of every place the actor may see."""
    rows = [_line(line) for line in reads.plans(request.actor, on=request.today)]
    here_too = list(places.visible(request.actor, on=request.today))
    context = {
        "rows": rows, "section": "plan", "places": here_too,
        "drafts_in": {p.pk for p in here_too if holds_here(request.actor, "plan.draft", p, on=request.today)},
        "may_board": holds(request, "board", "see"),
        "may_priorities": holds(request, "priority", "see"), "may_aims": holds(request, "aim", "see"),
        "may_update": holds(request, "action", "update"),
    }  # fmt: skip
    return render(request, "partnership/plans.html", context)


def _line(line: reads.PlanLine) -> dict:
    words = [(word, line.words[word]) for word in ORDER if word in line.words]
    return {"line": line, "state": STATE[line.state], "kind": dict(KINDS).get(line.kind, line.kind), "words": words}


@holding("plan.see")
def plan(request: HttpRequest, id) -> HttpResponse:
    """Show a plan from outcome over priority to action, with what is missing; POST sets its period or moves it on."""
    found = access.find(request.actor, id, on=request.today)
    period = PeriodForm(request.POST if "period" in request.POST else None)
    given = {"by": request.actor, "on": request.today, "plan": found}
    states = [(state, STATE[state]) for state in NEXT[found.state]]
    move = MoveForm(request.POST if "state" in request.POST else None, states=states)
    if request.method == "POST" and move.is_valid() and saved(move, changes.move_plan, **given, **move.cleaned_data):
        messages.success(request, _("Saved. Everybody who reads the plan sees its new state."))
        return redirect("plan", id=id)
    if (
        request.method == "POST"
        and period.is_valid()
        and saved(period, changes.set_period, **given, **period.cleaned_data)
    ):
        return redirect("plan", id=id)
    sheet = reads.plan(request.actor, found, on=request.today)
    items = sheet.items
    context = {
        "plan": sheet, **_line(sheet.line), "section": "plan", "blocking": blocking(items),
        "held": [item for item in items if item.held], "lacking": [item for item in items if not item.held],
        "idle": [outcome for outcome, groups in sheet.groups if outcome and not groups],
        "cited": _dated(sheet.cites), "cited_anew": sheet.cites_frozen,
        "draft": sheet.line.state in {"draft", "consulting"}, "period": period,
        "form": move if move.is_bound else period, "move": move, "closed": found.state in {"closed", "renewed"},
        "life": (life := reads.life(found, on=request.today)), "coproduced": COPRODUCED.get(life.coproduced, ""),
        **_may(request, found),
        "may_see_returns": holds(request, "return", "see"), "may_ask": holds(request, "return", "ask"),
        "may_import": holds(request, "import", "start"),
        **staleness(request, found),
        "lifted": reads.lifted_from(found, [action.title for action in sheet.actions]),
    }  # fmt: skip
    return render(request, "partnership/plan.html", context, status=422 if period.errors or move.errors else 200)


def _may(request: HttpRequest, found) -> dict[str, bool]:
    """Say what the actor does with this plan: a plan of residents is theirs to write and to agree."""
    writes = access.writes(request.actor, found, on=request.today)
    agrees = access.writes(request.actor, found, on=request.today, verb="agree")
    return {"may_draft": writes, "may_write": writes, "may_agree": agrees, "may_endorse": agrees,
            "may_propose": writes and holds(request, "action", "propose")}  # fmt: skip


def _dated(told):
    """Give what a version froze with its days as days again."""
    if isinstance(told, dict):
        return {key: date.fromisoformat(v) if key in DAYS else _dated(v) for key, v in told.items()}
    return [_dated(one) for one in told] if isinstance(told, list) else told


@holding("plan.see")
def who(request: HttpRequest, id) -> HttpResponse:
    """Say who can see a plan today, and why: whoever may see it may know."""
    found = access.find(request.actor, id, on=request.today)
    context = {
        "ref": found.ref,
        "back": reverse("plan", args=[id]),
        "readers": readers(found, on=request.today),
        "section": "plan",
    }
    return render(request, "shared/who.html", context)


@holding("plan.draft")
def draft(request: HttpRequest, id) -> HttpResponse:
    """Begin a plan of a place."""
    place = here(request.actor, "plan.draft", places.find(request.actor, id, on=request.today), on=request.today)
    visible = access.visible(request.actor, on=request.today)
    groups = [(o.id, o.name) for o in partners.organisations() if o.kind in RESIDENTS]
    wide = access.speaks_for(request.actor, place, on=request.today)
    if not wide:  # residents begin the plan of their own group
        groups = [(pk, name) for pk, name in groups if str(pk) == request.actor.organisation]
    form = PlanForm(
        request.POST or None, groups=groups, own=not wide,
        parents=visible.filter(place=place, kind__in=["strategy", "loip"]).values_list("pk", "title"),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        parent_id, pen_id = given.pop("parent"), given.pop("pen")
        parent = access.find(request.actor, parent_id, on=request.today) if parent_id else None
        agreed = priorities.visible(request.actor, on=request.today).filter(place=place, state__in=["agreed", "active"])
        made = saved(
            form,
            changes.draft_plan,
            by=request.actor,
            on=request.today,
            place=place,
            parent=parent,
            pen=partners.organisation(pen_id) if pen_id else None,
            priorities=agreed,
            **given,
        )
        if made:
            messages.success(request, _("%(ref)s is begun. Give it outcomes.") % {"ref": made.ref})
            return redirect("plan", id=made.pk)
    return _form(request, form, "partnership/plan_draft.html", place=place)


@holding("plan.draft")
def outcome(request: HttpRequest, id) -> HttpResponse:
    """Give a plan an outcome, or a framework of them."""
    found = access.find(request.actor, id, on=request.today, verb="draft")
    given = {"by": request.actor, "on": request.today, "plan": found}
    known = {str(aim.pk): aim for aim in priorities.aims(request.actor, on=request.today)}
    aims = [(pk, f"{aim.document}: {aim.ref}") for pk, aim in known.items()]
    form, ready = OutcomeForm(aims=aims), FrameworkForm()
    if request.method == "POST" and "framework" in request.POST:
        ready = FrameworkForm(request.POST)
        if ready.is_valid() and saved(ready, changes.take_framework, **given, **ready.cleaned_data):
            messages.success(
                request, _("The outcomes are in the plan. Say of each what improves and which inequality it narrows.")
            )
            return redirect("plan", id=id)
    elif request.method == "POST":
        form = OutcomeForm(request.POST, aims=aims)
        if form.is_valid() and _added(form, given, known):
            messages.success(request, _("The outcome is in the plan."))
            return redirect("plan", id=id)
    elif request.GET.get("of"):
        form = OutcomeForm(initial=_known(found, request.GET["of"]), aims=aims)
    return _form(request, form, "partnership/plan_outcome.html", plan=found, ready=ready)


def _added(form, given: dict, aims: dict) -> object | None:
    told = dict(form.cleaned_data)
    aim = aims.get(told.pop("aim"))
    return saved(form, changes.add_outcome, aims=[aim] if aim else [], **given, **told)


def _known(found, of: str) -> dict:
    names = ("statement", "tier", "topic", "population", "improvement", "inequality_gap", "agreed_by")
    row = next((o for o in found.outcomes.all() if str(o.pk) == of), None)
    return {name: getattr(row, name) for name in names} if row else {}


@holding("plan.agree")
def agree(request: HttpRequest, id) -> HttpResponse:
    """Agree a plan, or read what is missing."""
    found = access.find(request.actor, id, on=request.today, verb="agree")
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = changes.agree if found.state in {"draft", "consulting"} else changes.renew
        given = dict(form.cleaned_data) if step is changes.agree else {"minute": form.cleaned_data["minute"]}
        if saved(form, step, by=request.actor, on=request.today, plan=found, **given):
            messages.success(request, _("Agreed, and this version is frozen."))
            return redirect("plan", id=id)
    items = reads.completeness(found)
    return _form(request, form, "partnership/plan_agree.html", plan=found, items=items, blocking=blocking(items),
                 first=found.state in {"draft", "consulting"})  # fmt: skip


@holding("action.propose")
def add_action(request: HttpRequest, id) -> HttpResponse:
    """Add an action to a plan."""
    found = access.find(request.actor, id, on=request.today, verb="draft")
    seen = priorities.visible(request.actor, on=request.today).filter(place=found.place, state__in=["agreed", "active"])
    form = ActionForm(
        request.POST or None,
        organisations=[(o.id, o.name) for o in partners.organisations()],
        priorities=seen.values_list("pk", "statement"),
        outcomes=found.outcomes.values_list("pk", "statement"),
    )
    like = planned_like(request, found, form.cleaned_data) if request.method == "POST" and form.is_valid() else []
    if request.method == "POST" and form.is_valid() and (not like or "all_the_same" in request.POST):
        given = dict(form.cleaned_data)
        outcome_id, priority_id, lead = given.pop("outcome"), given.pop("priority"), given.pop("organisation")
        made = saved(
            form, changes.add_action, by=request.actor, on=request.today, plan=found,
            outcomes=[o for o in found.outcomes.all() if str(o.pk) == outcome_id],
            priority=priorities.find(request.actor, priority_id, on=request.today) if priority_id else None,
            organisation=partners.organisation(lead) if lead else None, **given,
        )  # fmt: skip
        if made:
            messages.success(request, _("Added as %(ref)s; it keeps that reference.") % {"ref": made.ref})
            return redirect("action", id=made.pk)
    elsewhere = published_like(request, found, form.cleaned_data) if like else []
    return _form(
        request, form, "partnership/action_add.html", plan=found, here=_here(found), like=like, elsewhere=elsewhere
    )


def _here(plan) -> list:
    """Give the services that stand where the plan is for; none where there is no evidence file."""
    try:
        return inside(sheet(plan.place))
    except NoEvidence:
        return []


def _form(request: HttpRequest, form, template: str, **context) -> HttpResponse:
    return render(request, template, context | {"form": form, "section": "plan"}, status=422 if form.errors else 200)


urlpatterns = [
    path("plans/", index, name="plans"),
    path("plans/<uuid:id>/", plan, name="plan"),
    path("plans/<uuid:id>/who/", who, name="plan-who"),
    path("plans/<uuid:id>/outcomes/", outcome, name="plan-outcome"),
    path("plans/<uuid:id>/agree/", agree, name="plan-agree"),
    path("plans/<uuid:id>/actions/", add_action, name="action-add"),
    path("places/<uuid:id>/plans/draft/", draft, name="plan-draft"),
]
