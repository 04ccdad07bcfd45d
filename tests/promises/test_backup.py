"""A restore equals its source, and a backup with one wrong byte is refused before anything is written."""

import os
import random
import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest

from hereabouts.engines import backup
from hereabouts.engines import restore as back
from hereabouts.engines.backup import Home, InUse, keep
from hereabouts.engines.restore import NotABackup, check, restore

ROUNDS = 200 if os.environ.get("HEREABOUTS_PROMISES") == "full" else 50
ABOUT = {"audit_head": "0" * 64, "made_at": "2026-11-24T10:00:00+00:00"}


def home(folder):
    return Home(folder, folder / "hereabouts.sqlite3", folder / "evidence.duckdb", folder / "uploads")


@pytest.fixture
def source(tmp_path):
    made = home(tmp_path / "source")
    (made.uploads / "photos").mkdir(parents=True)
    (made.uploads / "photos" / "lamp.png").write_bytes(random.Random(1).randbytes(9000))
    made.evidence.write_bytes(random.Random(2).randbytes(30_000))
    (made.folder / "secret-key").write_text("not for the backup")
    with closing(sqlite3.connect(made.database)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, photo BLOB)")
        db.execute("CREATE TABLE empty (id INTEGER)")
        db.executemany(
            "INSERT INTO person VALUES (?, ?, ?)", [(n, f"Person {n} é", bytes([n % 256])) for n in range(500)]
        )
        db.commit()
    return made


@pytest.fixture
def file(source, tmp_path):
    out = tmp_path / "kept" / "backup.tar.gz"
    keep(source, out, about=ABOUT)
    return out


def tables(path):
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: db.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def flipped(file, at, out):
    data = bytearray(file.read_bytes())
    data[at] ^= 1 << (at % 8)
    out.write_bytes(data)
    return out


@pytest.mark.promise
@pytest.mark.requirement("X-37")
def test_a_restore_equals_its_source_table_by_table_and_file_by_file(source, file, tmp_path):
    there = home(tmp_path / "there")
    restore(file, there)
    assert tables(there.database) == tables(source.database)
    assert set(tables(there.database)) == {"person", "empty"}
    assert there.evidence.read_bytes() == source.evidence.read_bytes()
    assert (there.uploads / "photos" / "lamp.png").read_bytes() == (source.uploads / "photos" / "lamp.png").read_bytes()
    assert not (there.folder / "secret-key").exists()


@pytest.mark.promise
def test_a_copy_taken_while_somebody_writes_is_of_one_moment(source, tmp_path):
    """What was committed is in it, although it stands in the write-ahead log only; what was not is not."""
    with closing(sqlite3.connect(source.database)) as writer:
        writer.execute("INSERT INTO person VALUES (1000, 'committed', NULL)")
        writer.commit()
        writer.execute("INSERT INTO person VALUES (1001, 'not yet', NULL)")
        keep(source, tmp_path / "b.tar.gz", about=ABOUT)
        writer.rollback()
    there = home(tmp_path / "there")
    restore(tmp_path / "b.tar.gz", there)
    ids = {row[0] for row in tables(there.database)["person"]}
    assert 1000 in ids
    assert 1001 not in ids


@pytest.mark.promise
def test_every_flipped_byte_is_refused_before_anything_is_written(file, tmp_path):
    dice, size = random.Random(7), file.stat().st_size
    at = [0, 3, 4, 9, size - 1, size - backup.SEAL, *(dice.randrange(size) for _ in range(ROUNDS))]
    there, refused = home(tmp_path / "there"), 0
    for offset in at:
        with pytest.raises(NotABackup):
            restore(flipped(file, offset, tmp_path / "bad"), there)
        refused += not there.folder.exists()
    assert refused == len(at)


@pytest.mark.promise
def test_the_check_is_what_refuses_them(file, tmp_path, monkeypatch):
    """The negative control: with the check left out, a flipped byte goes through and nobody notices."""
    manifest = check(file)
    monkeypatch.setattr(back, "check", lambda _: manifest)
    there = home(tmp_path / "there")
    restore(flipped(file, 4, tmp_path / "bad"), there)
    assert there.database.exists()


@pytest.mark.promise
def test_a_table_left_out_would_be_noticed(source, file, tmp_path):
    """The other negative control: the comparison of tables does compare."""
    there = home(tmp_path / "there")
    restore(file, there)
    with closing(sqlite3.connect(there.database)) as db:
        db.execute("DROP TABLE empty")
    assert tables(there.database) != tables(source.database)


@pytest.mark.promise
@pytest.mark.parametrize("cut", [1, 200, 10_000])
def test_a_truncated_file_is_refused(file, tmp_path, cut):
    (tmp_path / "bad").write_bytes(file.read_bytes()[:-cut])
    with pytest.raises(NotABackup, match="not whole"):
        restore(tmp_path / "bad", home(tmp_path / "there"))
    (tmp_path / "longer").write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(NotABackup):
        restore(tmp_path / "longer", home(tmp_path / "there"))


def sealed_again(path):
    """A file somebody packed anew, with a seal of its own that fits."""
    path.write_bytes(path.read_bytes() + backup.sealed(backup.digest_of(path)))
    return path


@pytest.mark.parametrize("name", ["../outside", "etc/passwd", "uploads/../../outside"])
def test_a_member_that_belongs_elsewhere_is_refused(tmp_path, name):
    (tmp_path / "x").write_text("x")
    members = {name: tmp_path / "x"}
    backup._pack(tmp_path / "evil", members, {**ABOUT, "members": {name: backup.digest_of(tmp_path / "x")}})
    with pytest.raises(NotABackup, match="does not belong"):
        check(sealed_again(tmp_path / "evil"))


def test_members_must_be_those_of_the_manifest(tmp_path):
    (tmp_path / "x").write_text("x")
    backup._pack(tmp_path / "odd", {"evidence.duckdb": tmp_path / "x"}, {**ABOUT, "members": {}})
    with pytest.raises(NotABackup, match="not those of its manifest"):
        check(sealed_again(tmp_path / "odd"))


def test_a_home_in_use_is_refused_and_left_alone(source, file):
    before = tables(source.database)
    with pytest.raises(InUse, match="is in use: it holds"):
        restore(file, source)
    assert tables(source.database) == before


def test_a_home_that_only_made_its_key_is_free(file, tmp_path):
    there = home(tmp_path / "there")
    there.folder.mkdir()
    (there.folder / "secret-key").write_text("its own")
    restore(file, there)
    assert (there.folder / "secret-key").read_text() == "its own"


def test_nothing_is_overwritten_and_only_its_owner_reads_it(source, file):
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InUse, match="already"):
        keep(source, file, about=ABOUT)


@pytest.mark.requirement("X-36")
def test_any_tool_unpacks_it(file):
    with tarfile.open(file) as archive:
        names = archive.getnames()
    assert names == ["MANIFEST.json", "database.sqlite3", "evidence.duckdb", "uploads/photos/lamp.png"]


def test_without_pg_dump_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    there = Home(tmp_path / "pg", "postgresql://nobody@localhost/none", tmp_path / "none", tmp_path / "none")
    with pytest.raises(backup.NoTool, match="pg_dump is not on the PATH"):
        keep(there, tmp_path / "b.tar.gz", about=ABOUT)
    assert not (tmp_path / "b.tar.gz").exists()
