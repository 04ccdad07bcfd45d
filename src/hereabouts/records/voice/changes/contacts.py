"""Who we are in touch with: stakeholders, link workers' visits, and people who agreed to be asked again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Connector, LinkVisit, Stakeholder, StakeholderContact

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NotMetYet(Sentence):
    """A contact written down before its day, or an agreement that ends before it begins."""


class UnknownWay(Sentence):
    """A way of being in touch, or what came of it, that stands in no list."""


@change("stakeholder.note")
def note_stakeholder(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    kind: str,
    interest: int,
    influence: int,
    wants: str = "",
    reach_at: str = "",
) -> Stakeholder:
    """Put somebody on the map of stakeholders. Noted again under their name, they are one."""
    facts = {"kind": kind.strip(), "interest": interest, "influence": influence, "wants": wants.strip()}
    made, _ = Stakeholder.objects.update_or_create(
        place=place, name=name.strip(),
        defaults={**facts, "reach_at": reach_at.strip(), "organisation_id": by.organisation},
    )  # fmt: skip
    return made


@change("stakeholder.note", about="stakeholder")
def note_contact(
    *,
    by: Actor,
    on: date,
    stakeholder: Stakeholder,
    made_on: date,
    mode: str,
    outcome: str,
    words: str = "",
    next_on: date | None = None,
) -> StakeholderContact:
    """Log one time we were in touch, or tried to be (W-22, X-24)."""
    _way(mode, outcome, made_on, on)
    return StakeholderContact.objects.create(
        stakeholder=stakeholder, made_on=made_on, mode=mode, outcome=outcome, words=words.strip(), next_on=next_on,
        made_by=by.name,
    )  # fmt: skip


@change("link_visit.write")
def write_visit(
    *,
    by: Actor,
    on: date,
    place: Place,
    community: str,
    visited_on: date,
    mode: str,
    outcome: str,
    people: int | None = None,
    words: str = "",
    area: str = "",
    next_on: date | None = None,
) -> LinkVisit:
    """Log a link worker's visit. Its words stay within the organisation that made it (D-83)."""
    _way(mode, outcome, visited_on, on)
    return LinkVisit.objects.create(
        place=place, organisation_id=by.organisation, community=community.strip(), visited_on=visited_on, mode=mode,
        outcome=outcome, people=people, words=words.strip(), area=area, next_on=next_on, made_by=by.name,
    )  # fmt: skip


@change("connector.keep")
def keep_connector(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    agreed_on: date,
    agreed_until: date,
    reach_at: str = "",
    offers: str = "",
    communities: str = "",
    languages: str = "",
    reporter: bool = False,
) -> Connector:
    """Put somebody into the register of those who want to help, because they agreed to stand in it until a day (D-95)."""
    if agreed_on > on or agreed_until <= agreed_on:
        raise NotMetYet("Say when they agreed (not after today), and until when: a later day.")
    return Connector.objects.create(
        place=place, organisation_id=by.organisation, name=name.strip(), reach_at=reach_at.strip(), offers=offers.strip(),
        communities=communities.strip(), languages=languages.strip(), agreed_on=agreed_on, agreed_until=agreed_until,
        reporter=reporter,
    )  # fmt: skip


@change("connector.keep", about="connector")
def equip(
    *, by: Actor, on: date, connector: Connector, trained_on: date | None, kit_given_on: date | None
) -> Connector:
    """Note that a community reporter was trained and given the kit (D-88)."""
    connector.reporter = True
    connector.trained_on, connector.kit_given_on = trained_on, kit_given_on
    connector.save()
    return connector


@change("connector.keep", about="connector")
def take_out(*, by: Actor, on: date, connector: Connector) -> Connector:
    """Take somebody out because they took back their agreement: all that was kept of them goes at once. Twice changes nothing."""
    if connector.withdrawn_on is None:
        connector.name = connector.reach_at = connector.offers = connector.communities = connector.languages = ""
        connector.withdrawn_on = on
        connector.save()
    return connector


def _way(mode: str, outcome: str, day: date, on: date) -> None:
    if day > on:
        raise NotMetYet("{day:%-d %B %Y} has not come yet. Check the day.", day=day)
    modes, outcomes = engagement().modes, engagement().outcomes
    if mode not in modes:
        raise UnknownWay(
            "“{mode}” is no way to be in touch that we know. Use {all}.", mode=mode, all=listed(list(modes), last="or")
        )
    if outcome not in outcomes:
        raise UnknownWay(
            "“{word}” can come of no contact. Use {all}.", word=outcome, all=listed(list(outcomes), last="or")
        )
