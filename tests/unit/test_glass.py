"""Broken glass: what it takes, what it opens and for how long, what never opens, and who judges it."""

import csv
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from hereabouts.core.ledger import may
from hereabouts.core.sentences import Sentence
from hereabouts.core.trust.glass import NoReason
from hereabouts.engines.definitions import break_glass as rule
from hereabouts.records.families import access
from hereabouts.records.families import changes as family_changes
from hereabouts.records.families import glass as behind_glass
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust import changes, glass, who
from hereabouts.records.trust.access import actor_of, founder, local_operator
from hereabouts.records.trust.daily import send_digest
from hereabouts.records.trust.models import Agreement, BrokenGlass
from tests import families
from tests.doors.test_doors import BACKEND
from tests.environment import ROOT
from tests.families import NOW
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
ONCE = re.compile(rb'name="(once|csrfmiddlewaretoken)" value="[^"]+"')
REASON = "The school rang: the father is on his way there and has threatened her mother."


@pytest.fixture
def shut(partnership):
    """A family of West that nobody of East may see, and a worker of East."""
    families.in_force(partnership)
    partnership.add("practitioner", place=partnership.west, key="west_worker")
    return families.refer(
        partnership, by="west_worker", place=partnership.west, people=[{"first_name": "Bo", "surname": "Hale"}]
    )


def at(partnership, minutes, key="triage_coordinator"):
    """Give somebody as an actor so many minutes later."""
    return actor_of(partnership.people[key], on=TODAY, at=NOW + timedelta(minutes=minutes))


def broken(partnership, referral, key="triage_coordinator", **more):
    facts = {"ref": referral.ref, "reason": REASON, **more}
    return changes.break_glass(by=at(partnership, 0, key), on=TODAY, at=NOW, **facts)


def sees(partnership, referral, minutes, key="triage_coordinator"):
    by_door = access.behind_glass(at(partnership, minutes, key), on=TODAY).filter(pk=referral.pk).exists()
    by_rule = may(at(partnership, minutes, key), glass.KEEP_SAFE, referral.subject(), TODAY, purpose=access.PURPOSE)
    assert by_door is bool(by_rule)
    return by_rule


@pytest.mark.requirement("X-12")
def test_it_opens_for_an_hour_and_the_rule_shuts_it(partnership, shut):
    assert not sees(partnership, shut, 0)
    opened = broken(partnership, shut)
    assert opened.until == NOW + timedelta(minutes=60)
    open_ = sees(partnership, shut, 0)
    assert open_.because == "Allowed by broken glass, to keep somebody from harm, until 10:50am on 20 November 2026."
    assert open_.fields == rule().fields
    assert sees(partnership, shut, 59.9)
    over = sees(partnership, shut, 60)
    assert not over
    assert over.because == "The glass was broken for it until 10:50am on 20 November 2026. That is over."
    assert not sees(partnership, shut, 0, "practitioner")  # nor anybody else meanwhile
    assert not actor_of(partnership.people["triage_coordinator"], on=TODAY).given(
        "household", glass.KEEP_SAFE
    )  # without a clock nothing


@pytest.mark.requirement("X-12")
def test_it_shows_what_keeps_somebody_safe_and_leaves_entries_of_its_own(partnership, shut):
    opened = broken(partnership, shut)
    told = behind_glass.behind(at(partnership, 5), opened.id, on=TODAY, at=NOW + timedelta(minutes=5))
    assert told.people[0][0] == "Bo Hale"
    assert (told.safe_contact, told.address) == ("Text only, not after 6pm", "3 Kiln Row, LK1 2AB")
    assert "what they want" in told.withheld or told.withheld
    kinds = list(AuditEntry.objects.order_by("id").values_list("what", "outcome", "object"))[-2:]
    assert kinds == [("glass.break", "done", str(shut.pk)), ("referral.keep_safe", "seen", str(shut.pk))]
    entry = AuditEntry.objects.order_by("-id").first()
    assert entry.under.startswith("broken glass")
    assert "father" not in str(AuditEntry.objects.values_list("detail", flat=True))
    for minutes, key in [(61, "triage_coordinator"), (5, "practitioner")]:
        with pytest.raises(NotFound):
            behind_glass.behind(at(partnership, minutes, key), opened.id, on=TODAY, at=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "reason", ["", "x", "asdf asdf asdf asdf asdf asdf asdf asdf", "emergency", "a b c d e f g", "I need to see it"]
)
def test_a_reason_without_substance_opens_nothing(partnership, shut, reason):
    with pytest.raises(NoReason):
        broken(partnership, shut, reason=reason)
    assert not BrokenGlass.objects.exists()


@pytest.mark.requirement("X-12")
def test_what_is_restricted_never_opens_and_the_answer_is_that_of_nothing(partnership, shut):
    partnership.add("triage_coordinator", place=partnership.west, key="west_triage")
    west = partnership.actor("west_triage")
    opened = broken(partnership, shut)
    family_changes.restrict(by=west, on=TODAY, referral=shut, named=[], why="abuse", words="He looks for them.")
    assert not sees(partnership, shut, 1)  # not even what was open
    with pytest.raises(NotFound):
        behind_glass.behind(at(partnership, 1), opened.id, on=TODAY, at=NOW + timedelta(minutes=1))
    said = []
    for ref in (shut.ref, shut.household.ref, "FH-2026-XXXX", "EA-2026-A001"):
        with pytest.raises(NotAllowed) as refused:
            changes.break_glass(by=at(partnership, 0, "practitioner"), on=TODAY, at=NOW, ref=ref, reason=REASON)
        said.append(str(refused.value))
    assert len(set(said)) == 1
    tried = AuditEntry.objects.filter(what="glass.break", outcome="refused")
    assert [entry.object for entry in tried] == [""] * 4
    assert [entry.detail["ref"] for entry in tried] == [shut.ref, shut.household.ref, "FH-2026-XXXX", "EA-2026-A001"]


def test_who_holds_no_case_role_breaks_nothing(partnership, shut):
    for key in ("clerk", "ig_lead", "analyst", "administrator", "elected_member"):
        with pytest.raises(NotAllowed):
            broken(partnership, shut, key)
    with pytest.raises(Sentence, match="already"):
        broken(partnership, shut, "west_worker")  # who sees it by the agreement


def test_an_interest_is_not_overruled_and_a_lost_role_ends_it_at_once(partnership, shut):
    broken(partnership, shut)
    partners.end_role(by=founder(), on=TODAY, held=partnership.people["triage_coordinator"].roles.get())
    assert not sees(partnership, shut, 1)
    worker = partnership.people["practitioner"]
    changes.declare_interest(by=partnership.actor("practitioner"), on=TODAY, account=worker, ref=shut.ref, why="family")
    with pytest.raises(NotAllowed, match="Nothing can be opened"):
        broken(partnership, shut, "practitioner")


def test_it_works_while_the_agreement_is_suspended(partnership, shut):
    Agreement.objects.update(state="suspended")
    broken(partnership, shut, "west_worker")
    assert sees(partnership, shut, 1, "west_worker")


def test_twice_is_one_use_and_there_is_an_end_to_it(partnership, shut):
    assert broken(partnership, shut).id == broken(partnership, shut).id
    for n in range(rule().a_day - 1):
        broken(partnership, families.refer(partnership, by="west_worker", place=partnership.west, once=f"more-{n}"))
    with pytest.raises(NotAllowed, match="5 records this way"):
        broken(partnership, families.refer(partnership, by="west_worker", place=partnership.west, once="too many"))


@pytest.mark.requirement("X-12")
def test_past_a_limit_every_reference_is_answered_alike(partnership, shut):
    others = [families.refer(partnership, by="west_worker", place=partnership.west, once=f"{n}") for n in range(5)]
    for one in others:
        broken(partnership, one)

    def answer(ref):
        with pytest.raises(NotAllowed) as refused:
            broken(partnership, shut, ref=ref)
        return str(refused.value)

    refs = (shut.ref, others[0].ref, shut.household.ref, "FH-2026-XXXX")
    assert {answer(ref) for ref in refs} == {
        "You have opened 5 records this way within a day. Ring your governance lead."
    }
    for n in range(rule().refused_a_day):
        with pytest.raises(NotAllowed):
            broken(partnership, shut, key="practitioner", ref=f"FH-2026-{n:04d}X")
    with pytest.raises(NotAllowed, match="closed to you until tomorrow"):
        broken(partnership, shut, key="practitioner")
    tomorrow = {"by": actor_of(partnership.people["practitioner"], on=TODAY + timedelta(1), at=NOW + timedelta(1))}
    opened = changes.break_glass(
        **tomorrow, on=TODAY + timedelta(1), at=NOW + timedelta(1), ref=shut.ref, reason=REASON
    )
    assert opened.pk == shut.pk


def test_what_was_tried_stands_in_the_trail_but_never_what_opens_a_letter(partnership, shut):
    officer = partnership.actor("communities_officer")
    letter = intake.send(by=officer, on=TODAY, kind="words", text="The swings.", place=partnership.east)
    for ref in (letter.ref, "X" * 90):
        with pytest.raises(NotAllowed):
            broken(partnership, shut, ref=ref)
    tried = AuditEntry.objects.filter(what="glass.break", outcome="refused").order_by("id")
    assert [entry.detail["ref"] for entry in tried] == ["the reference of a letter", "X" * 40]


@pytest.mark.requirement("X-12")
@pytest.mark.parametrize("ref", ["referral", "household"])
def test_open_glass_opens_the_emergency_sheet_and_no_other_page(client, partnership, shut, monkeypatch, ref):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)
    client.force_login(partnership.people["triage_coordinator"], backend=BACKEND)
    rows = csv.DictReader((ROOT / "tests/doors/table/families.csv").read_text(encoding="utf-8").splitlines())
    pages = sorted({(*row["page"].partition(" ")[::2], row["method"]) for row in rows})

    def answers():
        found = {}
        for name, about, method in pages:
            for pk in [shut.pk, shut.household_id] if about else [None]:
                address = reverse(name, kwargs={"id": pk} if pk else {})
                with transaction.atomic():
                    got = getattr(client, method.lower())(address)
                    body = b"" if name in {"break-glass", "glass"} else ONCE.sub(b"", got.content)
                    found[name, pk, method] = got.status_code, body
                    transaction.set_rollback(True)
        return found

    before = answers()
    assert before["referral", shut.pk, "GET"][0] == before["referral-who", shut.pk, "GET"][0] == 404
    opened = broken(partnership, shut, ref=shut.household.ref if ref == "household" else shut.ref)
    assert b"Bo Hale" in client.get(reverse("glass", args=[opened.id])).content
    after = answers()
    assert [page for page in before if before[page] != after[page]] == []
    actor = at(partnership, 1)
    given = [grant for grant in actor.grants if grant.glass]
    assert {grant.verb for grant in given} == {glass.KEEP_SAFE}
    assert {grant.fields for grant in given} == {rule().fields}


def test_a_household_opens_with_all_its_referrals_and_a_referral_alone(partnership, shut):
    broken(partnership, shut, ref=shut.household.ref)
    assert sees(partnership, shut, 1)
    assert who.readers(shut, on=TODAY, at=NOW)[0].because.startswith("Allowed by")
    assert "Test Triage Coordinator" in {r.name for r in who.readers(shut, on=TODAY, at=NOW)}
    assert "Test Triage Coordinator" not in {r.name for r in who.readers(shut, on=TODAY)}


@pytest.mark.requirement("X-12")
def test_somebody_else_judges_it_once_and_a_follow_up_twice(partnership, shut):
    opened = broken(partnership, shut)
    lead = partnership.actor("ig_lead")
    judged = lambda outcome, words="Rang the school.", by=lead: changes.review_glass(  # noqa: E731 - called seven times below
        by=by, on=TODAY, broken=opened.id, outcome=outcome, words=words
    )
    waits = glass.queue(lead)
    assert [(use.who, use.reason, use.outcome) for use in waits] == [("Test Triage Coordinator", REASON, "")]
    for outcome, words in [("fine", "x"), ("justified", " ")]:
        with pytest.raises(changes.GlassNotReviewed):
            judged(outcome, words)
    with pytest.raises(NotAllowed):
        judged("justified", by=partnership.actor("triage_coordinator"))
    partners.give_role(by=founder(), on=TODAY, account=partnership.people["triage_coordinator"], role="ig_lead")
    with pytest.raises(changes.GlassNotReviewed, match="yourself"):
        judged("justified", by=partnership.actor("triage_coordinator"))
    assert judged("follow up").outcome == "follow up"
    assert glass.waiting() == 1
    assert judged("not justified").reviewed_name == "Test Ig Lead"
    with pytest.raises(changes.GlassNotReviewed, match="judged this already"):
        judged("justified")
    assert (glass.waiting(), len(glass.queue(lead, done=True))) == (0, 1)
    counted = glass.counts(month=TODAY.replace(day=1))
    assert (counted.times, counted.people, counted.not_justified, counted.waiting) == (1, 1, 1, 0)


def test_the_digest_says_how_many_wait(partnership, shut):
    broken(partnership, shut)
    send_digest(by=local_operator("somebody"), on=TODAY)
    assert "Broken glass that waits for review: 1." in mail.outbox[0].body


@pytest.mark.requirement("X-12")
def test_from_the_plea_to_the_judgement_on_pages(as_role, client, partnership, shut, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment[0])
    as_role("triage_coordinator")
    assert client.get(reverse("referral", args=[shut.pk])).status_code == 404
    plea = client.get(reverse("break-glass")).content.decode()
    for words in ("for 60 minutes", "Test Ig Lead reads your reason", "written into the audit trail", "Ring 999 first"):
        assert words in plea
    asked = {"ref": shut.ref, "reason": REASON}
    assert client.post(reverse("break-glass"), asked).status_code == 422  # not without having read what happens
    kept = client.post(reverse("break-glass"), asked | {"reason": "Need it", "understood": "on"})
    assert (kept.status_code, "different words" in kept.content.decode()) == (422, True)
    nothing = client.post(reverse("break-glass"), asked | {"ref": "FH-2026-XXXX", "understood": "on"})
    assert "Nothing can be opened by that reference" in nothing.content.decode()
    page = client.post(reverse("break-glass"), asked | {"understood": "on"}, follow=True).content.decode()
    for words in ("Bo Hale", "3 Kiln Row", "Text only, not after 6pm", "Open to you until 10:50am"):
        assert words in page
    assert "One person I can text" not in page  # what they want keeps nobody from harm
    address = reverse("glass", args=[BrokenGlass.objects.get().pk])
    moment[0] = NOW + timedelta(minutes=60)
    absent = client.get(reverse("glass", args=[shut.pk]))
    late = client.get(address)
    assert (late.status_code, late.content) == (404, absent.content)
    assert client.get(reverse("referral", args=[shut.pk])).status_code == 404
    as_role("ig_lead")
    queue = client.get(reverse("broken-glass")).content.decode()
    assert "The school rang" in queue
    assert shut.ref in queue
    assert "Bo Hale" not in queue
    pk = BrokenGlass.objects.get().pk
    sent = {f"{pk}-outcome": "justified", f"{pk}-words": "Rang the school. It was so."}
    done = client.post(reverse("glass-judge", args=[pk]), sent, follow=True).content.decode()
    assert "No use waits for a person." in done
    assert "Judged broken glass" in client.get(reverse("audit")).content.decode()
    assert "Broke the glass" in client.get(reverse("who-saw"), {"thing": shut.ref}).content.decode()
