"""Rights requests: the list with its clocks, one request through its steps, its pack reviewed passage by passage."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.core.rights.pack import NotReviewed
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.places import access as places
from hereabouts.records.rights import access, changes, gathering, packs, reads
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said
from hereabouts.web.stewardship import rights_forms
from hereabouts.web.stewardship.rights_words import DECISIONS, FIELDS, MODELS, ROOMS, clock_said, recorded

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@holding("rights_request.see")
def rights(request: HttpRequest) -> HttpResponse:
    """List the requests that are open, or closed."""
    closed = request.GET.get("show") == "closed"
    lines = reads.requests(request.actor, on=request.today, closed=closed)
    return render(request, "stewardship/rights.html", {"section": "audit", "closed": closed, "lines": lines})


@holding("rights_request.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register a request, before anything is searched."""
    known = list(places.visible(request.actor, on=request.today))
    form = rights_forms.RegisterForm(sent_by(request), places=known, initial={"received_on": request.today})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        where = places.find(request.actor, facts.pop("place"), on=request.today)
        if made := _done(form, lambda: changes.register(by=request.actor, on=request.today, place=where, **facts)):
            messages.success(request, _("Registered. Say next how you know who asks: then the clock begins."))
            return redirect("rights-request", id=made.pk)
    return render(
        request,
        "stewardship/rights_register.html",
        {"section": "audit", "form": form},
        status=422 if form.is_bound else 200,
    )


def _done(form: forms.Form, do):
    """Do a change; what is wrong stands on the form, and answers are kept."""
    try:
        return do()
    except (NotAllowed, NotFound):
        raise
    except Sentence as problem:
        field = problem.values.get("field")
        form.add_error(field if field in form.fields else None, said(problem))
        return None


STEPS = {
    "ask": (rights_forms.AskForm, changes.ask_identity), "settle": (rights_forms.SettleForm, changes.settle),
    "lengthen": (rights_forms.LengthenForm, changes.lengthen), "gather": (rights_forms.GatherForm, changes.gather),
    "answer": (rights_forms.AnswerForm, changes.answer), "refuse": (rights_forms.RefuseForm, changes.refuse),
    "note": (rights_forms.NoteForm, changes.note_wrong), "decide": (rights_forms.DecideForm, changes.decide_note),
    "withdraw": (rights_forms.WithdrawForm, changes.withdraw),
}  # fmt: skip
OFFERED = {
    "received": ("settle", "ask", "refuse", "withdraw"), "identity asked": ("settle", "ask", "refuse", "withdraw"),
    "searching": ("gather", "note", "lengthen", "refuse", "withdraw"),
    "review": ("answer", "gather", "note", "lengthen", "refuse", "withdraw"),
}  # fmt: skip


@holding("rights_request.see")
def one(request: HttpRequest, id) -> HttpResponse:
    """Show one request, and take it one step further."""
    found = access.find(request.actor, id, on=request.today)
    step = request.POST.get("step", "")
    if request.method == "POST" and step in STEPS:
        form = _form(step, request, found, data=request.POST)
        if form.is_valid():
            facts = {"by": request.actor, "on": request.today, "request": found, **form.cleaned_data}
            if _done(form, lambda: STEPS[step][1](**facts)):
                messages.success(request, _("Written down, here and in the audit trail."))
                return redirect("rights-request", id=id)
            found = access.find(request.actor, id, on=request.today)
        return _one(request, found, step, form)
    return _one(request, found)


def _form(step: str, request: HttpRequest, found, data=None) -> forms.Form:
    facts, open_ = {"prefix": step}, found.settled_on is not None and found.closed_on is None
    if step == "gather":  # nothing is searched before it is known who asks, nor once it is closed, whatever is sent
        facts["found"] = gathering.candidates(packs.who_of(found), found.dob, request.actor) if open_ else []
        facts["chosen"] = [one[1] for one in found.about]
    if step == "note":
        facts["records"] = gathering.noteable(packs.who_of(found), request.actor) if open_ else {}
    if step == "decide":
        facts["notes"] = [note for note in reads.sheet(found, on=request.today).notes if note.state == "stands"]
    if step == "settle":
        facts["today"] = request.today
    return STEPS[step][0](data, **facts)


def _one(request: HttpRequest, found, step: str = "", bound: forms.Form | None = None) -> HttpResponse:
    sheet = reads.sheet(found, on=request.today)
    offered = [s for s in OFFERED.get(sheet.line.state, ()) if s != "answer" or sheet.line.kind != "access"]
    if sheet.settled_on is None:
        offered = [s for s in offered if s not in {"gather", "note", "lengthen"}]
    alone = "settle" in offered and sheet.registrar == request.actor.id
    if alone:
        offered.remove("settle")
    if any(note.state == "stands" for note in sheet.notes):
        offered.append("decide")
    if found.longer_on and "lengthen" in offered:
        offered.remove("lengthen")
    steps = [(s, bound if s == step else _form(s, request, found)) for s in offered]
    context = {
        "section": "audit",
        "sheet": sheet,
        "steps": steps,
        "form": bound,
        "clock": clock_said(sheet),
        "alone": alone,
        "taken": _taken(request, found),
    }
    return render(request, "stewardship/rights_request.html", context, status=422 if bound else 200)


@holding("rights_request.redact")
def pack(request: HttpRequest, id) -> HttpResponse:
    """Review the pack passage by passage; or let it go out."""
    found = access.find(request.actor, id, on=request.today)
    if found.kind != "access" or not (found.state == "review" or _taken(request, found)):
        raise NotFound
    wrong = ""
    if request.method == "POST":
        try:
            if request.POST.get("step") == "issue":
                read = request.POST.get("read", "")
                changes.issue(by=request.actor, on=request.today, request=found, read=read)
                messages.success(request, _("It may go out. Take the Word document below."))
            else:
                n = changes.review_passages(
                    by=request.actor, on=request.today, request=found, decided=_decided(request), read=_read(request)
                )
                messages.success(request, _("Kept for %(n)s passages.") % {"n": n})
            return redirect("rights-pack", id=id)
        except NotReviewed as problem:
            wrong = said(problem)
    lay = packs.laid if found.state == "review" else packs.went_out
    laid = lay(request.actor, found, on=request.today)
    rooms = [(ROOMS[room], recorded(some)) for room, some in laid.rooms]
    context = {
        "section": "audit",
        "found": found,
        "pack": laid,
        "rooms": rooms,
        "decisions": list(DECISIONS.items()),
        "wrong": wrong,
    }
    return render(request, "stewardship/rights_pack.html", context, status=422 if wrong else 200)


def _taken(request: HttpRequest, found) -> bool:
    return found.state == "answered" and packs.may_be_taken(found, on=request.today)


def _read(request: HttpRequest) -> dict[str, str]:
    return {name[2:]: said_ for name, said_ in request.POST.items() if name.startswith("p-")}


def _decided(request: HttpRequest) -> dict[str, tuple[str, str]]:
    keys = [name[2:] for name in request.POST if name.startswith("d-") and request.POST[name]]
    return {key: (request.POST[f"d-{key}"], request.POST.get(f"r-{key}", "")) for key in keys}


@holding("rights_request.redact")
def pack_word(request: HttpRequest, id) -> HttpResponse:
    """Give the pack that went out as a Word document. There is none before every passage was looked at."""
    found = access.find(request.actor, id, on=request.today)
    if found.kind != "access" or not _taken(request, found):
        raise NotFound
    laid = packs.went_out(request.actor, found, on=request.today)
    body = packs.document(
        found, laid, at=timezone.now(), words={name: str(label) for name, label in (FIELDS | MODELS).items()}
    )
    return HttpResponse(
        body, content_type=WORD, headers={"Content-Disposition": f'attachment; filename="{found.ref}.docx"'}
    )


urlpatterns = [
    path("rights/", rights, name="rights"),
    path("rights/register/", register, name="rights-register"),
    path("rights/<uuid:id>/", one, name="rights-request"),
    path("rights/<uuid:id>/pack/", pack, name="rights-pack"),
    path("rights/<uuid:id>/pack.docx", pack_word, name="rights-pack-word"),
]
