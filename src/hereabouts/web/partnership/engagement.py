"""The page of who takes part in what, and who is missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from hereabouts.core.partners.engagement import Part, matrix
from hereabouts.engines.definitions import partner_kinds
from hereabouts.records.governance import reads as governance
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import taking_part as plans
from hereabouts.records.problems import reads as problems
from hereabouts.records.voice import reads as voice
from hereabouts.web.shared.doors import holding

COLUMNS = {
    "groups": _("Groups"), "plans": _("Actions of plans"), "problems": _("Problems"), "listening": _("Listening"),
    "promises": _("Promises"),
}  # fmt: skip


@holding("commitment.see")
def taking_part(request: HttpRequest) -> HttpResponse:
    """Set every partner against the groups, actions, problems, listening and promises that this reader may see."""
    asked = (governance.parts, plans.parts, problems.parts, voice.parts)
    parts = [part for read in asked for part in read(request.actor, on=request.today)]
    told = partners.tracker(request.actor, on=request.today)
    parts += [
        Part(str(line.partner_id), "promises", str(line.id), line.what, line.status)
        for line in told.lines
        if line.status != "stopped"
    ]
    rows = [(str(p.id), p.name, p.kind) for p in partners.organisations()]
    found = matrix(rows, parts, columns=tuple(COLUMNS), kinds=partner_kinds())
    words = dict(partners.kinds())
    lines = [
        {"row": row, "kind": words.get(row.kind, row.kind), "cells": [(COLUMNS[c], row.parts[c]) for c in COLUMNS]}
        for row in found.rows
    ]
    context = {
        "found": found,
        "lines": lines,
        "columns": COLUMNS.values(),
        "here": "taking-part",
        "section": "meetings",
    }
    return render(request, "partnership/taking_part.html", context)


urlpatterns = [path("partners/taking-part/", taking_part, name="taking-part")]
