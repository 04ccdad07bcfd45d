"""What people said: lists for those who code, one contribution whole, and quotes whose consent stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.voice import coding
from hereabouts.core.voice.consent import YES, stands
from hereabouts.core.voice.quoting import Speaker, crowd, written
from hereabouts.engines.definitions import audiences, consent_kinds, disclosure, profile_questions, topics
from hereabouts.records.intake import access as letters
from hereabouts.records.ledger.changes import looked
from hereabouts.records.voice.access import agreed, standing, visible
from hereabouts.records.voice.models import Coding, Consent, Contribution

Of = TypeVar("Of", str, UUID)  # what quotes are of: a topic or a theme
RULE = "open"  # as close as print comes: whoever was at a session knows who else was there


@dataclass(frozen=True)
class CodingLine:
    """One topic of a contribution: suggested, accepted with a valence, or rejected."""

    topic: str
    label: str
    valence: str
    by_machine: bool
    accepted: bool
    rejected: bool


@dataclass(frozen=True)
class ContributionLine:
    """One contribution in a list."""

    id: UUID
    words: str
    translation: str
    said_in: str
    heard_on: date
    activity: str
    voice: str
    coded: bool
    topics: tuple[CodingLine, ...]
    quote_ok: bool


@dataclass(frozen=True)
class ConsentLine:
    """One thing somebody was asked to agree to, and what became of it: yes, no, not said, taken back, run out."""

    kind: str
    label: str
    answer: str
    audience: str
    given_on: date | None
    until: date | None
    withdrawn_on: date | None
    stands: bool


@dataclass(frozen=True)
class RecordingLine:
    """A photograph, film or sound that goes with what somebody said."""

    id: UUID
    kind: str
    type: str
    caption: str
    transcript: str


@dataclass(frozen=True)
class ContributionSheet:
    """One contribution whole, as those who code it need it: the words, where they come from, who spoke, what they agreed to."""

    line: ContributionLine
    translated_by: str
    medium: str
    kept_at: str
    recorded_by: str
    source: str
    row: int | None
    key: str
    answers: tuple[tuple[str, str], ...]
    consents: tuple[ConsentLine, ...]
    contact: str
    themes: tuple[str, ...]
    behalf: str
    other_words: str
    to_retell: bool
    recordings: tuple[RecordingLine, ...]
    prompt: str


@dataclass(frozen=True)
class Quote:
    """Words that may be used, with as much of who spoke as does not name them; or, retold, what they meant in words of ours."""

    id: UUID
    words: str
    translation: str
    said_in: str
    who: str
    where: str
    heard_on: date
    topics: tuple[str, ...]
    speaker: Speaker
    retold: bool = False


@dataclass(frozen=True)
class LettersHere:
    """How many residents' letters wait in a place, and since when the oldest does."""

    place: UUID
    name: str
    n: int
    oldest: date


@dataclass(frozen=True)
class LetterLine:
    """One letter that waits to be taken in."""

    id: UUID
    ref: str
    text: str
    language: str
    received_on: date


def words(
    actor: Actor,
    place: object,
    *,
    on: date,
    topic: str = "",
    valence: str = "",
    age: str = "",
    voice: str = "",
    text: str = "",
    uncoded: bool = False,
) -> QuerySet[Contribution]:
    """Give the contributions of a place that fit, newest first; ``line`` describes each of those a page shows."""
    rows = visible(actor, on=on).filter(place=place.id)
    if topic or valence:
        accepted = Coding.objects.filter(contribution=OuterRef("pk"), accepted_on__isnull=False)
        accepted = accepted.filter(**{k: v for k, v in {"topic": topic, "valence": valence}.items() if v})
        rows = rows.filter(Exists(accepted))
    if age:
        rows = rows.filter(participant__age=age)
    if voice:
        rows = rows.filter(participant__voice=voice)
    if text.strip():
        rows = rows.filter(Q(words__icontains=text.strip()) | Q(translation__icontains=text.strip()))
    if uncoded:
        rows = rows.filter(coded_on=None)
    return rows.prefetch_related("codings", "participant__consents")


def line(c: Contribution, *, on: date) -> ContributionLine:
    """Describe one contribution."""
    return ContributionLine(
        id=c.pk,
        words=c.words,
        translation=c.translation,
        said_in=c.said_in,
        heard_on=c.heard_on,
        activity=c.activity.name if c.activity else "",
        voice=c.participant.voice if c.participant else "",
        coded=c.coded_on is not None,
        topics=tuple(_coding(one) for one in c.codings.all()),
        quote_ok=_agreed(c, "quote", on),
    )


def _coding(one: Coding) -> CodingLine:
    label = topics().get(one.topic, {"label": one.topic})["label"]
    by_machine = one.suggested_by == coding.MACHINE
    return CodingLine(
        one.topic, label, one.valence, by_machine, one.accepted_on is not None, one.rejected_on is not None
    )


def _agreed(c: Contribution, kind: str, on: date) -> bool:
    return c.participant is not None and any(
        one.kind == kind and stands(one, on) for one in c.participant.consents.all()
    )


def consent_lines(consents: Iterable[Consent], *, on: date) -> tuple[ConsentLine, ...]:
    """Describe what somebody was asked to agree to, in the order in which it is asked."""
    order = list(consent_kinds())
    return tuple(
        ConsentLine(
            k.kind, consent_kinds()[k.kind].label, k.answer, audiences()[k.audience], k.given_on, k.until, k.withdrawn_on, stands(k, on)
        )
        for k in sorted(consents, key=lambda k: order.index(k.kind))
        if k.answer != YES or k.given_on
    )  # fmt: skip


def contribution_sheet(c: Contribution, *, on: date) -> ContributionSheet:
    """Describe one contribution whole; the contact only while its owner agrees to be contacted."""
    who = c.participant
    return ContributionSheet(
        line=line(c, on=on),
        translated_by=c.translated_by,
        medium=c.medium,
        kept_at=c.kept_at,
        recorded_by=c.recorded_by,
        source=c.source,
        row=c.row,
        key=who.key if who else "",
        answers=tuple((q.label, _answer(q, getattr(who, q.id))) for q in profile_questions().values()) if who else (),
        consents=consent_lines(who.consents.all(), on=on) if who else (),
        contact=who.contact if who and _agreed(c, "recontact", on) else "",
        themes=tuple(theme.statement for theme in c.themes.all()),
        behalf=c.behalf,
        other_words=c.other_words,
        to_retell=_agreed(c, "in other words", on),
        recordings=tuple(RecordingLine(r.pk, r.kind, r.type, r.caption, r.transcript) for r in c.recordings.all()),
        prompt=c.prompt,
    )


def read_whole(actor: Actor, c: Contribution, *, on: date) -> ContributionSheet:
    """Describe one contribution to who opened it, and leave an entry where it says how to reach the speaker."""
    sheet = contribution_sheet(c, on=on)
    if sheet.contact:
        looked(actor, [c], on=on, purpose=None, fields=["contact"])
    return sheet


def _answer(question, value: str) -> str:
    return next((answer.label for answer in question.answers if answer.id == value), value)


def letters_waiting(actor: Actor, place: object, *, on: date) -> list[LetterLine]:
    """Give the letters with somebody's words about a place that nobody has taken in yet, the oldest first."""
    taken = Contribution.objects.filter(place=place.id, source="letter").values("letter")
    rows = letters.visible(actor, on=on).filter(place=place.id, kind="words").exclude(ref__in=taken)
    return [LetterLine(one.pk, one.ref, one.text, one.language, one.received_on) for one in rows]


def letters_by_place(actor: Actor, *, on: date) -> list[LettersHere]:
    """Say of each place how many letters with somebody's words wait to be taken in, and since when; no word of them."""
    taken = Contribution.objects.filter(source="letter", place=OuterRef("place"), letter=OuterRef("ref"))
    rows = letters.visible(actor, on=on).filter(kind="words").exclude(place=None).exclude(Exists(taken))
    counted = rows.order_by().values("place", "place__name").annotate(n=Count("pk"), oldest=Min("received_on"))
    return [LettersHere(row["place"], row["place__name"], row["n"], row["oldest"]) for row in counted]


def next_uncoded(actor: Actor, place: object, *, on: date) -> UUID | None:
    """Give the oldest contribution that nobody has coded yet."""
    rows = words(actor, place, on=on, uncoded=True).order_by("heard_on", "recorded_on", "pk")
    return rows.values_list("pk", flat=True).first()


def quotes(
    place: object, topic: str = "", *, on: date, limit: int = 20, audience: str = "anybody", by: date | None = None
) -> list[Quote]:
    """Give words that may be used, newest first: only while the speaker's consent to be quoted to that audience stands.

    With ``by``, of those heard and coded by that day.
    """
    then = min(on, by or on)
    rows = _quotable(place, on, audience).filter(heard_on__lte=then)
    rows = rows.filter(Exists(_accepted(then).filter(topic=topic))) if topic else rows
    found = list(rows[:limit])
    alike = crowd(speakers(place, on=on)) if found else {}
    return [quote(c, alike) for c in found]


def quotes_by_topic(
    place: object, topics_: Iterable[str], *, on: date, limit: int = 20, audience: str = "anybody"
) -> dict[str, list[Quote]]:
    """Give the same for several topics at once, so many of each."""
    wanted = {topic for topic in topics_ if topic}
    coded = _bare(place, on, audience).filter(codings__accepted_on__lte=on, codings__topic__in=wanted)
    few: dict[str, dict[UUID, None]] = {topic: {} for topic in wanted}
    for topic, pk in coded.values_list("codings__topic", "pk"):
        if len(few[topic]) < limit:
            few[topic][pk] = None
    return _written(few, place, on, audience)


def quotes_by_theme(
    place: object, themes: Iterable[UUID], *, on: date, limit: int, audience: str = "anybody"
) -> dict[UUID, list[Quote]]:
    """Give the same for themes; words that were said alike stand once."""
    few: dict[UUID, dict[tuple[str, str], UUID]] = {theme: {} for theme in themes}
    behind = _bare(place, on, audience).filter(themes__in=list(few))
    for theme, pk, *told in behind.values_list("themes", "pk", "words", "other_words"):
        if len(few[theme]) < limit:
            few[theme].setdefault((told[0], told[1]), pk)
    return _written({theme: list(chosen.values()) for theme, chosen in few.items()}, place, on, audience)


def _bare(place: object, on: date, audience: str) -> QuerySet[Contribution]:
    return _quotable(place, on, audience).select_related(None).prefetch_related(None)


def _written(few: Mapping[Of, Iterable[UUID]], place: object, on: date, audience: str) -> dict[Of, list[Quote]]:
    """Write the chosen quotes out: what is not chosen is never loaded."""
    rows = {
        c.pk: c for c in _quotable(place, on, audience).filter(pk__in={pk for chosen in few.values() for pk in chosen})
    }
    alike = crowd(speakers(place, on=on)) if rows else {}
    quoted = {pk: quote(c, alike) for pk, c in rows.items()}
    return {of: [quoted[pk] for pk in chosen] for of, chosen in few.items()}


def _quotable(place: object, on: date, audience: str) -> QuerySet[Contribution]:
    return may_be_quoted(standing(on=on).filter(place=place.id), on=on, audience=audience)


def may_be_quoted(rows: QuerySet[Contribution], *, on: date, audience: str) -> QuerySet[Contribution]:
    """Keep what may be quoted to an audience, and what may be told in other words and has been."""
    theirs = {"participant": OuterRef("participant")}
    as_said = Exists(agreed("quote", on=on, audience=audience).filter(**theirs))
    retold = Exists(agreed("in other words", on=on, audience=audience).filter(**theirs)) & ~Q(other_words="")
    rows = rows.annotate(as_said=as_said).exclude(words="", other_words="")
    rows = rows.filter((Q(as_said=True) & ~Q(words="")) | retold)
    return rows.select_related("participant", "activity").prefetch_related("codings")


def _accepted(on: date) -> QuerySet[Coding]:
    return Coding.objects.filter(contribution=OuterRef("pk"), accepted_on__lte=on)


def quote(c: Contribution, heard: Mapping[tuple[str, ...], int] | None = None) -> Quote:
    """Describe words that may be used: their speaker by the closest line that is true of enough of those heard (``crowd``).

    Without a consent to be quoted (``as_said``) it is what they meant, in words of ours.
    """
    retold = not getattr(c, "as_said", True)
    who = c.participant
    speaker = Speaker(who.key, who.voice, _ages().get(who.age, ""), c.said_in, c.heard_on)
    translated = bool(c.translation) and not retold
    return Quote(
        id=c.pk,
        words=c.other_words if retold else c.words,
        translation="" if retold else c.translation,
        said_in=c.said_in,
        who=written(speaker, heard or {}, least=disclosure()[RULE].hide_up_to + 1, translated=translated),
        where=c.activity.name if c.activity else "",
        heard_on=c.heard_on,
        topics=tuple(one.topic for one in c.codings.all() if one.accepted_on),
        speaker=speaker,
        retold=retold,
    )


def speakers(place: object, *, on: date) -> tuple[Speaker, ...]:
    """Give everybody heard in a place by what may ever be said of a speaker, once for each time they spoke."""
    rows = standing(on=on).filter(place=place.id).exclude(participant=None).order_by()
    facts, ages = ("key", "voice", "age"), _ages()
    told = rows.values_list(*[f"participant__{fact}" for fact in facts], "said_in", "heard_on")
    return tuple(Speaker(who, voice, ages.get(age, ""), *rest) for who, voice, age, *rest in told)


def _ages() -> dict[str, str]:
    """Give the bands of the profile by what they are called; an age that is not one of them stays unsaid."""
    return {answer.id: answer.label for answer in profile_questions()["age"].answers}


def agreement(place: object, *, on: date) -> tuple[int, int, float | None]:
    """Say how many machine suggestions people took and turned down here, and the share they took."""
    mine = Coding.objects.filter(contribution__in=standing(on=on).filter(place=place.id), suggested_by=coding.MACHINE)
    told = mine.aggregate(
        taken=Count("pk", filter=Q(accepted_on__isnull=False)), turned=Count("pk", filter=Q(rejected_on__isnull=False))
    )
    return told["taken"], told["turned"], coding.agreement(told["taken"], told["turned"])
