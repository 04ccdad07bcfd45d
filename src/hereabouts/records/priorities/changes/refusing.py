"""What the changes of this room refuse in common."""

from hereabouts.core.priorities.aims import NotAnAim
from hereabouts.core.sentences import Sentence
from hereabouts.engines import definitions


class NoReason(Sentence):
    """A choice that must say why, and does not."""


class CannotBe(Sentence):
    """A step that cannot be taken from where a thing is."""


def known(topic: str) -> None:
    """Refuse a topic that stands in no list."""
    if topic not in definitions.topics():
        raise NotAnAim("There is no topic {topic}. The topics are on the page “Words we use”.", topic=topic)
