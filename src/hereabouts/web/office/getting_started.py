"""Getting started: what a new partnership needs, and what is there already."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.trust import reads as trust
from hereabouts.web.shared.doors import holding, holds

ENOUGH_PARTNERS = 2  # one organisation is no partnership


@holding("account.invite")
def checklist(request: HttpRequest) -> HttpResponse:
    """Show the few things to do first, in order, each with where it is done."""
    in_force = trust.any_in_force(on=request.today)
    may_draft = holds(request, "agreement", "draft")
    isa = _(
        "Whoever holds the role Information governance lead drafts it under Agreements; give somebody that role here."
    )
    isa = _("Drafted from the model text, then put in force.") if may_draft else isa
    isa = f"{isa} {_('Until then no family is shown to another partner.')}"
    isa_page = reverse("agreement-draft") if may_draft else reverse("people")
    several = len(partners.organisations()) >= ENOUGH_PARTNERS
    place = places.visible(request.actor, on=request.today).exists()
    more = len(partners.people(on=request.today)) > 1
    tasks = [
        (_("Register the partners"), _("Two or more."), several, reverse("partners")),
        (_("Load numbers"), _("An analyst runs: hereabouts data build"), _evidence(), ""),
        (_("Define a place"), _("An analyst runs: hereabouts place define"), place, reverse("places")),
        (_("Invite people and give them roles"), _("Each acts for one organisation."), more, reverse("people")),
        (_("Put an information sharing agreement in force"), isa, in_force, isa_page),
    ]
    lines = [
        {"title": title, "how": how, "status": "done" if done else "not started", "href": href}
        for title, how, done, href in tasks
    ]
    left = sum(line["status"] != "done" for line in lines)
    return render(request, "office/getting_started.html", {"tasks": lines, "left": left, "section": "people"})


def _evidence() -> bool:
    try:
        opened(settings.EVIDENCE).close()
    except NoEvidence:
        return False
    return True


urlpatterns = [path("getting-started/", checklist, name="getting-started")]
