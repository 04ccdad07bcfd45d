"""Themes with the people behind them, and the coded words a theme can be made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.ledger import Actor
from hereabouts.engines.definitions import topics
from hereabouts.records.voice import access
from hereabouts.records.voice.models import Coding, Contribution
from hereabouts.records.voice.reads import words
from hereabouts.records.voice.reads.people import heard, people_coded


@dataclass(frozen=True)
class ThemeLine:
    """One theme: how many distinct people stand behind it, of how many heard, who saw it otherwise, what may be quoted."""

    id: UUID
    statement: str
    topic: str
    topic_label: str
    people: int
    of: int
    share: Interval | None
    contributions: int
    dissent: str
    accepted_by: str
    accepted_on: date
    quotes: tuple[words.Quote, ...]


@dataclass(frozen=True)
class TopicCount:
    """One topic: how many people raised it, and their accepted codings by valence."""

    topic: str
    label: str
    people: int
    problems: int
    requests: int
    praise: int
    themes: int


def theme_lines(actor: Actor, place: object, *, on: date) -> list[ThemeLine]:
    """Give the themes of a place that the actor may see, those with most people behind them first."""
    everybody = people_coded(place, on=on, voices=("resident", "business", "worker"))
    rows = access.themes(actor, on=on).filter(place=place.id)
    behind: dict[UUID, list[tuple[UUID, UUID | None]]] = {theme.pk: [] for theme in rows}
    standing = access.standing(on=on).filter(themes__in=list(behind))
    for theme, contribution, participant in standing.values_list("themes", "pk", "participant"):
        behind[theme].append((contribution, participant))
    quotes = words.quotes_by_theme(place, behind, on=on, limit=3, audience="partners")
    return sorted(
        (_line(theme, behind[theme.pk], everybody, quotes[theme.pk]) for theme in rows),
        key=lambda line: (-line.people, line.statement),
    )


def _line(
    theme, behind: Sequence[tuple[UUID, UUID | None]], everybody: int, quotes: Sequence[words.Quote]
) -> ThemeLine:
    people = len({participant or pk for pk, participant in behind})
    return ThemeLine(
        id=theme.pk,
        statement=theme.statement,
        topic=theme.topic,
        topic_label=topics().get(theme.topic, {"label": theme.topic})["label"],
        people=people,
        of=everybody,
        share=wilson(people, everybody) if 0 < people <= everybody else None,
        contributions=len(behind),
        dissent=theme.dissent,
        accepted_by=theme.accepted_by,
        accepted_on=theme.accepted_on,
        quotes=tuple(quotes),
    )


def topic_counts(actor: Actor, place: object, *, on: date) -> list[TopicCount]:
    """Count what people raised by topic, with problems, requests and praise apart (D-41)."""
    everybody = heard(place, on=on)
    accepted = Coding.objects.filter(
        contribution__in=access.standing(on=on).filter(place=place.id), accepted_on__lte=on
    ).order_by()
    valences = Counter(accepted.values_list("topic", "valence"))
    themes = list(access.themes(actor, on=on).filter(place=place.id).values_list("topic", flat=True))
    lines = [
        TopicCount(
            code, topic["label"], everybody.count(code), valences[code, "problem"],
            valences[code, "request"], valences[code, "praise"], themes.count(code),
        )
        for code, topic in topics().items()
    ]  # fmt: skip
    told = [one for one in lines if one.problems or one.requests or one.praise]
    return sorted(told, key=lambda one: (-one.people, one.topic))


def coded_on_topic(actor: Actor, place: object, topic: str, *, on: date) -> list[words.ContributionLine]:
    """Give the contributions that people coded with a topic: what a theme on it can stand on."""
    return [words.line(c, on=on) for c in words.words(actor, place, on=on, topic=topic)]


def raised_topics(said: QuerySet[Contribution]) -> tuple[tuple[str, str, int], ...]:
    """Give what different people raised as a problem or a request (topic, label, people), the most raised first."""
    raised = said.filter(codings__accepted_on__isnull=False, codings__valence__in=("problem", "request"))
    rows = raised.order_by().values("codings__topic").annotate(n=Count("participant", distinct=True))
    told = [(r["codings__topic"], topics()[r["codings__topic"]]["label"], r["n"]) for r in rows]
    return tuple(sorted(told, key=lambda one: (-one[2], one[0])))
