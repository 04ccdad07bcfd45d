"""What somebody who works here tells of themself: a record of their own street is then shut to them, a look at a namesake noticed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.ledger import review
from hereabouts.records.trust import interests
from hereabouts.web.shared.doors import signed_in
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.stewardship.interests import WHY, InterestForm


class DeclareForm(Dressed):
    """Where somebody lives and what their family is called; both may stay empty."""

    postcode = forms.CharField(
        label=gettext_lazy("The postcode where you live"), max_length=10, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )  # fmt: skip
    surnames = forms.CharField(
        label=gettext_lazy("Surnames in your family beside your own"), max_length=200, required=False,
        help_text=gettext_lazy("With commas between them."),
    )  # fmt: skip


@signed_in
def declare(request: HttpRequest) -> HttpResponse:
    """Say what the review may know of somebody: names can be taken back, a postcode is only added to."""
    known = review.declared(request.actor)
    told = {"postcode": known.postcode, "surnames": ", ".join(known.surnames)} if known else {}
    form = DeclareForm(request.POST if request.method == "POST" else None, initial=told)
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        review.declare(
            by=request.actor, on=request.today, postcode=facts["postcode"], surnames=facts["surnames"].split(",")
        )
        messages.success(request, _("Saved."))
        return redirect("declare")
    own = [(one, WHY.get(one.why, one.why)) for one in interests.declared(request.actor)]
    context = {"form": form, "known": known, "section": "home", "own": own, "interest": InterestForm()}
    return render(request, "stewardship/declare.html", context, status=422 if form.errors else 200)


urlpatterns = [path("my-declaration/", declare, name="declare")]
