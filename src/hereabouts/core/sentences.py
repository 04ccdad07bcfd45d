"""Errors that are one plain sentence, and the small grammar that sentences need."""

from collections.abc import Sequence


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


def counted(n: int, one: str, many: str | None = None) -> str:
    """Say how many: ``1 area``, ``1,204 areas``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
