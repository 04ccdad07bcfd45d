"""Six million rows of police layout in sixty files, counted to areas by month: ours beside pandas, GeoPandas and polars.

(a) by the code that each row carries; (b) by its point, in about 7,000 polygons. The files are made from the real ones
(HEREABOUTS_DATA): one district's crimes and boundaries, repeated side by side and with shifted months. Each way of doing it
runs in a process of its own, so that its peak memory is its own; the ways take turns, five rounds, and medians are told.
pandas, GeoPandas and polars are needed by this bench alone: HEREABOUTS_BENCH_PYTHON names a Python that
has them. ``ours`` answers the question of the others; ``ours_kept`` also keeps what the evidence file keeps.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("HEREABOUTS_DATA", "../shared/data")).resolve()
PYTHON = os.environ.get("HEREABOUTS_BENCH_PYTHON", sys.executable)
ROUNDS = int(os.environ.get("HEREABOUTS_BENCH_ROUNDS", "5"))
WAYS = {
    "code": ("ours", "ours_kept", "pandas_two_columns", "polars"),
    "point": ("ours", "geopandas", "polars_strtree"),
}


def measure() -> dict:
    """Make the files, take turns, compare the answers, and tell medians, peaks and ratios."""
    if not (DATA / "police_south_yorkshire").is_dir():
        return {"not_run": f"no published files at {DATA}"}
    sys.path.insert(0, str(HERE))
    import crime_files

    folder = Path(tempfile.mkdtemp(prefix="hereabouts-bench-"))
    try:
        made = crime_files.make(DATA, folder)
        figures = {"made": made, "load_before": os.getloadavg(), "rounds": ROUNDS}
        for question, ways in WAYS.items():
            figures[question] = _turns(question, ways, folder)
        return figures | {"load_after": os.getloadavg()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _turns(question: str, ways: tuple[str, ...], folder: Path) -> dict:
    told: dict[str, list[dict]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way in ways:
            told[way].append(_one(question, way, folder))
    missing = [way for way in ways if "missing" in told[way][0]]
    answers = {way: told[way][0].get("answer") for way in ways if way not in missing}
    here = {
        way: {
            "seconds": round(statistics.median(r["seconds"] for r in rounds), 3),
            "cpu_seconds": round(statistics.median(r["cpu"] for r in rounds), 3),
            "all_seconds": [round(r["seconds"], 2) for r in rounds],
            "peak_mb": max(r["peak_mb"] for r in rounds),
            "versions": rounds[0]["versions"],
        }
        for way, rounds in told.items()
        if way not in missing
    }
    ours = here["ours"]
    ratios = {way: round(one["seconds"] / ours["seconds"], 2) for way, one in here.items() if way != "ours"}
    cpu = {way: round(one["cpu_seconds"] / ours["cpu_seconds"], 2) for way, one in here.items() if way != "ours"}
    return {
        "ways": here,
        "times_as_long_as_ours": ratios,
        "times_the_cpu_of_ours": cpu,
        "same_answer": len(set(answers.values())) == 1,
        "answers": answers,
        "missing": missing,
    }


def _one(question: str, way: str, folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable if way.startswith("ours") else PYTHON, str(HERE / "crime_ways.py"), question, way, str(folder)],
        stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"PYTHONPATH": str(HERE.parent / "src")},
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
