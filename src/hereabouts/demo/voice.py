"""What was said in Larkhaven: about six hundred contributions, by whom, in which language, about what.

Who raised what and who was heard come out as the story tells; who says which sentence is left to chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from hereabouts.demo.said import Pen
from hereabouts.demo.shares import dealt, dice
from hereabouts.demo.told import seed, told

NOT_ASKED, CHILD = "not asked", "under 16"
ASKED = ("age", "sex", "ethnicity", "disability", "tenure")
TWICE = 0.17  # of those who spoke, the share who spoke twice


@dataclass(frozen=True)
class Spoken:
    """One contribution: a row as a sheet of answers has it, and the topics a person will code it with."""

    activity: str
    place: str
    row: Mapping[str, str]
    codes: Mapping[str, str]


@dataclass
class _Speaker:
    key: str
    activity: Mapping[str, Any]
    profile: dict[str, str]
    topics: list[str] = field(default_factory=list)


@cache
def contributions(on: date) -> tuple[Spoken, ...]:
    """Give every contribution as of a day, the earliest first. The same day gives the same words."""
    rng = dice(seed(), "voice")
    pen = Pen(rng)
    made: list[Spoken] = []
    for place in told("voice")["raised"]:
        speakers = _speakers(place, rng)
        _raise(speakers, told("voice")["raised"][place], rng)
        for speaker in speakers:
            made += _spoken(speaker, pen, on, rng)
    return tuple(sorted(made, key=lambda one: (one.row["heard_on"], one.row["ref"])))


def _speakers(place: str, rng: np.random.Generator) -> list[_Speaker]:
    """Deal who spoke where, and what they told of themselves: some were not asked, some did not want to say."""
    held = [a for a in told("voice")["activity"] if a["place"] == place]
    at = [activity for activity in held for _ in range(activity["people"])]
    answers = {}
    for question in ASKED:
        counts = list(told("voice")["heard"][place][question].items())
        answers[question] = dealt(rng, [*counts, (NOT_ASKED, len(at) - sum(n for _, n in counts))])
    made = [
        _Speaker(f"{place[0]}{n:03d}", activity, {question: answers[question][n] for question in ASKED})
        for n, activity in enumerate(at)
    ]
    _seat(made)
    _speak_languages(made, place, rng)
    return made


def _seat(speakers: list[_Speaker]) -> None:
    """Swap answers until a session for some people holds those people, and children speak where children were asked."""
    for speaker in speakers:
        for question, allowed in speaker.activity.get("only", {}).items():
            if speaker.profile[question] not in allowed:
                free = [s for s in speakers if question not in s.activity.get("only", {})]
                _swap(question, speaker, [s for s in free if s.profile[question] in allowed])
    for child in [s for s in speakers if s.profile["age"] == CHILD and not s.activity.get("young")]:
        _swap("age", child, [s for s in speakers if s.activity.get("young") and s.profile["age"] != CHILD])


def _swap(question: str, one: _Speaker, others: list[_Speaker]) -> None:
    if others:
        one.profile[question], others[0].profile[question] = others[0].profile[question], one.profile[question]


def _speak_languages(speakers: list[_Speaker], place: str, rng: np.random.Generator) -> None:
    for speaker in speakers:
        speaker.profile["language"] = "english" if rng.random() < 0.97 else NOT_ASKED
    for language in told("voice")["language"] if place == "Fallowgate" else []:
        gathered = [s for s in speakers if language["id"] in s.activity["key"]]
        others = [s for s in speakers if s not in gathered and "-" in s.activity["key"]]
        more = language["people"] - len(gathered)
        for speaker in gathered + [others[i] for i in rng.permutation(len(others))[: max(0, more)]]:
            speaker.profile["language"] = language["id"]


def _raise(speakers: list[_Speaker], raised: Mapping[str, int], rng: np.random.Generator) -> None:
    """Let exactly so many people raise each topic; those who have raised little are the likelier to raise one more."""
    coded = [s for s in speakers if s.activity["key"] != "cards-november"]
    quoted = _quoted(coded)
    free = [s for s in coded if s not in quoted.values()]
    for topic, people in raised.items():
        must = [speaker for (_, about), speaker in quoted.items() if about == topic]
        pull = np.array([0.35 ** len(s.topics) * _likely(s, topic) for s in free])
        chosen = rng.choice(len(free), size=people - len(must), replace=False, p=pull / pull.sum())
        for speaker in must + [free[i] for i in chosen]:
            speaker.topics.append(topic)
    for speaker in [s for s in speakers if s not in coded]:
        speaker.topics = [str(rng.choice(list(raised)))]


def _quoted(speakers: list[_Speaker]) -> dict[tuple[str, str], _Speaker]:
    """Find, for each sentence that other pages quote, somebody of that activity who says it, and only it, in English."""
    found: dict[tuple[str, str], _Speaker] = {}
    for one in told("voice")["said"]:
        fits = [s for s in speakers if s.activity["key"] == one["activity"] and s.profile["language"] == "english"]
        fits = [s for s in fits if s not in found.values()]
        if fits:
            found[one["words"], one["topic"]] = fits[0]
    return found


def _likely(speaker: _Speaker, topic: str) -> float:
    """Say how likely somebody is to raise a topic: at a young people's session, what young people live with."""
    if not speaker.activity.get("young"):
        return 1.0
    return 1.5 if any(one["code"] == topic and "young" in one for one in told("voice")["topic"]) else 1e-9


def _spoken(speaker: _Speaker, pen: Pen, on: date, rng: np.random.Generator) -> list[Spoken]:
    """Put a speaker's topics into words, all at once or in two goes."""
    topics = [speaker.topics[i] for i in rng.permutation(len(speaker.topics))]
    parts = [topics[::2], topics[1::2]] if len(topics) > 1 and rng.random() < TWICE else [topics]
    agrees = {kind: "yes" if rng.random() < chance else "no" for kind, chance in told("voice")["agrees"].items()}
    texts = [pen.write(part, speaker.profile["language"], speaker.activity) for part in parts]
    if any(text.quoted for text in texts):
        agrees["quote"] = "yes"
    elif any(len(text.codes) > 1 for text in texts):
        agrees["quote"] = "no"  # much at once is written down in haste: nobody is asked to be quoted on it
    made = []
    for n, text in enumerate(texts):
        heard_on = on - timedelta(days=speaker.activity["days"] - int(rng.integers(0, 5)))
        row = {
            "ref": f"{speaker.key}-{n + 1}", "person": speaker.key, "voice": "resident", "heard_on": heard_on.isoformat(),
            "words": text.words, "said_in": text.language, "translation": text.translation, "translated_by": text.translator,
            **speaker.profile, **agrees,
        }  # fmt: skip
        made.append(Spoken(speaker.activity["key"], speaker.activity["place"], row, text.codes))
    return made
