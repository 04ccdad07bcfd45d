"""Strategic aims, priorities and what was not chosen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.priorities.choosing import ORIGINS, passed_over, people_heard, standing_of
from hereabouts.core.priorities.legs import missing, silent
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.places import access as places
from hereabouts.records.plans import access as plans
from hereabouts.records.plans import reads as plan_reads
from hereabouts.records.priorities import access, changes, reads
from hereabouts.web.partnership.agree_forms import (
    AdoptForm,
    AimForm,
    LoadForm,
    NotChooseForm,
    RaiseForm,
    StateForm,
    a_year_on,
)
from hereabouts.web.partnership.board import before_it
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said

ORIGIN = {
    "both": gettext_lazy("City and community"),
    "community": gettext_lazy("Community"),
    "city": gettext_lazy("City"),
    "data": gettext_lazy("Data"),
}
QUIET_LEG = {
    "voice": gettext_lazy("Nobody raised it."),
    "data": gettext_lazy("Nothing measures it here."),
    "strategy": gettext_lazy("No plan asks for it."),
}


def saved(form, change, **given) -> object | None:
    """Make a change from a form; a refusal goes on the form, so that answers are kept. None when nothing was changed."""
    try:
        return change(**given)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(None, said(problem))
        return None


@holding("aim.see")
def aims(request: HttpRequest) -> HttpResponse:
    """List the aims in force; load a set that ships, or record one."""
    load, form = LoadForm(), AimForm()
    if request.method == "POST" and "load" in request.POST:
        load = LoadForm(request.POST)
        if load.is_valid():
            n = changes.load_aims(by=request.actor, on=request.today, **load.cleaned_data)
            messages.success(request, _("%(n)d aims are in force.") % {"n": n})
            return redirect("aims")
    elif request.method == "POST":
        form = AimForm(request.POST)
        if form.is_valid() and saved(form, changes.record_aim, by=request.actor, on=request.today, **form.cleaned_data):
            messages.success(request, _("Recorded. The next board counts it."))
            return redirect("aims")
    rows = [{"aim": aim, "topic": topics()[aim.topic]["label"]} for aim in access.aims(request.actor, on=request.today)]
    context = {
        "rows": rows,
        "form": form,
        "load": load,
        "may_record": holds(request, "aim", "record"),
        "section": "plan",
    }
    return render(request, "partnership/aims.html", context, status=422 if form.errors else 200)


@holding("priority.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List the priorities of a place: where each comes from, and which rest on an assumption."""
    place = places.find(request.actor, id, on=request.today)
    found = reads.priorities(request.actor, on=request.today, place=place)
    going = [p for p in found if p.state in {"agreed", "active", "achieved"}]
    context = {
        "place": place,
        "section": "plan",
        "going": [_row(p) for p in going],
        "proposed": [_row(p) for p in found if p.state == "proposed"],
        "dropped": [_row(p) for p in found if p.state == "dropped"],
        "balance": [(ORIGIN[o], sum(p.origin == o for p in going)) for o in ORIGINS],
        "assumptions": [_row(p) for p in going if p.assumption],
        "may_propose": holds(request, "priority", "propose"),
        "may_adopt": holds(request, "priority", "adopt"),
    }
    return render(request, "partnership/priorities.html", context)


def _row(p: reads.PrioritySheet) -> dict:
    gone = [QUIET_LEG[leg] for leg in p.missing]
    return {"p": p, "topic": topics()[p.topic]["label"], "origin": ORIGIN[p.origin], "gone": gone}


@holding("priority.see")
def priority(request: HttpRequest, id) -> HttpResponse:
    """Show one priority: why, who did not agree, what is done about it; POST says where it stands now."""
    found = access.find(request.actor, id, on=request.today)
    form = StateForm(request.POST or None, now=found.state)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "priority": found}
        if saved(form, changes.move, **given, **form.cleaned_data):
            messages.success(request, _("Saved."))
            return redirect("priority", id=id)
    p = reads.priority(found)
    actions = plan_reads.lines(plans.actions(request.actor, on=request.today).filter(priority=found), on=request.today)
    context = {
        "touched": reads.touched(request.actor, found.place, [p.topic], on=request.today).get(p.topic),
        **_row(p), "actions": actions, "form": form, "section": "plan", "history": ledger.lines(object=str(p.id)),
        "may_move": holds(request, "priority", "move"), "may_adopt": holds(request, "priority", "adopt"),
    }  # fmt: skip
    return render(request, "partnership/priority.html", context, status=422 if form.errors else 200)


@holding("priority.propose")
def propose(request: HttpRequest, id) -> HttpResponse:
    """Raise an issue."""
    place = places.find(request.actor, id, on=request.today)
    form = RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "place": place}
        if made := saved(form, changes.propose, **given, **form.cleaned_data):
            messages.success(request, _("Raised as %(ref)s. A session decides.") % {"ref": made.ref})
            return redirect("priorities", id=id)
    return _form(request, place, form, "partnership/priority_raise.html")


@holding("priority.adopt")
def adopt(request: HttpRequest, id) -> HttpResponse:
    """Write down what the group chose; ?priority= takes up one that was raised, ?topic= starts from the board."""
    place = places.find(request.actor, id, on=request.today)
    waiting = access.visible(request.actor, on=request.today).filter(place=place, state="proposed")
    raised = next((p for p in waiting if str(p.pk) == request.GET.get("priority")), None)
    topic = request.POST.get("topic") or (raised.topic if raised else request.GET.get("topic", ""))
    start = {"topic": topic} | ({"statement": raised.statement, "rationale": raised.rationale} if raised else {})
    form, context = AdoptForm(request.POST or None, initial=start), {}
    sheet = reads.newest(request.actor, place, on=request.today)
    if sheet and (away := before_it(request, place, sheet)):
        return away
    if topic in topics():
        over = passed_over(sheet.board, topic, reads.settled_topics(place)) if sheet else ()
        standing = standing_of(sheet.board, topic) if sheet else None
        heard, gone = people_heard(standing), missing(standing) if sheet else ()
        owner = sheet.settling.get(topic) if sheet else None
        unheard = silent(standing) and not (owner and owner.activity)
        form.needs(departs=bool(over), assumes=not heard, silent=unheard, lacks=bool({"data", "strategy"} & {*gone}))
        context = {"touched": reads.touched(request.actor, place, [topic], on=request.today).get(topic),
                   "over": [topics()[t]["label"] for t in over], "label": topics()[topic]["label"], "heard": heard,
                   "gone": [QUIET_LEG[leg] for leg in gone], "silent": silent(standing), "topic": topic,
                   "listening": owner}  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "place": place, "priority": raised}
        if made := saved(form, changes.adopt, **given, **form.cleaned_data):
            messages.success(request, _("Adopted as %(ref)s.") % {"ref": made.ref})
            return redirect("priority", id=made.pk)
    return _form(request, place, form, "partnership/priority_adopt.html", **context)


@holding("priority.see")
def not_chosen(request: HttpRequest, id) -> HttpResponse:
    """List what was not chosen and why; POST writes one down."""
    place = places.find(request.actor, id, on=request.today)
    form = NotChooseForm(
        request.POST or None, initial={"topic": request.GET.get("topic"), "review_on": a_year_on(request.today)}
    )
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "place": place}
        if saved(form, changes.not_choose, **given, **form.cleaned_data):
            messages.success(request, _("Written down, with the day to look again."))
            return redirect("not-chosen", id=id)
    rows = [
        {"line": d, "topic": topics()[d.topic]["label"]} for d in reads.declined(request.actor, place, on=request.today)
    ]
    may = holds(request, "priority", "adopt")
    return _form(request, place, form, "partnership/not_chosen.html", rows=rows, may_adopt=may)


def _form(request: HttpRequest, place, form, template: str, **context) -> HttpResponse:
    context |= {"place": place, "form": form, "section": "plan"}
    return render(request, template, context, status=422 if form.errors else 200)


urlpatterns = [
    path("aims/", aims, name="aims"),
    path("places/<uuid:id>/priorities/", index, name="priorities"),
    path("places/<uuid:id>/priorities/raise/", propose, name="priority-raise"),
    path("places/<uuid:id>/priorities/adopt/", adopt, name="priority-adopt"),
    path("places/<uuid:id>/priorities/not-chosen/", not_chosen, name="not-chosen"),
    path("priorities/<uuid:id>/", priority, name="priority"),
]
