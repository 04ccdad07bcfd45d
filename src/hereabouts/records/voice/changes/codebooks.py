"""A codebook is begun, filled from a sheet, and grown: each change is a version with who, what and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hereabouts.core.imports.fields import plain
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.voice.codebooks import COLUMNS, MODES, MOST, CodeText, read_codes
from hereabouts.engines.definitions import topics
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import Activity, Code, Codebook, CodebookVersion, CodeUse, Contribution, Memo

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place

WRITTEN = ("label", "definition", "inclusion", "exclusion", "examples", "topic")


class NotACodebookHere(Sentence):
    """A codebook that cannot be as it was asked for."""


class FaultyCodes(Sentence):
    """A sheet of codes with cells that cannot be used."""


@change("codebook.write")
def begin_codebook(
    *, by: Actor, on: date, place: Place, name: str, question: str = "", mode: str = "codebook",
    activity: Activity | None = None, codes: Sequence[CodeText] = (), because: str = "",
) -> Codebook:  # fmt: skip
    """Begin a codebook for a place, or for one activity in it, with its first codes where there are any."""
    if activity and activity.place_id != place.pk:
        raise NotFound
    if not name.strip() or mode not in MODES:
        raise NotACodebookHere("Give the codebook a name, and say how you code.")
    if Codebook.objects.filter(place=place, name__iexact=name.strip()).exists():
        raise NotACodebookHere("There is a codebook called “{name}” here already.", name=name.strip())
    made = Codebook.objects.create(
        place=place, organisation_id=by.organisation, name=name.strip(), question=question.strip(), mode=mode,
        activity=activity,
    )  # fmt: skip
    _write(made, codes)
    _version(made, by=by, on=on, what=f"Begun with {counted(len(codes), 'code')}", because=because)
    return made


@change("codebook.write")
def write_codes(*, by: Actor, on: date, codebook: Codebook, codes: Sequence[CodeText], because: str = "") -> Codebook:
    """Write codes into a codebook: those it has are worded anew, others are added; none is taken out. The same twice is once."""
    before = {code.name: _text(code) for code in codebook.codes.filter(ended_on=None)}
    fresh, changed = _write(codebook, codes)
    if before == {code.name: _text(code) for code in codebook.codes.filter(ended_on=None)}:
        return codebook
    what = [f"Added {listed(fresh)}"] if fresh else []
    what += [f"Reworded {listed(changed)}"] if changed else []
    _version(codebook, by=by, on=on, what=". ".join(what), because=because)
    return codebook


def _write(book: Codebook, codes: Sequence[CodeText]) -> tuple[list[str], list[str]]:
    """Write each code down. The same checks as for a sheet: whoever wrote it, a code is a code."""
    rows = [(n, {name: getattr(one, name) for name in COLUMNS}) for n, one in enumerate(codes, 1)]
    read, faults = read_codes(rows, {c: t["label"] for c, t in topics().items()}) if rows else ((), ())
    if faults:
        raise FaultyCodes("{first}", first=str(faults[0]))
    known = {plain(code.name): code for code in book.codes.all()}
    if len(known.keys() | {plain(one.code) for one in read}) > MOST:
        raise FaultyCodes("A codebook has at most {most} codes. Join some first.", most=MOST)
    fresh, changed = [], []
    for one in read:
        had = known.get(plain(one.code))
        if had is None:
            order = len(known) + len(fresh) + 1
            Code.objects.create(codebook=book, name=one.code, order=order, since=book.version + 1,
                                **{name: getattr(one, name) for name in WRITTEN})  # fmt: skip
            fresh.append(one.code)
        elif any(getattr(had, name) != getattr(one, name) for name in WRITTEN) or had.ended_on:
            Code.objects.filter(pk=had.pk).update(
                ended_on=None, into=None, **{name: getattr(one, name) for name in WRITTEN}
            )
            changed.append(had.name)
    return fresh, changed


@change("codebook.write")
def join_codes(*, by: Actor, on: date, codebook: Codebook, codes: Iterable[Code], into: Code, because: str) -> Codebook:
    """Join codes to one: what carried them carries that one, and what it was called at first stays written beside it."""
    gone = [one for one in codes if one.pk != into.pk]
    if (
        not gone
        or {one.codebook_id for one in (*gone, into)} != {codebook.pk}
        or any(one.ended_on for one in (*gone, into))
    ):
        raise NotACodebookHere("Choose at least one other code of this codebook to join.")
    if not because.strip():
        raise NotACodebookHere("Write why they are one. It stands in the trail.")
    for one in gone:
        _move(list(one.uses.all()), one, into)
        Code.objects.filter(pk=one.pk).update(ended_on=on, into=into)
    _version(
        codebook, by=by, on=on, what=f"Joined {listed([one.name for one in gone])} to {into.name}", because=because
    )
    return codebook


def _move(uses: Iterable[CodeUse], was: Code, into: Code) -> None:
    uses = list(uses)
    having = set(
        CodeUse.objects.filter(code=into, judgement__in=[u.judgement_id for u in uses]).values_list(
            "judgement", flat=True
        )
    )
    CodeUse.objects.filter(pk__in=[u.pk for u in uses if u.judgement_id in having]).delete()
    for use in uses:
        if use.judgement_id not in having:
            CodeUse.objects.filter(pk=use.pk).update(code=into, was=use.was or was.name)


@change("codebook.write")
def split_code(
    *, by: Actor, on: date, codebook: Codebook, code: Code, into: dict[CodeUse, str], because: str
) -> Codebook:
    """Split a code: each of its uses goes to the code named for it, a new one where there is none of that name.

    The old code ends when nothing carries it any more.
    """
    names = [name.strip() for name in into.values() if name.strip()]
    if code.codebook_id != codebook.pk or not names:
        raise NotACodebookHere("Write at least one name beside the words that belong there.")
    if any(use.code_id != code.pk for use in into):
        raise NotFound
    if not because.strip():
        raise NotACodebookHere("Write why it is split. It stands in the trail.")
    have = {plain(one.name) for one in codebook.codes.filter(ended_on=None)}
    fresh = {plain(name): CodeText(name, name, topic=code.topic) for name in names if plain(name) not in have}
    _write(codebook, list(fresh.values()))
    to = {plain(one.name): one for one in codebook.codes.filter(ended_on=None)}
    for use, name in into.items():
        if name.strip() and to[plain(name)].pk != code.pk:
            _move([use], code, to[plain(name)])
    if not code.uses.exists():
        Code.objects.filter(pk=code.pk).update(ended_on=on)
    _version(
        codebook, by=by, on=on, what=f"Split {code.name} into {listed(list(dict.fromkeys(names)))}", because=because
    )
    return codebook


@change("codebook.write")
def write_memo(
    *,
    by: Actor,
    on: date,
    codebook: Codebook,
    words: str,
    code: Code | None = None,
    contribution: Contribution | None = None,
) -> Memo:
    """Write down a thought about a codebook, one of its codes, or somebody's words. Nobody rewrites it."""
    if not words.strip():
        raise NotACodebookHere("Write what you thought.")
    if (code and code.codebook_id != codebook.pk) or (contribution and contribution.place_id != codebook.place_id):
        raise NotFound
    return Memo.objects.create(
        codebook=codebook, code=code, contribution=contribution, words=words.strip(), by=by.name, on=on,
        order=codebook.memos.count() + 1,
    )  # fmt: skip


def _version(book: Codebook, *, by: Actor, on: date, what: str, because: str) -> None:
    book.version += 1
    book.save(update_fields=["version"])
    CodebookVersion.objects.create(
        codebook=book, number=book.version, on=on, by=by.name, what=what[:300], because=because.strip(),
        codes=[_text(code) for code in book.codes.filter(ended_on=None)],
    )  # fmt: skip


def _text(code: Code) -> dict[str, str]:
    return {"code": code.name, **{name: getattr(code, name) for name in WRITTEN}}
