"""Why a paper may be kept from the public: the paragraphs of the law, by nation."""

from collections.abc import Mapping

from hereabouts.core.sentences import Sentence


class NoSuchParagraph(Sentence):
    """A reason for keeping a paper back that the law of this nation does not give."""


def paragraph(number: str, paragraphs: Mapping[str, str], *, law: str) -> str:
    """Give the words of a paragraph; refuse one that is not in the schedule."""
    if number not in paragraphs:
        raise NoSuchParagraph(
            "Paragraph {number} does not stand in {law}. Choose one from the list.", number=number, law=law
        )
    return paragraphs[number]
