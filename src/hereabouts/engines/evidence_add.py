"""Keeping publishers' files in an installation."""

import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines import definitions, downloads
from hereabouts.engines.evidence_build import Built, NothingFound, build
from hereabouts.engines.evidence_known import recognise
from hereabouts.engines.files import found_in

NOTES = "downloads.json"  # beside the folder of files: what was fetched, from where, when
FROM = ".from"  # beside the evidence file: the folder that somebody built it from, so that adding to it loses nothing


class NoSuchDataset(Sentence):
    """A dataset asked for by a name that is nobody's, several's, or without an address."""


def add(files: Sequence[Path], folder: Path, out: Path) -> Built:
    """Build the evidence of all that is kept, of the folder it was built from, and these files; only then keep them.

    A file of the same name takes the place of the old one, so adding it twice changes nothing. A description (``*.toml``)
    may come with its file. Raises NothingFound or Faulty as a build does; then nothing is kept and the old evidence file
    keeps serving.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = [one for one in built_from(out) if one.name not in {file.name for file in files}]
    _refuse_unknown(files, folder)
    with TemporaryDirectory(dir=folder.parent) as trial:
        tried = Path(shutil.copytree(folder, Path(trial) / "data", copy_function=_linked))
        for file in files:
            (tried / file.name).unlink(missing_ok=True)  # the link, never what it leads to
            shutil.copy(file, tried / file.name)
        built = build(tried, out, also=before)
        for file in files:
            (tried / file.name).replace(folder / file.name)
    return built


def remember(data: Path, out: Path) -> None:
    """Note which folder or file an evidence file was built from."""
    out.with_name(out.name + FROM).write_text(str(data.resolve()), encoding="utf-8")


def built_from(out: Path) -> list[Path]:
    """Give the files that an evidence file was built from, where somebody named a folder; NothingFound where that is gone."""
    note = out.with_name(out.name + FROM)
    if not (note.exists() and out.exists()):
        return []
    data = Path(note.read_text(encoding="utf-8"))
    if not data.exists():
        raise NothingFound(
            "{out} was built from {path}, which is not there now: adding to it would lose what came from there. Put it back, "
            "or build anew: hereabouts data build",
            out=str(out), path=str(data),
        )  # fmt: skip
    return list(found_in(data))


def add_named(name: str, folder: Path, out: Path, *, on: date) -> tuple[Description, downloads.Fetched, Built]:
    """Download a dataset from its publisher by id, title or index ("SIMD 2020v2"), and add it.

    Raises NoSuchDataset, NotDownloaded, or what ``add`` raises.
    """
    known = definitions.descriptions(found_in(folder) if folder.exists() else [])
    wanted = named(name, known)
    if not wanted.download:
        raise NoSuchDataset(
            "We know no lasting address of “{title}”. Get the file from {source} and add the file itself.",
            title=wanted.title,
            source=wanted.source,
        )
    with TemporaryDirectory() as place:
        file = Path(place) / (wanted.id + downloads.ending(wanted.download))
        fetched = downloads.fetch(wanted.download, file, on=on)
        if wanted.id not in {one.description.id for one in recognise(file, known)}:
            raise NothingFound(
                "What came from {address} is not “{title}”: the publisher may have moved it. Nothing was changed.",
                address=wanted.download,
                title=wanted.title,
            )
        built = add([file], folder, out)
    downloads.remember(folder.parent / NOTES, wanted.id, fetched)
    return wanted, fetched, built


def named(name: str, known: dict[str, Description]) -> Description:
    """Find a dataset by its id, its title or its index; otherwise by words that only one title has."""
    told = " ".join(name.lower().split())
    ways = (
        [d for d in known.values() if told in {d.id.lower(), d.title.lower(), (d.index or "").lower()}],
        [d for d in known.values() if all(word in f"{d.title} {d.id}".lower() for word in told.split())],
    )
    found = next((way for way in ways if way), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchDataset("Nothing here is called “{name}”. `hereabouts data list` shows every dataset.", name=name)
    raise NoSuchDataset(
        "“{name}” may be {which}. Say which.", name=name, which=listed([d.title for d in found], last="or")
    )


def _linked(source: str, target: str) -> None:
    """Put a file beside itself without copying its bytes, where the disk can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _refuse_unknown(files: Sequence[Path], folder: Path) -> None:
    own = [file for file in [*found_in(folder), *files] if file.suffix == ".toml"]
    known = definitions.descriptions(own)
    for file in files:
        if not file.is_file():
            raise NothingFound("There is no file called {path}.", path=str(file))
        if file.suffix != ".toml" and not recognise(file, known):
            raise NothingFound(
                "{path} is no dataset we know. `hereabouts data list` shows what we can read, and "
                "`hereabouts data describe` drafts a description.",
                path=str(file),
            )
