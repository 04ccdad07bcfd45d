"""Blind mode: encode people on one's own machine, and count over encodings whom agencies share."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table
from hereabouts.core.sentences import counted, listed

NOTE = "Counts of encodings are estimates: some people are missed, few are taken for one another. They say how many, never who."


def blind(
    extract: Annotated[
        Path, typer.Argument(help="Your own agency's CSV file: id, first_name, surname, dob and so on.")
    ],
    key: Annotated[Path, typer.Option(help="A file with the secret that all partners share: 64 hexadecimal digits.")],
    out: Annotated[Path, typer.Option(help="The encoded file to write; no name, date or id is in it.")],
    format: AsFormat = Format.text,
) -> None:
    """Encode people with a shared secret, on your own machine. The encoded file may be sent; the key and the list never."""
    from hereabouts.engines import blind_files
    from hereabouts.engines.definitions import disclosure

    made = blind_files.make(extract, blind_files.read_key(key), out)
    rule = disclosure()["open"]
    apart = rule.mark if rule.small(made.protected) else made.protected
    if format is Format.json:
        as_json({"out": str(out), "agency": made.agency, "encoded": made.encoded, "protected_left_out": apart,
                 "without_name_or_birthday": made.incomplete, "key": made.key})  # fmt: skip
        return
    print(f"{out}: {counted(made.encoded, 'person', 'people')} of {made.agency}, encoded with key {made.key}.")
    print(
        f"Left out, at a protected address: {apart}. Left out, without a name or a date of birth: {made.incomplete:,}."
    )


def blind_overlap(
    files: Annotated[list[Path], typer.Argument(help="Encoded files, one an agency.")],
    key: Annotated[
        Path | None, typer.Option(help="The shared secret, to check who made the files; not needed to count.")
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Count whom agencies share, by pair and by number of agencies. Small counts are hidden; no row is ever linked."""
    from hereabouts.core.families import blind_counts
    from hereabouts.engines import blind as comparing
    from hereabouts.engines import blind_files
    from hereabouts.engines.definitions import disclosure

    secret = blind_files.read_key(key) if key else None
    read = [blind_files.read(path, secret) for path in files]
    agencies = [one.agency for one in read]
    found = comparing.people(read)
    rows, rule = {one.agency: len(one.bits) for one in read}, disclosure()["open"]
    told = blind_counts.overlap(rows, found, rule)
    if format is Format.json:
        as_json({
            "agencies": agencies, "rows": rows,
            "pairs": [{"agencies": two, "people": n} for two, n in told.pairs.items()],
            "by_number_of_agencies": told.by_number, "people": told.everybody, "with_several": told.several,
            "key": read[0].key, "checked_with_key": secret is not None, "rule": rule.words, "note": NOTE,
        })  # fmt: skip
        return
    pairs = [{"agencies": listed(two), "people": _said(people)} for two, people in told.pairs.items()]
    as_table(pairs, format, title="People that two agencies share")
    numbers = [{"agencies": n, "people": _said(people)} for n, people in told.by_number.items()]
    as_table(numbers, format, title="People by how many of these agencies they are with")
    if format is Format.text:
        print(f"{rule.words} {NOTE}")


def _said(people: int | None) -> str:
    return "too few to show, or hidden to protect others" if people is None else f"{people:,}"
