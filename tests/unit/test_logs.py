"""Logs hold no names, no queries and no forms; an error page shows the number that finds it in the log."""

import json
import logging

import pytest
from django.test import Client

from hereabouts.web.shared.logs import Json

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.setFormatter(Json())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def kept():
    handler = Kept()
    loggers = [logging.getLogger(name) for name in ("hereabouts", "django.request", "django.security")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.lines
    for logger in loggers:
        logger.removeHandler(handler)


def test_no_name_reaches_the_log(kept, as_role, partnership):
    client = as_role("clerk")
    client.get("/places/", {"search": "CANARY Tarrant"})
    client.post("/sign-in/", {"login": "canary@example.org", "password": "CANARY"})
    client.get("/nowhere/CANARY/")
    assert kept
    assert not [line for line in kept if "canary" in line.lower() or "Test Clerk" in line]


def test_the_number_on_an_error_page_is_in_the_log(kept, partnership, monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.pages.topics", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/words/")
    assert answer.status_code == 500
    numbers = [json.loads(line)["number"] for line in kept if '"status": 500' in line]
    assert numbers[0] in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_health_and_headers(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert not answer.cookies
    assert client.get("/readyz").json()["database"] == "ok"
