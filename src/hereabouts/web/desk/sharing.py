"""Writing down a share, or a decision not to share, of what is known of a family."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.records.families import access, changes, shared
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.web.desk.forms import RADIO
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE


class SharingForm(Dressed):
    """Shared or not, with whom, what, why, and by which test it was kept back."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you decide?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[("share", gettext_lazy("It was shared")), ("withhold", gettext_lazy("It was not shared"))],
        error_messages={"required": gettext_lazy("Say whether it was shared or not.")},
    )  # fmt: skip
    with_whom = forms.CharField(
        label=gettext_lazy("With whom?"), max_length=200, required=False,
        help_text=gettext_lazy("The agency and the office, such as “Housing, tenancy support”."),
    )  # fmt: skip
    what = long_field(
        gettext_lazy("What?"), help_text=gettext_lazy("The kind of thing: an address, a health condition.")
    )
    why = long_field(gettext_lazy("Why?"))
    test = forms.ChoiceField(
        label=gettext_lazy("If it was not shared: which test did you use?"), required=False,
        widget=forms.RadioSelect(attrs=RADIO),
    )  # fmt: skip
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, tests, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["test"].choices = [(test.id, f"{test.label} ({test.law})") for test in tests]


@holding("referral.share", purpose=PURPOSE)
def sharing(request: HttpRequest, id) -> HttpResponse:
    """List what was shared of a family and what was not; a POST writes one down."""
    referral = access.find_for(request.actor, id, "share", on=request.today)
    sent = request.POST if request.method == "POST" else None
    form = SharingForm(sent, tests=shared.tests_in(referral.place_id), initial={"once": uuid.uuid4().hex})
    if form.is_bound and form.is_valid() and _kept(request, referral, form):
        messages.success(request, _("Written down, here and in the audit trail."))
        return redirect("triage-sharing", id=id)
    context = {
        "ref": referral.ref, "id": id, "form": form, "section": "families",
        "told": shared.sharing(request.actor, referral, on=request.today),
    }  # fmt: skip
    return render(request, "desk/sharing.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, referral, form: SharingForm) -> bool:
    told = dict(form.cleaned_data)
    outcome, test = told.pop("outcome"), told.pop("test")
    given = {"by": request.actor, "on": request.today, "at": timezone.now(), "referral": referral, **told}
    try:
        changes.share(**given) if outcome == "share" else changes.withhold(**given, test=test)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


urlpatterns = [path("triage/<uuid:id>/sharing/", sharing, name="triage-sharing")]
