"""What shows that something was done: a photograph, drawn anew so that its device tells nothing, or a PDF, kept as it came.

A PDF may carry its writer's name inside; whoever adds one is told so, and it is only ever handed out to be saved, never shown
in a page of ours.
"""

from collections.abc import Iterable
from pathlib import Path

from hereabouts.core.sentences import Sentence
from hereabouts.engines.recordings import BYTES, KeptRecording, NotARecording, clean, stored

PAPER = "application/pdf"


class NotAProof(Sentence):
    """A file that is neither a photograph nor a PDF, or one that is too large."""


def keep(folder: Path, chunks: Iterable[bytes]) -> KeptRecording:
    """Keep a photograph or a PDF, readable by its owner only; the name it came with is never used. NotAProof otherwise."""
    told = bytearray()
    for chunk in chunks:
        told += chunk
        if len(told) > BYTES:
            raise NotAProof(
                "The file has more than {most} MB. Save it smaller and choose it again.", most=BYTES // 2**20
            )
    if told.startswith(b"%PDF-") and b"%%EOF" in told[-2048:]:
        return stored(folder, "paper", PAPER, bytes(told))
    return stored(folder, *_photograph(bytes(told)))


def _photograph(told: bytes) -> tuple[str, str, bytes]:
    try:
        kind, type_, drawn = clean(told)
    except NotARecording as problem:
        raise NotAProof(
            "This is no photograph (JPEG, PNG) and no PDF. Save it as one of these and choose it again."
        ) from problem
    if kind != "photograph":
        raise NotAProof(
            "A film or a sound cannot be taken here. Choose a photograph or a PDF, or write where it is kept."
        )
    return kind, type_, drawn
