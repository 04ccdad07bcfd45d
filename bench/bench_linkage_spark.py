"""Matching 100,000 made-up records on DuckDB and on Spark by the same setting: whether the links are the same, and what it costs."""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from linkage_runs import _made

ROWS = 100_000


def measure() -> dict:
    """Give seconds of each engine (Spark warm), and how many links differ in anything that is written."""
    from hereabouts.cli.families import _whole
    from hereabouts.engines.which import using

    with tempfile.TemporaryDirectory() as folder:
        path, _ = _made(Path(folder), ROWS)
        model = Path(folder) / "model.json"
        _learnt(path, model)
        told, links = {"records": ROWS}, {}
        for engine in ("duckdb", "spark", "spark"):
            out = Path(folder) / f"{engine}.csv"
            start = time.perf_counter()
            with using(engine):
                found = _whole([path], out, model, None, None, None, None, None)
            told[f"{engine}_s"] = round(time.perf_counter() - start, 2)
            told[f"{engine}_pairs"], links[engine] = found["pairs_considered"], set(out.read_text().splitlines())
    return told | {"links": len(links["duckdb"]) - 1, "links_that_differ": len(links["duckdb"] ^ links["spark"])}


def _learnt(path, model):
    from hereabouts.engines import linkage, linkage_files, linkage_rows, linkage_train

    with linkage.database() as connection:
        linkage_files.read(connection, [path])
        linkage_rows.make_comparable(connection)
        linkage.save(linkage_train.learn(connection), model)
