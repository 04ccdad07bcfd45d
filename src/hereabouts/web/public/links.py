"""Where the links of a public page lead: to addresses when the app serves it, to files beside it on a disk."""

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _


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
    plan_csv: str = ""
    plan_json: str = ""
    profile_csv: str = ""
    profile_json: str = ""
    foot: tuple[tuple[str, str], ...] = ()


def served(place_id: object = None, *, plan: object = None, profile: object = None) -> Links:
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
        **_files("plan", plan),
        **_files("profile", profile),
        foot=tuple((reverse(name), label) for name, label in foot),
    )


def _files(kind: str, release: object) -> dict[str, str]:
    if not release:
        return {}
    return {f"{kind}_{ending}": reverse(f"released-{ending}", args=[release.id]) for ending in ("csv", "json")}


def on_disk(*, profile: bool, online: str = "") -> Links:
    """Give the links of a page in a folder: relative, so that it opens with no server; forms only where one is ``online``."""
    live = {
        name: urljoin(online, reverse(address).lstrip("/"))
        for name, address in (("follow", "follow"), ("report", "report"), ("tell", "tell"), ("ask", "ask"))
        if online
    }
    files = {"profile": "profile.html", "profile_csv": "profile.csv", "profile_json": "profile.json"} if profile else {}
    return Links(
        "public.css", "mark.svg", plan="index.html", plan_csv="plan.csv", plan_json="plan.json", **files, **live
    )
