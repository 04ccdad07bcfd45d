"""Broken glass, judged: the queue, one use, and the month in numbers. And restrictions, looked at again without the family."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import break_glass
from hereabouts.records.families import changes as families
from hereabouts.records.families import restrictions
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.trust import changes, glass
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said

RADIO = {"class": "govuk-radios__input"}


class JudgeGlassForm(Dressed):
    """Was it justified?"""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Was it justified?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[
            ("justified", gettext_lazy("Justified")), ("not justified", gettext_lazy("Not justified")),
            ("follow up", gettext_lazy("Needs a follow-up")),
        ],
        error_messages={"required": gettext_lazy("Say whether it was justified.")},
    )  # fmt: skip
    words = long_field(gettext_lazy("What did you find, and what did you do or will you do?"), rows=2, required=True)


class LookAgainForm(Dressed):
    """Does it have to stay restricted?"""

    step = forms.ChoiceField(
        label=gettext_lazy("Does it have to stay restricted?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[("keep", gettext_lazy("Yes, for another 90 days")), ("end", gettext_lazy("No, end it"))],
        error_messages={"required": gettext_lazy("Say whether it stays restricted.")},
    )  # fmt: skip
    words = long_field(gettext_lazy("Why?"), rows=2, required=True)


@holding("glass.see")
def broken(request: HttpRequest) -> HttpResponse:
    """List the uses that wait for review, or that were reviewed, and count the month."""
    return _broken(request)


def _broken(request: HttpRequest, *, form: JudgeGlassForm | None = None, about: str = "") -> HttpResponse:
    done = request.GET.get("show") == "reviewed"
    rows = glass.queue(request.actor, done=done)
    month = request.today.replace(day=1)
    context = {
        "section": "audit", "done": done, "waiting": glass.waiting(), "form": form, "month": month, "rule": break_glass(),
        "counts": glass.counts(month=month), "may_review": holds(request, "glass", "review"),
        "rows": [(row, _own(row.id, form, about, JudgeGlassForm)) for row in rows],
    }  # fmt: skip
    return render(request, "stewardship/broken_glass.html", context, status=422 if form else 200)


def _own(id: object, form: forms.Form | None, about: str, kind: type[forms.Form]) -> forms.Form:
    """Give each thing its own form; the one that was sent keeps its answers."""
    return form if form and str(id) == about else kind(prefix=str(id))


@require_POST
@holding("glass.review")
def judge(request: HttpRequest, id) -> HttpResponse:
    """Say of one use whether it was justified."""
    glass.used(id)
    form = JudgeGlassForm(request.POST, prefix=str(id))
    if form.is_valid():
        try:
            changes.review_glass(by=request.actor, on=request.today, broken=id, **form.cleaned_data)
        except changes.GlassNotReviewed as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Judged. It stands in the audit trail."))
            return redirect("broken-glass")
    return _broken(request, form=form, about=str(id))


@holding("restriction.see")
def restricted(request: HttpRequest) -> HttpResponse:
    """List the restrictions that stand, those overdue for review first; never which family it is."""
    return _restricted(request)


def _restricted(request: HttpRequest, *, form: LookAgainForm | None = None, about: str = "") -> HttpResponse:
    ended = request.GET.get("show") == "ended"
    rows = restrictions.queue(request.actor, on=request.today, ended=ended)
    stands = [row.stands for row in rows if not ended]
    context = {
        "section": "audit", "ended": ended, "form": form, "overdue": stands.count("overdue"), "due": stands.count("due"),
        "may_review": holds(request, "restriction", "review"), "all": len(rows),
        "rows": [(row, _own(row.id, form, about, LookAgainForm)) for row in rows],
    }  # fmt: skip
    return render(request, "stewardship/restrictions.html", context, status=422 if form else 200)


@require_POST
@holding("restriction.review")
def look_again(request: HttpRequest, id) -> HttpResponse:
    """Renew a restriction or end it, with a reason."""
    restrictions.standing(id)
    form = LookAgainForm(request.POST, prefix=str(id))
    if form.is_valid() and _looked(request.actor, request.today, id, form):
        messages.success(request, _("Written down, here and in the audit trail."))
        return redirect("restrictions")
    return _restricted(request, form=form, about=str(id))


def _looked(by: Actor, on, id, form: LookAgainForm) -> bool:
    do = families.end if form.cleaned_data["step"] == "end" else families.keep
    try:
        do(by=by, on=on, restriction=id, words=form.cleaned_data["words"])
    except (NotAllowed, NotFound):
        raise
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


urlpatterns = [
    path("audit/broken-glass/", broken, name="broken-glass"),
    path("audit/broken-glass/<uuid:id>/", judge, name="glass-judge"),
    path("audit/restrictions/", restricted, name="restrictions"),
    path("audit/restrictions/<uuid:id>/", look_again, name="restriction-review"),
]
