"""Who lives in Larkhaven: people by small area, sex and single year of age, and by the groups a census asks about."""

from functools import cache

import numpy as np

from hereabouts.demo.geography import areas
from hereabouts.demo.shares import dice, whole
from hereabouts.demo.told import seed, told

LAST = 90  # "90+"
Pyramid = dict[str, np.ndarray]


def neighbourhoods() -> list[str]:
    """Give the neighbourhoods in the order in which the numbers are told."""
    return [n["name"] for n in told("places")["neighbourhood"]]


@cache
def people() -> dict[str, Pyramid]:
    """Give, for each area, women and men by age 0 to 90 and over; together they are the area's people."""
    rng, order = dice(seed(), "population"), neighbourhoods()
    return {one.code: _pyramid(one.people, order.index(one.neighbourhood), rng) for one in areas()}


def _pyramid(total: int, lean: int, rng: np.random.Generator) -> Pyramid:
    weights = np.zeros((2, LAST + 1))
    for band in told("numbers")["band"]:
        first, last = band["ages"]
        ages = np.arange(first, last + 1)
        slope = np.linspace(1.5, 0.18, len(ages)) if last == LAST else np.linspace(1.04, 0.96, len(ages))
        share = slope / slope.sum() * band["share"] * band["lean"][lean]
        women = 0.488 + 0.0004 * ages + np.where(ages > 65, (ages - 65) * 0.0045, 0)
        weights[:, first : last + 1] = np.stack([women * share, (1 - women) * share])
    weights *= rng.uniform(0.8, 1.2, weights.shape)
    counts = np.array(whole(total, weights.ravel().tolist())).reshape(weights.shape)
    return {"Female": counts[0], "Male": counts[1]}


def aged(code: str, first: int, last: int = LAST) -> int:
    """Say how many people of an area are of these ages."""
    return int(sum(sex[first : last + 1].sum() for sex in people()[code].values()))


def table() -> list[dict[str, object]]:
    """Give the publisher's table: three rows an area (all, female, male), a column for each year of age."""
    rows = []
    for one in areas():
        women, men = people()[one.code].values()
        for sex, counts in (("All", women + men), ("Female", women), ("Male", men)):
            ages = {str(a) if a < LAST else "90+": int(n) for a, n in enumerate(counts)}
            rows.append({"LKN21CD": one.code, "LKN21NM": one.name, "sex": sex, "everybody": int(counts.sum()), **ages})
    return rows


def in_year(code: str, year: int) -> int:
    """Say how many people an area had in a year: 2025's, grown or shrunk steadily."""
    numbers, now = told("numbers"), next(one.people for one in areas() if one.code == code)
    return round(now * (1 + numbers["growth"]) ** (year - numbers["years"][-1]))


def census() -> list[dict[str, object]]:
    """Give the census table: each characteristic shares out everybody of the area, group by group."""
    asked, order = told("numbers")["census"], neighbourhoods()
    rng, rows = dice(seed(), "census"), []
    for one in areas():
        everybody, lean = in_year(one.code, asked["year"]), order.index(one.neighbourhood)
        row: dict[str, object] = {"LKN21CD": one.code, "everybody_counted": everybody}
        for groups in asked["groups"].values():
            weights = [share[lean] * rng.uniform(0.92, 1.08) for share in groups.values()]
            row |= dict(zip(groups, whole(everybody, weights), strict=True))
        rows.append(row)
    return rows
