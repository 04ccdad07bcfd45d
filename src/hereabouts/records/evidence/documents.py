"""Every indicator document there is: those that ship, and those that people declared beside the files they added."""

from functools import lru_cache

from django.conf import settings

from hereabouts.core.evidence.indicators import Indicator
from hereabouts.core.steps import Step
from hereabouts.engines import definitions
from hereabouts.engines.evidence_file import NoEvidence, as_it_is, opened

_OWN = Step("own", "SELECT text FROM own_document WHERE text <> '' ORDER BY file")


def indicators() -> dict[str, Indicator]:
    """Give every indicator document by id; one that people declared themselves stands before one of ours of that name."""
    return _all(as_it_is(settings.EVIDENCE))


@lru_cache(maxsize=2)
def _all(_: object) -> dict[str, Indicator]:
    try:
        with opened(settings.EVIDENCE) as engine:
            own = [str(row["text"]) for row in engine.run([_OWN])]
    except NoEvidence:
        own = []
    return definitions.indicators() | definitions.own_indicators(own)
