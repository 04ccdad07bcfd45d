"""What anybody may send, and follow: a report, own words, a request for help. No account, and no cookie but the form's."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.records.intake import changes, reads
from hereabouts.records.releases.reads import latest, phone
from hereabouts.web.public.letter_forms import AskForm, LetterForm, ReportForm
from hereabouts.web.public.links import served
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.limits import Limit
from hereabouts.web.shared.middleware import said

MISSES, MINUTES = 30, 15  # references that do not exist, from one address: enough for a library, too few to guess
LETTERS, LETTER_MINUTES = 60, 60  # letters from one address: a hall full of people with one line out, and no flood


class TooManyLetters(Sentence):
    """Far more letters from one address than people there could write."""


class TooManyGuesses(Sentence):
    """Somebody tries references that do not exist, one after the other."""


def _letter(kind: str, form_class: type[LetterForm], template: str):
    """Make the view of one kind of letter: an empty form, the form with what is wrong, or off to the reference."""

    @anybody
    @never_cache
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        addresses = reads.addresses(on=request.today)
        about = request.GET.get("place", "")
        here = next((one for one in addresses if str(one.id) == about), None)
        if kind == "help" and not reads.help_is_read(on=request.today):
            return _nobody_reads(request, here)
        form = form_class(
            sent_by(request), addresses=addresses, initial={"place": about, "once": uuid.uuid4()}, auto_id="%s"
        )
        if request.method == "POST" and form.is_valid():
            facts = {**form.cleaned_data, "once": str(form.cleaned_data["once"])}
            wants = bool(facts.get("contact"))
            try:
                _not_a_flood(request)
                sent = changes.send(by=request.actor, on=request.today, kind=kind, wants_reply=wants, **facts)
            except (changes.NothingSaid, TooManyLetters) as problem:
                form.add_error(None, said(problem))
            else:
                _letters().count(request)
                return redirect("sent", id=sent.pk)
        context = {"form": form, "section": kind, **_about(here)}
        return render(request, template, context, status=422 if form.errors else 200)

    return view


def _nobody_reads(request: HttpRequest, here: reads.Address | None) -> HttpResponse:
    """Say that a request for help cannot be sent now, and whom to ring."""
    context = {"section": "help", "ring": reads.whom_to_ring(), **_about(here)}
    return render(request, "public/ask_closed.html", context, status=422 if request.method == "POST" else 200)


report = _letter("report", ReportForm, "public/report.html")
tell = _letter("words", LetterForm, "public/tell.html")
ask = _letter("help", AskForm, "public/ask.html")


@anybody
@never_cache
@require_safe
def sent(request: HttpRequest, id) -> HttpResponse:
    """Give the reference, and say what happens next."""
    ref, kind = reads.receipt(id)
    return render(request, "public/sent.html", {"ref": ref, "kind": kind, "links": served()})


@anybody
@never_cache
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Show what became of somebody's words, by the reference; nothing else of the letter."""
    ref, found, problem = request.GET.get("ref", "").strip(), None, ""
    if ref:
        _patience(request)
        try:
            found = reads.thread(ref, on=request.today)
        except reads.UnknownReference as unknown:
            problem = said(unknown)
            _misses().count(request)
    here = next((one for one in reads.addresses(on=request.today) if str(one.id) == request.GET.get("place")), None)
    standing = latest("plan", found.place_id) if found and found.place_id else None
    plan_link = served(found.place_id, plan=standing).plan if found and standing else ""
    context = {
        "ref": ref,
        "thread": found,
        "problem": problem,
        "section": "follow",
        "plan_link": plan_link,
        **_about(here),
    }
    return render(request, "public/follow.html", context, status=404 if problem else 200)


def _about(here: reads.Address | None) -> dict:
    """Give a page its place, with the way back to what is released of it."""
    if here is None:
        return {"links": served(), "phone": phone()}
    plan, profile = latest("plan", here.id), latest("profile", here.id)
    return {
        "here": here.name,
        "here_id": here.id,
        "phone": phone(here.id),
        "links": served(here.id, plan=plan, profile=profile),
    }


def _letters() -> Limit:
    return Limit("letters", LETTERS, LETTER_MINUTES)


def _misses() -> Limit:
    return Limit("missed-references", MISSES, MINUTES)


def _not_a_flood(request: HttpRequest) -> None:
    if _letters().reached(request):
        raise TooManyLetters(
            "Very many letters came from here within the hour. Nothing was sent; try again in {n} minutes, or ring us.",
            n=LETTER_MINUTES,
        )


def _patience(request: HttpRequest) -> None:
    if _misses().reached(request):
        raise TooManyGuesses(
            "Too many references that do not exist came from here. Try again in {n} minutes, or ring us.", n=MINUTES
        )


urlpatterns = [
    path("report/", report, name="report"),
    path("tell-us/", tell, name="tell"),
    path("ask-for-help/", ask, name="ask"),
    path("sent/<uuid:id>/", sent, name="sent"),
    path("follow/", follow, name="follow"),
]
