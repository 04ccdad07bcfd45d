"""Two years of police incidents by small area, month and kind: the indicators count the very same ones."""

from functools import cache

from hereabouts.demo.counts import counted
from hereabouts.demo.geography import areas
from hereabouts.demo.shares import dice, whole
from hereabouts.demo.told import seed, told

Month = tuple[int, int]


def months() -> list[Month]:
    """Give the months as (year, month), the first first."""
    year, month = map(int, told("numbers")["incidents"]["first"].split("-"))
    return [(year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1) for i in range(told("numbers")["incidents"]["months"])]  # fmt: skip


def table() -> list[dict[str, object]]:
    """Give the publisher's table: one row an area and month, a column for each kind."""
    kinds = told("numbers")["incidents"]["kinds"]
    crimes, nuisance = by_month("crimes"), by_month("antisocial_incidents")
    rows = []
    for one in areas():
        rng = dice(seed(), f"kinds {one.code}")
        for year, month in months():
            parts = rng.multinomial(crimes[one.code, (year, month)], [kind["share"] for kind in kinds])
            found = {kind["id"]: int(n) for kind, n in zip(kinds, parts, strict=True)}
            asb = nuisance[one.code, (year, month)]
            rows.append({"LKN21CD": one.code, "month": f"{year}-{month:02d}", **found, "antisocial_behaviour": asb})
    return rows


@cache
def by_month(measure: str) -> dict[tuple[str, Month], int]:
    """Share each year's count out over its months by season; the last year goes on as the one before it went."""
    season, last = told("numbers")["incidents"]["season"], told("numbers")["years"][-1]
    one = next(m for m in told("numbers")["measure"] if m["id"] == measure)
    made = {}
    for year in sorted({year for year, _ in months()}):
        rng = dice(seed(), f"{measure} by month {year}")
        for code, total in counted(one, min(year, last)).items():
            pull = [month * rng.uniform(0.9, 1.1) for month in season]
            going_on = one["here"][-1] / one["here"][-2] if year > last else 1
            shared = whole(round(total * going_on), pull)
            made |= {(code, (year, month)): n for month, n in enumerate(shared, 1) if (year, month) in months()}
    return made
