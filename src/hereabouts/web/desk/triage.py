"""Triage: the queue, the card, the decision, the group's list and the figures."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hereabouts.core.families.triage import QUESTIONS, whole_weeks
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import levels_of_need, restricting, safeguarding
from hereabouts.records.families import access, changes, gatherings, reads, restrictions, whole
from hereabouts.records.families import card as cards
from hereabouts.records.families.measures import measures
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.rights.reads import asked_by, said_to_be_wrong
from hereabouts.web.desk.desk_forms import AttemptForm, PauseForm
from hereabouts.web.desk.forms import DecisionForm, LookAgainForm, RestrictForm, SafetyForm
from hereabouts.web.desk.weeks_picture import p_chart
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE
SHOWS = (("waiting", gettext_lazy("Waiting")), ("decided", gettext_lazy("Decided")), ("all", gettext_lazy("All")))
MAY_DO = ("try_contact", "pause", "recognise", "restrict", "correct")
WEEKS = 11  # the pilot's own figure was of its first eleven weeks (D:89-91)


@holding("referral.screen", purpose=PURPOSE)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, by the clock; filter it by state."""
    show = request.GET.get("show", "waiting")
    show = show if show in dict(SHOWS) else "waiting"
    lines = reads.queue(request.actor, on=request.today, now=timezone.now(), show=show)
    context = {"lines": lines, "show": show, "shows": SHOWS, "section": "families"}
    return render(request, "desk/triage.html", context)


@holding("referral.screen", purpose=PURPOSE)
def card(request: HttpRequest, id) -> HttpResponse:
    """Show one referral: safety first, then what was told, who else is there, who may be the same, and the decision."""
    return show_card(request, access.find_for(request.actor, id, "screen", on=request.today))


def show_card(
    request: HttpRequest, referral, *, safety=None, decision=None, attempt=None, pausing=None
) -> HttpResponse:
    """Show the card with whichever of its forms came back."""
    sheet = cards.card(request.actor, referral, on=request.today, now=timezone.now())
    known = {q.key: q.answer for q in sheet.safety} | {f"{q.key}_note": q.note for q in sheet.safety}
    context = {
        "card": sheet, "section": "families", "ring": safeguarding(), "levels": levels_of_need(),
        "safety": safety or SafetyForm(initial={**known, "topics": list(sheet.topic_codes)}, prefix="s"),
        "decision": decision or DecisionForm(prefix="d"), "form": decision or safety,
        "attempt": attempt or AttemptForm(prefix="t", initial={"once": uuid.uuid4()}), "pausing": pausing or PauseForm(prefix="p"),
        **{f"may_{verb.partition('_')[0]}": holds(request, "referral", verb) for verb in MAY_DO},
        "may_assess": referral.state == "decided" and holds(request, "referral", "assess"),
        "wrong": said_to_be_wrong([referral.pk]),
        "asked": asked_by((name for name, _about in sheet.people), on=request.today) if sheet.restricted else (),
    }  # fmt: skip
    return render(request, "desk/triage_card.html", context)


@require_POST
@holding("referral.screen", purpose=PURPOSE)
def screen(request: HttpRequest, id) -> HttpResponse:
    """Save the safety answers."""
    referral = access.find_for(request.actor, id, "screen", on=request.today)
    form = SafetyForm(request.POST, prefix="s")
    if not form.is_valid():
        return show_card(request, referral, safety=form)
    told = form.cleaned_data
    answers = {key: (told[key], told[f"{key}_note"]) for key in QUESTIONS}
    changes.screen(
        by=request.actor, on=request.today, at=timezone.now(), referral=referral, answers=answers, topics=told["topics"]
    )
    messages.success(request, _("Saved. We looked who else may be working with them."))
    return redirect("triage-card", id=id)


@require_POST
@holding("referral.decide", purpose=PURPOSE)
def decide(request: HttpRequest, id) -> HttpResponse:
    """Record a route. Stepping up takes whatever is there."""
    referral = access.find_for(request.actor, id, "decide", on=request.today)
    form = DecisionForm(request.POST, prefix="d")
    if form.is_valid():
        do = request.POST.get("do", "")
        told = dict(form.cleaned_data)
        told["route"] = {"solved": "see and solve", "stepup": "step up"}.get(do, told["route"])
        try:
            changes.decide(by=request.actor, on=request.today, at=timezone.now(), referral=referral, **told)
        except Sentence as problem:
            form.add_error(problem.values.get("field"), said(problem))
        else:
            messages.success(request, _("Recorded. Whoever referred them can read it now."))
            return redirect("triage-card", id=id)
    return show_card(request, referral, decision=form)


@require_POST
@holding("pointer.send", purpose=PURPOSE)
def tell(request: HttpRequest, id) -> HttpResponse:
    """Tell another worker that somebody is involved."""
    referral = access.find_for(request.actor, id, "screen", on=request.today)
    stub = access.find_stub(request.actor, request.POST.get("stub", ""), on=request.today)
    changes.send_pointer(by=request.actor, on=request.today, place=referral.place, referral=referral, stub=stub)
    messages.success(request, _("Told. They are asked to say that they read it."))
    return redirect("triage-card", id=id)


@holding("referral.restrict", purpose=PURPOSE)
def restrict(request: HttpRequest, id) -> HttpResponse:
    """Let only named people know of a family; or, where that is so, say whether it has to go on."""
    referral = access.find_for(request.actor, id, "restrict", on=request.today)
    standing = restrictions.of(request.actor, referral, on=request.today)
    sent = request.POST if request.method == "POST" else None
    people = [p for p in partners.people(on=request.today) if str(p.pk) != request.actor.id]
    again = LookAgainForm(sent) if standing else None
    form = again or RestrictForm(sent, people=people, reasons=restricting().reasons)
    if sent is not None and form.is_valid():
        return _restricted(request, referral, form.cleaned_data)
    context = {"ref": referral.ref, "id": id, "form": form, "standing": standing, "section": "families"}
    return render(request, "desk/restrict.html", context, status=422 if form.errors else 200)


def _restricted(request: HttpRequest, referral, told: dict) -> HttpResponse:
    given = {"by": request.actor, "on": request.today, "referral": referral}
    step = told.pop("step", "restrict")
    {"restrict": changes.restrict, "renew": changes.renew, "lift": changes.lift}[step](**given, **told)
    words = {
        "restrict": _("Restricted. To everybody else this family is not there."), "renew": _("It stays restricted for another 90 days."),
        "lift": _("Ended. Whoever the agreement lets see this family sees it again."),
    }  # fmt: skip
    messages.success(request, words[step])
    return redirect("triage-card", id=referral.pk)


@holding("referral.screen", purpose=PURPOSE)
def who(request: HttpRequest, id) -> HttpResponse:
    """Say who can see a referral today, on whose authority, and who has."""
    referral = access.find_for(request.actor, id, "screen", on=request.today)
    readers = reads.who_can_see(request.actor, referral, on=request.today, at=timezone.now())
    back = reverse("triage-card", args=[id])
    context = {"ref": referral.ref, "back": back, "readers": readers, "kept": True, "section": "families"}
    return render(request, "shared/who.html", context)


@holding("referral.screen", purpose=PURPOSE)
def group(request: HttpRequest) -> HttpResponse:
    """List the families that the local solutions group is to talk about, without names."""
    lines = reads.for_the_group(request.actor, on=request.today, now=timezone.now())
    return render(
        request,
        "desk/group.html",
        {
            "lines": lines,
            "actions": whole.of_the_group(request.actor, on=request.today),
            "section": "families",
            "groups": [one for one in gatherings.groups(request.actor, on=request.today) if one.may_keep],
        },
    )


@holding("referral.count", purpose=PURPOSE)
def figures(request: HttpRequest) -> HttpResponse:
    """Show how often families were helped the same day, with counts and intervals."""
    since, until = whole_weeks(request.today, WEEKS)
    known = list(places.visible(request.actor, on=request.today))
    here = reads.may_count_in(request.actor, known, on=request.today, until=until)
    if not here:
        raise NotFound
    wanted = next((p for p in here if str(p.pk) == request.GET.get("place")), here[0])
    found = measures(request.actor, wanted, on=request.today, since=since, until=until)
    context = {
        "sums": found.same_day,
        "found": found,
        "chart": p_chart(found.weeks, found.mean),
        "rule": found.rule,
        "since": since,
        "until": until,
        "weeks": WEEKS,
        "place": wanted,
        "places": here,
    }
    return render(request, "desk/figures.html", {**context, "section": "families"})


urlpatterns = [
    path("triage/", queue, name="triage"),
    path("triage/group/", group, name="solutions-group"),
    path("triage/figures/", figures, name="triage-figures"),
    path("triage/<uuid:id>/", card, name="triage-card"),
    path("triage/<uuid:id>/safety/", screen, name="triage-screen"),
    path("triage/<uuid:id>/decision/", decide, name="triage-decide"),
    path("triage/<uuid:id>/tell/", tell, name="triage-tell"),
    path("triage/<uuid:id>/restrict/", restrict, name="triage-restrict"),
    path("triage/<uuid:id>/who/", who, name="triage-who"),
]
