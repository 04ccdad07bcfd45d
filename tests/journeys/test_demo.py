"""The demo: built by the product's own changes, one click a role, and never where a real partnership works."""

import inspect
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from hereabouts.core.releases.untold import untold
from hereabouts.engines.definitions import roles
from hereabouts.records.releases import reads as releases
from tests.environment import ROOT
from tests.formats import off_the_page, wrong_in
from tests.journeys.test_formats import taken

TODAY = date(2026, 11, 20)
NOBODY = {"public", "local_operator", "founder"}  # roles that no account holds
pytestmark = pytest.mark.slow  # the whole of Larkhaven is built


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """Build it once as of the tests' day, and take it all back after the last of them."""
    from django.conf import settings
    from django.db import transaction

    from hereabouts.demo.build import build

    home, before = tmp_path_factory.mktemp("larkhaven"), settings.EVIDENCE
    settings.EVIDENCE = home / "evidence.duckdb"
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(home, on=TODAY)
        transaction.set_rollback(True)
    settings.EVIDENCE = before


@pytest.fixture
def larkhaven(built, db, settings, monkeypatch):
    """Larkhaven on the tests' day, as a demo."""
    localdate = timezone.localdate
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: localdate(*given) if given else TODAY)
    settings.DEMO = True
    return built


@pytest.fixture
def look(larkhaven, client):
    """Open a page as somebody of the story (as nobody: "") and give its text without tags."""

    def open_(who, name, *args):
        if who:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            client.force_login(larkhaven.people[who], backend=backend)
        page = client.get(reverse(name, args=args))
        assert page.status_code == 200, (name, page.status_code)
        return " ".join(strip_tags(page.content.decode()).split())

    return open_


@pytest.mark.requirement("X-37")
def test_one_click_signs_in_as_any_role_and_only_in_the_demo(larkhaven, client, settings):
    from hereabouts.records.partners.reads import people

    everybody = people(on=TODAY)
    assert {role.role for person in everybody for role in person.roles.all()} == set(roles()) - NOBODY
    page = client.get(reverse("demo-chooser")).content.decode()
    for role in set(roles()) - NOBODY:
        assert roles()[role].label.lower() in page.lower()
    for person in everybody:
        assert client.post(reverse("demo-chooser"), {"who": person.pk}).status_code == 302
        assert person.name in client.get(reverse("my-work")).content.decode()
        client.logout()
    settings.DEMO = False
    assert client.get(reverse("demo-chooser")).status_code == 404
    assert client.post(reverse("demo-chooser"), {"who": everybody[0].pk}).status_code == 404


@pytest.mark.requirement("X-37")
def test_the_profile_of_fallowgate_tells_the_story(larkhaven, client):
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


def test_the_agreement_is_in_force_today(larkhaven):
    from hereabouts.records.trust.reads import register

    (line,) = register(larkhaven.actor("tomos"), on=TODAY)
    assert (line.ref, line.in_force, len(line.parties)) == ("ISA-07", True, 5)


def test_the_board_orders_and_people_have_chosen(larkhaven, look):
    place = larkhaven.places["Fallowgate"].pk
    board = look("ailsa", "board", place)
    assert "Agree one measure of street cleanliness" in board  # who settles what, and what they do next
    assert "412 people" in board
    assert "Money goes further" in look("ailsa", "priorities", place)
    streets = look("danuta", "priority", larkhaven.made["priorities"]["streets"].pk)
    assert "Lights and bins together, or neither will last." in streets  # her own dissent
    assert "The bus company looks at the timetable in spring" in look("ailsa", "not-chosen", place)


def test_a_session_waits_for_its_group_and_another_closed_with_what_it_put_off(larkhaven, look):
    from hereabouts.records.priorities import reads

    isla, place = larkhaven.actor("isla"), larkhaven.places["Fallowgate"]
    voting, counted, closed = (one.id for one in reads.sessions(isla, place, on=TODAY))
    assert "The vote is open" in look("isla", "session-screen", voting)
    assert "those who work here put Digital access first" in look("isla", "session-screen", counted)
    put_off = look("danuta", "session", closed)
    assert "Danuta Sorley did not agree: A letter to the bus company costs a stamp." in put_off
    assert "Ailsa Brome tells the residents who raised it." in put_off
    assert "3 groups with 29 people in them agreed" in look("isla", "place-standard", larkhaven.places["Fallowgate"].pk)


def test_the_plan_stands_as_the_story_tells_it(larkhaven):
    from hereabouts.records.plans import reads

    sheet = reads.plan(larkhaven.actor("ailsa"), larkhaven.made["plan"], on=TODAY)
    assert Counter(line.status for line in sheet.actions) == {
        "done": 5, "in progress": 8, "late": 2, "not started": 1, "stopped": 1,
    }  # fmt: skip
    assert (sum(a.money_planned for a in sheet.actions), sum(a.money_spent for a in sheet.actions)) == (86_000, 51_500)
    assert sheet.line.state == "live"


def test_a_return_says_how_its_action_stood_that_day(larkhaven, look):
    repairs = look("lee", "action", larkhaven.made["actions"]["worst-twenty"].pk)
    assert "Ten done." in repairs
    assert "A contractor from the city’s list" in repairs
    quarters = [row.brag for row in larkhaven.made["actions"]["worst-twenty"].returns.order_by("period")]
    assert quarters == ["green", "red"]


def test_who_reported_is_told_and_some_still_wait(larkhaven, look, client):
    problem = look("lowri", "problem", larkhaven.made["problems"]["bikes"].pk)
    assert "Reports are down from eleven to four a fortnight." in problem
    waiting = look("isla", "reports")
    assert "Rats by the blue bins in broad daylight." in waiting
    assert "Motorbikes again" not in waiting
    ref = larkhaven.made["reports"]["report", 0].ref
    client.logout()
    thread = strip_tags(client.get(reverse("follow"), {"ref": ref}).content.decode())
    assert "Reports are down from eleven to four a fortnight." in thread


def test_people_were_heard_and_the_newest_forms_wait_to_be_coded(larkhaven):
    from hereabouts.records.voice import reads

    assert reads.heard(larkhaven.places["Fallowgate"], on=TODAY).people == 412


def test_a_year_of_meetings_with_papers_out_for_the_next(larkhaven, look):
    session = next(one for one in larkhaven.made["meetings"] if one["story"].get("public"))["meeting"]
    page = look("danuta", "meeting", session.pk)
    assert "Priorities for next year" in page
    assert "Minutes of the last meeting" in page
    assert "No gates on Ropery Lane." in look("hamish", "decisions")


def test_families_wait_at_triage_and_most_were_helped_the_same_day(larkhaven, look):
    queue = look("jo", "triage")
    assert "4 families wait" in queue
    card = look("jo", "triage-card", larkhaven.made["referral"].pk)
    assert "One person I can text" in card
    assert "Fallow Homes" in card


def test_anybody_reads_the_plan_and_two_quarters_are_frozen(larkhaven, look):
    page = look("", "public-plan", larkhaven.places["Fallowgate"].pk)
    assert "More litter wardens" in page  # stopped, and said so
    from hereabouts.records.account.reads import quarters

    newest, before = quarters(larkhaven.actor("priya"), on=TODAY)
    assert {"ball-court"} <= {
        key for key, one in larkhaven.made["actions"].items() if one.ref in {m.ref for m in newest.moved}
    }
    assert before.moved == ()


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


def test_the_demo_leaves_a_real_installation_alone(hereabouts):
    evidence, database = hereabouts.home / "evidence.duckdb", hereabouts.home / "hereabouts.sqlite3"
    before = database.read_bytes()
    shutil.rmtree(hereabouts.home / "demo", ignore_errors=True)
    hereabouts("demo", "--build-only", HEREABOUTS_EVIDENCE=evidence, DATABASE_URL=f"sqlite:///{database}")
    assert not Path(evidence).exists()
    assert database.read_bytes() == before


@pytest.mark.requirement("X-04", "X-36")
def test_every_release_is_the_same_in_every_format(larkhaven, client):
    kinds = set()
    for one in releases.listed():
        files = taken(client, one)
        assert wrong_in(one.kind, one.content, files) == []
        assert off_the_page(files["pdf"]) == []
        assert untold(one.kind, one.content) == []  # every count of people was attacked
        kinds.add((one.kind, *sorted(files)))
    assert {kind for kind, *_ in kinds} == {"plan", "profile", "taking part", "what is on"}
    assert any("geojson" in files for _, *files in kinds)


@pytest.mark.requirement("S-40")
def test_the_ways_to_take_part_are_released_and_stand_on_the_public_page(look, larkhaven):
    page = look("", "public-take-part", larkhaven.places["Fallowgate"].pk)
    assert "Ways to take part in Fallowgate" in page
    assert "Just come, from noon." in page
