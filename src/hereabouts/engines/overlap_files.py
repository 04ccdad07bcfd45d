"""Links, help given and contacts out of files, for an overlap that needs no record of ours."""

from pathlib import Path

from hereabouts.core.families.episodes import Contact, Episode, Link, NotAnOverlap, contacts, episodes, links, table
from hereabouts.engines.files import look, other_kind


def read_episodes(path: Path) -> list[Episode]:
    """Read help given. Raises NotAnOverlap with row and column of what is wrong."""
    return episodes(_rows(path, "episodes"), path.name)


def read_links(path: Path) -> list[Link]:
    """Read links as ``families match`` writes them."""
    return links(_rows(path, "links"), path.name)


def read_contacts(path: Path) -> list[Contact]:
    """Read who spoke with whom."""
    return contacts(_rows(path, "contacts"), path.name)


def _rows(path: Path, kind: str) -> list[dict[str, str]]:
    if not path.is_file():
        raise NotAnOverlap("There is no file called {path}.", path=path)
    if what := other_kind(path):
        raise NotAnOverlap("{path} is {what}, whatever its name says. Save the sheet as CSV.", path=path, what=what)
    looked = look(path)
    with path.open(encoding=looked.encoding if looked else "utf-8-sig", newline="", errors="replace") as file:
        return table(file, kind, path.name)
