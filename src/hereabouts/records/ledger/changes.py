"""How anything changes: one decorator that asks, opens the transaction and writes the entry.

A change is a keyword-only function with ``by=`` the actor and ``on=`` the day. The thing it is about is read anew and
held first, so that of two at once the second sees what the first did. It happens together with its audit entry or
not at all; a refusal is written down too, and raises ``NotAllowed``.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hereabouts.core.ledger import Actor, Sensitivity, Subject, Verdict, may
from hereabouts.core.ledger.scatter import scattered
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger import looks
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.asker import asking, on_purpose
from hereabouts.records.ledger.models import AuditEntry, Named, Numbering
from hereabouts.records.ledger.reads import typed
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.ledger.sealing import seal_entries

__all__ = ["LETTERS", "NotAllowed", "change", "looked", "name_only", "next_ref", "next_refs", "seal_entries"]


class NotAllowed(Sentence):
    """A change that no grant allows."""


def change(
    what: str,
    *,
    about: str | None = None,
    purpose: str | None = None,
    sensitivity: Sensitivity = Sensitivity.PARTNERSHIP,
    keeps: tuple[str, ...] = (),
    step: str = "",
    tried: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function the one way in which something changes.

    ``what`` is "kind.verb". The rule is asked about the keyword argument named ``about`` (by default
    the one named like the kind); where there is none yet, about a new thing of that kind in ``place=`` of the
    actor's own organisation, as sensitive as ``sensitivity`` says. What ``keeps`` names is written into the entry as it
    was given: a state, a reason; never anything about a person. A thing is written as its id, and "held.role" is the role of
    the thing ``held`` as the change left it. ``step`` tells one of several changes under a verb.
    What ``tried`` names is written into the entry of a refusal: what somebody typed who may look for what is not theirs.
    """
    kind, _, verb = what.partition(".")

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        parameters = inspect.signature(function).parameters
        if not {"by", "on"} <= parameters.keys() or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
            raise TypeError(f"{function.__qualname__} must take only keywords, by= and on= among them")

        def kept(given: dict[str, Any]) -> dict:
            told = {"step": step} if step else {}
            found = {name.rpartition(".")[2]: _named(given, name) for name in keeps}
            return told | {name: said for name, said in found.items() if said}

        def attempted(given: dict[str, Any]) -> dict:
            return {name: typed(str(given[name])) for name in tried if given.get(name)}

        @wraps(function)
        def changed(*, by: Actor, on: date, **given: Any) -> Any:
            try:
                with transaction.atomic():
                    thing = _held(given.get(about or kind))
                    subject = _subject(kind, thing, given.get("place"), by, sensitivity)
                    verdict = may(by, verb, subject, on, purpose=purpose)
                    _refuse(verdict)
                    with asking(by, on=on):
                        result = function(by=by, on=on, **given)
                    _write(by, what, "done", subject, verdict, on, purpose, result=result, detail=kept(given))
            except (
                NotAllowed
            ):  # by this change, or by one inside it: its own entry was rolled back with everything else
                _write(by, what, "refused", subject, verdict, on, purpose, detail=attempted(given))
                raise
            return result

        changed.what = what  # the reference page lists every change by it
        return changed

    return decorate


def _named(given: dict[str, Any], name: str) -> str:
    """Give a fact that an entry keeps: what was given, or something of a thing that was; "" where there is none."""
    first, *more = name.split(".")
    found = given.get(first)
    for part in more:
        found = getattr(found, part, None)
    return str(getattr(found, "pk", found)) if found else ""


def _held(thing: object) -> object:
    try:
        if isinstance(thing, Guarded):
            with on_purpose("the rule is asked about it"):
                thing.hold()
    except ObjectDoesNotExist:
        raise NotFound from None
    return thing


def _refuse(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict.because)


def _subject(kind: str, thing: object, place: object, by: Actor, sensitivity: Sensitivity) -> Subject:
    if isinstance(thing, Guarded):
        described = thing.subject()
        return replace(described, kind=kind)
    where = str(place.pk) if isinstance(place, Guarded) else None
    return Subject(kind, place=where, organisation=by.organisation, sensitivity=sensitivity)


def _write(
    by: Actor,
    what: str,
    outcome: str,
    subject: Subject,
    verdict: Verdict,
    on: date,
    purpose: str | None,
    *,
    result: object = None,
    detail: dict | None = None,
) -> None:
    looks.insert([_entry(by, what, outcome, subject, verdict, on, purpose, result=result, detail=detail)])


def _entry(
    by: Actor,
    what: str,
    outcome: str,
    subject: Subject,
    verdict: Verdict,
    on: date,
    purpose: str | None,
    *,
    result: object = None,
    detail: dict | None = None,
) -> AuditEntry:
    pk = subject.id or getattr(result, "pk", None)  # what it is about; where it is new, what was made
    return AuditEntry(
        at=timezone.now(),
        on=on,
        actor=by.id,
        actor_name=by.name,
        organisation=by.organisation or "",
        what=what,
        outcome=outcome,
        object=str(pk or ""),
        place=subject.place or "",
        purpose=purpose or "",
        under="; ".join(verdict.under),
        detail=detail or {},
    )


def looked(
    by: Actor,
    things: Iterable[Guarded],
    *,
    on: date,
    purpose: str | None,
    verb: str = "see",
    fields: Iterable[str] = (),
) -> None:
    """Write one entry for each sensitive thing that somebody was shown, with the names of the fields, never values.

    Within a request one thing is one entry, written before the answer leaves (``looks``).
    """
    shown = {"fields": sorted(fields)} if fields else {}
    looks.keep(
        _entry(by, f"{subject.kind}.{verb}", "seen", subject, verdict, on, purpose, detail=shown | _deep(subject))
        for subject in [thing.subject() for thing in things]
        for verdict in [may(by, verb, subject, on, purpose=purpose)]
    )


def _deep(subject: Subject) -> dict:
    """Say that a thing was restricted when it was seen: it may not be later."""
    return {"restricted": True} if subject.sensitivity is Sensitivity.RESTRICTED else {}


# Each kind counts in a series of its own, so that a reference read out on the phone is of one thing only.
LETTERS = {
    "action": "A", "decision": "D", "plan": "L", "priority": "P", "problem": "B", "referral": "", "rights_request": "R",
    "disclosure_request": "T",
}  # fmt: skip


def next_ref(prefix: str, year: int, kind: str, *, digits: int = 3, key: str = "") -> str:
    """Give the next permanent reference of a kind of thing, ``FG-2026-A017`` for an action. Call it inside a change.

    The row is locked until the change commits, so a number is given once; a change that fails
    gives its number back unused. With a ``key`` the numbers of the series are shuffled: neither a gap nor the highest
    tells of what somebody may not see.
    """
    series, last = _counted(prefix, year, kind, 1)
    if key:
        digits = max(digits, len(str(last)))
        last = scattered(last, 10**digits, f"{key}|{series}")
    return f"{series}{last:0{digits}d}"


def next_refs(prefix: str, year: int, kind: str, n: int) -> list[str]:
    """Give the next so many references at once, in order. Call it inside a change."""
    series, last = _counted(prefix, year, kind, n)
    return [f"{series}{number:03d}" for number in range(last - n + 1, last + 1)]


def _counted(prefix: str, year: int, kind: str, n: int) -> tuple[str, int]:
    series = f"{prefix}-{year}-{LETTERS[kind]}"
    Numbering.objects.get_or_create(series=series)
    Numbering.objects.filter(pk=series).update(last=F("last") + n)
    return series, Numbering.objects.get(pk=series).last


def name_only(thing: Guarded, actors: Iterable[str]) -> None:
    """Set who alone may know of a restricted thing. Call it inside a change."""
    Named.objects.filter(kind=thing.KIND, object=thing.pk).delete()
    Named.objects.bulk_create(Named(kind=thing.KIND, object=thing.pk, actor=actor) for actor in actors)
