"""Record linkage: a frozen model, the pairs that may be one person, the guards' word on each; nothing is ever merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from hereabouts.core.families.clusters import suggested
from hereabouts.core.families.decisions import Decision, standing
from hereabouts.core.families.linkage import CONFIRM, GUARDS, REVIEW, bits, probability
from hereabouts.engines import which
from hereabouts.engines.linkage_model import Model, NotAModel, load, save, start
from hereabouts.engines.linkage_pairs import candidates, compared, judged, weighed
from hereabouts.engines.linkage_rows import as_raw, make_comparable
from hereabouts.engines.linkage_train import ENOUGH, TooFew, learn

__all__ = [
    "ENOUGH", "Decision", "Link", "Matched", "Model", "NotAModel", "TooFew", "clusters", "database", "grouped", "link", "load", "match",
    "save", "start", "told_links", "train",
]  # fmt: skip
MEMORY = "1200MB"  # beyond it the database puts down on disk what it works on


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
    """The answer of a run: the links, how many pairs were looked at, and the group suggested for each id."""

    links: tuple[Link, ...]
    considered: int
    records: int
    groups: Mapping[str, str]


@contextmanager
def database(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database of our own that is gone afterwards."""
    connection = duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": "false"})
    connection.execute("SET enable_progress_bar = false")  # what is printed is the answer alone
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    try:
        yield connection
    finally:
        connection.close()


def train(extracts: Sequence[Mapping[str, Any]]) -> Model:
    """Learn a model from rows; the same rows in any order give the same model."""
    with database() as connection:
        connection.register("raw", as_raw(extracts))
        make_comparable(connection)
        return learn(connection)


def match(extracts: Sequence[Mapping[str, Any]], model: Model, decisions: Sequence[Decision] = ()) -> Matched:
    """Score the pairs of some rows and give those that a person should look at, the strongest first.

    The order of the rows changes nothing. Nothing is merged.
    """
    if len(extracts) < 2:
        return Matched((), 0, len(extracts), {str(row["id"]): str(row["id"]) for row in extracts})
    with database() as connection:
        connection.register("raw", as_raw(extracts))
        n = make_comparable(connection)
        considered = link(connection, model, decisions)
        grouped(connection, model.cluster_at)
        links = tuple(_link(row, model) for row in _told(connection).to_pylist())
        groups = dict(connection.execute("SELECT id, cluster FROM clusters ORDER BY id").fetchall())
    return Matched(links, considered, n, groups)


def link(connection: duckdb.DuckDBPyConnection, model: Model, decisions: Sequence[Decision] = ()) -> int:
    """Make the tables ``links`` and ``apart`` of the table ``people``; give how many pairs were looked at.

    What people have decided stands over the sums: "different" is no link and never one group, "same" is one, save where an
    address is protected.
    """
    weighed(connection, model)
    considered = _candidates(connection, model)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged AS {judged(compared('FROM candidate'), model)}")
    settle(connection, model, decisions)
    return considered


def _candidates(connection: duckdb.DuckDBPyConnection, model: Model) -> int:
    """Make the table ``candidate``; give how many pairs share a key. Spark has left out those that come to nothing."""
    if which.master():
        from hereabouts.engines.linkage_spark import worth_a_look

        people = connection.execute("SELECT * FROM weighed ORDER BY row").to_arrow_table()
        pairs, considered = worth_a_look(people, model, which.master())
        connection.register("worth_a_look", pairs)
        connection.execute("CREATE OR REPLACE TEMP TABLE candidate AS SELECT * FROM worth_a_look")
        return considered
    connection.execute(f"CREATE OR REPLACE TEMP TABLE candidate AS {candidates()}")
    counted: int = connection.execute("SELECT count(*) FROM candidate").fetchall()[0][0]
    return counted


def told_links(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Make the view ``told_links`` of the links as they are written down; give how many are in each band."""
    connection.execute("""
        CREATE OR REPLACE TEMP VIEW told_links AS
        SELECT l.id AS id_a, r.id AS id_b, k.weight, round(1 / (1 + pow(2, -k.weight)), 6) AS probability, k.band
        FROM links k JOIN people l ON l.row = k.row_l JOIN people r ON r.row = k.row_r
    """)
    found = dict(connection.execute("SELECT band, count(*) FROM links GROUP BY band").fetchall())
    return {band: found.get(band, 0) for band in ("confirm", "review")}


def settle(connection: duckdb.DuckDBPyConnection, model: Model, decisions: Sequence[Decision]) -> None:
    """Make ``links`` and ``apart`` of the judged pairs and of what people have decided."""
    stand = standing(decisions)
    told = [(a, b, said) for (a, b), said in sorted(stand.items())]
    names = ("id_a", "id_b", "said")
    decided = pa.table({name: pa.array([one[i] for one in told], pa.string()) for i, name in enumerate(names)})
    connection.register("told", decided)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE decided AS
        SELECT l.row AS row_l, r.row AS row_r, said FROM told JOIN weighed l ON l.id = id_a JOIN weighed r ON r.id = id_b
        WHERE NOT l.protected AND NOT r.protected
    """)
    same = judged(compared("FROM decided WHERE said = 'same'"), model, least=-1e9)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE links AS
        SELECT j.*, CASE WHEN guard < 0 AND weight >= {bits(CONFIRM)!r} THEN 'confirm' ELSE 'review' END AS band, false AS same
        FROM judged j ANTI JOIN decided USING (row_l, row_r) WHERE weight >= {bits(REVIEW)!r}
        UNION ALL SELECT s.*, 'confirm', true FROM ({same}) s
    """)  # noqa: S608 - made of our own columns and figures
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE apart AS
        SELECT row_l, row_r FROM judged ANTI JOIN decided USING (row_l, row_r) WHERE guard >= 0 AND weight < {bits(REVIEW)!r}
        UNION ALL SELECT row_l, row_r FROM decided WHERE said = 'different'
    """)  # noqa: S608 - made of our own figures


def grouped(connection: duckdb.DuckDBPyConnection, at: float) -> int:
    """Make the table ``clusters`` (id, cluster) of the links from a probability on; give how many groups there are."""
    n = connection.execute("SELECT count(*) FROM people").fetchall()[0][0]
    drawn = connection.execute(f"""
        SELECT row_l, row_r, CASE WHEN same THEN 1e9 ELSE weight END AS weight FROM links
        WHERE same OR weight >= {bits(at)!r} ORDER BY 1, 2
    """).fetchnumpy()  # noqa: S608 - a figure
    apart = connection.execute("SELECT row_l, row_r FROM apart").fetchnumpy()
    groups = suggested(n, _pairs(drawn), drawn["weight"], _pairs(apart))
    connection.register("first", pa.table({"row": pa.array(range(n), pa.int32()), "of": pa.array(groups, pa.int32())}))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE clusters AS
        SELECT p.id, f.id AS cluster FROM first JOIN people p ON p.row = first.row JOIN people f ON f.row = first.of
    """)
    return how_many(groups)


def how_many(groups: np.ndarray) -> int:
    """Count groups, each named by a row: marking them off is five times as fast as sorting them."""
    seen = np.zeros(int(groups.max(initial=-1)) + 1, dtype=bool)
    seen[groups] = True
    return int(seen.sum())


def _pairs(columns: Mapping[str, np.ndarray]) -> np.ndarray:
    return np.column_stack([np.asarray(columns["row_l"], np.int64), np.asarray(columns["row_r"], np.int64)])


def clusters(matched: Matched) -> dict[str, str]:
    """Give the group suggested for each id, by its smallest id: a reading aid, never a merged record."""
    return dict(matched.groups)


def _told(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.execute("""
        SELECT k.*, l.id AS id_a, r.id AS id_b, l.agency AS agency_a, r.agency AS agency_b, l.surname
        FROM links k JOIN people l ON l.row = k.row_l JOIN people r ON r.row = k.row_r
        ORDER BY k.weight DESC, id_a, id_b
    """).to_arrow_table()


def _link(row: Mapping[str, Any], model: Model) -> Link:
    levels = {c.field: _name(c.levels, row[f"v_{c.field}"]) for c in model.comparisons}
    often = model.frequencies.get("surname", {})
    share = often.get(row["surname"], model.rare()) if often and levels["surname"] == "same" else None
    return Link(
        row["id_a"], row["id_b"], row["agency_a"] or "", row["agency_b"] or "", row["weight"],
        round(probability(row["weight"]), 6), row["band"], levels, GUARDS[row["guard"]].caution if row["guard"] >= 0 else "", share,
    )  # fmt: skip


def _name(levels: Sequence[Any], place: int) -> str:
    return "missing" if place < 0 else str(levels[place].name)
