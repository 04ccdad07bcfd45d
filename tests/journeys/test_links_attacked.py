"""Links that must open nothing, tried over real HTTP: 0 accepted, whatever is done to them; and the good one, which is."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.plans import by_link, changes
from hereabouts.records.plans.models import AskedOf, Return, ReturnDraft, ReturnLink

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enable_socket]
TODAY = timezone.localdate()  # the server reads the clock itself
SECRET = ("Dry the flats", "EA-20", "Twelve flats")  # of the action, which no refusal may name
OFFICER = "communities_officer@example.org"


class Browser:
    """A browser with cookies of its own, that follows where it is led."""

    def __init__(self, site):
        self.site, self.jar = site, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, address, form=None):
        """Give (status, body, address in the end)."""
        sent = urllib.parse.urlencode(form, doseq=True).encode() if form is not None else None
        request = urllib.request.Request(urllib.parse.urljoin(self.site, address), sent)
        try:
            with self.opener.open(request) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(), refused.url

    def hold(self, name, value):
        """Put a cookie of one's own making among the others."""
        rest = {"port": None, "port_specified": False, "domain": "localhost.local", "domain_specified": False,
                "domain_initial_dot": False, "path": "/", "path_specified": True, "secure": False, "expires": None,
                "discard": True, "comment": None, "comment_url": None, "rest": {}}  # fmt: skip
        self.jar.set_cookie(http.cookiejar.Cookie(version=0, name=name, value=value, **rest))

    def tell(self, address, words="Twelve flats are dry."):
        """Send the form as a person would; without one on the page, with a token for forms from elsewhere."""
        _, body, _ = self.ask(address)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|seen)" value="(\w+)"', body))
        if "csrfmiddlewaretoken" not in hidden:
            hidden |= dict(re.findall(r'name="(csrfmiddlewaretoken)" value="(\w+)"', self.ask("/report/")[1]))
        return self.ask(address, {**hidden, "narrative": words})


@pytest.fixture
def world(partnership, mailoutbox):
    """A plan of East with an action that Ana is asked about, and another that she is not."""
    world = partnership
    world.officer = world.actor("communities_officer", on=TODAY)
    world.plan = changes.draft_plan(by=world.officer, on=TODAY, place=world.east, title="East, together")
    facts = {
        "by": world.officer,
        "on": TODAY,
        "plan": world.plan,
        "starts_on": date(2026, 1, 1),
        "state": "in progress",
    }
    world.action = changes.add_action(
        title="Dry the flats", organisation=world.organisations["Harbour Housing"], **facts
    )
    world.other = changes.add_action(title="Light the stairs", **facts)
    world.mail = mailoutbox
    return world


def asked(world, *actions, **more):
    facts = {"name": "Ana Reid", "email": "ana@housing.example", "expires_on": TODAY + timedelta(20)} | more
    link = changes.ask(
        by=world.officer, on=TODAY, plan=world.plan, period=by_period(), actions=actions or [world.action],
        where=lambda pk: reverse("tell-by-link", args=[pk]), **facts,
    )  # fmt: skip
    address, key = re.search(r"(/progress/\S+)\?key=(\S+)", world.mail[-1].body).groups()
    return link, address, key


def by_period():
    from hereabouts.core.plans.quarters import of

    return of(TODAY).name


def refused(browser, address, *, status, key=None, says=OFFICER):
    """Try to open and to tell; nothing is accepted, the page says whom to ask, and nothing of the action stands on it."""
    if key is not None:
        browser.ask(f"{address}?key={urllib.parse.quote(key)}")
    for got, body, _ in (browser.ask(address), browser.tell(address)):
        assert got == status
        assert says in body
        assert [word for word in SECRET if word in body] == []
    assert Return.objects.count() == ReturnDraft.objects.count() == 0


def test_the_good_one_is_accepted_once(world, live_server):
    _, address, key = asked(world)
    browser = Browser(live_server.url)
    status, body, at = browser.ask(f"{address}?key={key}")
    assert (status, at) == (200, live_server.url + address)
    assert key not in body
    assert browser.tell(address)[2].endswith(reverse("told-by-link"))
    assert Return.objects.get().submitted_by == "Ana Reid, by link"
    again = Browser(live_server.url)  # replayed: by the same browser, and by another with the very same link
    for one in (browser, again):
        one.ask(f"{address}?key={key}")
        status, body, _ = one.tell(address, "Something else.")
        assert status == 410
        assert OFFICER in body
        assert [word for word in SECRET if word in body] == []
    assert Return.objects.get().narrative == "Twelve flats are dry."


def test_guessed_and_altered_tokens_open_nothing(world, live_server):
    _, address, key = asked(world)
    _, theirs, other = asked(world, world.other, name="Ben Low", email="ben@housing.example")
    wrong = ["", "a", key[:-1], key + "a", key.swapcase(), key[::-1], other, by_link.new_token(), "\0", "%00", "{}"]
    for guess in wrong:
        cache.clear()
        refused(Browser(live_server.url), address, key=guess, status=404, says="Use the newest one")
    cache.clear()
    refused(Browser(live_server.url), theirs, key=key, status=404, says="Use the newest one")
    cache.clear()
    nowhere = reverse("tell-by-link", args=["00000000-0000-4000-8000-000000000009"])
    refused(Browser(live_server.url), nowhere, key=key, status=404, says="Use the newest one")


def test_no_cookie_that_somebody_made_up_opens_anything(world, live_server):
    link, address, _ = asked(world)
    other, _, _ = asked(world, world.other, name="Ben Low", email="ben@housing.example")
    for value in (f"{link.seal}.x", f"{link.seal}.x:abc:def", f"{other.seal}.x", "x"):
        cache.clear()
        browser = Browser(live_server.url)
        browser.hold("told-by-link", value)
        refused(browser, address, status=404, says="Use the newest one")


@pytest.mark.parametrize(
    ("altered", "status"),
    [
        pytest.param({"expires_on": TODAY + timedelta(400)}, 404, id="stretched"),
        pytest.param({"period": "2026 quarter 1"}, 404, id="another-period"),
        pytest.param({"purpose": "tell of money"}, 404, id="another-purpose"),
        pytest.param({"name": "Somebody Else"}, 404, id="another-name"),
        pytest.param({"email": "else@example.org"}, 404, id="another-address"),
    ],
)
def test_a_row_that_was_altered_opens_nothing(world, live_server, altered, status):
    link, address, key = asked(world)
    ReturnLink.objects.filter(pk=link.pk).update(**altered)
    refused(Browser(live_server.url), address, key=key, status=status, says="Use the newest one")


def test_a_link_is_not_pointed_at_another_action(world, live_server):
    link, address, key = asked(world)
    AskedOf.objects.filter(link=link).update(action=world.other)
    refused(Browser(live_server.url), address, key=key, status=404, says="Use the newest one")


def test_a_link_for_another_purpose_tells_of_nothing(world, live_server):
    link, address, key = asked(world)
    link.purpose = "tell of money"
    link.seal = by_link.seal_of(link, key, [world.action.pk])
    link.save()
    refused(Browser(live_server.url), address, key=key, status=410)


def test_what_is_over_says_whom_to_ask(world, live_server, monkeypatch):
    _, address, key = asked(world, expires_on=TODAY)
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: TODAY + timedelta(1))
    refused(Browser(live_server.url), address, key=key, status=410)


def test_what_was_taken_back_opens_nothing_even_where_it_was_open(world, live_server):
    link, address, key = asked(world)
    browser = Browser(live_server.url)
    assert browser.ask(f"{address}?key={key}")[0] == 200
    changes.revoke(by=world.officer, on=TODAY, link=link, because="Sent to the wrong person")
    refused(browser, address, status=410)
    refused(Browser(live_server.url), address, key=key, status=410)


def test_a_link_ends_with_the_account_it_was_sent_to(world, live_server):
    account = world.people["practitioner"]
    _, address, key = asked(world, account=account)
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    refused(Browser(live_server.url), address, key=key, status=410)


def test_somebody_else_who_is_signed_in_is_the_wrong_person(world, live_server, client):
    _, address, key = asked(world, account=world.people["practitioner"])
    client.force_login(world.people["clerk"], backend="allauth.account.auth_backends.AuthenticationBackend")
    browser = Browser(live_server.url)
    browser.opener.addheaders.append(("Cookie", f"sessionid={client.cookies['sessionid'].value}"))
    browser.ask(f"{address}?key={key}")
    client.get(address, {"key": key})
    answer = client.get(address)
    assert answer.status_code == 410
    assert OFFICER in answer.content.decode()
    client.force_login(world.people["practitioner"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 200


def test_a_link_passed_on_after_it_was_begun_opens_nothing_and_a_new_one_goes_to_the_first(world, live_server):
    _, address, key = asked(world)
    first, second = Browser(live_server.url), Browser(live_server.url)
    _, body, _ = first.ask(f"{address}?key={key}")
    seen = dict(re.findall(r'name="(csrfmiddlewaretoken|seen)" value="(\w+)"', body))
    assert first.ask(address, {**seen, "narrative": "Twelve", "later": "1"})[0] == 200
    second.ask(f"{address}?key={key}")
    status, body, _ = second.tell(address)
    assert status == 410
    assert OFFICER in body
    assert "Twelve" not in body
    assert first.ask(address)[0] == 200
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', second.ask(address)[1])[1]
    assert second.ask(address, {"csrfmiddlewaretoken": token, "anew": "1"})[0] == 200
    assert world.mail[-1].to == ["ana@housing.example"]
    assert first.ask(address)[0] == 410
    fresh, key = re.search(r"(/progress/\S+)\?key=(\S+)", world.mail[-1].body).groups()
    assert (
        "Twelve"
        in first.ask(f"http://{live_server.url.partition('//')[2]}{urllib.parse.urlparse(fresh).path}?key={key}")[1]
    )


def test_many_guesses_from_one_place_have_to_wait(world, live_server):
    _, address, key = asked(world)
    browser = Browser(live_server.url)
    for _ in range(20):
        assert browser.ask(f"{address}?key=guess")[0] == 404
    status, body, _ = browser.ask(f"{address}?key={key}")
    assert status == 422
    assert "Too many links" in body


def test_by_link_nobody_does_more_than_tell(world):
    """The negative control of the grants: what the bearer of a link may do, and nothing beside it."""
    link, _, _ = asked(world)
    by = by_link.bearer(link)
    assert {(g.kind, g.verb, g.about) for g in by.grants} == {
        ("return", "submit", str(link.pk)), ("return", "submit", str(world.action.pk)), ("action", "update", str(world.action.pk)),
    }  # fmt: skip
    with pytest.raises(changes_refused()):
        changes.stop(by=by, on=TODAY, action=world.action, reason="No")
    with pytest.raises(changes_refused()):
        changes.update_action(by=by, on=TODAY, action=world.other, told="No")
    assert AuditEntry.objects.filter(actor=by.id, outcome="refused").count() == 2


def changes_refused():
    from hereabouts.records.ledger.changes import NotAllowed

    return NotAllowed
