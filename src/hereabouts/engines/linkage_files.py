"""Extracts in, links out: the files of a linkage run that needs no database and no permission of ours."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hereabouts.core.families.people import COLUMNS
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.files import look, other_kind
from hereabouts.engines.linkage import Matched, clusters

TELLING = {"first_name", "surname", "dob", "nhs", "phone", "email"}  # without any of these nobody can be told apart


class NotAList(Sentence):
    """A file that is no list of people we can compare."""


def read(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Read extracts. A file without an ``agency`` column is an agency of its own, named like the file."""
    rows = [row for path in paths for row in _rows(path)]
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row["agency"], row["id"])
        if key in seen:
            raise NotAList(
                "{agency} has the id {id} twice. Each record needs an id of its own.", agency=key[0], id=key[1]
            )
        seen.add(key)
    return rows


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise NotAList("There is no file called {path}.", path=path)
    if what := other_kind(path):
        raise NotAList("{path} is {what}, whatever its name says. Save the sheet as CSV.", path=path, what=what)
    looked = look(path)
    if looked is None or not looked.candidates:
        raise NotAList("{path} is no text table. Save it as CSV.", path=path)
    with path.open(encoding=looked.encoding, newline="") as file:
        reader = csv.DictReader(file, delimiter=looked.separator, skipinitialspace=True)
        names = [(name or "").strip().lower().replace(" ", "_") for name in reader.fieldnames or []]
        if "id" not in names or not TELLING & set(names):
            raise NotAList(
                "{path} has the columns {names}. We need id and at least one of {telling}; we read {all}.",
                path=path, names=listed(names), telling=listed(sorted(TELLING), last="or"), all=listed(COLUMNS),
            )  # fmt: skip
        reader.fieldnames = names
        return [_row(row, path, reader.line_num) for row in reader]


def _row(row: Mapping[Any, Any], path: Path, line: int) -> dict[str, Any]:
    said = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    if not said["id"]:
        raise NotAList("{path}, row {line}: the id is empty.", path=path, line=line)
    return {**said, "agency": said["agency"] or path.stem}


def write_links(matched: Matched, path: Path) -> None:
    """Write the links, the strongest first. Where an id stands in two agencies, both agencies stand beside it."""
    ids = [(link.agency_a, link.id_a) for link in matched.links] + [
        (link.agency_b, link.id_b) for link in matched.links
    ]
    doubled = len({one for _, one in ids}) < len(set(ids))
    more = ["agency_a", "agency_b"] if doubled else []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id_a", "id_b", "weight", "probability", "band", *more])
        for link in matched.links:
            agencies = [link.agency_a, link.agency_b] if doubled else []
            writer.writerow([link.id_a, link.id_b, link.weight, link.probability, link.band, *agencies])


def write_clusters(matched: Matched, rows: Sequence[Mapping[str, Any]], path: Path) -> int:
    """Write every record with the number of its group (links proposed for confirmation only); give how many groups."""
    groups = clusters(matched)
    number = max(groups.values(), default=0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["cluster", "agency", "id"])
        for key in sorted((str(row["agency"]), str(row["id"])) for row in rows):
            if key not in groups:
                number += 1
                groups[key] = number
            writer.writerow([groups[key], *key])
    return number
