"""The gaps of a place to its council, indicator by indicator, for whoever wants to narrow one."""

from hereabouts.core.evidence.gaps import GapMeasure, gap_measures
from hereabouts.core.evidence.guards import NotCovered
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.documents import indicators
from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.reads import Sheet


def gaps(place: Sheet) -> tuple[GapMeasure, ...]:
    """Give every gap that is measured; none where there is no evidence file, or where it does not reach the place."""
    try:
        return gap_measures(portrait(place).profile.indicators, indicators())
    except (NoEvidence, NotCovered):
        return ()
