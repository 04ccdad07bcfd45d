"""Consent taken back is gone from every way out (done when 5 of listening): planted, published everywhere, taken back, swept.

A word that stands nowhere else is said by a resident and leaves by every way there is. The sweep first has to find it in
each of them; a sweep that finds nothing before has proved nothing after. ``left`` is what may stay, and is written here.
"""

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.voice.consent import Agreed
from hereabouts.engines.definitions import topics
from hereabouts.records.account import changes as account
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.plans import changes as plans
from hereabouts.records.priorities import changes as priorities
from hereabouts.records.trust.access import local_operator
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice.models import TakenBack
from tests.canary import outputs
from tests.canary.marks import Marks
from tests.canary.walk import Walk, addresses, sign_in
from tests.doors import things
from tests.released import approve_waiting
from tests.worlds import TODAY

pytestmark = [pytest.mark.slow, pytest.mark.promise, pytest.mark.django_db, pytest.mark.timeout(3600)]
FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
READERS = ("signed out", "communities_officer", "community_rep") + (
    ("locality_leader", "elected_member", "practitioner", "ig_lead", "analyst") if FULL else ()
)
PUBLIC_FORMATS = {  # every format in which a released plan, its files and its site leave the house
    "html", "plain", "json", "csv", "xlsx", "docx", "pdf", "release bundle html", "release bundle json",
}  # fmt: skip
SENTENCE = "The {} alley is never lit."


class Planted:
    """A partnership in which one resident's word went everywhere it can go, and a second, standing one that must stay."""

    def __init__(self, partnership):
        self.p, self.m, self.day = partnership, Marks(), TODAY
        self.restricted = None
        self.base = things.all_of(partnership)
        self.ids = {}
        for (page, _), pk in self.base.items():
            self.ids.setdefault(page, []).append(pk)
        self.officer, self.leader = partnership.actor("communities_officer"), partnership.actor("locality_leader")
        self.given = {"by": self.officer, "on": TODAY}
        self._said()
        self._printed()

    def _said(self):
        def heard(name, until=None):
            made = voice.record(
                **self.given, place=self.p.east, words=self.m.word(name, SENTENCE), heard_on=TODAY, said_in="Polish",
                translation=self.m.word(f"{name} translated", SENTENCE), translated_by="An interpreter",
                consents=("taking part", Agreed("quote", until=until)),
            )  # fmt: skip
            every = topics() if name == "theirs" else ("T13",)  # so that they are the quote beside every number
            voice.code(**self.given, contribution=made, accept=dict.fromkeys(every, "problem"))
            for page in ("contribution", "contribution-withdraw", "contribution-retell", "recording-add"):
                self.ids.setdefault(page, []).append(made.pk)
            return made

        self.theirs, self.others = heard("theirs", TODAY), heard("others")
        theme = voice.accept_theme(
            **self.given,
            place=self.p.east,
            statement="Dark alleys",
            topic="T13",
            contributions=[self.theirs, self.others],
        )
        self.ids.setdefault("theme-drop", []).append(theme.pk)

    def _printed(self):
        """Two releases of a plan with the words, the older one superseded, and a third copy that waits to be released."""
        told = {"on": TODAY, "place": self.p.east}
        raised = priorities.propose(by=self.leader, **told, statement="Lit streets", topic="T13")
        priorities.adopt(by=self.leader, **told, priority=raised, statement="Lit streets", topic="T13", rationale="All agree",
                         minute="Item 4", test="Ask", departure="Winter is near", without="Nobody has measured the light")  # fmt: skip
        plan = plans.draft_plan(by=self.officer, **told, title="East, lit", priorities=[raised],
                                period_from=date(2030, 1, 1), period_to=date(2031, 1, 1))  # fmt: skip
        self.releases = []
        for where in ("Quay Hall", "Gull Hall", "Tern Hall"):
            account.propose_plan(by=self.officer, **told, plan=plan, around={"when": "Tuesdays", "where": where})
            if where != "Tern Hall":
                self.releases += approve_waiting(self.p)
        for page in (
            "released-look",
            "released-json",
            "released-csv",
            "released-xlsx",
            "released-docx",
            "released-pdf",
        ):
            self.ids.setdefault(page, []).extend(one.pk for one in self.releases)
        proposals = apps.get_model("hereabouts", "Proposal").objects.filter(place=self.p.east)
        self.ids.setdefault("release-look", []).extend(one.pk for one in proposals)


@pytest.fixture
def planted(partnership, monkeypatch):
    made, really = Planted(partnership), timezone.localdate
    monkeypatch.setattr(
        "hereabouts.web.shared.middleware.timezone.localdate",
        lambda value=None, *more: really(value, *more) if value else made.day,
    )
    return made


def sweep(planted, client, command, folder):
    """Read every page as each reader, every file, the command line, the site: {mark: {way out}}, and how much was read."""
    walk = Walk(planted)
    for reader in READERS:
        sign_in(client, planted, reader)
        for page, address in addresses(planted):
            walk.asked(client, page, reader, "GET", address)
            if page == "released-csv":
                for table in ("words", "priorities"):
                    walk.asked(client, page, reader, "GET", f"{address}?table={table}")
    for line in (
        "account publish East --out {folder}/site",
        "voice themes East",
        "voice reach East",
        "priorities triangulate East",
    ):
        outputs.run(walk, command, line, folder)
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            read = outputs.of(outputs.KINDS.get(path.suffix, "text/plain"), path.read_bytes())
            walk.read(f"bundle {path.name}", "anybody", [(f"release bundle {kind}", text) for kind, text in read])
    outputs.emails(walk)
    found = {}
    for mark, page, kind, reader in walk.seen:
        found.setdefault(mark.partition(" ")[0], set()).add((page, kind, reader))
    return found, walk


def kept(word):
    """Give every column of the database in which a word stands, whoever may see it."""
    found = set()
    with on_purpose("the test looks for itself"):
        for model in apps.get_app_config("hereabouts").get_models(include_auto_created=True):
            for row in model.objects.values():
                found |= {
                    f"{model.__name__}.{name}" for name, value in row.items() if word.lower() in str(value).lower()
                }
    return found


def by_officer(planted, client):
    voice.withdraw_consent(**planted.given, contribution=planted.theirs, kind="quote")


def by_officer_in_other_words(planted, client):
    voice.withdraw_consent(**planted.given, contribution=planted.theirs, kind="quote", retell=True)
    voice.retell(**planted.given, contribution=planted.theirs, words="A passage that stays dark frightens them.")


def by_themself(planted, client):
    """Nobody signed in, the number on a card: what they agreed to is shown, the words are not, and then all of it goes."""
    client.logout()
    number = planted.theirs.participant.key.lower().replace("-", " ")
    told = client.post(reverse("take-back"), {"number": number}).content.decode()
    assert "To be quoted" in told
    assert planted.m.forms["theirs"][0] not in told
    answer = client.post(reverse("take-back"), {"number": number, "kind": "taking part"})
    assert answer.url == reverse("taken-back")
    assert "within 7 days" in re.sub(r"\s+", " ", client.get(answer.url).content.decode())


def by_the_day(planted, client):
    """Nobody does anything: the last day has passed, and the worker makes its next round."""
    planted.day = TODAY + timedelta(1)
    assert voice.expire_due(by=local_operator("worker"), on=TODAY) == 0
    assert voice.expire_due(by=local_operator("worker"), on=planted.day) == 1
    assert voice.expire_due(by=local_operator("worker"), on=planted.day) == 0


# The short round takes two ways on each database, all four between them; the full one all four on either.
SQLITE, POSTGRESQL = [by_officer_in_other_words, by_themself], [by_officer, by_the_day]
WAYS = [*SQLITE, *POSTGRESQL] if FULL else POSTGRESQL if connection.vendor == "postgresql" else SQLITE


@pytest.mark.requirement("X-08")
@pytest.mark.parametrize("way", WAYS)
def test_it_is_gone_from_every_release_export_and_feed(
    way, planted, client, command, tmp_path, record_property, no_pdf_twice
):
    before, walk = sweep(planted, client, command, tmp_path / "before")
    ways_out = {(page, kind) for page, kind, _ in before["theirs"]}
    assert {kind for _, kind in ways_out} >= PUBLIC_FORMATS, "the sweep must find it everywhere first"
    assert {"themes", "said", "contribution", "public-plan", "release-look", "place"} <= {page for page, _ in ways_out}
    way(planted, client)
    after, again = sweep(planted, client, command, tmp_path / "after")
    inside = (
        {"said", "contribution", "contribution-retell"}
        if way in {by_officer, by_officer_in_other_words, by_the_day}
        else set()
    )
    left = {(page, reader) for page, _, reader in after.get("theirs", ())}
    told = {"ways_out": len(ways_out), "bodies": walk.bodies + again.bodies, "left": len({p for p, _ in left} - inside)}
    print(way.__name__, told)
    record_property("figure", json.dumps(told))
    assert {page for page, _ in left} <= inside, "seen where it was taken back"
    assert {reader for _, reader in left} <= {"communities_officer", "locality_leader"}  # who listens, still knows
    assert any(page == "themes" for page, *_ in after["others"]), "whoever took nothing back still stands"
    if way is by_themself:
        assert kept(planted.m.forms["theirs"][0]) == set(), "erased from every table"
        assert kept(planted.m.forms["theirs translated"][0]) == set()
    if way is by_officer_in_other_words:
        assert "A passage that stays dark" in client_words(client, planted)
    row = TakenBack.objects.filter(place=planted.p.east).last()
    if way is by_officer:
        assert (row.done_on, row.due_on, len(row.releases)) == (None, TODAY + timedelta(7), 2)


def client_words(client, planted):
    sign_in(client, planted, "community_rep")
    return client.get(reverse("themes", args=[planted.p.east.pk])).content.decode()


def test_a_release_that_is_forgotten_is_found(planted, client, command, tmp_path, monkeypatch):
    """The control: what was printed is not withdrawn, and the sweep says so."""
    monkeypatch.setattr("hereabouts.records.voice.changes.taking_back._unpublish", lambda *_, **__: {})
    by_officer(planted, client)
    after, _ = sweep(planted, client, command, tmp_path)
    assert {"public-plan", "released-json", "bundle plan.json"} & {page for page, *_ in after["theirs"]}


@pytest.fixture
def no_pdf_twice():
    """The pages keep the PDF they drew last: here none may outlive its release."""
    from hereabouts.web.public import written

    written._kept.cache_clear()
