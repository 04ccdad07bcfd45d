"""Somebody speaks, and may take it back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.coding import MACHINE, suggest
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.core.voice.responses import CONSENTS
from hereabouts.engines.definitions import profile_questions, topics
from hereabouts.records.imports import changes as imports
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.changes import forget, withdraw
from hereabouts.records.releases.reads import quoting
from hereabouts.records.voice.access import as_written
from hereabouts.records.voice.changes.following import follow, unfollow
from hereabouts.records.voice.models import Activity, Coding, Consent, Contribution, Participant

if TYPE_CHECKING:
    from hereabouts.records.intake.models import Letter
    from hereabouts.records.places.models import Place


ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1: it is read aloud and copied by hand


class NothingSaid(Sentence):
    """A contribution without words, and without a recording that is kept somewhere."""


class NotYetHeard(Sentence):
    """Words heard on a day that has not come."""


class UnknownPerson(Sentence):
    """A number that was given to nobody here."""


class NotWords(Sentence):
    """A letter that holds something else than somebody's words about this place."""


class UnknownConsent(Sentence):
    """A consent that nobody is asked for."""


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
    consents: Iterable[str] = ("taking part",),
    contact: str = "",
    medium: str = "spoken",
    kept_at: str = "",
    said_in: str = "English",
    translation: str = "",
    translated_by: str = "",
    once: UUID | None = None,
) -> Contribution:
    """Write down what somebody said, who they are as far as they wished to say, and what they agreed to.

    All of it or nothing. The same ``once`` twice gives what was written the first time and changes nothing.
    ``person`` is the number that somebody was given when they spoke before: they stay one person.
    """
    if once and (already := Contribution.objects.filter(once=once, place=place).first()):
        return already
    if not words.strip() and not kept_at.strip():
        raise NothingSaid("Write down what they said, or where the recording is kept.")
    if heard_on > on:
        raise NotYetHeard("{day:%-d %B %Y} has not come yet. Check the day.", day=heard_on)
    if activity and activity.place_id != place.pk:
        raise NotFound
    who = _person(person, place) if person.strip() else Participant.objects.create(key=new_key(), voice=voice)
    _told(who, answers or {}, contact)
    for kind in consents:
        give(who, kind, on=heard_on)
    made = Contribution.objects.create(
        place=place, organisation_id=by.organisation, activity=activity, participant=who, words=words.strip(),
        medium=medium, kept_at=kept_at.strip(), said_in=said_in.strip() or "English", translation=translation.strip(),
        translated_by=translated_by.strip(), heard_on=heard_on, recorded_by=by.name, recorded_on=on, once=once,
    )  # fmt: skip
    Coding.objects.bulk_create(suggestions(made))
    follow(made)
    return made


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
        give(who, kind, on=letter.received_on)
    made = Contribution.objects.create(
        place=place, organisation_id=by.organisation, participant=who, words=letter.text, medium="written",
        said_in=letter.language or "English", heard_on=letter.received_on, recorded_by=by.name, recorded_on=on,
        source="letter", letter=letter.ref, key=key,
    )  # fmt: skip
    Coding.objects.bulk_create(suggestions(made))
    follow(made)
    intake.reply(by=by, on=on, letter=letter, words=words)
    return made


@change("contribution.withdraw", about="contribution")
def withdraw_consent(*, by: Actor, on: date, contribution: Contribution, kind: str) -> Participant:
    """Take back what the speaker agreed to, for everything they ever said: from now on no read gives it.

    Who no longer takes part has their words, their contact and all they told of themselves erased, and is counted
    nowhere. What was released with their words is withdrawn: it is published again without them. Twice changes nothing.
    """
    if kind not in CONSENTS:
        raise UnknownConsent(
            "“{kind}” is not asked for. It can be {kinds}.", kind=kind, kinds=listed(CONSENTS, last="or")
        )
    who = contribution.participant
    if kind in {"taking part", "quote"}:
        _unpublish(who, by=by, on=on)
    for one in CONSENTS if kind == "taking part" else [kind]:
        Consent.objects.get_or_create(participant=who, kind=one)
        Consent.objects.filter(participant=who, kind=one, withdrawn_on=None).update(withdrawn_on=on)
    if kind in {"taking part", "recontact"}:
        Participant.objects.filter(pk=who.pk).update(contact="")
    if kind == "taking part":
        _erase(who, on)
    return who


def _unpublish(who: Participant, *, by: Actor, on: date) -> None:
    """Withdraw every release that prints somebody's words, and forget what waits to be released with them."""
    theirs = Contribution.objects.filter(participant=who).values_list("place_id", "words", "translation")
    for place in {place for place, _, _ in theirs}:
        words = {told for where, *both in theirs for told in both if where == place and told}
        forget(place, words)
        for release in quoting(place, words):
            withdraw(by=by, on=on, release=release, because="Somebody who is quoted in it took their words back.")


def _erase(who: Participant, on: date) -> None:
    unfollow(who)
    theirs = Contribution.objects.filter(participant=who)
    imports.forget(theirs.values_list("pk", flat=True))
    intake.forget(theirs.exclude(letter="").values_list("letter", flat=True))
    Coding.objects.filter(contribution__in=theirs).delete()
    for theme in {theme for one in theirs for theme in one.themes.all()}:
        theme.contributions.remove(*theirs)
    theirs.filter(withdrawn_on=None).update(
        words="", translation="", translated_by="", kept_at="", coded_on=None, coded_by="", withdrawn_on=on
    )
    unasked = dict.fromkeys(profile_questions(), NOT_ASKED)
    Participant.objects.filter(pk=who.pk).update(own_ref="", **unasked)


def give(who: Participant, kind: str, *, on: date) -> None:
    """Note that somebody agreed to something. What they took back they may give again. Call it inside a change."""
    if kind not in CONSENTS:
        raise UnknownConsent(
            "“{kind}” is not asked for. It can be {kinds}.", kind=kind, kinds=listed(CONSENTS, last="or")
        )
    standing = Consent.objects.filter(participant=who, kind=kind, withdrawn_on=None).exclude(given_on=None)
    if not standing.exists():
        Consent.objects.update_or_create(participant=who, kind=kind, defaults={"given_on": on, "withdrawn_on": None})


def suggestions(contribution: Contribution) -> list[Coding]:
    """Give what a machine would suggest: none of it counts until a person accepts (X-34)."""
    told = suggest(f"{contribution.words} {contribution.translation}", topics())
    return [Coding(contribution=contribution, topic=topic, suggested_by=MACHINE) for topic in told]


def new_key() -> str:
    """Make a number for somebody that says nothing about them, and can be read out: "K7Q2-9FXM"."""
    told = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{told[:4]}-{told[4:]}"


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
