"""A council's own table: what it says of itself, how its figures are worked out, and what its columns can be.

It counts people or things by area; it never lists them. Its figures go the way of every published one: numerator over
denominator, with an interval, or a weighted mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Literal, get_args

from hereabouts.core.evidence.guards import RANKED, may_combine
from hereabouts.core.evidence.indicators import Formula, Indicator, Polarity
from hereabouts.core.evidence.written import written
from hereabouts.core.imports.fields import CannotRead, Field, plain, shown, text
from hereabouts.core.sentences import Sentence, counted, listed

Shape = Literal["proportion", "rate", "rate of people", "mean"]
PER = 1_000
# Headings under which one person stands in each row. A heading that only holds such a word ("street lights") does not count.
OF_A_PERSON = frozenset({
    "first name", "forename", "surname", "last name", "full name", "date of birth", "dob", "nhs number", "chi", "chi number",
    "national insurance number", "nino", "email", "e mail", "email address", "telephone", "phone", "mobile", "address", "postcode",
    "post code", "uprn", "case number", "client id", "person id",
})  # fmt: skip


class NotOwnFacts(Sentence):
    """A table that does not say what it must, or says what cannot be."""


class ListsPeople(Sentence):
    """A sheet with a row for each person. Only counts by area are read."""


@dataclass(frozen=True)
class OwnFacts:
    """What whoever loads a table says of it. ``of`` is what it is out of ("households"), for a mean the unit of the measure.

    ``within`` keeps it to the organisation that loads it. ``period`` is empty where a column says it.
    """

    title: str
    shape: Shape
    of: str
    topic: str
    polarity: Polarity
    generation: str
    source: str
    licence: str
    period: str = ""
    per: int = PER
    within: bool = False
    note: str = ""

    @property
    def unit(self) -> str:
        """Say the unit as every figure of such a kind does."""
        if self.shape == "mean":
            return self.of
        return f"of {self.of}" if self.shape == "proportion" else f"per {self.per:,} {self.of}"

    def told(self) -> dict[str, object]:
        """Give the facts as they are kept with the import."""
        return asdict(self)


def own_facts(told: Mapping[str, object], *, has_of: bool, has_period: bool) -> OwnFacts:
    """Read what somebody says of a table whose columns are known. NotOwnFacts names what is missing or impossible."""
    known = {f.name for f in fields(OwnFacts)}
    read = OwnFacts(**{name: value for name, value in told.items() if name in known})  # type: ignore[arg-type]
    wanting = [word for word in ("title", "of", "source", "licence") if not str(getattr(read, word)).strip()]
    if wanting:
        raise NotOwnFacts("Say its {words}.", words=listed(wanting))
    if read.shape not in get_args(Shape):
        raise NotOwnFacts("A table is {shapes}.", shapes=listed(get_args(Shape), last="or"))
    if read.shape in {"proportion", "rate"} and not has_of:
        raise NotOwnFacts(
            "A {shape} needs a column that says out of how many. Choose one, or count per people who live there.",
            shape="share" if read.shape == "proportion" else "rate",
        )
    if read.shape == "rate of people" and has_of:
        raise NotOwnFacts(
            "A column says out of how many. Read it as a share or a rate of those, or leave that column open."
        )
    if read.polarity not in get_args(Polarity):
        raise NotOwnFacts("What is better is {ways}.", ways=listed(get_args(Polarity), last="or"))
    if read.per < 1:
        raise NotOwnFacts("“Per how many” is a whole number from 1 on.")
    if not read.period and not has_period:
        raise NotOwnFacts("Say what time the numbers are of, or choose the column that does.")
    if read.period:
        written(read.period)
    _no_mean_of_ranks(read)
    return read


def _no_mean_of_ranks(read: OwnFacts) -> None:
    ranked = [word for word in plain(f"{read.title} {read.of}").split() if word.removesuffix("s") in RANKED]
    if read.shape == "mean" and ranked:
        may_combine(ranked[0].removesuffix("s"), "mean", what=f"“{read.title}”")


def own_document(id_: str, facts: OwnFacts, *, author: str, on: date, people: str = "") -> Indicator:
    """Write the indicator's document of a table, so that its figures are worked out and shown as every other's.

    ``people`` names who counted the people that it is out of, where the table itself does not say.
    """
    kind: Literal["rate", "proportion", "mean"] = "rate" if facts.shape == "rate of people" else facts.shape
    out_of = people and f"Out of the people who live there: {people}."
    return Indicator(
        id=id_, label=facts.title, topic=facts.topic, kind=kind, polarity=facts.polarity, unit=facts.unit, per=facts.per,
        why=f"Our own figure: {facts.source}.", author=author, reviewed_on=on, next_review_on=on + timedelta(days=365),
        formulas=(Formula(f"{id_}/counted/all", f"{id_}/out of/all"),), caveats=tuple(filter(None, (facts.note, out_of))),
    )  # fmt: skip


_AREA = (
    "data zone", "datazone", "data zone code", "dz", "lsoa", "lsoa code", "ward code", "area", "geography code", "zone", "gss code",
)  # fmt: skip
_VALUE = ("count", "number", "total", "value", "households", "people", "cases", "score")
_OF = ("out of", "denominator", "all households", "stock", "population", "base")
_PERIOD = ("year", "month", "quarter", "date", "time period")


def own_fields() -> tuple[Field, ...]:
    """Give what a column of a table can be."""
    return (
        Field("area", "Area code", required=True, read=_code, words=_AREA, hint="S01009001, E01033330, a ward's code"),
        Field(
            "value", "The number", required=True, read=number, words=_VALUE, empty=None,
            hint="0 where there are none, * where it must not be told; never left empty",
        ),
        Field("of", "Out of how many", read=number, words=_OF, empty=None, hint="Not needed for a rate of the people who live there"),
        Field("period", "Period", read=_period, words=_PERIOD, hint="2025, 2024/25, March 2025; not needed where all are of one"),
    )  # fmt: skip


# What publishers and case systems write for a number that they do not tell.
HIDDEN = {"*", "-", "–", "—", "..", ":", "c", "x", "z", "[c]", "[x]", "[z]", "n/a", "na", "suppressed", "not known"}


def hides(cell: object) -> bool:
    """Say whether a cell says that its number is not told."""
    return isinstance(cell, str) and cell.strip().casefold() in HIDDEN


def number(cell: object) -> float | None:
    """Read a number: 12, 1,204, 46% (as 46); None for a mark that hides it. A fault never becomes a zero."""
    if isinstance(cell, bool):
        raise CannotRead("“{cell}” is yes or no, not a number. Choose another column.", cell=shown(cell))
    if isinstance(cell, int | float):
        return float(cell)
    told = text(cell)
    if hides(told):
        return None
    try:
        found = float(told.replace(",", "").replace(" ", "").removesuffix("%"))
    except ValueError:
        raise CannotRead(
            "“{cell}” is not a number. Write digits only; write * where it must not be told.", cell=shown(cell)
        ) from None
    if found != found or found in {float("inf"), float("-inf")}:  # noqa: PLR0124 - "nan" reads as a number that is none
        raise CannotRead("“{cell}” is not a number. Write * where it is not known.", cell=shown(cell))
    return found


def _code(cell: object) -> str:
    return text(cell).upper()


def _period(cell: object) -> str:
    return written(text(cell)).id


def never_people(headings: Sequence[str]) -> None:
    """Refuse a sheet whose headings say that each row is a person. Raises ListsPeople with the columns."""
    found = [heading for heading in headings if plain(heading) in OF_A_PERSON]
    if found:
        raise ListsPeople(
            "This sheet lists people: {n} ({headings}). Count them by area first, and load the counts.",
            n=counted(len(found), "column says who somebody is", "columns say who somebody is"),
            headings=listed(found[:5]),
        )  # fmt: skip
