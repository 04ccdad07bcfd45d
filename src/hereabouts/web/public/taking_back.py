"""Taking words back without an account: by the number somebody was given, or the reference of their letter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.records.releases.reads import phone
from hereabouts.records.voice import own_words
from hereabouts.web.public.links import served
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.limits import Limit
from hereabouts.web.shared.middleware import said

MISSES, MINUTES = 20, 15  # numbers that do not exist, from one address


class TooManyNumbers(Sentence):
    """Somebody tries numbers that do not exist, one after the other."""


@anybody
@never_cache
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """Ask for the number, show what was agreed to, take back what is chosen. The number never stands in an address."""
    number, kind = request.POST.get("number", "").strip(), request.POST.get("kind", "")
    context = {
        "links": served(),
        "section": "follow",
        "phone": phone(),
        "days": own_words.promised_days(),
        "number": number,
    }
    if request.method == "GET":
        return render(request, "public/take_back.html", context)
    _patience(request)
    try:
        if kind:
            chosen, _dot, retell = kind.partition(":")
            own_words.take_back(
                by=request.actor, on=request.today, number=number, kind=chosen, retell=retell == "in other words"
            )
            return redirect("taken-back")
        context["mine"] = own_words.mine(number, on=request.today)
    except own_words.UnknownNumber as unknown:
        _misses().count(request)
        context["problem"] = said(unknown)
    return render(request, "public/take_back.html", context, status=404 if "problem" in context else 200)


@anybody
@never_cache
@require_safe
def taken_back(request: HttpRequest) -> HttpResponse:
    """Say that it is done, what that means, and by when the rest follows."""
    context = {"links": served(), "section": "follow", "phone": phone(), "days": own_words.promised_days()}
    return render(request, "public/taken_back.html", context)


def _misses() -> Limit:
    return Limit("missed-numbers", MISSES, MINUTES)


def _patience(request: HttpRequest) -> None:
    if _misses().reached(request):
        raise TooManyNumbers(
            _("Too many numbers that do not exist came from here. Try again in {n} minutes, or ring us."), n=MINUTES
        )


urlpatterns = [
    path("take-back/", take_back, name="take-back"),
    path("take-back/done/", taken_back, name="taken-back"),
]
