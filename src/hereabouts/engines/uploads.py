"""Files that wait between two steps of an import: under a name of ours, and gone when the import is settled."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from hereabouts.engines.sheets import BYTES, NotATable

KEPT = 24 * 60 * 60  # seconds that a file waits for the next step


@dataclass(frozen=True)
class Kept:
    """A file that waits: its token, its size, and the fingerprint of what it holds."""

    token: str
    size: int
    sha256: str


def keep(folder: Path, chunks: Iterable[bytes]) -> Kept:
    """Put a file aside, and let go of those that waited for more than a day. The name it came with is never used."""
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    token, digest, size = uuid4().hex, sha256(), 0
    with path(folder, token).open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > BYTES:
                break
            digest.update(chunk)
            file.write(chunk)
    if size > BYTES:
        drop(folder, token)
        raise NotATable("The file has more than {most} MB. Split it and load the parts.", most=BYTES // 2**20)
    return Kept(token, size, digest.hexdigest())


def path(folder: Path, token: str) -> Path:
    """Give where a file waits."""
    return folder / f"{token}.waiting"


def beside(folder: Path, token: str) -> Path:
    """Give where what was read of a waiting file is kept, so that the next step need not read it again."""
    return folder / f"{token}.read.waiting"


def drop(folder: Path, token: str) -> None:
    """Let go of a file and of what was read of it; one that is gone already is no fault."""
    path(folder, token).unlink(missing_ok=True)
    beside(folder, token).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    for old in folder.glob("*.waiting"):
        if time.time() - old.stat().st_mtime > KEPT:
            old.unlink(missing_ok=True)
