"""A backup read to its end, and put into an empty home: everything is checked before the first byte is written."""

import hashlib
import json
import shutil
import tarfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import psycopg

from hereabouts.core.sentences import Sentence
from hereabouts.engines.backup import (
    EVIDENCE,
    MANIFEST,
    PIECE,
    POSTGRES,
    SEAL,
    SQLITE,
    UPLOADS,
    Home,
    InUse,
    run,
    sealed,
)

HARMLESS = {"secret-key", "static"}  # what an installation makes by itself before anybody used it


class NotABackup(Sentence):
    """A file that is no backup of ours, or is not whole any more."""


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
    if whole.read() != sealed(digest.hexdigest()):
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
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        run(
            "pg_restore",
            home.database,
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
            str(unpacked / POSTGRES),
        )
