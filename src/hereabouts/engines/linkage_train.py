"""Learning a model from extracts: random pairs say how strangers agree, likely pairs how one person's records do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb
import numpy as np

from hereabouts.core.families.learning import maximised, strangers
from hereabouts.core.families.linkage import LEARN_FROM, SHARED, SURE, SURE_FINDS, Comparison
from hereabouts.core.sentences import Sentence
from hereabouts.engines.linkage_model import CARRIED, FEW, NAMES, Model, named, start
from hereabouts.engines.linkage_pairs import compared, weighed

ENOUGH = 200  # records from which training teaches more than it misleads; below, a model keeps its starting figures
RANDOM, LIKELY = 400_000, 200_000  # pairs learnt from, at most


class TooFew(Sentence):
    """Extracts too small to learn from."""


def learn(connection: duckdb.DuckDBPyConnection) -> Model:
    """Learn a model from the table ``people``. The same rows in any order give the same model.

    A level that the extracts never show keeps its starting figure.
    """
    n = _one(connection, "SELECT count(*) FROM people")
    if n < ENOUGH:
        raise TooFew(
            "{n} records are too few to learn from; {enough} are needed. Match without a model instead.",
            n=n,
            enough=ENOUGH,
        )
    begun = replace(start(), trained_on=n, frequencies=_frequencies(connection), prior=_prior(connection, n))
    weighed(connection, begun)
    comparisons = _strangers(connection, begun, n)
    comparisons, learnt, matches = _likely(connection, comparisons, begun.prior)
    prior = max(begun.prior, min(0.1, matches / (n * (n - 1) / 2)))
    return named(replace(begun, comparisons=comparisons, learnt=learnt, prior=prior))


def _frequencies(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, float]]:
    """Give the share of each frequent value. What few carry stays out: it would tell of them, and little of chance."""
    told: dict[str, dict[str, float]] = {}
    for column, least in [(c, FEW + 1) for c in NAMES] + [(c, SHARED) for c in CARRIED]:
        filled = _one(connection, f"SELECT count({column}) FROM people")  # noqa: S608 - our own column
        rows = connection.execute(
            f"SELECT {column}, count(*) FROM people WHERE {column} IS NOT NULL GROUP BY 1 HAVING count(*) >= ? ORDER BY 1",  # noqa: S608
            [least],
        ).fetchall()
        told[column] = {value: round(count / filled, 9) for value, count in rows}
    return told


def _prior(connection: duckdb.DuckDBPyConnection, n: int) -> float:
    """Estimate the share of pairs that match from pairs that surely do."""
    earlier, total = "", 0
    for fields in SURE:
        same = " AND ".join(f"l.{f} = r.{f}" for f in fields)
        total += _one(connection, f"SELECT count(*) FROM people l JOIN people r ON l.row < r.row AND {same}{earlier}")  # noqa: S608
        earlier += f" AND ({same}) IS NOT TRUE"
    return min(0.1, max(total, 1) / SURE_FINDS / (n * (n - 1) / 2))


def _strangers(connection: duckdb.DuckDBPyConnection, model: Model, n: int) -> tuple[Comparison, ...]:
    """Learn ``u`` from pairs that chance draws: each record beside those a fixed number of steps away in a mixed order."""
    steps = max(1, min(n // 2, RANDOM // n))
    some = min(n, RANDOM)
    pairs = f"""
        SELECT a.row AS row_l, b.row AS row_r
        FROM (SELECT row, (place + step) % {n} AS other FROM mixed, range(1, {steps + 1}) s(step) WHERE place < {some}) a
        JOIN mixed b ON b.place = a.other
    """  # noqa: S608 - numbers of ours
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE mixed AS SELECT row, row_number() OVER (ORDER BY hash(id), id) - 1 AS place FROM people"
    )
    patterns, counts = _patterns(connection, pairs)
    learnt = []
    for k, comparison in enumerate(model.comparisons):
        known = patterns[:, k] >= 0
        seen = np.bincount(patterns[known, k], weights=counts[known], minlength=len(comparison.levels))
        total = seen.sum()
        levels = [
            replace(v, u=round(strangers(float(c / total), v.m, model.prior, floor=v.u), 12)) if total and c else v
            for v, c in zip(comparison.levels, seen, strict=True)
        ]
        learnt.append(replace(comparison, levels=tuple(levels)))
    return tuple(learnt)


def _likely(
    connection: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], prior: float
) -> tuple[tuple[Comparison, ...], tuple[str, ...], float]:
    """Learn ``m`` from pairs that share something, by expectation maximisation; of several answers, their mean.

    Gives also how many pairs match in all: those found among the pairs that share something, by how often true pairs do.
    """
    told: dict[str, list[np.ndarray]] = {c.field: [] for c in comparisons}
    learnt, found_in = [], []
    for fields in LEARN_FROM:
        open_to = [k for k, c in enumerate(comparisons) if not set(fields) & _of(c)]
        pairs, part = _sharing(connection, fields)
        patterns, counts = _patterns(connection, pairs)
        if not len(counts):
            continue
        m, share = maximised(
            patterns[:, open_to], counts, [_figures(comparisons[k], "m") for k in open_to],
            [_figures(comparisons[k], "u") for k in open_to], _expected(comparisons, fields, prior),
        )  # fmt: skip
        for k, found in zip(open_to, m, strict=True):
            told[comparisons[k].field].append(found)
        learnt.append(" and ".join(fields))
        found_in.append((fields, share * float(counts.sum()) * part))
    anew = tuple(_once(_with(c, told[c.field])) for c in comparisons)
    matches = [found / _agreeing(anew, fields) for fields, found in found_in]
    return anew, tuple(learnt), float(np.median(matches)) if matches else 0.0


def _once(comparison: Comparison) -> Comparison:
    """Let names that changed places count at the first name alone: it is one event."""
    if comparison.field != "surname":
        return comparison
    return replace(comparison, levels=tuple(replace(v, u=v.m) if v.name == "swapped" else v for v in comparison.levels))


def _agreeing(comparisons: Sequence[Comparison], fields: Sequence[str]) -> float:
    """Give how often a true pair agrees on all these fields, where both have them."""
    return float(np.prod([c.levels[0].m for c in comparisons if set(fields) & _of(c)]))


def _expected(comparisons: Sequence[Comparison], fields: Sequence[str], prior: float) -> float:
    """Give how many of the pairs that share these fields are expected to match."""
    odds = prior / (1 - prior)
    for comparison in comparisons:
        if set(fields) & _of(comparison):
            odds *= comparison.levels[0].m / comparison.levels[0].u
    return odds / (1 + odds)


def _of(comparison: Comparison) -> set[str]:
    return {"home": {"postcode", "address", "uprn"}}.get(comparison.field, {comparison.field})


def _figures(comparison: Comparison, what: str) -> np.ndarray:
    return np.array([getattr(level, what) for level in comparison.levels])


def _with(comparison: Comparison, found: Sequence[np.ndarray]) -> Comparison:
    """Take over what was learnt."""
    if not found:
        return comparison
    m = np.mean(found, axis=0)
    return replace(
        comparison,
        levels=tuple(replace(v, m=round(float(one), 12)) for v, one in zip(comparison.levels, m, strict=True)),
    )


def _sharing(connection: duckdb.DuckDBPyConnection, fields: Sequence[str]) -> tuple[str, int]:
    """Give the query of the pairs that share some fields: all, or one in so many of the values, so as not to be too many."""
    filled = " AND ".join(f"{f} IS NOT NULL" for f in fields)
    listed = ", ".join(fields)
    pairs = _one(
        connection,
        f"SELECT CAST(coalesce(sum(n * (n - 1) / 2), 0) AS BIGINT) FROM "  # noqa: S608 - our own columns
        f"(SELECT count(*) AS n FROM people WHERE {filled} GROUP BY {listed})",
    )
    part = max(1, -(-pairs // LIKELY))
    same = " AND ".join(f"l.{f} = r.{f}" for f in fields)
    some = f" AND hash(concat({', chr(124), '.join(f'l.{f}' for f in fields)})) % {part} = 0" if part > 1 else ""
    return f"SELECT l.row AS row_l, r.row AS row_r FROM people l JOIN people r ON l.row < r.row AND {same}{some}", part  # noqa: S608


def _patterns(connection: duckdb.DuckDBPyConnection, pairs: str) -> tuple[np.ndarray, np.ndarray]:
    """Count how the levels of pairs fall together, in a fixed order."""
    fields = ", ".join(f"v_{c.field}" for c in start().comparisons)
    rows = connection.execute(
        f"SELECT {fields}, count(*) AS n FROM ({compared(pairs)}) GROUP BY ALL ORDER BY ALL"  # noqa: S608 - our own columns
    ).fetchall()
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(start().comparisons) + 1)
    return table[:, :-1], table[:, -1].astype(float)


def _one(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> int:
    return int(connection.execute(query, list(values)).fetchall()[0][0])


def surname_shares(model: Model) -> Mapping[str, float]:
    """Give how often each frequent surname occurs."""
    return model.frequencies.get("surname", {})
