"""Meeting mode: one page to hold a meeting with. Who is here, the agenda in order, what is decided, who does what."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.governance.decisions import NotADecision
from hereabouts.core.governance.meetings import OutOfTurn
from hereabouts.records.governance import access, changes, reads
from hereabouts.web.partnership.governance_forms import ActionForm, DecisionForm, owner, owners
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said


@holding("meeting.see")
def meeting(request: HttpRequest, id) -> HttpResponse:
    """Show a meeting whole; those who may, hold it from here."""
    found = access.find_meeting(request.actor, id, on=request.today)
    failed = None
    if request.method == "POST":
        failed, anchor = _step(request)(request, found)
        if failed is None:
            messages.success(request, _("Saved."))
            return redirect(reverse("meeting", args=[id]) + anchor)
    sheet = reads.meeting_sheet(found, request.actor, on=request.today)
    return render(
        request, "partnership/meeting.html", _page(request, sheet, failed), status=422 if failed is not None else 200
    )


def _step(request: HttpRequest):
    try:
        return _STEPS[request.POST.get("step", "")]
    except KeyError as unknown:
        raise Http404 from unknown


def _page(request: HttpRequest, sheet, failed) -> dict:
    may = {f"may_{verb}": holds(request, "meeting", verb) for verb in ("call", "minute")}
    open_ = sheet.cancelled_on is None and sheet.begun and sheet.state != "minutes agreed"
    may |= {"may_decide": open_ and holds(request, "decision", "record"), "open": open_}
    may["desk"] = open_ and (may["may_decide"] or may["may_minute"])
    choices = owners(on=request.today) if may["desk"] else []
    decided = [d for item in sheet.items for d in item.decisions] + list(sheet.others)
    action_form = failed if isinstance(failed, ActionForm) else _action_form(None, choices, decided)
    return may | {
        "meeting": sheet,
        "rows": [(item, _link(item.about), _decision_form(item, choices, failed)) for item in sheet.items],
        "decided": decided,
        "action_form": action_form,
        "form": failed,
        "may_see_group": holds(request, "group", "see"),
        "section": "meetings",
    }


def _link(about) -> str:
    """Give the address of the thing an item is about, where such a page exists; its own door decides who gets in."""
    try:
        return reverse(about.kind, kwargs={"id": about.id}) if about else ""
    except NoReverseMatch:
        return ""


def _decision_form(item, choices, failed) -> DecisionForm:
    prefix = f"item{item.number}"
    if isinstance(failed, DecisionForm) and failed.prefix == prefix:
        return failed
    asked = {"verb": item.recommend_verb or "note", "text": item.recommend_text}
    return DecisionForm(prefix=prefix, choices=choices, initial=asked)


def _action_form(data, choices, decisions) -> ActionForm:
    return ActionForm(data, prefix="action", choices=choices, decisions=decisions)


def _given(request: HttpRequest, found) -> dict:
    return {"by": request.actor, "on": request.today, "meeting": found}


def _attendance(request: HttpRequest, found):
    seats = {
        name.removeprefix("how-"): (how, request.POST.get(name.replace("how-", "name-", 1), "").strip())
        for name, how in request.POST.items()
        if name.startswith("how-")
    }
    changes.record_attendance(**_given(request, found), seats=seats, guests=request.POST.get("guests", "").splitlines())
    return None, "#here"


def _discussion(request: HttpRequest, found):
    """Every box on the page belongs to one form: saving one item loses nothing that was typed on another."""
    boxes = {name.removeprefix("said-"): text for name, text in request.POST.items() if name.startswith("said-")}
    changes.record_discussion(**_given(request, found), said=boxes)
    return None, f"#item-{request.POST.get('number', '')}"


def _decision(request: HttpRequest, found):
    number = request.POST.get("number", "")
    form = DecisionForm(request.POST, prefix=f"item{number}", choices=owners(on=request.today))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        account, organisation = owner(facts.pop("owner"))
        try:
            changes.record_decision(
                **_given(request, found), **facts, item=request.POST.get("item"), account=account, owner=organisation
            )
        except (NotADecision, OutOfTurn) as problem:
            form.add_error(None, said(problem))
    return (None, f"#item-{number}") if form.is_valid() else (form, "")


def _action(request: HttpRequest, found):
    sheet = reads.meeting_sheet(found, request.actor, on=request.today)
    decided = [d for item in sheet.items for d in item.decisions] + list(sheet.others)
    form = _action_form(request.POST, owners(on=request.today), decided)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        account, organisation = owner(facts.pop("owner"))
        try:
            changes.add_meeting_action(**_given(request, found), **facts, account=account, organisation=organisation)
        except OutOfTurn as problem:
            form.add_error(None, said(problem))
    return (None, "#actions") if form.is_valid() else (form, "")


def _finish(request: HttpRequest, found):
    changes.finish_action(**_given(request, found), action=request.POST.get("action"))
    return None, "#before"


def _plainly(change):
    def step(request: HttpRequest, found):
        change(**_given(request, found))
        return None, ""

    return step


_STEPS = {
    "attendance": _attendance,
    "discussion": _discussion,
    "decision": _decision,
    "action": _action,
    "finish": _finish,
    "papers": _plainly(changes.send_papers),
    "draft": _plainly(changes.draft_minutes),
    "agree": _plainly(changes.agree_minutes),
}

urlpatterns = [path("meetings/<uuid:id>/", meeting, name="meeting")]
