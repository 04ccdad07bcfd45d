"""My work: what needs me now, and where my things are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.definitions import safeguarding
from hereabouts.records.governance import reads as governance
from hereabouts.records.places import access as places
from hereabouts.records.plans import reads as plans
from hereabouts.records.problems import reads as problems
from hereabouts.records.trust.reads import shut
from hereabouts.web.partnership import needs
from hereabouts.web.shared.doors import holds, shut_said, signed_in

SHOWN = 6  # actions on the page; the rest are one link away


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    """Answer "what do I do now?" in one screen."""
    mine = plans.mine(request.actor, on=request.today) if holds(request, "action", "update") else []
    here = list(places.visible(request.actor, on=request.today))
    context = {
        "section": "home",
        "today": request.today,
        "shut": _shut(request),
        "needs": needs.of(request, mine, here),
        "mine": mine[:SHOWN],
        "more": len(mine) - SHOWN,
        "places": here,
        **_kept(request),
    }
    return render(request, "partnership/my_work.html", context)


def _shut(request: HttpRequest) -> dict | None:
    """Say to who triages that no agreement lets them now, and whom to ring."""
    why = shut(request.actor, "referral", "screen", on=request.today)
    return why and {"why": shut_said(why), "ring": safeguarding()}


def _kept(request: HttpRequest) -> dict:
    """Give what somebody answers for elsewhere: meetings, what they took away from them, problems and plans."""
    given = {"actor": request.actor, "on": request.today}
    meets = holds(request, "meeting", "see")
    return {
        "meeting": governance.next_of(**given) if meets else None,
        "meets": meets,
        "tasks": governance.tasks(**given) if meets else [],
        "problems": problems.answered_for(**given) if holds(request, "problem", "update") else [],
        "plans": plans.plans(**given) if holds(request, "plan", "see") else [],
        "families": holds(request, "referral", "make"),
        "agreements": holds(request, "agreement", "draft"),
        "audit": holds(request, "audit", "see"),
        "people": holds(request, "account", "invite"),
        "data": holds(request, "evidence", "build"),
    }


urlpatterns = [path("my-work/", my_work, name="my-work")]
