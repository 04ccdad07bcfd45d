"""How long letters are kept: answered or not, the last thing that happened with one is its end."""

from collections.abc import Iterable
from datetime import date

from hereabouts.core.ledger.held import Ended
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger.held import REMOVED, empty, guards

LETTER = "letter"


def ended(*, on: date) -> list[Ended]:
    """Give every letter with when it ended. One that waits for its reply has not."""
    rows = Letter.objects.prefetch_related("replies").order_by("ref")
    return [_letter(row) for row in rows]


def _letter(letter: Letter) -> Ended:
    replies = [reply.written_on for reply in letter.replies.all()]
    waits = letter.wants_reply and not replies
    last = None if waits else max([letter.received_on, *replies])
    return Ended(
        LETTER,
        str(letter.pk),
        last,
        frozenset({str(letter.pk)}),
        guards(letter),
        still="It waits for its reply." if waits else "",
        words=f"A letter of {letter.received_on:%-d %B %Y} ({letter.kind})",
    )


def emptied(rule: str, ids: Iterable[str]) -> None:
    """Empty some letters; kind, topic and place stay, for they are counted. Call it inside a change that has looked again."""
    for letter in Letter.objects.filter(pk__in=list(ids)):
        for reply in letter.replies.all():
            empty(reply, words=REMOVED)
        empty(letter, text=REMOVED, wants_reply=False)
