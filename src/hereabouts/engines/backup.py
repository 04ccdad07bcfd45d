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
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from hereabouts.core.sentences import Sentence

MANIFEST, SQLITE, POSTGRES, EVIDENCE, UPLOADS = (
    "MANIFEST.json",
    "database.sqlite3",
    "database.pgdump",
    "evidence.duckdb",
    "uploads",
)
PIECE = 2**20
OWNER_ONLY = 0o600
# The owner is under the policies on the tables of cases too: whoever copies everything says what for.
ASKS = """-c hereabouts.asks={"purpose":"backup"}"""


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
        manifest = {**about, "members": {name: digest_of(path) for name, path in members.items()}}
        whole = Path(folder) / "whole"
        _pack(whole, members, manifest)
        with whole.open("ab") as file:
            file.write(sealed(digest_of(whole)))
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
        run("pg_dump", home.database, "--format=custom", "--no-owner", "--enable-row-security", f"--file={copy}")
        yield POSTGRES, copy
    if home.evidence.exists():
        yield EVIDENCE, home.evidence
    for path in sorted(home.uploads.rglob("*")):
        if path.is_file():
            yield f"{UPLOADS}/{path.relative_to(home.uploads).as_posix()}", path


def run(tool: str, database: str, *arguments: str) -> None:
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
        env=os.environ | secret | {"PGOPTIONS": ASKS},
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


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(digest: str) -> bytes:
    """Wrap the seal as a gzip member written by hand: every byte of it is known, so every byte can be checked."""
    text = digest.encode()
    stored = b"\x01" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + stored + struct.pack("<II", zlib.crc32(text), len(text))


SEAL = len(sealed("0" * 64))
