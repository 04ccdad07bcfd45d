"""What the indicators are out of, and how much of it each neighbourhood and each area has.

The city's figure and Fallowgate's are met to the nearest whole person; the other neighbourhoods share the rest.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from typing import Any

from hereabouts.demo.geography import areas
from hereabouts.demo.population import aged, in_year, neighbourhoods
from hereabouts.demo.shares import dice, whole
from hereabouts.demo.told import seed, told

HERE = "Fallowgate"
AGES = {"working_age": (16, 64), "children": (0, 15), "adults": (16, 90)}
Counts = dict[str, int]


def members(name: str) -> list[str]:
    """Give the codes of a neighbourhood's areas."""
    return [one.code for one in areas() if one.neighbourhood == name]


@cache
def denominators(year: int) -> dict[str, Counts]:
    """Give people, people by age, households, and the small groups (school leavers, babies, people surveyed)."""
    people = {one.code: in_year(one.code, year) for one in areas()}
    out = {"people": people}
    for group, ages in AGES.items():
        out[group] = {one.code: round(aged(one.code, *ages) * people[one.code] / one.people) for one in areas()}
    rng = dice(seed(), f"small groups {year}")
    for group, share in {"households": 1 / told("numbers")["households_of"], **told("numbers")["shares"]}.items():
        weight = {code: n * rng.uniform(0.94, 1.06) for code, n in people.items()}
        out[group] = {}
        for name in neighbourhoods():
            out[group] |= _shared(round(share * sum(people[c] for c in members(name))), weight, members(name))
    return out


def _shared(total: int, pull: Mapping[str, float], codes: Sequence[str], most: Counts | None = None) -> Counts:
    room = [most[c] for c in codes] if most else None
    return dict(zip(codes, whole(total, [pull[c] for c in codes], room), strict=True))


def counted(measure: Mapping[str, Any], year: int) -> Counts:
    """Count one measure by area: what is good is counted by those who lack it, so that nobody has it twice."""
    out_of = denominators(year)[measure["of"]]
    made: Counts = {}
    for name, total in _by_neighbourhood(measure, out_of, year).items():
        made |= _shared(total, _pull(measure, name, out_of, year), members(name), out_of)
    if measure.get("shortfall"):
        return {code: out_of[code] - count for code, count in made.items()}
    return made


def _by_neighbourhood(measure: Mapping[str, Any], out_of: Counts, year: int) -> Counts:
    size = {name: sum(out_of[c] for c in members(name)) for name in neighbourhoods()}
    ours = round(_wanted(measure, "here", year) * size[HERE])
    rest = round(_wanted(measure, "city", year) * sum(size.values())) - ours
    others = {name: size[name] * lean for name, lean in zip(neighbourhoods()[1:], measure["lean"], strict=True)}
    return {HERE: ours, **dict(zip(others, whole(rest, list(others.values())), strict=True))}


def _wanted(measure: Mapping[str, Any], which: str, year: int) -> float:
    share = measure[which][told("numbers")["years"].index(year)] / measure.get("per", 100)
    return 1 - share if measure.get("shortfall") else share


def _pull(measure: Mapping[str, Any], name: str, out_of: Counts, year: int) -> dict[str, float]:
    """Say how strongly each area draws on its neighbourhood's total: by size, hardship and a little chance."""
    if name == HERE and "areas" in measure:
        return dict(zip(members(name), measure["areas"], strict=True))
    rng = dice(seed(), f"{measure['id']} {year} {name}")
    here = [one for one in areas() if one.neighbourhood == name]
    return {one.code: out_of[one.code] * exp(measure["gradient"] * one.hardship) * rng.uniform(0.93, 1.07) for one in here}  # fmt: skip
