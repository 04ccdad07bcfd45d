"""What has been released, as frozen sheets; a row whose text is not what was published is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.releases.audit import Printed, tables
from hereabouts.core.releases.content import fingerprint
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.places.reads import sheet
from hereabouts.records.releases.access import standing
from hereabouts.records.releases.models import Release

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class Tampered(Sentence):
    """A release whose text is not what was published."""


@dataclass(frozen=True)
class Notice:
    """One release as anybody may read it: what it is, its content, and the exact text with its fingerprint."""

    id: UUID
    kind: str
    number: int
    title: str
    place_id: UUID | None
    place: str
    published_on: date
    rule: str
    sha256: str
    text: str
    content: dict[str, Any]


def latest(kind: str, place_id: object) -> Notice | None:
    """Give the newest release of a kind for a place; None where there is none. After a withdrawal the one before stands."""
    found = standing().filter(kind=kind, place=place_id).order_by("-number").first()
    return found and notice(found)


def listed() -> list[Notice]:
    """Give the newest release of each kind and place, in order of place and kind; one that was tampered with is left out."""
    newest: dict[tuple[str, UUID | None], Release] = {}
    for release in standing().order_by("place__name", "kind", "-number"):
        newest.setdefault((release.kind, release.place_id), release)
    return [notice(release) for release in newest.values() if _whole(release)]


def phone(place_id: object = None) -> str:
    """Give the number to ring that stands on the released plan of a place; of none named, the one that every plan prints."""
    plans = [found for found in [latest("plan", place_id)] if found] if place_id else listed()
    told = {((one.content.get("contact") or {}).get("phone") or "") for one in plans if one.kind == "plan"} - {""}
    return told.pop() if len(told) == 1 else ""


def one(id: object) -> Notice:
    """Give one release that stands, an earlier one too; NotFound when it is absent or withdrawn."""
    found = standing().filter(pk=id).first()
    if found is None:
        raise NotFound
    return notice(found)


def quoting(place_id: object, words: AbstractSet[str]) -> list[Release]:
    """Give the releases of a place that stand and print any of these words as somebody's own."""
    return [r for r in standing().filter(place=place_id) if not words.isdisjoint(quoted(json.loads(r.content)))]


def quoted(content: Any) -> Iterator[str]:
    """Go through content and give whatever stands in it under "words"."""
    if isinstance(content, dict):
        yield from (value for key, value in content.items() if key == "words" and isinstance(value, str))
    for inner in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from quoted(inner)


def versions(kind: str, place_id: object) -> list[Notice]:
    """Give every release of a kind for a place that stands, newest first."""
    return [notice(release) for release in standing().filter(kind=kind, place=place_id).order_by("-number")]


def notice(release: Release) -> Notice:
    """Describe one release. Raises Tampered when its text does not have the fingerprint of what was published."""
    if not _whole(release):
        raise Tampered(
            "What is stored here is not what was published, so it is not shown. Tell whoever runs Hereabouts."
        )
    return Notice(
        id=release.pk,
        kind=release.kind,
        number=release.number,
        title=release.title,
        place_id=release.place_id,
        place=release.place.name if release.place else "",
        published_on=release.published_on,
        rule=release.rule,
        sha256=release.sha256,
        text=release.content,
        content=json.loads(release.content),
    )


def areas_of(place: Place | None) -> tuple[str, ...]:
    """Give the small areas that a place is made of today, so that places that share some are attacked together."""
    if place is None:
        return ()
    return tuple(sorted({code for codes in sheet(place).areas.values() for code in codes}))


def before(place: Place | None, new: Iterable[Printed] = ()) -> list[list[Printed]]:
    """Give the tables of all that was released of a place and of places that share areas with it, the earliest first.

    What was withdrawn is among them: what was told stays told. ``new`` are tables that are to go out: what they say they are
    of counts, too, wherever they are put forward.
    """
    scopes = [one.scope for one in new]
    ours = {*areas_of(place), *(area for scope in scopes for area in scope.areas)}
    here = {str(place.pk) if place else "", *(scope.place for scope in scopes)}
    found = []
    for row in Release.objects.filter(content__contains='"tables":[{').order_by("published_on", "number"):
        told = tables(json.loads(row.content), str(row.place_id or ""))
        found.append([t for t in told if t.scope.place in here or not ours.isdisjoint(t.scope.areas)])
    return [told for told in found if told]


def _whole(release: Release) -> bool:
    return fingerprint(release.content) == release.sha256
