"""The plans seen from elsewhere: from the city's aims, from one partner, over time, by who does which part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hereabouts.core.plans.parts import OutcomeTogether
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, reads
from hereabouts.web.partnership.action_part_forms import PREVENTION
from hereabouts.web.shared.doors import holding, holds

UNSAID = {
    "plans": _("Nobody has said who plans"), "resources": _("Nobody has said who resources"),
    "provides": _("Nobody has said who provides"),
}  # fmt: skip


@holding("plan.see")
def city(request: HttpRequest) -> HttpResponse:
    """Show every aim of city and nation beside what the places do for it, and what serves none."""
    context = {
        "view": reads.aims_served(request.actor, on=request.today),
        "section": "plan",
        "may_aims": holds(request, "aim", "see"),
    }
    return render(request, "partnership/city.html", context)


@holding("plan.see")
def partner_part(request: HttpRequest, id) -> HttpResponse:
    """Show what one partner leads and supports over all plans."""
    partner = partners.organisation(id)
    if partner is None:
        raise NotFound
    told = reads.promised(request.actor, partner.pk, on=request.today)
    context = {
        "partner": partner.name,
        "told": told,
        "section": "plan",
        "may_partners": holds(request, "organisation", "see"),
    }
    return render(request, "partnership/partner_part.html", context | {"id": partner.pk})


@holding("plan.see")
def over_time(request: HttpRequest, id) -> HttpResponse:
    """Draw the actions of a plan over time; the list beside says the same in words."""
    plan = access.find(request.actor, id, on=request.today)
    sheet = reads.plan(request.actor, plan, on=request.today)
    drawn = reads.over_time(request.actor, plan, on=request.today)
    by_ref = {action.ref: action for action in sheet.actions}
    rows = [(n, bar, by_ref[bar.ref]) for n, bar in enumerate(drawn.bars)] if drawn else []
    context = {"plan": sheet.line, "drawn": drawn, "rows": rows, "section": "plan",
               "undated": [by_ref[ref] for ref in drawn.undated] if drawn else sheet.actions}  # fmt: skip
    return render(request, "partnership/over_time.html", context)


@holding("plan.see")
def parts(request: HttpRequest, id) -> HttpResponse:
    """Show who plans, resources and provides under each outcome of a plan, and how early its money acts."""
    plan = access.find(request.actor, id, on=request.today)
    told = reads.plan_parts(request.actor, plan, on=request.today)
    context = {
        "plan": plan, "told": told, "section": "plan",
        "outcomes": [_under(outcome, told) for outcome in told.outcomes],
        "tiers": [(PREVENTION.get(row.what, ""), row) for row in told.tiers if row.actions],
        "early": [(PREVENTION[one.prevention], one) for one in told.early],
    }  # fmt: skip
    return render(request, "partnership/plan_parts.html", context)


def _under(outcome: OutcomeTogether, told: reads.PlanParts) -> tuple:
    """Give an outcome, the inequality it narrows, its partners and what nobody has said, each action with its page."""

    def linked(refs):
        return [(ref, *told.titles[ref]) for ref in refs]

    partners = [(p.partner, linked(p.plans), linked(p.resources), linked(p.provides)) for p in outcome.partners]
    unsaid = [(UNSAID[part], linked(refs)) for part, refs in outcome.unsaid]
    return outcome.outcome, told.narrows.get(outcome.outcome, ""), partners, unsaid


urlpatterns = [
    path("plans/city/", city, name="city"),
    path("plans/partners/<uuid:id>/", partner_part, name="partner-part"),
    path("plans/<uuid:id>/time/", over_time, name="plan-time"),
    path("plans/<uuid:id>/parts/", parts, name="plan-parts"),
]
