"""An engine that asks each question once: several reads of one portrait need the same sums."""

from collections.abc import Sequence
from typing import Any

from hereabouts.core.steps import Row, Step
from hereabouts.engines.duck import Duck


class Remembered(Duck):
    """A Duck over the connection of another that keeps its answers as long as the tables it was asked with stay the same."""

    def __init__(self, other: Duck) -> None:
        super().__init__(other.connection)
        self._tables: dict[str, Any] = {}
        self._answers: dict[Any, list[Row]] = {}

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows a table of that name; an answer that was given with other rows is not given again."""
        self._tables[name] = tuple(tuple(sorted(row.items())) for row in rows)
        super().register(name, rows)

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Give the rows of the last step, from memory where the same was asked of the same tables."""
        text = tuple(step.sql for step in steps)
        used = tuple((name, rows) for name, rows in self._tables.items() if any(name in sql for sql in text))
        if (text, used) not in self._answers:
            self._answers[text, used] = super().run(steps)
        return [dict(row) for row in self._answers[text, used]]
