"""Photographs, films and sounds that people gave: cleaned of what the device told of itself, kept under a name of ours.

A camera writes into a file where and when it was and whose it is. A photograph is drawn anew from its points, so that nothing
else of the file is left; in a film or a sound every part that is not picture or sound is overwritten with nothing.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from hereabouts.core.sentences import Sentence

BYTES = 20 * 2**20  # the largest file that is taken in
POINTS = 60_000_000  # the largest photograph that is opened at all: more is no camera's, and would fill the memory
EDGE = 2400  # the longer edge of what is kept: enough for a poster
PLAYED = frozenset(  # boxes of a film that a player needs; what any other holds, a maker of cameras put there
    b"ftyp styp moov mvhd trak tkhd tref edts elst mdia mdhd hdlr minf vmhd smhd sthd nmhd dinf dref stbl stsd stts ctts cslg stsc"
    b" stsz stz2 stco co64 stss stsh sdtp sgpd sbgp subs saiz saio padb stdp mdat mvex mehd trex moof mfhd traf tfhd tfdt trun sidx"
    b" ssix mfra tfra mfro iods".split()
)
DEEPEST = 12  # boxes within boxes: more is no film, and would fill the memory
INSIDE = {b"moov", b"trak", b"mdia", b"edts", b"minf", b"stbl", b"moof", b"traf"}
TELLS = b"tells"  # what we call a track that is neither picture nor sound
DATED = {b"mvhd", b"tkhd", b"mdhd"}  # boxes that say when it was made
HEARD = {b"fmt ", b"data", b"fact"}  # chunks of a WAV that sound


class NotARecording(Sentence):
    """A file that is no photograph, film or sound we can clean, or one that is too large."""


@dataclass(frozen=True)
class KeptRecording:
    """A recording as it is kept: where, what it is, how large, and its fingerprint."""

    token: str
    kind: str
    type: str
    size: int
    sha256: str


def keep(folder: Path, chunks: Iterable[bytes]) -> KeptRecording:
    """Clean a file and keep it, readable by its owner only. The name it came with is never used. NotARecording otherwise."""
    return stored(folder, *clean(_whole(chunks)))


def stored(folder: Path, kind: str, type_: str, told: bytes) -> KeptRecording:
    """Put a file that is clean under a name of ours."""
    token = uuid4().hex
    path = path_of(folder, token)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(told)
    path.chmod(0o600)
    return KeptRecording(token, kind, type_, len(told), sha256(told).hexdigest())


def path_of(folder: Path, token: str) -> Path:
    """Give where a recording is kept."""
    return folder / "recordings" / UUID(token).hex


def drop(folder: Path, token: str) -> None:
    """Let go of a recording; one that is gone already is no fault."""
    path_of(folder, token).unlink(missing_ok=True)


def clean(told: bytes) -> tuple[str, str, bytes]:
    """Give what a file is (photograph, film or audio), its type, and the file with nothing in it but what is seen and heard."""
    if told[:3] == b"\xff\xd8\xff" or told[:8] == b"\x89PNG\r\n\x1a\n" or (told[:4], told[8:12]) == (b"RIFF", b"WEBP"):
        return "photograph", "image/jpeg", _drawn_anew(told)
    if (told[:4], told[8:12]) == (b"RIFF", b"WAVE"):
        return "audio", "audio/wav", _wave(told)
    if told[4:8] == b"ftyp" and told[8:12] not in {b"heic", b"heix", b"mif1", b"avif"}:
        sound = told[8:11] == b"M4A"
        return ("audio", "audio/mp4", _film(told)) if sound else ("film", "video/mp4", _film(told))
    if told[:3] == b"ID3" or told[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"}:
        return "audio", "audio/mpeg", _mp3(told)
    raise NotARecording(
        "This is no file we can take the hidden facts out of. Save a photograph as JPEG or PNG, a film as MP4, a sound as"
        " MP3, M4A or WAV, and choose it again."
    )


def _whole(chunks: Iterable[bytes]) -> bytes:
    told = bytearray()
    for chunk in chunks:
        told += chunk
        if len(told) > BYTES:
            raise NotARecording(
                "The file has more than {most} MB. Cut it, or save it smaller, and choose it again.",
                most=BYTES // 2**20,
            )
    return bytes(told)


def _drawn_anew(told: bytes) -> bytes:
    """Draw a photograph anew from its points, upright, on white: JPEG with nothing else in it."""
    from PIL import Image, ImageOps  # it takes a while to load, and most processes never see a photograph

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = Image.open(io.BytesIO(told))
            if found.width * found.height > POINTS:
                raise NotARecording(
                    "The photograph has too many points to be one. Save it smaller and choose it again."
                )
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise NotARecording(
            "The photograph cannot be read. Save it again as JPEG and choose it once more."
        ) from problem
    upright.thumbnail((EDGE, EDGE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _film(told: bytes) -> bytes:
    """Overwrite, in a film, every box that a player does not need; nothing moves, so that the rest still plays."""
    made = bytearray(told)
    for kind, at, start, end in _boxes(told, 0, len(told)):
        if kind == TELLS:
            for first, last in _samples(told, start, end):
                made[first:last] = bytes(max(0, min(last, len(told)) - first))
        if kind not in PLAYED:
            made[at : at + 4] = b"free"
            made[start:end] = bytes(end - start)
        elif kind in DATED and end - start > 20:
            wide = 16 if told[start] == 1 else 8
            made[start + 4 : start + 4 + wide] = bytes(wide)
    return bytes(made)


def _boxes(told: bytes, start: int, end: int, deep: int = 0) -> Iterator[tuple[bytes, int, int, int]]:
    """Give each box of a film: its kind, where that stands, and where what is in it begins and ends."""
    if deep > DEEPEST:
        raise NotARecording("The film is built in a way we do not know. Save it again and choose it once more.")
    while start + 8 <= end:
        size, at, head = int.from_bytes(told[start : start + 4]), start + 4, 8
        kind = told[at : at + 4]
        if size == 1:
            size, head = int.from_bytes(told[start + 8 : start + 16]), 16
        stop = end if size == 0 else start + size
        if stop > end or stop < start + head:
            raise NotARecording("The film is cut off or damaged. Save it again and choose it once more.")
        if kind == b"trak" and _tells(told, start, stop):
            yield TELLS, at, start + head, stop
        else:
            yield kind, at, start + head, stop
            if kind in INSIDE:
                yield from _boxes(told, start + head, stop, deep + 1)
        start = stop


def _tells(told: bytes, start: int, stop: int) -> bool:
    """Say whether a track is neither picture nor sound: where the camera was, second by second."""
    at = told.find(b"hdlr", start, stop)
    return at >= 0 and told[at + 12 : at + 16] not in {b"vide", b"soun", b"sbtl", b"text", b"subt"}


def _samples(told: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give where a track keeps what it tells, among the pictures: chunk by chunk, as its own tables say."""
    try:
        of = {kind: told[first:last] for kind, _, first, last in _boxes(told, start, end)}
    except NotARecording:
        return  # it has no tables: no player finds anything by it
    wide, table = (8, of[b"co64"]) if b"co64" in of else (4, of.get(b"stco", b""))
    chunks, runs, sizes = _numbers(table[8:], wide), _numbers(of.get(b"stsc", b"")[8:]), of.get(b"stsz", b"")
    one, each, sample, run = int.from_bytes(sizes[4:8]), _numbers(sizes[12:]), 0, 0
    for n, first in enumerate(chunks, 1):
        while run + 3 < len(runs) and runs[run + 3] <= n:
            run += 3
        many = runs[run + 1] if run + 1 < len(runs) else 1
        yield first, first + (one * many or sum(each[sample : sample + many]))
        sample += many


def _numbers(table: bytes, wide: int = 4) -> list[int]:
    return [int.from_bytes(table[at : at + wide]) for at in range(0, len(table) - wide + 1, wide)]


def _wave(told: bytes) -> bytes:
    """Keep the chunks of a WAV that sound."""
    kept, at = bytearray(), 12
    while at + 8 <= len(told):
        kind, size = told[at : at + 4], int.from_bytes(told[at + 4 : at + 8], "little")
        if kind in HEARD:
            kept += told[at : at + 8 + size] + bytes(size % 2)
        at += 8 + size + size % 2
    if b"data" not in kept:
        raise NotARecording("There is no sound in this WAV. Save it again and choose it once more.")
    return b"RIFF" + (4 + len(kept)).to_bytes(4, "little") + b"WAVE" + bytes(kept)


def _mp3(told: bytes) -> bytes:
    """Cut off, from an MP3, the labels before and after the sound."""
    while told[:3] == b"ID3" and len(told) > 10:
        size = 0
        for part in told[6:10]:
            size = size << 7 | part & 0x7F
        told = told[10 + size + (10 if told[5] & 0x10 else 0) :]
    if told[-128:-125] == b"TAG":
        told = told[:-128]
    at = told.rfind(b"APETAGEX", max(0, len(told) - 2**20))
    if at > 0 and at + 32 >= len(told) - 32:
        size = int.from_bytes(told[at + 12 : at + 16], "little")
        told = told[: max(0, at + 32 - size - 32)] if size < len(told) else told
    if told[:1] != b"\xff":
        raise NotARecording("There is no sound in this MP3. Save it again and choose it once more.")
    return told
