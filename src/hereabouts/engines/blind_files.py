"""Files of encoded people: text that anybody can open and find no name in.

Two lines say what the file is; then one line a record, in an order that tells nothing: 512 bits and four block numbers,
in hexadecimal digits. No id stands in it, in any form: the answer is a count, so nobody needs one.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from hereabouts.core.families.blind import BLOCKS, BUCKETS, FOLDED, Encoded, encoded, fingerprint, key_of, order, sealed
from hereabouts.core.families.people import protected
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines import linkage_files

FORMAT = "hereabouts blind 1"
ABSENT = "ffff"  # of a block number, which has 14 bits
WORDS = FOLDED // 64


class NotEncoded(Sentence):
    """A file of encoded people that cannot be made, or cannot be trusted."""


@dataclass(frozen=True)
class Made:
    """What came of encoding a list, for the agency itself: how many rows are in, and how many were left out and why."""

    agency: str
    encoded: int
    protected: int
    incomplete: int
    key: str


@dataclass(frozen=True)
class People:
    """One agency's encoded people: a row of eight 64-bit words each, and their block numbers (-1 where there is none)."""

    agency: str
    key: str
    bits: np.ndarray
    blocks: np.ndarray


def read_key(path: Path) -> bytes:
    """Read the shared secret of a file. Raises NotAKey where it would protect nobody."""
    if not path.is_file():
        raise NotEncoded("There is no key file called {path}.", path=path)
    return key_of(path.read_text(encoding="utf-8", errors="replace"))


def make(extract: Path, key: bytes, out: Path) -> Made:
    """Encode an agency's extract into a file. The rows of one agency only; people at a protected address are not in it."""
    rows = _listed(extract)
    agencies = sorted({str(row["agency"]) for row in rows})
    if len(agencies) != 1:
        raise NotEncoded(
            "{path} holds rows of {agencies}. Each agency encodes its own list, in a file of its own.",
            path=extract, agencies=listed(agencies) or "no agency",
        )  # fmt: skip
    kept_apart = sum(protected(row) for row in rows)
    pairs = [(order(key, str(row["id"])), one) for row in rows if (one := encoded(row, key))]
    lines = [line(one) for _, one in sorted(pairs, key=lambda pair: pair[0])]
    write(out, agencies[0], key, lines)
    return Made(agencies[0], len(lines), kept_apart, len(rows) - kept_apart - len(lines), fingerprint(key))


def _listed(extract: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        linkage_files.read(connection, [extract])
        rows: list[dict[str, Any]] = connection.execute("SELECT * FROM raw").to_arrow_table().to_pylist()
        return rows


def line(one: Encoded) -> str:
    """Write one record: 128 digits of its filter, then four of each block number."""
    return ",".join([one.bits.hex(), *(ABSENT if b is None else f"{b:04x}" for b in one.blocks)])


def write(out: Path, agency: str, key: bytes, lines: Sequence[str]) -> None:
    """Write encoded rows under their heading, sealed twice: for who has the key, and for who has not."""
    about = {
        "agency": agency, "rows": len(lines), "key": fingerprint(key), "bits": FOLDED, "bucket_bits": BUCKETS,
        "blocks": list(BLOCKS),
    }  # fmt: skip
    content = "".join(f"{line}\n" for line in lines).encode()
    whole = _whole(about, content)
    seals = {"sha256": hashlib.sha256(whole).hexdigest(), "seal": sealed(key, whole)}
    head = f"{FORMAT}\n{json.dumps({**about, **seals}, ensure_ascii=False)}\n"
    try:
        out.write_bytes(head.encode() + content)
    except OSError as problem:
        raise NotEncoded("{out} cannot be written: {why}.", out=out, why=problem.strerror) from None


def _whole(about: Mapping[str, Any], content: bytes) -> bytes:
    return json.dumps(about, ensure_ascii=False, sort_keys=True).encode() + b"\n" + content


def read(path: Path, key: bytes | None = None) -> People:
    """Read a file of encoded people. Raises NotEncoded where it was cut short or changed; with ``key``, by whomever."""
    if not path.is_file():
        raise NotEncoded("There is no file called {path}.", path=path)
    about, content = _apart(path)
    seals = {name: str(about.pop(name, "")) for name in ("sha256", "seal")}
    whole = _whole(about, content)
    if not hmac.compare_digest(hashlib.sha256(whole).hexdigest(), seals["sha256"]):
        raise NotEncoded("{path} was cut short or changed since it was made. Ask for it again.", path=path)
    if key is not None and not hmac.compare_digest(sealed(key, whole), seals["seal"]):
        raise NotEncoded(
            "{path} was not made with this key, or somebody changed it. Ask its sender by another way.", path=path
        )
    made_as = (about.get("bits"), about.get("bucket_bits"), about.get("blocks"))
    if made_as != (FOLDED, BUCKETS, list(BLOCKS)):
        raise NotEncoded(
            "{path} was encoded by other settings. All partners must use one version of this program.", path=path
        )
    try:
        return _people(about, content)
    except (KeyError, TypeError, ValueError):  # its seal needs no key: anybody can put one under anything
        raise NotEncoded(
            "{path} is sealed, and holds no encoded rows. Ask its sender by another way.", path=path
        ) from None


def _apart(path: Path) -> tuple[dict[str, Any], bytes]:
    first, _, rest = path.read_bytes().partition(b"\n")
    if first.strip() != FORMAT.encode():
        raise NotEncoded("{path} is no file of “hereabouts families blind”. Never send the extract itself.", path=path)
    head, _, content = rest.partition(b"\n")
    try:
        about = json.loads(head)
    except ValueError:
        about = None
    if not isinstance(about, dict):
        raise NotEncoded("{path} was cut short or changed since it was made. Ask for it again.", path=path)
    return about, content


def _people(about: Mapping[str, Any], content: bytes) -> People:
    """Read rows of equal width at once, as ``line`` writes them. Raises ValueError where they are not."""
    n, digits = int(about["rows"]), FOLDED // 4
    signs = np.frombuffer(content, dtype=np.uint8).reshape(n, digits + 5 * len(BLOCKS) + 1)
    bits = np.frombuffer(bytes.fromhex(signs[:, :digits].tobytes().decode()), dtype=np.uint64).reshape(n, WORDS)
    starts = [digits + 1 + 5 * number for number in range(len(BLOCKS))]
    four = [signs[:, start : start + 4].tobytes().decode() for start in starts]
    columns = [np.frombuffer(bytes.fromhex(one), dtype=">u2").astype(np.int32) for one in four]
    blocks = np.column_stack(columns)
    blocks[blocks == int(ABSENT, 16)] = -1
    return People(str(about["agency"]), str(about["key"]), bits, blocks)
