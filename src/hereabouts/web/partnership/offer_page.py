"""One offer with its days, and one of its sessions: who takes which part, who came, what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hereabouts.core.plans.offers import NotASeries, told_once
from hereabouts.engines.calendars import Entry, written_all
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.offer_forms import BANDS, STATES, CallOffForm, DaysForm, RotaForm, SessionForm
from hereabouts.web.partnership.offers import saved
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("action.see")
def offer(request: HttpRequest, id) -> HttpResponse:
    """Show an offer; POST plans its days, after they were looked at with what they stand in the way of."""
    found = access.find_offer(request.actor, id, on=request.today)
    mine = _writes(request, found)
    form, looked = DaysForm(request.POST or None), None
    if request.method == "POST" and mine and form.is_valid():
        looked = _looked(request, found, form)
        if (
            looked
            and "save" in request.POST
            and saved(form, changes.plan_days, by=request.actor, on=request.today, offer=found, **form.facts())
        ):
            messages.success(request, _("Planned."))
            return redirect("offer", id=id)
    elif request.method == "POST" and not mine:
        access.find_offer(request.actor, id, on=request.today, verb="update")
    sheet = reads.offer(found, on=request.today)
    context = {
        "o": found, "sheet": sheet, "state": STATES[found.state], "form": form, "looked": looked, "may_write": mine, "section": "plan",
        "came": [(BANDS[band], n) for band, n in sheet.came], "untold": [one for one in sheet.past if one.untold],
    }  # fmt: skip
    return render(request, "partnership/offer.html", context, status=422 if form.errors else 200)


def _writes(request: HttpRequest, found) -> bool:
    return access.offers(request.actor, on=request.today, verb="update").filter(pk=found.pk).exists()


def _looked(request: HttpRequest, found, form):
    try:
        held, clashes = reads.thought_of(request.actor, found, on=request.today, **form.facts())
        return held, told_once(clashes)
    except NotASeries as problem:
        form.add_error(None, said(problem))
        return None


@holding("action.see")
def calendar_file(request: HttpRequest, id) -> HttpResponse:
    """Give the sessions to come of an offer as a calendar file."""
    found = access.find_offer(request.actor, id, on=request.today)
    url = request.build_absolute_uri(reverse("offer", args=[id]))
    rows = reads.offer(found, on=request.today).coming
    entries = [
        Entry(
            uid=f"offer-{one.id}@hereabouts", starts_at=one.starts_at, ends_at=one.ends_at, summary=found.title, sequence=one.changes,
            changed_at=one.changed_at, location=found.venue, description=one.called_off or found.joining, url=url,
            cancelled=bool(one.called_off),
        )
        for one in rows
    ]  # fmt: skip
    answer = HttpResponse(written_all(entries, maker="Offers"), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.title) or "offer"}.ics"'
    return answer


@holding("action.update")
def session(request: HttpRequest, id) -> HttpResponse:
    """Show one session; POST calls it off, writes its rota or tells who came."""
    held = access.find_occurrence(request.actor, id, on=request.today, verb="update")
    found = held.offer
    sheet = reads.offer(found, on=request.today)
    line = next(one for one in (*sheet.coming, *sheet.past) if one.id == held.pk)
    given = {"by": request.actor, "on": request.today, "offer": found, "occurrence": held}
    forms = _forms(request, sheet, line)
    part = request.POST.get("part", "")
    if part in forms and forms[part].is_valid() and _done(part, forms[part], given, request):
        return redirect("offer", id=found.pk)
    wrong = next((form for form in forms.values() if form.errors), None)
    context = {
        "o": found,
        "line": line,
        "section": "plan",
        "form": wrong,
        **forms,
        "told": [(BANDS[b], n) for b, n in line.came],
    }
    return render(request, "partnership/offer_session.html", context, status=422 if wrong else 200)


def _forms(request: HttpRequest, sheet: reads.OfferSheet, line: reads.OccurrenceLine) -> dict:
    part = request.POST.get("part", "")

    def posted(name: str):
        return request.POST if part == name else None

    partners_ = [(str(one.id), one.name) for one in partners.organisations()]
    came = {"organisations": [pk for pk, name in partners_ if name in line.organisations], "others": line.others or None,
            "results": line.results, "began": line.began, "completed": line.completed}  # fmt: skip
    return {
        "off": CallOffForm(posted("off"), prefix="off", initial={"because": line.called_off}),
        "rota": RotaForm(posted("rota"), prefix="rota", rows=line.rota),
        "tell": SessionForm(
            posted("tell"),
            prefix="tell",
            learning=sheet.learning,
            organisations=partners_,
            came=line.came,
            initial=came,
        ),
    }


def _done(part: str, form, given: dict, request: HttpRequest):
    if part == "off":
        return saved(form, changes.call_off, **given, **form.cleaned_data)
    if part == "rota":
        return saved(form, changes.write_rota, **given, rows=form.rows())
    came = [partners.organisation(pk) for pk in form.cleaned_data["organisations"]]
    done = saved(form, changes.tell_session, **given, organisations=came, **form.facts())
    if done:
        messages.success(request, _("Told. Thank you."))
    return done


urlpatterns = [
    path("offers/<uuid:id>/", offer, name="offer"),
    path("offers/<uuid:id>.ics", calendar_file, name="offer-file"),
    path("offer-sessions/<uuid:id>/", session, name="offer-session"),
]
