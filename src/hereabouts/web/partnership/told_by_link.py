"""Telling of progress by a link: no account, no password, under a minute on a phone.

The token leaves the address at once. What stays is a cookie, readable by this server alone, that says this browser once
presented it: nothing of it reaches a log, a title, a history or a referrer.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.engines.proofs import NotAProof
from hereabouts.records.plans import by_link, changes, reads
from hereabouts.records.releases.reads import phone
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.limits import Limit
from hereabouts.web.shared.middleware import said
from hereabouts.web.shared.telling import TellForm, by_script, kept_at, not_kept, sent

COOKIE, SALT = "told-by-link", "hereabouts.web.partnership.told_by_link"
WEEKS = 26 * 7 * 24 * 60 * 60  # seconds a browser may hold it; the link itself ends long before
MISSES, MINUTES = 20, 15  # links that are none, from one address


class TooManyLinks(Sentence):
    """Somebody tries links that do not exist, one after the other."""


@anybody
@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, id) -> HttpResponse:
    """Show one action that is asked about, with its form; keep what is typed, or send it. What is over says whom to ask."""
    _patience(request)
    try:
        if request.method == "GET" and "key" in request.GET:
            return _quiet(_came(request, id))
        link, browser = _holder(request, id)
    except by_link.NoLink as problem:
        _misses().count(request)
        return _quiet(_over(request, problem, 404))
    try:
        return _quiet(_page(request, link, browser))
    except by_link.LinkOver as problem:
        return _quiet(_over(request, problem, 410, id if problem.elsewhere else None))


def _came(request: HttpRequest, id) -> HttpResponse:
    """Take the token out of the address, and leave the browser a cookie in its place; one it holds already it keeps."""
    link = by_link.presented(id, request.GET["key"])
    answer = redirect("tell-by-link", id=id)
    answer["Referrer-Policy"] = "no-referrer"  # the token stands in this address and in no later one
    seal, _dot, browser = _cookie(request, id).partition(".")
    mark = browser if seal == link.seal else secrets.token_urlsafe(16)
    facts: dict[str, Any] = {
        "max_age": WEEKS,
        "httponly": True,
        "samesite": "Lax",
        "secure": request.is_secure(),
        "path": answer.url,
    }
    answer.set_signed_cookie(COOKIE, f"{link.seal}.{mark}", salt=f"{SALT}.{id}", **facts)
    return answer


def _cookie(request: HttpRequest, id) -> str:
    try:
        return request.get_signed_cookie(COOKIE, default="", salt=f"{SALT}.{id}", max_age=WEEKS) or ""
    except BadSignature:
        return ""


def _holder(request: HttpRequest, id) -> tuple[Any, str]:
    seal, _dot, browser = _cookie(request, id).partition(".")
    return by_link.kept(id, seal), browser


def _page(request: HttpRequest, link, browser: str) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    try:
        by_link.good(link, on=request.today, browser=browser, user=user)
    except by_link.OpenedElsewhere:
        if request.method == "POST" and "anew" in request.POST:
            return _anew(request, link)
        raise
    by = by_link.bearer(link)
    if link.opened_at is None:
        changes.opened(by=by, on=request.today, link=link)
    asked = reads.asked_by_link(link)
    here = _chosen(request, asked)
    form = TellForm(*sent(request), asked=here, auto_id="%s")
    if request.method == "POST":
        return _posted(request, link, browser, asked, here, form)
    return _shown(request, link, asked, here, form)


def _chosen(request: HttpRequest, asked: list[reads.Asked]) -> reads.Asked:
    """Give the action that the page is about: the one named by its number in the list, else the first not told yet."""
    number = request.GET.get("of", "")
    if number.isascii() and number.isdigit() and 0 < int(number) <= len(asked):
        return asked[int(number) - 1]
    return next((one for one in asked if one.told_at is None), asked[0])


def _posted(request, link, browser, asked, here, form) -> HttpResponse:
    """Keep what is typed, or send it; a refusal comes back with everything that was typed."""
    action = link.asked.select_related("action", "action__plan").get(action=here.id).action
    given = {
        "by": by_link.bearer(link), "on": request.today, "action": action, "period": link.period, "words": form.typed(),
        "seen": form.seen_mark(), "link": link, "browser": browser,
        "file": form.added(),
    }  # fmt: skip
    others = None
    try:
        if "later" in request.POST:
            standing = changes.keep_draft(**given)
            if by_script(request):
                return kept_at(standing.mark)
            return redirect(f"{request.path}?of={asked.index(here) + 1}")
        if form.is_valid():
            changes.tell(**given)
            link.refresh_from_db()
            return redirect("told-by-link") if link.used_at else redirect(request.path)
    except changes.OthersWords as problem:
        if by_script(request):
            return not_kept(said(problem), 409)
        others = problem.standing
        form.showing(others.mark)
        form.add_error(None, said(problem))
    except (changes.NoReason, NotAProof) as problem:
        if by_script(request):
            return not_kept(said(problem), 422)
        form.add_error(None, said(problem))
    return _shown(request, link, asked, here, form, others=others, status=409 if others else 422)


def _shown(request, link, asked, here, form, *, others=None, status=200) -> HttpResponse:
    context = {
        "link": link, "asked": asked, "a": here, "form": form, "others": others,
        "number": asked.index(here) + 1, "whom": by_link.whom_to_ask(link, on=request.today),
        "left": [(n, one) for n, one in enumerate(asked, 1) if one.told_at is None and one is not here],
        "told": [one for one in asked if one.told_at],
    }  # fmt: skip
    return render(request, "partnership/progress.html", context, status=status)


def _anew(request: HttpRequest, link) -> HttpResponse:
    def where(pk) -> str:
        return request.build_absolute_uri(reverse("tell-by-link", args=[pk]))

    try:
        changes.anew(on=request.today, link=link, where=where)
    except changes.NotAsked as problem:
        return _over(request, problem, 422)
    return render(request, "partnership/progress_sent.html", {"anew": True})


def _over(request: HttpRequest, problem: Sentence, status: int, elsewhere=None) -> HttpResponse:
    if by_script(request):
        return not_kept(said(problem), status)
    context = {"sentence": said(problem), "elsewhere": elsewhere}
    context["phone"] = phone() if isinstance(problem, by_link.NoLink) else ""
    return render(request, "partnership/progress_over.html", context, status=status)


def _quiet(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _misses() -> Limit:
    return Limit("missed-links", MISSES, MINUTES)


def _patience(request: HttpRequest) -> None:
    if _misses().reached(request):
        raise TooManyLinks(
            "Too many links that do not exist were tried from here. Try again in {n} minutes, or ring us.", n=MINUTES
        )


@anybody
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """Say thank you, and what becomes of it."""
    return render(request, "partnership/progress_sent.html", {})


urlpatterns = [
    path("progress/<uuid:id>/", progress, name="tell-by-link"),
    path("progress/sent/", told, name="told-by-link"),
]
