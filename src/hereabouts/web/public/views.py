"""What anybody may read: the places, the plan and the profile of one, and the released data. Only from releases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from hereabouts.records.intake.reads import whom_to_ring
from hereabouts.records.releases import reads
from hereabouts.web.public.files import kept
from hereabouts.web.public.links import addresses, served
from hereabouts.web.public.plan_page import page
from hereabouts.web.public.profile_page import profile_page
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.pages import absent


@anybody
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is, which places have published, and how to take part."""
    places: dict[str, dict] = {}
    for notice in reads.listed():
        if notice.place_id and notice.kind in {"plan", "profile"}:
            places.setdefault(notice.place, {"name": notice.place, "id": notice.place_id})[notice.kind] = notice
    return render(request, "public/start.html", {"links": served(), "places": places.values()})


@anybody
@require_safe
def help_(request: HttpRequest) -> HttpResponse:
    """Say how to get help, and whom to ring."""
    return render(request, "shared/help.html", {"ring": whom_to_ring(), "phone": reads.phone()})


@anybody
@require_safe
def plan(request: HttpRequest, id) -> HttpResponse:
    """Show what residents said, what was done, and what is late or stopped."""
    notice, profile_ = reads.latest("plan", id), reads.latest("profile", id)
    if notice is None:
        return absent(request)
    links = served(id, plan=notice, profile=profile_)
    context = {"here": notice.place, "links": links, "section": "plan", "notice": notice, **page(notice.content)}
    return kept(render(request, "public/plan.html", context), notice)


@anybody
@require_safe
def profile(request: HttpRequest, id) -> HttpResponse:
    """Show the place in numbers, as they were checked and released."""
    notice, plan_ = reads.latest("profile", id), reads.latest("plan", id)
    if notice is None:
        return absent(request)
    links = served(id, plan=plan_, profile=notice)
    context = {"here": notice.place, "links": links, "section": "profile", "notice": notice, **profile_page(notice)}
    return kept(render(request, "public/profile.html", context), notice)


@anybody
@require_safe
def released(request: HttpRequest) -> HttpResponse:
    """List everything that was released, each in all its formats, earlier versions too."""
    notices = [(one, addresses(one), reads.versions(one.kind, one.place_id)[1:]) for one in reads.listed()]
    return render(request, "public/released.html", {"links": served(), "notices": notices, "section": "data"})


urlpatterns = [
    path("help/", help_, name="help"),
    path("", start, name="start"),
    path("here/<uuid:id>/", plan, name="public-plan"),
    path("here/<uuid:id>/profile/", profile, name="public-profile"),
    path("released/", released, name="released"),
]
