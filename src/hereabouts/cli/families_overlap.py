"""How agencies' work with households overlaps, from files: counts, ranges and warnings, never a name or an id."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, today
from hereabouts.core.families.overlap_told import Told
from hereabouts.core.figures.intervals import Interval
from hereabouts.core.sentences import counted, listed

HIDDEN = "hidden"


def overlap(
    links: Annotated[Path, typer.Argument(help="LINKS.csv as “families match” writes it: id_a, id_b, band.")],
    episodes: Annotated[
        Path, typer.Argument(help="EPISODES.csv: id, agency, service, need, status, worker, start, end.")
    ],
    contacts: Annotated[
        Path | None, typer.Option(help="CONTACTS.csv: id_a, id_b, on: whose services spoke with each other.")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to count; today if left out.")
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Count which agencies are with one household, what is given twice and what nobody gives. Small counts are hidden."""
    from hereabouts.core.families import overlap as counting
    from hereabouts.core.families.overlap_told import told
    from hereabouts.engines import overlap_files
    from hereabouts.engines.definitions import disclosure

    spoke = overlap_files.read_contacts(contacts) if contacts else None
    day: date = on.date() if on else today()
    whole = counting.overlap(
        overlap_files.read_links(links), overlap_files.read_episodes(episodes), on=day, contacts=spoke
    )
    found = told(whole, disclosure()["open"])
    if format is Format.json:
        as_json(found)
        return
    _print(found, format)


def _print(found: Told, format: Format) -> None:
    if format is Format.text:
        print(f"{_n(found.households)} households had help on {found.on}. With two agencies or more: {_n(found.several)}"
              f"{_share(found.rate)}{_share(found.wider, ', with links for review ')}.")  # fmt: skip
        print(f"Similar help from two agencies at once: {_n(found.twice)}.{_unknown(found)}")
    as_table([{"agencies": n, "households": _n(count)} for n, count in found.by_number.items()], format,
             title="Households by how many agencies help them")  # fmt: skip
    as_table([{"agencies": listed(p.agencies), "households shared": _n(p.households),
               "of all of either": "" if p.jaccard is None else f"{p.jaccard:.0%}"} for p in found.pairs],
             format, title="Agencies two by two")  # fmt: skip
    as_table([{"need": one.need, "found in": _n(one.assessed), "helped": _n(one.met), "nobody helps": _n(one.gap),
               "from two agencies": _n(one.twice)} for one in found.needs], format, title="Needs, help and gaps")  # fmt: skip
    if format is Format.text:
        if found.needs_of_few:
            print(f"{counted(found.needs_of_few, 'need')} of too few households to be named.")
        if found.total:
            lo, hi = f"{found.total.lo:,.0f}", f"{found.total.hi:,.0f}"
            print(f"From these two lists alone, {found.total.value:,.0f} households in all (from {lo} to {hi}).")
        print("\n".join((*found.warnings, found.rule)))


def _n(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _share(rate: Interval | None, lead: str = ", ") -> str:
    return "" if rate is None else f"{lead}{rate.value:.0%} (from {rate.lo:.0%} to {rate.hi:.0%})"


def _unknown(found: Told) -> str:
    if not found.unknown_can_be_said:
        return ""
    return f" Of those with several, no contact in 90 days: {_n(found.unknown)}{_share(found.unknown_rate)}."
