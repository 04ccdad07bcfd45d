"""What several do together in a plan, and how a place answers a shock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.together import GREW_FROM
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.framework import drafts_for_all, place_of_plans
from hereabouts.web.partnership.lift import LiftForm
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.partnership.together_forms import PEOPLE, JoinForm, ServicePartForm, ShockForm
from hereabouts.web.shared.doors import holding, holds

RAPID = "rapid-response"
GREW = dict(
    zip(GREW_FROM, (gettext_lazy("What a group asked for"), gettext_lazy("An issue that was raised"),
                    gettext_lazy("Something the evidence showed"), gettext_lazy("Something sudden that was announced")), strict=True)
)  # fmt: skip


def _organisations() -> list[tuple[str, str]]:
    return [(str(o.id), o.name) for o in partners.organisations()]


@holding("plan.see")
def together(request: HttpRequest, id) -> HttpResponse:
    """Show the joint projects of a plan with each service's part; whoever writes the plan makes one of what was answered."""
    plan = access.find(request.actor, id, on=request.today)
    given = [r for r in reads.life(plan, on=request.today).requests if r.answer in {"yes", "in part"}]
    projects = reads.joint_projects(request.actor, plan, on=request.today)
    mine = {str(a.pk): a for a in access.actions(request.actor, on=request.today, verb="update").filter(plan=plan)}
    sent = request.POST.get("part", "")
    join = JoinForm(request.POST if sent == "join" else None,
                    rows={"requests": [(str(r.id), f"{r.organisation}: {r.what}") for r in given]})  # fmt: skip
    rows = {"action": [(pk, f"{a.ref} {a.title}") for pk, a in mine.items()], "organisation": _organisations()}
    part = ServicePartForm(request.POST if sent == "part" else None, prefix="part", rows=rows)
    if (join.is_bound and join.is_valid() and _joined(request, plan, join)) or (
        part.is_bound and part.is_valid() and _parted(request, part, mine)
    ):
        return redirect("plan-together", id=id)
    wrong = next((form for form in (join, part) if form.errors), None)
    context = {
        "plan": plan, "section": "plan", "form": wrong, "part": part if mine else None,
        "join": join if given and holds(request, "action", "propose") and access.writes(request.actor, plan, on=request.today) else None,
        "projects": [(p, [(GREW[s.kind], s) for s in p.sources]) for p in projects],
    }  # fmt: skip
    return render(request, "partnership/plan_together.html", context, status=422 if wrong else 200)


def _joined(request: HttpRequest, plan, form: JoinForm) -> bool:
    chosen = access.requests(request.actor, on=request.today).filter(plan=plan, pk__in=form.cleaned_data["requests"])
    facts = {"title": form.cleaned_data["title"], "due_on": form.cleaned_data["due_on"]}
    made = saved(
        form, changes.join_forces, by=request.actor, on=request.today, plan=plan, requests=list(chosen), **facts
    )
    if made:
        messages.success(request, _("One project of all of them. Write down each service’s part as it is done."))
    return bool(made)


def _parted(request: HttpRequest, form: ServicePartForm, mine: dict) -> bool:
    facts = {name: form.cleaned_data[name] for name in ("part", "result", "done_on")}
    organisation = partners.organisation(form.cleaned_data["organisation"])
    action = mine[form.cleaned_data["action"]]
    made = saved(
        form, changes.say_part, by=request.actor, on=request.today, action=action, organisation=organisation, **facts
    )
    if made:
        messages.success(request, _("Written down. What is done is thanked in the plan’s report."))
    return bool(made)


@holding("plan.see")
def shocks(request: HttpRequest, id) -> HttpResponse:
    """Show what suddenly hit a place and how quickly it was answered; whoever drafts plans writes one down."""
    place = place_of_plans(request, id)
    form = ShockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "place": place}
        if saved(form, changes.record_shock, **given, **form.cleaned_data):
            messages.success(
                request, _("Written down. Lift the plan that answers it now: nothing waits for agreement.")
            )
            return redirect("shocks", id=id)
    context = {
        "place": place, "form": form, "section": "plan", "may_draft": drafts_for_all(request, place),
        "rows": [(one, PEOPLE[one.people]) for one in reads.shocks(request.actor, place, on=request.today)],
    }  # fmt: skip
    return render(request, "partnership/shocks.html", context, status=422 if form.errors else 200)


@holding("plan.draft")
def answer(request: HttpRequest, id) -> HttpResponse:
    """Lift the rapid response for a shock: who takes each role; the days run from today."""
    shock = reads.find_shock(request.actor, id, on=request.today)
    template = reads.found(RAPID)
    start = {"title": _("Answer to: %(what)s") % {"what": shock.what}, "starts_on": request.today}
    form = LiftForm(request.POST or None, template=template, organisations=_organisations(), initial=start)
    del form.fields["starts_on"], form.fields["leave"]
    if request.method == "POST" and form.is_valid():
        leads = {
            role: partners.organisation(pk) for name, role in form.roles.items() if (pk := form.cleaned_data[name])
        }
        given = {"by": request.actor, "on": request.today, "shock": shock, "template": template, "leads": leads}
        if made := saved(form, changes.answer_shock, **given, title=form.cleaned_data["title"]):
            messages.success(
                request, _("The answer is begun. Whoever can start, starts; it is shown as begun before agreement.")
            )
            return redirect("plan", id=made.pk)
    context = {"shock": shock, "form": form, "template": template, "section": "plan"}
    return render(request, "partnership/shock_answer.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("plans/<uuid:id>/together/", together, name="plan-together"),
    path("places/<uuid:id>/shocks/", shocks, name="shocks"),
    path("shocks/<uuid:id>/answer/", answer, name="shock-answer"),
]
