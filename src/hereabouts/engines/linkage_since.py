"""One day's change: only pairs with a changed record are scored, only groups they touch are drawn anew.

The answer is that of a full run on the same model, exactly: a pair's weight hangs on its two records and the model alone,
and a group on its links alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from hereabouts.core.families.clusters import suggested
from hereabouts.core.families.decisions import Decision, standing
from hereabouts.core.families.linkage import bits
from hereabouts.core.sentences import Sentence
from hereabouts.engines import linkage_files
from hereabouts.engines.linkage import database, how_many, settle, told_links
from hereabouts.engines.linkage_pairs import candidates, compared, judged, kept, weighed
from hereabouts.engines.linkage_rows import make_comparable
from hereabouts.engines.linkage_state import ID_KEY, JUDGED, RECORD, Segment, State, opened, written


class NotThere(Sentence):
    """A record is to be deleted that is not there."""


def change(
    folder: Path, deltas: Sequence[Path], decisions: Sequence[Decision], headings: Mapping[str, Sequence[str]] | None = None, *,
    out: Path | None = None, clusters: Path | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Bring what is kept up to date with some deltas and decisions; write all links and groups where asked to."""
    state = opened(folder)
    with database() as connection:
        linkage_files.read(connection, deltas, headings, delta=True)
        gone = connection.execute("SELECT id FROM raw WHERE change = 'delete' ORDER BY id").fetchall()
        told = _changed(connection, state, [one for (one,) in gone], decisions)
        bands = _written_out(connection, state, out, clusters)
    return {
        "records": int(state.alive.sum()), **told, "links": sum(bands.values()), "bands": bands, "model": state.model.version,
        "model_from": "what is kept", "cluster_at": state.model.cluster_at,
        "clusters": how_many(state.groups[state.alive]),
        "out": str(out) if out else None,
    }  # fmt: skip


def _changed(
    connection: duckdb.DuckDBPyConnection, state: State, gone: Sequence[str], decisions: Sequence[Decision]
) -> dict[str, int]:
    connection.execute("DELETE FROM raw WHERE change = 'delete'")
    n = make_comparable(connection)
    first = len(state.alive)
    connection.execute(f"UPDATE people SET row = row + {first}")  # noqa: S608 - a number
    weighed(connection, state.model)
    old = _rows_of(connection, state, gone)
    missing = sorted(set(gone) - set(old))
    if missing:
        raise NotThere("{n} to delete are not there: {ids}.", n=len(missing), ids=", ".join(missing[:5]))
    ids = [one for (one,) in connection.execute("SELECT id FROM people ORDER BY row").fetchall()]
    replaced = _rows_of(connection, state, ids)
    dead = np.array(sorted([*old.values(), *replaced.values()]), np.int64)
    state.alive[dead] = False
    pairs = _pairs(connection, state)
    _judge(connection, state, pairs)
    state.segments.append(written(connection, state.folder / str(len(state.segments)), first, "judged_new"))
    state.alive = np.concatenate([state.alive, np.ones(n, dtype=bool)])
    state.groups = np.concatenate([state.groups, np.arange(first, first + n, dtype=np.int32)])
    before, state.decisions = standing(state.decisions), [*state.decisions, *decisions]
    after = standing(state.decisions)
    moved = {*gone, *ids}  # whoever was said to be one with a record that changed or went is reached too
    named = sorted(
        {one for pair, _ in set(before.items()) ^ set(after.items()) for one in pair}
        | {one for pair in {*before, *after} if moved & set(pair) for one in pair}
    )
    touched = np.array(
        sorted({*dead, *range(first, first + n), *_rows_of(connection, state, named).values()}), np.int64
    )
    drawn = _regroup(connection, state, touched)
    state.save()
    return {"changed": n + len(gone), "pairs_considered": len(pairs), "regrouped": drawn}


def _rows_of(connection: duckdb.DuckDBPyConnection, state: State, ids: Sequence[str]) -> dict[str, int]:
    """Give the living row of each id that has one."""
    if not ids:
        return {}
    connection.register("asked", pa.table({"id": pa.array(ids, pa.string())}))
    keys = connection.execute(f"SELECT {ID_KEY} AS k FROM asked").fetchnumpy()["k"]  # noqa: S608 - our own expression
    _, rows = state.having(np.asarray(keys, np.uint64))
    found = state.take(np.unique(rows), ("id",))
    wanted = set(ids)
    return {
        one: row for one, row in zip(found["id"].to_pylist(), found["row"].to_pylist(), strict=True) if one in wanted
    }


def _pairs(connection: duckdb.DuckDBPyConnection, state: State) -> np.ndarray:
    """Give the pairs with a changed record that share a key (k x 2, rows), each once."""
    new = connection.execute(kept()).fetchnumpy()
    place, rows = state.having(np.asarray(new["k"], np.uint64))
    mine = np.asarray(new["row"], np.int64)[place]
    among = connection.execute(candidates()).fetchnumpy()
    both = np.column_stack([
        np.concatenate([rows, np.asarray(among["row_l"], np.int64)]), np.concatenate([mine, np.asarray(among["row_r"], np.int64)]),
    ])  # fmt: skip
    packed = np.unique(both[:, 0] << 32 | both[:, 1])
    return np.column_stack([packed >> 32, packed & 0xFFFFFFFF])


def _judge(connection: duckdb.DuckDBPyConnection, state: State, pairs: np.ndarray) -> None:
    """Make ``judged_new`` of some pairs. The smaller id stands first, as in a full run."""
    connection.register("old", state.take(np.unique(pairs[:, 0][pairs[:, 0] < len(state.alive)])))
    told = ", ".join((*RECORD, "row"))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE both_sides AS SELECT {told} FROM old UNION ALL SELECT {told} FROM weighed"  # noqa: S608
    )
    connection.register(
        "found", pa.table({"a": pa.array(pairs[:, 0], pa.int32()), "b": pa.array(pairs[:, 1], pa.int32())})
    )
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE turned AS
        SELECT CASE WHEN x.id < y.id THEN a ELSE b END AS row_l, CASE WHEN x.id < y.id THEN b ELSE a END AS row_r
        FROM found JOIN both_sides x ON x.row = a JOIN both_sides y ON y.row = b
    """)
    asked = judged(compared("FROM turned", "both_sides"), state.model)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_new AS {asked}")


def _regroup(connection: duckdb.DuckDBPyConnection, state: State, touched: np.ndarray) -> int:
    """Draw anew every group that a change reaches; give how many records stand in them."""
    rows = _reached(state, touched)
    if not len(rows):
        return 0
    _settled(connection, state, rows)
    names = connection.execute("SELECT row FROM people ORDER BY id").fetchnumpy()["row"].astype(np.int64)
    local = np.full(len(state.alive), -1, np.int64)
    local[names] = np.arange(len(names))
    links = connection.execute(f"""
        SELECT row_l, row_r, CASE WHEN same THEN 1e9 ELSE weight END AS weight FROM links
        WHERE same OR weight >= {bits(state.model.cluster_at)!r}
    """).fetchnumpy()  # noqa: S608 - a figure
    apart = connection.execute("SELECT row_l, row_r FROM apart").fetchnumpy()
    groups = suggested(len(names), _local(links, local), links["weight"], _local(apart, local))
    state.groups[names] = names[groups]
    return len(names)


def _local(columns: Mapping[str, np.ndarray], local: np.ndarray) -> np.ndarray:
    return np.column_stack([local[np.asarray(columns[name], np.int64)] for name in ("row_l", "row_r")])


def _reached(state: State, touched: np.ndarray) -> np.ndarray:
    """Give every living row that links or decisions connect to the touched ones, over dead rows only at the first step."""
    seen = np.zeros(len(state.alive), dtype=bool)
    seen[touched] = True
    decided = _decided_ends(state)
    edge = touched
    while len(edge):
        near = state.touching(edge)
        ends = np.concatenate(
            [near["row_l"].to_numpy(), near["row_r"].to_numpy(), *(decided.get(int(one), _NONE) for one in edge)]
        )
        ends = np.unique(ends.astype(np.int64))
        edge = ends[state.alive[ends] & ~seen[ends]]
        seen[edge] = True
    return np.flatnonzero(seen & state.alive)


_NONE = np.empty(0, np.int64)


def _decided_ends(state: State) -> dict[int, np.ndarray]:
    """Give for each row those with which somebody said that it is one person."""
    pairs = [pair for pair, said in standing(state.decisions).items() if said == "same"]
    if not pairs:
        return {}
    with database(1) as connection:
        rows = _rows_of(connection, state, sorted({one for pair in pairs for one in pair}))
    ends: dict[int, list[int]] = {}
    for a, b in pairs:
        if a in rows and b in rows:
            ends.setdefault(rows[a], []).append(rows[b])
            ends.setdefault(rows[b], []).append(rows[a])
    return {row: np.array(others, np.int64) for row, others in ends.items()}


def _settled(connection: duckdb.DuckDBPyConnection, state: State, rows: np.ndarray) -> None:
    """Make ``people``, ``links`` and ``apart`` of some living rows."""
    near = _living(state, state.touching(rows) if len(rows) < state.alive.sum() else _all_judged(state.segments))
    connection.register("near", near)
    connection.execute("CREATE OR REPLACE TEMP TABLE judged AS SELECT * FROM near")
    connection.register("named", state.take(rows, ("id", "agency")))
    connection.execute("CREATE OR REPLACE TEMP TABLE people AS SELECT row, id, agency FROM named")
    decided = sorted({one for pair in standing(state.decisions) for one in pair})
    theirs = np.array(sorted(_rows_of(connection, state, decided).values()), np.int64)
    connection.register("decided_rows", state.take(np.intersect1d(theirs, rows)))
    connection.execute("CREATE OR REPLACE TEMP TABLE weighed AS SELECT * FROM decided_rows")
    settle(connection, state.model, state.decisions)


def _living(state: State, pairs: pa.Table) -> pa.Table:
    left, right = pairs["row_l"].to_numpy(), pairs["row_r"].to_numpy()
    return pairs.filter(pa.array(state.alive[left] & state.alive[right]))


def _all_judged(segments: Sequence[Segment]) -> pa.Table:
    return pa.concat_tables([one.judged.select(list(JUDGED)) for one in segments])


def _written_out(
    connection: duckdb.DuckDBPyConnection, state: State, out: Path | None, clusters: Path | None
) -> dict[str, int]:
    """Write all links and groups; only this part grows with everything that is kept."""
    rows = np.flatnonzero(state.alive)
    if out or clusters:
        _settled(connection, state, rows)
    bands = told_links(connection)
    if out:
        linkage_files.write_links(connection, out)
    if clusters:
        groups = pa.table({"row": pa.array(rows, pa.int32()), "of": pa.array(state.groups[rows], pa.int32())})
        connection.register("grouping", groups)
        connection.execute("""
            CREATE OR REPLACE TEMP TABLE clusters AS
            SELECT p.id, f.id AS cluster FROM grouping g JOIN people p ON p.row = g.row JOIN people f ON f.row = g.of
        """)
        linkage_files.write_clusters(connection, clusters)
    return bands
