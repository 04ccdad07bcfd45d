"""Every address, asked by everybody for everything, and what was seen where: (mark, page, format, reader).

An address is asked about each thing that it can be about, about nothing that exists, with searches for the beginnings of
marks, by methods that it does not know, and with the forms that the doors' table posts. Whatever a POST changes is taken back.
"""

import logging
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse

from hereabouts.web.shared.logs import Json
from tests.canary.bodies import parts
from tests.doors import things
from tests.doors.test_doors import BACKEND, views

# Who reads: everybody with a role in East, and those who differ from one of them in one thing.
READERS = (
    "signed out", "communities_officer", "locality_leader", "practitioner", "triage_coordinator", "analyst", "ig_lead", "clerk",
    "community_rep", "elected_member", "administrator", "second", "council_worker", "rep_worker", "outsider", "triage_outside",
    "west_worker", "west_triage", "west_officer",
)  # fmt: skip
# What a page can be asked besides: the beginning of a word that stands in a record ({}), a place, a page number.
ASKED = {
    "services": ("search={}",), "oruk-services": ("search={}", "postcode={}"), "decisions": ("words={}",), "decisions-csv": ("words={}",),
    "follow": ("ref={}",), "said": ("words={}", "uncoded=yes", "voice=resident"), "said-by-number": ("number={}",), "who-saw": ("thing={}",),
    "access-ask": ("subject={}",), "triage": ("show=all", "show=decided"), "referral-draft": ("step=worry", "step=contact"), "matches": ("about=lists", "page=2"), "looks": ("show=judged",),
    "problems": ("stage=scanning",), "audit": ("thing={}",),
    "released-csv": ("table=about", "table=words", "table=priorities", "table=areas", "table={}"),
}  # fmt: skip
METHODS = ("HEAD", "PUT", "DELETE", "OPTIONS")
SOUGHT = ("family/surname", "restricted/surname", "west/surname", "east help/text")
PLAIN = {"signed out", "practitioner", "triage_coordinator"}  # who also asks by methods that no page knows
LEAVES = {"account_logout"}  # pages that would end the reader's turn


@dataclass
class Walk:
    """What was seen, and how much was read."""

    world: object
    seen: set = field(default_factory=set)
    bodies: int = 0
    formats: dict = field(default_factory=dict)
    broken: set = field(default_factory=set)  # pages that answered 500 although nobody broke them

    def __post_init__(self):
        self.find = self.world.m.search()

    def read(self, page, reader, told):
        """Look through one body (or whatever else came out), given as [(format, text)]."""
        self.bodies += 1
        for kind, text in told:
            self.formats[kind] = self.formats.get(kind, 0) + 1
            self.seen |= {(mark, page, kind, reader) for mark in self.find(text)}

    def read_lines(self, lines):
        """Look through log lines, each a body."""
        for line in lines:
            self.read("log", "operations", [("log", line)])

    def asked(self, client, page, reader, method, address, sent=None):
        """Ask one address, read the whole answer, and take back what it changed."""
        with transaction.atomic():
            answer = getattr(client, method.lower())(address, sent or {})
            self.read(page, reader, parts(answer))
            if answer.status_code >= 500:
                self.broken.add((page, method))
            transaction.set_rollback(True)
        return answer.status_code


def addresses(world, pages=None):
    """Give (page, address) of every page about each thing of the world, and about nothing at all."""
    for view in views():
        if view.name in LEAVES or (pages and view.name not in pages):
            continue
        if not view.pattern.converters:
            yield view.name, reverse(view.name)
            continue
        for pk in [*dict.fromkeys(map(str, world.ids.get(view.name, ()))), str(uuid.UUID(int=9))]:
            yield view.name, reverse(view.name, kwargs={"id": pk})


def sign_in(client, world, reader):
    """Let the client be a reader."""
    client.logout()
    client.raise_request_exception = False
    if reader != "signed out":
        client.force_login(world.p.people[reader], backend=BACKEND)


def walk_as(walk, client, reader, pages=None, *, only_get=False):
    """Ask everything as one reader; what is sent, and methods that no page knows, about the first thing, a restricted one and none."""
    world = walk.world
    sign_in(client, world, reader)
    few = {}
    for page, address in addresses(world, pages):
        walk.asked(client, page, reader, "GET", address)
        few.setdefault(page, []).append(address)
        for query in ASKED.get(page, ()):
            for mark in SOUGHT if "{}" in query else ("",):
                beginning = world.m.forms[mark][0][:6] if mark else ""
                walk.asked(client, page, reader, "GET", f"{address}?{query.format(beginning)}")
    for page, of_page in () if only_get else few.items():
        hidden = [one for one in of_page if str(world.restricted.pk) in one]
        for address in dict.fromkeys([of_page[0], *hidden, of_page[-1]]):
            walk.asked(client, page, reader, "POST", address, things.POSTED.get(page, {}))
        walk.asked(client, page, reader, "POST", of_page[0], {"nothing": "of use"})
        for method in METHODS if reader in PLAIN else ():
            walk.asked(client, page, reader, method, of_page[0])


class Lines(logging.Handler):
    """Keeps every log line as the product writes it."""

    def __init__(self):
        super().__init__()
        self.setFormatter(Json())
        self.kept = []

    def emit(self, record):
        self.kept.append(self.format(record))
