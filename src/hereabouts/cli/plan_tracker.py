"""What `plan import` says: questions to be answered in a mapping, what became of each row, whom nobody knows as a lead."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hereabouts.core.plans.tracker_asking import Question
from hereabouts.core.plans.tracker_read import Reading
from hereabouts.core.sentences import Sentence, counted

SHOWN = 8  # faults named one by one; the rest are counted


class NoMapping(Sentence):
    """A mapping that cannot be read."""


class NotPlain(Sentence):
    """A tracker that asks something, or has rows that cannot be taken in."""


def mapping(path: Path | None) -> dict[str, str]:
    """Read the answers to a tracker's questions: TOML or JSON, each question's key with its answer."""
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
        told: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError:
        raise NoMapping("There is no file called {path}.", path=str(path)) from None
    except (ValueError, tomllib.TOMLDecodeError) as problem:
        raise NoMapping("{path} cannot be read: {why}.", path=str(path), why=str(problem)) from None
    told = told.get("answers", told) if isinstance(told, dict) else told
    if not isinstance(told, dict):
        raise NoMapping('{path} holds no answers: write a line for each, such as "due: tbc" = "open".', path=str(path))
    return {str(key): str(value) for key, value in told.items() if not isinstance(value, dict | list)}


def answered(reading: Reading) -> dict[str, str]:
    """Give the answers that a sheet was read with."""
    return {one.key: one.answer for one in reading.questions if one.answer}


def refused(reading: Reading) -> list[dict[str, Any]]:
    """Give what keeps a tracker out, with row and column as the person sees them."""
    asked = [{"row": one.row, "column": one.column, "message": _asked(one)} for one in reading.open]
    return asked + [{"row": one.row, "column": one.column, "message": str(one.words)} for one in reading.refused]


def _asked(one: Question) -> str:
    unheard = f" The mapping says “{one.unheard}”, which is no answer." if one.unheard else ""
    return f"{one.words}{unheard}"


def told(reading: Reading) -> dict[str, Any]:
    """Give everything else that reading a tracker found, for programs."""
    return {
        "questions": [
            {"key": one.key, "question": str(one.words), "answer": one.answer, "needed": one.must,
             "answers": {o.value: str(o.label) for o in one.options}, "a day too": one.free}
            for one in reading.questions
        ],
        "notes": [*map(str, reading.notes), *reading.says],
        "columns": {one.letter: {"heading": one.heading, "read_as": one.field or "left out"} for one in reading.columns},
        "queued": [
            {"row": row.row, "title": row.title, "lead": row.lead_words} for row in reading.rows if row.lead_words
        ],
    }  # fmt: skip


def refusal(reading: Reading) -> NotPlain:
    """Say what must be answered or mended, with the lines for a mapping."""
    faults = [str(one.words) for one in reading.refused]
    more = f" And {counted(len(faults) - SHOWN, 'more fault')}." if len(faults) > SHOWN else ""
    asked = "".join(f"\n{_asked(one)}\n{_lines(one)}" for one in reading.open)
    ask = "\nAnswer these in a file, and name it with --mapping:" if asked else ""
    return NotPlain(
        "Nothing was imported. {faults}{more}{ask}{asked}",
        faults=" ".join(faults[:SHOWN]),
        more=more,
        ask=ask,
        asked=asked,
    )


def _lines(one: Question) -> str:
    choices = [f'    "{one.key}" = "{o.value}"  # {o.label}' for o in one.options]
    return "\n".join([*choices, *([f'    "{one.key}" = "2027-03-31"  # or any other day'] if one.free else [])])


def sorted_out(made: Sequence[Any]) -> str:
    """Say how many actions were added, changed and unchanged, the added ones by their references."""
    refs = [one.action.ref for one in made if one.how == "added"]
    span = f" ({refs[0]} to {refs[-1]})" if len(refs) > 1 else f" ({refs[0]})" if refs else ""
    parts = [
        f"{len(refs)} added{span}",
        *(f"{sum(i.how == how for i in made)} {how}" for how in ("changed", "unchanged")),
    ]
    ended = [one.action.ref for one in made if one.how == "ended"]
    return ", ".join(parts) + (f"; {counted(len(ended), 'action')} ended earlier, and left alone" if ended else "")


def queue(reading: Reading, words: Mapping[str, str]) -> list[str]:
    """Give the lines that say for whom actions wait."""
    found: dict[str, list[str]] = {}
    for row in reading.rows:
        if row.lead_words:
            found.setdefault(row.lead_words, []).append(words.get(str(row.row), f"row {row.row}"))
    return [
        f"“{name}” is nobody we know: {', '.join(refs[:6])}{' and more' if len(refs) > 6 else ''}"
        for name, refs in found.items()
    ]
