"""An indicator is a document: what it means, why it matters, how it is worked out, who stands behind it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args

from hereabouts.core.evidence.breaks import Break, Event, NotABreak, broken, event
from hereabouts.core.evidence.guards import may_combine
from hereabouts.core.figures import Interval, rate, wilson
from hereabouts.core.sentences import Sentence, listed

Kind = Literal["proportion", "rate", "mean"]
Polarity = Literal["high_bad", "high_good", "neutral"]
SMALLEST = 10  # C6: below this numerator nothing is compared

# How a figure of each kind may be worked out, the usual way first, with what the page says of it.
METHODS: dict[str, dict[str, str]] = {
    "proportion": {"wilson": "C3 Wilson"},
    "rate": {
        "byar": "C4 Byar or exact",
        "indirectly standardised": "C5 observed to expected, Byar or exact",
        "directly standardised": "C5 directly standardised, Dobson and Byar",
    },
    "mean": {"weighted mean": "C1 weighted mean, no interval"},
}


class NotAnIndicator(Sentence):
    """An indicator document that does not say what it must."""


@dataclass(frozen=True)
class Formula:
    """Where the figures come from in one generation: cells named ``dataset/measure/part``.

    For a mean, the numerator is the value that each area publishes and the denominator the people it is weighted by.
    For a directly standardised rate both name a measure, ``dataset/measure``, that has a part for each age band.
    """

    numerator: str
    denominator: str


@dataclass(frozen=True)
class Indicator:
    """One indicator document."""

    id: str
    label: str
    topic: str
    kind: Kind
    polarity: Polarity
    unit: str
    why: str
    author: str
    reviewed_on: date
    next_review_on: date
    formulas: tuple[Formula, ...]
    per: int = 100
    smallest: int = SMALLEST
    caveats: tuple[str, ...] = ()
    easy: str = ""  # its name in Easy Read, in the words of every day; empty takes the label
    method: str = ""  # one of METHODS; empty is the usual one of its kind
    standard: str = ""  # the standard population of a directly standardised rate
    pool: int = 1  # years put together, ΣO/Σn, where one year counts too few
    breaks: tuple[Break, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def how(self) -> str:
        """Name the way of working it out, as the document does."""
        return self.method or next(iter(METHODS[self.kind]))

    @property
    def calculation(self) -> str:
        """Name the calculation that gives its interval, as the page prints it."""
        told = METHODS[self.kind][self.how]
        return told if self.pool == 1 else f"{told}, {self.pool} years together"

    def figure(self, numerator: float, denominator: float) -> Interval:
        """Work out the figure with its interval; a mean has none, and its limits are the figure itself."""
        if self.kind == "proportion":
            return wilson(round(numerator), round(denominator))
        if self.kind == "rate":
            return rate(round(numerator), denominator, per=self.per)
        value = numerator / denominator
        return Interval(value, value, value, "C1")


def indicator(text: Mapping[str, Any], shared: tuple[Event, ...] = ()) -> Indicator:
    """Read one document, with the events that every indicator shares.

    NotAnIndicator names what is missing, unknown or does not go together; MeanRank where it would average ranks.
    """
    text = dict(text)
    id_ = str(text.get("id", "?"))
    made = {
        "formulas": tuple(_formula(id_, f) for f in text.pop("formula", ())),
        "breaks": _each(id_, broken, text.pop("break", ())),
        "events": _each(id_, event, text.pop("event", ())),
        "caveats": tuple(text.pop("caveats", ())),
    }
    _words(id_, {*text, *made})
    read = Indicator(**{**text, **made})
    _whole(read)
    return replace(read, events=tuple(sorted({*read.events, *shared}, key=lambda e: e.on)))


def _words(id_: str, told: set[str]) -> None:
    known = {f.name for f in fields(Indicator)}
    needed = {f.name for f in fields(Indicator) if f.default is MISSING}
    names = {"formulas": "formula", "breaks": "break", "events": "event"}
    if missing := sorted(names.get(name, name) for name in needed - told):
        raise NotAnIndicator("The indicator “{id}” does not say its {missing}.", id=id_, missing=listed(missing))
    if unknown := sorted(told - known):
        raise NotAnIndicator(
            "The indicator “{id}” says “{unknown}”, which is not a word of an indicator. It may say {known}.",
            id=id_, unknown=unknown[0], known=listed(sorted(names.get(k, k) for k in known), last="or"),
        )  # fmt: skip


def _formula(id_: str, text: Mapping[str, str]) -> Formula:
    if set(text) != {"numerator", "denominator"}:
        raise NotAnIndicator(
            "The indicator “{id}”: a formula has a numerator and a denominator, and nothing else.", id=id_
        )
    return Formula(**text)


def _each(id_: str, read: Any, texts: Any) -> tuple[Any, ...]:
    try:
        return tuple(read(one) for one in texts)
    except NotABreak as problem:
        raise NotAnIndicator("The indicator “{id}”: {problem}", id=id_, problem=str(problem)) from problem


def _whole(read: Indicator) -> None:
    """See that what the document says goes together; the first thing that does not is told."""
    banded = read.method == "directly standardised"
    wrong = [
        (read.kind not in METHODS, f"its kind is {listed(list(METHODS), last='or')}, not “{read.kind}”"),
        (read.polarity not in get_args(Polarity), f"its polarity is {listed(get_args(Polarity), last='or')}"),
        (
            read.kind in METHODS and read.how not in METHODS[read.kind],
            f"a {read.kind} is worked out as {listed(list(METHODS.get(read.kind, ())), last='or')}, not as “{read.method}”",
        ),
        (banded != bool(read.standard), "a standard belongs to a directly standardised rate, and that needs one"),
        (
            read.pool < 1 or (read.pool > 1 and read.kind == "mean"),
            "pool is 1 or more years, and a mean cannot be pooled",
        ),
        (read.per < 1 or read.smallest < 1, "per and smallest are whole numbers from 1 on"),
        (not read.formulas, "it needs a formula"),
    ]
    for is_wrong, why in wrong:
        if is_wrong:
            raise NotAnIndicator("The indicator “{id}”: {why}.", id=read.id, why=why)
    for formula in read.formulas:
        _cells(read, formula, 2 if banded else 3)


def _cells(read: Indicator, formula: Formula, parts: int) -> None:
    for cell in (formula.numerator, formula.denominator):
        pieces = cell.split("/")
        if len(pieces) != parts or not all(pieces):
            raise NotAnIndicator(
                "The indicator “{id}”: “{cell}” is not {shape}.", id=read.id, cell=cell,
                shape="dataset/measure/part" if parts == 3 else "dataset/measure, with a part for each age band",
            )  # fmt: skip
        may_combine(pieces[1], "mean", what=f"The indicator “{read.label}”")
