"""Whether a priority stands on all three: somebody raised it, something measures it, a plan asks for it."""

from hereabouts.core.priorities.agreement import SOURCES
from hereabouts.core.priorities.board import Asked, Measured, Raised, Standing


def missing(standing: Standing | None) -> tuple[str, ...]:
    """Name the legs that a topic does not stand on: nobody raised it, nothing measures it, no plan asks for it.

    A leg that says "low" is there: it was heard, and it speaks against. Off the board everything is missing.
    """
    legs = (standing.voice, standing.data, standing.strategy) if standing else (None, None, None)
    return tuple(name for name, leg in zip(SOURCES, legs, strict=True) if leg is None or not _holds(leg.evidence))


def _holds(evidence: Raised | Measured | Asked) -> bool:
    if isinstance(evidence, Raised):
        return evidence.people > 0
    if isinstance(evidence, Measured):
        return bool(evidence.indicators)
    return evidence.points > 0


def silent(standing: Standing | None) -> bool:
    """Say whether a topic is a silent need: data and strategy are high and few raised it. Listen before it is chosen."""
    return standing is not None and standing.called == "silent need"
