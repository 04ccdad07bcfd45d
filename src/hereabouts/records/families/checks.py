"""A quality check of the matching as people meet it: the next pair to judge, with no word of what the machine said; the result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.families.sampling import SECOND, Compared, Drawn, QualityTold, told
from hereabouts.core.ledger import Actor, Sensitivity, Subject, may
from hereabouts.engines.linkage_sample import said_of
from hereabouts.records.families import comparing, others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import LinkageCheck, Match
from hereabouts.records.families.told import Pair
from hereabouts.records.ledger.access import one, seen

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


@dataclass(frozen=True)
class Result:
    """The newest check of a place and what it says; of which model, and on what day it was drawn."""

    id: object
    drawn_on: date
    model: str
    quality: QualityTold


def may_in(actor: Actor, verb: str, places: Iterable[Place], *, on: date) -> list[Place]:
    """Give those of some places in which the actor may draw a check, or read what one says ("count"); with a check first."""
    here = [p for p in places if may(actor, verb, _of(p, actor), on, purpose=PURPOSE)]
    checked = set(
        seen(LinkageCheck.objects.all(), actor, on=on, purpose=PURPOSE, verb=verb)
        .order_by()
        .values_list("place", flat=True)
    )
    return sorted(here, key=lambda p: p.pk not in checked)


def _of(place: Place, actor: Actor) -> Subject:
    return Subject("linkage_check", None, str(place.pk), actor.organisation, Sensitivity.CASE)


def newest(actor: Actor, place: Place, *, on: date) -> Result | None:
    """Give what the newest check of a place says so far: shares of pairs, of nobody."""
    rows = seen(LinkageCheck.objects.filter(place=place), actor, on=on, purpose=PURPOSE, verb="count")
    check = rows.first()
    if check is None:
        return None
    drawn = Drawn(
        tuple(Compared(a, b, band, frozenset(g)) for a, b, band, g in check.pairs), check.sizes, check.of_groups
    )
    said = defaultdict(list)
    for verdict in check.verdicts.all():
        said[verdict.n].append(verdict.same)
    return Result(check.pk, check.drawn_on, check.model, told(drawn, said))


def find(actor: Actor, id: object, *, on: date) -> LinkageCheck:
    """Give one check whose pairs the actor may judge; NotFound otherwise."""
    return one(LinkageCheck.objects.all(), actor, id, on=on, purpose=PURPOSE, verb="judge")


def next_pair(actor: Actor, check: LinkageCheck, *, on: date) -> tuple[int, Pair] | None:
    """Give the next pair for the actor, and write down that they looked: first what nobody judged, then every tenth again.

    A pair of which a side is gone, or is not the actor's to see, is passed over.
    """
    said = defaultdict(set)
    for n, judge in check.verdicts.values_list("n", "judge"):
        said[n].add(judge)
    first = (n for n in range(len(check.pairs)) if not said[n])
    again = (n for n in range(0, len(check.pairs), SECOND) if len(said[n]) == 1 and actor.id not in said[n])
    for n in (*first, *again):
        match = sides(actor, check, n, on=on)
        if match is not None:
            (pair,) = others.told_of(actor, [match], on=on)
            return n, pair
    return None


def sides(actor: Actor, check: LinkageCheck, n: int, *, on: date) -> Match | None:
    """Give the two records of a drawn pair as a match that is not kept; None where the actor may not see both."""
    if not 0 <= n < len(check.pairs):
        return None
    a, b = check.pairs[n][:2]
    here = comparing.of_place(actor, check.place, on=on, only=(a, b))
    pair: dict[str, Any] | None = here.pair(a, b, both_stubs=True) if {a, b} <= {*here.people, *here.stubs} else None
    if pair is None:
        return None
    said = said_of(here.row(a), here.row(b), comparing.model(), fields=here.fields(pair))
    return Match(
        **pair, place=check.place, organisation_id=pair["stub"].organisation_id, weight=0.0,
        reasons=[[r.field, r.how, r.words] for r in said],
    )  # fmt: skip
