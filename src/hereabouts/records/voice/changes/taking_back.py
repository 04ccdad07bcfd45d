"""Somebody takes back what they agreed to: through an officer, by their own number, or because its last day has passed.

The same happens whichever way: what stands nowhere but with us is gone at once, what was released with their words is
withdrawn, and what only hands can take down is written up with the day by which it has to be.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from hereabouts.core.ledger import Actor, Grant
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.consent import NO, YES, Agreed, UnknownConsent, checked, in_other_words, stands
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.engines.definitions import consent_kinds, profile_questions, promised_days
from hereabouts.records.imports import changes as imports
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.changes import change
from hereabouts.records.releases.changes import erase, forget, withdraw
from hereabouts.records.releases.reads import quoting
from hereabouts.records.voice.access import person_with
from hereabouts.records.voice.changes.following import unfollow
from hereabouts.records.voice.models import (
    Background,
    Coding,
    Consent,
    Contribution,
    Participant,
    PlaceScore,
    Recording,
    TakenBack,
)
from hereabouts.records.voice.recordings import forget_recordings
from hereabouts.records.voice.taken_back import forget_judged, forget_quoted

if TYPE_CHECKING:
    from uuid import UUID

PRINTED = {"taking part", "quote", "in other words"}  # what somebody's words may be printed under
OWN_WORD = "the speaker’s own right to take it back"


class NotChosen(Sentence):
    """Words told in other words although their speaker did not choose that."""


@change("contribution.withdraw", about="contribution", keeps=("kind",))
def withdraw_consent(
    *, by: Actor, on: date, contribution: Contribution, kind: str, retell: bool = False
) -> Participant:
    """Take back what the speaker agreed to, for everything they ever said: from now on no read gives it.

    Who no longer takes part has their words, their contact and all they told of themselves erased, and is counted
    nowhere. What was released with their words is withdrawn: it is published again without them. With ``retell`` they
    agree that what they meant is told in words of ours instead. Twice changes nothing.
    """
    _say_no_again(contribution.participant, kind)
    take(contribution.participant, kind, by=by, on=on, how="officer", retell=retell)
    return contribution.participant


@change("consent.take_back", keeps=("kind",))
def take_back(*, by: Actor, on: date, number: str, kind: str, retell: bool = False) -> Participant:
    """Take back by the number (or the letter's reference) that somebody holds, without an account. UnknownNumber otherwise."""
    who = person_with(number, on=on)
    _say_no_again(who, kind)
    take(who, kind, by=by, on=on, how="speaker", retell=retell)
    return who


def expire_due(*, by: Actor, on: date) -> int:
    """End what has had its last day, and say how many consents that were. Nothing due leaves no entry in the trail."""
    return expire(by=by, on=on) if _due(on).exists() else 0


@change("consent.expire")
def expire(*, by: Actor, on: date) -> int:
    """Take back, on nobody's word but the calendar's, every consent whose last day has passed."""
    told = list(_due(on).select_related("participant").order_by("pk"))
    for one in told:
        take(one.participant, one.kind, by=by, on=on, how="the day")
    return len(told)


def _due(on: date) -> QuerySet[Consent]:
    return Consent.objects.filter(until__lt=on, withdrawn_on=None, answer=YES).exclude(given_on=None)


@change("contribution.retell", about="contribution")
def retell(*, by: Actor, on: date, contribution: Contribution, words: str) -> Contribution:
    """Tell what somebody meant in words of ours, where they chose that. StillTheirWords while it quotes them."""
    chosen = Consent.objects.filter(participant=contribution.participant, kind="in other words").first()
    if chosen is None or not stands(chosen, on):
        raise NotChosen("They have not chosen to have what they meant told in other words. Ask them first.")
    contribution.other_words = in_other_words(words, contribution.words, contribution.translation)
    contribution.save(update_fields=["other_words"])
    return contribution


@change("taken_back.settle", about="taken")
def settle(*, by: Actor, on: date, taken: TakenBack) -> TakenBack:
    """Say that hands have taken down what they had to: copies on other servers, sheets on boards. Twice changes nothing."""
    if taken.done_on is None:
        taken.done_on, taken.done_by = on, by.name
        taken.save(update_fields=["done_on", "done_by"])
    return taken


def _say_no_again(who: Participant, kind: str) -> None:
    """Let their own word stand over a sheet's: what a sheet took back is a no from now on, whoever takes the sheet back."""
    kinds = list(consent_kinds()) if kind == "taking part" else [kind]
    Consent.objects.filter(participant=who, kind__in=kinds, answer=YES).exclude(withdrawn_on=None).update(answer=NO)


def take(who: Participant, kind: str, *, by: Actor, on: date, how: str, retell: bool = False) -> None:
    """Take one thing back, whoever asked for it. Call it inside a change."""
    checked(Agreed(kind), consent_kinds())
    if kind == "taking part" and retell:
        raise UnknownConsent("Whoever no longer takes part is told of in no words at all.")
    had = Consent.objects.filter(participant=who, kind=kind, answer=YES, withdrawn_on=None).exclude(given_on=None)
    stood = had.exists() or (kind == "taking part" and who.contributions.filter(withdrawn_on=None).exists())
    gone = _unpublish(who, by=by, on=on) if kind in PRINTED else {}
    for one in consent_kinds() if kind == "taking part" else [kind]:
        Consent.objects.get_or_create(participant=who, kind=one)
        Consent.objects.filter(participant=who, kind=one, withdrawn_on=None).update(withdrawn_on=on)
    if kind in {"taking part", "recontact"}:
        Participant.objects.filter(pk=who.pk).update(contact="")
        intake.reach_no_more(who.contributions.exclude(letter="").values_list("letter", flat=True))
    if stood:
        _write_up(who, kind, gone, on=on, how=how, retell=retell)
    if retell and kind == "quote":
        Consent.objects.update_or_create(
            participant=who, kind="in other words", defaults={"answer": YES, "given_on": on, "withdrawn_on": None}
        )
    if kind == "quote":
        forget_quoted(set().union(*_their_words(who).values()))
    if kind == "taking part":
        _erase(who, on)


def _write_up(
    who: Participant, kind: str, gone: dict[UUID, list[dict[str, Any]]], *, on: date, how: str, retell: bool
) -> None:
    """Keep, for each place they spoke in, what was withdrawn. Where nothing had been released there is nothing left to do."""
    for place in set(who.contributions.values_list("place_id", flat=True)):
        if how == "officer" and not retell and place not in gone:
            continue  # whoever did it knows, and nothing is left to do
        TakenBack.objects.create(
            place_id=place, participant=who, consent=kind, how=how, taken_on=on, releases=gone.get(place, []),
            retell=retell, due_on=on + timedelta(days=promised_days()), done_on=None if gone.get(place) else on,
        )  # fmt: skip


def _unpublish(who: Participant, *, by: Actor, on: date) -> dict[UUID, list[dict[str, Any]]]:
    """Withdraw every release that prints somebody's words, and forget what waits to be released with them.

    It is their right, in every place they spoke in, whatever the rights of whoever carries it out.
    """
    right = Grant("release", "withdraw", under=OWN_WORD)
    own_right = Actor(by.id, by.name, by.organisation, by.roles, (*by.grants, right))
    gone: dict[UUID, list[dict[str, Any]]] = {}
    for place, words in _their_words(who).items():
        forget(place, words)
        for release in quoting(place, words):
            withdraw(
                by=own_right, on=on, release=release, because="Somebody who is quoted in it took their words back."
            )
            gone.setdefault(place, []).append({"kind": release.kind, "title": release.title, "number": release.number})
    return gone


def _their_words(who: Participant) -> dict[UUID, set[str]]:
    """Give everything somebody ever said, by the place they said it in, as it may have been printed."""
    found: dict[UUID, set[str]] = {}
    for place, *told in who.contributions.values_list("place_id", "words", "translation", "other_words"):
        found.setdefault(place, set()).update(filter(None, told))
    return found


def _erase(who: Participant, on: date) -> None:
    unfollow(who)
    theirs = Contribution.objects.filter(participant=who)
    for place, words in _their_words(who).items():
        erase(place, words)
    imports.forget(theirs.values_list("pk", flat=True))
    intake.forget(theirs.exclude(letter="").values_list("letter", flat=True))
    forget_judged(theirs, set().union(*_their_words(who).values()))
    Coding.objects.filter(contribution__in=theirs).delete()
    for theme in {theme for one in theirs for theme in one.themes.all()}:
        theme.contributions.remove(*theirs)
    forget_recordings(Recording.objects.filter(contribution__in=theirs).values_list("token", flat=True))
    PlaceScore.objects.filter(participant=who).delete()
    Background.objects.filter(participant=who).delete()
    theirs.filter(withdrawn_on=None).update(
        words="", translation="", translated_by="", kept_at="", behalf="", other_words="", coded_on=None, coded_by="",
        withdrawn_on=on,
    )  # fmt: skip
    unasked = dict.fromkeys(profile_questions(), NOT_ASKED)
    Participant.objects.filter(pk=who.pk).update(own_ref="", **unasked)
