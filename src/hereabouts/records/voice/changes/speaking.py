"""Somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hereabouts.core.imports.fields import LONGEST
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.coding import MACHINE, spoken, suggest
from hereabouts.core.voice.consent import Agreed
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.engines.definitions import profile_questions, topics
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.access import as_written
from hereabouts.records.voice.changes.agreeing import agree
from hereabouts.records.voice.changes.background import note_background
from hereabouts.records.voice.changes.following import follow
from hereabouts.records.voice.models import Activity, Coding, Contribution, Participant
from hereabouts.records.voice.numbers import new_key, well_formed

if TYPE_CHECKING:
    from hereabouts.records.intake.models import Letter
    from hereabouts.records.places.models import Place

LONG_AGO = 20  # years: words heard before that are likelier a slip of the day


class NothingSaid(Sentence):
    """A contribution without words, and without a recording that is kept somewhere."""


class NotYetHeard(Sentence):
    """Words heard on a day that has not come."""


class UnknownPerson(Sentence):
    """A number that was given to nobody here."""


class SentElsewhere(Sentence):
    """A conversation sent twice, for two places."""


class NotWords(Sentence):
    """A letter that holds something else than somebody's words about this place."""


@change("contribution.record")
def record(
    *,
    by: Actor,
    on: date,
    place: Place,
    words: str,
    heard_on: date,
    activity: Activity | None = None,
    person: str = "",
    voice: str = "resident",
    answers: Mapping[str, str] | None = None,
    consents: Iterable[str | Agreed] = ("taking part",),
    contact: str = "",
    medium: str = "spoken",
    kept_at: str = "",
    said_in: str = "English",
    translation: str = "",
    translated_by: str = "",
    once: UUID | None = None,
    prompt: str = "",
    behalf: str = "",
    number: str = "",
) -> Contribution:
    """Write down what somebody said, who they are as far as they wished to say, and what they agreed to.

    All of it or nothing. The same ``once`` twice gives what was written the first time and changes nothing.
    ``person`` is the number that somebody was given when they spoke before: they stay one person. ``number`` is one that was
    handed to them with this very conversation, by a phone without signal or on paper: it becomes theirs unless somebody has it.
    """
    if once and (already := _sent(once, place)):
        return already
    if not words.strip() and not kept_at.strip():
        raise NothingSaid("Write down what they said, or where the recording is kept.")
    if heard_on > on:
        raise NotYetHeard("{day:%-d %B %Y} has not come yet. Check the day.", day=heard_on)
    if heard_on.year < on.year - LONG_AGO:
        raise NotYetHeard("{day:%-d %B %Y} is more than {n} years ago. Check the day.", day=heard_on, n=LONG_AGO)
    if len(words) > LONGEST:
        raise NothingSaid("That is longer than {n:,} characters. Write it down in several parts.", n=LONGEST)
    if activity and activity.place_id != place.pk:
        raise NotFound
    who = _person(person, place) if person.strip() else Participant.objects.create(key=_free(number), voice=voice)
    _told(who, answers or {}, contact)
    for kind in consents:
        agree(who, kind, by=by, on=on, since=heard_on)
    _reached_no_more(who)
    made = Contribution.objects.create(
        place=place, organisation_id=by.organisation, activity=activity, participant=who, words=words.strip(),
        medium=medium, kept_at=kept_at.strip(), said_in=said_in.strip() or "English", translation=translation.strip(),
        translated_by=translated_by.strip(), heard_on=heard_on, recorded_by=by.name, recorded_on=on, once=once,
        prompt=prompt, behalf=behalf.strip(),
    )  # fmt: skip
    Coding.objects.bulk_create(suggestions(made))
    follow(made)
    return made


@change("contribution.record")
def record_answers(
    *,
    by: Actor,
    on: date,
    place: Place,
    answers_to: Mapping[str, str],
    once: UUID,
    told: Mapping[str, Any],
    activity: Activity | None = None,
    background: Mapping[str, Any] | None = None,
) -> Contribution:
    """Write down what somebody answered to the prompts of a guide: each answer by itself, all of one person; gives the first.

    ``told`` is what ``record`` is told beside the words, ``background`` what ``note_background`` is, where it was asked. All
    of it or nothing, and twice is once.
    """
    if already := _sent(once, place):
        return already
    told = {**told, "activity": activity}
    given = {prompt: words for prompt, words in answers_to.items() if words.strip()}
    if not given and told.get("kept_at", "").strip():
        given = {next(iter(answers_to), ""): ""}
    if not given:
        raise NothingSaid("Write down what they said, or where the recording is kept.")
    first = None
    for n, (prompt, words) in enumerate(given.items()):
        if n:
            told |= {"person": first.participant.key, "number": ""}
        one = once if not n else uuid5(once, prompt)
        made = record(by=by, on=on, place=place, words=words, prompt=prompt, once=one, **told)
        first = first or made
    if background:
        note_background(by=by, on=on, place=place, person=first.participant.key, **background)
    return first


@change("contribution.record")
def accept_letter(*, by: Actor, on: date, place: Place, letter: Letter, words: str) -> Contribution:
    """Take somebody's letter in as what they said, and tell its sender so. Twice is once.

    Who writes of their own accord takes part; nobody asked them whether they may be quoted, so they may not. How to
    reach them is kept only if they wanted to hear back.
    """
    key = f"letter/{letter.ref}"
    if already := Contribution.objects.filter(place=place, key=key).first():
        return already
    if letter.kind != "words" or letter.place_id != place.pk:
        raise NotWords(
            "{ref} does not hold somebody’s words about this place. Another room deals with it.", ref=letter.ref
        )
    who = Participant.objects.create(key=new_key(), contact=letter.contact if letter.wants_reply else "")
    for kind in ("taking part", "recontact") if who.contact else ("taking part",):
        agree(who, kind, by=by, on=on, since=letter.received_on)
    made = Contribution.objects.create(
        place=place, organisation_id=by.organisation, participant=who, words=letter.text, medium="written",
        said_in=letter.language or "English", heard_on=letter.received_on, recorded_by=by.name, recorded_on=on,
        source="letter", letter=letter.ref, key=key,
    )  # fmt: skip
    Coding.objects.bulk_create(suggestions(made))
    follow(made)
    intake.reply(by=by, on=on, letter=letter, words=words)
    return made


def suggestions(contribution: Contribution) -> list[Coding]:
    """Give what a machine would suggest: none of it counts until a person accepts (X-34)."""
    told = suggest(f"{contribution.words} {contribution.translation}", _words_of_topics())
    return [Coding(contribution_id=contribution.pk, topic=topic, suggested_by=MACHINE) for topic in told]


@cache
def _words_of_topics() -> dict[str, tuple[str, ...]]:
    return spoken(topics())


def _sent(once: UUID, place: Place) -> Contribution | None:
    """Give what was sent already. SentElsewhere where that was for another place, whose number is not told here.

    Two who send the same at the same moment take turns here: the second finds what the first wrote.
    """
    list(type(place).objects.select_for_update().filter(pk=place.pk).values_list("pk"))
    found = Contribution.objects.filter(once=once).first()
    if found and found.place_id != place.pk:
        raise SentElsewhere("This conversation was sent already, for another place. Begin a new one.")
    return found


def _free(number: str) -> str:
    """Give the number that was handed out, where it is one of ours and nobody's yet; a new one otherwise."""
    told = well_formed(number)
    return told if told and not Participant.objects.filter(key=told).exists() else new_key()


def _person(key: str, place: Place) -> Participant:
    found = Participant.objects.filter(key=as_written(key), contributions__place=place).first()
    if found is None or found.contributions.exclude(withdrawn_on=None).exists():
        raise UnknownPerson(
            "Nobody here was given the number “{key}”. Leave it empty if they have none.", key=key.strip()
        )
    return found


def _told(who: Participant, answers: Mapping[str, str], contact: str) -> None:
    """Write down what somebody told of themselves; what was told before stands unless they told it anew."""
    for question, answer in answers.items():
        if question in profile_questions() and answer and answer != NOT_ASKED:
            setattr(who, question, answer)
    who.contact = contact.strip() or who.contact
    who.save()


def _reached_no_more(who: Participant) -> None:
    """Keep no way to reach somebody who took back that they may be."""
    if who.contact and who.consents.filter(kind="recontact").exclude(withdrawn_on=None).exists():
        who.contact = ""
        who.save(update_fields=["contact"])
