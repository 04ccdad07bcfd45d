"""People decide what words are about, and put what many said into a theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.coding import VALENCES
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.access import standing
from hereabouts.records.voice.changes.following import follow
from hereabouts.records.voice.models import Coding, Contribution, Theme

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class UnknownTopic(Sentence):
    """A topic, or a way of raising one, that does not stand in the shared vocabulary."""


class NothingBehind(Sentence):
    """A theme that stands on nothing anybody said."""


@change("contribution.code")
def code(
    *,
    by: Actor,
    on: date,
    contribution: Contribution,
    accept: Mapping[str, str] | None = None,
    reject: Iterable[str] = (),
) -> Contribution:
    """Decide what words are about: topics accepted (topic -> problem, praise or request), suggestions rejected.

    Afterwards the words are coded, and their speaker stands among those heard even if nothing fits. A decision may be
    changed later; a suggestion left alone stays a suggestion and counts for nothing.
    """
    for topic, valence in (accept or {}).items():
        _known(topic, valence)
        Coding.objects.update_or_create(
            contribution=contribution,
            topic=topic,
            defaults={
                "valence": valence, "accepted_by": by.name, "accepted_on": on, "rejected_by": "", "rejected_on": None,
            },
            create_defaults={
                "valence": valence, "suggested_by": by.name, "accepted_by": by.name, "accepted_on": on,
            },
        )  # fmt: skip
    Coding.objects.filter(contribution=contribution, topic__in=[t for t in reject if t not in (accept or {})]).update(
        valence="", accepted_by="", accepted_on=None, rejected_by=by.name, rejected_on=on
    )
    contribution.coded_on, contribution.coded_by = on, by.name
    contribution.save(update_fields=["coded_on", "coded_by"])
    follow(contribution)
    return contribution


def _known(topic: str, valence: str) -> None:
    if topic not in topics():
        raise UnknownTopic("“{topic}” is not a topic.", topic=topic)
    if valence not in VALENCES:
        raise UnknownTopic("Say whether it is {ways}.", ways=listed([f"a {v}" for v in VALENCES], last="or"))


@change("theme.accept")
def accept_theme(
    *,
    by: Actor,
    on: date,
    place: Place,
    statement: str,
    topic: str,
    contributions: Iterable[Contribution],
    dissent: str = "",
) -> Theme:
    """Put what people said into one sentence. It stands on words that a person coded with its topic, and on nothing else."""
    wanted = [c.pk for c in contributions]
    behind = list(
        standing(on=on)
        .filter(pk__in=wanted, place=place, codings__topic=topic, codings__accepted_on__lte=on)
        .distinct()
    )
    if not wanted or len(behind) < len(set(wanted)):
        raise NothingBehind("A theme stands on what people said. Choose words that are coded with its topic.")
    made = Theme.objects.create(
        place=place,
        organisation_id=by.organisation,
        statement=statement.strip(),
        topic=topic,
        dissent=dissent.strip(),
        accepted_by=by.name,
        accepted_on=on,
    )
    made.contributions.set(behind)
    return made


@change("theme.accept", about="theme")
def drop_theme(*, by: Actor, on: date, theme: Theme) -> None:
    """Take a theme back; the words under it stay as they are."""
    theme.delete()
