"""What every page knows: whether it is the demo, who is looking, and where they may go."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import roles
from hereabouts.web.shared.doors import holds

# The nine jobs, at most seven of them in view for a role: label, address, what it takes to see it.
NAVIGATION = (
    ("home", _("Home"), "my-work", None),
    ("place", _("Place"), "places", "place.see"),
    ("listen", _("Listen"), "listening", "activity.see"),
    ("plan", _("Plan"), "plans", "plan.see"),
    ("meetings", _("Meetings"), "meetings", "meeting.see"),
    ("families", _("Families"), "triage", "referral.screen"),
    ("referrals", _("Referrals"), "referrals", "referral.make"),
    ("notes", _("Notes to us"), "pointers", "pointer.acknowledge"),
    ("problems", _("Problems"), "problems", "problem.see"),
    ("account", _("Reports"), "quarters", "quarter.see"),
    ("agreements", _("Agreements"), "agreements", "agreement.draft"),
    ("audit", _("Audit"), "audit", "audit.see"),
    ("people", _("People"), "people", "account.invite"),
    ("data", _("Data"), "datasets", "evidence.build"),
)


def every_page(request: HttpRequest) -> dict:
    """Give base.html what it needs; nothing here asks the database for a page seen by the public."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"demo": settings.DEMO}
    return {
        "demo": settings.DEMO,
        "navigation": [
            {"key": key, "label": label, "href": reverse(address)}
            for key, label, address, what in NAVIGATION
            if what is None or holds(request, *what.split("."))
        ],
        "whoami": request.user.name,
        "whoami_role": ", ".join(roles()[role].label for role in request.actor.roles),
    }
