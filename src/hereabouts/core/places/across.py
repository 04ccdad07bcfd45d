"""Carrying a place from one generation of boundaries to another, only through the publisher's list of what became of each.

An area of the other generation belongs to the place when everything it was made of does. When only part of it does, it was
split: that is refused or, when asked, shared out by the newest count of people. Where areas were redrawn into one another
a list without weights cannot say how many people moved, and nobody makes it up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hereabouts.core.places.fitting import Member
from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.steps import Row, Step

NAMED = 5  # codes told in a sentence; the rest are counted
WHOLE = 1 - 1e-9


class Split(Sentence):
    """Areas of which only part lies in the place: sharing them out has to be asked for."""


class NoWeights(Sentence):
    """Areas redrawn into one another, in a list that does not say how many people went where."""


class LeftOut(Sentence):
    """Figures asked for on boundaries that the place could not be carried to."""


class NotListed(Sentence):
    """Areas that the list of changes does not know."""


@dataclass(frozen=True)
class Changed:
    """What became of one area: the codes it was split into, merged into or redrawn into."""

    from_generation: str
    code: str
    to_generation: str
    became: tuple[str, ...]
    how: str


# Every row of a list of changes that has to do with the other side of the place's areas: an area there is made of more than
# what lies in the place. `carried` says from which generation (here) to which (there) and which areas are in the place.
LINKED = (
    Step(
        "link",
        """
        SELECT from_generation AS here_in, from_code AS here, to_generation AS there_in, to_code AS there, change
        FROM correspondence
        UNION ALL
        SELECT to_generation, to_code, from_generation, from_code, change FROM correspondence
        """,
    ),
    Step("reached", "SELECT DISTINCT there_in, there FROM link JOIN carried ON here_in = generation AND here = code"),
    Step("around", "SELECT DISTINCT l.here_in, l.here FROM link l JOIN reached USING (there_in, there)"),
    Step(
        "linked",
        """
        SELECT DISTINCT l.here_in, l.here, l.there_in, l.there, l.change FROM link l JOIN around USING (here_in, here)
        ORDER BY ALL
        """,
    ),
)

# What became of the areas of a place, from one generation to the next, where it is not the same area still.
CHANGED = (
    Step(
        "affected",
        """
        SELECT DISTINCT c.from_generation, c.from_code, c.to_generation FROM correspondence c
        WHERE c.change <> 'unchanged' AND (
            EXISTS (SELECT 1 FROM carried k WHERE k.generation = c.from_generation AND k.code = c.from_code)
            OR EXISTS (SELECT 1 FROM carried k WHERE k.generation = c.to_generation AND k.code = c.to_code))
        """,
    ),
    Step(
        "changed",
        """
        SELECT c.from_generation, c.from_code, c.to_generation, list(DISTINCT c.to_code ORDER BY c.to_code) AS became,
               CASE WHEN bool_or(c.change = 'redrawn') THEN 'redrawn' ELSE max(c.change) END AS how
        FROM correspondence c JOIN affected USING (from_generation, from_code, to_generation)
        GROUP BY c.from_generation, c.from_code, c.to_generation ORDER BY ALL
        """,
    ),
)


def changed(rows: Iterable[Row]) -> tuple[Changed, ...]:
    """Give the areas that changed, from the rows of ``CHANGED``."""
    return tuple(
        Changed(
            str(r["from_generation"]), str(r["from_code"]), str(r["to_generation"]), tuple(r["became"]), str(r["how"])
        )
        for r in rows
    )


def carried(
    members: Sequence[Member],
    links: Sequence[tuple[str, str]],
    people: Mapping[str, float],
    *,
    shared_out: bool,
    here: str,
    there: str,
) -> tuple[Member, ...]:
    """Carry a place from the generation called ``here`` to the one called ``there``.

    ``links`` are the pairs (area here, area there) of the rows of ``LINKED``; ``people`` the newest count by area here.
    Raises Split unless it may be ``shared_out``, NoWeights for what was redrawn, NotListed for what the list leaves out.
    """
    weights = {m.code: m.weight for m in members if m.counts}
    _all_listed(weights, links, here, there)
    made_of: dict[str, set[str]] = {}
    became: dict[str, set[str]] = {}
    for old, new in links:
        made_of.setdefault(new, set()).add(old)
        became.setdefault(old, set()).add(new)
    touched = sorted(new for new, olds in made_of.items() if any(weights.get(old, 0) > 0 for old in olds))
    part = [new for new in touched if any(weights.get(old, 0) < WHOLE for old in made_of[new])]
    redrawn = [new for new in part if any(len(became[old]) > 1 for old in made_of[new])]
    if redrawn:
        raise _no_weights(redrawn, here, there)
    if part and not shared_out:
        raise _split(part, here, there)
    shares = {new: _share(new, made_of[new], weights, people, here) for new in part}
    return tuple(
        Member(new, shares[new], shares[new], best=shares[new] >= 0.5, basis="split")
        if new in shares
        else Member(new, 1.0, 1.0, best=True, basis="list")
        for new in touched
    )


def told(members: Sequence[Member], here: str, source: str) -> Sentence:
    """Say aloud how a place came into a generation that its rule does not reach, and what was shared out."""
    split = [m for m in members if m.basis == "split"]
    if not split:
        return Sentence("Carried over from {here} by the publisher's list: every area went whole.", here=here)
    return Sentence(
        "Carried over from {here} by the publisher's list. Only part counts of {shares}: they were split, and their figures are "
        "shared out by people ({source}), as if what is counted were spread evenly over them.",
        here=here,
        shares=listed([f"{m.code} ({m.weight:.0%})" for m in split]),
        source=source,
    )


def _share(
    code: str, made_of: Iterable[str], weights: Mapping[str, float], people: Mapping[str, float], here: str
) -> float:
    """Give the share of an area's people who live in the place: those of its parts that lie there, of all its parts."""
    unknown = sorted(part for part in made_of if part not in people)
    everybody = sum(people.get(part, 0) for part in made_of)
    if unknown or not everybody:
        raise NoWeights(
            "{code} was split, and it cannot be shared out: no population in the evidence file covers {parts} ({here}).",
            code=code,
            parts=_told(unknown or sorted(made_of)),
            here=here,
        )
    return round(sum(people[part] * weights.get(part, 0) for part in made_of) / everybody, 6)


def _all_listed(weights: Mapping[str, float], links: Sequence[tuple[str, str]], here: str, there: str) -> None:
    missing = sorted(set(weights) - {old for old, _ in links})
    if missing:
        raise NotListed(
            "The list of changes from {here} to {there} does not know {codes}.",
            here=here,
            there=there,
            codes=_told(missing),
        )


def _split(codes: Sequence[str], here: str, there: str) -> Split:
    return Split(
        "Figures on {there} are left out: boundaries changed, and only part of {codes} lies in this place. Ask for "
        "--fit apportion to share it out by people, as counted on {here}.",
        codes=_told(codes),
        here=here,
        there=there,
    )


def _no_weights(codes: Sequence[str], here: str, there: str) -> NoWeights:
    return NoWeights(
        "Figures on {there} are left out: between them and {here} areas were redrawn into one another ({codes}), and the "
        "list gives no weights, so that nobody can say how many people went where.",
        codes=_told(codes),
        here=here,
        there=there,
    )


def _told(codes: Sequence[str]) -> str:
    more = len(codes) - NAMED
    return listed([*codes[:NAMED], *([counted(more, "more area")] if more > 0 else [])])
