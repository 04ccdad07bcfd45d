"""The catalogue of courses, and who completed which: what is asked for before somebody is trusted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.training import NotACourse, counts_until
from hereabouts.records.ledger.changes import change
from hereabouts.records.partners.models import Course, Training

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation


@change("training.offer")
def offer_course(
    *,
    by: Actor,
    on: date,
    name: str,
    about: str = "",
    provider: Organisation | None = None,
    open_to: str = "",
    lasts_months: int | None = None,
) -> Course:
    """Put a course into the catalogue, or say anew what it is. It is known by its name: roles and clauses ask for that."""
    if not name.strip():
        raise NotACourse("Give the course a name.")
    facts = {"about": about, "provider": provider, "open_to": open_to, "lasts_months": lasts_months, "ended_on": None}
    found = Course.objects.filter(name__iexact=name.strip()).first() or Course(name=name.strip())
    for field, value in facts.items():
        setattr(found, field, value)
    found.save()
    return found


@change("training.note", about="account")
def complete(*, by: Actor, on: date, account: Account, course: Course, completed_on: date | None = None) -> Training:
    """Write down that somebody completed a course. From their next request on it counts, as long as the course lasts.

    Nobody writes down their own: somebody who was there does.
    """
    day = completed_on or on
    if day > on:
        raise NotACourse("{day:%-d %B %Y} has not come yet.", day=day)
    if by.id == str(account.pk):
        raise NotACourse(
            "Somebody else writes down what you completed: whoever gave the course, or your administrator."
        )
    made, _ = Training.objects.get_or_create(
        account=account, course=course, completed_on=day,
        defaults={
            "until": counts_until(day, course.lasts_months), "noted_by": by.name, "organisation": account.organisation
        },
    )  # fmt: skip
    return made
