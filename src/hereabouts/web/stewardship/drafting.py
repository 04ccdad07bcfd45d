"""Drafting an agreement from the model text: a reference, two days and who signs. A draft opens nothing."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import model_agreement, nations
from hereabouts.records.families.changes import draft_agreement
from hereabouts.records.partners import reads as partners
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class DraftForm(Dressed):
    """What the model text leaves open."""

    ref = forms.CharField(
        label=gettext_lazy("Reference"), max_length=30, help_text=gettext_lazy("As it stands on the paper, such as ISA-07.")
    )  # fmt: skip
    starts_on = day_field(gettext_lazy("First day"), required=True)
    ends_on = day_field(
        gettext_lazy("Last day"), required=True, help_text=gettext_lazy("It stops by itself the day after.")
    )
    nation = forms.ChoiceField(
        label=gettext_lazy("Whose law does it follow?"), required=False,
        choices=[("", gettext_lazy("The law its parties work under")), *((key, told["label"]) for key, told in nations().items())],
        help_text=gettext_lazy("It decides the lists of lawful bases, conditions, laws and duties. Parties of two nations choose one."),
    )  # fmt: skip
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("Who signs it?"),
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
        error_messages={"required": gettext_lazy("Tick everybody who signs it.")},
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = [(str(o.id), o.name) for o in organisations]


@holding("agreement.draft")
def draft(request: HttpRequest) -> HttpResponse:
    """Draft an agreement for early help: its clauses are those of the model text, and stand on the page before it is made."""
    organisations = partners.organisations()
    form = DraftForm(sent_by(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        signing = [found for party in facts.pop("parties") if (found := partners.organisation(party))]
        try:
            made = draft_agreement(by=request.actor, on=request.today, parties=signing, **facts)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Drafted. It opens nothing until it is put in force."))
            return redirect("agreement", id=made.pk)
    context = {
        "form": form,
        "model": model_agreement("early_help"),
        "section": "agreements",
        "enough": len(organisations) > 1,
    }
    return render(request, "stewardship/agreement_draft.html", context, status=422 if form.is_bound else 200)


urlpatterns = [path("agreements/draft/", draft, name="agreement-draft")]
