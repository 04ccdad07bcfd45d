"""Who asked for help themselves: what waits, one request, and what is written back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.records.families import asking
from hereabouts.records.families.access import PURPOSE
from hereabouts.web.desk.report_forms import WriteForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by


@holding("referral.screen", purpose=PURPOSE)
def index(request: HttpRequest) -> HttpResponse:
    """List the requests for help that wait for an answer."""
    waiting = asking.waiting(request.actor, on=request.today)
    return render(request, "desk/asking.html", {"waiting": waiting, "section": "families"})


@holding("referral.screen", purpose=PURPOSE)
def one(request: HttpRequest, id) -> HttpResponse:
    """Read one request, and write back."""
    letter = asking.find(request.actor, id, on=request.today)
    form = WriteForm(sent_by(request), auto_id="%s")
    if request.method == "POST" and form.is_valid():
        asking.answer(by=request.actor, on=request.today, letter=letter, **form.cleaned_data)
        messages.success(request, _("Written. They can read it under their reference."))
        return redirect("asked", id=id)
    context = {
        "asked": asking.asked(request.actor, letter, on=request.today),
        "form": form,
        "may_refer": holds(request, "referral", "make"),
        "section": "families",
    }
    return render(request, "desk/asked.html", context, status=422 if form.errors else 200)


urlpatterns = [path("triage/asked/", index, name="asking"), path("triage/asked/<uuid:id>/", one, name="asked")]
