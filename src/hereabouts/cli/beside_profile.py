"""What stands beside a profile: its history, places side by side or like it, how unequal its council is."""

from typing import Annotated

import typer

from hereabouts.cli.profile import Name, figure
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today

PARTS = {"value": "value", "from": "lo", "to": "hi"}


def history(
    name: Name,
    indicator: Annotated[str, typer.Option(help="The id of an indicator, such as income_deprived.")],
    format: AsFormat = Format.text,
) -> None:
    """Print an indicator of a place over time: what changed, where the series breaks, and whether the gap narrows."""
    from hereabouts.core.evidence.guards import NotCovered, may_ask
    from hereabouts.core.evidence.history import history as told

    by = operator()
    from hereabouts.records.evidence import reads
    from hereabouts.records.evidence.editions import editions
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    place = sheet(access.called(by, name, on=today()))
    read = told(reads.over_periods(place).get(indicator, {}))
    if read is None:
        may_ask(indicator, place=place.name, editions=editions(place), way="change")
        raise NotCovered("{place} has no figures of “{indicator}”.", place=place.name, indicator=indicator)
    if format is Format.json:
        as_json(read)
        return
    rows = [
        {"period": m.span.text, **{word: figure(m.figure and getattr(m.figure, part), read.unit) for word, part in PARTS.items()},
         "count": m.count, "of": m.of, "note": m.note}
        for m in read.measurements
    ]  # fmt: skip
    stops = [f"Between {gap.after} and {gap.before}: {gap.reason}" for gap in read.gaps]
    as_table(rows, format, title="\n".join([f"{read.label}, {place.name}. {read.said}", *stops]))


def compare(
    names: Annotated[list[str], typer.Argument(help="Two to four places; the others are held against the first.")],
    by: Annotated[str, typer.Option(help="Combine one measure of them; a rank is refused, and says why.")] = "",
    way: Annotated[str, typer.Option(help="How: ratio, difference, change or mean.")] = "ratio",
    format: AsFormat = Format.text,
) -> None:
    """Hold up to four places against the first: each measure, and whether the difference is clear."""
    from hereabouts.core.evidence.guards import NotCovered
    from hereabouts.core.evidence.picked import PICKED
    from hereabouts.core.evidence.side_by_side import index_refused, refused, side_by_side

    who = operator()
    from hereabouts.records.evidence import compared
    from hereabouts.records.evidence.documents import indicators
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    ones = [compared.one(sheet(access.called(who, name, on=today()))) for name in names]
    if problem := refused(ones, by, way):
        raise problem
    lines = [line for line in side_by_side(ones, indicators()) if by in {"", line.indicator}]
    if not lines and by:
        raise NotCovered(
            "No measure called “{by}” is counted in these places. Without --by every measure that is stands there.",
            by=by,
        )
    if format is Format.json:
        as_json({"places": list(names), "lines": lines, "index": str(index_refused(ones) or ""), "note": PICKED})
        return
    rows = [
        {"measure": line.label, **{name: _side(side, line.unit) for name, side in zip(names, line.sides, strict=True)}}
        for line in lines
    ]
    as_table(rows, format, title=f"Each against {names[0]}. {PICKED}")


def _side(side, unit: str) -> str:
    if side.figure is None:
        return "not counted here"
    return ", ".join(filter(None, [figure(side.figure.value, unit), side.figure.period, side.words]))


def similar(
    name: Name,
    nearest: Annotated[int, typer.Option(help="How many neighbourhoods to name.", min=1, max=50)] = 5,
    format: AsFormat = Format.text,
) -> None:
    """Name the neighbourhoods of the nation most like a place, and say in what."""
    by = operator()
    from hereabouts.records.evidence import compared
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    found = compared.similar(sheet(access.called(by, name, on=today())), nearest=nearest)
    if format is Format.json:
        as_json(found)
        return
    rows = [
        {"neighbourhood": a.place, "distance": f"{a.distance:.2f}", "furthest apart in": a.furthest, "unknown": "; ".join(a.unknown)}
        for a in found.alike
    ]  # fmt: skip
    as_table(rows, format, title=f"{found.place}. {found.said}")


def inequality(
    name: Name,
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say how unequal a place's council is in each indicator, from its most deprived fifth of people to its least."""
    from hereabouts.core.evidence.ladders import OWN_MAKING
    from hereabouts.core.evidence.picked import PICKED

    by = operator()
    from hereabouts.records.evidence import compared
    from hereabouts.records.places import access
    from hereabouts.records.places.reads import sheet

    found = compared.inequality(sheet(access.called(by, name, on=today())), index or None)
    if format is Format.json:
        as_json(found)
        return
    rows = [
        {"indicator": one.label, "period": one.period, "most deprived": figure(one.fifths[0].rate, one.unit),
         "least": figure(one.fifths[-1].rate, one.unit), "gap": _points(one.gap.value, one.unit), "from": _points(one.gap.lo, one.unit),
         "to": _points(one.gap.hi, one.unit), "relative index": None if one.relative is None else f"{one.relative.value:.2f}",
         "areas left out": one.left_out}
        for one in found
    ]  # fmt: skip
    as_table(
        rows, format, title=f"{found[0].council if found else name}, by fifths of its people. {OWN_MAKING} {PICKED}"
    )


def _points(value: float | None, unit: str) -> str:
    told = figure(value, unit)
    return f"{told.removesuffix('%')} points" if told.endswith("%") else told
