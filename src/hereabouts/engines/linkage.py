"""Record linkage: Splink on DuckDB trains a model and scores pairs; the guards judge; nothing is ever merged."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from hereabouts.core.families.linkage import (
    BLOCKS,
    LEARN_FROM,
    RARE_ENOUGH,
    REVIEW,
    SURE,
    SURE_FINDS,
    SWAPPED_BLOCK,
    Comparison,
    Level,
    guarded,
    strangers,
)
from hereabouts.core.families.people import comparable
from hereabouts.core.sentences import Sentence
from hereabouts.engines.linkage_model import Model, NotAModel, load, named, save, start

__all__ = [
    "ENOUGH",
    "Link",
    "Matched",
    "Model",
    "NotAModel",
    "TooFew",
    "clusters",
    "load",
    "match",
    "save",
    "start",
    "train",
]
SEED = 20
ENOUGH = (
    200  # records from which training teaches more than it misleads; below, a model starts and stays with its defaults
)
FREQUENCIES_FROM = 1000  # records from which the frequency of a name counts in full
COLUMNS = ("first_name", "root", "surname", "dob", "sex", "postcode", "address", "uprn", "phone", "email", "nhs")


class TooFew(Sentence):
    """Extracts too small to learn from."""


@dataclass(frozen=True)
class Link:
    """A possible match: which two records, how strong, in which band, and how each field compares."""

    id_a: str
    id_b: str
    agency_a: str
    agency_b: str
    weight: float
    probability: float
    band: str
    levels: Mapping[str, str]
    caution: str
    share_of_surname: float | None


@dataclass(frozen=True)
class Matched:
    """The answer of a run: the links, and how many pairs were looked at."""

    links: tuple[Link, ...]
    considered: int
    records: int


def train(extracts: Sequence[Mapping[str, Any]]) -> Model:
    """Learn from extracts how often fields agree: ``u`` from random pairs, ``m`` by expectation maximisation.

    A level that the extracts never show keeps its starting figure. The same rows give the same model.
    """
    if len(extracts) < ENOUGH:
        raise TooFew(
            "{n} records are too few to learn from; {enough} are needed. Match without a model instead.",
            n=len(extracts),
            enough=ENOUGH,
        )
    people = [comparable(row) for row in _ordered(extracts)]
    begun = start()
    with _linker(people, begun) as linker:
        linker.training.estimate_u_using_random_sampling(max_pairs=5e5, seed=SEED)
        learnt = []
        for fields in LEARN_FROM:
            if _pairs_share(people, fields):
                linker.training.estimate_parameters_using_expectation_maximisation(
                    _block(fields), max_pairs=1e6, estimate_without_term_frequencies=True
                )
                learnt.append(" and ".join(fields))
        figures = linker.misc.save_model_to_json()["comparisons"]
    prior = _prior(people)
    comparisons = tuple(_learnt(c, figures[i]["comparison_levels"][1:], prior) for i, c in enumerate(begun.comparisons))
    return named(Model("", prior, comparisons, len(people), tuple(learnt)))


def match(extracts: Sequence[Mapping[str, Any]], model: Model) -> Matched:
    """Score the pairs of some extracts and give those that a person should look at, the strongest first.

    The order of the rows changes nothing. Nothing is merged.
    """
    rows = _ordered(extracts)
    people = [comparable(row) for row in rows]
    if len(people) < 2:
        return Matched((), 0, len(people))
    with _linker(people, model) as linker:
        scored = linker.inference.predict(threshold_match_weight=None)
        table = scored.as_duckdbpyrelation().to_arrow_table()
    surnames = Counter(p["surname"] for p in people if p["surname"])
    links = [link for pair in _strong(table) if (link := _link(pair, rows, people, model, surnames)) is not None]
    links.sort(key=lambda link: (-link.weight, link.agency_a, link.id_a, link.agency_b, link.id_b))
    return Matched(tuple(links), table.num_rows, len(people))


def clusters(matched: Matched, *, bands: frozenset[str] = frozenset({"confirm"})) -> dict[tuple[str, str], int]:
    """Group (agency, id) by the links of some bands, numbered in order: a reading aid, never a merged record."""
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(one: tuple[str, str]) -> tuple[str, str]:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for link in matched.links:
        if link.band in bands:
            a, b = sorted((find((link.agency_a, link.id_a)), find((link.agency_b, link.id_b))))
            leader[b] = a
    groups = {top: n for n, top in enumerate(sorted({find(one) for one in list(leader)}), 1)}
    return {one: groups[find(one)] for one in sorted(leader)}


def _ordered(extracts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(extracts, key=lambda row: (str(row.get("agency") or ""), str(row["id"])))


def _block(fields: Sequence[str]) -> str:
    return " and ".join(f"l.{field} = r.{field}" for field in fields)


def _settings(model: Model, records: int) -> dict[str, Any]:
    blocks = [_block(fields) for fields in BLOCKS] + [SWAPPED_BLOCK]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": model.prior,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in blocks],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
        "comparisons": [
            {
                "output_column_name": c.field,
                "comparison_levels": [
                    {"sql_condition": c.missing, "label_for_charts": "missing", "is_null_level": True},
                    *(_level(level, records) for level in c.levels),
                ],
            }
            for c in model.comparisons
        ],
    }


def _level(level: Level, records: int) -> dict[str, Any]:
    """Say a level as Splink reads it. How rare a name is in a small file says little, and weighs as little."""
    said: dict[str, Any] = {
        "sql_condition": level.sql, "label_for_charts": level.name, "m_probability": level.m, "u_probability": level.u,
    }  # fmt: skip
    if level.frequent:
        weight = min(1.0, records / FREQUENCIES_FROM)
        said |= {
            "tf_adjustment_column": level.frequent,
            "tf_adjustment_weight": weight,
            "tf_minimum_u_value": RARE_ENOUGH,
        }
    return said


@contextmanager
def _linker(people: Sequence[Mapping[str, Any]], model: Model) -> Iterator[Any]:
    """Give a Splink linker over people, in a database of its own that is gone afterwards."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    columns: dict[str, Any] = {name: pa.array([p[name] for p in people], pa.string()) for name in COLUMNS}
    table = pa.table({"row": pa.array(range(len(people)), pa.int64()), **columns})
    connection = duckdb.connect()
    connection.execute("SET threads = 1")  # several threads add in another order, and the model would differ each time
    try:
        yield Linker(DuckDBAPI(connection).register(table), _settings(model, len(people)), log_level=None)
    finally:
        connection.close()


def _learnt(comparison: Comparison, figures: Sequence[Mapping[str, Any]], prior: float) -> Comparison:
    """Take over what was learnt, level by level; what was not seen keeps its start."""
    levels = []
    for level, said in zip(comparison.levels, figures, strict=True):
        m, u = _figure(said, "m_probability", level.m), _figure(said, "u_probability", level.u)
        levels.append(replace(level, m=m, u=u if u == level.u else strangers(u, m, prior, floor=level.u)))
    return replace(comparison, levels=tuple(levels))


def _figure(said: Mapping[str, Any], name: str, start_from: float) -> float:
    value = said.get(name)
    return round(min(1.0, max(1e-9, float(value))), 12) if isinstance(value, int | float) and value > 0 else start_from


def _pairs_share(people: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> bool:
    """Say whether any two people agree on all these fields: without a pair there is nothing to learn."""
    seen = Counter(tuple(p[f] for f in fields) for p in people if all(p[f] for f in fields))
    return any(n > 1 for n in seen.values())


def _prior(people: Sequence[Mapping[str, Any]]) -> float:
    """Estimate the share of pairs that match from pairs that surely do."""
    sure: set[tuple[int, int]] = set()
    for fields in SURE:
        groups: dict[tuple[str, ...], list[int]] = {}
        for row, person in enumerate(people):
            if all(person[f] for f in fields):
                groups.setdefault(tuple(person[f] for f in fields), []).append(row)
        sure |= {(a, b) for rows in groups.values() for i, a in enumerate(rows) for b in rows[i + 1 :]}
    pairs = len(people) * (len(people) - 1) / 2
    return max(len(sure), 1) / SURE_FINDS / pairs


def _strong(table: pa.Table) -> list[dict[str, Any]]:
    """Give the pairs that could be worth a look; the guards can only lower a pair."""
    kept = table.filter(pc.greater_equal(table["match_probability"], REVIEW))
    rows: list[dict[str, Any]] = kept.to_pylist()
    return rows


def _link(
    pair: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]], model: Model,
    surnames: Counter[str],
) -> Link | None:  # fmt: skip
    i, j = sorted((int(pair["row_l"]), int(pair["row_r"])))
    levels, worth = {}, {}
    for comparison in model.comparisons:
        gamma = int(pair[f"gamma_{comparison.field}"])
        n = len(comparison.levels)
        levels[comparison.field] = "missing" if gamma < 0 else comparison.levels[n - 1 - gamma].name
        worth[comparison.field] = _bits(pair, comparison.field)
    judged = guarded(people[i], people[j], levels, float(pair["match_weight"]), worth)
    if judged.band is None:
        return None
    a, b = rows[i], rows[j]
    share = surnames[people[i]["surname"]] / len(people) if levels["surname"] == "same" else None
    return Link(
        str(a["id"]), str(b["id"]), str(a.get("agency") or ""), str(b.get("agency") or ""), round(judged.weight, 4),
        round(judged.probability, 6), judged.band, levels, judged.caution, share,
    )  # fmt: skip


def _bits(pair: Mapping[str, Any], field: str) -> float:
    """Give what a field was worth in this pair, its term frequency with it. Splink keeps weights (bits) from version 5 on."""
    return sum(float(pair[name]) for name in (f"mw_{field}", f"mw_tf_adj_{field}") if name in pair)
