"""Every view names its audience. A test walks the addresses and fails on a view that does not."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hereabouts.core import ledger
from hereabouts.core.ledger import untrained
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.trust.reads import Shut, shut
from hereabouts.web.shared.tags import day


class NoAgreement(NotAllowed):
    """A page that a role has by an agreement, while none is in force."""


class NotTrained(NotAllowed):
    """A page that waits for a course: trained before trusted."""


def not_trained_said(courses) -> str:
    """Say which course is missing, and what to do."""
    named = ", ".join(f"“{course}”" for course in courses)
    return _(
        "Not yet trained: course %(courses)s. Complete it and let your administrator write it down; then this opens."
    ) % {"courses": named}


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
                if courses := untrained(request.actor, kind, verb, on=request.today, purpose=purpose):
                    raise NotTrained(not_trained_said(courses))
                why = shut(request.actor, kind, verb, on=request.today)
                if why is not None:
                    raise NoAgreement(shut_said(why))
                raise NotAllowed("Your role does not include this page. Ask your governance lead if it should.")
            return view(request, *args, **kwargs)

        guarded.audience = what
        guarded.purpose = purpose
        return guarded

    return decorate


def shut_said(why: Shut) -> str:
    """Say why no agreement opens something now; nothing about what it would open."""
    facts = {"ref": why.ref, "day": day(why.day)}
    first = _("No agreement in force lets your role see this.")
    words = {
        "": _("None has been drafted for it yet."),
        "suspended": _("%(ref)s was suspended on %(day)s.") if why.day else _("%(ref)s is suspended."),
        "ended": _("%(ref)s ended on %(day)s."),
        "begins": _("%(ref)s begins on %(day)s."),
    }
    then = words.get(why.state, _("%(ref)s has not been put in force.")) % facts
    return f"{first} {then} " + _("Ask your governance lead.")


def holds(request: HttpRequest, kind: str, verb: str) -> bool:
    """Say whether the actor holds a verb anywhere today: to hide a link, never to decide."""
    return ledger.holds(request.actor, kind, verb, request.today)
