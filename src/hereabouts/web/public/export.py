"""The static site of one place: the released plan and profile as files that open from a disk, with no server.

The same templates and the same bytes as the app serves; the links are relative, and nothing is asked of anybody else.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from hereabouts.core.releases.formats import LABELS, endings
from hereabouts.core.releases.laid_out import NAMES
from hereabouts.core.sentences import Sentence
from hereabouts.records.releases import reads
from hereabouts.records.releases.written import NoPdf, csv_tables
from hereabouts.web.public.links import on_disk
from hereabouts.web.public.plan_page import page
from hereabouts.web.public.profile_page import profile_page
from hereabouts.web.public.written import file_of

COPIED = ("public.css", "mark.svg")
OURS = (
    "index.html", "profile.html",
    *(f"{kind}.{ending}" for kind in NAMES for ending in LABELS), *(f"{kind}-{name}.csv" for kind in NAMES for name in NAMES[kind]),
)  # fmt: skip


class NothingReleased(Sentence):
    """A place whose plan nobody has released."""


def write_site(place_id: object, folder: Path, *, online: str = "") -> list[Path]:
    """Write the site of one place into a folder and give the files written.

    ``online`` is the address of the running app, for the forms; without it they are not offered. Raises
    NothingReleased before anything is written where there is no released plan. What an earlier site left in the folder
    and is released no longer is taken away.
    """
    plan, profile = reads.latest("plan", place_id), reads.latest("profile", place_id)
    if plan is None:
        take_down(folder)
        raise NothingReleased("No plan of this place has been released yet, so there is nothing to put on a site.")
    data = {kind: _data(kind, one) for kind, one in (("plan", plan), ("profile", profile)) if one}
    links = on_disk(data["plan"], data.get("profile", ()), online=online)
    common = {"links": links, "here": plan.place, "demo": settings.DEMO, "still": True}
    told = {**common, "section": "plan", "notice": plan, **page(plan.content)}
    files = {"index.html": render_to_string("public/plan.html", told).encode(), **data["plan"]}
    if profile:
        told = {**common, "section": "profile", "notice": profile, **profile_page(profile)}
        files |= {"profile.html": render_to_string("public/profile.html", told).encode(), **data["profile"]}
    folder.mkdir(parents=True, exist_ok=True)
    take_down(folder, but=files)
    written = [_written(folder / name, lambda path, text=text: path.write_bytes(text)) for name, text in files.items()]
    return written + [
        _written(folder / name, lambda path, name=name: path.write_bytes(Path(finders.find(name)).read_bytes()))
        for name in COPIED
    ]


def take_down(folder: Path, *, but: Collection[str] = ()) -> None:
    """Take away what a site of ours left in a folder. A folder without our style is somebody else's, and left alone."""
    if (folder / COPIED[0]).exists():
        for name in OURS:
            if name not in but:
                (folder / name).unlink(missing_ok=True)


def _data(kind: str, notice: reads.Notice) -> dict[str, bytes]:
    """Write a release in every format, and each of its tables as CSV; no PDF where this machine can make none."""
    made = {}
    for ending in endings(kind, notice.content):
        with suppress(NoPdf):
            made[f"{kind}.{ending}"] = file_of(notice, ending)
    _, *others = csv_tables(notice).items()
    return made | {f"{kind}-{name}.csv": text.encode() for name, text in others}


def _written(path: Path, write: Callable[[Path], object]) -> Path:
    write(path)
    return path
