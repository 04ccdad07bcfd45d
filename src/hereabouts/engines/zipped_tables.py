"""Tables inside a zip, as publishers hand out many months at once: looked at without unpacking, unpacked in bounded portions."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from hereabouts.engines.files import HEAD, Looked, look_at
from hereabouts.engines.raw_tables import Faulty

MOST = 32 * 2**30  # bytes unpacked; every force for three years is a sixth of it
TIMES = 100  # how many times its size a member may unpack to; tables of incidents reach ten
PORTION = 256 * 2**20  # bytes on the disk at one time
AT_ONCE = 2**20
ENDINGS = (".csv", ".tsv", ".txt")


def tables_in(path: Path) -> Iterator[tuple[str, Looked]]:
    """Give the name of every text table in a zip and how it begins; nothing where the zip is damaged or holds none."""
    try:
        with ZipFile(path) as inside:
            for info in _tables(inside):
                with inside.open(info) as file:
                    looked = look_at(file.read(HEAD if info.file_size < HEAD else HEAD // 8))
                if looked:
                    yield info.filename, looked
    except (BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise _damaged(path, problem) from problem


def _tables(inside: ZipFile) -> list[ZipInfo]:
    return [i for i in inside.infolist() if i.filename.lower().endswith(ENDINGS) and not _hidden(i.filename)]


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def unpacked(path: Path, members: Sequence[str], folder: Path) -> Iterator[dict[str, Path]]:
    """Unpack members by portions: where each lies, under a name of ours; the portion before is gone by then.

    Raises Faulty for a damaged zip and for one that would fill the disk.
    """
    try:
        with ZipFile(path) as inside:
            infos = [inside.getinfo(name) for name in members]
            _refuse_bombs(path, infos)
            for portion in _portions(infos):
                here = {info.filename: folder / f"{n}.csv" for n, info in enumerate(portion)}
                for info in portion:
                    _unpack(inside, info, here[info.filename])
                yield here
                for file in here.values():
                    file.unlink()
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _damaged(path, problem) from problem


def _damaged(path: Path, problem: Exception) -> Faulty:
    return Faulty(
        "{file} is a damaged or locked zip: {problem}. Download it again, or take it away.",
        file=path.name,
        problem=str(problem).rstrip("."),
    )


def _refuse_bombs(path: Path, infos: Sequence[ZipInfo]) -> None:
    if sum(i.file_size for i in infos) > MOST or any(i.file_size > TIMES * max(i.compress_size, 2**10) for i in infos):
        raise Faulty(
            "{file} would unpack to far more than a table of incidents has; it was left alone.", file=path.name
        )


def _portions(infos: Sequence[ZipInfo]) -> Iterator[list[ZipInfo]]:
    portion: list[ZipInfo] = []
    for info in infos:
        if portion and sum(i.file_size for i in portion) + info.file_size > PORTION:
            yield portion
            portion = []
        portion.append(info)
    if portion:
        yield portion


def _unpack(inside: ZipFile, info: ZipInfo, target: Path) -> None:
    """Unpack one member; a directory that lies about its size is found out while reading."""
    left = info.file_size
    with inside.open(info) as source, target.open("wb") as file:
        while chunk := source.read(AT_ONCE):
            left -= len(chunk)
            if left < 0:
                raise BadZipFile(f"{info.filename} is longer than the zip says")
            file.write(chunk)
