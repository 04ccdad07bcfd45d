"""Reads a file of JSON that somebody sent: small enough, and nothing but data."""

import json
from pathlib import Path
from typing import Any

from hereabouts.core.partners.open_referral import NotAFeed
from hereabouts.engines.sheets import BYTES


def is_feed(path: Path) -> bool:
    """Say whether a file starts like JSON; no spreadsheet does."""
    with path.open("rb") as file:
        start = file.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"{", b"["}


def feed(path: Path) -> Any:
    """Read the file whole. NotAFeed says what is wrong with it."""
    if path.stat().st_size > BYTES:
        raise NotAFeed("The file has more than {most} MB. Ask for it in pages.", most=BYTES // 2**20)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise NotAFeed("The file starts like JSON and is none: {problem}.", problem=str(problem)[:120]) from None
