"""A model of ours as Splink's, and the same pairs weighed by Splink itself: the judge of our sums, on DuckDB or on Spark.

Our own pass over the pairs is there for speed and for one live referral; it may never say anything else than Splink says
of the same model (C18). What the guards take out again comes after either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pyarrow as pa

from hereabouts.core.families.linkage import Level
from hereabouts.engines.linkage_model import NAMES, WHOLE, Model
from hereabouts.engines.linkage_pairs import KEYS

Said = Callable[[str], str]


def _as_it_stands(sql: str) -> str:
    return sql


def as_splink(model: Model, said: Said = _as_it_stands) -> dict[str, Any]:
    """Give the model as the settings that Splink 5 reads, over the table ``weighed`` (blocked by its keys).

    ``said`` puts a condition into another engine's words than DuckDB's.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": model.prior,
        "blocking_rules_to_generate_predictions": [f"l.{key} = r.{key}" for key in KEYS],
        "comparisons": [
            {
                "output_column_name": c.field,
                "comparison_levels": [
                    {"sql_condition": said(c.missing), "label_for_charts": "missing", "is_null_level": True},
                    *(_level(level, model, said) for level in c.levels),
                ],
            }
            for c in model.comparisons
        ],
    }


def _level(level: Level, model: Model, said: Said) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sql_condition": level.sql if level.sql == "ELSE" else said(level.sql),
        "label_for_charts": level.name,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.frequent and model.trained_on:
        told |= {
            "tf_adjustment_column": level.frequent,
            "tf_adjustment_weight": min(1.0, model.trained_on / WHOLE),
            "disable_tf_exact_match_detection": True,  # the level's own u is what a frequency stands in for
        }
    return told


def frequencies(people: pa.Table, model: Model) -> dict[str, pa.Table]:
    """Give, of each column whose frequencies count, every value with its share as the model has it, in Splink's form."""
    tables = {}
    for level in (level for c in model.comparisons for level in c.levels if level.frequent and model.trained_on):
        column, known = level.frequent, model.frequencies.get(level.frequent, {})
        other = model.rare() if column in NAMES else level.u  # an address nobody shares weighs what its level says
        values = sorted({value for value in people[column].to_pylist() if value is not None})
        tables[column] = pa.table({column: values, f"tf_{column}": [known.get(value, other) for value in values]})
    return tables


def scored(people: pa.Table, model: Model, api: Any, said: Said = _as_it_stands) -> Any:
    """Weigh every pair that shares a key by Splink: its own table, with row_l, row_r and match_weight in bits.

    ``people`` is the table ``weighed``; ``api`` is one of Splink's: DuckDBAPI or SparkAPI.
    """
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(api.register(people), as_splink(model, said), log_level=None)
    for column, table in frequencies(people, model).items():
        linker.table_management.register_term_frequency_lookup(api.register(table), column)
    return linker.inference.predict(threshold_match_weight=None)


def weights(people: pa.Table, model: Model, api: Any) -> pa.Table:
    """Give what `scored` says as rows: row_l, row_r, match_weight."""
    rows, told = scored(people, model, api).as_record_list(), ("row_l", "row_r", "match_weight")
    return pa.table({name: [row[name] for row in rows] for name in told})
