"""What reading a file told: how many rows, what is odd, and every fault with its row and column as the person sees them."""

from dataclasses import dataclass, field

from hereabouts.core.sentences import listed
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.raw_tables import Faulty

SHOWN = 20  # faults told at once; the rest are counted


@dataclass(frozen=True)
class Wrong:
    """One fault: where it stands and what it is."""

    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        where = [] if self.row is None else [f"row {self.row}"]
        where += [] if self.column is None else [f"column “{self.column}”"]
        return f"{', '.join(where)}: {self.message}" if where else self.message


@dataclass
class Report:
    """One file (or sheet) read as one dataset."""

    one: Recognised
    rows: int = 0
    warnings: list[str] = field(default_factory=list)
    faults: list[Wrong] = field(default_factory=list)
    about: str = ""  # what the warnings are about, where it is not this one file

    def fault(self, row: int | None, column: str | None, message: str) -> None:
        """Note a fault; the same one is told once."""
        wrong = Wrong(row, column, message)
        if wrong not in self.faults[-SHOWN:]:
            self.faults.append(wrong)

    def refuse(self) -> None:
        """Raise Faulty when there is a fault."""
        if self.faults:
            told = [str(fault) for fault in self.faults[:SHOWN]]
            more = f" ({len(self.faults) - SHOWN:,} more)" if len(self.faults) > SHOWN else ""
            raise Faulty(
                "{file} was read as “{title}” and does not fit it: {faults}{more}{stop} Nothing was changed.",
                file=self.one.path.name,
                title=self.one.description.title,
                faults=listed(told, last="and"),
                more=more,
                stop="" if not more and told[-1].endswith("?") else ".",
            )
