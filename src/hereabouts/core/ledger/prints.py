"""The fingerprint of an audit entry and the link between two seals: what makes a change of the past show.

An entry's fingerprint is SHA-256 over its canonical JSON: every column it has, in order of name, no space between. The text
is put together by hand because a million of them are checked in one go; a test holds it equal to ``ledger.digest``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from hereabouts.core.ledger import seal

FIRST = "0" * 64  # what the first seal is linked to
# The columns of an entry in the order in which a fingerprint is asked for. Its seal stands apart.
COLUMNS = (
    "id", "at", "on", "actor", "actor_name", "organisation", "what", "outcome", "object", "place", "purpose", "under", "detail",
)  # fmt: skip


def fingerprint(
    id: int, at: str, on: str, actor: str, actor_name: str, organisation: str, what: str, outcome: str, object: str,
    place: str, purpose: str, under: str, detail: str,
) -> str:  # fmt: skip
    """Give the fingerprint of an entry over everything it says: its time, day and detail as ``moment`` and ``canonical`` write them."""
    text = (
        f'{{"actor":{quoted(actor)},"actor_name":{quoted(actor_name)},"at":"{at}","detail":{detail},"id":{id}'
        f',"object":{quoted(object)},"on":"{on}","organisation":{quoted(organisation)},"outcome":{quoted(outcome)}'
        f',"place":{quoted(place)},"purpose":{quoted(purpose)},"under":{quoted(under)},"what":{quoted(what)}}}'
    )
    return sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """Write a time as a fingerprint reads it, to the microsecond and with its zone."""
    return at.isoformat(timespec="microseconds")


def canonical(detail: Mapping[str, Any]) -> str:
    """Write the detail of an entry as a fingerprint reads it."""
    return json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sealed(number: int, at: datetime, previous: str, prints: Sequence[str]) -> str:
    """Give the hash of a batch: over its number, its time, the hash before it and its fingerprints in order."""
    return seal(previous, [str(number), moment(at), *prints])


@dataclass(frozen=True)
class Batch:
    """One seal as it stands in the database: nothing in it is believed until it is recomputed."""

    number: int
    at: datetime
    previous: str
    hash: str
    digests: Any

    def prints(self) -> list[tuple[int, str]] | None:
        """Give entry ids with their fingerprints, ascending; None where what stands there is no such list."""
        try:
            found = [(pk, print_) for pk, print_ in self.digests if type(pk) is int and type(print_) is str]
        except (TypeError, ValueError):
            return None
        return found if found and len(found) == len(self.digests) else None

    def follows(self, number: int, previous: str, prints: Sequence[tuple[int, str]] | None) -> bool:
        """Say whether this batch is the one that comes after the one before it, and says what was sealed."""
        return (
            prints is not None
            and isinstance(self.at, datetime)
            and self.number == number + 1
            and self.previous == previous
            and self.hash == sealed(self.number, self.at, previous, [print_ for _, print_ in prints])
        )
