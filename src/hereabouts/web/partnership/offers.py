"""What is on in a place: the offers, a week of them, who runs what where, and what nobody offers."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.core.plans.offers import told_once
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.voice.access import holds_here
from hereabouts.web.partnership.offer_forms import STATES, OfferForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

UPDATES = "action.update"


def place_of(request: HttpRequest, id):
    """Give a place whose offers the actor may see; NotFound otherwise."""
    place = places.find(request.actor, id, on=request.today)
    if not holds_here(request.actor, "action.see", place, on=request.today):
        raise NotFound
    return place


def _may_run(request: HttpRequest, place) -> list[tuple[str, str]]:
    """Name the organisations for which the actor may write here: their own, or all where they speak for the place."""
    rows = access.may_run(request.actor, place, partners.organisations(), on=request.today)
    return [(str(one.id), one.name) for one in rows]


@holding("action.see")
def index(request: HttpRequest, id) -> HttpResponse:
    """List what is offered in a place, by family, with a week of it and what is in each other's way."""
    place = place_of(request, id)
    kind = request.GET.get("kind", "")
    found = reads.offers(request.actor, on=request.today, place=place, kind=kind)
    monday = request.today - timedelta(request.today.weekday()) + timedelta(7 * _weeks(request))
    week = reads.on_between(request.actor, place, monday, monday + timedelta(6), on=request.today)
    families: dict[str, list] = {}
    for line in found:
        families.setdefault(line.family, []).append((line, STATES[line.state]))
    days: dict = {}
    for row in week:
        days.setdefault(timezone.localdate(row.starts_at), []).append(row)
    context = {
        "place": place, "section": "plan", "families": list(families.items()), "monday": monday, "sunday": monday + timedelta(6),
        "days": sorted(days.items()), "back": _weeks(request) - 1, "ahead": _weeks(request) + 1, "kind": kind,
        "clashes": told_once(reads.clashes_of(request.actor, place, on=request.today)), "may_write": bool(_may_run(request, place)),
        "old": reads.out_of_date(request.actor, place, on=request.today),
        "may_release": holds_here(request.actor, "release.propose", place, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/offers.html", context)


def _weeks(request: HttpRequest) -> int:
    asked = request.GET.get("week", "0")
    return max(-52, min(52, int(asked))) if asked.removeprefix("-").isdecimal() and asked.isascii() else 0


@holding(UPDATES)
def begin(request: HttpRequest, id) -> HttpResponse:
    """Write a new offer down."""
    place = place_of(request, id)
    organisations = _may_run(request, place)
    if not organisations:
        raise NotFound
    form = OfferForm(request.POST or None, organisations=organisations, actions=_actions(request, place))
    if request.method == "POST" and form.is_valid():
        runs = partners.organisation(form.cleaned_data["organisation"])
        if made := saved(
            form,
            changes.begin_offer,
            by=request.actor,
            on=request.today,
            place=place,
            organisation=runs,
            **_facts(request, form),
        ):
            messages.success(request, _("Written down. Give it its days now."))
            return redirect("offer", id=made.pk)
    context = {"place": place, "form": form, "section": "plan", "offer": None}
    return render(request, "partnership/offer_form.html", context, status=422 if form.errors else 200)


@holding(UPDATES)
def edit(request: HttpRequest, id) -> HttpResponse:
    """Change what an offer says of itself."""
    found = access.find_offer(request.actor, id, on=request.today, verb="update")
    initial = {name: getattr(found, name) for name in OfferForm.base_fields} | {"action": str(found.action_id or "")}
    form = OfferForm(request.POST or None, initial=initial, actions=_actions(request, found.place))
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, changes.change_offer, by=request.actor, on=request.today, offer=found, **_facts(request, form))
    ):
        return redirect("offer", id=id)
    context = {"place": found.place, "form": form, "section": "plan", "offer": found}
    return render(request, "partnership/offer_form.html", context, status=422 if form.errors else 200)


def _actions(request: HttpRequest, place) -> list[tuple[str, str]]:
    rows = access.actions(request.actor, on=request.today).filter(place=place).exclude(state__in=("stopped", "merged"))
    return [(str(row.pk), f"{row.ref} {row.title}") for row in rows]


def _facts(request: HttpRequest, form: OfferForm) -> dict:
    had = form.cleaned_data
    action = access.find_action(request.actor, had["action"], on=request.today) if had["action"] else None
    return {"facts": had, "action": action}


def saved(form, change, **given):
    """Make a change; what it refuses stands in the form, and nothing typed is lost."""
    try:
        return change(**given) or True
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(None, said(problem))
        return None


@holding("action.see")
def network(request: HttpRequest, id) -> HttpResponse:
    """Show who runs what where, which venues several use, what two offer to the same people, and which need nobody answers."""
    place = place_of(request, id)
    context = {
        "place": place, "section": "plan", "net": reads.network(request.actor, place, on=request.today),
        "topics": reads.served_by_topic(request.actor, place, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/offers_network.html", context)


@require_POST
@holding("release.propose")
def publish(request: HttpRequest, id) -> HttpResponse:
    """Put what is on forward for anybody to read; somebody else releases it."""
    place = place_of(request, id)
    try:
        changes.propose_whats_on(by=request.actor, on=request.today, place=place)
        messages.success(request, _("Put forward. Once somebody else has looked at it, anybody can read it."))
    except NotAllowed:
        raise
    except Sentence as problem:
        messages.error(request, said(problem))
    return redirect("offers", id=id)


urlpatterns = [
    path("places/<uuid:id>/offers/", index, name="offers"),
    path("places/<uuid:id>/offers/new/", begin, name="offer-begin"),
    path("places/<uuid:id>/offers/network/", network, name="offers-network"),
    path("places/<uuid:id>/offers/publish/", publish, name="offers-publish"),
    path("offers/<uuid:id>/edit/", edit, name="offer-edit"),
]
