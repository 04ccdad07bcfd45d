"""What a day's change and a live look-up need of all the days before: a folder of records, keys and judged pairs.

A change adds a segment and rewrites none: a record that changes gets a new row, and its old row is dead, with every pair
that hung on it. The document ``state.json`` is written last, so a run that breaks off leaves the day before in force.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from hereabouts.core.families.decisions import Decision
from hereabouts.core.families.linkage import COMPARISONS
from hereabouts.core.sentences import Sentence
from hereabouts.engines.linkage_model import Model, load, save
from hereabouts.engines.linkage_pairs import OFTEN, kept, md5
from hereabouts.engines.linkage_rows import COMPARED

FORMAT = "hereabouts linkage state 1"
RECORD = ("id", "agency", *COMPARED, "known", *(f"f_{c}" for c in OFTEN), "protected")
PACKED = ("id", "agency", *COMPARED)  # what a look-up reads of a record, as one text
NOTHING = "''"
JUDGED = ("row_l", "row_r", "weight", "guard", *(f"v_{c.field}" for c in COMPARISONS))


class NotAState(Sentence):
    """A folder that keeps no state of ours."""


@dataclass(frozen=True)
class Segment:
    """What one run added: its records, the keys by which they are found (sorted), and the pairs it judged."""

    folder: Path
    first: int

    @cached_property
    def records(self) -> pa.Table:
        """Give the records, read where they lie."""
        return _read(self.folder / "records.arrow")

    @cached_property
    def keys(self) -> tuple[np.ndarray, np.ndarray]:
        """Give the sorted keys and the row of each (uint64, int32)."""
        return np.load(self.folder / "keys.npy", mmap_mode="r"), np.load(self.folder / "rows.npy", mmap_mode="r")

    @cached_property
    def packed(self) -> pa.Array:
        """Give the records as a look-up reads them."""
        return self.records["packed"].chunk(0)

    @cached_property
    def judged(self) -> pa.Table:
        """Give the judged pairs; rows are counted over all segments."""
        return _read(self.folder / "judged.arrow")

    @cached_property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """Give both ends of each judged pair, sorted, and the place of the pair."""
        return np.load(self.folder / "ends.npy", mmap_mode="r"), np.load(self.folder / "places.npy", mmap_mode="r")


@dataclass
class State:
    """All segments, which rows are alive, the group of each row, and what people decided."""

    folder: Path
    model: Model
    segments: list[Segment]
    alive: np.ndarray
    groups: np.ndarray
    decisions: list[Decision] = field(default_factory=list)

    def having(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give each living row that has one of some keys: the key's place, and the row."""
        found = [_ranges(keys, *segment.keys) for segment in self.segments]
        place, rows = (np.concatenate([one[i] for one in found]) if found else np.empty(0, np.int64) for i in (0, 1))
        living = self.alive[rows]
        return place[living], rows[living]

    def take(self, rows: np.ndarray, columns: Sequence[str] = RECORD) -> pa.Table:
        """Give the records of some rows, sorted by row, with their ``row``."""
        rows = np.sort(rows)
        columns = list(columns)
        parts = [
            self.segments[0].records.schema.empty_table().select(columns).append_column("row", pa.array([], pa.int32()))
        ]
        for segment in self.segments:
            mine = rows[(rows >= segment.first) & (rows < segment.first + segment.records.num_rows)]
            if len(mine):
                part = segment.records.select(columns).take(pa.array(mine - segment.first))
                parts.append(part.append_column("row", pa.array(mine, pa.int32())))
        return pa.concat_tables(parts)

    def read(self, rows: Iterable[int]) -> Iterator[dict[str, Any]]:
        """Give a few records one by one, quickly, with their ``row``."""
        for row in rows:
            segment = next(one for one in reversed(self.segments) if one.first <= row)
            values = segment.packed[row - segment.first].as_py().split("\x1f")
            yield {"row": row, **{name: value or None for name, value in zip(PACKED, values, strict=True)}}

    def touching(self, rows: np.ndarray) -> pa.Table:
        """Give the judged pairs that have one of some rows at an end, dead or alive."""
        parts = []
        for segment in self.segments:
            _, places = _ranges(np.unique(rows), *segment.ends)
            parts.append(segment.judged.take(pa.array(np.unique(places))))
        return pa.concat_tables(parts)

    def save(self) -> None:
        """Write what stands: first the arrays, last the document that says which are in force."""
        n = len(self.segments)
        np.save(self.folder / f"alive-{n}.npy", self.alive)
        np.save(self.folder / f"groups-{n}.npy", self.groups)
        told = {
            "format": FORMAT, "made_with": _made_with(), "model": self.model.version, "cluster_at": self.model.cluster_at,
            "segments": [[one.folder.name, one.first] for one in self.segments], "decisions": [asdict(d) for d in self.decisions],
        }  # fmt: skip
        fresh = self.folder / "state.json.new"
        fresh.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self.folder / "state.json")
        for old in [*self.folder.glob("alive-*.npy"), *self.folder.glob("groups-*.npy")]:
            if not old.stem.endswith(f"-{n}"):
                old.unlink()


def keep(connection: duckdb.DuckDBPyConnection, model: Model, decisions: Sequence[Decision], folder: Path) -> State:
    """Keep a whole run: the tables ``weighed``, ``judged`` and ``first`` of the connection."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "state.json").unlink(missing_ok=True)
    save(model, folder / "model.json")
    segment = written(connection, folder / "0", 0)
    groups = connection.execute("SELECT of FROM first ORDER BY row").fetchnumpy()["of"].astype(np.int32)
    state = State(folder, model, [segment], np.ones(len(groups), dtype=bool), groups, list(decisions))
    state.save()
    return state


def written(connection: duckdb.DuckDBPyConnection, folder: Path, first: int, judged: str = "judged") -> Segment:
    """Write a segment of the table ``weighed``, whose rows are counted from ``first`` on, and the pairs that were judged."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = f"concat_ws(chr(31), {', '.join(f'coalesce({name}, {NOTHING})' for name in PACKED)}) AS packed"
    records = connection.execute(f"SELECT {', '.join(RECORD)}, {packed} FROM weighed ORDER BY row").to_arrow_table()  # noqa: S608
    _write(records, folder / "records.arrow")
    found = connection.execute(f"{kept()} UNION ALL SELECT {ID_KEY} AS k, row FROM weighed").fetchnumpy()  # noqa: S608
    order = np.argsort(found["k"], kind="stable")
    np.save(folder / "keys.npy", found["k"][order])
    np.save(folder / "rows.npy", found["row"][order].astype(np.int32))
    pairs = connection.execute(f"SELECT {', '.join(JUDGED)} FROM {judged} ORDER BY row_l, row_r").to_arrow_table()  # noqa: S608
    _write(pairs, folder / "judged.arrow")
    ends = np.concatenate([pairs["row_l"].to_numpy(), pairs["row_r"].to_numpy()])
    order = np.argsort(ends, kind="stable")
    np.save(folder / "ends.npy", ends[order].astype(np.int64))
    np.save(folder / "places.npy", (order % max(pairs.num_rows, 1)).astype(np.int64))
    return Segment(folder, first)


ID_KEY = md5("concat('id|', id)")


def opened(folder: Path) -> State:
    """Open what a run kept; NotAState where there is none, or where another version made it."""
    try:
        told: Mapping[str, Any] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        if told["format"] != FORMAT or told["made_with"] != _made_with():
            raise NotAState(
                "{folder} was kept by another version. Match the extracts anew with --state.", folder=folder
            )
        n = len(told["segments"])
        segments = [Segment(folder / name, first) for name, first in told["segments"]]
        alive, groups = (np.load(folder / f"{name}-{n}.npy") for name in ("alive", "groups"))
        return State(
            folder, load(folder / "model.json"), segments, alive, groups, [Decision(**one) for one in told["decisions"]]
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NotAState(
            "{folder} keeps no linkage. Make one: hereabouts families match EXTRACT.csv --out LINKS.csv --state {folder}",
            folder=folder,
        ) from problem


def _made_with() -> str:
    return f"pyarrow {pa.__version__.split('.')[0]}"  # its file format


def _ranges(wanted: np.ndarray, keys: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give for each wanted key every value that has it: the key's place, and the value."""
    order = np.argsort(wanted, kind="stable")
    left = np.searchsorted(keys, wanted[order], side="left")
    counts = np.searchsorted(keys, wanted[order], side="right") - left
    place = np.repeat(order, counts)
    start = np.repeat(left - (np.cumsum(counts) - counts), counts)
    return place, np.asarray(values[start + np.arange(len(start))], np.int64)


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table.combine_chunks(), max_chunksize=max(table.num_rows, 1))


def _read(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
