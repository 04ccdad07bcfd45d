"""A real Chromium, the pages served to it, and somebody signed in."""

import pytest
from django.test import Client

from tests.environment import CHROMIUM

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(driver):
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def opened(browser, live_server):
    """Open pages as somebody (or nobody), at a width, with or without JavaScript."""
    contexts = []

    def context(account=None, *, width=1280, javascript=True):
        made = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, base_url=live_server.url
        )
        if account is not None:
            client = Client()  # one each: signing in again would sign the first one out
            client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
            made.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
            )
        contexts.append(made)
        return made.new_page()

    yield context
    for made in contexts:
        made.close()
