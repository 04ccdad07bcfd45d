"""One outcome: how the whole population fares by it, and apart from that how the actions perform that serve it.

Nobody alone owns what becomes of a population; who does an action answers for how it goes. The two never stand in one chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.evidence.guards import NotCovered
from hereabouts.core.evidence.history import History
from hereabouts.core.ledger import Actor
from hereabouts.core.plans.curve import Curve, CurvePoint, curve
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.gaps import gaps
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.evidence.reads import measured
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import access
from hereabouts.records.plans.models import Outcome
from hereabouts.records.plans.reads.belongings import OutputLine, outputs
from hereabouts.records.plans.reads.plan_sheets import OutcomeLine, outcome_line
from hereabouts.records.plans.reads.rows import ActionLine, action_line, with_all
from hereabouts.records.plans.reads.whole_actions import Path, path

OVER = ("stopped", "merged")


@dataclass(frozen=True)
class Turning:
    """One indicator of an outcome: its curve at this place, and whether it is turned."""

    id: str
    label: str
    unit: str
    source: str
    curve: Curve


@dataclass(frozen=True)
class Serving:
    """One action that serves an outcome: what it measures and what it puts out, apart from the population."""

    line: ActionLine
    paths: tuple[Path, ...]
    outputs: tuple[OutputLine, ...]


@dataclass(frozen=True)
class OutcomeSheet:
    """An outcome whole: ``led_from`` and ``leads_to`` are (statement, assumption, strength, evidence)."""

    line: OutcomeLine
    place: str
    place_id: UUID
    domain: str
    accountable: str
    story: str
    what_works: str
    turn_from: str
    partners: tuple[str, ...]
    plans: tuple[tuple[UUID, str], ...]
    led_from: tuple[tuple[UUID, str, str, str, str], ...]
    leads_to: tuple[tuple[UUID, str, str, str, str], ...]
    population: tuple[Turning, ...]
    performance: tuple[Serving, ...]


def outcome(actor: Actor, row: Outcome, *, on: date) -> OutcomeSheet:
    """Describe an outcome with the plans and actions the actor may see."""
    place = sheet(row.place)
    actions = access.actions(actor, on=on).filter(outcomes=row).exclude(state__in=OVER)
    plans = access.visible(actor, on=on).filter(outcomes=row)
    same = ("domain", "accountable", "story", "what_works", "turn_from")
    return OutcomeSheet(
        line=outcome_line(row, measured(), gaps(place)), place=row.place.name, place_id=row.place_id,
        **{name: getattr(row, name) for name in same},
        partners=tuple(o.name for o in row.partners.all()), plans=tuple(plans.values_list("pk", "title")),
        led_from=tuple(
            (k.from_outcome_id, k.from_outcome.statement, k.assumption, k.strength, k.evidence)
            for k in row.links_down.select_related("from_outcome")
        ),
        leads_to=tuple(
            (k.to_outcome_id, k.to_outcome.statement, k.assumption, k.strength, k.evidence)
            for k in row.links_up.select_related("to_outcome")
        ),
        population=tuple(_turning(h, row.turn_from) for h in _histories(row)),
        performance=tuple(
            Serving(action_line(a, on=on), tuple(path(t, a, on=on) for t in a.targets.all()), outputs(a))
            for a in with_all(actions).prefetch_related("targets__readings")
        ),
    )  # fmt: skip


def _histories(row: Outcome) -> list[History]:
    """Give the indicators of an outcome's topic over time; none without an evidence file, or where it does not reach the place."""
    try:
        known = portrait(sheet(row.place)).histories
    except (NoEvidence, NotCovered):
        return []
    documents = indicators()
    return [h for id_, h in known.items() if row.topic and id_ in documents and documents[id_].topic == row.topic]


def _turning(h: History, until: str) -> Turning:
    """Follow the newest unbroken run: across a break nothing is forecast."""
    stop = h.gaps[-1].before if h.gaps else ""
    told = [CurvePoint(m.span.middle, m.span.text, m.figure.value) for m in h.measurements if m.figure]
    start = next((n for n, one in enumerate(told) if one.period == stop), 0)
    return Turning(
        h.indicator,
        h.label,
        h.unit,
        h.source,
        curve(told[start:], until=until, polarity=indicators()[h.indicator].polarity),
    )
