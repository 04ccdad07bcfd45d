"""What anybody may read: the places, the plan and the profile of one, and the released data. Only from releases."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hereabouts.records.intake.reads import whom_to_ring
from hereabouts.records.releases import reads
from hereabouts.records.releases.written import calendar_of
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
        if notice.place_id and notice.kind in {"plan", "profile", "taking part", "what is on"}:
            at = places.setdefault(notice.place, {"name": notice.place, "id": notice.place_id})
            at[notice.kind.replace(" ", "_")] = notice
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
def take_part(request: HttpRequest, id) -> HttpResponse:
    """Show how anybody can take part: what was released, and is still to come."""
    notice = reads.latest("taking part", id)
    if notice is None:
        return absent(request)
    ways = [{**one, "day": date.fromisoformat(one["when"])} for one in notice.content["ways"]]
    context = {
        "here": notice.place, "links": served(id, plan=reads.latest("plan", id), profile=reads.latest("profile", id)),
        "notice": notice, "ways": [one for one in ways if one["day"] >= request.today],
    }  # fmt: skip
    return render(request, "public/take_part.html", context)


@anybody
@require_safe
def whats_on(request: HttpRequest, id) -> HttpResponse:
    """Show what is on from today, day by day, as it was released; what is called off says so."""
    notice = reads.latest("what is on", id)
    if notice is None:
        return absent(request)
    offers = {(one["what"], one["who"]): one for one in notice.content["offers"]}
    days: dict[date, list] = {}
    for one in notice.content["sessions"]:
        starts, ends = (timezone.make_aware(datetime.fromisoformat(one[name])) for name in ("starts", "ends"))
        if starts.date() >= request.today:
            days.setdefault(starts.date(), []).append(
                {"offer": offers[one["what"], one["who"]], "called_off": one["called_off"], "at": starts, "until": ends}
            )
    held = {(one["what"], one["who"]) for one in notice.content["sessions"]}
    context = {
        "here": notice.place, "links": served(id, plan=reads.latest("plan", id), profile=reads.latest("profile", id)),
        "notice": notice, "days": sorted(days.items()), "always": [one for key, one in offers.items() if key not in held],
    }  # fmt: skip
    return kept(render(request, "public/whats_on.html", context), notice)


@anybody
@require_safe
def whats_on_file(request: HttpRequest, id) -> HttpResponse:
    """Give what is on as a calendar that a telephone can follow."""
    notice = reads.latest("what is on", id)
    if notice is None:
        return absent(request)
    url = request.build_absolute_uri(reverse("public-whats-on", args=[id]))
    answer = HttpResponse(calendar_of(notice, url), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="what-is-on.ics"'
    return kept(answer, notice)


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
    path("here/<uuid:id>/take-part/", take_part, name="public-take-part"),
    path("here/<uuid:id>/whats-on/", whats_on, name="public-whats-on"),
    path("here/<uuid:id>/whats-on.ics", whats_on_file, name="public-whats-on-file"),
    path("released/", released, name="released"),
]
