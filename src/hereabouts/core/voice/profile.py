"""What somebody may be asked about themselves, and the two ways in which there is no answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hereabouts.core.imports.fields import CannotRead, plain, shown, text
from hereabouts.core.sentences import Sentence, listed

NOT_ASKED = "not asked"
NOT_SAID = "did not want to say"
DECLINED = (NOT_SAID, "prefer not to say", "rather not say", "declined", "refused", "not said", "prefer not to answer")
UNASKED = (NOT_ASKED, "not known", "unknown", "n/a", "na", "-")


class NotAQuestion(Sentence):
    """A profile document that cannot be read."""


@dataclass(frozen=True)
class Answer:
    """One answer, the words it may be written with, and the published counts it is compared with."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Question:
    """One thing somebody may be asked about themselves."""

    id: str
    label: str
    answers: tuple[Answer, ...]
    words: tuple[str, ...] = ()

    def read(self, cell: object) -> str:
        """Read an answer as people write it in a sheet; an age in years finds its band."""
        told = plain(text(cell))
        if told in map(plain, DECLINED):
            return NOT_SAID
        if told in map(plain, UNASKED) or not told:
            return NOT_ASKED
        for answer in self.answers:
            if told in map(plain, (answer.id, answer.label, *answer.words)):
                return answer.id
            if answer.ages and told.isdigit() and answer.ages[0] <= int(told) <= answer.ages[1]:
                return answer.id
        raise CannotRead(
            "“{cell}” is none of the answers. Use {answers}, or “{declined}”.",
            cell=shown(cell), answers=listed([answer.id for answer in self.answers]), declined=NOT_SAID,
        )  # fmt: skip


def question(told: Mapping[str, Any]) -> Question:
    """Read one question; NotAQuestion names what is missing or unknown."""
    try:
        answers = tuple(Answer(**{key: _frozen(value) for key, value in one.items()}) for one in told["answers"])
        return Question(told["id"], told["label"], answers, tuple(told.get("words", ())))
    except (TypeError, KeyError) as problem:
        raise NotAQuestion(
            "The question “{id}” cannot be read: {problem}.", id=told.get("id", "?"), problem=str(problem)
        ) from problem


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
