"""What a clause promises: a verb on a kind of thing, and whose things it reaches."""

from hereabouts.core.sentences import Sentence

WHOSE = ("", "own", "parties")


class NotAPromise(Sentence):
    """A grant in a clause that cannot be read."""


def promised(text: str) -> tuple[str, str, str]:
    """Read "referral.see of own": the kind, the verb, and whose things ("own", "parties", or "" for anybody's)."""
    what, _, whose = text.partition(" of ")
    kind, dot, verb = what.strip().partition(".")
    if not (kind and dot and verb) or whose.strip() not in WHOSE:
        raise NotAPromise(
            "“{grant}” is not a grant. Write kind.verb, then nothing, “of own” or “of parties”.", grant=text
        )
    return kind, verb, whose.strip()
