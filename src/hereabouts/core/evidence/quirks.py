"""The quirks of real files, as nouns: a description declares them, small general readers see to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTE = re.compile(r"\s*\[notes?\b[^\]]*\]", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Layout:
    """How one file shape carries the dataset: its sheet, its headings, and what we call them.

    One dataset may come in several: as a publisher's workbook and as somebody's CSV of it. ``rename`` gives our name of a
    heading; ``heading_notes`` takes marks such as "[Note 5]" out of headings; ``heading_rows`` is 2 where the headings
    stand in two rows; ``records`` is the path to the list of records inside a JSON file; ``lacks`` names headings that it does without.
    """

    sheet: str | None = None
    rename: Mapping[str, str] = field(default_factory=dict)
    heading_rows: int = 1
    heading_notes: bool = False
    records: str | None = None
    lacks: tuple[str, ...] = ()

    def named(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        """Give the headings as the description calls them: without stray spaces, tabs and note marks, and renamed."""
        bare = (_SPACE.sub(" ", _NOTE.sub("", h) if self.heading_notes else h).strip() for h in headings)
        return tuple(self.rename.get(heading, heading) for heading in bare)

    def on(self, sheet: str) -> bool:
        """Say whether this layout may be on a sheet of that name; a text file has one sheet without a name."""
        return self.sheet is None or self.sheet == sheet


@dataclass(frozen=True)
class Known:
    """A value that proves the edition, where two datasets have the same headings: in that row, or in any."""

    column: str
    value: str
    area: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """Rows that are not read, with the reason: a column's value is one of these, starts so, or is blank."""

    column: str
    reason: str
    values: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True)
class TotalOf:
    """A part that is the total of others, so that nobody adds it to them; the file must agree with itself.

    ``parts`` may end in ``*``. ``within`` is how far a publisher's disclosure control may part the two.
    """

    measure: str
    total: str
    parts: tuple[str, ...]
    within: float = 0


@dataclass(frozen=True)
class SumsTo:
    """Areas added up by a column must give the published figure: a cell ``dataset/measure/part`` of the larger unit.

    ``excused`` are units for which the publisher's own tables are known to disagree, and ``reason`` says how.
    """

    measure: str
    by: str
    published: str
    part: str = "all"
    within: float = 0
    excused: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Correspondence:
    """Columns that say which new area an old one became, and the code for how (split, merged); no weights."""

    from_generation: str
    from_column: str
    to_generation: str
    to_column: str
    code_column: str | None = None
    from_name: str | None = None
    means: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Centre:
    """Columns that say where the people of an area centre: in degrees, or in metres of the National Grid."""

    east: str
    north: str


@dataclass(frozen=True)
class ServiceColumns:
    """Columns of a list of services. ``kind`` is what all of them are, and ``topic`` the need that they meet; an address may
    stand in several columns, and ``provider`` is the column that says who gives the service.
    """

    kind: str
    name: str
    address: tuple[str, ...] = ()
    postcode: str | None = None
    description: str | None = None
    telephone: str | None = None
    email: str | None = None
    website: str | None = None
    times: str | None = None
    referral: str | None = None
    topic: str = ""
    provider: str | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """Give every heading that the service is read from."""
        one = (
            self.name,
            self.postcode,
            self.description,
            self.telephone,
            self.email,
            self.website,
            self.times,
            self.referral,
            self.provider,
        )
        return (*self.address, *(heading for heading in one if heading))
