"""Errors that are one plain sentence, and the small grammar that sentences need."""

from collections.abc import Sequence
from difflib import get_close_matches


class Sentence(Exception):  # noqa: N818 - it is what the person reads; "Error" would be read aloud too
    """A refusal in words that the person who meets it can act on.

    The text is a template and its values stand apart, so that a face can translate the template
    before filling it in. Every error that a person may meet derives from this class, beside the
    function that raises it; anything else that escapes is a defect.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text, self.values = text, values

    def __str__(self) -> str:
        return self.text.format(**self.values)


def listed(things: Sequence[object], *, last: str = "and") -> str:
    """Say several things in one breath: ``a, b and c``."""
    words = [str(thing) for thing in things]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def meant(word: str, known: Sequence[str]) -> str:
    """Ask back where a word is nearly one that is known: `` Did you mean “Linlathen”?``, or nothing."""
    lower = {one.lower(): one for one in known}
    near = get_close_matches(word.strip().lower(), lower, n=1, cutoff=0.75)
    return f" Did you mean “{lower[near[0]]}”?" if near else ""


def counted(n: int, one: str, many: str | None = None) -> str:
    """Say how many: ``1 area``, ``1,204 areas``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
