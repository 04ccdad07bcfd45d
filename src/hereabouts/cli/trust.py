"""Trust: verify the seal of the audit trail."""

from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, operator
from hereabouts.core.sentences import Sentence

app = typer.Typer(help="Verify the audit trail.", no_args_is_help=True)


class NotWhole(Sentence):
    """An audit trail that is not what was sealed."""


@app.command()
def audit(
    verify: Annotated[
        bool, typer.Option("--verify", help="Recompute every seal and name the first bad entry.")
    ] = False,
    format: AsFormat = Format.text,
) -> None:
    """Seal what waits, and with --verify check the whole trail."""
    operator()
    from hereabouts.records.ledger import changes, reads

    sealed = changes.seal_entries()
    if not verify:
        print(f"Sealed {sealed:,} entries. Head: {reads.head()}")
        return
    found = reads.verify()
    if format is Format.json:
        as_json(found)
    if found.first_bad is not None:
        raise NotWhole("The audit trail is not whole: {because}", because=found.because)
    if format is not Format.json:
        print(f"Whole: {found.entries:,} entries in {found.batches:,} sealed batches. Head: {reads.head()}")
