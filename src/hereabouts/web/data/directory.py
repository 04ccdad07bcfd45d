"""The directory of help, open to anybody: look by words, by topic, near a postcode or in a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hereabouts.core.partners.directory import Offer, Wanted, by_nearness
from hereabouts.records.evidence.services import point_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import access, reads
from hereabouts.web.shared.doors import anybody, holds

DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip


@anybody
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show the services that can be had, the nearest first where somebody says where they are."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("search", "topic", "near", "place", "age")}
    offers = reads.directory(request.actor, on=request.today)
    places = sorted({one.place for one in offers if one.place})
    topics = {code: label for code, label in reads.topic_words().items() if any(code in one.topics for one in offers)}
    age = int(asked["age"]) if asked["age"].isdigit() else None
    wanted = Wanted(words=asked["search"], topic=asked["topic"], youngest=age, oldest=age)
    found = [one for one in offers if wanted.fits(one) and asked["place"] in {"", one.place}]
    found, how = by_nearness(found, asked["near"], point_of(asked["near"]) if asked["near"] else None)
    context = {
        "lines": [(one, km, one.old(request.today)) for km, one in found], "how": how, "asked": asked, "places": places,
        "topics": topics, "of": len(offers), "may_list": holds(request, "service", "list"), "here": "services",
    }  # fmt: skip
    return render(request, "data/services.html", context)


@anybody
@require_safe
def service(request: HttpRequest, id) -> HttpResponse:
    """Show one service whole."""
    offer = found_offer(request, id)
    times = [
        ", ".join(_(DAYS[d]) for d in one["days"]) + (f" {one['from']} - {one['to']}" if one.get("from") else "")
        for one in offer.schedules
    ]
    topics = [reads.topic_words().get(code, code) for code in offer.topics]
    context = {
        "one": offer, "old": offer.old(request.today), "times": times, "topics": topics,
        "may_list": holds(request, "service", "list"), "here": "services",
    }  # fmt: skip
    return render(request, "data/service.html", context)


def found_offer(request: HttpRequest, id) -> Offer:
    """Give one service that is not a draft nor closed, to anybody; to whoever keeps the directory, any."""
    offer = reads.offer(access.find_service(request.actor, id, on=request.today))
    if offer.state not in {"live", "paused"} and not holds(request, "service", "list"):
        raise NotFound
    return offer


urlpatterns = [
    path("services/", services, name="services"),
    path("services/<uuid:id>/", service, name="service"),
]
