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
    return tuple(
        Form(row.form, called(row.form), row.words, row.link, row.made_by, row.checked_by, row.made_from != print_of(ours))
        for row in rows
    )  # fmt: skip


def guide_in(guide: str, form: str, place: Place, *, on: date) -> dict[str, Form]:
    """Give the questions of a guide in another form, by prompt, as far as each was made and is not out of date."""
    rows = OtherForm.objects.filter(place=place, about__startswith=f"{QUESTION}: {guide}/", form=form, made_on__lte=on)
    ours = {prompt.id: prompt.ask for prompt in guides()[guide].prompts}
    found = {row.about.rpartition("/")[2]: row for row in rows}
    return {
        prompt: Form(form, called(form), row.words, row.link, row.made_by, row.checked_by, old=False)
        for prompt, row in found.items() if prompt in ours and row.made_from == print_of(ours[prompt])
    }  # fmt: skip
