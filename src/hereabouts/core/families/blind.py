"""People as keyed bits: two agencies learn how many they share, and neither sends a name (I-26, C18 "PPRL").

A record becomes one Bloom filter over all its fields, made with a secret key (Schnell, Bachteler and Reiher 2009, "CLK"),
hardened in three ways: every piece is salted with the year of birth, so that one surname looks different in every year;
each piece draws its positions at random instead of by double hashing; and the filter is folded onto itself by XOR. Short
keyed block numbers say which records are worth comparing. What this does not protect from is in the manual: blind mode.
"""

import hmac
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hereabouts.core.families.people import comparable
from hereabouts.core.families.sounding import soundex
from hereabouts.core.sentences import Sentence

BYTES = 32  # of the key: 256 bits
WIDE, FOLDED = 1024, 512  # bits before and after folding
BUCKETS = 14  # bits of a block number: in a list of 100,000 about six strangers share each one
BLOCKS = ("surname and birthday", "first name and birthday", "both names and year", "postcode, month and year")
# How many positions each piece of a field draws. The fields are those that every extract has, and no more. The first
# name weighs most, for it alone tells twins apart; the postcode least, for families move.
DRAWS = {"root": 13, "surname": 9, "day": 15, "month": 12, "sex": 6, "postcode": 3}
MAKE_ONE = "Make one with: openssl rand -hex 32"


class NotAKey(Sentence):
    """A secret that would protect nobody."""


@dataclass(frozen=True)
class Encoded:
    """One record as it may leave: the folded filter, and one block number for each of ``BLOCKS`` (None where it has none)."""

    bits: bytes
    blocks: tuple[int | None, ...]


def key_of(text: str) -> bytes:
    """Read a shared secret of 64 hexadecimal digits. Raises NotAKey where it is short, or no roll of dice made it."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise NotAKey(f"The key is not written as 64 hexadecimal digits. {MAKE_ONE}") from None
    if len(key) != BYTES:
        raise NotAKey(f"The key has {{n}} hexadecimal digits and needs 64. {MAKE_ONE}", n=2 * len(key))
    steps = {(b - a) % 256 for a, b in itertools.pairwise(key)}
    if len(set(key)) < BYTES // 2 or len(steps) < BYTES // 2 or max(key) < 128:  # repeats, counts up, or is typed text
        raise NotAKey(f"The key follows a pattern, so it can be guessed. {MAKE_ONE}")
    return key


def fingerprint(key: bytes) -> str:
    """Name a key without telling it: the same for all who hold it."""
    return _digest(key, "fingerprint", "")[:8].hex()


def encoded(row: Mapping[str, Any], key: bytes) -> Encoded | None:
    """Encode a row of an extract; None where it must not, or cannot, be compared.

    People at a protected address are left out altogether. Without a surname, a first name or a date of birth nothing is
    encoded: the year of birth is the salt, and what is left would be too little to tell people apart.
    """
    one = comparable(row)
    if one["protected"] or not (one["root"] and one["surname"] and one["dob"]):
        return None
    year = one["dob"][:4]
    filter_ = 0
    for field, piece in _pieces(one):
        filter_ |= _positions(key, field, piece, year)
    return Encoded(
        _fold(filter_), tuple(_block(key, name, made) for name, made in zip(BLOCKS, _made(one), strict=True))
    )


def _pieces(one: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Give what is drawn for: pairs of letters of names and postcode, day and month whole, sex."""
    _, month, day = one["dob"].split("-")
    yield from (("day", day), ("month", month))
    if one["sex"]:
        yield "sex", one["sex"]
    for field in ("root", "surname", "postcode"):
        padded = f"_{one[field]}_" if one[field] else ""
        yield from ((field, padded[n : n + 2]) for n in range(len(padded) - 1))


@lru_cache(maxsize=500_000)
def _positions(key: bytes, field: str, piece: str, salt: str) -> int:
    """Draw a piece's positions: each from two bytes of its own of one keyed digest, not by double hashing."""
    digest = _digest(key, f"bits {field}", f"{salt}|{piece}")
    drawn = 0
    for n in range(DRAWS[field]):
        drawn |= 1 << int.from_bytes(digest[2 * n : 2 * n + 2]) % WIDE
    return drawn


def _fold(filter_: int) -> bytes:
    return ((filter_ >> FOLDED) ^ (filter_ & ((1 << FOLDED) - 1))).to_bytes(FOLDED // 8)


def _made(one: Mapping[str, Any]) -> tuple[str, ...]:
    """Put together what records must share to be compared, in the order of ``BLOCKS``; nothing where a part is missing."""
    born, surname, first = one["dob"], soundex(one["surname"]), soundex(one["root"])
    home = one["postcode"] or ""
    return f"{surname}|{born}", f"{first}|{born}", f"{surname}|{first}|{born[:4]}", home and f"{home}|{born[:7]}"


def _block(key: bytes, name: str, made: str) -> int | None:
    return int.from_bytes(_digest(key, f"block {name}", made)[:4]) >> (32 - BUCKETS) if made else None


def order(key: bytes, id: str) -> bytes:
    """Give where a record stands in the file: an order that tells nothing, and is the same every time."""
    return _digest(key, "order", id)


def sealed(key: bytes, content: bytes) -> str:
    """Seal content with the key: whoever holds it sees that nothing was changed since."""
    return hmac.digest(_digest(key, "seal", ""), content, "sha256").hex()


def _digest(key: bytes, use: str, text: str) -> bytes:
    """Give a keyed digest (HMAC-SHA-256) for one use: no two uses can be laid side by side."""
    return hmac.digest(key, f"hereabouts blind 1|{use}|{text}".encode(), "sha256")
