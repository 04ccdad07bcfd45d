"""Words that are taken back are taken back everywhere: in what is published, in the letter, on a site in a folder."""

import pytest
from django.urls import reverse

from hereabouts.engines.definitions import roles
from hereabouts.records.intake import changes as intake
from hereabouts.records.intake.models import Letter
from hereabouts.records.intake.reads import thread
from hereabouts.records.releases.changes import propose, withdraw
from hereabouts.records.releases.models import Proposal, Release
from hereabouts.records.trust.access import public
from hereabouts.records.voice import changes as voice
from hereabouts.web.public.export import NothingReleased, write_site
from tests.released import by_two, content
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
WORDS = "The bags sit there for days."


@pytest.fixture
def given(partnership):
    return {"by": partnership.actor("communities_officer"), "on": TODAY}


def printed(given, partnership, words, kind="plan", **facts):
    told = content(kind, partnership.east)
    if kind == "plan":
        told["priorities"][0]["said"] = [{"words": words, "by": "Resident"}]
    return by_two(
        partnership, role="communities_officer", place=partnership.east, kind=kind, title=kind.capitalize(), content=told | facts
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["quote", "taking part"])
def test_a_release_that_prints_them_is_withdrawn_and_another_stands(given, partnership, client, kind):
    said = voice.record(
        **given, place=partnership.east, words=WORDS, heard_on=TODAY, consents=("taking part", "quote", "recontact")
    )
    before = printed(given, partnership, "Words of somebody else.")
    printed(given, partnership, WORDS)
    newest = printed(given, partnership, WORDS, intro="Once more.")
    assert WORDS in client.get(reverse("public-plan", args=[partnership.east.pk])).content.decode()
    voice.withdraw_consent(**given, contribution=said, kind="recontact")
    assert not Release.objects.exclude(withdrawn_on=None).exists()
    voice.withdraw_consent(**given, contribution=said, kind=kind)
    assert list(Release.objects.filter(withdrawn_on=None)) == [before]
    assert WORDS not in client.get(reverse("public-plan", args=[partnership.east.pk])).content.decode()
    assert client.get(reverse("released-json", args=[newest.pk])).status_code == 404


def test_what_waits_to_be_released_with_them_is_forgotten(given, partnership):
    said = voice.record(**given, place=partnership.east, words=WORDS, heard_on=TODAY, consents=("taking part", "quote"))
    told = content("plan", partnership.east)
    told["priorities"][0]["said"] = [{"words": WORDS, "by": "Resident"}]
    propose(**given, place=partnership.east, kind="plan", title="Plan", content=told, rule="open")
    assert Proposal.objects.exists()
    voice.withdraw_consent(**given, contribution=said, kind="quote")
    assert not Proposal.objects.exists()


def test_words_in_translation_count_too(given, partnership):
    said = voice.record(
        **given, place=partnership.east, words="Śmieci leżą całe dnie.", said_in="Polish", translation=WORDS, heard_on=TODAY,
        translated_by="An interpreter", consents=("taking part", "quote"),
    )  # fmt: skip
    printed(given, partnership, WORDS)
    voice.withdraw_consent(**given, contribution=said, kind="quote")
    assert not Release.objects.filter(withdrawn_on=None).exists()


def test_whoever_may_take_words_back_may_withdraw_what_prints_them():
    """Otherwise a right of the speaker would fail on a right of the officer."""
    for role in roles().values():
        held = {*role.here, *role.everywhere}
        assert "contribution.withdraw" not in held or "release.withdraw" in held, role.id


def test_a_letter_is_forgotten_with_the_words_it_brought(given, partnership):
    letter = intake.send(
        by=public(), on=TODAY, kind="words", text=WORDS, place=partnership.east, contact="01632 960777", where="Quay Road 3",
        wants_reply=True,
    )  # fmt: skip
    said = voice.accept_letter(**given, place=partnership.east, letter=letter, words="We read it.")
    voice.withdraw_consent(**given, contribution=said, kind="quote")
    assert thread(letter.ref, on=TODAY).words == WORDS
    voice.withdraw_consent(**given, contribution=said, kind="taking part")
    assert WORDS not in thread(letter.ref, on=TODAY).words
    assert [reply.words for reply in thread(letter.ref, on=TODAY).replies] == ["We read it."]
    kept = Letter.objects.values_list("text", "where", "contact", "wants_reply").get()
    assert kept == ("Taken back by who wrote it.", "", "", False)


def test_a_site_keeps_no_page_that_is_released_no_longer(given, partnership, tmp_path):
    plan, profile = printed(given, partnership, WORDS), printed(given, partnership, "", kind="profile")
    write_site(partnership.east.pk, tmp_path)
    (tmp_path / "our-own.html").write_text("not of the site")
    withdraw(**given, release=profile, because="A wrong number")
    write_site(partnership.east.pk, tmp_path)
    assert not [path.name for path in tmp_path.glob("profile.*")]
    assert (tmp_path / "index.html").exists()
    withdraw(**given, release=plan, because="It named somebody")
    with pytest.raises(NothingReleased):
        write_site(partnership.east.pk, tmp_path)
    assert not [path.name for path in tmp_path.iterdir() if WORDS in path.read_text()]
    assert (tmp_path / "our-own.html").exists()


def test_a_folder_of_somebody_elses_is_left_alone(partnership, tmp_path):
    (tmp_path / "index.html").write_text("not ours")
    with pytest.raises(NothingReleased):
        write_site(partnership.east.pk, tmp_path)
    assert (tmp_path / "index.html").read_text() == "not ours"
