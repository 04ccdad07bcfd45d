"""Puts topics into somebody's words: from parts in English, from whole sentences in Polish and Urdu."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hereabouts.demo.told import told

PRAISES = 0.16  # how often somebody adds a good word
REQUESTS = 0.22  # how often a topic is put as a wish and not as a complaint


@dataclass(frozen=True)
class Words:
    """What was said, in its language, with its translation where it has one, and what it is about."""

    words: str
    language: str
    translation: str
    translator: str
    codes: Mapping[str, str]
    quoted: bool = False


class Pen:
    """Writes with one pack of dice, and never says the quoted sentences a second time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng, self.left = rng, list(told("voice")["said"])
        self.topics = {topic["code"]: topic for topic in told("voice")["topic"]}

    def write(self, topics: Sequence[str], language: str, activity: Mapping[str, Any]) -> Words:
        """Put these topics into words, as somebody with this language would at this activity."""
        other = next((one for one in told("voice")["language"] if one["id"] == language), None)
        if other and all(any(code == topic for code, _, _ in other["sentences"]) for topic in topics) and topics:
            return self._in(other, topics)
        return self._in_english(topics, activity)

    def _in(self, language: Mapping[str, Any], topics: Sequence[str]) -> Words:
        said, meant = [], []
        for topic in topics:
            fitting = [(own, english) for code, own, english in language["sentences"] if code == topic]
            own, english = fitting[int(self.rng.integers(len(fitting)))]
            said.append(own)
            meant.append(english)
        codes = dict.fromkeys(topics, "problem")
        return Words(" ".join(said), language["name"], " ".join(meant), language["translator"], codes)

    def _in_english(self, topics: Sequence[str], activity: Mapping[str, Any]) -> Words:
        rng, quoted = self.rng, False
        codes: dict[str, str] = {}
        sentences: list[str] = []
        for topic in topics:
            ready = next((q for q in self.left if (q["activity"], q["topic"]) == (activity["key"], topic)), None)
            way = "request" if rng.random() < REQUESTS and not ready else "problem"
            codes[topic] = way
            if ready:
                self.left.remove(ready)
                quoted = True
            sentences.append(ready["words"] if ready else self._sentence(topic, way, activity))
        good = [topic for topic in self.topics if topic not in codes]
        if not topics or (rng.random() < PRAISES and not quoted):
            topic = str(rng.choice(good))
            codes[topic] = "praise"
            sentences.append(self._sentence(topic, "praise", activity))
        if not quoted:
            ways = list(codes.values())
            sentences[0] = self._opened(sentences[0], ways[0])
            sentences.append(str(rng.choice(told("voice")["parts"]["tails"][ways[-1]])))
        return Words(" ".join(filter(None, sentences)), "English", "", "", codes, quoted)

    def _sentence(self, topic: str, way: str, activity: Mapping[str, Any]) -> str:
        young = self.topics[topic].get("young", []) if activity.get("young") and way == "problem" else []
        sentence = str(self.rng.choice(young or self.topics[topic][way]))
        sentence = sentence.replace("{where}", str(self.rng.choice(told("voice")["places"][activity["place"]])))
        return sentence[0].upper() + sentence[1:]

    def _opened(self, sentence: str, way: str) -> str:
        opener = str(self.rng.choice(told("voice")["parts"]["openers"][way]))
        plain = sentence if sentence.startswith(("I ", "I’", "English")) else sentence[0].lower() + sentence[1:]
        return opener + plain if opener else sentence
