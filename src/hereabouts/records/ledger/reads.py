"""What the ledger can tell: who did what, whether the seals hold, who is named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, QuerySet

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.looks import gathered_of
from hereabouts.records.ledger.models import AuditEntry, Named
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.ledger.sealing import Verification, head, sealed_at, verify

__all__ = [
    "Line", "Verification", "called", "entries", "head", "hidden", "lines", "named", "newest", "opened", "referred", "sealed_at", "verify",
]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One audit entry, ready to be read by a person."""

    id: int
    at: datetime
    on: date
    who: str
    organisation: str
    what: str
    outcome: str
    object: str
    under: str
    purpose: str
    told: dict[str, Any]


def entries(*, object: str | None = None, actor: str | None = None, objects: Iterable[str] | None = None) -> QuerySet:
    """Give the entries, newest first, about one thing or about some, or by one person."""
    rows = AuditEntry.objects.order_by("-id")
    if object is not None:
        rows = rows.filter(object=object)
    if objects is not None:
        rows = rows.filter(object__in=list(objects))
    return rows if actor is None else rows.filter(actor=actor)


def opened(object: str) -> dict[str, int]:
    """Count how often each person has opened a thing, this very request among it."""
    rows = entries(object=object).filter(outcome="seen").order_by().values("actor").annotate(n=Count("pk"))
    found = Counter({row["actor"]: row["n"] for row in rows})
    found.update(gathered_of(object))
    return dict(found)


def lines(
    *,
    object: str | None = None,
    actor: str | None = None,
    objects: Iterable[str] | None = None,
    skip: int = 0,
    limit: int = 200,
) -> list[Line]:
    """Answer "who saw this?" and "what did she do?", newest first."""
    return [_line(e) for e in entries(object=object, actor=actor, objects=objects)[skip : skip + limit]]


def referred(ids: Iterable[str], actor: Actor) -> dict[str, str]:
    """Give the references of things that may stand before somebody, by their ids: every page and file asks this, and nothing else.

    Never a name; never what opens a letter to its sender; of what is restricted only to those who are named.
    """
    wanted = {UUID(i) for i in ids if _is_id(i)}
    found: dict[str, str] = {}
    with on_purpose("whoever reads the trail is told references, never a name"):
        for model in (m for m in _with_refs() if m.REF_SHOWN):
            found |= {str(pk): ref for pk, ref in model.objects.filter(pk__in=wanted).values_list("pk", "ref")}
    shut = hidden(found, actor)
    return {key: ref for key, ref in found.items() if key not in shut}


def called(words: str) -> list[str]:
    """Give the ids of the things that somebody means by a reference as it is written on a page, or by an id.

    "entry:17" means what that entry is about: it opens the trail of a thing without saying which it is.
    """
    kind, _, number = words.partition(":")
    if kind == "entry" and number.isdecimal():
        rows = AuditEntry.objects.filter(pk=int(number)).exclude(object="")
        return list(rows.values_list("object", flat=True))
    if _is_id(words):
        return [str(UUID(words))] if _known(UUID(words)) else []
    with on_purpose("whoever reads the trail asks by a reference"):
        rows = [(model, model.objects.filter(ref__iexact=words).values_list("pk", flat=True)) for model in _with_refs()]
        return [
            one for model, pks in rows for one in [*map(str, pks), *(model.also(list(map(str, pks))) if pks else ())]
        ]


def typed(words: str) -> str:
    """Give what somebody typed as the trail may keep it: short, and never what opens a letter to its sender."""
    words = words.strip()[:40]
    with on_purpose("what opens a letter is not kept in the trail"):
        opens = any(m.objects.filter(ref__iexact=words).exists() for m in _with_refs() if not m.REF_SHOWN)
    return "the reference of a letter" if opens else words


def hidden(ids: Iterable[str], actor: Actor) -> set[str]:
    """Give those of some things that are restricted to named people, of whom the actor is none: not even a reference is shown."""
    wanted = {UUID(i) for i in ids if _is_id(i)}
    kinds = [m for m in apps.get_models() if issubclass(m, Guarded)]
    deep = (m.objects.filter(pk__in=wanted, sensitivity=Sensitivity.RESTRICTED) for m in kinds)
    with on_purpose("what is restricted is told to nobody who is not named"):
        found = {str(pk) for rows in deep for pk in rows.values_list("pk", flat=True)}
    return found - {
        str(o) for o in Named.objects.filter(object__in=found, actor=actor.id).values_list("object", flat=True)
    }


def _known(id: UUID) -> bool:
    if entries(object=str(id)).exists():
        return True
    with on_purpose("whoever reads the trail asks by an id"):
        return any(model.objects.filter(pk=id).exists() for model in _with_refs())


def _with_refs() -> list[type[Any]]:
    return [m for m in apps.get_models() if hasattr(m, "REF_SHOWN") and hasattr(m, "ref")]


def _is_id(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False


def newest(object: object, *, what: str, **told: str) -> Line | None:
    """Give the newest entry of one change that was done to a thing, where it told exactly this: since when, by whom, why."""
    rows = entries(object=str(object)).filter(what=what, outcome="done")
    found = rows.filter(**{f"detail__{name}": value for name, value in told.items()}).first()
    return None if found is None else _line(found)


def _line(e: AuditEntry) -> Line:
    return Line(
        e.pk, e.at, e.on, e.actor_name, e.organisation, e.what, e.outcome, e.object, e.under, e.purpose, e.detail
    )


def named(kind: str, object: str) -> frozenset[str]:
    """Give the ids of those who alone may know of a restricted thing."""
    return frozenset(Named.objects.filter(kind=kind, object=object).values_list("actor", flat=True))
