"""Recording where there is no signal: a page the phone keeps, the kit it takes along, and the door for what it sends later.

The page and its scripts say nothing about anybody, so the phone may keep them. What was said the phone keeps shut, with the half
of a key that only shuts; the half that opens is lent to a signed-in page while it sends, and is never written down there.
"""

import json
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import guides
from hereabouts.records.places import access as places
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.capture_forms import ConversationForm
from hereabouts.web.shared.doors import anybody, holding
from hereabouts.web.shared.middleware import said

KEPT = (  # what the phone keeps of the page: nothing of it is about anybody
    "vendor/govuk-frontend.min.css", "hereabouts.css", "mark.svg", "steps.js", "capture/app.js", "capture/seal.js", "capture/waiting.js",
)  # fmt: skip


@anybody
@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """Show the page that works without signal. It says nothing about who opens it, and so may be kept."""
    form = ConversationForm(ask=list(guides().values()), auto_id="c_%s")
    return render(request, "partnership/capture/app.html", {"form": form, "guides": guides().values()})


@anybody
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the page on the phone; its own words name the files, so that a new version is noticed."""
    script = Path(finders.find("capture/worker.js")).read_text(encoding="utf-8")
    files = [reverse("capture"), reverse("capture-manifest"), *map(static, KEPT)]
    told = f"const FILES = {json.dumps(files)};\nconst VERSION = {json.dumps(_version())};\n{script}"
    return HttpResponse(told, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _version() -> str:
    """Say which version of the files this is: when the newest of them was written."""
    found = [Path(where) for name in (*KEPT, "capture/worker.js") if (where := finders.find(name))]
    return str(max(int(one.stat().st_mtime) for one in found))


@anybody
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say what the phone shows when the page is put on its first screen."""
    icon = {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": _("Hereabouts: listen"), "short_name": _("Listen"), "start_url": reverse("capture"), "scope": reverse("capture"),
        "display": "standalone", "background_color": "#ffffff", "theme_color": "#12436d", "icons": [icon],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


@holding("contribution.record")
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Give what the phone takes along: places, activities, and the half of the key that shuts."""
    return JsonResponse(
        {
            "places": [asdict(one) for one in reads.kit(request.actor, on=request.today)],
            "shuts": reads.shutting(request.actor),
            "token": get_token(request),
            "today": request.today,
        }
    )


@holding("contribution.record")
@require_http_methods(["GET", "POST"])
def key(request: HttpRequest) -> HttpResponse:
    """Keep the pair of keys a browser made, once; lend the half that opens to the page that sends."""
    if request.method == "POST":
        told = _json(request)
        kept = changes.keep_keys(
            by=request.actor, on=request.today, shuts=told.get("shuts", {}), opens=told.get("opens", {})
        )
        return JsonResponse({"shuts": kept.shuts})
    return JsonResponse({"opens": reads.opening(request.actor)})


@holding("contribution.record")
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take in one conversation that was recorded elsewhere. Sent twice it is one, and answered alike."""
    told = _texts(_json(request))
    try:
        found = places.find(request.actor, UUID(str(told.get("place"))), on=request.today)
    except ValueError:
        return JsonResponse({"because": [_("It does not say in which place it was heard.")]}, status=422)
    place = access.here(request.actor, "contribution.record", found, on=request.today)
    held = [line for line in reads.programme(request.actor, on=request.today, place=place) if not line.planned]
    form = ConversationForm(told, activities=held, ask=list(guides().values()))
    if not form.is_valid():
        return JsonResponse({"because": [said_ for errors in form.errors.values() for said_ in errors]}, status=422)
    chosen = form.cleaned_data["activity"]
    activity = access.activity(request.actor, chosen, on=request.today) if chosen else None
    try:
        made = changes.record_answers(by=request.actor, on=request.today, place=place, activity=activity, **form.told())
    except Sentence as problem:
        return JsonResponse({"because": [said(problem)]}, status=422)
    return JsonResponse({"number": made.participant.key})


def _json(request: HttpRequest) -> dict:
    try:
        told = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        told = None
    return told if isinstance(told, dict) else {}


def _texts(told: dict) -> dict:
    """Keep what a form could have sent: texts, and a list of them where several may hold. Half a letter, cut off, is marked."""
    several = told.get("lived")
    kept = {name: _whole(value) for name, value in told.items() if isinstance(value, str)}
    if isinstance(several, list):
        kept["lived"] = [_whole(one) for one in several if isinstance(one, str)]
    return kept


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


urlpatterns = [
    path("capture/", app, name="capture"),
    path("capture/worker.js", worker, name="capture-worker"),
    path("capture/manifest.webmanifest", manifest, name="capture-manifest"),
    path("capture/kit/", kit, name="capture-kit"),
    path("capture/key/", key, name="capture-key"),
    path("capture/send/", send, name="capture-send"),
]
