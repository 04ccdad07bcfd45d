"""Which pairs are looked at, and what each is worth: the model as SQL over a table of people.

A pair's weight hangs on its two records and the model alone. The sums are done in one order, so that many threads give
what one gives, to the last bit.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from hereabouts.core.families.linkage import (
    ALONE,
    BLOCKS,
    COMPARISONS,
    CROWD,
    GUARDS,
    REVIEW,
    Comparison,
    Guard,
    bits,
    field_weight,
)
from hereabouts.engines.linkage_model import CARRIED, NAMES, Model

OFTEN = (*NAMES, *CARRIED)
KEYS = tuple(f"k{i}" for i in range(len(BLOCKS)))


def weighed(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Put beside each of ``people`` how frequent its values are (bits), and its keys; the protected have none."""
    for column in OFTEN:
        worth, _ = model.adjusted(column)
        share = model.frequencies.get(column, {})
        table = pa.table({
            "value": pa.array(share, pa.string()), "share": pa.array(share.values(), pa.float64()),
            "worth": pa.array([worth.get(value, 0.0) for value in share], pa.float64()),
        })  # fmt: skip
        connection.register(f"often_{column}", table)
    joins = " ".join(f"LEFT JOIN often_{c} ON often_{c}.value = p.{c}" for c in OFTEN)
    told = ", ".join(
        f"coalesce(often_{c}.worth, {model.adjusted(c)[1]!r}::DOUBLE) AS f_{c}, often_{c}.value IS NOT NULL AS known_{c}"
        for c in OFTEN
    )
    crowd = " * ".join([*(f"coalesce(often_{c}.share, {model.rare()!r})" for c in NAMES), str(model.trained_on)])
    keys = ", ".join(f"{_key(i)} AS {key}" for i, key in enumerate(KEYS))
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE weighed AS
        SELECT * EXCLUDE ({", ".join(f"known_{c}" for c in OFTEN[1:])}, crowd) RENAME (known_first_name AS known), {keys}
        FROM (SELECT p.*, {told}, {crowd} AS crowd FROM people p {joins})
    """)  # noqa: S608 - made of our own columns and figures


def _key(i: int) -> str:
    columns = BLOCKS[i]
    filled = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    if columns == ("names",):
        filled += f" AND crowd < {CROWD}"
    if len(columns) == 1 and columns[0] in ALONE:
        filled += f" AND NOT known_{columns[0]}"
    return f"CASE WHEN {filled} AND NOT protected THEN hash({_said(i)}) END"


def _said(i: int) -> str:
    return f"concat('{i}|', {', chr(124), '.join(BLOCKS[i])})"


def kept() -> str:
    """Give the query of all keys of ``weighed`` as they are kept: (k, row), half of the MD5 of what the key says.

    Unlike the database's own hash, anybody can work it out for one record.
    """
    told = [
        f"SELECT {md5(_said(i))} AS k, row FROM weighed WHERE {KEYS[i]} IS NOT NULL"  # noqa: S608
        for i in range(len(BLOCKS))
    ]
    return " UNION ALL ".join(told)


def md5(text: str) -> str:
    """Give the expression of the upper 64 bits of the MD5 of a text, its bytes read from the last."""
    return f"CAST(md5_number({text}) >> 64 AS UBIGINT)"


def candidates() -> str:
    """Give the query of the pairs that share a key, each once: (row_l, row_r)."""
    asked = []
    for i, key in enumerate(KEYS):
        earlier = "".join(f" AND (l.{other} = r.{other}) IS NOT TRUE" for other in KEYS[:i])
        same = f"l.{key} = r.{key} AND l.row < r.row{earlier}"
        asked.append(f"SELECT l.row AS row_l, r.row AS row_r FROM weighed l JOIN weighed r ON {same}")  # noqa: S608
    return " UNION ALL ".join(asked)


def compared(pairs: str, people: str = "weighed") -> str:
    """Give the query that says of each pair at which level each field stands (its place; -1 is missing)."""
    both = sorted({c for one in COMPARISONS for c in one.columns})
    columns = ", ".join(f"l.{c} AS {c}_l, r.{c} AS {c}_r" for c in both)
    often = ", ".join(f"least(l.f_{c}, r.f_{c}) AS f_{c}" for c in OFTEN)
    levels = ", ".join(f"{_level(c)} AS v_{c.field}" for c in COMPARISONS)
    return (
        f"SELECT row_l, row_r, f_{', f_'.join(OFTEN)}, {levels} FROM ("  # noqa: S608 - our own columns
        f"SELECT row_l, row_r, {columns}, {often} FROM ({pairs}) p JOIN {people} l ON l.row = p.row_l "
        f"JOIN {people} r ON r.row = p.row_r)"
    )


def _level(comparison: Comparison) -> str:
    whens = " ".join(f"WHEN {v.sql} THEN {i}" for i, v in enumerate(comparison.levels[:-1]))
    return f"CAST(CASE WHEN {comparison.missing} THEN -1 {whens} ELSE {len(comparison.levels) - 1} END AS TINYINT)"


def judged(levels: str, model: Model, least: float = bits(REVIEW)) -> str:
    """Give the query of the pairs that a person should look at or that a guard keeps apart, with what they are worth.

    ``guard`` is the place of the guard (-1: none). Kept is what came to ``least`` bits before the guard.
    """
    worth = ", ".join(f"{_worth(c)} AS w_{c.field}" for c in model.comparisons)
    total = " + ".join([f"{bits(model.prior)!r}::DOUBLE", *(f"w_{c.field}" for c in model.comparisons)])
    whens = " ".join(f"WHEN {_pattern(g, model)} THEN {i}" for i, g in enumerate(GUARDS))
    left = " ".join(
        f"WHEN {i} THEN scored{''.join(f' - greatest(w_{f}, 0)' for f in g.takes)}" for i, g in enumerate(GUARDS)
    )
    fields = ", ".join(f"v_{c.field}" for c in model.comparisons)
    return f"""
        SELECT row_l, row_r, round(weight, 4) AS weight, guard, {fields} FROM (
            SELECT *, CASE guard WHEN -1 THEN scored {left} END AS weight FROM (
                SELECT *, CASE WHEN false THEN -1 {whens} ELSE -1 END AS guard FROM (
                    SELECT *, {total} AS scored FROM (SELECT *, {worth} FROM ({levels}))
                ) WHERE scored >= {least!r}::DOUBLE))
    """  # noqa: S608 - our own columns


def _worth(comparison: Comparison) -> str:
    """Say what each level is worth, the frequent value's own with it; every figure to the last bit."""
    whens = []
    for i, level in enumerate(comparison.levels):
        said = f"{field_weight(level.m, level.u)!r}::DOUBLE"
        whens.append(
            f"WHEN {i} THEN {said} + coalesce(f_{level.frequent}, 0.0::DOUBLE)"
            if level.frequent
            else f"WHEN {i} THEN {said}"
        )
    return f"CASE v_{comparison.field} {' '.join(whens)} ELSE 0.0::DOUBLE END"


def _pattern(guard: Guard, model: Model) -> str:
    said = [f"v_{field} IN ({_places(model, field, names)})" for field, names in guard.when.items()]
    said += [f"v_{field} NOT IN ({_places(model, field, names)})" for field, names in guard.unless.items()]
    return " AND ".join(said)


def _places(model: Model, field: str, names: frozenset[str]) -> str:
    levels = next(c.levels for c in model.comparisons if c.field == field)
    places = [str(i) for i, level in enumerate(levels) if level.name in names] + ["-1"] * ("missing" in names)
    return ", ".join(places)
