"""Interests: what is shut to whom because it is about themselves, their family or their street, and who may open it all the same."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger import review
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust import changes, interests
from hereabouts.web.shared.doors import holding, signed_in
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.middleware import said

WHY = {
    "myself": gettext_lazy("It is about me"), "family": gettext_lazy("Somebody of my family or close to me"),
    "neighbour": gettext_lazy("A neighbour"), "other": gettext_lazy("Another reason"),
}  # fmt: skip


class InterestForm(Dressed):
    """In which record somebody has an interest of their own, and why."""

    ref = forms.CharField(
        label=gettext_lazy("The reference of the record"),
        max_length=40,
        help_text=gettext_lazy("Such as FH-2026-0069."),
    )
    why = forms.ChoiceField(label=gettext_lazy("Why"), choices=list(WHY.items()))


class NotedForm(InterestForm):
    """The same, noted for somebody else."""

    account = forms.ChoiceField(label=gettext_lazy("Who"))
    field_order = ("account", "ref", "why")

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [(str(p.pk), f"{p.name}, {p.organisation.name}") for p in people]


@require_POST
@signed_in
def declare_own(request: HttpRequest) -> HttpResponse:
    """Declare an interest in a record: it is shut to who declares it at once, if there is such a record."""
    form = InterestForm(request.POST)
    if form.is_valid():
        changes.declare_interest(by=request.actor, on=request.today, account=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. If there is such a record it is shut to you from now on."))
    else:
        messages.error(request, _("Write the reference of the record, such as FH-2026-0069."))
    return redirect("declare")


@holding("interest.see")
def register(request: HttpRequest) -> HttpResponse:
    """List every interest, with what waits for an approval; note one for somebody else."""
    return _register(request)


def _register(request: HttpRequest, form: NotedForm | None = None, *, wrong: str = "") -> HttpResponse:
    people = partners.people(on=request.today)
    rows = interests.register(request.actor, {p.pk: p.name for p in people})
    context = {
        "rows": [(row, WHY.get(row.why, row.why)) for row in rows], "form": form or NotedForm(people=people), "wrong": wrong,
        "streets": interests.streets(request.actor, {p.pk: p.name for p in people}), "section": "audit",
        "waiting": sum(row.approved_on is None for row in rows),
    }  # fmt: skip
    status = 422 if wrong or (form and form.errors) else 200
    return render(request, "stewardship/interests.html", context, status=status)


@require_POST
@holding("interest.note")
def note(request: HttpRequest) -> HttpResponse:
    """Note an interest that somebody else has."""
    people = partners.people(on=request.today)
    form = NotedForm(request.POST, people=people)
    if not form.is_valid():
        return _register(request, form)
    facts = dict(form.cleaned_data)
    account = partners.person(facts.pop("account"))
    changes.declare_interest(by=request.actor, on=request.today, account=account, **facts)
    messages.success(request, _("Kept. If there is such a record it is shut to them from now on."))
    return redirect("interests")


@require_POST
@holding("interest.approve")
def approve(request: HttpRequest, id) -> HttpResponse:
    """Let somebody open a record in which they have an interest, or shut it again; each with a reason."""
    account = partners.person(id)
    if account is None:
        raise NotFound
    chosen, home = _id(request.POST.get("interest", "")), _id(request.POST.get("object", ""))
    told = {"interest": interests.find(chosen, account) if chosen else None}
    words = _("Written down. It holds from their next click on.")
    if request.POST.get("step") == "shut":
        return _decided(request, changes.shut_again, words, **told)
    return _decided(request, changes.approve_interest, words, **told, account=account, object=home)


@require_POST
@holding("audit.review")
def take_postcodes_away(request: HttpRequest, id) -> HttpResponse:
    """Take away what somebody else told of where they live, with a reason: the records of that street open to them again."""
    account = partners.person(id)
    if account is None:
        raise NotFound
    words = _("Taken away. They can tell where they live now.")
    return _decided(request, review.take_postcodes_away, words, who=str(account.pk))


def _decided(request: HttpRequest, change: Callable[..., object], words: str, **about: object) -> HttpResponse:
    """Do what was decided, with its reason, and say so; what is refused stands above the register."""
    try:
        change(by=request.actor, on=request.today, reason=request.POST.get("reason", ""), **about)
    except NotAllowed:
        raise
    except Sentence as problem:
        return _register(request, wrong=said(problem))
    messages.success(request, words)
    return redirect("interests")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [
    path("my-declaration/interest/", declare_own, name="declare-interest"),
    path("interests/", register, name="interests"),
    path("interests/note/", note, name="interest-note"),
    path("interests/<uuid:id>/", approve, name="interest-approve"),
    path("interests/<uuid:id>/postcodes/", take_postcodes_away, name="postcodes-away"),
]
