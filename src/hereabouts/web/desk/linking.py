"""Possible matches, notes to workers, and the lists that agencies give."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hereabouts.core.families.extracts import NEEDED, OPTIONAL
from hereabouts.core.sentences import Sentence
from hereabouts.records.families import access, changes, others, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places import access as places
from hereabouts.records.trust.who import readers
from hereabouts.web.desk.forms import ExtractForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said
from hereabouts.web.shared.tags import day

PURPOSE = access.PURPOSE
PAGE = 10  # pairs on one page: each is a decision about somebody


@holding("match.see", purpose=PURPOSE)
def matches(request: HttpRequest) -> HttpResponse:
    """List who may be one person; a POST looks again."""
    here = reads.may_find_in(request.actor, list(places.visible(request.actor, on=request.today)), on=request.today)
    if request.method == "POST":
        place = next((p for p in here if str(p.pk) == request.POST.get("place")), None)
        if place is None:
            raise NotFound
        n = changes.find_matches(by=request.actor, on=request.today, place=place)
        messages.success(request, _("Looked. %(n)s wait for a person to decide.") % {"n": n})
        return redirect("matches")
    counts = others.waiting(request.actor, on=request.today)
    about = request.GET.get("about", "")
    about = about if about in counts else "referrals" if counts["referrals"] or not counts["lists"] else "lists"
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    given = {"on": request.today, "about": about, "limit": PAGE}
    context = {
        "open": others.pairs(request.actor, states=others.WAITING, skip=PAGE * (page - 1), **given),
        "done": others.pairs(request.actor, states=others.DECIDED, **given) if page == 1 else [],
        "counts": counts, "about": about, "n": counts[about], "page": page, "before": page - 1,
        "after": page + 1 if counts[about] > PAGE * page else 0, "pages": -(-counts[about] // PAGE),
        "places": here, "section": "families",
    }  # fmt: skip
    return render(request, "desk/matches.html", context)


@require_POST
@holding("match.decide", purpose=PURPOSE)
def match(request: HttpRequest, id) -> HttpResponse:
    """Say yes, no or not sure, or open the question again."""
    found = access.find_match(request.actor, id, on=request.today)
    changes.decide_match(
        by=request.actor, on=request.today, at=timezone.now(), match=found, answer=request.POST.get("answer", ""),
        why=request.POST.get("why", "")[:300],
    )  # fmt: skip
    messages.success(request, _("Saved. It can be undone at any time."))
    back = others.referral_of(request.actor, found, on=request.today) if request.POST.get("back") else None
    return redirect("triage-card", id=back) if back else redirect("matches")


@holding("pointer.acknowledge", purpose=PURPOSE)
def pointers(request: HttpRequest) -> HttpResponse:
    """List the notes to my organisation's workers."""
    context = {"notes": others.notes(request.actor, on=request.today), "section": "families"}
    return render(request, "desk/pointers.html", context)


@require_POST
@holding("pointer.acknowledge", purpose=PURPOSE)
def acknowledge(request: HttpRequest, id) -> HttpResponse:
    """Say that a note was read, and whether we have spoken."""
    found = access.find_pointer(request.actor, id, on=request.today)
    spoken = request.POST.get("spoken") == "yes"
    changes.acknowledge_pointer(by=request.actor, on=request.today, pointer=found, contact_made=spoken)
    messages.success(request, _("Saved."))
    return redirect("pointers")


@holding("stub.import", purpose=PURPOSE)
def extracts(request: HttpRequest) -> HttpResponse:
    """Give a list of whom my organisation works with; see and take back earlier ones."""
    here = reads.may_import_in(request.actor, list(places.visible(request.actor, on=request.today)), on=request.today)
    form = ExtractForm(request.POST or None, request.FILES or None, places=here)
    if request.method == "POST" and form.is_valid():
        place = places.find(request.actor, form.cleaned_data["place"], on=request.today)
        try:
            made = changes.import_stubs(
                by=request.actor,
                on=request.today,
                at=timezone.now(),
                place=place,
                content=form.cleaned_data["file"].read(),
            )
        except Sentence as problem:
            form.add_error("file", said(problem))
        else:
            messages.success(request, _("Taken: %(n)s rows.") % {"n": made.rows})
            return redirect("extracts")
    context = {
        "form": form,
        "given": others.given(request.actor, on=request.today),
        "needed": NEEDED,
        "optional": OPTIONAL,
    }
    return render(request, "desk/extracts.html", {**context, "section": "families"})


@holding("extract.see", purpose=PURPOSE)
def who(request: HttpRequest, id) -> HttpResponse:
    """Say who can see a list that was given, and why."""
    found = access.find_extract(request.actor, id, on=request.today)
    ref = _("the list of %(on)s") % {"on": day(found.given_at)}
    context = {
        "ref": ref,
        "back": reverse("extracts"),
        "readers": readers(found, on=request.today),
        "section": "families",
    }
    return render(request, "shared/who.html", context)


@require_POST
@holding("extract.undo", purpose=PURPOSE)
def undo(request: HttpRequest, id) -> HttpResponse:
    """Take a list back."""
    found = access.find_extract(request.actor, id, on=request.today)
    changes.undo_extract(by=request.actor, on=request.today, at=timezone.now(), extract=found)
    messages.success(request, _("Taken back. Nothing of that list is left."))
    return redirect("extracts")


urlpatterns = [
    path("matches/", matches, name="matches"),
    path("matches/<uuid:id>/", match, name="match"),
    path("notes/", pointers, name="pointers"),
    path("notes/<uuid:id>/", acknowledge, name="pointer"),
    path("extracts/", extracts, name="extracts"),
    path("extracts/<uuid:id>/who/", who, name="extract-who"),
    path("extracts/<uuid:id>/undo/", undo, name="extract-undo"),
]
