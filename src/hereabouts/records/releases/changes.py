"""How something is released, and taken back. Nothing that was released is ever edited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.releases.audit import NotSafe, safe, tables
from hereabouts.core.releases.content import canonical, checked, fingerprint
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import disclosure
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.models import Release

if TYPE_CHECKING:
    from hereabouts.core.trust.disclosure import DisclosureRule
    from hereabouts.core.trust.tables import Table
    from hereabouts.records.places.models import Place


class NoReason(Sentence):
    """A release taken back without a word."""


@change("release.publish", sensitivity=Sensitivity.PUBLIC)
def release(
    *, by: Actor, on: date, place: Place | None, kind: str, title: str, content: Mapping[str, Any], rule: str
) -> Release:
    """Publish a copy that anybody may read from now on. It supersedes the one before and is never changed.

    The caller has taken every count through ``core.trust.disclosure`` under ``rule``. This attacks the ``tables`` of the
    content, with everything released of the place before, and raises NotSafe where they tell too much; content whose
    page could not be shown is refused as well. The same content twice running changes nothing.
    """
    checked(kind, content)
    safe(tables(content), _earlier(place), _rule(rule))
    text = canonical(content)
    before = Release.objects.filter(kind=kind, place=place, withdrawn_on=None).order_by("-number").first()
    if before and (before.sha256, before.title, before.rule) == (fingerprint(text), title, rule):
        return before
    last = Release.objects.filter(kind=kind, place=place).aggregate(last=Max("number"))["last"] or 0
    return Release.objects.create(
        kind=kind,
        place=place,
        number=last + 1,
        title=title,
        content=text,
        sha256=fingerprint(text),
        rule=rule,
        published_on=on,
        published_by=by.id,
        sensitivity=Sensitivity.PUBLIC,
    )


def _earlier(place: Place | None) -> Iterator[list[Table]]:
    """Give the tables of everything that was released of a place, withdrawn or not: what was told stays told."""
    for before in Release.objects.filter(place=place):
        yield tables(json.loads(before.content))


def _rule(name: str) -> DisclosureRule:
    if name not in disclosure():
        raise NotSafe("There is no disclosure rule called “{name}”.", name=name)
    return disclosure()[name]


@change("release.withdraw")
def withdraw(*, by: Actor, on: date, release: Release, because: str) -> Release:
    """Take a release back, with the reason; from the next request on nobody can read it. Twice changes nothing."""
    if not because.strip():
        raise NoReason("Say why it is withdrawn.")
    if release.withdrawn_on is None:
        release.withdrawn_on, release.withdrawn_because = on, because
        release.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return release
