"""The search for an access pack: one declared function of each room that remembers anything of people, and nobody left out.

It reads past agreements, for it is the person's own right; what is restricted to named people, or is an interest of whoever
prepares the answer, is not there for them (``readable``).
"""

from collections.abc import Callable
from dataclasses import replace

from hereabouts.core.ledger import Actor
from hereabouts.core.ledger.held import OWN_RIGHT, Held, Who, readable
from hereabouts.records.evidence import held as evidence
from hereabouts.records.families import held as families
from hereabouts.records.governance import held as governance
from hereabouts.records.imports import held as imports
from hereabouts.records.intake import held as intake
from hereabouts.records.ledger import held as ledger
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.reads import referred
from hereabouts.records.partners import held as partners
from hereabouts.records.places import held as places
from hereabouts.records.plans import held as plans
from hereabouts.records.priorities import held as priorities
from hereabouts.records.problems import held as problems
from hereabouts.records.releases import held as releases
from hereabouts.records.rights import held as rights
from hereabouts.records.trust import held as trust
from hereabouts.records.voice import held as voice

ROOMS: dict[str, Callable[[Who], list[Held]]] = {
    "families": families.held, "intake": intake.held, "voice": voice.held, "trust": trust.held, "ledger": ledger.held,
    "problems": problems.held, "governance": governance.held, "imports": imports.held, "partners": partners.held,
    "evidence": evidence.held, "priorities": priorities.held, "plans": plans.held, "releases": releases.held,
    "places": places.held, "rights": rights.held,
}  # fmt: skip
CANDIDATES = (families.candidates, intake.candidates, voice.candidates, partners.candidates)
FIRST = ("families", "intake", "voice")  # what hangs on the cases found here is asked of the rooms after them


def gathered(who: Who, actor: Actor) -> list[Held]:
    """Give everything that is held of somebody and that whoever prepares the answer may read."""
    with on_purpose(OWN_RIGHT):
        found = [one for room in FIRST if room in ROOMS for one in ROOMS[room](who)]
        cases = {case.id for one in found if one.own for case in one.behind if readable(actor, one.behind) and case.id}
        wider = replace(who, ids=who.ids | cases)
        found += [one for room, held in ROOMS.items() if room not in FIRST for one in held(wider)]
    return [one for one in dict.fromkeys(found) if readable(actor, one.behind)]


def candidates(who: Who, dob: object, actor: Actor) -> list[tuple[str, str, str]]:
    """Give the records that may be somebody's, for a person to say which are: kind, id, and words to tell them by."""
    with on_purpose(OWN_RIGHT):
        found = [one for room in CANDIDATES for one in room(who.names, who.contacts, dob)]
    return [(kind, id_, words) for kind, id_, words, behind in found if readable(actor, behind)]


def noteable(who: Who, actor: Actor) -> dict[str, str]:
    """Give the records of somebody beside which a note may stand: id, and its reference."""
    with on_purpose(OWN_RIGHT):
        own = [one for room in FIRST for one in ROOMS[room](who) if one.own and readable(actor, one.behind)]
    called = {case.id for one in own for case in one.behind if case.id and case.kind in READ_BY_PEOPLE}
    return referred(called, actor)


READ_BY_PEOPLE = ("referral",)  # whose pages show what stands beside them
