"""What the board needs to know of voice: who raised what, and nobody's name."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Heard:
    """The contributors whose words were coded, each as the set of topics they raised as a problem or an aspiration.

    A contributor who praised only, or said what fits no topic, is an empty set: they were heard too, and stand in the
    denominator.
    """

    raised: tuple[frozenset[str], ...]

    @property
    def people(self) -> int:
        """Say how many distinct contributors were coded."""
        return len(self.raised)

    def count(self, topic: str) -> int:
        """Say how many of them raised a topic."""
        return self._by_topic[topic]

    @cached_property
    def _by_topic(self) -> Counter[str]:
        return Counter(topic for topics in self.raised for topic in topics)
