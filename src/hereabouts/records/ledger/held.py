"""What is held of somebody, read and emptied by the one table of what each field is about.

Every room with something personal has a ``held(who)`` built on this; none of it is a page's: ``rights`` asks, for a person's
own request, and decides what anybody may read of it.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast

from hereabouts.core.ledger import Subject
from hereabouts.core.ledger.held import OWN_RIGHT, Held, Who, names_one, spellings
from hereabouts.engines.definitions import personal, topics
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.ledger.seen import Viewer, who_saw

REMOVED = "Removed at the end of its retention."


def of_room(room: str) -> list[type[Model]]:
    """Give the models of a room that hold anything about people."""
    return [model for model in apps.get_models() if _room(model) == room and _fields(model)]


def _room(model: type[Model]) -> str:
    parts = model.__module__.split(".")
    return parts[2] if parts[:2] == ["hereabouts", "records"] else ""


def _fields(model: type[Model]) -> dict[str, str]:
    declared = personal().get(f"{_room(model)}.{model.__name__}", {})
    return {name: about for name, about in declared.items() if about != "no"}


def told(row: Any, *, own: bool = True, names: bool = False) -> list[Held]:
    """Give what stands in one row, field by field. In one that is not their own everything is about somebody else.

    ``names`` says that the row is somebody else, whose names are to be taken out of what others wrote.
    """
    behind, found = guards(row), []
    for field, about in _fields(type(row)).items():
        text = _text(_in_words(field, getattr(row, field)))
        if text:
            is_name = names and about in {"person", "safety"} and field in NAMING
            found.append(
                Held(
                    _room(type(row)), type(row).__name__, str(row.pk), field, text,
                    about if own or about == "safety" else "others", behind, own, is_name,
                )
            )  # fmt: skip
    return found


def _in_words(field: str, value: Any) -> Any:
    """Write codes of topics as people read them: nobody is helped by being told that they are T07."""
    if field not in {"topic", "topics"} or not value:
        return value
    labels = {code: one["label"] for code, one in topics().items()}
    return [labels.get(code, code) for code in (value if isinstance(value, list) else [value])]


NAMING = frozenset({"first_name", "surname", "phone", "name", "contact", "email"})


def _text(value: object) -> str:
    if not value:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" for key, one in value.items() if (said := _text(one)))
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value)


def mentioned(room: str, who: Who, *, but: Iterable[str] = ()) -> list[Held]:
    """Give what stands in a room where somebody is named, or reached, in the words of others; not the rows in ``but``."""
    known, found = set(but), []
    for model in of_room(room):
        for row in _named_in(model, who):
            if str(row.pk) not in known:
                found += told(row, own=False)
    return found


def _named_in(model: type[Model], who: Who) -> list[Any]:
    names = [one for name in who.names for one in spellings(name)]
    looked_for = [one for one in dict.fromkeys([*names, *who.contacts]) if len(one) > 2]
    if not looked_for:
        return []
    as_text = {f"in_{name}": Cast(name, TextField()) for name in _fields(model)}
    said = reduce(or_, (Q(**{f"{name}__icontains": one}) for name in as_text for one in looked_for))
    found = model._default_manager.annotate(**as_text).filter(said).order_by("pk")  # noqa: SLF001 - Django's documented way
    return [row for row in found if _names(row, names, who.contacts)]


def _names(row: Any, names: list[str], contacts: Iterable[str]) -> bool:
    """Look again, word by word: the database only finds letters in a row."""
    texts = [_text(getattr(row, field)) for field in _fields(type(row))]
    return any(
        names_one(text, names) or any(one.casefold() in text.casefold() for one in contacts if len(one) > 2)
        for text in texts
    )


def guards(row: Any) -> tuple[Subject, ...]:
    """Give every door that a row is behind: its own, and those of the cases it belongs to or is about."""
    found = {subject.id: subject for subject in _guards(row, 3)}
    return tuple(found.values())


def _guards(row: Any, deep: int) -> Iterable[Subject]:
    if isinstance(row, Guarded):
        yield row.subject()
    if isinstance(getattr(row, "object", None), UUID | str):
        yield from behind([str(row.object)])
    if not deep:
        return
    for field in row._meta.concrete_fields:  # noqa: SLF001 - Django's documented way
        if field.is_relation and _keeps(field.related_model) and (parent := getattr(row, field.name, None)) is not None:
            yield from _guards(parent, deep - 1)


def _keeps(model: type[Model]) -> bool:
    return bool(getattr(model, "LOCKED", False) or getattr(model, "UNDER", ""))


def behind(ids: Iterable[str]) -> list[Subject]:
    """Give the cases that some ids are of."""
    wanted = {one for one in ids if _is_id(one)}
    models = [model for model in apps.get_models() if getattr(model, "LOCKED", False)]
    return [row.subject() for model in models for row in model.objects.filter(pk__in=wanted)]


def _is_id(words: str) -> bool:
    try:
        return bool(UUID(words))
    except ValueError:
        return False


def empty(row: Any, **more: object) -> None:
    """Take everything about people out of one row and keep the row: what is counted stays countable, and is of nobody."""
    changed = dict(more)
    for name, about in _fields(type(row)).items():
        if about != "coded":
            changed.setdefault(name, _nothing(row, name))
    type(row)._default_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001 - Django's documented way


def _nothing(row: Any, name: str) -> object:
    field = row._meta.get_field(name)  # noqa: SLF001 - Django's documented way
    if field.null:
        return None
    standing = getattr(row, name)
    return type(standing)() if isinstance(standing, list | dict) else ""


def held(who: Who) -> list[Held]:
    """Give what the trail tells of somebody: who opened their records, and what was said of a look at them.

    Whoever opened them only to prepare this answer is not told again.
    """
    found = mentioned("ledger", who)
    for one in who_saw(sorted(who.ids)).viewers if who.ids else ():
        if one.purposes != (OWN_RIGHT,):
            row = ("ledger", "AuditEntry", f"{one.who}|{one.organisation}")
            found += [Held(*row, "seen", _opened(one), "person"), Held(*row, "who", one.who, "others")]
    return found


def _opened(one: Viewer) -> str:
    times = "once" if one.times == 1 else f"{one.times} times"
    purposes, under = ", ".join(one.purposes) or "no purpose named", ", ".join(one.under) or "no clause"
    return (
        f"Opened {times}, first on {one.first:%-d %B %Y}, last on {one.last:%-d %B %Y}; for {purposes}; under {under}."
    )
