"""The coding desk: one person's words at a time, with what is suggested and why; a second coder blind; and how good it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.codebooks import CodeText
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.codebook_forms import DeskForm
from hereabouts.web.partnership.codebooks import book_for, in_room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

AT_ONCE = 20_000  # answers that a page lets the machine read; more have the command line


class TooMany(Sentence):
    """More answers than a page can let a machine read while somebody waits."""


@holding("codebook.write")
def read(request: HttpRequest, id) -> HttpResponse:
    """Let the machine read what waits, and suggest."""
    book = book_for(request, id, "codebook.write")
    if request.method != "POST":
        raise NotFound
    line = reads.codebook_line(request.actor, book, on=request.today)
    if line.waiting > AT_ONCE:
        raise TooMany(
            "{n:,} answers are more than a page can wait for. Use the command line: hereabouts voice suggest NAME --place PLACE --as EMAIL",
            n=line.waiting,
        )
    changes.read_anew(by=request.actor, on=request.today, codebook=book)
    messages.success(request, _("Read. What is suggested counts for nothing until you accept it."))
    return redirect("codebook", id=id)


@holding("contribution.code")
def desk(request: HttpRequest, id) -> HttpResponse:
    """Judge the next words that nobody has judged, or those asked for."""
    book = book_for(request, id, "contribution.code")
    wanted = _uuid(request.POST.get("answer") or request.GET.get("answer"))
    found = reads.to_judge(request.actor, book, on=request.today, one=wanted, after=_uuid(request.GET.get("after")))
    if found is None and wanted:
        raise NotFound
    if found is None:
        sheet = reads.codebook_sheet(request.actor, book, on=request.today)
        return render(request, "partnership/codes/desk_done.html", in_room(request, book, sheet=sheet))
    codes = reads.codes_of(book)
    form = _form(request, codes, found)
    if request.method == "POST" and form.is_valid():
        try:
            _judged(request, book, found, form.cleaned_data)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            return redirect("coding-desk", id=id)
    numbers = {one.code: (n, one) for n, one in enumerate(codes, 1)}
    suggested = [(s, *numbers[s.code]) for s in found.suggested if s.code in numbers]
    line = reads.codebook_line(request.actor, book, on=request.today)
    context = in_room(request, book, line=line, found=found, form=form, suggested=suggested, blind=False)
    return render(request, "partnership/codes/desk.html", context, status=422 if form.errors else 200)


def _uuid(told: str | None) -> UUID | None:
    try:
        return UUID(told) if told else None
    except ValueError:
        raise NotFound from None


def _form(request: HttpRequest, codes, found) -> DeskForm:
    initial = {"answer": found.id, "alike": True} | {f"c-{code}": way for code, way in found.had}
    return DeskForm(
        request.POST if request.method == "POST" else None, initial=initial, codes=codes, suggested=found.suggested
    )


def _judged(request: HttpRequest, book, found, had: dict) -> None:
    given = {"by": request.actor, "on": request.today, "codebook": book}
    contribution = access.find(request.actor, found.id, on=request.today)
    if had["fresh"].strip():
        changes.write_codes(**given, codes=[CodeText(had["fresh"].strip(), had["fresh"].strip())])
    codes = _codes(book, had)
    changes.judge(**given, contribution=contribution, codes=codes, alike=had["alike"])
    if had["memo"].strip():
        changes.write_memo(**given, words=had["memo"], contribution=contribution)


def _codes(book, had: dict) -> dict:
    stand = {str(one.pk): one for one in book.codes.filter(ended_on=None)}
    fresh = had["fresh"].strip().casefold()
    new = next((one for one in stand.values() if fresh and one.name.casefold() == fresh), None)
    return {stand[pk]: way for pk, way in had["found"].items()} | ({new: "problem"} if new else {})


@holding("contribution.code")
def nothing(request: HttpRequest, id) -> HttpResponse:
    """Look at what says nothing, and judge all of it at once."""
    book = book_for(request, id, "contribution.code")
    if request.method == "POST":
        n = changes.judge_nothing(by=request.actor, on=request.today, place=book.place, codebook=book)
        told = ngettext("%(n)d answer set aside as saying nothing.", "%(n)d answers set aside as saying nothing.", n)
        messages.success(request, told % {"n": n})
        return redirect("codebook", id=id)
    words = reads.saying_nothing(request.actor, book, on=request.today).most_common()
    return render(request, "partnership/codes/nothing.html", in_room(request, book, words=words))


@holding("contribution.code")
def second(request: HttpRequest, id) -> HttpResponse:
    """Judge a sample as the second coder, seeing nobody's judgement and no suggestion."""
    book = book_for(request, id, "contribution.code")
    left, done, every = reads.blind_sample(request.actor, book, on=request.today)
    chosen = _uuid(request.POST.get("answer"))
    found = next((one for one in left if chosen in {None, one.id}), None)
    if found is None:
        context = in_room(request, book, done=done, every=every)
        return render(request, "partnership/codes/second_done.html", context)
    form = _form(request, reads.codes_of(book), found)
    if request.method == "POST" and form.is_valid():
        contribution = access.find(request.actor, found.id, on=request.today)
        try:
            changes.judge_blind(
                by=request.actor, on=request.today, codebook=book, contribution=contribution,
                codes=_codes(book, form.cleaned_data | {"fresh": ""}),
            )  # fmt: skip
            return redirect("coding-second", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = in_room(request, book, found=found, form=form, blind=True, done=done, every=every)
    return render(request, "partnership/codes/desk.html", context, status=422 if form.errors else 200)


@holding("codebook.see")
def quality(request: HttpRequest, id) -> HttpResponse:
    """Show whether coders agree, and how good suggestions were."""
    book = book_for(request, id)
    coders, found = reads.coders(book, on=request.today), reads.quality_of(book, on=request.today)
    labels = {one.code: one.label for one in reads.texts_of(book)}
    context = in_room(
        request, book, coders=coders, quality=found, alike=[(labels.get(a.code, a.code), a) for a in coders.codes],
        suggested=[(labels.get(c.code, c.code), c) for c in found.accepted.codes] if found.accepted else [],
        back=reverse("codebook", args=[id]),
    )  # fmt: skip
    return render(request, "partnership/codes/quality.html", context)


urlpatterns = [
    path("codebooks/<uuid:id>/read/", read, name="codebook-read"),
    path("codebooks/<uuid:id>/desk/", desk, name="coding-desk"),
    path("codebooks/<uuid:id>/nothing/", nothing, name="coding-nothing"),
    path("codebooks/<uuid:id>/second/", second, name="coding-second"),
    path("codebooks/<uuid:id>/quality/", quality, name="codebook-quality"),
]
