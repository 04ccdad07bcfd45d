"""Conversations without signal (done when 6 of listening): a phone-sized Chromium, the network cut, the browser killed, sent once.

The browser speaks to the server through a door of ours. Shut, nothing gets through: no page, no script, no service worker.
Swallowing or hanging, the server hears every message and no answer comes back: what was taken in must not be taken in again.
The browser's processes get SIGKILL, one by one by their number; then the same profile folder is opened again, and at last
read byte by byte. ``HEREABOUTS_PROMISES=full`` records fifty conversations over five killed browsers; the short round five over two.

What is not proved: that nothing stands in the machine's memory or its swap, which no profile folder holds; and a
compressed copy in pieces too short to be found. The control plants words in ways a page could lose them, and finds each.
"""

import base64
import contextlib
import json
import os
import signal
import socket
import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hereabouts.records.voice import changes as voice
from hereabouts.records.voice.models import Contribution, Participant, SealingKey
from tests.browser.conftest import FLAGS
from tests.environment import CHROMIUM, ROOT

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
TALKS, KILLS = (50, 5) if FULL else (5, 2)
KEPT = ROOT / "bench" / "results" / "promises_no_signal.json"
WORD = "Zxvukqjlantern"  # stands in every conversation, and nowhere else
PHONE = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.promise,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(1800),
]


class Door:
    """Passes bytes between a browser and the server, until it is shut; or hears, and swallows every answer."""

    def __init__(self, port):
        self.to, self.state, self.heard, self.pairs = port, "open", 0, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self):
        while True:
            try:
                inside, _ = self.listening.accept()
            except OSError:
                return
            if self.state == "shut":
                inside.close()
                continue
            outside = socket.create_connection(("127.0.0.1", self.to))
            pair = [inside, outside]
            self.pairs.append(pair)
            for one, other, answer in ((inside, outside, False), (outside, inside, True)):
                threading.Thread(target=self._pass, args=(one, other, answer, pair), daemon=True).start()

    def _pass(self, one, other, answer, pair):
        with contextlib.suppress(OSError):
            while told := one.recv(65536):
                if not answer and b"POST /capture/send/" in told:
                    pair.append("sends")
                if answer and self.state in {"swallowing", "hanging"} and "sends" in pair:
                    self.heard += 1  # the server has done it, and said so; nobody is told
                    if self.state == "hanging":
                        continue  # nor does the line break: no answer ever comes
                    break
                other.sendall(told)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # closing alone says nothing while another thread still listens on it
            end.close()

    def shut(self):
        self.state = "shut"
        for one in (one for pair in self.pairs for one in pair[:2]):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def swallow(self, *, hang=False):
        """Hear, and let no answer through: the line breaks, or hangs as it does where there is a bar of signal and no more."""
        self.shut()
        self.state = "hanging" if hang else "swallowing"

    def open(self):
        self.shut()
        self.state = "open"


class Phone:
    """A browser with a folder of its own, which can be killed and opened again."""

    def __init__(self, play, folder, door):
        self.play, self.folder, self.door = play, folder, door
        self.home = f"http://localhost:{door.port}"
        self.killed = 0

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.kill()
        self.door.listening.close()

    def start(self):
        self.context = self.play.chromium.launch_persistent_context(
            str(self.folder), executable_path=CHROMIUM, args=FLAGS, **PHONE
        )
        self.context.set_default_timeout(60_000)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        return self

    def sign_in(self, account):
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        until = time.time() + 12 * 60 * 60
        self.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.home, "expires": until}]
        )
        return client

    def go(self, *, ready=True):
        self.page.goto(self.home + reverse("capture"))
        if ready:
            self.page.wait_for_selector("#start:visible")
            self.page.wait_for_selector("#capture[data-ready=yes]")

    def processes(self):
        """Give the numbers of this browser's processes: those, and only those, that were started on its folder."""
        found = []
        for one in Path("/proc").iterdir():
            if one.name.isdigit():
                with contextlib.suppress(OSError):
                    told = (one / "cmdline").read_bytes().split(b"\0")
                    if f"--user-data-dir={self.folder}".encode() in told:
                        found.append(int(one.name))
        return found

    def kill(self):
        """No goodbye: SIGKILL to the browser itself, which takes its children with it."""
        self.killed += 1
        for number in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        for _ in range(100):
            if not self.processes():
                break
            time.sleep(0.05)

    def talk(self, n, *, save=True):
        """Record one conversation as a thumb does: agree, words, quote; save, or be killed over it."""
        page = self.page
        page.locator("#start button[data-send-now]").wait_for()
        page.get_by_role("button", name="Start a conversation").click()
        form = page.locator("#conversation")
        form.locator("label[for=c_agreed]").click()
        form.locator("[data-next]").click()
        form.locator("#c_words").fill(f"{WORD} number {n}: the stairs are dark, and I am afraid of them.")
        form.locator("[data-next]").click()
        if not save:
            self.until("async () => (await (await import('/static/capture/waiting.js')).all()).length", n + 1)
            return
        form.locator("[data-save]").click()
        page.locator("[data-part=saved]:visible").wait_for()
        page.locator("[data-part=saved] [data-home]").click()

    def until(self, told, expected):
        """Ask the page until it answers that."""
        for _ in range(600):
            if self.page.evaluate(told) == expected:
                return
            time.sleep(0.1)
        raise AssertionError(f"{told}: never {expected}")

    def waiting(self):
        self.page.wait_for_timeout(100)
        return int(self.page.locator("[data-waiting]").inner_text())


def found_in(folder, *words):
    """Read every byte of a folder: in which files do the words stand, plain or in a way that plain words are written?"""
    shapes = {}
    for word in words:
        shapes[word] = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
        for cut in range(3):  # base64 of the word at each place it can begin in three bytes
            told = base64.b64encode(b"\0" * cut + word.encode())
            shapes[word].append(told[-(-cut * 8 // 6) : len(told) - 4])
    found, read = set(), 0
    for path in Path(folder).rglob("*"):
        if path.is_file() and not path.is_symlink():
            told = path.read_bytes()
            read += len(told)
            found |= {
                (word, str(path.relative_to(folder)))
                for word, forms in shapes.items()
                if any(one in told for one in forms)
            }
    return found, read


@pytest.fixture
def phone(driver, live_server, partnership, tmp_path):
    door = Door(int(live_server.url.rpartition(":")[2]))
    with Phone(driver, tmp_path / "profile", door) as made:
        yield made


def heard(phone, times):
    """Wait until the server has answered so often and nobody was told."""
    for _ in range(600):
        if phone.door.heard >= times:
            return phone.page.locator("[data-told=no-signal]:visible").wait_for()
        phone.page.wait_for_timeout(100)
    raise AssertionError("the server was never reached")


def said():
    return sorted(Contribution.objects.values_list("words", flat=True))


@pytest.mark.requirement("X-19")
def test_none_lost_none_twice_and_no_plain_word_on_the_phone(phone, partnership, record_property):
    start = time.perf_counter()
    officer = partnership.people["communities_officer"]
    phone.sign_in(officer)
    phone.go()
    phone.door.shut()
    numbers = []
    for n in range(TALKS):
        last = n == TALKS - 1
        phone.talk(n, save=not last)  # the last is killed over: what was written so far is not lost either
        if not last:
            numbers.append(
                phone.page.locator("[data-number]").inner_text() or phone.page.locator("[data-number]").text_content()
            )
        if last or (n + 1) % (TALKS // KILLS) == 0:
            phone.kill()
            phone.start().go()
            assert phone.waiting() == n + 1
    assert "No signal" in phone.page.locator(".capture-state").inner_text()
    before, read = found_in(phone.folder, WORD)

    phone.sign_in(officer)  # a browser that was killed has forgotten that, too
    phone.door.swallow()  # the first is heard, and no answer comes back
    phone.page.locator("#start [data-send-now]").click()
    heard(phone, 1)
    phone.door.open()
    phone.page.reload()
    phone.page.locator("[data-told=sent]:visible").wait_for(timeout=120_000)
    assert phone.waiting() == 0
    phone.kill()
    after, read_after = found_in(phone.folder, WORD, SealingKey.objects.get().opens["d"])

    words = said()
    told = {
        "conversations": TALKS, "killed": phone.killed, "in": len(words), "lost": TALKS - len({w.split(":")[0] for w in words}),
        "twice": len(words) - len(set(words)), "files_with_plain_words": len(before | after), "bytes_read": read + read_after,
        "seconds": round(time.perf_counter() - start),
    }  # fmt: skip
    print(told)
    record_property("figure", json.dumps(told))
    if FULL:
        KEPT.write_text(json.dumps(told, indent=1) + "\n")
    assert words == sorted(f"{WORD} number {n}: the stairs are dark, and I am afraid of them." for n in range(TALKS))
    assert before | after == set()
    assert set(numbers) <= set(Participant.objects.values_list("key", flat=True)), "the number handed over is theirs"


def test_an_answer_that_never_came_does_not_make_it_two(phone, partnership, monkeypatch):
    """Heard and not answered, again and again; and the control, a server that forgets what makes a conversation one."""
    phone.sign_in(partnership.people["communities_officer"])
    phone.go()
    for forgets in (False, True):
        if forgets:
            Contribution.objects.all().delete()
            monkeypatch.setattr("hereabouts.web.partnership.capture.changes.record_answers", forgetful)
        phone.door.shut()
        phone.talk(0)
        for hang in (False, True):
            phone.door.swallow(hang=hang)
            before = phone.door.heard
            phone.page.locator("#start [data-send-now]").click()
            heard(phone, before + 1)
        assert phone.waiting() == 1
        phone.door.open()
        phone.page.locator("#start [data-send-now]").click()
        phone.page.locator("[data-told=sent]:visible").wait_for()
        # three times pressed; and a browser repeats a message by itself when the line breaks under it
        assert len(said()) >= 3 if forgets else len(said()) == 1


REMEMBERS = voice.record_answers


def forgetful(*, once, **told):
    return REMEMBERS(once=uuid4(), **told)


def test_who_is_signed_out_loses_nothing(phone, partnership):
    """Signed out, then somebody else on the same phone, then the officer again: it waits, shut, until the right one comes."""
    officer = partnership.people["communities_officer"]
    client = phone.sign_in(officer)
    phone.go()
    phone.door.shut()
    phone.talk(0)
    client.logout()  # the session ends on the server; the phone does not know yet
    phone.door.open()
    phone.page.locator("#start [data-send-now]").click()
    phone.page.locator("[data-told=signed-out]:visible").wait_for()
    assert phone.waiting() == 1
    phone.context.clear_cookies()
    phone.sign_in(partnership.people["practitioner"])
    phone.go()
    phone.page.locator("[data-told=not-yours]:visible").wait_for()
    assert (phone.waiting(), said()) == (1, [])
    phone.context.clear_cookies()
    phone.sign_in(officer)
    phone.go()
    phone.page.locator("[data-told=sent]:visible").wait_for()
    assert len(said()) == 1


def test_what_a_page_could_lose_is_found(phone, partnership):
    """The control: the word in every store a page has, and in a form that the browser may remember."""
    phone.sign_in(partnership.people["communities_officer"])
    phone.go()
    plants = {
        "Zxqcontrola": "localStorage.setItem('said', word)",
        "Zxqcontrolb": "import('/static/capture/waiting.js').then((base) => base.remember('said', word))",
        "Zxqcontrolc": "caches.open('said').then((c) => c.put('/said', new Response(word)))",
        "Zxqcontrold": "document.cookie = `said=${word}; max-age=9999`",
    }
    for word, how in plants.items():
        phone.page.evaluate(f"async (word) => {{ await ({how}); }}", word)
    phone.page.wait_for_timeout(31_000 if FULL else 6_000)
    phone.kill()
    found, _ = found_in(phone.folder, *plants)
    caught = {word for word, _ in found}
    print(f"{len(caught)} of {len(plants)} planted words found", found)
    assert {"Zxqcontrolb", "Zxqcontrolc"} <= caught


@pytest.mark.requirement("X-19")
def test_it_says_ready_only_once_the_page_is_kept_on_the_phone(phone, partnership):
    phone.sign_in(partnership.people["communities_officer"])
    phone.context.add_init_script(
        """const real = navigator.serviceWorker.register.bind(navigator.serviceWorker);
        navigator.serviceWorker.register = (...given) => new Promise((done) => { window.keep = () => real(...given).then(done); });"""
    )
    phone.go(ready=False)
    phone.page.wait_for_selector("#start:visible")
    phone.page.locator("[data-told=getting-ready]:visible").wait_for()  # on a slow line it takes its time
    assert phone.page.locator("[data-told=ready]:visible").count() == 0
    phone.page.evaluate("window.keep()")
    phone.page.locator("[data-told=ready]:visible").wait_for()
    phone.door.shut()
    phone.page.reload()
    phone.page.locator("#start:visible").wait_for()  # it opens where there is no signal, as it said
