"""The demo: built by the product's own changes, one click a role, and never where a real partnership works."""

import inspect
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.engines.definitions import roles
from tests.environment import ROOT

TODAY = date(2026, 11, 20)
NOBODY = {"public", "local_operator", "founder"}  # roles that no account holds


@pytest.fixture
def larkhaven(db, tmp_path, settings, monkeypatch):
    """Build it as of the tests' day. It takes a while: a test that builds it asks several things of it."""
    from hereabouts.demo.build import build

    localdate = timezone.localdate
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: localdate(*given) if given else TODAY)
    settings.EVIDENCE, settings.DEMO = tmp_path / "evidence.duckdb", True
    return build(tmp_path, on=TODAY)


@pytest.mark.slow
@pytest.mark.requirement("X-37")
def test_larkhaven(larkhaven, client, settings):
    """One build, asked everything: it takes half a minute."""
    the_agreement_is_in_force_today(larkhaven)
    the_profile_of_fallowgate_tells_the_story(larkhaven, client)
    client.logout()
    one_click_signs_in_as_any_role_and_only_in_the_demo(client, settings)


def one_click_signs_in_as_any_role_and_only_in_the_demo(client, settings):
    from hereabouts.records.partners.reads import people

    everybody = people(on=TODAY)
    assert {role.role for person in everybody for role in person.roles.all()} == set(roles()) - NOBODY
    page = client.get(reverse("demo-chooser")).content.decode()
    for role in set(roles()) - NOBODY:
        assert roles()[role].label in page
    for person in everybody:
        assert client.post(reverse("demo-chooser"), {"who": person.pk}).status_code == 302
        assert person.name in client.get(reverse("my-work")).content.decode()
        client.logout()
    settings.DEMO = False
    assert client.get(reverse("demo-chooser")).status_code == 404
    assert client.post(reverse("demo-chooser"), {"who": everybody[0].pk}).status_code == 404


def the_profile_of_fallowgate_tells_the_story(larkhaven, client):
    client.force_login(larkhaven.people["isla"], backend="allauth.account.auth_backends.AuthenticationBackend")
    html = client.get(reverse("place", args=[larkhaven.places["Fallowgate"].pk])).content.decode()
    for told in (
        "7,210",
        "5 of 8",
        "Larkhaven Index 2025",
        "33.0%",
        "Chapel Steps",
        "Map of the areas",
        "What we do not know",
    ):
        assert told in html, told
    read = client.get(reverse("place-json", args=[larkhaven.places["Fallowgate"].pk])).json()
    against = {f["id"]: f["comparators"]["council"]["ours_is"] for f in read["indicators"] if f["comparators"]}
    harder = (
        "children_low_income",
        "emergency_stays_rate",
        "overcrowded_households",
        "recorded_crime",
        "medicine_for_mood",
    )
    assert {against[name] for name in harder} == {"higher"}
    assert (against["near_a_park"], against["employment_deprived"]) == ("higher", "similar")


def the_agreement_is_in_force_today(larkhaven):
    from hereabouts.records.trust.reads import register

    (line,) = register(larkhaven.actor("tomos"), on=TODAY)
    assert (line.ref, line.in_force, len(line.parties)) == ("ISA-07", True, 5)


def test_the_demo_opens_no_models():
    """What the demo cannot do by a change, nobody can."""
    for path in sorted((ROOT / "src/hereabouts/demo").glob("*.py")):
        text = path.read_text()
        assert ".objects" not in text, path.name
        assert ".models import" not in text, path.name
        assert ".save(" not in text, path.name


def test_every_chapter_has_one_way_in():
    from hereabouts.demo.build import STORY

    assert all(list(inspect.signature(story).parameters) == ["world"] for story in STORY.values())


@pytest.mark.slow
@pytest.mark.requirement("X-37")
def test_a_build_that_was_stopped_is_built_again_and_a_whole_one_is_kept(hereabouts):
    half = hereabouts.home / "demo.unfinished"
    half.mkdir()
    (half / "hereabouts.sqlite3").write_text("half a database")
    done = hereabouts("demo", "--build-only")
    demo = hereabouts.home / "demo"
    assert str(demo) in done.stdout
    assert "Telling of" in done.stderr
    assert not half.exists()
    built = (demo / "evidence.duckdb").stat().st_ino
    again = hereabouts("demo", "--build-only")
    assert "Telling of" not in again.stderr
    assert (demo / "evidence.duckdb").stat().st_ino == built
    assert hereabouts("demo", "--build-only", "--afresh").stderr.count("Telling of") > 1
    assert (demo / "evidence.duckdb").stat().st_ino != built


@pytest.mark.slow
def test_the_demo_leaves_a_real_installation_alone(hereabouts):
    evidence, database = hereabouts.home / "evidence.duckdb", hereabouts.home / "hereabouts.sqlite3"
    before = database.read_bytes()
    shutil.rmtree(hereabouts.home / "demo", ignore_errors=True)
    hereabouts("demo", "--build-only", HEREABOUTS_EVIDENCE=evidence, DATABASE_URL=f"sqlite:///{database}")
    assert not Path(evidence).exists()
    assert database.read_bytes() == before
