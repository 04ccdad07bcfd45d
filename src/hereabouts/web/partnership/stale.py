"""How long ago each action was told of, in words, for the pages that show it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.plans.movement import STILL_FROM, Ago
from hereabouts.records.plans import reads


def staleness(request: HttpRequest, plan) -> dict[str, Any]:
    """Give the open actions of a plan with how stale each is, the stillest first, and how many stand still."""
    rows = reads.stale(request.actor, on=request.today, plan=plan)
    return {
        "stale": [(one, ago_said(one.told)) for one in rows],
        "still": sum(one.still >= STILL_FROM for one in rows),
    }


def ago_said(told: Ago) -> str:
    """Say how stale what is known of an action is, in the reader's language (``core.plans.movement.last_told``)."""
    if told.unit == "never":
        return _("Never told")
    words = {
        "today": _("Told today"),
        "day": ngettext("Last told %(n)s day ago", "Last told %(n)s days ago", told.n),
        "week": ngettext("Last told %(n)s week ago", "Last told %(n)s weeks ago", told.n),
        "month": ngettext("Last told %(n)s month ago", "Last told %(n)s months ago", told.n),
        "year": ngettext("Last told %(n)s year ago", "Last told %(n)s years ago", told.n),
    }
    return words[told.unit] % {"n": told.n}
