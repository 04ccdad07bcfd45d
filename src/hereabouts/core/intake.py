"""Letters from the public: the references people get, and how they are read back however they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Without 0 and O, 1, I and L, 5 and S, Z and B: it is read aloud and copied by hand.
ALPHABET = "2346789ACDEFGHJKMNPQRTUVWXY"
LENGTH = 6  # 387 million for each place: with the limit on misses nobody meets one by trying
SPOKEN = 8  # the number that somebody gets after a conversation, K7Q2-9FXM
# What somebody may be told of what they raised; the last two say why.
OUTCOMES = ("listening", "chosen", "doing", "did", "not chosen", "could not")
GIVES_REASON = frozenset({"not chosen", "could not"})
NOWHERE = "HB"  # the start of a reference that belongs to no place


PROMISED_DAYS = 56  # who took part hears back within eight weeks


@dataclass(frozen=True)
class Clock:
    """The days since somebody was heard without an answer; ``late`` when that is longer than was promised."""

    days: int
    late: bool


def waited(heard_on: date, on: date) -> Clock:
    """Count the days since somebody was heard. From the day after the promised one their thread is a dead end."""
    days = (on - heard_on).days
    return Clock(days, days > PROMISED_DAYS)


def reference(prefix: str, drawn: Sequence[str]) -> str:
    """Write a reference: FG-7KQ4M2. The characters were drawn by somebody who cannot be guessed."""
    return f"{prefix or NOWHERE}-{''.join(drawn)}"


def read(text: str) -> tuple[str, ...]:
    """Read a reference as people type it, small letters, spaces, a dash forgotten: what it may be, a letter's or a person's.

    A person's number has no 0 and no 1, so that whoever wrote an O or an I so is understood.
    """
    plain = "".join(letter for letter in text.upper() if letter.isalnum())
    letters = [f"{plain[:-LENGTH]}-{plain[-LENGTH:]}"] if len(plain) > LENGTH else []
    said = plain.replace("0", "O").replace("1", "I")
    half = SPOKEN // 2
    return (*letters, *([f"{said[:half]}-{said[half:]}"] if len(plain) == SPOKEN else []))
