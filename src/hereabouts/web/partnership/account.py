"""The account: frozen quarters as pages and Word files, and what goes out of a place."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hereabouts.records.account import access, changes, content, documents, reads
from hereabouts.records.releases import access as releases
from hereabouts.records.releases.changes import withdraw
from hereabouts.web.partnership.account_forms import PublishForm, QuarterForm, WithdrawForm
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.tags import day as said_day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@holding("quarter.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the frozen quarters; whoever may freezes another."""
    mine = access.places_to(request.actor, "quarter.report", on=request.today)
    now = {"year": request.today.year, "quarter": (request.today.month + 2) // 3}
    form = QuarterForm(request.POST or None, places=mine, initial=now) if mine else None
    if request.method == "POST":
        form = form or QuarterForm(
            request.POST, places=access.places_to(request.actor, "quarter.see", on=request.today)
        )
        if form.is_valid():
            given = dict(form.cleaned_data)
            place = access.place_to(request.actor, "quarter.see", given.pop("place"), on=request.today)
            made = saved(form, changes.report_quarter, by=request.actor, on=request.today, place=place, **given)
            if made:
                messages.success(request, _("The quarter is frozen."))
                return redirect("quarter", id=made.pk)
    context = {
        "rows": reads.quarters(request.actor, on=request.today), "form": form, "section": "account",
        "publish": access.places_to(request.actor, "account.publish", on=request.today),
    }  # fmt: skip
    return render(request, "partnership/quarters.html", context, status=422 if form and form.errors else 200)


@holding("quarter.see")
@require_safe
def quarter(request: HttpRequest, id) -> HttpResponse:
    """Show a frozen quarter, and what changed since it was frozen."""
    sheet = reads.quarter(request.actor, id, on=request.today)
    actions = [{**a, "told": documents.progress(a), "due": _day(a["due"])} for a in sheet.figures["actions"]]
    context = {
        "sheet": sheet, "told": sheet.figures, "actions": actions, "section": "account", "as_at": _day(sheet.figures["as_at"]),
        "late": [a for a in actions if a["status"] == "late"], "reasons": [a for a in actions if a["changes"]],
        "disagreements": [{**d, "due": _day(d["due"])} for d in sheet.figures["disagreements"]],
        "reports": documents.reports(sheet.figures),
    }  # fmt: skip
    return render(request, "partnership/quarter.html", context)


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


@holding("quarter.see")
@require_safe
def as_word(request: HttpRequest, id) -> HttpResponse:
    """Give a frozen quarter as a Word file."""
    sheet = reads.quarter(request.actor, id, on=request.today)
    response = HttpResponse(documents.quarter(sheet), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{sheet.place} {sheet.label}.docx"'
    return response


@holding("account.publish")
def publish(request: HttpRequest, id) -> HttpResponse:
    """Show what would go out of a place, its plan or its numbers, and what is hidden; publish it, or take a release back."""
    place = access.place_to(request.actor, "account.publish", id, on=request.today)
    step = request.POST.get("step", "")
    form = PublishForm(request.POST if step == "plan" else None, initial=_before(place))
    which = request.POST.get("release", "").replace("%", "")
    back = WithdrawForm(request.POST if step == "withdraw" else None, auto_id=f"%s-{which}")
    wrong = back if step == "withdraw" else form
    if request.method == "POST" and _done(request, place, step, form, back):
        return redirect("publish", id=id)
    of = "profile" if "profile" in (step, request.GET.get("of")) else "plan"
    out, why = reads.outgoing(request.actor, place, of, on=request.today)
    context = {
        "place": place, "pages": ("plan", "profile"), "of": of, "out": out, "why": why, "section": "account",
        "form": wrong, "fields": form, "back": back,
        "may_quote": reads.may_quote(request.actor, place, on=request.today),
        "published": reads.published(request.actor, place, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/publish.html", context, status=422 if wrong.errors else 200)


def _before(place) -> dict[str, str]:
    """Give what was said when the plan was last published, a day as people read it."""
    told = reads.around(place)
    try:
        return {**told, "next_update": said_day(date.fromisoformat(told.get("next_update", "")))}
    except ValueError:
        return told


def _done(request: HttpRequest, place, step: str, form: PublishForm, back: WithdrawForm) -> object | None:
    """Make the one change that was asked for; None where something is wrong with what was filled in."""
    given = {"by": request.actor, "on": request.today}
    made = None
    if step == "plan" and form.is_valid():
        plan = content.newest_plan(request.actor, place, on=request.today)
        made = plan and saved(form, changes.publish_plan, **given, place=place, plan=plan, **form.around())
    elif step == "profile":
        made = changes.publish_profile(**given, place=place)
    elif step == "withdraw" and back.is_valid():
        release = releases.find(request.actor, back.cleaned_data["release"], on=request.today)
        made = saved(back, withdraw, **given, release=release, because=back.cleaned_data["because"])
    if made:
        messages.success(
            request, _("It is taken back.") if step == "withdraw" else _("It is published. Anybody can read it now.")
        )
    return made


urlpatterns = [
    path("reports/quarters/", index, name="quarters"),
    path("reports/quarters/<uuid:id>/", quarter, name="quarter"),
    path("reports/quarters/<uuid:id>.docx", as_word, name="quarter-docx"),
    path("places/<uuid:id>/publish/", publish, name="publish"),
]
