"""A whole installation in one file that any tool can unpack, and that notices a single changed byte.

A backup is a tar.gz: MANIFEST.json first (what is in it, with the SHA-256 of every member and the head of the
audit trail), then a consistent copy of the database, the evidence file and the uploads. After the archive
stands a seal: 32 bytes of SHA-256 over everything before it, wrapped as one more gzip member, so that ``tar``
still reads the file. The manifest alone would miss a flipped byte in a header. The secret key stays at home.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg

from hereabouts.core.sentences import Sentence

MANIFEST, SQLITE, POSTGRES, EVIDENCE, UPLOADS = (
    "MANIFEST.json",
    "database.sqlite3",
    "database.pgdump",
    "evidence.duckdb",
    "uploads",
)
HARMLESS = {"secret-key", "static"}  # what an installation makes by itself before anybody used it
PIECE = 2**20
OWNER_ONLY = 0o600


class NotABackup(Sentence):
    """A file that is no backup of ours, or is not whole any more."""


class InUse(Sentence):
    """A home, or a file, that something would be lost from."""


class NoTool(Sentence):
    """A program of PostgreSQL that is not on this machine."""


@dataclass(frozen=True)
class Home:
    """Where an installation keeps what it owns. ``database`` is the SQLite file, or the URL of a PostgreSQL database."""

    folder: Path
    database: Path | str
    evidence: Path
    uploads: Path


def keep(home: Home, out: Path, *, about: dict[str, Any]) -> dict[str, Any]:
    """Write a backup and give its manifest. It appears under its name only when it is whole; nothing is overwritten."""
    if out.exists():
        raise InUse("There is a file called {out} already. Give another name.", out=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent) as folder:
        members = dict(_members(home, Path(folder)))
        manifest = {**about, "members": {name: _digest(path) for name, path in members.items()}}
        whole = Path(folder) / "whole"
        _pack(whole, members, manifest)
        with whole.open("ab") as file:
            file.write(_sealed(_digest(whole)))
        whole.chmod(OWNER_ONLY)
        whole.rename(out)
    return manifest


def _members(home: Home, folder: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(home.database, Path):
        copy = folder / SQLITE
        with closing(sqlite3.connect(home.database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield SQLITE, copy
    else:
        copy = folder / POSTGRES
        _run("pg_dump", home.database, "--format=custom", "--no-owner", f"--file={copy}")
        yield POSTGRES, copy
    if home.evidence.exists():
        yield EVIDENCE, home.evidence
    for path in sorted(home.uploads.rglob("*")):
        if path.is_file():
            yield f"{UPLOADS}/{path.relative_to(home.uploads).as_posix()}", path


def _run(tool: str, database: str, *arguments: str) -> None:
    """Run a program of PostgreSQL. The password goes by the environment: arguments are read by everybody on the machine."""
    url = urlsplit(database)
    open_part = url._replace(netloc=url.netloc.replace(f":{url.password}@", "@") if url.password else url.netloc)
    secret = {"PGPASSWORD": unquote(url.password)} if url.password else {}
    found = shutil.which(tool)
    if found is None:
        raise NoTool("{tool} is not on the PATH. It comes with the client programs of PostgreSQL.", tool=tool)
    done = subprocess.run(  # noqa: S603 - our own words
        [found, f"--dbname={urlunsplit(open_part)}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | secret,
    )
    if done.returncode:
        raise NoTool("{tool} could not do it: {why}", tool=tool, why=done.stderr.strip().partition("\n")[0])


def _pack(whole: Path, members: dict[str, Path], manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=1, sort_keys=True).encode()
    with (
        whole.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        archive.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))
        for name, path in members.items():
            with path.open("rb") as file:
                archive.addfile(_entry(name, os.fstat(file.fileno()).st_size), file)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, OWNER_ONLY
    return entry


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed(digest: str) -> bytes:
    """Wrap the seal as a gzip member written by hand: every byte of it is known, so every byte can be checked."""
    text = digest.encode()
    stored = b"\x01" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + stored + struct.pack("<II", zlib.crc32(text), len(text))


SEAL = len(_sealed("0" * 64))


def check(file: Path) -> dict[str, Any]:
    """Read a backup to its end and give its manifest. Raises NotABackup unless every byte is what was written."""
    if not file.is_file():
        raise NotABackup("There is no file called {file}.", file=file)
    with file.open("rb") as whole:
        _seal_holds(whole, file)
    try:
        return _members_hold(file)
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, KeyError) as problem:
        raise NotABackup("{file} cannot be read as a backup: {why}", file=file, why=str(problem)) from problem


def _seal_holds(whole: BinaryIO, file: Path) -> None:
    left = file.stat().st_size - SEAL
    digest = hashlib.sha256()
    while left > 0 and (piece := whole.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    if whole.read() != _sealed(digest.hexdigest()):
        raise NotABackup(
            "{file} is not whole: it was cut off, or a byte of it was changed. Nothing was restored. Take another copy.",
            file=file,
        )


def _members_hold(file: Path) -> dict[str, Any]:
    found: dict[str, str] = {}
    with tarfile.open(file, "r:gz") as archive:
        manifest = _manifest(archive)
        for entry in archive:
            part = archive.extractfile(entry)
            if part is None or not _ours(entry.name):
                raise ValueError(f"{entry.name} does not belong in a backup")
            if entry.name != MANIFEST:
                found[entry.name] = hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]
    if found != manifest["members"]:
        raise ValueError("its members are not those of its manifest")
    return manifest


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    first = archive.extractfile(MANIFEST)
    read: dict[str, Any] = json.load(first) if first else {}
    return read


def _ours(name: str) -> bool:
    path = Path(name)
    fixed = {MANIFEST, SQLITE, POSTGRES, EVIDENCE}
    return name in fixed or (path.parts[0] == UPLOADS and ".." not in path.parts and not path.is_absolute())


def restore(file: Path, home: Home) -> dict[str, Any]:
    """Put a backup into an empty home and give its manifest. Everything is checked before the first byte is written."""
    manifest = check(file)
    _is_free(home)
    of_sqlite = SQLITE in manifest["members"]
    if of_sqlite != isinstance(home.database, Path):
        kind = "SQLite" if of_sqlite else "PostgreSQL"
        raise NotABackup("This is a backup of {kind}. Set DATABASE_URL to a database of that kind.", kind=kind)
    home.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home.folder) as folder:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        _place(Path(folder), home)
    return manifest


def _is_free(home: Home) -> None:
    lies = [path.name for path in home.folder.iterdir() if path.name not in HARMLESS] if home.folder.exists() else []
    if lies or home.evidence.exists():
        raise InUse(
            "{folder} is in use: it holds {what}. Restore into an empty folder: set HEREABOUTS_HOME to a new one.",
            folder=home.folder,
            what=", ".join(sorted(lies)) or home.evidence.name,
        )
    if isinstance(home.database, str):
        with psycopg.connect(home.database) as connection:
            if connection.execute(_ANY_TABLE).fetchone():
                raise InUse("The database has tables already. Restore into an empty one.")


_ANY_TABLE = (
    "SELECT 1 FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') LIMIT 1"
)


def _place(unpacked: Path, home: Home) -> None:
    """Move what was unpacked to where it belongs, the database last: until then nobody takes the home for a whole one."""
    if (unpacked / EVIDENCE).exists():
        home.evidence.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(unpacked / EVIDENCE, home.evidence)
    if (unpacked / UPLOADS).exists():
        shutil.move(unpacked / UPLOADS, home.uploads)
    if isinstance(home.database, Path):
        home.database.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(unpacked / SQLITE, home.database)
    else:
        _run(
            "pg_restore",
            home.database,
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
            str(unpacked / POSTGRES),
        )
