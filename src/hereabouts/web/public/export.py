"""The static site of one place: the released plan and profile as files that open from a disk, with no server.

The same templates and the same bytes as the app serves; the links are relative, and nothing is asked of anybody else.
"""

import csv
from collections.abc import Callable, Collection
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from hereabouts.core.releases.content import rows
from hereabouts.core.sentences import Sentence
from hereabouts.records.releases import reads
from hereabouts.web.public.links import on_disk
from hereabouts.web.public.plan_page import page

COPIED = ("public.css", "mark.svg")
OURS = tuple(f"{page}.{ending}" for page in ("index", "plan", "profile") for ending in ("html", "csv", "json"))


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
    links = on_disk(profile=profile is not None, online=online)
    common = {"links": links, "here": plan.place, "demo": settings.DEMO, "still": True}
    files = {
        "index.html": render_to_string(
            "public/plan.html", {**common, "section": "plan", "notice": plan, **page(plan.content)}
        ),
        **_data("plan", plan),
    }
    if profile:
        shown = {**common, "section": "profile", "notice": profile, "profile": profile.content}
        files |= {"profile.html": render_to_string("public/profile.html", shown), **_data("profile", profile)}
    folder.mkdir(parents=True, exist_ok=True)
    take_down(folder, but=files)
    written = [
        _written(folder / name, lambda path, text=text: path.write_text(text, "utf-8")) for name, text in files.items()
    ]
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


def _data(kind: str, notice: reads.Notice) -> dict[str, str]:
    head, lines = rows(kind, notice.content)
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *lines])
    return {f"{kind}.json": notice.text, f"{kind}.csv": text.getvalue()}


def _written(path: Path, write: Callable[[Path], object]) -> Path:
    write(path)
    return path
