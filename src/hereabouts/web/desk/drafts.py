"""A referral one question a page, saved after each, on a phone in a stairwell; read once more, then sent or thrown away."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.engines.definitions import safeguarding
from hereabouts.records.families import access, board, changes, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.web.desk.draft_forms import STEPS, StepForm, pages, told_back, whole
from hereabouts.web.desk.forms import ReferralForm
from hereabouts.web.desk.referral_told import told_of
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by

PURPOSE = access.PURPOSE


def _places(request: HttpRequest) -> list:
    known = list(places.visible(request.actor, on=request.today))
    found = reads.may_make_in(request.actor, known, on=request.today)
    if not found:
        raise NotFound
    return found


@holding("referral_draft.keep", purpose=PURPOSE)
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the first question: is anybody in danger. From its answer on there is a draft."""
    here = _places(request)
    form = StepForm(sent_by(request), places=here, step="danger")
    if request.method == "POST" and form.is_valid():
        if _stops(request, form):
            return _danger(request, form)
        answers = {"place": str(here[0].pk)} if len(here) == 1 else {}
        draft = changes.begin_draft(
            by=request.actor, on=request.today, at=timezone.now(), place=here[0], once=_once(request),
            answers={**answers, **form.cleaned_data},
        )  # fmt: skip
        return redirect(_page(draft.pk, pages(ReferralForm(places=here))[1]))
    return _asked(request, form, "danger", here, once=uuid.uuid4())


def _once(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid.uuid4()


def _stops(request: HttpRequest, form: StepForm) -> bool:
    return form.cleaned_data.get("danger") == "yes" and "rung" not in request.POST


def _danger(request: HttpRequest, form: StepForm) -> HttpResponse:
    context = {"form": form, "ring": safeguarding(), "once": request.POST.get("once", ""), "section": "families"}
    return render(request, "desk/danger.html", context)


def _page(id, step: str, back: str = "") -> str:
    told = QueryDict(mutable=True)
    told.update({"step": step} | ({"back": back} if back else {}))
    return f"{reverse('referral-draft', args=[id])}?{told.urlencode()}"


def _asked(request: HttpRequest, form: StepForm, step: str, here: list, **more) -> HttpResponse:
    asked = pages(ReferralForm(places=here))
    context = {
        "form": form, "question": STEPS[step][0], "n": asked.index(step) + 1, "of": len(asked), "ring": safeguarding(),
        "section": "families", **more,
    }  # fmt: skip
    return render(request, "desk/referral_step.html", context, status=422 if form.errors else 200)


@holding("referral_draft.keep", purpose=PURPOSE)
def draft(request: HttpRequest, id) -> HttpResponse:
    """Ask one question of a draft, keep its answer, and go on."""
    found, here = access.find_draft(request.actor, id, on=request.today), _places(request)
    asked = pages(ReferralForm(places=here))
    step = request.GET.get("step") if request.GET.get("step") in asked else asked[1]
    form = StepForm(
        sent_by(request), places=here, step=step, initial=board.answers_of(request.actor, found, on=request.today)
    )
    if request.method == "POST" and form.is_valid():
        if _stops(request, form):
            return _danger(request, form)
        changes.keep_draft(
            by=request.actor, on=request.today, at=timezone.now(), draft=found, answers=form.cleaned_data
        )
        last = step == asked[-1] or "back" in request.GET
        return redirect("referral-check", id=id) if last else redirect(_page(id, asked[asked.index(step) + 1]))
    before = _page(id, asked[asked.index(step) - 1]) if step != asked[0] else ""
    return _asked(request, form, step, here, draft=id, before=before)


@holding("referral_draft.keep", purpose=PURPOSE)
def check(request: HttpRequest, id) -> HttpResponse:
    """Show every answer once more; send it."""
    found = access.find_draft(request.actor, id, on=request.today)
    answers = board.answers_of(request.actor, found, on=request.today)
    form = whole(answers, places=_places(request), once=found.once)
    if request.method == "POST" and form.is_valid():
        made = changes.send_draft(
            by=request.actor, on=request.today, at=timezone.now(), draft=found, told=told_of(request, form.cleaned_data)
        )
        messages.success(request, _("Sent. The reference is %(ref)s.") % {"ref": made.ref})
        return redirect("referral", id=made.pk)
    told = told_back(form)
    context = {"draft": id, "told": told, "ready": form.is_valid(), "ring": safeguarding(), "section": "families"}
    return render(request, "desk/referral_check.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@holding("referral_draft.keep", purpose=PURPOSE)
def drop(request: HttpRequest, id) -> HttpResponse:
    """Throw a draft away."""
    found = access.find_draft(request.actor, id, on=request.today)
    changes.drop_draft(by=request.actor, on=request.today, draft=found)
    messages.success(request, _("Thrown away. Nothing of it is kept."))
    return redirect("referrals")


urlpatterns = [
    path("referrals/begin/", begin, name="referral-begin"),
    path("referrals/begun/<uuid:id>/", draft, name="referral-draft"),
    path("referrals/begun/<uuid:id>/check/", check, name="referral-check"),
    path("referrals/begun/<uuid:id>/drop/", drop, name="referral-drop"),
]
