"""Making a referral, and learning what became of it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import safeguarding
from hereabouts.records.families import access, board, changes, reads
from hereabouts.records.places import access as places
from hereabouts.records.rights.reads import said_to_be_wrong
from hereabouts.web.desk.forms import ReferralForm
from hereabouts.web.desk.referral_told import told_of
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE


@holding("referral.make", purpose=PURPOSE)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a referral. Danger stops it: the numbers to ring come first, and what was written is kept."""
    may_here = reads.may_make_in(request.actor, list(places.visible(request.actor, on=request.today)), on=request.today)
    form = ReferralForm(request.POST or None, places=may_here, initial={"once": uuid.uuid4()})
    ring = {"form": form, "ring": safeguarding(), "section": "families"}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["danger"] == "yes" and "rung" not in request.POST:
            return render(request, "desk/danger.html", ring)
        try:
            facts = told_of(request, form.cleaned_data)
            once = str(form.cleaned_data["once"])
            made = changes.make_referral(by=request.actor, on=request.today, at=timezone.now(), once=once, **facts)
        except Sentence as problem:
            form.add_error("others", said(problem))
        else:
            messages.success(request, _("Sent. The reference is %(ref)s.") % {"ref": made.ref})
            return redirect("referral", id=made.pk)
    return render(request, "desk/referral_new.html", ring)


@holding("referral.make", purpose=PURPOSE)
def mine(request: HttpRequest) -> HttpResponse:
    """List the referrals that my organisation made, with what became of them."""
    lines = reads.mine(request.actor, on=request.today, now=timezone.now())
    begun = board.begun(request.actor, on=request.today)
    return render(request, "desk/referrals.html", {"lines": lines, "begun": begun, "section": "families"})


@holding("referral.see", purpose=PURPOSE)
def one(request: HttpRequest, id) -> HttpResponse:
    """Say what became of one referral."""
    referral = access.find(request.actor, id, on=request.today)
    told = reads.outcome(request.actor, referral, on=request.today)
    context = {
        "referral": told,
        "section": "families",
        "ring": safeguarding(),
        "wrong": said_to_be_wrong([referral.pk]),
    }
    return render(request, "desk/referral.html", context)


@holding("referral.see", purpose=PURPOSE)
def who(request: HttpRequest, id) -> HttpResponse:
    """Say who can see a referral that my organisation made, and why."""
    referral = access.find(request.actor, id, on=request.today)
    told = reads.who_can_see(request.actor, referral, on=request.today, at=timezone.now())
    context = {
        "ref": referral.ref,
        "back": reverse("referral", args=[id]),
        "readers": told,
        "kept": True,
        "section": "families",
    }
    return render(request, "shared/who.html", context)


urlpatterns = [
    path("referrals/", mine, name="referrals"),
    path("referrals/new/", new, name="referral-new"),
    path("referrals/<uuid:id>/", one, name="referral"),
    path("referrals/<uuid:id>/who/", who, name="referral-who"),
]
