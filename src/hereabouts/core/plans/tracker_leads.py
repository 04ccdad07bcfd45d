"""Who leads, as people write it: a partner, somebody who works for one, "NHS / Police", or a name that nobody knows.

One name that fits is read. Two in one cell are asked about: which leads, which supports. A name that is unknown keeps the
action waiting for a lead, on a list that a person settles; it never stops the import.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from hereabouts.core.plans.tracker_asking import Asking, Option, option
from hereabouts.core.plans.tracker_sheet import SheetLine

LATER = "later"
SPLIT = re.compile(r"\s*[/;|\n+]\s*")
JOINED = re.compile(r"\s*(?:,|&|\band\b|\bwith\b)\s*", re.IGNORECASE)
IN_BRACKETS = re.compile(r"(?P<outer>[^()]+)\((?P<inner>[^()]+)\)")


@dataclass(frozen=True)
class Leads:
    """Who may lead: the partners and the people who work for them (name -> partner).

    ``together`` are partners with people of another partner who lead for them in this plan already: an officer acts for many.
    """

    partners: Sequence[str]
    people: Mapping[str, str] = field(default_factory=dict)
    together: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_partner", {name.casefold(): name for name in self.partners})
        object.__setattr__(self, "_by_person", {name.casefold(): name for name in self.people})

    def exactly(self, words: str) -> "Lead | None":
        """Give the partner or the person of that very name."""
        key = " ".join(words.casefold().split())
        if partner := self._by_partner.get(key):  # type: ignore[attr-defined]
            return Lead(partner)
        if person := self._by_person.get(key):  # type: ignore[attr-defined]
            return Lead(self.people[person], person)
        return None

    def like(self, words: str) -> list["Lead"]:
        """Give those whose name holds the words."""
        key = " ".join(words.casefold().split())
        found = [Lead(name) for name in self.partners if key in name.casefold()]
        return found + [Lead(of, name) for name, of in self.people.items() if key in name.casefold()]


@dataclass(frozen=True)
class Lead:
    """Who leads: a partner, in person where somebody is named; or only ``words``, where nobody is known by them."""

    partner: str = ""
    person: str = ""
    supporting: tuple[str, ...] = ()
    words: str = ""

    @property
    def name(self) -> str:
        """Give the name that a person reads and a mapping keeps."""
        return self.person or self.partner


def lead(text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    """Read who leads; an empty cell names nobody."""
    if not text:
        return Lead()
    if found := known.exactly(text):
        return found
    parts = _parts(text, known)
    if len(parts) > 1:
        return _several(parts, text, known, asking, line=line, column=column)
    return _one(text, known, asking, line=line, column=column)


def _parts(text: str, known: Leads) -> list[str]:
    """Cut a cell into names. "and" and a comma cut only where a name on one side of it is known."""
    strong = [part for part in SPLIT.split(text) if part]
    made = []
    for part in strong:
        weak = [one for one in JOINED.split(part) if one] if not known.exactly(part) else [part]
        made += weak if len(weak) > 1 and any(known.exactly(one) for one in weak) else [part]
    return list(dict.fromkeys(made))


def _several(parts: Sequence[str], text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    said = asking.ask(
        f"leads: {text}", "{where}: “{text}” names {n}. Who leads? The others support.",
        [*(option(part, "{part} leads", part=part) for part in parts), option(LATER, "Nobody yet: ask later")],
        line=line, column=column, text=text, n=len(parts),
    )  # fmt: skip
    read = {part: _single(part, known, asking, line=line, column=column) for part in parts}
    leads = next((part for part in parts if part.casefold() == said.casefold()), None)
    first = read[leads] if leads else Lead(words=text)
    others = [one.partner for part, one in read.items() if part != leads and one.partner]
    return Lead(first.partner, first.person, tuple(dict.fromkeys(o for o in others if o != first.partner)), first.words)


def _single(text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    return known.exactly(text) or _one(text, known, asking, line=line, column=column)


def _one(text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    like = known.like(text)
    if not like and (brackets := IN_BRACKETS.fullmatch(text)):
        like = [found for part in brackets.groups() if (found := known.exactly(part))]
    only = like[0].name if len(like) == 1 else ""
    words = (
        "{where}: “{text}” is read as {only}. Is it?" if only
        else "{where}: “{text}” could be several. Whom does it mean?" if like
        else "{where}: “{text}” is no partner in the register, and nobody of that name works for one. Whom does it mean?"
    )  # fmt: skip
    said = asking.ask(
        f"lead: {text}", words, _who(text, known, like),
        line=line, column=column, must=bool(only), default=only or LATER, text=text, only=only,
    )  # fmt: skip
    return known.exactly(said) or Lead(words=text)


def _who(text: str, known: Leads, like: Sequence[Lead]) -> Callable[[], list[Option]]:
    def options() -> list[Option]:
        near = get_close_matches(text, known.partners, n=3, cutoff=0.5)
        names = dict.fromkeys([*(one.name for one in like), *near, *known.partners, *known.people])
        made = [option(name, "{name}", name=name) for name in names]
        return [*made, option(LATER, "Ask later: the action waits for a lead")]

    return options


def person(text: str, found: Lead, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    """Add the person named in a column of their own. Who works for another partner than the one that leads is asked about."""
    if not text:
        return found
    somebody = known.exactly(text)
    if somebody is None or not somebody.person:
        if not (found.partner or found.words):
            return lead(text, known, asking, line=line, column=column)
        return _nobody(text, found, known, asking, line=line, column=column)
    if not found.partner or found.partner == somebody.partner:
        return Lead(somebody.partner, somebody.person, found.supporting)
    if (found.partner, somebody.person) in known.together:
        return Lead(found.partner, somebody.person, found.supporting)
    said = asking.ask(
        f"works elsewhere: {somebody.person} / {found.partner}",
        "{where}: {person} works for {theirs}, and the row is led by {partner}. Who leads?",
        [option("partner", "{partner}", partner=found.partner),
         option("person", "{person}, for {theirs}", person=somebody.person, theirs=somebody.partner)],
        line=line, column=column, person=somebody.person, theirs=somebody.partner, partner=found.partner,
    )  # fmt: skip
    return Lead(somebody.partner, somebody.person, found.supporting) if said == "person" else found


def _nobody(text: str, found: Lead, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead:
    theirs = [name for name, of in known.people.items() if of == found.partner]
    said = asking.ask(
        f"person: {text}", "{where}: nobody with an account is called “{text}”. Who is it?",
        [*(option(name, "{name}", name=name) for name in theirs), option("leave", "Leave the name out: the partner leads")],
        line=line, column=column, must=False, default="leave", text=text,
    )  # fmt: skip
    return Lead(found.partner, said, found.supporting, found.words) if said in theirs else found


def supporters(
    text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read who supports: the partners, and the names of those that nobody knows, which stay in the words of the action."""
    parts = (
        [text] if known.exactly(text) else [one for part in SPLIT.split(text) for one in _commas(part, known) if one]
    )
    found, unknown = [], []
    for part in parts:
        said = known.exactly(part) or _supporter(part, known, asking, line=line, column=column)
        found += [said.partner] if said and said.partner else []
        unknown += [] if said and said.partner else [part]
    if unknown:
        asking.note(
            "supporters", "{where}: partners that nobody knows here stay in the words of the action, such as “{text}”.",
            line=line, column=column, text=unknown[0][:60],
        )  # fmt: skip
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown))


def _commas(part: str, known: Leads) -> list[str]:
    return [part] if known.exactly(part) else JOINED.split(part)


def _supporter(text: str, known: Leads, asking: Asking, *, line: SheetLine, column: int) -> Lead | None:
    like = known.like(text)
    only = like[0].partner if len(like) == 1 else ""
    said = asking.ask(
        f"supports: {text}",
        "{where}: “{text}” is read as {only}, who supports. Is it?" if only
        else "{where}: “{text}” supports, and is no partner in the register. Whom does it mean?",
        [*(option(name, "{name}", name=name) for name in known.partners),
         option("leave", "None of them: keep the name in the words of the action")],
        line=line, column=column, must=bool(only), default=only or "leave", text=text, only=only,
    )  # fmt: skip
    return known.exactly(said)
