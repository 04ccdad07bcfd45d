"""The indicators of Larkhaven: counts with what they are out of, by small area and year, that add up to the story."""

from collections.abc import Mapping
from typing import Any

from hereabouts.demo.counts import counted, denominators
from hereabouts.demo.geography import areas
from hereabouts.demo.told import told


def table() -> list[dict[str, object]]:
    """Give the publisher's table: one row an area and year, a column for each count. ``*`` stands for a hidden figure."""
    measures = told("numbers")["measure"]
    rows = []
    for year in told("numbers")["years"]:
        out_of = denominators(year)
        counts = [(measure, counted(measure, year)) for measure in measures]
        for one in areas():
            known = {group: by_area[one.code] for group, by_area in out_of.items()}
            found = {measure["id"]: _shown(measure, by_area[one.code]) for measure, by_area in counts}
            rows.append({"LKN21CD": one.code, "year": year, **known, **found})
    return rows


def _shown(measure: Mapping[str, Any], count: int) -> object:
    return "*" if 0 < count < measure.get("hidden_under", 0) else count
