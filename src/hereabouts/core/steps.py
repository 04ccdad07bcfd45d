"""Named table steps: what an engine is asked to do, written down before anything runs.

Thinking and doing are different files. A step is a name and one SELECT in DuckDB's dialect over the tables
registered before it and the steps named before it; an engine runs the chain and gives the last table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One named SELECT."""

    name: str
    sql: str


class Engine(Protocol):
    """Three verbs. A feature that needs a fourth is probably not an engine feature."""

    def register(self, name: str, rows: Sequence[Row]) -> None:
        """Make rows known as a table of that name; an empty sequence needs the columns in the step that reads it."""

    def run(self, steps: Sequence[Step]) -> list[Row]:
        """Run the steps in order and give the rows of the last."""

    def close(self) -> None:
        """Let go of everything."""
