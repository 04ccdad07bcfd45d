"""Words that may be quoted, found by what they are about and who speaks; the line under each is true of enough people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.consent import AUDIENCES
from hereabouts.core.voice.quoting import written
from hereabouts.engines.definitions import disclosure, topics
from hereabouts.records.voice import access
from hereabouts.records.voice.models import Code, CodeUse, Coding, Contribution
from hereabouts.records.voice.reads.words import may_be_quoted, quote, speakers

RULE = "open"
_, PARTNERS, ANYBODY = AUDIENCES  # whoever works here is one of the partners; print is for anybody


@dataclass(frozen=True)
class Found:
    """What may be quoted of what was looked for, how much of it may not, and the languages there are."""

    quotes: QuerySet[Contribution]
    silent: int
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """Words as they may be used, with what they are about and the line under them; not ``printed``: among partners only."""

    id: UUID
    words: str
    translation: str
    said_in: str
    line: str
    about: tuple[str, ...]
    retold: bool
    printed: bool


def quotable(
    actor: Actor, place: object, *, on: date, topic: str = "", code: str = "", valence: str = "", voice: str = "",
    language: str = "", text: str = "", printed: bool = False,
) -> Found:  # fmt: skip
    """Find words whose speaker's consent to be quoted stands today, among partners or in print; of the others only how many."""
    audience = ANYBODY if printed else PARTNERS
    rows = access.visible(actor, on=on).filter(place=place.id).exclude(words="")
    every = tuple(rows.order_by("said_in").values_list("said_in", flat=True).distinct())
    if topic:
        coded = Coding.objects.filter(contribution=OuterRef("pk"), topic=topic, accepted_on__lte=on)
        rows = rows.filter(Exists(coded.filter(valence=valence) if valence else coded))
    if code:
        used = CodeUse.objects.filter(
            judgement__contribution=OuterRef("pk"), judgement__counts=True, code__in=_codes(actor, place, code, on=on)
        )
        rows = rows.filter(Exists(used.filter(valence=valence) if valence else used))
    if valence and not topic and not code:
        rows = rows.filter(
            Exists(Coding.objects.filter(contribution=OuterRef("pk"), valence=valence, accepted_on__lte=on))
        )
    if voice:
        rows = rows.filter(participant__voice=voice)
    if language:
        rows = rows.filter(said_in=language)
    allowed = _allowed(rows, on, audience)
    if text:  # what is told in other words is not found by the words it stands for
        theirs, ours = Q(words__icontains=text) | Q(translation__icontains=text), Q(other_words__icontains=text)
        allowed, rows = allowed.filter(Q(as_said=True) & theirs | Q(as_said=False) & ours), rows.filter(theirs)
        return Found(allowed, rows.exclude(pk__in=_allowed(rows, on, audience)).count(), every)
    return Found(allowed, rows.count() - allowed.count(), every)


def _allowed(rows: QuerySet[Contribution], on: date, audience: str) -> QuerySet[Contribution]:
    """Keep what may be quoted to an audience; ``printed`` says whether to anybody."""
    theirs = access.agreed("quote", on=on, audience=ANYBODY).filter(participant=OuterRef("participant"))
    return may_be_quoted(rows, on=on, audience=audience).annotate(printed=Exists(theirs))


def _codes(actor: Actor, place: object, told: str, *, on: date) -> QuerySet[Code]:
    try:
        wanted = UUID(told)
    except ValueError:
        return Code.objects.none()
    return Code.objects.filter(codebook__in=access.codebooks(actor, on=on).filter(place=place.id), pk=wanted)


def codes_to_find(actor: Actor, place: object, *, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each codebook of a place with its codes, to choose from."""
    rows = access.codebooks(actor, on=on).filter(place=place.id).prefetch_related("codes")
    return [(b.name, [(str(c.pk), c.label) for c in b.codes.all() if not c.ended_on]) for b in rows]


def written_quotes(place: object, rows: Iterable[Contribution], *, on: date) -> list[Written]:
    """Write words as they may be printed: the closest line under them that is true of enough of those heard here."""
    heard, least = speakers(place, on=on), disclosure()[RULE].hide_up_to + 1
    return [
        Written(
            one.id, one.words, one.translation, one.said_in,
            written(one.speaker, heard, least=least, translated=bool(one.translation)),
            tuple(topics()[t]["label"] for t in one.topics if t in topics()), one.retold,
            one.retold or row.printed,
        )
        for row, one in ((row, quote(row)) for row in rows)
    ]  # fmt: skip
