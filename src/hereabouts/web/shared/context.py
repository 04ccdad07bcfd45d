"""What every page knows: whether it is the demo, who is looking, and where they may go."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import roles
from hereabouts.web.shared.doors import holds

# The jobs in their order, at most seven of them in view for a role: label, and the pages it may lead to with what it takes
# to see each. The first of them that somebody may see is where the job begins.
NAVIGATION = (
    ("home", _("Home"), (("my-work", None),)),
    ("place", _("Place"), (("places", "place.see"),)),
    ("listen", _("Listen"), (("listening", "activity.see"),)),
    ("plan", _("Plan"), (("plans", "plan.see"),)),
    ("meetings", _("Meetings"), (("meetings", "meeting.see"),)),
    ("families", _("Families"), (
        ("triage", "referral.screen"), ("referrals", "referral.make"), ("pointers", "pointer.acknowledge"), ("break-glass", "glass.break"),
    )),
    ("problems", _("Problems"), (("problems", "problem.see"),)),
    ("account", _("Reports"), (("quarters", "quarter.see"),)),
    ("agreements", _("Agreements"), (("agreements", "agreement.draft"), ("agreements", "agreement.sign"))),
    ("access", _("Could they see it?"), (("access-ask", "access.ask"),)),
    ("audit", _("Audit"), (("audit", "audit.see"),)),
    ("desk", _("Release desk"), (("release-desk", "audit.see"),)),  # who publishes comes to it from Reports
    ("people", _("People"), (("people", "account.invite"),)),
    ("data", _("Data"), (("datasets", "evidence.build"), ("own-tables", "own_table.clear"))),
)  # fmt: skip
FAMILIES = (
    ("triage", _("Triage queue"), "triage", "referral.screen"),
    ("board", _("Board"), "triage-board", "referral.screen"),
    ("huddle", _("Morning huddle"), "huddle", "huddle.see"),
    ("asking", _("Asked for help"), "asking", "referral.screen"),
    ("group", _("Local solutions group"), "solutions-group", "referral.screen"),
    ("needs", _("Need list"), "need-list", "referral.see_needs"),
    ("matches", _("Possible matches"), "matches", "match.see"),
    ("quality", _("How good matching is"), "linkage-quality", "linkage_check.count"),
    ("figures", _("See and solve"), "triage-figures", "referral.count"),
    ("overlap", _("Overlap"), "overlap", "match.count"),
    ("gains", _("Gains"), "gains", "referral.count_gains"),
    ("targets", _("Target groups"), "target-groups", "target_group.see"),
    ("watch", _("Need list by month"), "need-watch", "referral.count_needs"),
    ("referrals", _("Referrals we made"), "referrals", "referral.make"),
    ("pointers", _("Notes to us"), "pointers", "pointer.acknowledge"),
    ("extracts", _("Lists we gave"), "extracts", "stub.import"),
    ("hubs", _("Hubs"), "hubs", "hub.see"),
    ("lsgs", _("When groups meet"), "lsgs", "solutions_group.see"),
    ("drop-ins", _("Drop-ins"), "drop-ins", "drop_in.see"),
    ("glass", _("In an emergency"), "break-glass", "glass.break"),
)
DAILY = {
    "triage",
    "board",
    "huddle",
    "asking",
    "group",
    "needs",
    "matches",
    "referrals",
    "pointers",
    "extracts",
    "glass",
}


def _family_pages(request: HttpRequest) -> dict:
    """Give the pages about families that somebody may open: those of every day, and the others behind one word."""
    pages = [
        {"key": key, "label": label, "href": reverse(address), "daily": key in DAILY}
        for key, label, address, what in FAMILIES
        if _may(request, what)
    ]
    more = [page["key"] for page in pages if not page["daily"]]
    if len(more) in {0, 1, len(pages)}:  # nothing to put away, or nothing to leave
        return {"family_pages": [{**page, "daily": True} for page in pages], "more_family_pages": []}
    return {"family_pages": pages, "more_family_pages": more}


def _may(request: HttpRequest, what: str | None) -> bool:
    return what is None or holds(request, *what.split("."))


def _jobs(request: HttpRequest) -> Iterator[dict]:
    for key, label, pages in NAVIGATION:
        first = next((address for address, what in pages if _may(request, what)), None)
        if first is not None:
            yield {"key": key, "label": label, "href": reverse(first)}


def every_page(request: HttpRequest) -> dict:
    """Give base.html what it needs; nothing here asks the database for a page seen by the public."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"demo": settings.DEMO}
    return {
        "demo": settings.DEMO,
        "navigation": list(_jobs(request)),
        "may_see_board": _may(request, "board.see"),
        "may_see_hubs": _may(request, "hub.see"),
        "may_see_session": _may(request, "session.see"),
        "may_see_answer": _may(request, "answer.see"),
        "may_see_priorities": _may(request, "priority.see"),
        "may_see_promises": _may(request, "commitment.see"),
        "may_see_training": _may(request, "training.see"),
        "acting_for": request.session.get("acting for", ""),
        "may_choose_side": {roles()[role].acts_for for role in request.actor.roles} >= {"partnership", "agency"},
        "may_see_aims": _may(request, "aim.see"),
        **_family_pages(request),
        "whoami": request.user.name,
        "whoami_role": ", ".join(roles()[role].label for role in request.actor.roles),
    }
