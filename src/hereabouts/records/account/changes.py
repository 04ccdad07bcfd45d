"""How the partnership accounts for itself: a plan and a profile are put forward or published, a quarter is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.releases.content import canonical, fingerprint
from hereabouts.core.sentences import Sentence
from hereabouts.records.account import content, reads
from hereabouts.records.account.models import Quarter
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.changes import ALONE, propose, release

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place
    from hereabouts.records.plans.models import Plan
    from hereabouts.records.releases.models import Proposal, Release


class NotOfHere(Sentence):
    """A plan published for a place that it is not of."""


@change("account.propose")
def propose_plan(*, by: Actor, on: date, place: Place, plan: Plan, around: Mapping[str, str] | None = None) -> Proposal:
    """Put a plan forward for release, with what residents said, what was done, and what is late or stopped.

    ``around`` is what only people know: next_update, when, where, phone, drop_in. A draft says that it is one. Quotes go
    out only while the speaker's consent stands, and only from an author who may read words at all. Somebody else
    releases it.
    """
    text = _plan(by, on, place, plan, around or {})
    return propose(by=by, on=on, place=place, kind="plan", title=plan.title, content=text, rule=content.RULE)


@change("account.propose")
def propose_profile(*, by: Actor, on: date, place: Place, index: str | None = None) -> Proposal:
    """Put the numbers of a place forward for release; figures from too few say so and show nothing."""
    text = content.profile(place, index=index)
    return propose(by=by, on=on, place=place, kind="profile", title=_numbers(place), content=text, rule=content.RULE)


@change("account.publish")
def publish_plan(*, by: Actor, on: date, place: Place, plan: Plan, around: Mapping[str, str] | None = None) -> Release:
    """Publish a plan at once: for one person at the command line. The audit trail says that no second person looked.

    The same plan twice on a day changes nothing.
    """
    text = _plan(by, on, place, plan, around or {})
    return release(
        by=by, on=on, place=place, kind="plan", title=plan.title, content=text, rule=content.RULE, second=ALONE
    )


@change("account.publish")
def publish_profile(*, by: Actor, on: date, place: Place, index: str | None = None) -> Release:
    """Publish the numbers of a place at once, in one edition of an index: see ``publish_plan``."""
    text = content.profile(place, index=index)
    return release(
        by=by, on=on, place=place, kind="profile", title=_numbers(place), content=text, rule=content.RULE, second=ALONE
    )


def _plan(by: Actor, on: date, place: Place, plan: Plan, around: Mapping[str, str]) -> dict[str, Any]:
    if plan.place_id != place.pk:
        raise NotOfHere("{title} is not a plan of {place}.", title=plan.title, place=place.name)
    return content.plan(by, place, plan, on=on, **around)


def _numbers(place: Place) -> str:
    return f"{place.name} in numbers"


@change("quarter.report")
def report_quarter(*, by: Actor, on: date, place: Place, year: int, quarter: int) -> Quarter:
    """Freeze a quarter with its figures and their fingerprint. With the same figures it changes nothing.

    With other figures a further version stands beside the first: what was reported stays reported.
    """
    told = reads.to_freeze(place, year, quarter, on=on)
    print_ = fingerprint(canonical(told))
    before = Quarter.objects.filter(place=place, year=year, quarter=quarter).order_by("-number").first()
    if before and before.sha256 == print_:
        return before
    return Quarter.objects.create(
        place=place, year=year, quarter=quarter, number=before.number + 1 if before else 1, figures=told, sha256=print_,
        frozen_on=on, frozen_by=by.name,
    )  # fmt: skip
