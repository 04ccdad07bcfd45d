"""How many people agencies share, counted from encodings and told under disclosure control: never who, never which row."""

from collections import Counter
from collections.abc import Mapping, Sequence

from hereabouts.core.families.together import Together, together
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.disclosure import DisclosureRule

MOST = 6  # agencies in one answer: every exact set of them is watched


class NotTogether(Sentence):
    """Encoded files that cannot be read as one question."""


def overlap(rows: Mapping[str, int], found: Sequence[frozenset[str]], rule: DisclosureRule) -> Together:
    """Count people by the agencies that each is with (``found``, one set a person), and hide what is small.

    How many rows each file has (``rows``, by agency) is known to whoever holds it. Raises NotTogether for fewer than two
    agencies, more than ``MOST``, or one with so few people that an answer would be about each of them.
    """
    if not 2 <= len(rows) <= MOST:
        raise NotTogether(
            "An answer is about 2 to {most} agencies; this is {n}. Give one encoded file an agency.",
            most=MOST, n=len(rows),
        )  # fmt: skip
    few = next((agency for agency, n in rows.items() if n < rule.least_people), None)
    if few is not None:
        raise NotTogether(
            "{agency} encoded fewer than {least} people. An overlap with so few would tell of single people.",
            agency=few, least=rule.least_people,
        )  # fmt: skip
    return together(list(rows), Counter(found), rule, known=True)
