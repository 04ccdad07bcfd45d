"""Texts of ours in the other forms they were given, and which of those are out of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.voice.other_forms import Form, called, print_of
from hereabouts.engines.definitions import guides
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.voice.models import Activity, EngagementPlan, OtherForm

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

INVITATION, TOLD, QUESTION = "invitation", "told", "question"


def text_of(about: str, place: Place) -> str:
    """Give the text of ours that another form is of; NotFound where there is none here."""
    kind, _, which = about.partition(": ")
    if kind == QUESTION:
        guide, _, prompt = which.rpartition("/")
        found = next((p.ask for p in guides()[guide].prompts if p.id == prompt), "") if guide in guides() else ""
    elif kind == INVITATION:
        found = Activity.objects.filter(place=place, pk=_id(which)).values_list("joining", flat=True).first()
    elif kind == TOLD:
        found = EngagementPlan.objects.filter(place=place, pk=_id(which)).values_list("told", flat=True).first()
    else:
        found = ""
    if not found:
        raise NotFound
    return found


def _id(which: str) -> UUID:
    try:
        return UUID(which)
    except ValueError as problem:
        raise NotFound from problem


def forms_of(about: str, ours: str, place: Place, *, on: date) -> tuple[Form, ...]:
    """Give a text in its other forms; ``old`` says that ours was changed since it was made."""
    rows = OtherForm.objects.filter(place=place, about=about, made_on__lte=on)
    return tuple(_form(row, ours) for row in rows)


def invitations(ours: dict[UUID, str], *, on: date) -> dict[UUID, list[Form]]:
    """Give how to take part in activities in other forms, by activity, as far as they still say what ours says."""
    about = {f"{INVITATION}: {activity}": activity for activity in ours}
    found: dict[UUID, list[Form]] = {}
    for row in OtherForm.objects.filter(about__in=about, made_on__lte=on):
        form = _form(row, ours[about[row.about]])
        if not form.old:
            found.setdefault(about[row.about], []).append(form)
    return found


def guide_in(guide: str, form: str, place: Place, *, on: date) -> dict[str, Form]:
    """Give the questions of a guide in another form, by prompt, as far as each was made and is not out of date."""
    rows = OtherForm.objects.filter(place=place, about__startswith=f"{QUESTION}: {guide}/", form=form, made_on__lte=on)
    ours = {prompt.id: prompt.ask for prompt in guides()[guide].prompts}
    found = {prompt: _form(row, ours[prompt]) for row in rows if (prompt := row.about.rpartition("/")[2]) in ours}
    return {prompt: made for prompt, made in found.items() if not made.old}


def _form(row: OtherForm, ours: str) -> Form:
    old = row.made_from != print_of(ours)
    return Form(row.form, called(row.form), row.words, row.link, row.made_by, row.checked_by, old)
