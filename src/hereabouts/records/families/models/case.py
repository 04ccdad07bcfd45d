"""What every guarded thing about a family is: a CASE, that only a clause of an agreement in force opens."""

from __future__ import annotations

from django.db import models

from hereabouts.core.ledger import Sensitivity
from hereabouts.records.ledger.record import Guarded


def choices(words) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Case(Guarded):
    """A guarded thing about a family: sensitive from the moment it is made."""

    PURPOSE = "early help"
    LOCKED = True

    sensitivity = models.PositiveSmallIntegerField(
        default=Sensitivity.CASE, choices=[(s.value, s.name.lower()) for s in Sensitivity]
    )

    class Meta:
        abstract = True
