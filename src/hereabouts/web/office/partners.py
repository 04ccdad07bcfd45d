"""Pages of the partners: the register, one partner whole, joining and leaving."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hereabouts.engines.definitions import registers
from hereabouts.records.governance import reads as governance
from hereabouts.records.partners import changes, reads
from hereabouts.records.plans import taking_part
from hereabouts.web.office.forms import PartnerForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.middleware import said

CAPACITY_WORDS = {
    "enough": _lazy("Has room for more"), "stretched": _lazy("Is stretched"), "none": _lazy("Has no room for more")
}  # fmt: skip


class DescribeForm(PartnerForm):
    """What a partner is; its name stays."""

    name = None


class NumberForm(Dressed):
    """A number in a public register."""

    register = forms.ChoiceField(label=_lazy("Register"))
    number = forms.CharField(label=_lazy("Number"), max_length=40)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [(id_, _(label)) for id_, label in registers().items()]


class SignedForm(Dressed):
    """The day a partner signed up."""

    signed_on = day_field(_lazy("Signed up on"), required=True)


class EndForm(Dressed):
    """Why a partner is one no longer."""

    because = long_field(_lazy("Why"), rows=2, required=True)


class CapacityForm(Dressed):
    """How much more a partner can take on."""

    word = forms.ChoiceField(label=_lazy("What it says"), choices=list(CAPACITY_WORDS.items()))
    words = long_field(_lazy("In its own words"), rows=2)


STEPS = {
    "describe": (DescribeForm, changes.describe),
    "number": (NumberForm, changes.give_number),
    "signed": (SignedForm, changes.sign_up),
    "end": (EndForm, changes.end_partner),
    "capacity": (CapacityForm, changes.say_capacity),
}


@holding("organisation.see")
def partners(request: HttpRequest) -> HttpResponse:
    """Show the register of partners."""
    every = reads.organisations(ended=True)
    context = {
        "partners": [p for p in every if p.ended_on is None],
        "ended": [p for p in every if p.ended_on is not None],
        "capacity": {pk: CAPACITY_WORDS[word] for pk, (word, _words, _on) in reads.capacity(on=request.today).items()},
        "may_register": holds(request, "organisation", "register"),
        "here": "partners",
    }
    return render(request, "office/partners.html", context)


@holding("organisation.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register a partner."""
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.register(by=request.actor, on=request.today, **form.cleaned_data)
        except (changes.AlreadyThere, changes.NotAPartner) as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Registered."))
            return redirect("partner", id=made.pk)
    return render(request, "office/register.html", {"form": form}, status=422 if form.is_bound else 200)


@holding("organisation.see")
def partner(request: HttpRequest, id) -> HttpResponse:
    """Show one partner: what it is, what it promised, where it takes part; whoever may changes it here."""
    found = reads.organisation(id)
    if found is None:
        raise Http404
    step = request.POST.get("step", "")
    filled = {name: _form(form, name, step, request, found) for name, (form, _change) in STEPS.items()}
    if request.method == "POST" and step in STEPS and _done(request, found, step, filled[step]):
        messages.success(request, _("Saved."))
        return redirect("partner", id=id)
    sheet = reads.partner_sheet(found)
    word = reads.capacity(on=request.today).get(found.pk)
    context = {
        "sheet": sheet, "partner": sheet.partner, "form": filled.get(step),
        "capacity": word and (CAPACITY_WORDS[word[0]], word[1], word[2]),
        "told": reads.tracker(request.actor, on=request.today, partner=found) if holds(request, "commitment", "see") else None,
        "parts": _parts(request, str(found.pk)),
        "may_change": holds(request, "organisation", "register"), "may_record": holds(request, "commitment", "record"),
        "may_plans": holds(request, "plan", "see"),
        "here": "partners", **{f"{name}_form": form for name, form in filled.items()},
    }  # fmt: skip
    return render(request, "office/partner.html", context, status=422 if step else 200)


def _form(kind: type[Dressed], name: str, step: str, request: HttpRequest, found) -> Dressed:
    facts = ("kind", "statutory", "role", "contact", "website") if name == "describe" else ()
    start = {fact: getattr(found, fact) for fact in facts}
    return kind(request.POST if step == name else None, prefix=name, initial=start)


def _done(request: HttpRequest, found, step: str, form: Dressed) -> bool:
    if not form.is_valid():
        return False
    whom = {"organisation": found} if step == "capacity" else {"partner": found}
    try:
        STEPS[step][1](by=request.actor, on=request.today, **whom, **form.cleaned_data)
    except (changes.AlreadyThere, changes.NotAPartner) as problem:
        form.add_error(None, said(problem))
        return False
    return True


def _parts(request: HttpRequest, id_: str) -> list:
    every = governance.parts(request.actor, on=request.today) + taking_part.parts(request.actor, on=request.today)
    return [part for part in every if part.organisation == id_]


urlpatterns = [
    path("partners/", partners, name="partners"),
    path("partners/register/", register, name="partner-register"),
    path("partners/<uuid:id>/", partner, name="partner"),
]
