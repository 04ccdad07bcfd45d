"""Every chain of steps that the product has, found by looking, and what is registered before it runs."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import hereabouts.core
import hereabouts.records
from hereabouts.core.steps import Step
from hereabouts.engines import definitions
from hereabouts.engines.spark_words import tables_in
from hereabouts.records.places.choices import _larger

# Chains that are not run on both engines, each with its reason.
_OWN = "The council's own tables stand in the installation's database and are few: DuckDB alone is asked, whichever engine is in use."
LEFT_OUT: dict[str, str] = {
    **{f"core.evidence.own_figures.{name}": _OWN for name in ("STAND_IN", "WHOLE_UNITS", "UNITS_OF", "COUNCIL_AREAS")},
    **{f"records.evidence.own.known.{name}": _OWN for name in ("_KNOWN", "_ALL", "_UNITS")},
}


def chains() -> dict[str, tuple[Step, ...]]:
    """Give every step or tuple of steps that a module of core or records writes down, by module and name."""
    found = {}
    for package in (hereabouts.core, hereabouts.records):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                found |= _written_in(import_module(module.name))
    return found


def one_for_each_table(stored: set[str]) -> set[str]:
    """Name chains that together read every stored table that any of them reads; the one that reads most goes first."""
    reads = {
        name: set().union(*(tables_in(step.sql) for step in chain)) & stored
        for name, chain in chains().items()
        if name not in LEFT_OUT
    }
    left, chosen = set().union(*reads.values()), set()
    while left:
        name = max(sorted(reads), key=lambda one: len(reads[one] & left))
        chosen.add(name)
        left -= reads[name]
    return chosen


def _written_in(module) -> dict[str, tuple[Step, ...]]:
    found = {}
    for name in _assigned(Path(module.__file__)):
        value = getattr(module, name, None)
        chain = (value,) if isinstance(value, Step) else value
        if isinstance(chain, (tuple, list)) and chain and all(isinstance(step, Step) for step in chain):
            found[f"{module.__name__.removeprefix('hereabouts.')}.{name}"] = tuple(chain)
    return found


def _assigned(path: Path) -> list[str]:
    targets = []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign):
            targets.append(node.target)
    return [target.id for target in targets if isinstance(target, ast.Name)]


def hidden_steps(source: str, found: set[str]) -> list[int]:
    """Give the lines on which a step is written that no chain has: inside a function, say, or a dictionary."""
    return [
        call.lineno
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Step"
        and not (isinstance(call.args[0], ast.Constant) and call.args[0].value in found)
    ]  # fmt: skip


def registered(chain: tuple[Step, ...], stored: set[str]) -> set[str]:
    """Name the tables that somebody registers before a chain runs: what it reads that is neither stored nor a step."""
    read, known = set(), set()
    for step in chain:
        read |= tables_in(step.sql) - known
        known.add(step.name)
    return read - stored


def questions(connection, generation: str, codes: list[str]) -> dict[str, list[dict]]:
    """Give the rows of every table that is registered before some chain runs, asking of one place.

    Where a chain means something else by a name, its rows stand under "CHAIN/name".
    """

    def first(sql, *values):
        return (connection.execute(sql, list(values)).fetchone() or ("",))[0]

    near = definitions.generations()[generation]
    level = near["council"]
    council = "FROM part_of WHERE generation = ? AND level = ? AND code = ? AND best"
    name = first(f"SELECT parent_name {council}", generation, level, codes[0])
    code = first(f"SELECT parent_code {council}", generation, level, codes[0])
    index = "FROM index_edition WHERE generation = ? ORDER BY name DESC"
    there = "SELECT to_generation FROM correspondence WHERE from_generation = ?"
    counted = first("SELECT indicator FROM reading WHERE generation = ? ORDER BY indicator", generation)
    return {
        "chosen": [{"generation": generation, "area": c, "weight": 1.0 if n % 3 else 0.4} for n, c in enumerate(codes)],
        "place_area": [{"generation": generation, "area": c} for c in codes],
        "carried": [{"generation": generation, "code": c} for c in codes],
        "named": [{"code": c} for c in codes],
        "small": [{"generation": generation}],
        "larger": _larger(),
        "trait": [{"indicator": id_} for (id_,) in connection.execute("SELECT DISTINCT indicator FROM reading").fetchall()],
        "banded": banded_rows(first(AGES, generation)),
        "asked": [{"dataset": first(f"SELECT dataset {index}", generation), "neighbourhood": near["neighbourhood"],
                   "indicator": counted, "enough": 10**6, "generation": first(there, generation)}],
        "wanted": [{"part": 0, "level": level, "name": name.lower(), "open": False},
                   {"part": 1, "level": near["neighbourhood"], "name": "f", "open": True}],
        "numbered": incident_rows(codes),
        "placed": [{"dataset": "d", **row, "inside": row["area"] != codes[0]} for row in incident_rows(codes)],
        "core.evidence.incident_reads.MONTHS/asked": [
            {"dataset": d, "measure": m, "part": "all"}
            for d, m in connection.execute("SELECT dataset, measure FROM incident_set").fetchall()
        ] or [{"dataset": "", "measure": "", "part": ""}],
        "records.evidence.sources._MONTHS/asked": [{"dataset": first("SELECT dataset FROM covered ORDER BY 1")}],
        "records.places.choices._AREAS/asked": [{"generation": generation, "code": code}],
        "records.evidence.services._POINT/asked": [{"postcode": first("SELECT postcode FROM postcode ORDER BY 1")}],
        "records.evidence.services._LIES/asked": [{"postcode": first("SELECT postcode FROM postcode ORDER BY 1")}],
        "core.evidence.people.BY_AREA/wanted": [{"part": "all"}, {"part": "age 65"}],
        "records.evidence.portrait._EDITION/wanted": [{"name": first(f"SELECT name {index}", generation)}],
    }  # fmt: skip


# A dataset with single years of age: what the age bands of a standardised rate are summed from.
AGES = """
SELECT c.dataset FROM cell c JOIN dataset d ON d.id = c.dataset
WHERE d.generation = ? AND d.population <> '' AND c.measure = 'people' AND c.part = 'age 65' ORDER BY 1
"""


def banded_rows(dataset: str) -> list[dict]:
    """Give two bands of a rate, the one as a part of its own name, the other as a sum of single years."""
    of = {"n_dataset": dataset, "n_measure": "people", "d_dataset": dataset, "d_measure": "people"}
    bands = [("all", 0, 150), ("65-69", 65, 69), ("70+", 70, 150)]
    return [
        {"indicator": "old", "nth": n, "band": band, "first": first, "last": last, **of}
        for n, (band, first, last) in enumerate(bands)
    ]


def incident_rows(codes: list[str]) -> list[dict]:
    """Give rows of incidents as they stand before they are counted: blanks around words, no area, no category."""
    return [
        {"member": "a.csv", "series": "s", "period": f" 2024-0{n % 3 + 1} ", "area": codes[n % 4 % len(codes)] if n % 7 else "",
         "category": ("theft ", "", "arson")[n % 3], "longitude": None if n % 7 else n / 3, "latitude": None if n % 7 else 51.5,
         "rows": n % 5 + 1, "row": 1000 - n}
        for n in range(60)
    ]  # fmt: skip
