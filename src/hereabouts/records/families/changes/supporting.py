"""Writing down support: offered, accepted, active, ended."""

from __future__ import annotations

from datetime import date

from hereabouts.core.families.support import STEPS, NotASupport, refuse_jump
from hereabouts.core.ledger import Actor
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.assessing import member, refuse_unknown
from hereabouts.records.families.models import Episode, Referral
from hereabouts.records.ledger.changes import change


@change("referral.support", purpose=PURPOSE)
def support(
    *, by: Actor, on: date, referral: Referral, domain: str, agency: str, service: str, state: str, person: str = "",
    why_ended: str = "",
) -> Episode:  # fmt: skip
    """Write down where support stands. That of one agency's service for one need and member is one until it has ended."""
    refuse_unknown(referral, domain)
    if not agency.strip() or not service.strip():
        raise NotASupport("Write down which agency gives it, and what it is.", field="agency")
    if state not in STEPS:
        raise NotASupport("Choose where the support stands.", field="state")
    if state == "ended" and not why_ended.strip():
        raise NotASupport("Write down why it ended.", field="why_ended")
    same = {"person": member(referral, person), "domain": domain, "agency": agency.strip(), "service": service.strip()}
    told = {"state": state, "since": on, "why_ended": why_ended.strip(), "written_by": by.name}
    running = Episode.objects.filter(referral=referral, **same).exclude(state="ended").first()
    if running is None:
        return Episode.objects.create(referral=referral, **same, **told)
    refuse_jump(running.state, state)
    if running.state != state:
        for name, value in told.items():
            setattr(running, name, value)
        running.save(update_fields=list(told))
    return running
