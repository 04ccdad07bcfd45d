"""The pairs worth a look, found and weighed by Splink on Spark: for more records than one machine can compare.

Spark goes through every pair that shares a key; what it thinks worth a look comes back with room to spare and is weighed
again here, so that the links are those of DuckDB, to the last bit. Only the many pairs that come to nothing are Spark's.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import sqlglot
from sqlglot import exp

from hereabouts.core.families.linkage import REVIEW, bits
from hereabouts.engines import spark
from hereabouts.engines.linkage_model import Model
from hereabouts.engines.linkage_splink import scored

TO_SPARE = (
    12.0  # bits under the threshold: the two engines' likenesses of names may differ by a level, never by so much
)
LIKENESS = "jaro_winkler"  # as Splink's own jar calls it


def worth_a_look(people: pa.Table, model: Model, master: str) -> tuple[pa.Table, int]:
    """Give the pairs (row_l, row_r) that may come to the review threshold, and how many pairs share a key at all.

    ``people`` is the table ``weighed``. Raises NoSpark.
    """
    told = scored(plain(people), model, api(master), in_spark).as_spark_dataframe().cache()
    try:
        strong = told.filter(f"match_weight >= {bits(REVIEW) - TO_SPARE!r}").select("row_l", "row_r").toArrow()
        return strong, told.count()
    finally:
        told.unpersist()


def api(master: str) -> Any:
    """Give Splink's door to a cluster. What it keeps between steps stays in memory: no shared folder is asked for."""
    from splink import SparkAPI

    return SparkAPI(spark_session=spark.connected(master), break_lineage_method="persist")  # type: ignore[no-untyped-call]


def in_spark(condition: str) -> str:
    """Say a condition of a comparison in Spark's words."""
    tree = sqlglot.parse_one(condition, read="duckdb").transform(_renamed)
    return tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


def _renamed(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.JarowinklerSimilarity):
        return exp.Anonymous(this=LIKENESS, expressions=[node.this, node.expression])
    return node


def plain(people: pa.Table) -> pa.Table:
    """Keys as signed numbers: Spark knows no others."""
    columns = [c.cast(pa.string()) if pa.types.is_unsigned_integer(c.type) else c for c in people.columns]
    return pa.table(dict(zip(people.column_names, columns, strict=True)))
