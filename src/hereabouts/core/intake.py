"""Letters from the public: the references people get, and how they are read back however they are typed."""

from collections.abc import Sequence

# Without 0 and O, 1, I and L, 5 and S, Z and B: it is read aloud and copied by hand.
ALPHABET = "2346789ACDEFGHJKMNPQRTUVWXY"
LENGTH = 4
NOWHERE = "HB"  # the start of a reference that belongs to no place


def reference(prefix: str, drawn: Sequence[str]) -> str:
    """Write a reference: FG-7KQ4. The characters were drawn by somebody who cannot be guessed."""
    return f"{prefix or NOWHERE}-{''.join(drawn)}"


def of_somebody(text: str) -> bool:
    """Say whether this has the shape of the number somebody got after a conversation, K7Q2-9FXM: no reference of a letter."""
    first, dash, rest = text.strip().upper().replace(" ", "").partition("-")
    plain = first + rest
    return len(plain) == 2 * LENGTH and plain.isalnum() and plain.isascii() and (not dash or len(first) == LENGTH)


def typed(text: str) -> str:
    """Read a reference as people type it: small letters, spaces, a dash forgotten or of another kind."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum())
    return f"{plain[:-LENGTH]}-{plain[-LENGTH:]}" if len(plain) > LENGTH else plain
