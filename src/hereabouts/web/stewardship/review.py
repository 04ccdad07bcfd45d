"""The review of who looked at what: the queue, one look judged, and the month's report of restricted records."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hereabouts.engines.definitions import unusual_looks
from hereabouts.records.families import shared
from hereabouts.records.ledger import review
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said
from hereabouts.web.stewardship.deeds import deed

PAGE = 20  # looks on one page: each is judged by a person


class JudgeForm(Dressed):
    """Was this look fine?"""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Was it fine?"), widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        choices=[("fine", gettext_lazy("Yes")), ("not fine", gettext_lazy("No"))],
        error_messages={"required": gettext_lazy("Say whether it was fine.")},
    )  # fmt: skip
    words = long_field(gettext_lazy("What did you find?"), rows=2)


@holding("audit.see")
def looks(request: HttpRequest) -> HttpResponse:
    """List the looks that wait for a person, the months and what was found."""
    return _looks(request)


def _looks(request: HttpRequest, *, form: JudgeForm | None = None, about: str = "") -> HttpResponse:
    done = request.GET.get("show") == "judged"
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    found = review.queue(request.actor, done=done, skip=PAGE * (page - 1), limit=PAGE + 1)
    rules, share = unusual_looks()
    context = {
        "section": "audit", "done": done, "waiting": review.waiting(), "months": review.months(), "rules": rules,
        "share": share, "form": form, "newer": page - 1, "older": page + 1 if len(found) > PAGE else 0,
        "rows": [(look, deed(look.what), _form(look, form, about)) for look in found[:PAGE]],
    }  # fmt: skip
    return render(request, "stewardship/looks.html", context, status=422 if form else 200)


def _form(look: review.ToJudge, form: JudgeForm | None, about: str) -> JudgeForm:
    """Give each look its own form; the one that was sent keeps its answers."""
    return form if form and str(look.id) == about else JudgeForm(prefix=str(look.id))


@require_POST
@holding("audit.review")
def judge(request: HttpRequest, id) -> HttpResponse:
    """Say of one look whether it was fine."""
    form = JudgeForm(request.POST, prefix=str(review.find(id)))
    if form.is_valid():
        try:
            review.judge(by=request.actor, on=request.today, look=id, **form.cleaned_data)
        except review.NotReviewed as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Judged. It stands in the audit trail."))
            return redirect("looks")
    return _looks(request, form=form, about=str(id))


@require_POST
@holding("audit.draw")
def draw(request: HttpRequest) -> HttpResponse:
    """Draw last month now, without waiting for the worker."""
    n = review.draw_due(by=request.actor, on=request.today)
    messages.success(request, _("Drawn: %(n)s looks wait for a person.") % {"n": n} if n else _("Nothing was due."))
    return redirect("looks")


@holding("audit.see")
def restricted(request: HttpRequest) -> HttpResponse:
    """Report a month's restricted records: numbers only, of no family."""
    month = review.month_before(request.today)
    sums = shared.restricted(month=month, on=request.today)
    return render(request, "stewardship/restricted.html", {"section": "audit", "month": month, "sums": sums})


urlpatterns = [
    path("audit/looks/", looks, name="looks"),
    path("audit/looks/draw/", draw, name="looks-draw"),
    path("audit/looks/<uuid:id>/", judge, name="look-judge"),
    path("audit/restricted/", restricted, name="restricted-report"),
]
