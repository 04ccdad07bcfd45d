"""The draft of the public record of our algorithmic tools, as a page and as files to take to whoever publishes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.account.transparency import BLANK, CAUTION, LIVE, markdown
from hereabouts.records.account.transparency import as_word, records
from hereabouts.web.shared.doors import holding

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@holding("agreement.see")
def transparency(request: HttpRequest) -> HttpResponse:
    """Show what the record of each tool would say today, and what is left for the council to fill."""
    drafts = records(request.actor, on=request.today)
    context = {"records": drafts, "caution": CAUTION, "live": LIVE, "blank": BLANK, "section": "agreements"}
    return render(request, "stewardship/transparency.html", context)


@holding("agreement.see")
def as_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the draft as a Word or a Markdown file."""
    drafts = records(request.actor, on=request.today)
    if kind == "docx":
        body, type_ = as_word(drafts, on=request.today), WORD
    else:
        body, type_ = markdown(drafts, request.today), "text/markdown; charset=utf-8"
    named = {"Content-Disposition": f'attachment; filename="transparency-draft-{request.today:%Y-%m-%d}.{kind}"'}
    return HttpResponse(body, content_type=type_, headers=named)


urlpatterns = [
    path("transparency/", transparency, name="transparency"),
    path("transparency/draft.docx", as_file, {"kind": "docx"}, name="transparency-word"),
    path("transparency/draft.md", as_file, {"kind": "md"}, name="transparency-markdown"),
]
