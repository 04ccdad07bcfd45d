"""Fetching a publisher's file: with a time limit, a size limit and patience, and never over a line anybody can alter."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import unquote, urlsplit

from hereabouts.core.sentences import Sentence

BYTES = 500 * 2**20
SECONDS = 60  # without a word from the other side
ALTOGETHER = 1800
TRIES = 3
CHUNK = 2**20
HERE = {"localhost", "127.0.0.1", "::1"}  # the one place where a plain line is no risk
PATIENT = {408, 429, 500, 502, 503, 504}  # answers that may be another in a minute


class NotDownloaded(Sentence):
    """A file that did not come, and why."""


@dataclass(frozen=True)
class Fetched:
    """What came: from where, when, how much, and the hash of its content."""

    address: str
    tried_on: str
    bytes: int
    sha256: str


def fetch(
    address: str,
    into: Path,
    *,
    on: date,
    most: int = BYTES,
    seconds: float = SECONDS,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Put what stands at an address into a file, whole or not at all. NotDownloaded says why it did not come."""
    _refuse_plain(address)
    why = ""
    for attempt in range(TRIES):
        if attempt:
            wait(2.0**attempt)
        try:
            return _once(address, into, on=on, most=most, seconds=seconds)
        except urllib.error.HTTPError as problem:
            why = f"it answers {problem.code} {problem.reason}"
            if problem.code not in PATIENT:
                break
        except (OSError, http.client.HTTPException) as problem:  # no line, a line that broke, silence
            why = str(getattr(problem, "reason", "") or problem) or type(problem).__name__
    raise NotDownloaded(
        "{address} could not be read: {why}. Get the file with a browser, and add the file itself.",
        address=address,
        why=why,
    )


def _once(address: str, into: Path, *, on: date, most: int, seconds: float) -> Fetched:
    opener = urllib.request.build_opener(_StaysSafe)
    request = urllib.request.Request(address, headers={"User-Agent": "hereabouts"})  # noqa: S310 - _refuse_plain has looked
    told, size, began = sha256(), 0, time.monotonic()
    into.parent.mkdir(parents=True, exist_ok=True)
    with opener.open(request, timeout=seconds) as answer, NamedTemporaryFile(dir=into.parent, delete=False) as kept:
        part = Path(kept.name)
        try:
            promised = answer.headers.get("Content-Length")
            while chunk := answer.read(CHUNK):
                size += len(chunk)
                if size > most or int(promised or 0) > most:
                    raise NotDownloaded("{address} is larger than {mb:,.0f} MB.", address=address, mb=most / 2**20)
                if time.monotonic() - began > ALTOGETHER:
                    raise NotDownloaded("{address} took longer than half an hour.", address=address)
                told.update(chunk)
                kept.write(chunk)
            if promised is not None and size != int(promised):
                raise ConnectionError(f"{size:,} of {int(promised):,} bytes came")
            kept.close()
            part.replace(into)
        finally:
            part.unlink(missing_ok=True)
    return Fetched(address, on.isoformat(), size, told.hexdigest())


class _StaysSafe(urllib.request.HTTPRedirectHandler):
    """Follows a publisher to another address, but never to a plain one."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _refuse_plain(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refuse_plain(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise NotDownloaded("{address} is not a safe address: it must begin with https://", address=address)


def ending(address: str) -> str:
    """Give the ending of the file at an address: ".csv"."""
    return PurePosixPath(unquote(unquote(urlsplit(address).path))).suffix.lower()


def remembered(notes: Path) -> dict[str, Fetched]:
    """Give what was fetched before, by dataset."""
    return {id_: Fetched(**one) for id_, one in json.loads(notes.read_text()).items()} if notes.exists() else {}


def remember(notes: Path, id_: str, fetched: Fetched) -> None:
    """Keep what was fetched, so that a list can say which addresses worked and when."""
    known = {**remembered(notes), id_: fetched}
    notes.write_text(json.dumps({key: asdict(one) for key, one in sorted(known.items())}, indent=1))
