"""`voice themes` of a file: suggest codes for a sheet of answers, or propose a codebook. No database.

No network either, unless a person names a model's endpoint and says that these answers may go there.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hereabouts.cli.shared import Format
from hereabouts.cli.themes_endpoint import Asked
from hereabouts.cli.themes_endpoint import propose as propose_there
from hereabouts.cli.themes_endpoint import tell as tell_there
from hereabouts.cli.themes_told import row, tell, tell_themes
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.codebook import Code, Example, codebook, codes_in, codes_of, examples, not_known
from hereabouts.core.voice.proposing import propose
from hereabouts.core.voice.quality import Quality, quality
from hereabouts.core.voice.suggesting import Answer, suggest
from hereabouts.engines.answers import rows_under

SHEETS = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"}


class NotAsked(Sentence):
    """A file of answers without what is needed to read it."""


def asked_of_file(
    told: str, text: str, book: Path | None, learned: Path | None, gold: str, out: Path | None, more: bool
) -> bool:
    """Say whether a file is meant and not a place: an option of files was given, or it is a file or is named like one."""
    return (
        bool(text or book or learned or gold or out or more)
        or Path(told).is_file()
        or Path(told).suffix.lower() in SHEETS
    )


def of_file(
    file: Path, text: str, *, codebook: Path | None, examples: Path | None, gold: str, multi: bool, embeddings: bool, seed: int,
    out: Path | None, format: Format, model: Asked = Asked(),
) -> None:  # fmt: skip
    """Suggest codes for every answer of a file; without a codebook and examples, propose themes instead."""
    endpoint = _endpoint(model, bool(codebook or examples or gold or embeddings or multi))
    rows = _answers(file, text, gold)
    told = [cells[text] for _, cells in rows]
    if endpoint:
        numbers = [number for number, _ in rows]
        tell_there(propose_there(file.name, told, numbers, model.question or text, endpoint), out, format)
        return
    dice = np.random.default_rng(seed)
    if not codebook and not examples:
        if gold or embeddings:
            raise NotAsked(
                "Codes are suggested from a codebook or from accepted examples. Add --codebook FILE or --examples FILE."
            )
        tell_themes(file, len(rows), propose(told, dice), out, format)
        return
    book, accepted = _learned(codebook, examples)
    found = suggest(told, book, accepted, multi=multi, vectors=_vectors(embeddings, told, accepted, book))
    held = _quality(rows, gold, found, book, bool(codebook), multi, dice) if gold else None
    kept = [row(number, said, one) for (number, _), said, one in zip(rows, told, found, strict=True)]
    tell(file, kept, held, out, format)


def _endpoint(model: Asked, more: bool):
    """Give the model that was named, if answers may go there. It only proposes: the rest stays on this computer."""
    if model == Asked():
        return None
    if more:
        raise NotAsked(
            "A model with --endpoint proposes a codebook and nothing else. Leave out --codebook, --examples, --gold, --multi and"
            " --embeddings: with those, codes are suggested on this computer alone."
        )
    return model.allowed()


def _answers(file: Path, text: str, gold: str) -> list:
    if not text:
        heads = rows_under(file, (), what="the answers")
        longest = {name: sum(len(cells[name]) for _, cells in heads) for name in (heads[0][1] if heads else ())}
        name = max(longest, key=lambda one: longest[one], default="Comment")
        raise NotAsked(
            "Say in which column of {file} the answers are: --text “{name}”, for example.", file=file.name, name=name
        )
    rows = rows_under(file, [text, gold] if gold else [text], what="the answers")
    if not rows:
        raise NotAsked("{file} has headings and no answers.", file=file.name)
    return rows


def _learned(book: Path | None, learned: Path | None) -> tuple[tuple[Code, ...], tuple[Example, ...]]:
    codes = codebook(rows_under(book, ["code"], what="the codebook")) if book else ()
    accepted = examples(rows_under(learned, ["text", "code"], what="the examples"), codes) if learned else ()
    return codes or codes_of(accepted), accepted


def _vectors(wanted: bool, told: Sequence[str], accepted: Sequence[Example], book: Sequence[Code]):
    if not wanted:
        return None
    from hereabouts.engines.meaning import vectors_of

    return vectors_of([*told, *(one.words for one in accepted), *(code.statement for code in book)])


def _quality(
    rows, gold: str, found: Sequence[Answer], book: Sequence[Code], from_book: bool, multi: bool, dice
) -> Quality:
    """Hold the suggestions against the accepted codes. Rows without an accepted code were not coded, and are left out."""
    known, truth, told = [code.code for code in book], [], []
    for (number, cells), one in zip(rows, found, strict=True):
        codes = codes_in(cells[gold])
        if not codes:
            continue
        if len(codes) > 1 and not multi:
            raise NotAsked("Row {row} has several codes in “{column}”. Add --multi.", row=number, column=gold)
        for code in codes:
            if from_book and code not in known:
                raise not_known(code, known, row=number, column=gold, where="the answers")
        truth.append(frozenset(codes))
        told.append(frozenset(s.code for s in one.suggested))
    if not truth:
        raise NotAsked("No row has an accepted code in “{column}”.", column=gold)
    return quality(truth, told, dice)
