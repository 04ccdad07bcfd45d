"""Keeping publishers' files in an installation."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hereabouts.engines.evidence_build import Built, build
from hereabouts.engines.evidence_check import check


def add(files: Sequence[Path], folder: Path, out: Path) -> Built:
    """Check each file, build the evidence of all that is kept and these, and only then keep them.

    A file of the same name takes the place of the old one, so adding it twice changes nothing. Raises NothingFound
    or Faulty as a build does; then nothing is kept and the old evidence file keeps serving.
    """
    for file in files:
        check(file)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as trial:
        tried = Path(shutil.copytree(folder, Path(trial) / "data"))
        for file in files:
            shutil.copy(file, tried / file.name)
        built = build(tried, out)
        for file in files:
            (tried / file.name).replace(folder / file.name)
    return built
