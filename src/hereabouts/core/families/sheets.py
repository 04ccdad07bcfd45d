"""What of a family's records may be shown: the fields a clause names, and the words for those it does not."""

from collections.abc import Iterable, Mapping
from typing import Any

from hereabouts.core.sentences import listed

# Every field of a stub that a clause may name, in the words of the person who is told that it is withheld.
STUB = {
    "organisation": "which agency it is",
    "service": "which service it is",
    "support": "what kind of support it gives",
    "worker": "the worker’s name",
    "phone": "the worker’s number",
    "status": "whether the case is open",
    "starts_on": "since when",
    "ends_on": "until when",
    "local_id": "the agency’s own record number",
    "first_name": "the first name in the agency’s record",
    "surname": "the surname in the agency’s record",
    "dob": "the date of birth in the agency’s record",
    "sex": "the sex in the agency’s record",
}
REFERRAL = {
    "people": "who lives there",
    "address": "the address",
    "worry": "the worry",
    "going_well": "what is going well",
    "wants": "what they want",
    "safety": "the answers to the safety questions",
    "safe_contact": "how to contact them safely",
    "attempts": "how somebody tried to reach them",
    "agreement": "whether they agreed to help",
    "baseline": "what was known at first contact",
    "route": "the route that was chosen",
    "done": "what was done",
    "why": "why it was decided so",
    "shared": "what was shared and what was not",
}


def cut(values: Mapping[str, Any], fields: frozenset[str] | None) -> dict[str, Any]:
    """Keep what may be shown: everything where ``fields`` is None, otherwise exactly the fields it names."""
    return {name: value for name, value in values.items() if fields is None or name in fields}


def withheld(words: Mapping[str, str], fields: frozenset[str] | None, *, never: Iterable[str] = ()) -> str:
    """Say in one breath what is not shown: the fields that no clause names, and what is never held here at all."""
    missing = [] if fields is None else [said for name, said in words.items() if name not in fields]
    return listed([*missing, *never])
