"""Writing an agreement to its end: its terms, who signs for each party, its impact assessment, its next version."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import nations
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust import access, changes, sheets
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said
from hereabouts.web.shared.tags import fields_said
from hereabouts.web.stewardship.notice import begun


class TermsForm(Dressed):
    """What an agreement must say before anybody signs it."""

    condition = forms.ChoiceField(label=gettext_lazy("Condition for special category data"), required=False)
    flows = long_field(gettext_lazy("What flows from whom to whom, how and how often"))
    retention = long_field(gettext_lazy("How long it is kept, and what happens then"))
    rights_contact = forms.CharField(
        label=gettext_lazy("Whom people ask about their rights"), max_length=200, required=False
    )
    review_on = day_field(gettext_lazy("Day of the review"))

    def __init__(self, *args, conditions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [
            ("", _("None of it is special category data")),
            *((c, c) for c in conditions),
        ]


class PartyForm(Dressed):
    """For one party: on what basis it takes part, and who signs."""

    basis = forms.ChoiceField(label=gettext_lazy("Lawful basis"))
    law = forms.CharField(
        label=gettext_lazy("The law behind it"), max_length=200, required=False, help_text=gettext_lazy("The duty or power of this party."),
    )  # fmt: skip
    signatory = forms.ChoiceField(label=gettext_lazy("Who signs"))

    def __init__(self, *args, bases, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [(b, b) for b in bases]
        self.fields["signatory"].choices = [(str(p.pk), f"{p.name}{', ' if p.job else ''}{p.job}") for p in people]


class ClauseForm(Dressed):
    """For one clause: which of its fields it opens, and which courses it asks for first."""

    fields_open = forms.MultipleChoiceField(
        label=gettext_lazy("What it opens"), required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
    )  # fmt: skip
    requires = forms.MultipleChoiceField(
        label=gettext_lazy("Only for whoever has completed"), required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
    )  # fmt: skip

    def __init__(self, *args, clause, courses, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_open"].choices = [(name, fields_said([name])) for name in clause.could_open]
        named = dict.fromkeys([*courses, *clause.requires])
        self.fields["requires"].choices = [(name, name) for name in named]
        if not clause.could_open:
            del self.fields["fields_open"]
        if not named:
            del self.fields["requires"]


class VersionForm(Dressed):
    """What a next version does not take over."""

    ref = forms.CharField(label=gettext_lazy("Reference"), max_length=30)
    starts_on = day_field(gettext_lazy("First day"), required=True)
    ends_on = day_field(gettext_lazy("Last day"), required=True)


@holding("agreement.draft")
def terms(request: HttpRequest, id) -> HttpResponse:
    """Complete the terms of a draft, and say for each party on what basis it takes part and who signs."""
    found = access.find(request.actor, id, on=request.today)
    nation = nations()[found.nation]
    party, number = request.POST.get("party", ""), request.POST.get("clause", "")
    given = {name: getattr(found, name) for name in TermsForm.base_fields}
    form = TermsForm(None if party or number else sent_by(request), initial=given, conditions=nation["conditions"])
    sheet = sheets.sheet(found, on=request.today)
    parties = [_party(request, p, nation, party) for p in sheet.parties]
    clauses = [_clause(request, c, number) for c in sheet.clauses]
    bound = next((f for p, f in parties if str(p.id) == party), form)
    bound = next((f for c, f in clauses if c.number == number), bound)
    if request.method == "POST" and bound.is_valid():
        try:
            _save(request, found, party, number, bound.cleaned_data)
        except Sentence as problem:
            bound.add_error(None, said(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("agreement-terms", id=id)
    context = {
        "agreement": found,
        "form": form,
        "bound": bound,
        "parties": parties,
        "clauses": clauses,
        "duties": sheet.duties,
        "nation": nation,
        "section": "agreements",
    }
    return render(request, "stewardship/agreement_terms.html", context, status=422 if bound.is_bound else 200)


def _party(request: HttpRequest, party: sheets.Party, nation: dict, sent: str):
    people = [p for p in partners.people(on=request.today) if p.organisation_id == party.id]
    basis, _colon, law = party.basis.partition(": ")
    first = {"basis": basis, "law": law, "signatory": party.signatory_id}
    data = request.POST if sent == str(party.id) else None
    return party, PartyForm(data, initial=first, bases=nation["bases"], people=people, auto_id=f"{party.id}_%s")


def _clause(request: HttpRequest, clause: sheets.Allowed, sent: str):
    courses = [course.name for course in partners.catalogue(on=request.today)]
    first = {"fields_open": list(clause.fields), "requires": list(clause.requires)}
    data = request.POST if sent == clause.number else None
    id_ = f"c{clause.number.replace('.', '-')}_%s"
    return clause, ClauseForm(data, initial=first, clause=clause, courses=courses, auto_id=id_)


def _save(request: HttpRequest, found, party: str, number: str, facts: dict) -> None:
    given = {"by": request.actor, "on": request.today, "agreement": found}
    if number:
        opened, asked = facts.get("fields_open", []), facts.get("requires", [])
        changes.narrow(**given, number=number, fields=opened, requires=asked)
        return
    if not party:
        changes.amend(**given, terms=facts)
        return
    basis = ": ".join(filter(None, [facts["basis"], facts["law"].strip()]))
    signatory = partners.person(facts["signatory"])
    changes.name_signatory(**given, organisation=partners.organisation(party), basis=basis, signatory=signatory)


class AssessmentForm(Dressed):
    """One question for each step of the impact assessment."""

    def __init__(self, *args, asked, begun, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for step in asked:
            words = step.words or begun.get(step.id, "")
            box = forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3 + words.count("\n")})
            from_it = _("Begun from what the agreement says. Check it, and complete it.")
            hint = from_it if words and not step.words else ""
            field = forms.CharField(label=step.question, initial=words, required=False, widget=box, help_text=hint)
            self.fields[step.id] = field


@holding("agreement.draft")
def assess(request: HttpRequest, id) -> HttpResponse:
    """Answer the steps of the impact assessment, some today and some tomorrow; hand it on when all are answered."""
    found = access.find(request.actor, id, on=request.today)
    sheet = sheets.sheet(found, on=request.today)
    asked = sheet.assessment
    form = AssessmentForm(sent_by(request), asked=asked, begun=begun(sheet))
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "agreement": found}
        try:
            for step in asked:
                if form.cleaned_data[step.id] not in {"", step.words}:
                    changes.answer_dpia(**given, step=step.id, words=form.cleaned_data[step.id])
            if request.POST.get("step") == "finish":
                changes.finish_dpia(**given)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("agreement", id=id)
    context = {"agreement": found, "form": form, "section": "agreements"}
    return render(request, "stewardship/agreement_assess.html", context, status=422 if form.is_bound else 200)


@holding("agreement.draft")
def revise(request: HttpRequest, id) -> HttpResponse:
    """Draft the next version; the one in force stays as it is until it ends."""
    found = access.find(request.actor, id, on=request.today)
    form = VersionForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.revise(by=request.actor, on=request.today, agreement=found, **form.cleaned_data)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Drafted. It opens nothing until it is put in force."))
            return redirect("agreement", id=made.pk)
    context = {"agreement": found, "form": form, "section": "agreements"}
    return render(request, "stewardship/agreement_revise.html", context, status=422 if form.is_bound else 200)


urlpatterns = [
    path("agreements/<uuid:id>/terms/", terms, name="agreement-terms"),
    path("agreements/<uuid:id>/assessment/", assess, name="agreement-assess"),
    path("agreements/<uuid:id>/revise/", revise, name="agreement-revise"),
]
