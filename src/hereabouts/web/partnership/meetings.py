"""Pages of meetings: what comes and what was, calling one, moving one, papers, and files to take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.core.governance.exempt import NoSuchParagraph
from hereabouts.core.governance.meetings import OutOfTurn, Ref
from hereabouts.engines import calendars, documents
from hereabouts.records.governance import access, changes, reads
from hereabouts.web.partnership.governance_forms import CallForm, CancelForm, ItemForm, TimeForm
from hereabouts.web.partnership.minutes import document
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@holding("meeting.see")
def index(request: HttpRequest) -> HttpResponse:
    """Show what comes and what was."""
    context = {
        "coming": reads.coming(request.actor, on=request.today),
        "past": reads.past(request.actor, on=request.today)[:20],
        "may_call": holds(request, "meeting", "call"),
        "may_see_groups": holds(request, "group", "see"),
        "may_see_decisions": holds(request, "decision", "see"),
        "section": "meetings",
    }
    return render(request, "partnership/meetings.html", context)


@holding("meeting.call")
def call(request: HttpRequest) -> HttpResponse:
    """Call a meeting of a group."""
    groups = reads.tree(request.actor, on=request.today)
    form = CallForm(request.POST or None, groups=groups, initial={"group": request.GET.get("group")})
    if request.method == "POST" and form.is_valid() and (made := _called(request, form)):
        messages.success(request, _("The meeting is called. Its agenda begins with what is still open."))
        return redirect("meeting", id=made.pk)
    context = {"form": form, "groups": groups, "section": "meetings"}
    return render(request, "partnership/meeting_call.html", context, status=422 if form.is_bound else 200)


def _called(request: HttpRequest, form: CallForm):
    facts = form.cleaned_data
    group = access.find(request.actor, facts["group"], on=request.today)
    more = {key: facts[key] for key in ("support_note", "public")}
    try:
        return changes.call_meeting(by=request.actor, on=request.today, group=group, **form.times(), **more)
    except changes.NotATime as problem:
        form.add_error(None, said(problem))
        return None


@holding("meeting.call")
def move(request: HttpRequest, id) -> HttpResponse:
    """Move a meeting or cancel it; every calendar that has it follows."""
    found = access.find_meeting(request.actor, id, on=request.today)
    start, end = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    now = {
        "day": start.date(), "starts": start.time(), "ends": end.time(), "where": found.where, "access_note": found.access_note,
    }  # fmt: skip
    cancels = request.POST.get("step") == "cancel"
    form = TimeForm(request.POST if request.POST and not cancels else None, initial=now)
    why = CancelForm(request.POST if cancels else None)
    asked = why if cancels else form
    if request.method == "POST" and asked.is_valid() and _moved(request, found, asked):
        messages.success(request, _("Saved. Send the calendar file again to those who have the meeting."))
        return redirect("meeting", id=id)
    context = {
        "form": form,
        "why": why,
        "meeting": found,
        "group": found.group.name,
        "section": "meetings",
        "wrong": asked.errors,
    }
    return render(request, "partnership/meeting_move.html", context, status=422 if asked.is_bound else 200)


def _moved(request: HttpRequest, found, form) -> bool:
    given = {"by": request.actor, "on": request.today, "meeting": found}
    try:
        if isinstance(form, CancelForm):
            changes.cancel(**given, **form.cleaned_data)
        else:
            changes.move_meeting(**given, **form.times())
    except (changes.NotATime, OutOfTurn) as problem:
        form.add_error(None, said(problem))
    return form.is_valid()


@holding("meeting.call")
def put(request: HttpRequest) -> HttpResponse:
    """Put something on the agenda of a meeting to come: a paper, a plan of ours, a working group's report."""
    meetings = [m for m in reads.coming(request.actor, on=request.today) if not m.cancelled]
    form = ItemForm(request.POST or None, meetings=meetings, initial=_asked(request))
    if request.method == "POST" and form.is_valid() and (item := _put(request, form)):
        messages.success(request, _("It is on the agenda."))
        return redirect(reverse("meeting", args=[form.cleaned_data["meeting"]]) + f"#item-{item.number}")
    order = reads.paper_order(request.actor, on=request.today, meeting=request.GET.get("meeting"))
    context = {"form": form, "meetings": meetings, "order": order, "section": "meetings"}
    return render(request, "partnership/item.html", context, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest) -> dict:
    """Take what the page before said; a group that reports back brings how it stands."""
    asked = {
        key: request.GET[key] for key in ("meeting", "title", "purpose", "about_kind", "about_id") if key in request.GET
    }
    order = reads.paper_order(request.actor, on=request.today, meeting=request.GET.get("meeting"))
    if order and "headings" in request.GET:
        asked["paper"] = "\n\n".join(order[1])
    if asked.get("about_kind") == "group":
        group = access.find(request.actor, asked["about_id"], on=request.today)
        asked |= {"title": _("Report from {group}").format(group=group.name), "purpose": "note"}
        asked["paper"] = reads.report_back(group, on=request.today)
    return asked


def _put(request: HttpRequest, form: ItemForm):
    facts = dict(form.cleaned_data)
    meeting = access.find_meeting(request.actor, facts.pop("meeting"), on=request.today)
    about = Ref(facts.pop("about_kind"), facts.pop("about_id"))
    try:
        return changes.add_item(by=request.actor, on=request.today, **facts | {"meeting": meeting, "about": about})
    except (NoSuchParagraph, OutOfTurn) as problem:
        form.add_error(None, said(problem))
        return None


@holding("meeting.see")
def papers(request: HttpRequest, id) -> HttpResponse:
    """The agenda with its papers as they go to print; of a public meeting, without what the law lets us keep back."""
    found = access.find_meeting(request.actor, id, on=request.today)
    sheet = reads.meeting_sheet(found, request.actor, on=request.today)
    return render(request, "partnership/papers.html", {"meeting": sheet, "section": "meetings"})


@holding("meeting.see")
def minutes(request: HttpRequest, id) -> HttpResponse:
    """Give the minutes as a Word document."""
    found = access.find_meeting(request.actor, id, on=request.today)
    sheet = reads.meeting_sheet(found, request.actor, on=request.today)
    return _file(documents.written(document(sheet)), WORD, f"minutes-{sheet.starts_at:%Y-%m-%d}.docx")


@holding("meeting.see")
def calendar(request: HttpRequest, id) -> HttpResponse:
    """Give the meeting as a calendar file."""
    found = access.find_meeting(request.actor, id, on=request.today)
    url = request.build_absolute_uri(reverse("meeting", args=[id]))
    return _file(calendars.written(reads.calendar_entry(found, url=url)), "text/calendar; charset=utf-8", "meeting.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


urlpatterns = [
    path("meetings/", index, name="meetings"),
    path("meetings/call/", call, name="meeting-call"),
    path("meetings/agenda/", put, name="put-on-agenda"),
    path("meetings/<uuid:id>/move/", move, name="meeting-move"),
    path("meetings/<uuid:id>/papers/", papers, name="meeting-papers"),
    path("meetings/<uuid:id>/minutes.docx", minutes, name="meeting-minutes"),
    path("meetings/<uuid:id>/meeting.ics", calendar, name="meeting-calendar"),
]
