"""The plan as files: Word in the council's own template, Excel, CSV, JSON, and the plan on one page for the wall."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.pdf import pdf_of
from hereabouts.records.plans import access, reads
from hereabouts.records.plans.paper import file_of, own_template
from hereabouts.web.partnership.profile_files import style
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.middleware import said

KINDS = {
    ".csv": "text/csv; charset=utf-8", ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


class TemplateForm(Dressed):
    """The council's own Word template."""

    template = forms.FileField(
        label=_("Your council’s Word template"), required=False,
        help_text=_("DOCX. Its styles, header, footer and letterhead stay; nothing of it is kept here."),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": ".docx"}),
    )  # fmt: skip


def _file(request: HttpRequest, id, ending: str, template: bytes | None = None) -> HttpResponse:
    found = access.find(request.actor, id, on=request.today)
    response = HttpResponse(
        file_of(request.actor, found, ending, on=request.today, template=template), content_type=KINDS[ending]
    )
    response["Content-Disposition"] = f'attachment; filename="{found.ref}{ending}"'
    return response


@holding("plan.see")
def as_csv(request: HttpRequest, id) -> HttpResponse:
    """Give the plan's actions as CSV; text that a spreadsheet would run stays text."""
    return _file(request, id, ".csv")


@holding("plan.see")
def as_excel(request: HttpRequest, id) -> HttpResponse:
    """Give the plan's actions as an Excel file; text that a spreadsheet would run stays text."""
    return _file(request, id, ".xlsx")


@holding("plan.see")
def as_json(request: HttpRequest, id) -> HttpResponse:
    """Give the whole plan as JSON."""
    return _file(request, id, ".json")


@holding("plan.see")
def as_word(request: HttpRequest, id) -> HttpResponse:
    """Give the plan as a Word document, in a template that is sent along or in the partnership's own."""
    found = access.find(request.actor, id, on=request.today)
    form = TemplateForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["template"]
        try:
            return _file(request, id, ".docx", sent.read() if sent else None)
        except Sentence as problem:
            form.add_error("template", said(problem))
    context = {"form": form, "plan": found, "section": "plan", "own": own_template() is not None}
    return render(request, "partnership/plan_word.html", context, status=422 if form.errors else 200)


def _one_page(request: HttpRequest, id) -> dict:
    found = access.find(request.actor, id, on=request.today)
    together = reads.joint_projects(request.actor, found, on=request.today)
    thanks = [(project.line.title, project.thanked) for project in together if project.thanked]
    return {
        "plan": reads.plan(request.actor, found, on=request.today), "section": "plan", "id": id, "thanks": thanks,
    }  # fmt: skip


@holding("plan.see")
def one_page(request: HttpRequest, id) -> HttpResponse:
    """Show the plan on one page: what it wants, who does what by when."""
    return render(request, "partnership/plan_one_page.html", _one_page(request, id))


@holding("plan.see")
def one_page_pdf(request: HttpRequest, id) -> HttpResponse:
    """Give the plan on one page as PDF, A4 on its side."""
    context = _one_page(request, id) | {"style": style(), "today": request.today}
    response = HttpResponse(
        pdf_of(render_to_string("partnership/plan_one_page_paper.html", context)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{context["plan"].line.ref}-one-page.pdf"'
    return response


urlpatterns = [
    path("plans/<uuid:id>/plan.csv", as_csv, name="plan-csv"),
    path("plans/<uuid:id>/plan.xlsx", as_excel, name="plan-xlsx"),
    path("plans/<uuid:id>/plan.json", as_json, name="plan-json"),
    path("plans/<uuid:id>/word/", as_word, name="plan-docx"),
    path("plans/<uuid:id>/one-page/", one_page, name="plan-one-page"),
    path("plans/<uuid:id>/one-page.pdf", one_page_pdf, name="plan-pdf"),
]
