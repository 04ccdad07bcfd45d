"""Made-up people of three places that overlap, counted quarter by quarter: what the disclosure harness and the bench release."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from hereabouts.core.releases.audit import Printed, Scope, together
from hereabouts.core.releases.protecting import or_nothing
from hereabouts.core.trust.disclosure import hide_small
from hereabouts.core.trust.tables import counted

AREAS = tuple(f"S0100900{n}" for n in range(1, 7))
PLACES = {"Whole": AREAS[:4], "Nested": AREAS[:2], "Overlapping": AREAS[3:]}
AGES, SEXES = ("under 16", "16 to 64", "65 and over"), ("women", "men")


@dataclass(frozen=True)
class Quarter:
    """One release of one place and quarter with its true counts."""

    place: str
    period: str
    tables: tuple[Printed, ...]


def people(seed, *, mean=7, came=6, quarters=2):
    """Give how many people of each area, age and sex had been counted by each quarter: it only grows."""
    dice = np.random.default_rng(seed)
    shape = (len(AREAS), len(AGES), len(SEXES))
    first = dice.poisson(dice.gamma(1.2, mean, size=shape))
    since = [dice.poisson(came * dice.integers(0, 3, size=shape)) for _ in range(quarters - 1)]
    since = [np.where(dice.random(shape) < 0.15, 1, one) for one in since]  # here and there a single person came
    return np.cumsum([first, *since], axis=0)


def quarters(seed, *, topic="cases", grows=True, **how):
    """Give the releases of a partnership in the order in which they go out: place by place, quarter by quarter."""
    counts = people(seed, **how)
    return [
        Quarter(place, f"2026 Q{n + 1}", _tables(counts[n], place, Scope(topic, place, areas, f"2026 Q{n + 1}", grows)))
        for n in range(len(counts))
        for place, areas in PLACES.items()
    ]


def _tables(counts, place, scope):
    """Give area by age by sex, and age by sex of the whole place: three dimensions, and margins that are shared."""
    ours = [n for n, code in enumerate(AREAS) if code in scope.areas]
    every = [
        ((AREAS[a], AGES[b], SEXES[c]), int(counts[a, b, c])) for a, b, c in product(ours, range(len(AGES)), range(2))
    ]
    by_age_and_sex = [(values[1:], n) for values, n in every]
    by_area = [(values[:2], n) for values, n in every]
    return tuple(
        Printed(counted(names, rows), scope)
        for names, rows in ((("area", "age"), by_area), (("age", "sex"), by_age_and_sex))
    ) + ((Printed(counted(("area", "age", "sex"), every), scope),) if place == "Nested" else ())


def released(releases, rule):
    """Protect one release after the other, each beside all that went out before; give what went out."""
    out = []
    for one in releases:
        made = or_nothing(one.tables, out, rule)
        out.append([Printed(t, p.scope) for t, p in zip(made, one.tables, strict=True) if t is not None])
    return [one for one in out if one]


def naive(releases, rule):
    """Hide the small counts and nothing else."""
    return [[Printed(hide_small(p.table, rule), p.scope) for p in one.tables] for one in releases]


def attacked(out):
    """Attack everything that went out as one problem."""
    return together(out[-1], out[:-1])


def true_counts(releases):
    """Give the true count of every cell, by its full name."""
    return {cell: n for one in releases for p in one.tables for cell, n in p.scoped.cells.items()}
