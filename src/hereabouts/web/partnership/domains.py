"""What a partnership set itself to be held to account for, domain by domain, beside how the place feels to people and what is reported."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.records.plans import reads
from hereabouts.records.problems import reads as problems
from hereabouts.records.voice import reads as voice
from hereabouts.records.voice.access import holds_here
from hereabouts.web.shared.doors import holding


@holding("plan.see")
def domains(request: HttpRequest, id) -> HttpResponse:
    """Show each domain with its outcomes, measures and reports, under the vision and what people say when asked again and again."""
    place = places.find(request.actor, id, on=request.today)
    if not holds_here(request.actor, "plan.see", place, on=request.today):
        raise NotFound
    told = reads.domains(request.actor, place.pk, on=request.today)
    words = reads.words_of(request.actor, place.pk, on=request.today)
    asked = voice.perceptions(request.actor, on=request.today, place=place)
    listens = holds_here(request.actor, "engagement.see", place, on=request.today)
    context = {
        "place": place, "section": "plan", "may_listen": listens, "vision": words.vision if words else "",
        "asked": [(one.wording, one.lines[-1]) for one in asked if one.lines],
        "domains": [(one, problems.reported(request.actor, place, one.topics, on=request.today)) for one in told],
    }  # fmt: skip
    return render(request, "partnership/domains.html", context)


urlpatterns = [path("places/<uuid:id>/domains/", domains, name="domains")]
