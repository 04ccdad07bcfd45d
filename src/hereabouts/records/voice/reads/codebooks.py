"""Codebooks as people see them: codes with what people accepted, the words that wait, and what was suggested for them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hereabouts.core.ledger import Actor
from hereabouts.core.voice.codebook import Code as Learnable
from hereabouts.core.voice.codebook import Example
from hereabouts.core.voice.codebooks import CodeText, learnable
from hereabouts.core.voice.prevalence import AcceptedCode, Prevalence, prevalence, saturation
from hereabouts.engines.definitions import topics
from hereabouts.records.voice import access
from hereabouts.records.voice.models import Code, Codebook, CodeUse, Contribution, Judgement, Reading


@dataclass(frozen=True)
class CodebookLine:
    """One codebook in a list, with how far its coding has come."""

    id: UUID
    name: str
    question: str
    mode: str
    activity: str
    codes: int
    version: int
    judged: int
    waiting: int


@dataclass(frozen=True)
class CodeLine:
    """One code with what people accepted: how many people raised it, and as what. What is only suggested is not in it."""

    id: UUID
    code: str
    label: str
    definition: str
    inclusion: str
    exclusion: str
    examples: str
    topic: str
    topic_label: str
    raised: Prevalence | None
    problems: int
    requests: int
    praise: int


@dataclass(frozen=True)
class CodebookSheet:
    """One codebook whole: its codes with accepted counts, what waits, and where its versions and memos stand."""

    line: CodebookLine
    codes: tuple[CodeLine, ...]
    contributors: int
    new_by_ten: tuple[int, ...]
    read_on: date | None
    learned: int
    since: int
    nothing: int
    repeats: int


@dataclass(frozen=True)
class Suggested:
    """One code that a machine suggests, with its score and the words that made it."""

    code: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class ToJudge:
    """Words that wait for somebody's judgement, with what is suggested for them and how many say the same."""

    id: UUID
    words: str
    translation: str
    said_in: str
    heard_on: date
    activity: str
    read: bool
    suggested: tuple[Suggested, ...]
    because: str
    nothing: bool
    same: int
    left: int
    had: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TrailLine:
    """One step of how a codebook grew: a version with its reason, or a memo."""

    on: date
    by: str
    what: str
    because: str
    version: int | None
    said: str = ""


def of_codebook(book: Codebook, *, on: date) -> QuerySet[Contribution]:
    """Give what the codebook is for: words said in its place, or at its activity, that stand."""
    rows = access.standing(on=on).filter(place=book.place_id).exclude(words="", translation="")
    return rows.filter(activity=book.activity_id) if book.activity_id else rows


def waiting(actor: Actor, book: Codebook, *, on: date) -> QuerySet[Contribution]:
    """Give the words that nobody has judged yet, of those the actor may read, the oldest first."""
    counted = Judgement.objects.filter(codebook=book, contribution=OuterRef("pk"), counts=True)
    mine = access.visible(actor, on=on).filter(pk__in=of_codebook(book, on=on).values("pk"))
    return mine.filter(~Exists(counted)).order_by("heard_on", "recorded_on", "row", "pk")


def words_of(c: Contribution) -> str:
    """Give the words a machine reads: the translation where there is one."""
    return c.translation or c.words


def texts_of(book: Codebook) -> list[CodeText]:
    """Give the codes that stand, as they are written."""
    return [
        CodeText(c.name, c.label, c.definition, c.inclusion, c.exclusion, c.examples, c.topic)
        for c in book.codes.filter(ended_on=None)
    ]


def told_of(book: Codebook) -> tuple[Learnable, ...]:
    """Give what a machine may learn the codes from; a code under a shared topic knows the words of that topic."""
    codes = []
    for one in texts_of(book):
        words = ", ".join(topics().get(one.topic, {}).get("words", ()))
        inclusion = ". ".join(filter(None, (one.inclusion, words)))
        codes.append(CodeText(one.code, one.label, one.definition, inclusion, "", one.examples))
    return learnable(codes) if codes else ()


def accepted_examples(book: Codebook, *, on: date) -> tuple[Example, ...]:
    """Give what people accepted, to learn from: each wording once, and only codes that stand."""
    judged = _judged(book, on=on).filter(alike=False).select_related("contribution").prefetch_related("uses__code")
    found = [
        Example(words_of(j.contribution), tuple(u.code.name for u in j.uses.all() if not u.code.ended_on))
        for j in judged
    ]
    return tuple(one for one in found if one.codes)


def _judged(book: Codebook, *, on: date) -> QuerySet[Judgement]:
    return Judgement.objects.filter(
        codebook=book, counts=True, on__lte=on, contribution__in=of_codebook(book, on=on)
    ).order_by("on", "pk")


def codebook_lines(actor: Actor, place: object, *, on: date) -> list[CodebookLine]:
    """Give the codebooks of a place that the actor may see."""
    rows = access.codebooks(actor, on=on).filter(place=place.id)
    return [codebook_line(actor, book, on=on) for book in rows]


def codebook_line(actor: Actor, book: Codebook, *, on: date) -> CodebookLine:
    """Describe one codebook."""
    judged, every = _judged(book, on=on).count(), of_codebook(book, on=on).count()
    return CodebookLine(
        book.pk, book.name, book.question, book.mode, book.activity.name if book.activity else "",
        book.codes.filter(ended_on=None).count(), book.version, judged, every - judged,
    )  # fmt: skip


def codebook_sheet(actor: Actor, book: Codebook, *, on: date) -> CodebookSheet:
    """Describe one codebook whole. Every count in it is of judgements that people made."""
    judged = list(
        _judged(book, on=on).values_list("pk", "contribution", "contribution__participant", "by_name", "alike")
    )
    uses = list(_uses(book, on=on))
    who = {pk: str(person or contribution) for pk, contribution, person, _, _ in judged}
    by = {pk: name for pk, _, _, name, _ in judged}
    accepted = [AcceptedCode(who[u.judgement_id], str(u.code_id), by[u.judgement_id]) for u in uses]
    contributors = len(set(who.values()))
    raised = {one.code: one for one in prevalence(accepted, contributors)} if contributors else {}
    ways = Counter((u.code_id, u.valence) for u in uses)
    carried = defaultdict(set)
    for use in uses:
        carried[use.judgement_id].add(str(use.code_id))
    unread = waiting(actor, book, on=on).filter(readings__codebook=book)
    return CodebookSheet(
        codebook_line(actor, book, on=on),
        tuple(_code(code, raised.get(str(code.pk)), ways) for code in book.codes.filter(ended_on=None)),
        contributors, saturation([frozenset(carried[pk]) for pk, _, _, _, alike in judged if not alike]),
        book.read_on, book.learned, _accepted(book, on=on) - book.learned,
        unread.filter(readings__nothing=True).count(),
        unread.filter(readings__nothing=False).exclude(readings__same_as=None).count(),
    )  # fmt: skip


def codes_of(book: Codebook) -> tuple[CodeLine, ...]:
    """Give the codes that stand, to judge with: no counts, which would only be read past while somebody codes."""
    return tuple(_code(code, None, Counter()) for code in book.codes.filter(ended_on=None))


def _accepted(book: Codebook, *, on: date) -> int:
    rows = _judged(book, on=on).filter(alike=False, uses__code__in=book.codes.filter(ended_on=None))
    return rows.order_by().values("pk").distinct().count()


def _uses(book: Codebook, *, on: date) -> QuerySet[CodeUse]:
    return CodeUse.objects.filter(judgement__in=_judged(book, on=on))


def _code(code: Code, raised: Prevalence | None, ways: Counter) -> CodeLine:
    return CodeLine(
        code.pk, code.name, code.label, code.definition, code.inclusion, code.exclusion, code.examples, code.topic,
        topics().get(code.topic, {"label": ""})["label"], raised, ways[code.pk, "problem"], ways[code.pk, "request"],
        ways[code.pk, "praise"],
    )  # fmt: skip


@dataclass(frozen=True)
class PublishedCodes:
    """A question with what people raised by its codes: what may be read by whoever reads themes; no word of anybody."""

    codebook: str
    question: str
    mode: str
    contributors: int
    codes: tuple[tuple[str, Prevalence], ...]


def published_codes(place: object, *, on: date) -> list[tuple[Codebook, PublishedCodes]]:
    """Give each codebook of a place that somebody has coded with, and the codes that people raised, the commonest first."""
    found = []
    for book in Codebook.objects.filter(place=place.id):
        judged = list(_judged(book, on=on).values_list("pk", "contribution", "contribution__participant", "by_name"))
        who = {pk: str(person or contribution) for pk, contribution, person, _ in judged}
        by = {pk: name for pk, _, _, name in judged}
        uses = _uses(book, on=on).select_related("code")
        labels = {str(u.code_id): u.code.label for u in uses}
        accepted = [AcceptedCode(who[u.judgement_id], str(u.code_id), by[u.judgement_id]) for u in uses]
        people = len(set(who.values()))
        if people:
            raised = tuple((labels[one.code], one) for one in prevalence(accepted, people))
            found.append((book, PublishedCodes(book.name, book.question, book.mode, people, raised)))
    return found


def to_judge(
    actor: Actor, book: Codebook, *, on: date, after: UUID | None = None, one: UUID | None = None
) -> ToJudge | None:
    """Give the next words to judge, or those asked for: one of several that say the same stands for them all."""
    rows = waiting(actor, book, on=on).select_related("activity")
    left = rows.count()
    if one:
        found = access.visible(actor, on=on).filter(pk__in=of_codebook(book, on=on).values("pk"), pk=one).first()
        return _to_judge(found, book, left) if found else None
    apart = Reading.objects.filter(codebook=book, contribution=OuterRef("pk"))
    rows = rows.filter(~Exists(apart.filter(Q(nothing=True) | Q(same_as__isnull=False))))
    ids = list(rows.values_list("pk", flat=True)) if after else []
    at = ids.index(after) + 1 if after in ids else 0
    found = rows.filter(pk=ids[at % len(ids)]).first() if at else rows.first()
    found = found or waiting(actor, book, on=on).filter(~Exists(apart.filter(nothing=True))).first()
    return _to_judge(found, book, left) if found else None


def _to_judge(c: Contribution, book: Codebook, left: int) -> ToJudge:
    read = Reading.objects.filter(codebook=book, contribution=c).first()
    unjudged = ~Exists(Judgement.objects.filter(codebook=book, contribution=OuterRef("contribution"), counts=True))
    first = (read.same_as_id if read else None) or c.pk
    others = Reading.objects.filter(Q(same_as=first) | Q(contribution=first), codebook=book).exclude(contribution=c.pk)
    same = others.filter(unjudged).count()
    had = Judgement.objects.filter(codebook=book, contribution=c, counts=True).first()
    return ToJudge(
        c.pk, c.words, c.translation, c.said_in, c.heard_on, c.activity.name if c.activity else "", read is not None,
        tuple(Suggested(s["code"], s["score"], tuple(s["why"])) for s in read.suggested) if read else (),
        read.because if read else "", bool(read and read.nothing), same, left,
        tuple((str(u.code_id), u.valence) for u in had.uses.all()) if had else (),
    )  # fmt: skip


def saying_nothing(actor: Actor, book: Codebook, *, on: date) -> Counter:
    """Give what is set apart as saying nothing, by its wording, for a person to look at before it is judged at once."""
    rows = waiting(actor, book, on=on).filter(readings__codebook=book, readings__nothing=True)
    return Counter(c.words.strip() or "-" for c in rows)


SAMPLE = 50  # words that a second coder judges


def blind_sample(actor: Actor, book: Codebook, *, on: date) -> tuple[list[ToJudge], int, int]:
    """Give what the actor has still to judge as a second coder, how many they have, and how many the sample has.

    The sample is drawn from what others judged first, by the fingerprint of each: nobody chooses it. It shows words, and
    nothing of what was suggested or judged.
    """
    mine = access.visible(actor, on=on).values("pk")
    rows = (
        _judged(book, on=on)
        .filter(alike=False, contribution__in=mine)
        .exclude(by=actor.id)
        .select_related("contribution__activity")
    )
    drawn = sorted(rows, key=lambda j: sha256(f"{book.pk}|{j.contribution_id}".encode()).hexdigest())[:SAMPLE]
    done = set(
        Judgement.objects.filter(codebook=book, counts=False, by=actor.id, contribution__in=[j.contribution_id for j in drawn])
        .values_list("contribution", flat=True)
    )  # fmt: skip
    left = [_blind(j.contribution) for j in drawn if j.contribution_id not in done]
    return left, len(done), len(drawn)


def _blind(c: Contribution) -> ToJudge:
    where = c.activity.name if c.activity else ""
    return ToJudge(c.pk, c.words, c.translation, c.said_in, c.heard_on, where, False, (), "", False, 0, 0, ())


def trail(book: Codebook) -> list[TrailLine]:
    """Give how a codebook grew, the newest first: every version with who, what and why, and every memo where it was written."""
    versions = [TrailLine(v.on, v.by, v.what, v.because, v.number) for v in book.versions.all()]
    memos = [
        TrailLine(
            m.on, m.by, m.code.name if m.code else "", m.words, None, words_of(m.contribution) if m.contribution else ""
        )
        for m in book.memos.select_related("code", "contribution").order_by("-order")
        if not m.contribution or not m.contribution.withdrawn_on
    ]
    return sorted([*versions, *memos], key=lambda line: line.on, reverse=True)


def words_with(actor: Actor, code: Code, *, on: date) -> Sequence[CodeUse]:
    """Give the uses of a code in words that the actor may read, to split them."""
    mine = access.visible(actor, on=on).values("pk")
    rows = code.uses.filter(judgement__counts=True, judgement__contribution__in=mine)
    return list(rows.select_related("judgement__contribution").order_by("judgement__on", "pk"))


def texts_said(actor: Actor, place: object, activity: object | None, *, on: date, most: int) -> list[str]:
    """Give what was said in a place or at an activity, that the actor may read, the newest first: to propose codes from."""
    rows = access.visible(actor, on=on).filter(place=place.id).exclude(words="", translation="")
    rows = rows.filter(activity=activity.pk) if activity else rows
    return [words_of(c) for c in rows[:most]]
