"""Words that are taken back are taken back everywhere: in what is published, in the letter, on a site in a folder."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.engines.definitions import roles
from hereabouts.records.intake import changes as intake
from hereabouts.records.intake.models import Letter, Told
from hereabouts.records.intake.reads import thread
from hereabouts.records.priorities import changes as priorities
from hereabouts.records.priorities.models import Priority
from hereabouts.records.releases.changes import propose, withdraw
from hereabouts.records.releases.models import Proposal, Release
from hereabouts.records.trust.access import public
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice import reads
from hereabouts.records.voice.models import Theme
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


@pytest.mark.parametrize("kind", ["quote", "taking part"])
def test_what_officers_typed_with_them_says_them_no_more(given, partnership, as_role, kind):
    """A theme, an answer, a priority and a plan quote somebody without a mark that they do."""
    here = given | {"place": partnership.east}
    others = "The bags are a nuisance."
    said = voice.record(**here, words=f"Well. {WORDS}", heard_on=TODAY, consents=("taking part", "quote"))
    voice.code(**given, contribution=said, accept={"T13": "problem"})
    voice.accept_theme(**here, statement=f"As one put it: {WORDS}", topic="T13", contributions=[said], dissent=others)
    intake.tell(**here, topic="T13", outcome="did", words=f"You said “{WORDS}” They go on Mondays now.")
    priorities.propose(**here, topic="T13", statement=WORDS.upper(), rationale=others)
    goal = voice.plan_engagement(**here, name="Bags", decision=WORDS)
    voice.withdraw_consent(**given, contribution=said, kind=kind)
    theme, told, priority = Theme.objects.get(), Told.objects.get(), Priority.objects.get()
    goal.refresh_from_db()
    assert (theme.statement, theme.dissent) == ("As one put it: …", others)
    assert told.words == "You said “…” They go on Mondays now."
    assert (priority.statement, priority.rationale, goal.decision) == ("…", others, "…")


def test_what_somebody_else_said_shortly_stays_where_it_stands(given, partnership):
    here = given | {"place": partnership.east}
    said = voice.record(**here, words="More bins", heard_on=TODAY, consents=("taking part", "quote"))
    voice.code(**given, contribution=said, accept={"T13": "problem"})
    voice.accept_theme(**here, statement="More bins", topic="T13", contributions=[said])
    voice.withdraw_consent(**given, contribution=said, kind="quote")
    assert Theme.objects.get().statement == "More bins"  # two words are everybody's


@pytest.mark.parametrize("heard_on", [TODAY, TODAY - timedelta(1)])
def test_a_phone_that_sends_late_gives_nothing_back(given, partnership, heard_on):
    """Which came first on one day nobody can tell: what was taken back stays so."""
    said = voice.record(
        **given, place=partnership.east, words=WORDS, heard_on=heard_on, consents=("taking part", "quote")
    )
    voice.take_back(by=public(), on=TODAY, number=said.participant.key, kind="quote")
    voice.record(
        **given, place=partnership.east, words="Sent late", heard_on=heard_on, person=said.participant.key,
        consents=("taking part", "quote"),
    )  # fmt: skip
    assert reads.quotes(partnership.east, on=TODAY) == []
