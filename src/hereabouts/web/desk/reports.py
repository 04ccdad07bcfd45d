"""Reports from residents: what waits, taking one on, and writing down one that came by phone, on paper or in person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.records.intake import access as intake
from hereabouts.records.intake import changes as letters
from hereabouts.records.intake import reads as intake_reads
from hereabouts.records.problems import access, changes, reads
from hereabouts.web.desk.report_forms import AcceptForm, WriteForm, WrittenDownForm
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


@holding("report.see")
def index(request: HttpRequest) -> HttpResponse:
    """List the reports nobody has taken on, by the day they are due, and those that belong to no problem yet."""
    taken = reads.reports(request.actor, on=request.today)
    context = {
        "waiting": reads.waiting(request.actor, on=request.today),
        "loose": [report for report in taken if report.problem_id is None],
        "may_accept": holds(request, "report", "accept"),
        "section": "problems",
    }
    return render(request, "desk/reports.html", context)


@holding("report.accept")
def letter(request: HttpRequest, id) -> HttpResponse:
    """Read one letter and take it on, with a word to its sender."""
    found = intake.find(request.actor, id, on=request.today)
    form = AcceptForm(sent_by(request), auto_id="%s")
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.accept(by=request.actor, on=request.today, letter=found, **form.cleaned_data)
        except changes.CannotBe as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Taken on. Its sender can read your words now."))
            return redirect("report-taken", id=made.pk)
    context = {"letter": intake_reads.sheet(found), "form": form, "section": "problems"}
    return render(request, "desk/letter.html", context, status=422 if form.errors else 200)


@holding("report.see")
def taken(request: HttpRequest, id) -> HttpResponse:
    """Show a report that was taken on, and put it to a problem."""
    report = access.find_report(request.actor, id, on=request.today)
    here = [
        p
        for p in reads.problems(request.actor, on=request.today)
        if p.stage != "closed" and p.place == report.place.name
    ]
    form = WriteForm(sent_by(request) if "words" in request.POST else None, auto_id="%s")
    if form.is_bound and form.is_valid():
        letters.reply(by=request.actor, on=request.today, letter=report.letter, **form.cleaned_data)
        messages.success(request, _("Written. Its sender can read it under the reference."))
        return redirect("report-taken", id=id)
    if request.method == "POST" and not form.is_bound:
        problem = access.find(request.actor, request.POST.get("problem"), on=request.today)
        changes.attach(by=request.actor, on=request.today, problem=problem, report=report)
        messages.success(request, _("Added. Its sender can read which problem it belongs to."))
        return redirect("problem", id=problem.pk)
    context = {
        "report": reads.told(report),
        "contact": reads.contact_of(report, request.actor, on=request.today),
        "problems": here,
        "form": form,
        "may_open": holds(request, "problem", "open"),
        "may_answer": holds(request, "letter", "answer"),
        "section": "problems",
    }
    return render(request, "desk/report.html", context, status=422 if form.errors else 200)


@holding("report.accept")
def write_down(request: HttpRequest) -> HttpResponse:
    """Write down what somebody says on the phone, hands in on paper or tells in person: the same reference, the same reply."""
    addresses = intake_reads.addresses(on=request.today)
    form = WrittenDownForm(sent_by(request), addresses=addresses, initial={"once": uuid.uuid4()}, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "once": str(form.cleaned_data["once"])}
        made = letters.send(
            by=request.actor, on=request.today, kind="report", wants_reply=bool(facts["contact"]), **facts
        )
        messages.success(request, _("Written down. Tell them their reference: %(ref)s") % {"ref": made.ref})
        return redirect("reports")
    context = {"form": form, "section": "problems"}
    return render(request, "desk/write_down.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("reports/", index, name="reports"),
    path("reports/write-down/", write_down, name="report-write-down"),
    path("reports/waiting/<uuid:id>/", letter, name="report-waiting"),
    path("reports/<uuid:id>/", taken, name="report-taken"),
]
