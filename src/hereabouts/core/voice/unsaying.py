"""Taking somebody's words out of what others wrote, without cutting a piece out of anybody else's sentence.

Five words running are theirs whatever stands around them, as in ``consent.in_other_words``. Fewer are theirs only where they
are all of a line or all of what stands between quotation marks: "No" is a word of everybody's.
"""

import re
from collections.abc import Iterable

from hereabouts.core.voice.consent import ALIKE

PARTS = r"\n;|"  # what sets one example apart from the next
OPENS, SHUTS = "“„”‘’«»‹›\"'", "”“‘’»«›‹\"'"


SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def sayings(told: Iterable[str]) -> set[str]:
    """Give what somebody said, whole and sentence by sentence, as far as it is theirs in whatever text it stands: five words and more."""
    parts = {part.strip() for one in told for part in (one, *SENTENCE.split(one))}
    return {part for part in parts if len(part.split()) >= ALIKE}


def unsaid(text: str, told: Iterable[str], *, mark: str = "") -> str:
    """Give a text without what somebody said; ``mark`` stands where words of theirs stood."""
    for words in sorted({" ".join(one.split()) for one in told if one.strip()}, key=lambda one: (-len(one), one)):
        if words.split()[0].lower() in text.lower():
            text = _pattern(words).sub(lambda _: mark, text)
    return text


def _pattern(words: str) -> re.Pattern[str]:
    said = r"\s+".join(map(re.escape, words.split()))
    if len(words.split()) >= ALIKE:
        return re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE)
    between = rf"[{OPENS}]\s*{said}\s*[{SHUTS}](?!\w)"
    alone = rf"(?:^|(?<=[{PARTS}]))[^\S\n]*(?:[-*•][^\S\n]*)?{said}[^\S\n]*[.!?]?[^\S\n]*(?=$|[{PARTS}])"
    return re.compile(rf"(?<!\w){between}|{alone}", re.IGNORECASE)
