"""A machine reads and suggests; people judge which codes words carry. Only the first judgement counts, and no suggestion does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.coding import VALENCES
from hereabouts.core.voice.suggesting import suggest
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Code, Codebook, CodeUse, Coding, Contribution, Judgement, Reading
from hereabouts.records.voice.reads.codebooks import accepted_examples, told_of, waiting, words_of

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

CHUNK = 500


class NotJudged(Sentence):
    """A judgement that cannot be made."""


@change("codebook.write")
def read_anew(
    *, by: Actor, on: date, codebook: Codebook, several: bool = True, step: Callable[[str], Any] = str
) -> Codebook:
    """Let the machine read what nobody has judged yet, learning from what people accepted; it suggests, and nothing counts.

    ``step`` is told what is being done, for whoever waits.
    """
    if codebook.mode != "codebook":
        raise NotJudged("In reflexive coding nobody reads for you. Codes grow out of your own reading.")
    rows = list(waiting(by, codebook, on=on))
    book, accepted = told_of(codebook), accepted_examples(codebook, on=on)
    if not book:
        raise NotJudged("There is no code to suggest yet. Write some first, or load them.")
    step("Reading")
    found = suggest([words_of(c) for c in rows], book, accepted, multi=several)
    step("Writing down what is suggested")
    Reading.objects.filter(codebook=codebook).delete()
    Reading.objects.bulk_create(
        [
            Reading(
                codebook=codebook, contribution=c, nothing=bool(one.apart), because=one.because,
                same_as=rows[one.same_as] if one.same_as is not None else None,
                suggested=[{"code": s.code, "score": s.score, "why": list(s.why)} for s in one.suggested],
            )
            for c, one in zip(rows, found, strict=True)
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    codebook.read_on, codebook.learned = on, len(accepted)
    codebook.save(update_fields=["read_on", "learned"])
    return codebook


@change("contribution.code")
def judge(
    *, by: Actor, on: date, contribution: Contribution, codebook: Codebook, codes: Mapping[Code, str], alike: bool = False,
) -> Judgement:  # fmt: skip
    """Judge which codes somebody's words carry, each as a problem, praise or a request; none is an answer too.

    With ``alike`` it holds for all that say the same. A code that stands under a shared topic raises that topic as well.
    Judged again, what was said last counts.
    """
    same = _alike(by, contribution, codebook, on=on) if alike else []
    _judged([contribution], by=by, on=on, book=codebook, codes=codes, alike=False)
    _judged(same, by=by, on=on, book=codebook, codes=codes, alike=True)
    return Judgement.objects.get(codebook=codebook, contribution=contribution, counts=True)


@change("contribution.code")
def judge_nothing(*, by: Actor, on: date, place: Place, codebook: Codebook) -> int:
    """Judge all that say nothing ("N/A", "No comment") at once: none of the codes. Their speakers are heard all the same."""
    silent = list(waiting(by, codebook, on=on).filter(readings__codebook=codebook, readings__nothing=True))
    _judged(silent, by=by, on=on, book=codebook, codes={}, alike=True)
    return len(silent)


@change("contribution.code")
def judge_blind(
    *, by: Actor, on: date, contribution: Contribution, codebook: Codebook, codes: Mapping[Code, str]
) -> Judgement:
    """Judge words that somebody else has judged, without seeing what they said: for agreement, and for nothing else."""
    if codebook.mode != "codebook":
        raise NotJudged(
            "Reflexive coding is one person’s reading. A second coder’s agreement would say nothing about it."
        )
    first = Judgement.objects.filter(codebook=codebook, contribution=contribution, counts=True).first()
    if first is None or first.by == by.id:
        raise NotJudged("These are for somebody else to judge: you judged them first, or nobody has yet.")
    _checked(codebook, codes)
    made, _ = Judgement.objects.update_or_create(
        codebook=codebook, contribution=contribution, by=by.id,
        defaults={"by_name": by.name, "on": on, "counts": False, "version": codebook.version},
    )  # fmt: skip
    made.uses.all().delete()
    CodeUse.objects.bulk_create(
        [CodeUse(judgement=made, code=code, valence=valence) for code, valence in codes.items()]
    )
    return made


def _alike(by: Actor, contribution: Contribution, book: Codebook, *, on: date) -> list[Contribution]:
    mine = Reading.objects.filter(codebook=book, contribution=contribution).first()
    first = mine.same_as_id if mine and mine.same_as_id else contribution.pk
    same = waiting(by, book, on=on).filter(readings__codebook=book, readings__same_as=first)
    more = waiting(by, book, on=on).filter(pk=first)
    return [c for c in (*same, *more) if c.pk != contribution.pk]


def _checked(book: Codebook, codes: Mapping[Code, str]) -> None:
    if any(code.codebook_id != book.pk or code.ended_on for code in codes):
        raise NotJudged("One of these codes does not stand in the codebook any more.")
    if any(valence not in VALENCES for valence in codes.values()):
        raise NotJudged("Say of each code whether it is a problem, praise or a request.")


def _judged(
    rows: Iterable[Contribution], *, by: Actor, on: date, book: Codebook, codes: Mapping[Code, str], alike: bool
) -> None:
    """Write judgements down, with what was suggested then, and raise the shared topics of their codes."""
    rows = list(rows)
    if any(c.place_id != book.place_id or (book.activity_id and c.activity_id != book.activity_id) for c in rows):
        raise NotJudged("These words are not among those that the codebook is for.")
    _checked(book, codes)
    had = {
        j.contribution_id: j
        for j in Judgement.objects.filter(codebook=book, counts=True, contribution__in=rows).prefetch_related(
            "uses__code"
        )
    }
    mine = Judgement.objects.filter(codebook=book, counts=False, by=by.id, contribution__in=rows)
    mine.delete()  # who judges first cannot be the second coder of the same words
    read = {
        r.contribution_id: [s["code"] for s in r.suggested]
        for r in Reading.objects.filter(codebook=book, contribution__in=rows)
    }
    before = {pk: {u.code.topic for u in j.uses.all() if u.code.topic} for pk, j in had.items()}
    Judgement.objects.filter(pk__in=[j.pk for j in had.values()]).delete()
    made = [
        Judgement(
            codebook=book, contribution=c, by=by.id, by_name=by.name, on=on, alike=alike, version=book.version,
            suggested=had[c.pk].suggested if c.pk in had else read.get(c.pk),
        )
        for c in rows
    ]  # fmt: skip
    Judgement.objects.bulk_create(made, batch_size=CHUNK)
    uses = [CodeUse(judgement=j, code=code, valence=valence) for j in made for code, valence in codes.items()]
    CodeUse.objects.bulk_create(uses, batch_size=CHUNK)
    _raise_topics(rows, before, codes, by=by, on=on)
    Contribution.objects.filter(pk__in=[c.pk for c in rows]).update(coded_on=on, coded_by=by.name)


def _raise_topics(rows: list[Contribution], before: Mapping, codes: Mapping[Code, str], *, by: Actor, on: date) -> None:
    """Let the shared topics stand as the codes say; a topic that was raised by a code before and is no longer, is turned down."""
    raised: dict[str, str] = {}
    for code, valence in codes.items():
        if code.topic:
            raised.setdefault(code.topic, valence)
    for pk, topics in before.items():
        Coding.objects.filter(contribution=pk, topic__in=topics - raised.keys()).update(
            valence="", accepted_by="", accepted_on=None, rejected_by=by.name, rejected_on=on
        )
    for topic, valence in raised.items():
        stands = Coding.objects.filter(contribution__in=rows, topic=topic)
        there = set(stands.values_list("contribution", flat=True))
        stands.update(valence=valence, accepted_by=by.name, accepted_on=on, rejected_by="", rejected_on=None)
        Coding.objects.bulk_create(
            [
                Coding(contribution=c, topic=topic, valence=valence, suggested_by=by.name, accepted_by=by.name, accepted_on=on)
                for c in rows if c.pk not in there
            ],
            batch_size=CHUNK,
        )  # fmt: skip
