"""What one address may send: how much, how often, and from where. Nothing of it can be dodged by a header."""

import stat
import subprocess
import sys
import uuid

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from hereabouts.records.intake.models import Letter
from hereabouts.web.public import letters
from hereabouts.web.shared.limits import address
from hereabouts.web.shared.middleware import LARGEST
from tests.conftest import ALONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident():
    """Somebody at an address that no other test writes from: what is counted is kept for a while."""
    return Client(REMOTE_ADDR=f"2001:db8::{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}")


def told(place):
    return {
        "place": str(place.pk), "category": "streets", "where": "Quay Road", "text": "The lamp is out.", "contact": "",
        "once": str(uuid.uuid4()),
    }  # fmt: skip


@pytest.mark.parametrize("size", [str(LARGEST + 1), "5000000000", "-1", "many"])
def test_what_is_too_large_is_refused_by_what_it_says_of_itself(resident, partnership, size):
    answer = resident.post(reverse("report"), told(partnership.east), CONTENT_LENGTH=size)
    assert answer.status_code == 413
    assert not Letter.objects.exists()
    assert "Content-Security-Policy" in answer.headers


def test_the_largest_sheet_still_fits():
    from hereabouts.engines.sheets import BYTES

    assert BYTES < LARGEST < 2 * BYTES


def test_another_hosts_name_is_no_fault_of_ours(client, db):
    answer = client.get(reverse("start"), headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert b"Something of ours broke" not in answer.content


def test_a_flood_of_letters_is_stopped_and_what_was_written_is_kept(resident, partnership, monkeypatch):
    monkeypatch.setattr(letters, "LETTERS", 2)
    answers = [
        resident.post(reverse("report"), told(partnership.east), headers={"x-forwarded-for": f"192.0.2.{n}"})
        for n in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert Letter.objects.count() == 2
    assert "The lamp is out." in answers[2].content.decode()
    assert Client(REMOTE_ADDR="2001:db8::77").post(reverse("report"), told(partnership.east)).status_code == 302


def test_guessing_goes_on_under_no_other_name(resident, partnership, monkeypatch):
    monkeypatch.setattr(letters, "MISSES", 2)
    answers = [
        resident.get(reverse("follow"), {"ref": "EA-XXXX"}, headers={"x-forwarded-for": f"192.0.2.{n}"})
        for n in range(3)
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 422]


@pytest.mark.parametrize(
    ("proxies", "header", "whom"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.9, 192.0.2.1", "198.51.100.9"),
        (2, "192.0.2.1", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_say_who_it_is(settings, proxies, header, whom):
    settings.TRUSTED_PROXIES = proxies
    assert address(RequestFactory().get("/", headers={"x-forwarded-for": header})) == whom


def test_the_page_of_an_invitation_is_stored_nowhere(client, partnership):
    for answer in (
        client.get(reverse("invitation", args=[uuid.uuid4()])),
        client.get(reverse("invitation", args=[partnership.people["clerk"].pk]), {"key": "wrong"}),
    ):
        assert "no-store" in answer.headers["Cache-Control"]


def settings_say(tmp_path, what, **more):
    ask = f"from hereabouts import settings; print({what})"
    environment = {k: v for k, v in ALONE.items() if k != "SECRET_KEY"} | more
    environment |= {"HEREABOUTS_HOME": str(tmp_path / "new" / "home")}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_home_is_nobody_elses_to_read(tmp_path):
    settings_say(tmp_path, "1")
    assert stat.S_IMODE((tmp_path / "new" / "home").stat().st_mode) == 0o700


def test_every_worker_of_a_server_counts_together(tmp_path):
    shared = "settings.CACHES['default']['BACKEND']"
    assert settings_say(tmp_path, shared, HEREABOUTS_SERVING="1").endswith("FileBasedCache")


def test_a_closed_account_gets_the_answer_of_a_wrong_password(resident, partnership):
    account = partnership.people["clerk"]
    account.set_password("three words together")
    account.is_active = False
    account.save()
    sent = [{"login": account.email, "password": password} for password in ("three words together", "wrong")]
    right, wrong = (resident.post(reverse("account_login"), form) for form in sent)
    assert right.status_code == wrong.status_code == 200
    assert right.content == wrong.content
    assert "_auth_user_id" not in resident.session
