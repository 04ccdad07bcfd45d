"""Actions: one action with its history, mine on one page, how one ends, and its progress returns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.progress import quarter
from hereabouts.core.sentences import listed
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.plans import access, changes, reads, taking_part
from hereabouts.web.partnership.action_part_forms import PREVENTION
from hereabouts.web.partnership.board_page import NAMES, count
from hereabouts.web.partnership.plan_forms import (
    LIVED,
    CheckForm,
    EndForm,
    GroundsForm,
    LivedForm,
    MilestoneForm,
    RecoverForm,
    ReturnForm,
    TargetForm,
    UpdateForm,
)
from hereabouts.web.partnership.priorities import QUIET_LEG, saved
from hereabouts.web.partnership.same_work import DECIDED
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said

BRAG = {
    "blue": gettext_lazy("Complete, with evidence"), "green": gettext_lazy("On course"),
    "amber": gettext_lazy("Behind, and can be caught up"), "red": gettext_lazy("Behind, and needs help"),
    "grey": gettext_lazy("Nothing due yet"),
}  # fmt: skip

TRAVELS = {
    "better": gettext_lazy("Better than the time before."),
    "worse": gettext_lazy("Worse than the time before."),
    "the same": gettext_lazy("The same as the time before."),
}
STEPS = {"milestone": MilestoneForm, "target": TargetForm, "lived": LivedForm, "grounds": GroundsForm}
CHANGES = {
    "milestone": changes.add_milestone, "target": changes.set_target, "lived": changes.note_lived,
    "grounds": lambda **given: changes.say_grounds(**{n: given.pop(n) for n in ("by", "on", "action", "was")}, grounds=given),
}  # fmt: skip


@holding("action.see")
def action(request: HttpRequest, id) -> HttpResponse:
    """Show an action; POST adds or reaches a milestone, sets its measure, or says on what it rests and who had a part in it."""
    found = access.find_action(request.actor, id, on=request.today)
    start = {
        "grounds": found.grounds,
        "lived": {"design": found.lived_design, "delivery": found.lived_delivery, "words": found.lived_words},
    }
    start = {name: told | {"was": reads.printed(found, name)} for name, told in start.items()}
    forms = {name: form(prefix=name, initial=start.get(name)) for name, form in STEPS.items()}
    late = [(m.pk, m.title) for m in found.milestones.all() if m.done_on is None and m.due_on < request.today]
    forms["recover"] = RecoverForm(request.POST if "recover" in request.POST else None, prefix="recover", late=late)
    if request.method == "POST":
        step = next((name for name in (*STEPS, "reach") if name in request.POST), None)
        if step == "reach":
            _reached(request, found)
            return redirect("action", id=id)
        if "recover" in request.POST and forms["recover"].is_valid() and _recovering(request, found, forms["recover"]):
            return redirect("action", id=id)
        if step:
            forms[step] = STEPS[step](request.POST, prefix=step)
            given = {"by": request.actor, "on": request.today, "action": found}
            if forms[step].is_valid() and saved(forms[step], CHANGES[step], **given, **forms[step].cleaned_data):
                messages.success(request, _("Saved."))
                return redirect("action", id=id)
            if step in start:  # whoever is told of another's words has seen them now
                forms[step].data = forms[step].data.copy()
                forms[step].data[f"{step}-was"] = reads.printed(found, step)
    sheet = reads.action(request.actor, found, on=request.today)
    wrong = next((form for form in forms.values() if form.errors), None)
    mine = access.actions(request.actor, on=request.today, verb="update").filter(pk=found.pk).exists()
    together = reads.joint_history(request.actor, found, on=request.today)
    files = reads.proofs(found)
    context = {
        "a": sheet.line, "sheet": sheet,
        "history": sorted([*sheet.history, *together], key=lambda told: told[0], reverse=True),
        "beside": [(one, DECIDED[one.decision]) for one in reads.beside(request.actor, found, on=request.today)],
        "topic": topics().get(sheet.line.topic, {}).get("label", ""),
        "section": "plan", "late": late, "place_id": found.place_id,
        "brag": BRAG[sheet.progress.brag], "returns": [_told(r, files) for r in sheet.returns], "form": wrong, **forms,
        "may_update": mine, "may_return": mine and holds(request, "return", "submit"), "may_end": holds(request, "action", "end"),
        "may_edit": holds(request, "action", "propose") and access.writes(request.actor, found.plan, on=request.today),
        "facts": reads.facts(request.actor, found, on=request.today), "prevention": PREVENTION.get(found.prevention, ""),
        "at_risk": taking_part.at_risk_here(found, on=request.today),
        **_box(reads.grounds(request.actor, found, on=request.today)), "parts": _parts(sheet.line),
        "may_accept": holds(request, "return", "accept"), "may_priorities": holds(request, "priority", "see"),
    }  # fmt: skip
    return render(request, "partnership/action.html", context, status=422 if wrong else 200)


def _box(found: reads.Grounds) -> dict:
    """Give the three sources as the page prints them: the count of the board, and the words."""
    rows = [
        {"g": g, "name": NAMES[g.source], "count": count(g.source, g.leg), "leg": QUIET_LEG[g.source]}
        for g in found.sources
    ]
    return {
        "box": found,
        "sources": rows,
        "quiet": listed([str(NAMES[s]) for s in found.silent]) if found.silent else "",
    }


def _parts(line: reads.ActionLine) -> list[tuple]:
    unknown = _("Not known yet")
    return [
        (_("In its design"), LIVED.get(line.lived_design, unknown)),
        (_("In its delivery"), LIVED.get(line.lived_delivery, unknown)),
    ]


def _told(r: reads.Told, files: dict) -> dict:
    words = {"travels": TRAVELS.get(r.direction, ""), "brag": BRAG[r.brag], "override": BRAG.get(r.override)}
    return words | {"r": r, "files": files.get(r.period, ())}


def _reached(request: HttpRequest, found) -> None:
    milestone = next((m for m in found.milestones.all() if str(m.pk) == request.POST["reach"]), None)
    if milestone is None:
        raise NotFound
    changes.reach_milestone(by=request.actor, on=request.today, action=found, milestone=milestone)
    messages.success(request, _("Reached today."))


def _recovering(request: HttpRequest, found, form) -> object | None:
    milestone = next(m for m in found.milestones.all() if str(m.pk) == form.cleaned_data["milestone"])
    given = {"by": request.actor, "on": request.today, "action": found, "milestone": milestone}
    return saved(form, changes.reach_milestone, **given, recovery_on=form.cleaned_data["recovery_on"])


@holding("action.update")
def mine(request: HttpRequest) -> HttpResponse:
    """Show the open actions I answer for, the latest first; each row saves by itself."""
    wrong, at = None, request.POST.get("action", "")
    if request.method == "POST":
        found = next((a for a in access.actions(request.actor, on=request.today) if str(a.pk) == at), None)
        if found is None:
            raise NotFound
        form = UpdateForm(request.POST, prefix=at)
        given = {"by": request.actor, "on": request.today, "action": found}
        if form.is_valid() and saved(form, changes.update_action, **given, **form.cleaned_data):
            messages.success(request, _("%(ref)s is saved.") % {"ref": found.ref})
            return redirect("my-actions")
        wrong = form
    rows = [
        {"a": line, "form": wrong if wrong and str(line.id) == at else UpdateForm(prefix=str(line.id))}
        for line in reads.mine(request.actor, on=request.today)
    ]
    late = sum(row["a"].status == "late" for row in rows)
    wrong_on = f"{found.ref} {found.title}" if wrong else ""
    context = {"rows": rows, "late": late, "form": wrong, "wrong_on": wrong_on, "section": "plan"}
    context["may_tell"] = holds(request, "return", "submit")
    return render(request, "partnership/my_actions.html", context, status=422 if wrong else 200)


@holding("action.end")
def end(request: HttpRequest, id) -> HttpResponse:
    """Stop, pause, merge or carry an action forward, with the reason."""
    found = access.find_action(request.actor, id, on=request.today, verb="end")
    others = access.actions(request.actor, on=request.today).exclude(pk=found.pk).filter(place=found.place)
    form = EndForm(request.POST or None, others=[(a.pk, f"{a.ref} {a.title}") for a in others])
    if request.method == "POST" and form.is_valid() and _ended(request, found, others, form):
        messages.success(request, _("Saved. The reason stands in the plan."))
        return redirect("action", id=id)
    context = {"a": reads.action_line(found, on=request.today), "form": form, "section": "plan"}
    return render(request, "partnership/action_end.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest, found, others, form: EndForm) -> object | None:
    how, given = form.cleaned_data["how"], {"by": request.actor, "on": request.today, "action": found}
    given["reason"] = form.cleaned_data["reason"]
    if how == "merge":
        into = next((a for a in others if str(a.pk) == form.cleaned_data["into"]), None)
        if into is None:
            form.add_error("into", _("Choose the action it becomes a part of."))
            return None
        return saved(form, changes.merge, into=into, **given)
    if how == "carry":
        if form.cleaned_data["due_on"] is None:
            form.add_error("due_on", _("Say by when it is due now."))
            return None
        return saved(form, changes.carry_forward, due_on=form.cleaned_data["due_on"], **given)
    return saved(form, changes.stop if how == "stop" else changes.pause, **given)


@holding("return.submit")
def tell(request: HttpRequest, id) -> HttpResponse:
    """Tell of an action for a period: what the dates say stands above the form."""
    found = access.find_action(request.actor, id, on=request.today, verb="update")
    period = quarter(request.today)[0]
    start = {"period": period, "seen": reads.standing(found, period).mark}
    form, others = ReturnForm(request.POST or None, initial=start), None
    if request.method == "POST" and form.is_valid():
        others = _sent(request, found, form)
        if not form.errors:
            messages.success(request, _("Sent. It is read before the next meeting."))
            return redirect("action", id=id)
    found_ = reads.progress_of(found, on=request.today, evidenced=bool(found.proof))
    context = {
        "a": reads.action_line(found, on=request.today),
        "form": form,
        "progress": found_,
        "brag": BRAG[found_.brag],
        "section": "plan",
        "others": others,
    }
    return render(request, "partnership/return.html", context, status=409 if others else 422 if form.errors else 200)


def _sent(request: HttpRequest, found, form: ReturnForm) -> reads.Standing | None:
    """Send the return; what somebody else wrote meanwhile comes back to be read beside one's own words."""
    try:
        changes.submit_return(by=request.actor, on=request.today, action=found, **form.cleaned_data)
    except changes.OthersWords as problem:
        form.data = {**form.data.dict(), "seen": problem.standing.mark}
        form.add_error(None, said(problem))
        return problem.standing
    except changes.NoReason as problem:
        form.add_error(None, said(problem))
    return None


@holding("return.accept")
def accept(request: HttpRequest, id) -> HttpResponse:
    """Accept a return, or send it back with what is missing."""
    told = access.find_return(request.actor, id, on=request.today)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "return_": told, "back": "back" in request.POST}
        if saved(form, changes.accept_return, **given, **form.cleaned_data):
            messages.success(request, _("Saved."))
            return redirect("action", id=told.action_id)
    line = reads.action_line(access.find_action(request.actor, told.action_id, on=request.today), on=request.today)
    context = {"a": line, **_told(reads.told(told), reads.proofs(told.action)), "form": form, "section": "plan"}
    return render(request, "partnership/return_check.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("my-actions/", mine, name="my-actions"),
    path("actions/<uuid:id>/", action, name="action"),
    path("actions/<uuid:id>/end/", end, name="action-end"),
    path("actions/<uuid:id>/return/", tell, name="return-submit"),
    path("returns/<uuid:id>/", accept, name="return-accept"),
]
