"""How a codebook grows: codes joined, codes split, and a codebook proposed from the words themselves."""

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.proposing import propose
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.codebook_forms import JoinForm, ProposedForm
from hereabouts.web.partnership.codebooks import book_for, in_room
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

AT_ONCE = 20_000
SEED = 1  # of the halves in which a theme has to be found again: the same words give the same proposal
SHOWN = 50  # words that one page splits


@holding("codebook.write")
def join(request: HttpRequest, id) -> HttpResponse:
    """Join codes to one."""
    book = book_for(request, id, "codebook.write")
    sheet = reads.codebook_sheet(request.actor, book, on=request.today)
    form = JoinForm(request.POST if request.method == "POST" else None, codes=sheet.codes)
    if request.method == "POST" and form.is_valid():
        had, stand = form.cleaned_data, {str(one.pk): one for one in book.codes.filter(ended_on=None)}
        try:
            changes.join_codes(
                by=request.actor, on=request.today, codebook=book, codes=[stand[pk] for pk in had["codes"]],
                into=stand[had["into"]], because=had["because"],
            )  # fmt: skip
            return redirect("codebook", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = in_room(request, book, form=form)
    return render(request, "partnership/codes/join.html", context, status=422 if form.errors else 200)


@holding("codebook.write")
def split(request: HttpRequest, id) -> HttpResponse:
    """Split a code: its words are read again, and each goes where it belongs."""
    book = book_for(request, id, "codebook.write")
    code = book.codes.filter(name=request.GET.get("code", ""), ended_on=None).first()
    if code is None:
        raise NotFound
    uses = reads.words_with(request.actor, code, on=request.today)[:SHOWN]
    wrong = ""
    if request.method == "POST":
        into = {use: told for use in uses if (told := request.POST.get(f"u-{use.pk}", "").strip())}
        try:
            changes.split_code(
                by=request.actor,
                on=request.today,
                codebook=book,
                code=code,
                into=into,
                because=request.POST.get("because", ""),
            )
            return redirect("codebook", id=id)
        except Sentence as problem:
            wrong = said(problem)
    typed = [(use, request.POST.get(f"u-{use.pk}", "")) for use in uses]
    names = [one.code for one in reads.texts_of(book)]
    context = in_room(
        request, book, code=code, uses=typed, names=names, wrong=wrong, because=request.POST.get("because", "")
    )
    return render(request, "partnership/codes/split.html", context, status=422 if wrong else 200)


@holding("codebook.write")
def proposed(request: HttpRequest, id) -> HttpResponse:
    """Look at the codes that the words themselves propose; word them anew, drop some, and take the rest over."""
    place = place_for(request, id, "codebook.write")
    activities = [
        a for a in reads.programme(request.actor, on=request.today, place=place) if not a.planned and a.contributions
    ]
    chosen = request.POST.get("activity", "") or request.GET.get("activity", "")
    activity = access.activity(request.actor, chosen, on=request.today) if chosen else None
    told = reads.texts_said(request.actor, place, activity, on=request.today, most=AT_ONCE)
    found = propose(told, np.random.default_rng(SEED))
    form = ProposedForm(request.POST if request.method == "POST" else None, themes=found.themes)
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.begin_codebook(
                by=request.actor, on=request.today, place=place, name=form.cleaned_data["name"], activity=activity,
                codes=form.texts(), because=_("Proposed from what was said, and worded by hand"),
            )  # fmt: skip
            return redirect("codebook", id=made.pk)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, place, "codebooks") | {
        "found": found, "form": form, "answers": len(told), "activity": activity, "activities": activities,
    }  # fmt: skip
    return render(request, "partnership/codes/proposed.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("codebooks/<uuid:id>/join/", join, name="codebook-join"),
    path("codebooks/<uuid:id>/split/", split, name="codebook-split"),
    path("places/<uuid:id>/codebooks/proposed/", proposed, name="codebook-proposed"),
]
