"""The verb `voice suggest`: let the machine read what waits under a codebook, however much it is, and say how far it is."""

from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, named, today
from hereabouts.core.sentences import Sentence


class NoCodebook(Sentence):
    """A codebook that is not there."""


def suggest(
    codebook: Annotated[str, typer.Argument(help="The name of the codebook.")],
    place: Annotated[str, typer.Option(help="The name of the place.")],
    as_: Annotated[str, typer.Option("--as", help="Whose account: their e-mail address. The password is asked for.")],
    format: AsFormat = Format.text,
) -> None:
    """Suggest codes for all that nobody has judged yet, learning from what people accepted. Nothing counts until they accept."""
    by = named(as_)
    from hereabouts.records.places import access as places
    from hereabouts.records.voice import access, changes, reads

    where = access.here(by, "codebook.write", places.called(by, place, on=today()), on=today())
    book = access.codebooks(by, on=today()).filter(place=where, name__iexact=codebook.strip()).first()
    if book is None:
        raise NoCodebook("There is no codebook called “{name}” in {place}.", name=codebook, place=where.name)
    waiting = reads.codebook_line(by, book, on=today()).waiting
    step = print if format is Format.text else str
    step(f"{waiting:,} answers wait under {book.name}.")
    changes.read_anew(by=by, on=today(), codebook=book, step=lambda doing: step(f"{doing} ..."))
    told = reads.codebook_sheet(by, book, on=today())
    facts = {
        "codebook": book.name, "waiting": told.line.waiting, "learned_from": told.learned, "says_nothing": told.nothing,
        "repeats": told.repeats,
    }  # fmt: skip
    if format is Format.json:
        as_json(facts)
    else:
        print(
            f"Read, having learned from {told.learned:,} judgements. {told.nothing:,} say nothing, {told.repeats:,} repeat others."
            " What is suggested stands on the coding desk, and counts for nothing until somebody accepts it."
        )
