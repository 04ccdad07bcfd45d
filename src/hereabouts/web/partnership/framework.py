"""The outcomes framework of a place, one outcome in depth, what a place gives to the city's priorities, and the quick wins."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.priorities import access as priorities
from hereabouts.records.voice.access import holds_here
from hereabouts.web.partnership.framework_forms import (
    STRENGTH,
    AnswerForForm,
    ContributionForm,
    FrameworkForm,
    StrengthForm,
)
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.curve_pictures import drawn
from hereabouts.web.shared.doors import holding, holds

TIER = {
    "short": gettext_lazy("Short term"),
    "intermediate": gettext_lazy("Intermediate"),
    "long": gettext_lazy("Long term"),
}


@holding("plan.see")
def framework(request: HttpRequest, id) -> HttpResponse:
    """Show vision, values and the ladder of outcomes of a place, and what hangs loose; POST writes vision and values."""
    place = place_of_plans(request, id)
    known = reads.words_of(request.actor, place.pk, on=request.today)
    initial = {name: getattr(known, name) for name in ("vision", "values", "agreed_by")} if known else None
    form = FrameworkForm(request.POST or None, initial=initial)
    given = {"by": request.actor, "on": request.today, "place": place}
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, changes.set_framework, **given, **form.cleaned_data)
    ):
        messages.success(request, _("Saved. It stands over every plan of this place."))
        return redirect("framework", id=id)
    told = reads.framework(request.actor, place.pk, on=request.today)
    context = {
        "place": place, "told": told, "form": form, "section": "plan", "tiers": _tiers(told), "strengths": STRENGTH,
        "columns": [(x, TIER[tier]) for x, tier in told.drawn.columns], "may_draft": drafts_for_all(request, place),
        "may_aims": holds(request, "aim", "see"),
    }  # fmt: skip
    return render(request, "partnership/framework.html", context, status=422 if form.errors else 200)


def place_of_plans(request: HttpRequest, id: Any) -> Any:
    """Give a place whose plans the actor may see: a place alone is no secret, what is planned there may be."""
    place = places.find(request.actor, id, on=request.today)
    if not holds_here(request.actor, "plan.see", place, on=request.today):
        raise NotFound
    return place


def drafts_for_all(request: HttpRequest, place: Any) -> bool:
    """Say whether the actor speaks for the whole place here, and not only for their own group."""
    return holds_here(request.actor, "plan.draft", place, on=request.today) and holds_here(
        request.actor, "action.end", place, on=request.today
    )


def _tiers(told: reads.FrameworkSheet) -> list[tuple]:
    return [(title, rows) for tier, title in TIER.items() if (rows := [o for o in told.outcomes if o.tier == tier])]


@holding("plan.see")
def outcome(request: HttpRequest, id) -> HttpResponse:
    """Show an outcome: the population apart from the actions that serve it; POST says who answers for it or how strong an arrow is."""
    found = access.find_outcome(request.actor, id, on=request.today)
    told = reads.outcome(request.actor, found, on=request.today)
    arrow = "strength" in request.POST
    form, strength = _answer(request, told, found, arrow), _strength(request, told, arrow)
    if request.method == "POST" and (done := _saved(request, found, strength if arrow else form, arrow=arrow)):
        messages.success(request, _("Saved."))
        return redirect("outcome", id=done.pk if not arrow else found.pk)
    wrong = next((one for one in (form, strength) if one.errors), None)
    context = {
        "told": told, "line": told.line, "form": wrong, "answer": form, "strength_form": strength, "section": "plan",
        "curves": [(t, drawn(t)) for t in told.population], "tier": TIER[told.line.tier],
        "led_from": _said(told.led_from), "leads_to": _said(told.leads_to), "may_draft": drafts_for_all(request, found.place),
    }  # fmt: skip
    return render(request, "partnership/outcome_page.html", context, status=422 if wrong else 200)


def _said(links: tuple) -> list[tuple]:
    return [
        (pk, statement, assumption, STRENGTH[strength], evidence)
        for pk, statement, assumption, strength, evidence in links
    ]


def _answer(request: HttpRequest, told: reads.OutcomeSheet, found: Any, arrow: bool) -> AnswerForForm:
    periods = list(dict.fromkeys(p.period for t in told.population for p in (*t.curve.baseline, *t.curve.since)))
    rows = {"partners": [(str(o.id), o.name) for o in partners.organisations()], "turn_from": [(p, p) for p in periods]}
    initial = {name: getattr(found, name) for name in ("accountable", "story", "what_works", "turn_from")}
    initial["partners"] = [str(o.pk) for o in found.partners.all()]
    return AnswerForForm(request.POST if request.method == "POST" and not arrow else None, rows=rows, initial=initial)


def _strength(request: HttpRequest, told: reads.OutcomeSheet, arrow: bool) -> StrengthForm:
    others = [(str(pk), statement) for pk, statement, *_rest in told.leads_to]
    return StrengthForm(request.POST if arrow else None, rows={"leads_to": others})


def _saved(request: HttpRequest, found: Any, form: Any, *, arrow: bool) -> Any:
    if not form.is_valid():
        return None
    given = {name: value for name, value in form.cleaned_data.items() if name != "was"} | {
        "by": request.actor,
        "on": request.today,
    }
    if not arrow:
        given["partners"] = [partners.organisation(pk) for pk in given["partners"]]
        return saved(form, changes.answer_for, outcome=found, **given)
    to = access.find_outcome(request.actor, given.pop("leads_to"), on=request.today)
    plan = next((p for p in found.plans.all() if to in p.outcomes.all()), None)
    if plan is None:
        raise NotFound
    return saved(form, changes.link_outcomes, plan=plan, from_outcome=found, to_outcome=to, **given)


@holding("aim.see")
def city(request: HttpRequest, id) -> HttpResponse:
    """Show each priority of the city with what this place does for it and says it gives; POST writes one statement."""
    place, asked = place_of_plans(request, id), request.POST.get("aim", "")
    aims = {str(aim.pk): aim for aim in priorities.aims(request.actor, on=request.today) if aim.level == "city"}
    form = ContributionForm(request.POST if asked else None, prefix=asked or None)
    if asked and form.is_valid():
        if asked not in aims:
            raise NotFound
        if saved(
            form,
            changes.contribute,
            by=request.actor,
            on=request.today,
            place=place,
            aim=aims[asked],
            **form.cleaned_data,
        ):
            messages.success(request, _("Saved."))
            return redirect(reverse("city-priorities", args=[id]))
    rows = [
        (row, form if str(row.id) == asked else ContributionForm(prefix=str(row.id), initial={"words": row.words}))
        for row in reads.given_to(request.actor, place, aims.values(), on=request.today)
    ]
    context = {
        "place": place,
        "rows": rows,
        "form": form if form.errors else None,
        "section": "plan",
        "may_draft": drafts_for_all(request, place),
    }
    return render(request, "partnership/city_priorities.html", context, status=422 if form.errors else 200)


@holding("action.see")
def quick_wins(request: HttpRequest) -> HttpResponse:
    """List the quick wins, the rapid responses and what communities lead, done first: what builds confidence."""
    told = reads.quick_wins(request.actor, on=request.today)
    return render(request, "partnership/quick_wins.html", {"told": told, "section": "plan"})


urlpatterns = [
    path("places/<uuid:id>/framework/", framework, name="framework"),
    path("places/<uuid:id>/city-priorities/", city, name="city-priorities"),
    path("outcomes/<uuid:id>/", outcome, name="outcome"),
    path("quick-wins/", quick_wins, name="quick-wins"),
]
