"""Disposal: what is due and only that, never without somebody else's review, never under a hold; and what is left of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from hereabouts.core.rights.schedule import NotDisposed
from hereabouts.engines.definitions import personal, retention
from hereabouts.records.families import changes as families_changes
from hereabouts.records.families.models import Household, Person, Referral, SafetyAnswer, TriageDecision
from hereabouts.records.intake import changes as intake
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.plans import changes as plans
from hereabouts.records.rights import changes, keeping
from hereabouts.records.rights.models import Disposal, DisposalBatch
from hereabouts.records.trust.access import public
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
LAST = date(2040, 3, 12)  # Skye, born on 12 March 2019, grown and three years after
DUE = LAST + timedelta(1)


@pytest.fixture
def world(partnership):
    """A family that was dealt with, and two people who lead information governance."""
    families.in_force(partnership)
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    families_changes.decide(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=families.NOW, referral=referral, route="no further action",
        why="Nothing more", done="Rowan was told",
    )  # fmt: skip
    partnership.add("ig_lead", key="second")
    return partnership


def lead(world, on, key="ig_lead"):
    return world.actor(key, on=on)


def due(world, on, rule="family"):
    return [one for one in keeping.due(lead(world, on), on=on).shown if one.thing.rule == rule]


def proposed(world, on=DUE):
    chosen = [(one.thing.rule, one.thing.id) for one in due(world, on)]
    return changes.propose(by=lead(world, on), on=on, chosen=chosen)


def reviewed(world, on=DUE, **more):
    batch = proposed(world, on)
    return changes.review(by=lead(world, on, "second"), on=on, batch=batch, keep={}, looked=True, **more)


def home():
    return Household.objects.get()


@pytest.mark.requirement("X-15")
def test_due_the_day_after_and_not_on_the_last_day(world):
    assert due(world, LAST) == []
    (one,) = due(world, DUE)
    assert one.until == LAST
    assert one.thing.id == str(home().pk)


@pytest.mark.requirement("X-15")
def test_what_is_not_due_cannot_be_proposed(world):
    with pytest.raises(NotDisposed):
        changes.propose(by=lead(world, LAST), on=LAST, chosen=[("family", str(home().pk))])
    assert not DisposalBatch.objects.exists()


@pytest.mark.requirement("X-15")
def test_nothing_is_emptied_without_somebody_elses_review(world):
    batch = proposed(world)
    with pytest.raises(NotDisposed):
        changes.execute(by=lead(world, DUE), on=DUE, batch=batch)
    with pytest.raises(NotDisposed, match="Somebody else"):
        changes.review(by=lead(world, DUE), on=DUE, batch=batch, keep={}, looked=True)
    with pytest.raises(NotDisposed, match="looked"):
        changes.review(by=lead(world, DUE, "second"), on=DUE, batch=batch, keep={})
    assert home().address == "3 Kiln Row"
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says the same
        DisposalBatch.objects.filter(pk=batch.pk).update(reviewed_by=batch.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisposalBatch.objects.filter(pk=batch.pk).update(state="executed", executed_on=DUE)


@pytest.mark.requirement("X-15")
def test_executed_it_empties_what_is_personal_and_keeps_what_is_counted(world):
    before = (
        Referral.objects.count(),
        Person.objects.count(),
        TriageDecision.objects.count(),
        AuditEntry.objects.count(),
    )
    ref, route = home().ref, TriageDecision.objects.get().route
    entry = AuditEntry.objects.filter(object=str(Referral.objects.get().pk)).first()
    batch = reviewed(world)
    changes.execute(by=lead(world, DUE, "second"), on=DUE, batch=batch)
    batch.refresh_from_db()
    assert batch.state == "executed"
    assert [item.outcome for item in batch.items.all()] == ["Emptied"]
    left = str([list(m.objects.values()) for m in (Household, Person, Referral, SafetyAnswer, TriageDecision)])
    for gone in (
        "Rowan",
        "Skye",
        "Tarrant",
        "Kiln",
        "LK1",
        "heating",
        "Text only",
        "07700",
        "Seen on Tuesday",
        "1992",
        "2019",
    ):
        assert gone not in left, gone
    assert (Referral.objects.count(), Person.objects.count(), TriageDecision.objects.count()) == before[:3]
    assert (home().ref, TriageDecision.objects.get().route) == (ref, route)
    assert Referral.objects.get().topics == ["T02"]
    assert AuditEntry.objects.count() > before[3]
    assert AuditEntry.objects.get(pk=entry.pk).actor_name == entry.actor_name
    assert due(world, DUE) == []
    assert ledger.verify().first_bad is None


@pytest.mark.requirement("X-15")
def test_no_declared_text_of_the_family_is_left(world):
    """Every field that says it is about people, of every table of the room, is empty or one of the words for that."""
    changes.execute(by=lead(world, DUE), on=DUE, batch=reviewed(world))
    left = []
    for key, fields in personal().items():
        if key.startswith("families.") and key.partition(".")[2] not in {"Extract", "Stub", "Match"}:
            model = apps.get_model("hereabouts", key.partition(".")[2])
            left += [
                f"{key}.{name}: {value}" for row in model.objects.values() for name, about in fields.items()
                if about not in {"no", "coded"} and (value := row[name]) and value not in {"Removed", "not asked", "Removed at the end of its retention."}
            ]  # fmt: skip
    assert left == []


@pytest.mark.requirement("X-15")
@pytest.mark.parametrize("when", ["before", "between"])
def test_a_hold_stops_it_also_after_the_review(world, when):
    hold = {"ref": home().ref, "reason": "A public inquiry"}
    batch = reviewed(world) if when == "between" else None
    held = changes.set_hold(by=lead(world, DUE), on=DUE, **hold)
    if batch:
        changes.execute(by=lead(world, DUE, "second"), on=DUE, batch=batch)
        assert Disposal.objects.get().outcome == "Kept: On hold: A public inquiry"
    assert due(world, DUE) == []
    assert home().address == "3 Kiln Row"
    changes.lift_hold(by=lead(world, DUE), on=DUE + timedelta(1), hold=held)
    assert len(due(world, DUE + timedelta(1))) == 1


@pytest.mark.requirement("X-15")
def test_a_hold_on_a_class_and_on_a_person_by_their_request(world):
    request = changes.register(
        by=lead(world, TODAY), on=TODAY, place=world.east, kind="object", name="Skye Tarrant", received_on=TODAY
    )
    request = changes.settle(by=lead(world, TODAY, "second"), on=TODAY, request=request, words="Seen", settled_on=TODAY)
    skye = str(Person.objects.get(first_name="Skye").pk)
    changes.gather(by=lead(world, TODAY), on=TODAY, request=request, chosen=[skye])
    assert due(world, DUE) == []  # while it is not answered
    changes.answer(by=lead(world, TODAY), on=TODAY, request=request, words="We stopped")
    assert len(due(world, DUE)) == 1
    one = changes.set_hold(by=lead(world, DUE), on=DUE, ref=request.ref, reason="Her own claim", until=DUE)
    assert due(world, DUE) == []
    assert len(due(world, DUE + timedelta(1))) == 1  # the last day of the hold was yesterday
    changes.lift_hold(by=lead(world, DUE), on=DUE, hold=one)
    changes.set_hold(by=lead(world, DUE), on=DUE, rule="family", reason="All of it")
    assert due(world, DUE) == []
    for bad in (
        {"ref": "XX-1", "reason": "a"},
        {"rule": "family", "ref": home().ref, "reason": "a"},
        {"reason": "a"},
        {"rule": "family", "reason": " "},
    ):
        with pytest.raises(NotDisposed):
            changes.set_hold(by=lead(world, DUE), on=DUE, **bad)


@pytest.mark.requirement("X-15")
def test_what_happened_meanwhile_is_asked_again(world):
    """Between review and execution the family came again: it is not due any more."""
    batch = reviewed(world)
    Referral.objects.update(received_at=datetime(2040, 3, 1, tzinfo=UTC))
    changes.execute(by=lead(world, DUE), on=DUE, batch=batch)
    item = Disposal.objects.get()
    assert (item.done_on, item.outcome[:5]) == (None, "Kept:")
    assert home().address == "3 Kiln Row"


@pytest.mark.requirement("X-15")
def test_a_reviewer_keeps_single_records_with_a_reason(world):
    batch = proposed(world)
    (item,) = batch.items.all()
    with pytest.raises(NotDisposed, match="Say why"):
        changes.review(by=lead(world, DUE, "second"), on=DUE, batch=batch, keep={str(item.pk): " "}, looked=True)
    changes.review(
        by=lead(world, DUE, "second"), on=DUE, batch=batch, keep={str(item.pk): "A sibling may ask"}, looked=True
    )
    changes.execute(by=lead(world, DUE), on=DUE, batch=batch)
    assert home().address == "3 Kiln Row"
    with pytest.raises(NotDisposed, match="executed"):
        changes.execute(by=lead(world, DUE), on=DUE, batch=batch)


@pytest.mark.requirement("X-15", "X-12")
def test_a_restricted_family_is_a_number_to_who_may_count_and_nothing_else(world):
    batch = reviewed(world)
    referral, triage = Referral.objects.get(), world.actor("triage_coordinator")
    families_changes.restrict(by=triage, on=TODAY, referral=referral, named=[], why="abuse", words="At risk")
    found = keeping.due(lead(world, DUE), on=DUE)
    assert (found.shown, found.restricted, found.refs) == ((), 1, {})
    from hereabouts.records.trust.access import local_operator

    assert keeping.due(local_operator("me"), on=DUE).restricted is None
    with pytest.raises(NotDisposed):
        changes.propose(by=lead(world, DUE), on=DUE, chosen=[("family", str(home().pk))])
    with pytest.raises(NotDisposed, match="know no record"):
        changes.set_hold(by=lead(world, DUE), on=DUE, ref=home().ref, reason="Fishing")
    changes.execute(
        by=lead(world, DUE, "second"), on=DUE, batch=batch
    )  # restricted since the review: kept, and no reason told
    assert Disposal.objects.get().outcome == "Kept: it cannot be looked at any more."
    assert home().address == "3 Kiln Row"


@pytest.mark.requirement("X-15")
def test_an_open_family_and_unknown_ages_are_kept(world):
    Person.objects.filter(first_name="Skye").update(dob=None)  # then as if born the day they came
    assert due(world, date(2047, 11, 20)) == []
    assert len(due(world, date(2047, 11, 21))) == 1
    Referral.objects.update(state="screened")
    assert due(world, date(2099, 1, 1)) == []


@pytest.mark.requirement("X-15")
def test_a_letter_is_emptied_and_still_counted(world):
    intake.send(
        by=public(), on=TODAY, kind="words", text="I am Zinnia of 4 Kiln Row", contact="zinnia@example.org", place=world.east,
        once="a" * 32, wants_reply=False,
    )  # fmt: skip
    last = date(2028, 11, 20)
    assert due(world, last, "letter") == []
    (one,) = due(world, last + timedelta(1), "letter")
    batch = changes.propose(by=lead(world, last), on=last + timedelta(1), chosen=[("letter", one.thing.id)])
    changes.review(by=lead(world, last, "second"), on=last + timedelta(1), batch=batch, keep={}, looked=True)
    changes.execute(by=lead(world, last), on=last + timedelta(1), batch=batch)
    letter = Letter.objects.get()
    assert (letter.text, letter.contact, letter.kind) == ("Removed at the end of its retention.", "", "words")


@pytest.mark.requirement("X-15")
def test_whom_a_link_was_sent_to_goes_a_year_after_it_is_over_and_what_was_told_stays(world):
    officer = world.actor("communities_officer")
    plan = plans.draft_plan(by=officer, on=TODAY, place=world.east, title="East, together")
    action = plans.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats")
    until = date(2026, 12, 10)
    link = plans.ask(
        by=officer, on=TODAY, plan=plan, period="2026 quarter 4", actions=[action], name="Ana Reid", email="ana@example.org",
        expires_on=until, where=str,
    )  # fmt: skip
    told = plans.submit_return(
        by=officer, on=TODAY, action=action, period="2026 quarter 4", narrative="Ten lofts are dry."
    )
    last = date(2027, 12, 10)
    assert due(world, until, "asked") == due(world, last, "asked") == []
    (one,) = due(world, last + timedelta(1), "asked")
    batch = changes.propose(by=lead(world, last), on=last + timedelta(1), chosen=[("asked", one.thing.id)])
    changes.review(by=lead(world, last, "second"), on=last + timedelta(1), batch=batch, keep={}, looked=True)
    changes.execute(by=lead(world, last), on=last + timedelta(1), batch=batch)
    link.refresh_from_db()
    assert (link.name, link.email) == ("Removed at the end of its retention.", "removed@example.invalid")
    told.refresh_from_db()
    assert told.narrative == "Ten lofts are dry."
    assert due(world, date(2090, 1, 1), "asked") == []


@pytest.mark.requirement("X-15")
def test_agencies_records_go_with_their_matches_and_what_a_list_remembers(world):
    from hereabouts.records.families.models import Extract, Match, Stub

    families.listed(world)
    families.listed(world, rows=[families.ROWAN.replace("open", "closed").replace("Kiln Row", "Hill Row")])
    stub = Stub.objects.get(local_id="T1")
    assert stub.status == "closed"
    Match.objects.create(
        person=Person.objects.get(first_name="Rowan"),
        stub=stub,
        place=world.east,
        state="confirmed",
        band="a",
        weight=1,
        model="a",
        found_on=TODAY,
    )
    last = date(2027, 11, 20)
    assert due(world, last, "stub") == []
    (one,) = due(world, last + timedelta(1), "stub")
    on = last + timedelta(1)
    batch = changes.propose(by=lead(world, on), on=on, chosen=[("stub", one.thing.id)])
    changes.review(by=lead(world, on, "second"), on=on, batch=batch, keep={}, looked=True)
    changes.execute(by=lead(world, on), on=on, batch=batch)
    left = str(list(Stub.objects.filter(pk=stub.pk).values()) + list(Extract.objects.values()))
    assert not Match.objects.exists()
    for gone in ("Rowann", "Kiln", "Hill Row", "T1'", "07700"):
        assert gone not in left, gone
    assert Stub.objects.get(local_id="T2").surname == "Okoro"


def test_only_who_leads_governance_sees_or_does_any_of_it(world):
    from hereabouts.core.ledger import may
    from hereabouts.records.ledger.changes import NotAllowed

    batch = proposed(world)
    for role in world.people:
        actor = replace(world.actor(role, on=DUE))
        if role in {"ig_lead", "second"}:
            assert may(actor, "execute", batch.subject(), DUE)
            continue
        for do in (
            lambda by=actor: changes.propose(by=by, on=DUE, chosen=[("family", "a")]),
            lambda by=actor: changes.review(by=by, on=DUE, batch=batch, keep={}, looked=True),
            lambda by=actor: changes.execute(by=by, on=DUE, batch=batch),
            lambda by=actor: changes.set_hold(by=by, on=DUE, rule="family", reason="a"),
        ):
            with pytest.raises(NotAllowed):
                do()
    assert set(retention()) == {"family", "stub", "draft", "letter", "speaker", "words", "request", "asked"}
