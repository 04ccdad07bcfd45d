"""An engine that asks each question once: several reads of one portrait need the same sums."""

from collections.abc import Sequence
from typing import Any

from hereabouts.core.steps import Engine, Row, Step


class Remembered:
    """An engine before another that keeps its answers as long as the tables it was asked with stay the same."""

    def __init__(self, other: Engine) -> None:
        self.other = other
        self._tables: dict[str, Any] = {}
        self._answers: dict[Any, list[Row]] = {}

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows a table of that name; an answer that was given with other rows is not given again."""
        told = tuple(tuple(sorted(row.items())) for row in rows)
        if self._tables.get(name) != told:
            self._tables[name] = told
            self.other.register(name, rows)

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Give the rows of the last step, from memory where the same was asked of the same tables."""
        text = tuple(step.sql for step in steps)
        used = tuple((name, rows) for name, rows in sorted(self._tables.items()) if any(name in sql for sql in text))
        if (text, used) not in self._answers:
            self._answers[text, used] = self.other.run(steps)
        return [dict(row) for row in self._answers[text, used]]

    def close(self) -> None:
        """Let go of the engine and of what it answered."""
        self._answers.clear()
        self.other.close()
