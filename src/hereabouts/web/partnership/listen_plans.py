"""Plans to listen: the list, one plan with its gates and standards, and a deep dive begun from a gap with one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.programme import STAGES
from hereabouts.core.voice.visiting import WANTED
from hereabouts.engines.definitions import engagement
from hereabouts.records.evidence.here import here as living
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans.reads import outcomes_by_topic
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import asked, place_for, room
from hereabouts.web.partnership.programme_forms import EVERYBODY, GateForm, PlanForm, StandardForm, ToldForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("engagement.see")
def plans(request: HttpRequest, id) -> HttpResponse:
    """Show the plans of a place: what each informs, where it stands, and which gate is next."""
    place = place_for(request, id, "engagement.see")
    lines = reads.engagement_plans(request.actor, on=request.today, place=place)
    context = room(request, place, "plans") | {
        "open": [p for p in lines if not p.done],
        "done": [p for p in lines if p.done],
    }
    return render(request, "partnership/listen/plans.html", context)


@holding("engagement.plan")
def new(request: HttpRequest, id) -> HttpResponse:
    """Begin a plan to listen."""
    place = place_for(request, id, "engagement.plan")
    form = _form(request, {"lead": request.actor.organisation})
    if request.method == "POST" and form.is_valid():
        made = changes.plan_engagement(by=request.actor, on=request.today, place=place, due=form.due(), **_facts(form))
        return redirect("engagement-plan", id=made.pk)
    told = {
        "title": _("Plan to listen"), "lede": _("Begin with the decision. Only a name is needed today."),
        "who_sees": _("Everybody who works in the partnership here."),
    }  # fmt: skip
    return asked(request, place, "plans", form, **told)


@holding("engagement.plan")
def deep_dive(request: HttpRequest, id) -> HttpResponse:
    """Begin a plan from a gap that the page of who we heard found: it knows whom it is for and why."""
    place = place_for(request, id, "engagement.plan")
    if request.method != "POST":  # a reloaded page: the gap was on the page of who we heard
        return redirect("who-we-heard", id=id)
    gap, around = request.POST.get("gap", ""), living(sheet(place))
    label = reads.gap_said(gap, around)
    group = _missed(place, gap, request)
    if group is None:
        raise NotFound
    figures = {"heard": group.heard, "of": f"{group.share_here:.0%}", "more": group.more}
    made = changes.plan_engagement(
        by=request.actor, on=request.today, place=place, name=_("Deep dive: %(group)s") % {"group": label}, gap=gap, aimed_at=[gap],
        because=_("%(of)s of people here, and %(heard)s of them heard; %(more)s more would be a fair share.") % figures,
    )  # fmt: skip
    messages.success(request, _("A plan is begun. Say next which decision it informs."))
    return redirect("engagement-plan", id=made.pk)


def _missed(place, gap: str, request: HttpRequest):
    """Give the group of a gap as it stands today; None where it is no gap."""
    question, _sep, answer = gap.partition(": ")
    for reached in reads.reach(sheet(place), on=request.today).questions:
        for group in reached.groups:
            if (reached.id, group.id) in {(question, answer), (f"lived {answer}", answer)} and group.judged in WANTED:
                return group
    return None


@holding("engagement.see")
def plan(request: HttpRequest, id) -> HttpResponse:
    """Show one plan: its gates, what is missing for the next, what was heard, the standards, and what came of it."""
    found = access.programmed_one("plan", request.actor, id, on=request.today)
    told, around = reads.engagement_sheet(found, on=request.today), living(sheet(found.place))
    outcomes = outcomes_by_topic(request.actor, found.place, on=request.today) if told.topics else {}
    context = room(request, found.place, "plans") | {
        "plan": told,
        "lacking": [said(one) for one in told.missing],
        "aimed": [_("Everybody here") if one == EVERYBODY else reads.gap_said(one, around) for one in told.aimed_at],
        "asked_before": reads.asked_before(found.place, told.gap, on=request.today) if told.gap else (),
        "raised": [(code, label, n, outcomes.get(code, [])) for code, label, n in told.topics],
    }
    return render(request, "partnership/listen/plan.html", context)


@holding("engagement.plan")
def change(request: HttpRequest, id) -> HttpResponse:
    """Change what is written of a plan, and when its gates are due."""
    found = _mine(request, id)
    stands = {
        name: getattr(found, name)
        for name in ("name", "decision", "decided_on", "level", "aimed_at", "barriers", "support")
    }
    due = {
        f"due_{STAGES.index(gate.stage)}": gate.due_on for gate in reads.engagement_sheet(found, on=request.today).gates
    }
    form = _form(request, stands | due | {"lead": str(found.organisation_id)})
    if request.method == "POST" and form.is_valid():
        changes.revise_engagement(by=request.actor, on=request.today, plan=found, facts=_facts(form), due=form.due())
        return redirect("engagement-plan", id=id)
    return asked(request, found.place, "plans", form, title=_("Change %(name)s") % {"name": found.name})


@holding("engagement.plan")
def gate(request: HttpRequest, id) -> HttpResponse:
    """Pass the gate at the end of a plan's stage, or see why it does not open."""
    found = _mine(request, id)
    form = GateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changes.pass_gate(by=request.actor, on=request.today, plan=found, **form.cleaned_data)
            return redirect("engagement-plan", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    stage = engagement().stages[found.stage]
    told = {
        "title": _("Gate after “%(stage)s”") % {"stage": stage["label"]}, "lede": _(stage["gate"]),
        "lacking": [said(one) for one in reads.engagement_sheet(found, on=request.today).missing], "action": _("Pass the gate"),
        "back": reverse("engagement-plan", args=[id]), "back_said": _("Back to the plan"),
    }  # fmt: skip
    return asked(request, found.place, "plans", form, **told)


@holding("engagement.plan")
def told_back(request: HttpRequest, id) -> HttpResponse:
    """Write down what those who spoke were told."""
    found = _mine(request, id)
    form = ToldForm(request.POST if request.method == "POST" else None, initial={"told": found.told})
    if request.method == "POST" and form.is_valid():
        changes.tell_back(by=request.actor, on=request.today, plan=found, **form.cleaned_data)
        return redirect("engagement-plan", id=id)
    return asked(request, found.place, "plans", form, title=_("What they were told"))


@holding("engagement.plan")
def standard(request: HttpRequest, id) -> HttpResponse:
    """Judge a plan by one of the seven national standards."""
    found, name = _mine(request, id), request.GET.get("standard", "")
    one = next((s for s in reads.engagement_sheet(found, on=request.today).standards if s.id == name), None)
    if one is None:
        raise NotFound
    stands = {"value": one.value, "evidence": one.evidence, "improvement": one.improvement}
    form = StandardForm(request.POST if request.method == "POST" else None, initial=stands)
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            changes.assess(
                by=request.actor, on=request.today, plan=found, standard=name, value=int(had["value"]), evidence=had["evidence"],
                improvement=had["improvement"],
            )  # fmt: skip
            return redirect("engagement-plan", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    return asked(
        request, found.place, "plans", form, title=_("Standard: %(name)s") % {"name": one.label}, lede=_(one.asks)
    )


def _mine(request: HttpRequest, id):
    """Give a plan of a place where the reader may plan."""
    found = access.programmed_one("plan", request.actor, id, on=request.today)
    place_for(request, found.place_id, "engagement.plan")
    return found


def _form(request: HttpRequest, initial: dict) -> PlanForm:
    return PlanForm(
        request.POST if request.method == "POST" else None, initial=initial, partners=partners.organisations(),
        communities=reads.communities(),
    )  # fmt: skip


def _facts(form: PlanForm) -> dict:
    had = form.facts()
    return had | {"lead": partners.organisation(had["lead"])}


urlpatterns = [
    path("places/<uuid:id>/listening/plans/", plans, name="engagement-plans"),
    path("places/<uuid:id>/listening/plans/new/", new, name="engagement-plan-new"),
    path("places/<uuid:id>/listening/deep-dive/", deep_dive, name="deep-dive"),
    path("engagement/<uuid:id>/", plan, name="engagement-plan"),
    path("engagement/<uuid:id>/change/", change, name="engagement-plan-change"),
    path("engagement/<uuid:id>/gate/", gate, name="engagement-plan-gate"),
    path("engagement/<uuid:id>/told/", told_back, name="engagement-plan-told"),
    path("engagement/<uuid:id>/standard/", standard, name="engagement-plan-standard"),
]
