"""The house rule, kept by machine; each contract is also broken on purpose and must notice."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from tests.environment import ROOT

SRC = ROOT / "src" / "hereabouts"
ROOMS = [
    "figures", "calendar", "steps", "cells", "sentences", "ledger", "imports", "places", "topics", "partners", "trust", "releases", "intake",
    "evidence", "voice", "priorities", "plans", "governance", "families", "problems", "rights", "account",
]  # fmt: skip
FLOORS = {"core": 0, "engines": 1, "records": 2, "web": 3, "demo": 3, "cli": 4}
# A room's place in the corridor; strangers share a number.
PLACE = {
    "sentences": 0, "figures": 1, "calendar": 1, "steps": 1, "cells": 1, "ledger": 2, "imports": 3, "places": 4, "topics": 5, "partners": 6,
    "trust": 7, "releases": 8, "intake": 8, "evidence": 9, "voice": 10, "priorities": 11, "plans": 12, "governance": 13,
    "families": 13, "problems": 13, "rights": 14, "account": 15,
}  # fmt: skip


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("hereabouts", cache_dir=None, exclude_type_checking_imports=True)


def room(module):
    _, floor, name, *_ = [*module.split("."), "", ""]
    return floor, name


def test_no_import_goes_down_and_forward(graph):
    """What the contracts cannot say: records.evidence may not use core.priorities."""
    wrong = []
    for module in graph.modules:
        floor, name = room(module)
        for target in graph.find_modules_directly_imported_by(module):
            to_floor, to_name = room(target)
            if floor == "records" and to_floor == "core" and name in PLACE and PLACE.get(to_name, 0) > PLACE[name]:
                wrong.append((module, target))
    assert wrong == []


def test_nobody_opens_another_rooms_drawers(graph):
    """Only the same room imports its models (records.models gathers them for Django)."""
    drawers = [m for m in graph.modules if re.fullmatch(r"hereabouts\.records\.\w+\.models", m)]
    assert drawers
    wrong = [
        (importer, drawer)
        for drawer in drawers
        for importer in graph.find_modules_that_directly_import(drawer)
        if importer != "hereabouts.records.models" and room(importer) != room(drawer)
    ]
    assert wrong == []


def test_the_shared_face_uses_no_room_above_trust(graph):
    wrong = [
        (module, target)
        for module in graph.modules
        if module.startswith("hereabouts.web.shared")
        for target in graph.find_modules_directly_imported_by(module)
        if room(target)[0] == "records" and PLACE.get(room(target)[1], 0) > PLACE["trust"]
    ]
    assert wrong == []


def lint(root):
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root / "src")}
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the source with files that the breakages need."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    ignore = shutil.ignore_patterns("__pycache__", "static", "templates", "migrations", "*.toml")
    shutil.copytree(SRC, root / "src" / "hereabouts", ignore=ignore)
    return root


@pytest.mark.slow
def test_every_contract_holds(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


BREAKAGES = [
    ("Pure core", "core/figures/intervals.py", "import django"),
    ("Pure core", "core/figures/intervals.py", "import pathlib"),
    ("Corridor", "core/places/__init__.py", "import hereabouts.core.trust"),
    ("Corridor", "records/voice/__init__.py", "def late():\n    import hereabouts.records.plans"),
    ("Floors", "core/figures/intervals.py", "import hereabouts.records"),
    ("Corridor", "records/families/__init__.py", "import hereabouts.records.problems"),
    ("Corridor", "records/families/__init__.py", "import hereabouts.records.rights"),
    ("The public face has three hatches", "web/shared/doors.py", "import hereabouts.records.rights"),
    ("Shape of a room", "records/places/models.py", "import hereabouts.records.places.changes"),
    ("The web asks rooms", "web/partnership/places.py", "import hereabouts.records.places.models"),
    ("The public face has three hatches", "web/shared/doors.py", "import hereabouts.records.families"),
    ("The public face touches nothing but its hatches", "web/public/views.py", "import hereabouts.records.trust"),
    ("Faces do not know each other", "web/desk/__init__.py", "import hereabouts.web.data"),
    ("No circles", "core/sentences.py", "import hereabouts.core.places"),
    ("Corridor", "records/misc/__init__.py", "'''A room nobody placed.'''"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contract", "file", "line"), BREAKAGES, ids=[f"{b[0]}-{b[1]}".replace(" ", "-") for b in BREAKAGES]
)
def test_each_contract_fails_when_broken_on_purpose(copy, contract, file, line):
    path = copy / "src" / "hereabouts" / file
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((before or "") + "\n" + line + "\n")
    try:
        done = lint(copy)
    finally:
        path.write_text(before) if before is not None else shutil.rmtree(path.parent)
    assert done.returncode == 1
    assert re.search(rf"^{re.escape(contract)}.* BROKEN", done.stdout, re.MULTILINE), done.stdout


def modules(*floors):
    return [path for floor in floors for path in sorted((SRC / floor).rglob("*.py")) if "migrations" not in path.parts]


@pytest.mark.parametrize(
    "path", modules("core", "engines", "records", "web", "cli", "demo"), ids=lambda p: str(p.relative_to(SRC))
)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text())), "a module starts with what it is for"


def public_functions(path):
    tree = ast.parse(path.read_text())
    tops = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    inner = [m for c in tops if isinstance(c, ast.ClassDef) for m in c.body if isinstance(m, ast.FunctionDef)]
    return [n for n in [*tops, *inner] if not n.name.startswith("_")]


@pytest.mark.parametrize("path", modules("core") + sorted((SRC / "records").rglob("access.py")) + sorted((SRC / "records").rglob("changes.py")),
                         ids=lambda p: str(p.relative_to(SRC)))  # fmt: skip
def test_public_functions_say_why(path):
    assert [n.name for n in public_functions(path) if not ast.get_docstring(n)] == []


def glossary():
    return {term.lower() for term in re.findall(r"^\*\*(.+?)\*\*", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)}


def words(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name).lower()


def test_every_noun_stands_in_the_glossary():
    from hereabouts.cli import NOUNS

    known = glossary()
    classes = {
        words(node.name)
        for path in modules("core", "records")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted((classes | set(NOUNS)) - known) == []


def test_no_dataset_id_stands_in_python():
    from hereabouts.engines.definitions import datasets

    ids = re.compile(r"\b(" + "|".join(map(re.escape, datasets())) + r")\b")
    assert [str(path) for path in SRC.rglob("*.py") if ids.search(path.read_text())] == []


def test_lock_files_hold_hashes_and_no_addresses():
    for path in [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]:
        text = path.read_text()
        assert "://" not in text, path
        assert text.count("sha256:" if path.suffix == ".txt" else "sha512-") > 1, path


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    text = tomllib.loads("\n".join(lines))["project"]
    for name in [*text["dependencies"], *text["optional-dependencies"]["dev"]]:
        line = next(line for line in lines if f'"{name}"' in line)
        assert "#" in line, name


def test_one_migration_history_and_nothing_missing(db, settings):
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {}  # also where the tests run without migrating
    call_command("makemigrations", "hereabouts", check=True, dry_run=True, verbosity=0)
    names = sorted(path.name for path in (SRC / "records" / "migrations").glob("0*.py"))
    assert len({name[:4] for name in names}) == len(names), "two leaves"


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/adr/*.md")), ids=lambda p: p.stem)
def test_decisions_are_half_a_page(path):
    assert len(path.read_text().splitlines()) <= 40


def test_the_database_is_the_one_that_was_asked_for(db):
    from django.db import connection

    assert connection.vendor == os.environ.get("HEREABOUTS_TEST_DATABASE", "sqlite")


@pytest.mark.xdist_group("together")
def test_a_group_of_tests_stays_with_one_worker(request):
    """Tests that share a browser, a cluster or two roles of a server say so; a runner that forgot it would let them collide."""
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@together")
