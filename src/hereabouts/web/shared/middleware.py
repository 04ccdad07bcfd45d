"""Around every request: a log line without personal data, safe headers, who is acting, and plain refusals."""

import logging
import time
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import safeguarding
from hereabouts.engines.sheets import BYTES
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import asking
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.looks import gathering
from hereabouts.records.trust.access import actor_of, public
from hereabouts.web.shared.doors import NoAgreement

log = logging.getLogger("hereabouts.web")
LARGEST = BYTES + 2**20  # bytes of a request: the largest sheet we read, and the form around it

# No third party is ever asked for anything, and nothing inline runs.
POLICY = "; ".join(
    [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "media-src 'self'", "font-src 'self'",
        "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ]
)  # fmt: skip


def requests_logged(get_response):
    """Write one line for each request, with a number that the error page shows too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.number = uuid.uuid4().hex[:12]
        start = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        facts = {"method": request.method, "route": match.view_name if match else "-", "status": response.status_code}
        log.info(
            "answered", extra={"number": request.number, "ms": round(1000 * (time.perf_counter() - start)), **facts}
        )
        return response

    return middleware


def small_enough(get_response):
    """Refuse a request that is too large by what it says of itself, before anything of it is put on the disk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdigit() and int(told) <= LARGEST:
            return get_response(request)
        sentence = gettext("That is too large: at most {most} MB can be sent at once.").format(most=LARGEST // 2**20)
        return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")

    return middleware


def headers(get_response):
    """Add the headers that keep a page to itself; a page for somebody signed in is stored nowhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def actor(get_response):
    """Say who is acting and what day it is, and write down whom they were shown before the answer leaves.

    The only place where the pages read the clock for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.today = timezone.localdate()
        request.actor = SimpleLazyObject(lambda: _actor(request))
        with gathering(), asking(request.actor, on=request.today):
            return get_response(request)

    return middleware


def _actor(request: HttpRequest):
    if not request.user.is_authenticated:
        return public()
    side = request.session.get("acting for", "")
    return actor_of(request.user, on=request.today, acting_for=side, at=timezone.now())


class sentences:  # noqa: N801 - middleware that Django asks about exceptions must be a class; it reads like the others
    """Turn a refusal into its page: the sentence, the status, and nothing of the machine."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Sentence):
            return None
        status = 404 if isinstance(problem, NotFound) else 403 if isinstance(problem, NotAllowed) else 422
        context = {"sentence": said(problem), "status": status}
        if isinstance(problem, NoAgreement):
            context["ring"] = safeguarding()
        return render(request, "shared/refused.html", context, status=status)


def said(problem: Sentence) -> str:
    """Say a refusal in the reader's language: the template is translated, then filled."""
    return gettext(problem.text).format(**problem.values)


__all__ = ["actor", "headers", "requests_logged", "said", "sentences", "small_enough"]
