"""The page of speeds: what `bench/aims.toml` aims at, beside what the benchmarks kept in `bench/results`."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "bench"
HEAD = """# How fast it is

Made from `bench/aims.toml` and `bench/results` by `make docs`; do not edit. Each figure is a median of several runs; others
are run beside ours, in one run and on the same data. `make bench` measures anew. An aim that was missed says so, and why.

| What | Measured | Aim | | On |
|---|---|---|---|---|
"""


def speed() -> str:
    """Write one line for each aim whose benchmark has been run here."""
    told = {path.stem: json.loads(path.read_text()) for path in sorted(BENCH.glob("results/*.json"))}
    aims = tomllib.loads((BENCH / "aims.toml").read_text())
    ran = [(aim, told[bench]) for bench, ours in aims.items() if bench in told for aim in ours]
    rows = [_row(aim, figures) for aim, figures in ran if list(_found(figures["figures"], aim["figure"].split(".")))]
    return HEAD + "".join(rows)


def _row(aim: dict, told: dict) -> str:
    n = max(_found(told["figures"], aim["figure"].split(".")))
    missed = n >= aim.get("under", float("inf")) or n < aim.get("at_least", 0)
    asked = [
        f"{words} {aim[key]:,g} {aim['unit']}"
        for key, words in (("under", "under"), ("at_least", "at least"))
        if key in aim
    ]
    verdict = f"**missed**. {aim['why']}" if missed else "met" if asked else ""
    machine = f"{told['machine']['cores']} cores"
    return (
        f"| {aim['what']} | {n:,.{0 if n >= 100 else 1}f} {aim['unit']} | {''.join(asked)} | {verdict} | {machine} |\n"
    )


def _found(figures: dict, way: list[str]) -> Iterator[float]:
    if not way:
        yield figures
        return
    for key in figures if way[0] == "*" else {way[0]} & figures.keys():  # what an extra was needed for may not have run
        yield from _found(figures[key], way[1:])
