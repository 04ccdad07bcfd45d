"""Writing down a share, and a decision not to share, of what is known of a family. Each leaves an audit entry of its own."""

from __future__ import annotations

from datetime import date, datetime

from hereabouts.core.families.sharing import KEPT_BACK, SHARED, chosen, refuse_unsaid
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import sharing_tests
from hereabouts.records.families import others
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.models import Referral, SharingDecision
from hereabouts.records.ledger.changes import change
from hereabouts.records.places.reads import nation_of


@change("referral.share", purpose=PURPOSE)
def share(
    *, by: Actor, on: date, at: datetime, referral: Referral, with_whom: str, what: str, why: str = "", once: str = ""
) -> SharingDecision:
    """Write down what was shared, with whom, and on what it rests: the clause that opens the record to who shared it."""
    refuse_unsaid(with_whom=with_whom, what=what)
    basis = "; ".join(shown.under for shown in others.shown_because(by, [referral.subject()], on=on))
    return _kept(referral, by, on, at, once, outcome=SHARED, with_whom=with_whom, what=what, why=why, basis=basis)


@change("referral.withhold", purpose=PURPOSE, keeps=("test",))
def withhold(
    *, by: Actor, on: date, at: datetime, referral: Referral, with_whom: str, what: str, why: str, test: str, once: str = ""
) -> SharingDecision:  # fmt: skip
    """Write down what was not shared, with whom, why, and the test that was used. The audit keeps the test, not the words."""
    refuse_unsaid(with_whom=with_whom, what=what, why=why)
    used = chosen(sharing_tests(), test, nation_of(referral.place_id))
    return _kept(
        referral, by, on, at, once, outcome=KEPT_BACK, with_whom=with_whom, what=what, why=why, test=used.id, basis=used.law
    )  # fmt: skip


def _kept(referral: Referral, by: Actor, on: date, at: datetime, once: str, **told: str) -> SharingDecision:
    """Keep one decision; the same form sent twice is one."""
    facts = {name: value.strip() for name, value in told.items()}
    mine = {"decided_at": at, "decided_by": by.name, **facts}
    if not once:
        return SharingDecision.objects.create(referral=referral, **mine)
    return SharingDecision.objects.get_or_create(referral=referral, once=once, defaults=mine)[0]
