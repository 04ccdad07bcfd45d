"""What is not plain in a sheet is asked once, in a sentence, with every row in which it stands; answers are remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hereabouts.core.plans.tracker_sheet import SheetLine, place_of


@dataclass(frozen=True)
class Words:
    """A sentence as a template and its values, so that a face can translate it before filling it in."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen: what a mapping writes down, and what a person reads."""

    value: str
    label: Words


@dataclass(frozen=True)
class Question:
    """One question to whoever keeps the sheet. ``answer`` is "" while it is open; one that is no ``must`` has a default.

    ``given`` says that somebody answered it, this time or for an earlier tracker: what is only read so is shown to be looked at.
    """

    key: str
    words: Words
    options: tuple[Option, ...]
    answer: str
    must: bool
    free: bool
    row: int
    column: str
    unheard: str = ""
    given: bool = False

    @property
    def open(self) -> bool:
        """Say whether nothing can be imported before it is answered."""
        return self.must and not self.answer


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken in, where a person sees it."""

    row: int
    column: str
    words: Words


def option(value: str, text: str, **values: object) -> Option:
    """Make an answer that can be chosen."""
    return Option(value, Words(text, values))


@dataclass
class _Asked:
    text: str
    values: Mapping[str, object]
    options: tuple[Option, ...]
    must: bool
    free: bool
    answer: str
    unheard: str
    given: bool = False
    lines: list[SheetLine] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)


class Asking:
    """Gathers questions, remarks and faults while a sheet is read, and gives the answers there are."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = {_key(key): value.strip() for key, value in answers.items()}
        self._asked: dict[str, _Asked] = {}
        self._noted: dict[str, _Asked] = {}
        self.faults: list[Fault] = []

    def ask(
        self,
        key: str,
        text: str,
        options: Sequence[Option] | Callable[[], Sequence[Option]],
        /,
        *,
        line: SheetLine,
        column: int | None = None,
        must: bool = True,
        default: str = "",
        free: Callable[[str], Any] | None = None,
        **values: object,
    ) -> str:
        """Give the answer to a question, its default, or "" while it is open. ``free`` says whether other words are one.

        The text begins with ``{where}``: the rows and columns in which the thing stands.
        """
        key = _key(key)
        asked = self._asked.get(key)
        if asked is None:
            known = tuple(options() if callable(options) else options)
            said = self.answers.get(key, "")
            heard = next((o.value for o in known if o.value.casefold() == said.casefold()), "")
            heard = heard or (said if said and free is not None and free(said) else "")
            unheard = said if said and not heard else ""
            asked = _Asked(text, values, known, must, free is not None, heard or default, unheard, bool(heard))
            self._asked[key] = asked
        asked.lines.append(line)
        if column is not None:
            asked.columns.add(column)
        return asked.answer

    def answered(self, key: str) -> bool:
        """Say whether somebody answered a question before it is asked."""
        return bool(self.answers.get(_key(key)))

    def note(self, key: str, text: str, /, *, line: SheetLine, column: int | None = None, **values: object) -> None:
        """Say how something was read, once for all rows in which it stands."""
        noted = self._noted.setdefault(key, _Asked(text, values, (), False, False, "", ""))
        noted.lines.append(line)
        if column is not None:
            noted.columns.add(column)

    def refuse(self, text: str, /, *, line: SheetLine, column: int | None, **values: object) -> None:
        """Say why a row cannot be taken in."""
        where = place_of([line], [] if column is None else [column])
        letter = where.rpartition("column ")[2] if column is not None else ""
        self.faults.append(Fault(line.number, letter, Words(text, {**values, "where": where})))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give every question with the answer it has, the ones that must be answered first."""
        made = [_question(key, asked) for key, asked in self._asked.items()]
        return tuple(sorted(made, key=lambda q: not q.must))

    @property
    def notes(self) -> tuple[Words, ...]:
        """Give how things were read that needed no question."""
        return tuple(_worded(noted) for noted in self._noted.values())


def _key(key: str) -> str:
    return " ".join(key.casefold().split())


def _worded(asked: _Asked) -> Words:
    return Words(asked.text, {**asked.values, "where": place_of(asked.lines, asked.columns)})


def _question(key: str, asked: _Asked) -> Question:
    column = place_of([asked.lines[0]], asked.columns).partition("column")[2].lstrip("s ")
    return Question(
        key, _worded(asked), asked.options, asked.answer, asked.must, asked.free, asked.lines[0].number, column, asked.unheard,
        asked.given,
    )  # fmt: skip
