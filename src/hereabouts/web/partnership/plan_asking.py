"""Asking the leads of a plan how it goes: who is sent a link, who opened it, who told, and who has not."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hereabouts.core.plans.quarters import NotAQuarter, Quarter, named
from hereabouts.records.governance.reads import next_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners.reads import person
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.asking_forms import LeadsForm, OtherForm, RevokeForm, quarters
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding

STATE = {
    "asked": gettext_lazy("Asked, not opened yet"), "opened": gettext_lazy("Opened, not told yet"), "told": gettext_lazy("Told"),
    "taken back": gettext_lazy("Taken back"), "over": gettext_lazy("Over, not told"),
}  # fmt: skip


def chosen(request: HttpRequest) -> Quarter:
    """Give the quarter a page is about: the one that was chosen, else the one that runs. NotFound for one that is none."""
    words = request.POST.get("quarter") or request.GET.get("quarter") or quarters(request.today)[0].name
    try:
        return named(words, on=request.today)
    except NotAQuarter:
        raise NotFound from None


@holding("return.ask")
def asking(request: HttpRequest, id) -> HttpResponse:
    """Show who can be asked, who was, and how far they are; POST sends the links."""
    plan, quarter = access.find(request.actor, id, on=request.today), chosen(request)
    meeting = _meeting(request)
    found = reads.asking(request.actor, plan, quarter, on=request.today, meeting_on=meeting)
    until = max(found.until, request.today)
    leads = LeadsForm(
        request.POST if "leads_asked" in request.POST else None, leads=found.leads, initial={
            "leads": [str(lead.account_id) for lead in found.leads if not lead.asked], "expires_on": until,
        },
    )  # fmt: skip
    other = OtherForm(
        request.POST if "other_asked" in request.POST else None, actions=_untold(found), initial={"until": until}
    )
    if (leads.is_bound and leads.is_valid() and _ask_leads(request, plan, quarter, found, leads)) or (
        other.is_bound and other.is_valid() and _ask_other(request, plan, quarter, other)
    ):
        return redirect(f"{reverse('plan-asking', args=[id])}?quarter={quarter.name}")
    wrong = next((form for form in (leads, other) if form.errors), None)
    context = {
        "plan": plan, "quarter": quarter, "quarters": quarters(request.today), "found": found, "leads": leads, "other": other,
        "form": wrong, "meeting": meeting, "early": request.today < found.from_on, "section": "plan",
        "lines": [(line, STATE[line.state]) for line in found.links],
        "people": list(zip(found.leads, leads["leads"], strict=True)),
    }  # fmt: skip
    return render(request, "partnership/plan_asking.html", context, status=422 if wrong else 200)


def _meeting(request: HttpRequest) -> date | None:
    """Give the day of the next meeting that whoever asks sits in, or may see; None where none is planned."""
    line = next_of(request.actor, on=request.today)
    return timezone.localtime(line.starts_at).date() if line else None


def _untold(found: reads.Round) -> list[tuple]:
    return [*found.nobody, *(action for lead in found.leads for action in lead.actions)]


def _where(request: HttpRequest):
    return lambda pk: request.build_absolute_uri(reverse("tell-by-link", args=[pk]))


def _ask_leads(request: HttpRequest, plan, quarter: Quarter, found: reads.Round, form: LeadsForm) -> bool:
    """Send each chosen lead their link; whoever cannot be sent one is named on the form, and the others were asked."""
    sent = 0
    for lead in found.leads:
        account = person(lead.account_id) if str(lead.account_id) in form.cleaned_data["leads"] else None
        if account is None:
            continue
        actions = _held(request, [pk for pk, *_rest in lead.actions])
        given = {
            "name": account.name,
            "email": account.email,
            "account": account,
            "organisation": actions[0].organisation,
        }
        sent += bool(_sent(request, form, plan, quarter, actions, form.cleaned_data["expires_on"], **given))
    if sent:
        said = ngettext("%(n)s person is asked, by e-mail.", "%(n)s people are asked, by e-mail.", sent)
        messages.success(request, said % {"n": sent})
    return not form.errors


def _ask_other(request: HttpRequest, plan, quarter: Quarter, form: OtherForm) -> bool:
    actions = _held(request, form.cleaned_data["actions"])
    given = {name: form.cleaned_data[name] for name in ("name", "email")}
    leads = {action.organisation for action in actions}
    given["organisation"] = leads.pop() if len(leads) == 1 else None
    if not _sent(request, form, plan, quarter, actions, form.cleaned_data["until"], **given):
        return False
    messages.success(request, _("%(name)s is asked, by e-mail.") % {"name": given["name"]})
    return True


def _sent(request, form, plan, quarter, actions, expires_on, **given):
    return saved(
        form, changes.ask, by=request.actor, on=request.today, plan=plan, period=quarter.name, actions=actions,
        expires_on=expires_on, where=_where(request), **given,
    )  # fmt: skip


def _held(request: HttpRequest, ids) -> list:
    return list(access.actions(request.actor, on=request.today).filter(pk__in=ids))


@holding("return.ask")
def link(request: HttpRequest, id) -> HttpResponse:
    """Send a link again as a reminder, or take it back and say why."""
    found = reads.link(request.actor, id, on=request.today)
    form = RevokeForm(request.POST if "revoke" in request.POST else None)
    given = {"by": request.actor, "on": request.today, "link": found}
    back = f"{reverse('plan-asking', args=[found.plan_id])}?quarter={found.period}"
    if "again" in request.POST:
        changes.ask_again(**given, where=_where(request))
        messages.success(request, _("%(name)s is asked again. The earlier link opens nothing.") % {"name": found.name})
        return redirect(back)
    if form.is_bound and form.is_valid() and saved(form, changes.revoke, **given, **form.cleaned_data):
        messages.success(request, _("Taken back. The link opens nothing any more."))
        return redirect(back)
    context = {"link": found, "form": form, "back": back, "section": "plan"}
    return render(request, "partnership/plan_link.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("plans/<uuid:id>/asking/", asking, name="plan-asking"),
    path("links/<uuid:id>/", link, name="return-link"),
]
