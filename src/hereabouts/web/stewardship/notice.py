"""What an agreement says, told to others: the beginning of its impact assessment, and the notice for the people it is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import listed
from hereabouts.records.trust import access, sheets
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.tags import day, fields_said
from hereabouts.web.stewardship.clause_words import lets_said


def begun(sheet: sheets.Sheet) -> dict[str, str]:
    """Begin those answers of an impact assessment that are facts of the agreement; the judgements stay people's own."""
    line = sheet.line
    flows = [_flow(clause) for clause in sheet.clauses]
    measures = [
        _("What no clause names is not shown, by the same rule on every page, list and file."),
        _("Every look at a record of a person leaves a sealed entry, and unusual looks are reviewed."),
        _("It stops by itself after %(day)s.") % {"day": day(line.ends_on)},
        *(_("Clause %(number)s asks for: %(courses)s.") % {"number": c.number, "courses": listed(c.requires)}
          for c in sheet.clauses if c.requires),
    ]  # fmt: skip
    said = {
        "need": _("For %(purpose)s, between %(parties)s. %(basis)s")
        % {"purpose": line.purpose, "parties": listed(line.parties), "basis": line.basis},
        "flows": "\n".join([*filter(None, [sheet.flows, sheet.retention]), *flows]),
        "measures": "\n".join(measures),
    }
    return {step: words for step, words in said.items() if words}


def _flow(clause: sheets.Allowed) -> str:
    opened = f" {_('It opens:')} {fields_said(clause.fields)}." if clause.fields else ""
    return f"{clause.number}: {listed(clause.roles)}: {'; '.join(lets_said(clause.grants))}.{opened}"


@holding("agreement.see")
def notice(request: HttpRequest, id) -> HttpResponse:
    """Say to the people whom an agreement is about what is shared of them, with whom, why and how long: to read and to print."""
    found = access.find(request.actor, id, on=request.today)
    sheet = sheets.sheet(found, on=request.today)
    context = {"sheet": sheet, "shares": [c for c in sheet.clauses if c.items], "section": "agreements"}
    return render(request, "stewardship/notice.html", context)


urlpatterns = [path("agreements/<uuid:id>/notice/", notice, name="agreement-notice")]
