"""Reading a dataset's description from its text; what it does not say right is told in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from hereabouts.core.evidence.descriptions import Description, Lookup, Measure
from hereabouts.core.evidence.incidents import incident_columns
from hereabouts.core.evidence.quirks import (
    Centre,
    Correspondence,
    Known,
    Layout,
    LeftOut,
    ServiceColumns,
    SumsTo,
    TotalOf,
)
from hereabouts.core.sentences import Sentence


class NotADescription(Sentence):
    """A dataset description that does not say what it must."""


LAYOUT = frozenset(f.name for f in fields(Layout))
Noun = TypeVar("Noun")


def described(text: Mapping[str, Any]) -> Description:
    """Read one description; NotADescription names what is missing or unknown."""
    text = dict(text)
    try:
        parts: dict[str, Any] = {
            "measures": tuple(_measure(m) for m in text.pop("measure", ())),
            "lookups": tuple(
                _made("[[lookup]]", Lookup, {"edition": text.get("period", ""), **u}) for u in text.pop("lookup", ())
            ),
            "known": tuple(_made("[[known]]", Known, k) for k in text.pop("known", ())),
            "left_out": tuple(_made("[[leave_out]]", LeftOut, o) for o in text.pop("leave_out", ())),
            "totals": tuple(_made("[[total_of]]", TotalOf, t) for t in text.pop("total_of", ())),
            "sums": tuple(_made("[[sums_to]]", SumsTo, s) for s in text.pop("sums_to", ())),
            "layouts": _layouts(text),
            "change": _made("[change]", Correspondence, text.pop("change")) if "change" in text else None,
            "centre": _made("[centre]", Centre, text.pop("centre")) if "centre" in text else None,
            "incidents": incident_columns(text.pop("incidents")) if "incidents" in text else None,
            "service": _made("[service]", ServiceColumns, text.pop("service")) if "service" in text else None,
            **{key: tuple(text.pop(key, ())) for key in ("marks", "caveats")},
        }
        _one_of("kind", text.get("kind", KINDS[0]), KINDS)
        parts["caveats"] += _counted_from(text)
        more = frozenset(text.pop("headings", ()))
        description = _made("a dataset", Description, {**parts, "headings": more, **text})
        return Description(**{**_shallow(description), "headings": more | _headings(description)})
    except (TypeError, KeyError, ValueError) as problem:
        raise NotADescription(
            "The description “{id}” cannot be read: {problem}.", id=text.get("id", "?"), problem=str(problem)
        ) from problem


def _counted_from(text: Mapping[str, Any]) -> tuple[str, ...]:
    """Say beside every figure which system was counted from; of “Mosaic” there are two, and somebody must say which."""
    if system := str(text.get("system", "")):
        return (f"Counted from {system}.",)
    if "mosaic" in f"{text.get('id', '')} {text.get('title', '')}".lower():
        raise ValueError(
            "“Mosaic” is the name of a classification of households and of a case system: say which is meant in system"
        )
    return ()


def _shallow(description: Description) -> dict[str, Any]:
    return {f.name: getattr(description, f.name) for f in fields(description)}


def _made(what: str, noun: type[Noun], text: Mapping[str, Any]) -> Noun:
    """Make a noun of a table of the text; ValueError names the first word that is missing, or that is none of its words."""
    words = {f.name for f in fields(noun)}  # type: ignore[arg-type]  # every noun here is a dataclass
    needed = {f.name for f in fields(noun) if f.default is MISSING and f.default_factory is MISSING}  # type: ignore[arg-type]
    if strange := sorted(set(text) - words):
        own = strange[0] in {f.name for f in fields(Description)} | LAYOUT | {"caveats", "marks"}
        where = "; it belongs to the dataset and stands before the first table in brackets" if own else ""
        raise ValueError(f"“{strange[0]}” is no word of {what}{where}")
    if missing := sorted(needed - set(text)):
        raise ValueError(f"{what} does not say its {missing[0]}")
    return noun(**_tuples(text))


def _tuples(text: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in text.items()}


def _layouts(text: dict[str, Any]) -> tuple[Layout, ...]:
    """Read the layout that stands in the description itself, and each further one under ``[[layout]]``."""
    own = {key: text.pop(key) for key in LAYOUT & set(text)}
    return (_made("a dataset", Layout, own), *(_made("[[layout]]", Layout, more) for more in text.pop("layout", ())))


KINDS = ("table", "boundaries", "postcodes", "services", "incidents")
WRITTEN = ("number", "percent", "hundredths", "yes or no")


def _one_of(what: str, told: str, known: Sequence[str]) -> None:
    if told not in known:
        raise ValueError(f"a {what} is one of {', '.join(known)}, not {told}")


def _measure(text: Mapping[str, Any]) -> Measure:
    text = dict(text)
    if not {"column", "columns"} & set(text):
        raise ValueError(f"the measure “{text.get('id', '?')}” does not say its column")
    columns = text.pop("columns", None) or {text.pop("column"): text.pop("part", "all")}
    written = text.get("written", WRITTEN[0])
    _one_of("way of writing", written, WRITTEN)
    if text.pop("negative", False):
        text["least"] = None
    if written != WRITTEN[0]:
        text.setdefault("most", 1)
    return _made("[[measure]]", Measure, {"columns": columns, **text})


def _headings(d: Description) -> frozenset[str]:
    """Collect every heading the description reads: a file is known by them, never by its name."""
    named: set[str | None] = {d.area, d.area_name, d.period_in, *(k.column for k in d.known)}
    named |= {o.column for o in d.left_out} | {s.by for s in d.sums}
    named |= {heading for heading in d.tiers if not heading.startswith("column ")}
    for measure in d.measures:
        named |= {*measure.columns, *measure.only, measure.part_in}
    for lookup in d.lookups:
        named |= {lookup.code, lookup.name, lookup.share}
    if d.change:
        named |= {d.change.from_column, d.change.to_column, d.change.code_column, d.change.from_name}
    if d.centre:
        named |= {d.centre.east, d.centre.north}
    if d.incidents:
        named |= set(d.incidents.headings)
    if d.service:
        named |= set(d.service.headings)
    return frozenset(heading for heading in named if heading)
