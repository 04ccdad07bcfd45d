"""What anybody may read: the places, the plan and the profile of one, and the released data. Only from releases."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from hereabouts.core.releases.content import rows
from hereabouts.records.intake.reads import whom_to_ring
from hereabouts.records.releases import reads
from hereabouts.web.public.links import served
from hereabouts.web.public.plan_page import page
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.pages import absent

FOR_A_WHILE = "public, max-age=300"  # a crowd at a notice board is served by whoever stands between


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
    return _kept(render(request, "public/plan.html", context), notice)


@anybody
@require_safe
def profile(request: HttpRequest, id) -> HttpResponse:
    """Show the place in numbers, as they were checked and released."""
    notice, plan_ = reads.latest("profile", id), reads.latest("plan", id)
    if notice is None:
        return absent(request)
    links = served(id, plan=plan_, profile=notice)
    context = {"here": notice.place, "links": links, "section": "profile", "notice": notice, "profile": notice.content}
    return _kept(render(request, "public/profile.html", context), notice)


@anybody
@require_safe
def released(request: HttpRequest) -> HttpResponse:
    """List everything that was released, each as a table and as JSON, earlier versions too."""
    notices = [(notice, reads.versions(notice.kind, notice.place_id)[1:]) for notice in reads.listed()]
    return render(request, "public/released.html", {"links": served(), "notices": notices, "section": "data"})


@anybody
@require_safe
def as_json(request: HttpRequest, id) -> HttpResponse:
    """Give the very text that was released; its SHA-256 is the tag."""
    notice = reads.one(id)
    return _kept(HttpResponse(notice.text, content_type="application/json"), notice)


@anybody
@require_safe
def as_csv(request: HttpRequest, id) -> HttpResponse:
    """Give a release as one table."""
    notice = reads.one(id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{notice.kind}-{notice.number}.csv"'
    head, lines = rows(notice.kind, notice.content)
    csv.writer(response).writerows([head, *lines])
    return _kept(response, notice)


def _kept(response: HttpResponse, notice: reads.Notice) -> HttpResponse:
    response["Cache-Control"] = FOR_A_WHILE
    response["X-Release"] = f"sha256:{notice.sha256}"
    return response


urlpatterns = [
    path("help/", help_, name="help"),
    path("", start, name="start"),
    path("here/<uuid:id>/", plan, name="public-plan"),
    path("here/<uuid:id>/profile/", profile, name="public-profile"),
    path("released/", released, name="released"),
    path("released/<uuid:id>.json", as_json, name="released-json"),
    path("released/<uuid:id>.csv", as_csv, name="released-csv"),
]
