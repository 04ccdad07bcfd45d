"""Which files under a folder are which datasets, in the order to read them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hereabouts.core.evidence.descriptions import Description
from hereabouts.engines.evidence_known import Recognised, recognise
from hereabouts.engines.files import found_in
from hereabouts.engines.raw_tables import Faulty

OURS = {".toml", ".md"}  # descriptions and notes that people keep beside their files


@dataclass
class Found:
    """The files that are known, those that nobody described, and those spared because the same records are there."""

    known: list[Recognised] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)


Know = Callable[[Path, Mapping[str, Description]], list[Recognised]]


def find(
    data: Path, descriptions: Mapping[str, Description], know: Know = recognise, also: Sequence[Path] = ()
) -> Found:
    """Know every file under a folder, and those ``also``, by ``know``.

    Two files of one dataset that differ raise Faulty; the same file twice is no harm.
    """
    found, known = Found(), dict[str, Recognised]()
    for path in [*found_in(data), *also]:
        if path.suffix.lower() in OURS and path != data:
            continue
        try:
            ones = know(path, descriptions)
        except PermissionError:
            raise Faulty("{path} may not be read: allow it, or take it away.", path=str(path)) from None
        if not ones:
            found.unknown.append(str(path))
        for one in ones:
            _take(known, one)
    ids = {one.description.id for one in known.values()}
    spared = {key for key, one in known.items() if one.description.unless in ids}
    found.spared = [str(known[key].path) for key in sorted(spared)]
    found.known = sorted((one for key, one in known.items() if key not in spared), key=_order)
    return found


def _order(one: Recognised) -> tuple[bool, bool, str, str]:
    """Read first what names areas, so that everything else can be checked against it."""
    return (not one.description.names_all, not one.description.lookups, one.description.id, str(one.path))


def _take(known: dict[str, Recognised], one: Recognised) -> None:
    d = one.description
    key = f"{d.id}/{one.sha256}" if d.repeats else d.id
    if key in known and known[key].sha256 != one.sha256:
        raise Faulty(
            "{a} and {b} are both “{title}” but differ. Keep the one you mean.",
            a=str(known[key].path),
            b=str(one.path),
            title=d.title,
        )
    known.setdefault(key, one)
