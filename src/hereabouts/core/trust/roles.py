"""A role is a document: what it is for, in words, and what it lets its holder do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.ledger import Grant
from hereabouts.core.sentences import Sentence

SIDES = {"": "", "partnership": ", for the partnership", "agency": ", for their own organisation"}


class NotARole(Sentence):
    """A role document that does not say what it must."""


@dataclass(frozen=True)
class Role:
    """One role, held for the partnership or for the holder's own agency (``acts_for``).

    ``here`` holds in the places the role is held for, ``everywhere`` in all; both list "kind.verb".

    ``own`` holds in those places too, but only on what belongs to the holder's own organisation: its actions, say.
    ``requires`` names the courses without which it gives nothing yet.
    """

    id: str
    label: str
    description: str
    here: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    home: str = ""
    acts_for: str = ""
    requires: tuple[str, ...] = ()


def role(text: Mapping[str, Any]) -> Role:
    """Read one role document."""
    try:
        lists = {key: tuple(text.get(key, ())) for key in ("here", "everywhere", "own", "requires")}
        made = Role(**{**text, **lists})
        SIDES[made.acts_for]
    except (TypeError, KeyError) as problem:
        raise NotARole(
            "The role “{id}” cannot be read: {problem}.", id=text.get("id", "?"), problem=str(problem)
        ) from problem
    return made


def granted(
    document: Role,
    *,
    place: str | None = None,
    until: date | None = None,
    organisation: str | None = None,
    about: str | None = None,
) -> list[Grant]:
    """Turn a role held in a place (None: in all) for an organisation into grants.

    Without an organisation nothing is anybody's own, and ``own`` grants nothing. A role held for one group or one case
    (``about``) reaches that alone, and nothing everywhere.
    """
    own = document.own if organisation is not None else ()
    return [
        *(_grant(document, what, place, until, about=about) for what in document.here),
        *(_grant(document, what, place if about else None, until, about=about) for what in document.everywhere),
        *(_grant(document, what, place, until, organisation, about=about) for what in own),
    ]


def _grant(
    document: Role,
    what: str,
    place: str | None,
    until: date | None,
    organisation: str | None = None,
    *,
    about: str | None = None,
) -> Grant:
    kind, _, verb = what.partition(".")
    under = f"the role of {document.label}{SIDES[document.acts_for]}"
    return Grant(
        kind,
        verb,
        under=under,
        place=place,
        organisation=organisation,
        until=until,
        about=about,
        needs=document.requires,
    )
