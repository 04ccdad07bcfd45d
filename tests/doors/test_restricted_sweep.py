"""A restricted family exists, and for everybody who is not named nothing anywhere differs from a world without it.

Every address of the product is asked by every role in two worlds, one in which the family was never referred and one in which it
was referred, screened, matched, decided and restricted; and the answers are compared byte for byte: lists, counts, totals, searches,
files to take away, errors. What is told apart on purpose: the audit pages of whoever reads the trail, who learns that something
is restricted and never which family it is. The reference of a family that came later is another in each world, as it is by chance.
"""

import io
import itertools
import os
import re
import uuid
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse

from hereabouts.core.ledger.scatter import scattered
from hereabouts.records.families import changes, whole
from hereabouts.records.families.models import Match, Pointer, Referral
from tests import families
from tests.doors import things
from tests.doors.test_doors import BACKEND, ROWS
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.promise, pytest.mark.timeout(1800)]
FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
# Pages of the evidence file alone, where no family stands: they take most of the time, and are asked in the full round.
OF_NUMBERS = (
    "place",
    "places",
    "profile",
    "indicator",
    "dataset",
    "compare",
    "hot",
    "quality",
    "languages",
    "committee",
    "easy",
)
NOW = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
READS_THE_TRAIL = "ig_lead"
CANARY = "Zebedee"
SEEN_BY_REVIEWERS = {
    "audit", "who-saw", "looks", "restricted-report", "broken-glass", "restrictions", "interests", "access-ask", "my-work",
}  # fmt: skip
SEARCHES = [
    ("services", {"q": CANARY}),
    ("triage", {"show": "all"}),
    ("matches", {"show": "all"}),
    ("people", {"q": CANARY}),
]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    # A form on paper has a number drawn by chance, which tells of nothing: here every form has the same.
    monkeypatch.setattr("hereabouts.records.voice.reads.paper.new_key", lambda: "AAAA-AAAA")


def secret(partnership, *, restrict=True):
    """Refer the family, find who works with it, decide, tell the other worker, and restrict it to one person."""
    triage = partnership.actor("triage_coordinator")
    people = [{"first_name": CANARY, "surname": "Quill", "phone": "07700 900999"}]
    referral = families.refer(
        partnership, once="secret", people=people, address="1 Nowhere Lane", postcode="LK9 9ZZ", worry="A canary sings."
    )
    stub = Referral.objects.get(once="form-1").household.people.first().matches.first().stub
    families.screened(partnership, referral)
    match = Match.objects.create(
        person=referral.household.people.get(), stub=stub, state="confirmed", band="strong", weight=9, model="x", found_on=TODAY,
        place=partnership.east, organisation=stub.organisation,
    )  # fmt: skip
    changes.send_pointer(by=triage, on=TODAY, place=partnership.east, referral=referral, stub=match.stub)
    changes.decide(
        by=triage, on=TODAY, at=families.NOW, referral=referral, route="local solutions group", why="x", done="y"
    )
    needed(referral, triage)
    if restrict:
        changes.restrict(by=triage, on=TODAY, referral=referral, named=[], why="abuse", words="A canary.")
    return referral


def needed(referral, triage):
    """Write down a need, a support and an action of the family: three more places in which it could be met."""
    given, need = {"by": triage, "on": TODAY, "referral": referral}, whole.domains(referral.place_id)[0]
    changes.assess(**given, at=families.NOW, domain=need, severity=3, evidence="A canary is cold.")
    changes.support(**given, domain=need, agency="Harbour Housing", service="Canary care", state="offered")
    changes.plan(**given, words="Feed the canary", owner="Lee", due_on=TODAY)


def later(partnership):
    """Refer another family afterwards, so that a gap in the numbers could be seen: it stands last, whatever its reference."""
    after = families.MORNING + timedelta(minutes=5)
    return families.refer(partnership, once="later", at=after, people=[{"first_name": "Ebba", "surname": "Strand"}])


def pages(client, partnership, world, role, made):
    """Give every answer of every address to a role: status and bytes, with what is another in each world by chance taken out."""
    who = partnership.people[role]
    found = {}
    for row in [r for r in ROWS if r["method"] == "GET"]:
        name, _, about = row["page"].partition(" ")
        if not FULL and name.partition("-")[0] in OF_NUMBERS:
            continue
        given = {"id": uuid.UUID(int=404) if about == "absent" else world[name, about]} if about else {}
        found[row["page"]] = _answer(client, who, reverse(name, kwargs=given), {}, made)
    for name, asked in SEARCHES:
        found[f"{name} {asked}"] = _answer(client, who, reverse(name), asked, made)
    return found


def _answer(client, who, address, asked, made):
    with (
        transaction.atomic()
    ):  # a look leaves an entry: taken back, so that no page differs by having been asked for before
        client.force_login(who, backend=BACKEND)
        answer = client.get(address, asked)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, _plain(body, made)


def _plain(body, made):
    for n, thing in enumerate(made):
        for words in (str(thing.pk), thing.household.ref, thing.ref):
            body = body.replace(words.encode(), b"LATER%d" % n)
    if body.startswith(b"PK"):  # a packed file holds the time it was packed
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(n.encode() + packed.read(n) for n in sorted(packed.namelist()) if n != "docProps/core.xml")
    body = re.sub(rb"(\d\.\d{12})\d+", rb"\1", body)  # DuckDB adds up in any order: the last digit is chance
    body = re.sub(rb'name="once" value="[^"]+"', b"", body)
    return re.sub(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"ID", body) if body.startswith(b"<!DOCTYPE") else body


def both_worlds(client, partnership, role, **more):
    world = things.all_of(partnership)
    with transaction.atomic():
        without = pages(client, partnership, world, role, [later(partnership)])
        transaction.set_rollback(True)
    hidden = secret(partnership, **more)
    return without, pages(client, partnership, world, role, [later(partnership)]), hidden


def _where(one, other):
    """Show where two answers part."""
    n = next((n for n, (a, b) in enumerate(zip(one[1], other[1], strict=False)) if a != b), 0)
    return one[0], other[0], one[1][max(0, n - 60) : n + 80], other[1][max(0, n - 60) : n + 80]


NOT_NAMED = [
    "second",
    "practitioner",
    "locality_leader",
    "ig_lead",
]  # those who hold something of a family, or read the trail
if FULL:
    NOT_NAMED += ["communities_officer", "analyst", "clerk", "community_rep", "elected_member", "administrator"]


@pytest.mark.requirement("X-12")
@pytest.mark.parametrize("role", NOT_NAMED)
def test_nothing_anywhere_differs(client, partnership, role):
    partnership.add("triage_coordinator", key="second")
    without, within, hidden = both_worlds(client, partnership, role)
    assert len(without) > (150 if FULL else 100)
    seen_by_reviewers = SEEN_BY_REVIEWERS if role == READS_THE_TRAIL else set()
    differs = [
        page for page in without if without[page] != within[page] and page.partition(" ")[0] not in seen_by_reviewers
    ]
    assert differs == [], [(page, *_where(without[page], within[page])) for page in differs]
    everything = b"".join(body for _, body in within.values())
    for words in (
        CANARY,
        "Nowhere Lane",
        "LK9 9ZZ",
        "canary sings",
        hidden.ref,
        str(hidden.pk),
        str(hidden.household_id),
    ):
        assert words.encode() not in everything.replace(b'value="%s"' % CANARY.encode(), b"")


@pytest.mark.requirement("X-12")
def test_the_named_one_sees_the_difference(client, partnership):
    """The control: the very same sweep finds the family on many pages where its reader is named."""
    without, within, hidden = both_worlds(client, partnership, "triage_coordinator")
    differs = {page.partition(" ")[0] for page in without if without[page] != within[page]}
    assert {"triage", "solutions-group"} <= differs  # the figures are of weeks that are over, for everybody alike
    assert hidden.ref.encode() in b"".join(body for _, body in within.values())


@pytest.mark.requirement("X-12")
def test_a_sweep_that_forgets_the_restriction_fails(client, partnership):
    """The negative control: not restricted, the family shows to a second triage co-ordinator."""
    partnership.add("triage_coordinator", key="second")
    without, within, _ = both_worlds(client, partnership, "second", restrict=False)
    assert [page for page in without if without[page] != within[page]]


@pytest.mark.requirement("X-12")
@pytest.mark.parametrize("role", ["second", "practitioner", "ig_lead", "clerk"])
def test_asked_for_by_its_own_address_it_is_what_never_was(client, partnership, role):
    """Every address of a family with the id of the hidden one, and with an id that never was: the same bytes."""
    partnership.add("triage_coordinator", key="second")
    things.all_of(partnership)
    hidden = secret(partnership)
    match, note = Match.objects.get(person__household=hidden.household), Pointer.objects.get(referral=hidden)
    ids = {"match": match.pk, "pointer": note.pk}
    asked = {(row["page"].partition(" ")[0], row["method"]) for row in ROWS if row["page"].endswith(" absent")}
    assert len(asked) > 90
    who = partnership.people[role]
    for name, method in sorted(asked):
        sent = things.POSTED.get(name, {}) if method == "POST" else {}
        answers = []
        for about in (ids.get(name, hidden.pk), uuid.UUID(int=404)):
            with transaction.atomic():
                client.force_login(who, backend=BACKEND)
                answer = getattr(client, method.lower())(reverse(name, kwargs={"id": about}), sent)
                answers.append((answer.status_code, answer.content.replace(str(about).encode(), b"ID")))
                transaction.set_rollback(True)
        assert answers[0] == answers[1], (name, method)


@pytest.mark.requirement("X-12")
def test_no_reference_opens_it_and_each_is_answered_as_one_that_never_was(client, partnership):
    """Broken glass, the simulator without its right, an interest declared: asked about by its reference."""
    partnership.add("triage_coordinator", key="second")
    things.all_of(partnership)
    hidden = secret(partnership)
    reason = things.POSTED["break-glass"]["reason"]
    for address, role, sent in [
        ("break-glass", "second", {"reason": reason, "understood": "on"}), ("break-glass", "practitioner", {"reason": reason, "understood": "on"}),
        ("declare-interest", "second", {"why": "family"}),
    ]:  # fmt: skip
        answers = []
        for ref in (hidden.ref, "FH-2026-XXXX", hidden.household.ref):
            with transaction.atomic():
                client.force_login(partnership.people[role], backend=BACKEND)
                answer = client.post(reverse(address), sent | {"ref": ref}, follow=True)
                answers.append((answer.status_code, answer.content.replace(ref.encode(), b"REF")))
                transaction.set_rollback(True)
        assert answers[0] == answers[1] == answers[2], address


@pytest.mark.requirement("X-12")
def test_the_files_of_the_governance_lead_never_name_it(client, partnership):
    """They learn that something is restricted, with its reason and who is named; nowhere which family it is."""
    world = things.all_of(partnership)
    hidden = secret(partnership)
    found = pages(client, partnership, world, "ig_lead", [])
    everything = b"".join(body for _, body in found.values())
    assert b"Domestic abuse" in found["restrictions"][1]
    for words in (CANARY, "Nowhere Lane", "canary sings", hidden.ref):
        assert words.encode() not in everything.replace(b'value="%s"' % CANARY.encode(), b"")


def test_numbers_are_shuffled_and_given_once():
    for size in (10, 97, 1_000, 10_000):
        assert sorted(scattered(n, size, "key") for n in range(size)) == list(range(size))
    first, other = [[scattered(n, 10_000, key) for n in range(1, 40)] for key in ("one", "two")]
    assert first != other
    assert len({b - a for a, b in itertools.pairwise(first)}) > 30  # no step between neighbours comes back
    with pytest.raises(ValueError, match="10 is not between"):
        scattered(10, 10, "key")


@pytest.mark.requirement("X-12")
def test_references_of_families_do_not_count(partnership):
    """Neither the highest reference nor a gap tells how many families there are that somebody does not see."""
    families.in_force(partnership)
    refs = [families.refer(partnership, once=f"f{n}").ref for n in range(25)]
    assert len(set(refs)) == 25
    assert refs != sorted(refs)
    assert max(int(ref[-4:]) for ref in refs) > 1_000
