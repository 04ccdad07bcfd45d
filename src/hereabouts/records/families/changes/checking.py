"""How a quality check of the matching is made: a sample of comparisons is drawn, and people judge it pair by pair (C18, X-07)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hereabouts.core.families.linkage_groups import groups_of
from hereabouts.core.families.sampling import Compared, draw
from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.engines.linkage_sample import banded
from hereabouts.records.families import checks, comparing
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import LinkageCheck, LinkageVerdict
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

STANDS = timedelta(days=28)
EACH = 40  # pairs of each band: the limits of a share are then no wider than about 15 points either way


class NothingToCheck(Sentence):
    """A place in which nothing was compared."""


class CheckStands(Sentence):
    """A check drawn while one of these weeks stands."""


class NotToJudge(Sentence):
    """A pair that is not there to be judged, or was judged by the same person."""


@change("linkage_check.draw", purpose=PURPOSE, sensitivity=Sensitivity.CASE)
def draw_check(*, by: Actor, on: date, at: datetime, place: Place, each: int = EACH) -> LinkageCheck:
    """Draw a sample of what is compared in a place, so many pairs of each band, those that nobody is shown among them."""
    here, using = comparing.of_place(by, place, on=on), comparing.model()
    place.hold()  # of two at once the second sees the first
    _refuse_another(place, using.version, on)
    common = using.frequencies.get("first_name", {})
    rows = here.rows()
    of_row = {row["id"]: groups_of(row, on=on, common=common) for row in rows}
    found = [
        Compared(a, b, band, of_row[a] | of_row[b])
        for a, b, band in banded(rows, using)
        if here.pair(a, b, both_stubs=True) is not None
    ]
    if not found:
        raise NothingToCheck(
            "Nothing is compared in {place} yet. A check needs referrals and agencies’ lists.", place=place.name
        )
    drawn = draw(found, each, at.isoformat())
    return LinkageCheck.objects.create(
        place=place, organisation_id=by.organisation, drawn_on=on, drawn_at=at, drawn_by=by.name, model=using.version,
        pairs=[[p.a, p.b, p.band, sorted(p.groups)] for p in drawn.pairs], sizes=drawn.sizes, of_groups=drawn.of_groups,
    )  # fmt: skip


def _refuse_another(place: Place, version: str, on: date) -> None:
    """Whoever could draw until the answer pleases would have chosen the answer. A new model is a new question."""
    last = LinkageCheck.objects.filter(place=place, model=version, drawn_on__gt=on - STANDS).first()
    if last is not None:
        raise CheckStands(
            "The check of {day} stands. Judge its pairs; another can be drawn from {then} on, or of another model.",
            day=f"{last.drawn_on:%-d %B %Y}", then=f"{last.drawn_on + STANDS:%-d %B %Y}",
        )  # fmt: skip


@change("linkage_check.judge", about="check", purpose=PURPOSE)
def judge_pair(*, by: Actor, on: date, at: datetime, check: LinkageCheck, n: int, same: bool | None) -> LinkageVerdict:
    """Say whether a drawn pair is one person (None: not sure). It decides nothing about anybody: no match changes.

    Only a pair whose both sides the actor may see is there to be judged, and a person judges it once.
    """
    if checks.sides(by, check, n, on=on) is None:
        raise NotFound
    if check.verdicts.filter(n=n, judge=by.id).exists():
        raise NotToJudge("You have judged this pair already. Another person may judge it too.")
    return LinkageVerdict.objects.create(
        linkage_check=check, n=n, same=same, judged_at=at, judged_by=by.name, judge=by.id
    )
