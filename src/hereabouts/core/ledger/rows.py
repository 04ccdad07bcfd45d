"""How far an actor reaches into cases on a day, as the database is told it: the rule without its verb, purpose and fields.

Coarser than ``may()`` and never narrower. It is the second lock: what a page shows is decided by the first.
"""

from datetime import date

from hereabouts.core.ledger import Actor, Grant, lacking

Reach = dict[str, list[dict[str, str | None]]]


def reach(actor: Actor, on: date) -> Reach:
    """Give, by kind of thing, where the grants of agreements in force reach: a place, an organisation, one thing; None is any.

    From CASE on no role alone opens anything, so the grants of roles are not in it; glass that was broken is, while it is open.
    """
    found: Reach = {}
    for grant in actor.grants:
        glass = grant.glass is not None and actor.at is not None and actor.at < grant.glass
        if not (grant.agreement or glass) or not _in_force(grant, on) or lacking(actor, grant, on):
            continue
        there = {"place": grant.place, "organisation": grant.organisation, "about": grant.about}
        known = found.setdefault(grant.kind, [])
        if there not in known:
            known.append(there)
    return found


def _in_force(grant: Grant, on: date) -> bool:
    return (grant.since is None or grant.since <= on) and (grant.until is None or on <= grant.until)
