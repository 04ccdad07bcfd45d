"""The made-up index: forty areas ranked in each domain, Fallowgate where the story wants it."""

from collections.abc import Mapping
from typing import Any

from hereabouts.core.evidence.deprivation import decile
from hereabouts.demo.counts import HERE
from hereabouts.demo.geography import Area, areas
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told

TEN, TWENTY = 4, 8  # the last ranks of the worst tenth and the worst fifth of forty areas


def ranks(domain: Mapping[str, Any]) -> dict[str, int]:
    """Rank every area, 1 the most deprived: each rank stands once."""
    rng, every = dice(seed(), f"rank {domain['id']}"), list(areas())
    score = {one.code: domain["hardship"] * one.hardship + 0.22 * rng.standard_normal() for one in every}
    worst_first = sorted(every, key=lambda one: -score[one.code])
    ten = _filled([one for one in worst_first if _marked(one, domain["ten"])], worst_first, TEN)
    rest = [one for one in worst_first if one not in ten]
    twenty = _filled([one for one in rest if _marked(one, domain["twenty"])], rest, TWENTY - TEN)
    rest = [one for one in rest if one not in twenty]
    order = [one for block in (ten, twenty, rest) for one in worst_first if one in block]
    return {one.code: rank for rank, one in enumerate(order, 1)}


def _marked(one: Area, letters: str) -> bool:
    return one.neighbourhood == HERE and one.letter in letters


def _filled(named: list[Area], worst_first: list[Area], size: int) -> list[Area]:
    """Fill a block up with the worst areas outside Fallowgate."""
    others = [one for one in worst_first if one.neighbourhood != HERE]
    return named + others[: size - len(named)]


def table() -> list[dict[str, object]]:
    """Give the publisher's table: ranks and deciles by domain."""
    domains = told("numbers")["domain"]
    by_domain = {domain["id"]: ranks(domain) for domain in domains}
    every = areas()
    return [
        {
            "LKN21CD": one.code,
            **{f"rank_{name}": by_area[one.code] for name, by_area in by_domain.items()},
            **{f"decile_{name}": decile(by_area[one.code], len(every)) for name, by_area in by_domain.items()},
        }
        for one in every
    ]
