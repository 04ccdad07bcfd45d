"""The door: ``may()`` said once more, in SQL. A spec holds the two equal, row by row."""

from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from hereabouts.core.ledger import Actor, Grant, Sensitivity, applying
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.models import Named

NOWHERE = UUID(int=0)  # the organisation of somebody who has none: nothing belongs to it


class NotFound(Sentence):
    """The same answer for what is not there and for what is not yours."""

    def __init__(self) -> None:
        super().__init__("We could not find that. It may not exist, or it may not be yours to see.")


def seen(rows: QuerySet, actor: Actor, *, on: date, purpose: str | None = None, verb: str = "see") -> QuerySet:
    """Keep the rows on which ``may(actor, verb, row.subject(), on, purpose=purpose)`` says yes.

    ``rows`` must be of a Guarded model. One condition of the rule stands on each line.
    """
    model = rows.model
    reach = Q(pk__in=[])
    applied = applying(actor, model.KIND, verb, on=on, purpose=purpose)
    for condition in dict.fromkeys(_reach(grant, model) for grant in applied):
        reach |= condition
    for field in ("pk", *model.ABOUT_FIELDS) if actor.conflicts else ():
        rows = rows.exclude(**{f"{field}__in": actor.conflicts})
    if model.WITHIN_FIELD:
        rows = rows.filter(Q(**{model.WITHIN_FIELD: False}) | Q(organisation_id=actor.organisation or NOWHERE))
    named = Named.objects.filter(kind=model.KIND, object=OuterRef("pk"), actor=actor.id)
    return rows.filter(reach).filter(~Q(sensitivity=Sensitivity.RESTRICTED) | Exists(named))


def _reach(grant: Grant, model: type[Model]) -> Q:
    reach = Q(pk__isnull=False)
    if grant.place is not None:
        reach &= Q(**{model.PLACE_FIELD: grant.place})
    if grant.organisation is not None:
        reach &= Q(organisation_id=grant.organisation)
    if grant.about is not None:
        reach &= reduce(or_, (Q(**{field: grant.about}) for field in ("pk", *model.ABOUT_FIELDS)))
    if grant.agreement is None:
        reach &= Q(sensitivity__lt=Sensitivity.CASE if grant.glass is None else Sensitivity.RESTRICTED)
    return reach


def one(rows: QuerySet, actor: Actor, id: object, *, on: date, purpose: str | None = None, verb: str = "see"):
    """Give the one row with that id if it may be seen; NotFound otherwise, whatever the cause."""
    try:
        found = seen(rows, actor, on=on, purpose=purpose, verb=verb).filter(pk=id).first()
    except ValidationError:  # something typed into a form or an address that is no id at all
        found = None
    if found is None:
        raise NotFound
    return found
