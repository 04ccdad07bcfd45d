"""Need beside money, place by place; and the case for resources: what is asked of which service, and what each answered."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.tables import as_csv
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.plans import reads as plans
from hereabouts.records.plans.case import case_docx
from hereabouts.records.priorities import access, changes, reads
from hereabouts.records.voice.access import here
from hereabouts.web.partnership.agree_forms import topic_choices
from hereabouts.web.partnership.board import before_it, sheet_of
from hereabouts.web.partnership.pack import WORD
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

JUDGED = {
    "less": gettext_lazy("Less of the money than of the need"), "more": gettext_lazy("More of the money than of the need"),
    "about as much": gettext_lazy("About as much of both"), "not known": gettext_lazy("Not known"),
}  # fmt: skip
ANSWER = {"yes": gettext_lazy("Yes"), "in part": gettext_lazy("In part"), "no": gettext_lazy("No")}
HEADINGS = ("place", "people", "people in the most deprived fifth", "of all need %", "money planned", "money spent", "money promised",
            "of all money %", "hours a week promised", "services", "actions", "actions without a sum")  # fmt: skip


class AskForm(Dressed):
    """What a service is asked for."""

    service = forms.ChoiceField(label=gettext_lazy("Which service?"))
    what = forms.CharField(
        label=gettext_lazy("What is asked of it?"), max_length=300,
        help_text=gettext_lazy("So that it can say yes or no: “a youth worker on two evenings, from April”."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("For which topic?"), required=False)
    money = forms.DecimalField(
        label=gettext_lazy("Money, in pounds"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    answer_by = day_field(gettext_lazy("Answer wanted by"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [
            ("", _("Choose a service")),
            *((str(one.id), one.name) for one in partners.organisations()),
        ]
        self.fields["topic"].choices = [("", _("No single topic")), *topic_choices()]


class AnswerForm(Dressed):
    """What a service answered."""

    answer = forms.ChoiceField(label=gettext_lazy("It said"), choices=list(ANSWER.items()))
    words = long_field(gettext_lazy("In its words"), rows=2)
    answered_by = forms.CharField(label=gettext_lazy("Who answered for it?"), max_length=160)


@holding("plan.see")
def resources(request: HttpRequest) -> HttpResponse:
    """Show need, money, hours and services of every place the reader may see, side by side."""
    rows = _rows(request)
    short = [one.means.place for one in rows if one.judged == "less"]
    context = {
        "rows": [(one, JUDGED[one.judged]) for one in rows], "short": listed(short) if short else "", "section": "plan",
        "known": any(one.apart is not None for one in rows),
    }  # fmt: skip
    return render(request, "partnership/resources.html", context)


def _rows(request: HttpRequest):
    return plans.resourcing(request.actor, places.visible(request.actor, on=request.today), on=request.today)


@holding("plan.see")
def as_table(request: HttpRequest) -> HttpResponse:
    """Give the same as CSV."""
    response = HttpResponse(
        as_csv(HEADINGS, (_cells(one) for one in _rows(request))), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="need-beside-money.csv"'
    return response


def _cells(one) -> list[object]:
    m = one.means
    share = lambda value: "" if value is None else round(value, 1)  # noqa: E731
    known = lambda value: "" if value is None else value  # noqa: E731
    return [m.place, known(m.people), known(m.in_need), share(one.of_need), m.planned, m.spent, m.promised, share(one.of_money),
            m.hours, known(m.services), m.actions, m.money_open]  # fmt: skip


@holding("board.see")
def case(request: HttpRequest, id) -> HttpResponse:
    """Show the case for resources of a place: what is asked of whom, with the answers; POST asks, or writes an answer down."""
    place = here(request.actor, "board.see", places.find(request.actor, id, on=request.today), on=request.today)
    asked = reads.requests(request.actor, place, on=request.today)
    which = next((one for one in asked if str(one.id) == request.POST.get("request")), None)
    form = AnswerForm(sent_by(request), prefix=str(which.id)) if which else AskForm(sent_by(request))
    if request.method == "POST" and form.is_valid() and _kept(request, place, which, form):
        messages.success(request, _("Written down."))
        return redirect("case", id=id)
    context = {
        "place": place, "form": form, "section": "plan", "ask_form": AskForm() if which else form,
        "rows": [(one, form if one == which else AnswerForm(prefix=str(one.id)), ANSWER.get(one.answer)) for one in asked],
        "waiting": sum(one.answered_on is None for one in asked), "has_board": sheet_of(request, place) is not None,
        "may_ask": holds(request, "board", "settle"), "may_see_plan": holds(request, "plan", "see"),
    }  # fmt: skip
    return render(request, "partnership/case.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, place, which, form) -> bool:
    given, had = {"by": request.actor, "on": request.today}, dict(form.cleaned_data)
    try:
        if which:
            found = access.resource_request(request.actor, which.id, on=request.today)
            changes.log_answer(**given, request=found, **had)
        else:
            changes.ask_service(**given, place=place, **had | {"service": partners.organisation(had["service"])})
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(None, said(problem))
        return False
    return True


@holding("board.see")
def case_file(request: HttpRequest, id) -> HttpResponse:
    """Give the case for resources as a Word paper: what is asked, need beside money, and the evidence pack."""
    place = places.find(request.actor, id, on=request.today)
    sheet = sheet_of(request, place)
    if sheet is None:
        raise NotFound
    if away := before_it(request, place, sheet):
        return away
    given = {"on": request.today}
    means = _rows(request) if holds(request, "plan", "see") else ()
    made = case_docx(
        reads.pack(request.actor, place, sheet, **given), reads.requests(request.actor, place, **given), means
    )
    response = HttpResponse(made, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="case-{place.prefix.lower()}-{sheet.as_at}.docx"'
    return response


urlpatterns = [
    path("resources/", resources, name="resources"),
    path("resources.csv", as_table, name="resources-csv"),
    path("places/<uuid:id>/case/", case, name="case"),
    path("places/<uuid:id>/case.docx", case_file, name="case-docx"),
]
