"""Public-task requests for data: written as a letter that states its task in law, and the holder's reply. They open nothing."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.rights.disclosing import BASES, NotADisclosure
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.rights import access, changes, reads
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said
from hereabouts.web.stewardship.rights_words import REPLIES

RADIO = {"class": "govuk-radios__input"}


class WriteForm(Dressed):
    """What a request must say."""

    asker = forms.CharField(label=gettext_lazy("Which body asks?"), max_length=160)
    holder = forms.ChoiceField(label=gettext_lazy("Whom does it ask?"))
    place = forms.ChoiceField(label=gettext_lazy("About people of which place?"))
    task = long_field(
        gettext_lazy("The task in law"), rows=2, required=True,
        help_text=gettext_lazy("The Act and the section, and what it lets or makes the body do."),
    )  # fmt: skip
    what = long_field(
        gettext_lazy("Which data, about whom?"), required=True,
        help_text=gettext_lazy("The kind of data, and whose; names only where nothing else will do."),
    )  # fmt: skip
    necessary = long_field(gettext_lazy("Why is it necessary, and why would less not do?"), required=True)
    needed_by = day_field(gettext_lazy("By when is it needed?"), required=True)

    def __init__(self, *args, organisations, known, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [(str(one.id), one.name) for one in organisations]
        self.fields["place"].choices = [(str(one.pk), one.name) for one in known]


class ReplyForm(Dressed):
    """What the holder decided."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What was decided?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[(word, words) for word, words in REPLIES.items() if word != "waiting"],
        error_messages={"required": gettext_lazy("Say what was decided.")},
    )  # fmt: skip
    shared = long_field(gettext_lazy("What was shared?"), rows=2)
    basis = forms.ChoiceField(label=gettext_lazy("On what does it rest?"), choices=list(BASES.items()))
    why = long_field(gettext_lazy("Why?"), rows=2, required=True)


@holding("disclosure_request.see")
def disclosures(request: HttpRequest) -> HttpResponse:
    """List the requests, those that wait first."""
    rows = reads.disclosures(request.actor, on=request.today)
    return render(request, "stewardship/disclosures.html", {"section": "audit", "rows": rows})


@holding("disclosure_request.write")
def write(request: HttpRequest) -> HttpResponse:
    """Put a request in writing."""
    known = list(places.visible(request.actor, on=request.today))
    form = WriteForm(sent_by(request), organisations=partners.organisations(), known=known)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        facts["place"] = places.find(request.actor, facts["place"], on=request.today)
        facts["holder"] = partners.organisation(facts["holder"])
        try:
            made = changes.ask_for_data(by=request.actor, on=request.today, **facts)
        except NotADisclosure as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Written. Print it, sign it and send it: it opens nothing here."))
            return redirect("disclosure", id=made.pk)
    return render(
        request,
        "stewardship/disclosure_write.html",
        {"section": "audit", "form": form},
        status=422 if form.is_bound else 200,
    )


@holding("disclosure_request.see")
def one(request: HttpRequest, id) -> HttpResponse:
    """Show one request as the letter it is, with its reply; or write the reply down."""
    found = access.find_disclosure(request.actor, id, on=request.today)
    form = ReplyForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            changes.reply(by=request.actor, on=request.today, asked=found, **form.cleaned_data)
        except NotADisclosure as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Written down, here and in the audit trail."))
            return redirect("disclosure", id=id)
    sheet = reads.disclosure(found, on=request.today)
    return render(
        request,
        "stewardship/disclosure.html",
        {"section": "audit", "sheet": sheet, "form": form},
        status=422 if form.is_bound else 200,
    )


urlpatterns = [
    path("requests-for-data/", disclosures, name="disclosures"),
    path("requests-for-data/write/", write, name="disclosure-write"),
    path("requests-for-data/<uuid:id>/", one, name="disclosure"),
]
