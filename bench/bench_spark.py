"""DuckDB beside Spark on the same steps and the same rows: what Spark costs, and from which size it can pay.

Two questions: a place's readings (few areas out of millions), and incidents counted by area and month (every row is read).
DuckDB has two threads and reads the evidence file, or the Parquet; Spark is warm, `local[2]`, and reads the Parquet. Sizes in
millions of rows from SPARK_BENCH_MILLIONS. What was measured stands apart from what is projected, with the method.
"""

import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import duckdb
import numpy as np
import spark_rows
from scipy.optimize import nnls

from hereabouts.core.evidence.counting import BY_AREA, BY_POINT
from hereabouts.core.evidence.readings import READINGS
from hereabouts.core.steps import Step
from hereabouts.engines.duck import Duck

MILLIONS = [float(n) for n in os.environ.get("SPARK_BENCH_MILLIONS", "0.1,1,5,20,50").split(",")]
PLACED = Step("placed", "SELECT 'd' AS dataset, *, area <> '' AS inside FROM by_point")
# Every cell is counted; only their sums come back, so that Python's own rows are not what is timed.
SUMS = Step("sums", "SELECT part, count(*) AS cells, sum(value) AS events FROM by_area GROUP BY part ORDER BY part")
COUNTING = (*BY_POINT, PLACED, *BY_AREA, SUMS)
WORKERS = (2, 4, 8, 16, 32)  # each with as many cores as were measured
METHOD = (
    "Seconds are fitted as fixed + per_million * rows by least squares of the relative errors, neither part below nought. A "
    "cluster of k workers, each like this machine, is projected as fixed + per_million * rows / k: nothing is lost to the "
    "network or to waiting, so Spark is flattered, and it pays later than this says. DuckDB stays on the one machine. Beyond a "
    "hundred times the most rows that were measured nothing is projected."
)


def measure() -> dict:
    """Time both engines turn by turn, five rounds a size, three from twenty million; fit, and project."""
    try:
        from hereabouts.engines.spark import NoSpark, connected, leave

        connected("local[2]")
    except (NoSpark, ModuleNotFoundError) as absent:
        return {"not_run": str(absent)}
    leave()
    start = time.perf_counter()
    connected("local[2]")
    told = {"load_at_start": round(os.getloadavg()[0], 1), "spark_started_again_s": _since(start), "method": METHOD}
    for name, ask in (("place_readings", _place), ("incidents_by_area_and_month", _counting)):
        sizes = [_one_size(ask, millions) for millions in MILLIONS]
        told[name] = {"measured": sizes, **_projected(sizes)}
    leave()
    one_core = _one_size(_counting, max(n for n in MILLIONS if n <= 20), "local[1]", rounds=3)
    told["one_core"] = one_core
    leave()
    return told | {"load_at_end": round(os.getloadavg()[0], 1), "versions": _versions()}


def _one_size(ask, millions: float, master: str = "local[2]", rounds: int = 0) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        duck, spark = ask(Path(folder), round(millions * 10**6), master)
        start = time.perf_counter()
        theirs = spark()
        first = _since(start)
        assert duck() == theirs  # whole numbers below 2^53: equal to the last bit
        ours_s, theirs_s = _in_turn([duck, spark], rounds or (5 if millions < 20 else 3))
        found = {"millions": millions, "rows_of_the_answer": len(theirs), "duckdb_s": ours_s, "spark_s": theirs_s,
                 "spark_first_s": first, "times_as_long": round(theirs_s / ours_s, 1), "load": round(os.getloadavg()[0], 1)}  # fmt: skip
        print(ask.__name__, master, found, flush=True)
        return found


def _in_turn(actions, rounds: int) -> list[float]:
    taken = [[] for _ in actions]
    for _ in range(rounds):
        for times, action in zip(taken, actions, strict=True):
            start = time.perf_counter()
            action()
            times.append(time.perf_counter() - start)
    return [round(statistics.median(times), 3) for times in taken]


def _place(folder: Path, rows: int, master: str):
    from hereabouts.engines.spark import Spark
    from hereabouts.engines.spark_tables import tables_of

    chosen = spark_rows.readings(folder / "e.duckdb", rows)
    connection = duckdb.connect(str(folder / "e.duckdb"), read_only=True)
    connection.execute("SET threads = 2; SET enable_progress_bar = false")
    return _asked(Duck(connection), Spark(tables_of(connection, folder / "e.duckdb"), master), READINGS, chosen)


def _counting(folder: Path, rows: int, master: str):
    from hereabouts.engines.spark import Spark

    spark_rows.incidents(folder, rows)
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET enable_progress_bar = false")
    connection.execute(f"CREATE VIEW numbered AS FROM '{folder}/numbered.parquet'")
    return _asked(Duck(connection), Spark(folder, master), COUNTING, [{"generation": "G", "area": "A", "weight": 1.0}])


def _asked(duck, spark, steps, chosen):
    for engine in (duck, spark):
        engine.register("chosen", chosen)
    return (lambda: duck.run(steps)), (lambda: spark.run(steps))


def _projected(sizes: list[dict]) -> dict:
    fits = {engine: _fit([(s["millions"], s[f"{engine}_s"]) for s in sizes]) for engine in ("duckdb", "spark")}
    most = 100 * max(s["millions"] for s in sizes)
    told = {f"{k}_workers": _pays(fits["duckdb"], fits["spark"], k, most) for k in (1, *WORKERS)}
    return {"fitted": fits, "projected_to_pay_from_millions_of_rows": told}


def _pays(ours: dict, theirs: dict, workers: int, most: float) -> int | str:
    gained = ours["per_million_s"] - theirs["per_million_s"] / workers
    if gained <= 0:
        return "never"
    millions = max(0, math.ceil((theirs["fixed_s"] - ours["fixed_s"]) / gained))
    return millions if millions <= most else f"not up to {most:g}"


def _fit(points: list[tuple[float, float]]) -> dict:
    rows = [[1 / seconds, millions / seconds] for millions, seconds in points]
    fixed, slope = nnls(np.array(rows), np.ones(len(points)))[0]
    return {"fixed_s": round(float(fixed), 3), "per_million_s": round(float(slope), 4)}


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 2)


def _versions() -> dict:
    import pyspark

    return {"duckdb": duckdb.__version__, "pyspark": pyspark.__version__}
