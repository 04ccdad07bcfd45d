"""Every view names its audience. A test walks the addresses and fails on a view that does not."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from hereabouts.records.ledger.changes import NotAllowed


def anybody(view):
    """Open a page to everybody, signed in or not."""
    view.audience = "anybody"
    return view


def signed_in(view):
    """Open a page to everybody who has an account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.audience = "signed in"
    return guarded


def holding(what: str, *, purpose: str | None = None):
    """Open a page to those who hold "kind.verb" somewhere. Which things they see on it, the rooms' doors decide."""
    kind, _, verb = what.partition(".")

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not holds(request, kind, verb):
                raise NotAllowed("Your role does not include this page. Ask your governance lead if it should.")
            return view(request, *args, **kwargs)

        guarded.audience = what
        guarded.purpose = purpose
        return guarded

    return decorate


def holds(request: HttpRequest, kind: str, verb: str) -> bool:
    """Say whether the actor holds a verb anywhere today: to hide a link, never to decide."""
    return any(grant.covers(kind, verb, request.today) for grant in request.actor.grants)
