"""The ways of the room that listens, in four groups: what is planned, what is taken in, what was said, and who was heard."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Each group with its pages: the name a page goes by, its address, what its reader must hold ("" is everybody of the room).
GROUPS = (
    (_("Programme"), (
        ("programme", "programme", "", _("What is held")),
        ("plans", "engagement-plans", "engagement.see", _("Plans")),
        ("calendar", "listen-calendar", "engagement.see", _("Calendar")),
    )),
    (_("Take in"), (
        ("record", "conversation", "contribution.record", _("Record a conversation")),
        ("answers", "answers", "contribution.import", _("Load a sheet")),
    )),
    (_("What was said"), (
        ("said", "said", "contribution.see", _("What people said")),
        ("themes", "themes", "theme.see", _("Themes")),
        ("codebooks", "codebooks", "codebook.see", _("Codes")),
        ("quotes", "quotes", "contribution.see", _("Quotes")),
        ("scores", "place-standard", "place_score.see", _("Place Standard")),
        ("perceptions", "perceptions", "engagement.see", _("Asked again")),
        ("votes", "votes", "vote_round.see", _("Opinion groups")),
    )),
    (_("Who we heard"), (("heard", "who-we-heard", "contribution.count", _("Who we heard")),)),
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One page of the room: its address, its name, and whether the reader is on it."""

    href: str
    label: str
    here: bool


@dataclass(frozen=True)
class Group:
    """Pages that belong together; ``here`` when the reader is on one of them. Its address is that of the first."""

    label: str
    here: bool
    ways: tuple[Way, ...]

    @property
    def href(self) -> str:
        """Give the address of its first page."""
        return self.ways[0].href


def ways(place: object, here: str, may: Mapping[str, bool]) -> list[Group]:
    """Give the groups with the pages that the reader may open; a group of which they may open none is left out."""
    found = [(label, _open(place, here, pages, may)) for label, pages in GROUPS]
    return [Group(label, any(one.here for one in mine), mine) for label, mine in found if mine]


def _open(place: object, here: str, pages: tuple, may: Mapping[str, bool]) -> tuple[Way, ...]:
    return tuple(
        Way(reverse(name, args=[place.pk]), label, key == here)
        for key, name, needed, label in pages
        if not needed or may[needed]
    )
