"""Where the links of a public page lead: to addresses when the app serves it, to files beside it on a disk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from hereabouts.core.releases.formats import LABELS, endings

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice


@dataclass(frozen=True)
class Links:
    """Every address that a public page names; an empty one is not offered."""

    css: str
    icon: str
    start: str = ""
    plan: str = ""
    profile: str = ""
    follow: str = ""
    report: str = ""
    tell: str = ""
    ask: str = ""
    data: str = ""
    plan_files: tuple[tuple[str, str], ...] = ()
    profile_files: tuple[tuple[str, str], ...] = ()
    foot: tuple[tuple[str, str], ...] = ()


def served(place_id: object = None, *, plan: Notice | None = None, profile: Notice | None = None) -> Links:
    """Give the links of a page of the app, about a place if one is named; ``plan`` and ``profile`` are its releases."""
    about = f"?{urlencode({'place': place_id})}" if place_id else ""
    foot = (
        ("services", _("Services here")),
        ("help", _("Help")),
        ("words", _("Words we use")),
        ("accessibility", _("Accessibility")),
        ("privacy", _("Privacy")),
    )
    return Links(
        css=static("public.css"),
        icon=static("mark.svg"),
        start=reverse("start"),
        plan=reverse("public-plan", args=[place_id]) if plan else "",
        profile=reverse("public-profile", args=[place_id]) if profile else "",
        follow=reverse("follow") + about,
        report=reverse("report") + about,
        tell=reverse("tell") + about,
        ask=reverse("ask") + about,
        data=reverse("released"),
        plan_files=addresses(plan) if plan else (),
        profile_files=addresses(profile) if profile else (),
        foot=tuple((reverse(name), label) for name, label in foot),
    )


def addresses(release: Notice) -> tuple[tuple[str, str], ...]:
    """Give where a release can be taken in each of its formats, by the name of the format."""
    return tuple(
        (LABELS[e], reverse(f"released-{e}", args=[release.id])) for e in endings(release.kind, release.content)
    )


def on_disk(plan: Collection[str], profile: Collection[str], *, online: str = "") -> Links:
    """Give the links of a page in a folder: relative, so that it opens with no server; forms only where one is ``online``.

    ``plan`` and ``profile`` are the files written of each.
    """
    live = {
        name: urljoin(online, reverse(address).lstrip("/"))
        for name, address in (("follow", "follow"), ("report", "report"), ("tell", "tell"), ("ask", "ask"))
        if online
    }
    return Links(
        "public.css", "mark.svg", plan="index.html", profile="profile.html" if profile else "",
        plan_files=beside("plan", plan), profile_files=beside("profile", profile) if profile else (), **live,
    )  # fmt: skip


def beside(kind: str, files: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Give the files of a release that lie beside a page, by the name of the format."""
    return tuple((LABELS[e], f"{kind}.{e}") for e in LABELS if f"{kind}.{e}" in files)
