"""Run every benchmark and keep its figures: `make bench`. Each is a file with one `measure() -> dict`."""

import json
import platform
import runpy
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def median(action, times=5):
    """Run an action several times; give the median milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(taken), 1)


def machine() -> dict:
    """Name the machine, so that a figure is never read without it."""
    import os

    load = [round(one, 1) for one in os.getloadavg()]
    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count(), "load": load}


def main() -> None:
    wanted = sys.argv[1:] or sorted(p.stem for p in HERE.glob("bench_*.py"))
    for name in wanted:
        start = time.perf_counter()
        figures = runpy.run_path(str(HERE / f"{name}.py"))["measure"]()
        told = {
            "bench": name,
            "machine": machine(),
            "seconds": round(time.perf_counter() - start, 1),
            "figures": figures,
        }
        kept = HERE / "results" / f"{name}.json"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(told, indent=1) + "\n")
        print(name, json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
