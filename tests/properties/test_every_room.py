"""In every room the door in SQL and the rule in Python are one, row by row; and "who can see this?" says what both say.

On worlds made by chance (``made_worlds``). Two in the fast loop; HEREABOUTS_PROMISES=full makes a hundred and keeps how many rows.
"""

import json
import os
from collections import Counter
from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereabouts.core.ledger import may
from hereabouts.records.account import access as account
from hereabouts.records.evidence import access as evidence
from hereabouts.records.evidence.own import access as own
from hereabouts.records.families import access as families
from hereabouts.records.governance import access as governance
from hereabouts.records.imports import access as imports
from hereabouts.records.intake import access as intake
from hereabouts.records.ledger.access import seen
from hereabouts.records.partners import access as partners
from hereabouts.records.partners import reads as people
from hereabouts.records.places import access as places
from hereabouts.records.plans import access as plans
from hereabouts.records.priorities import access as priorities
from hereabouts.records.problems import access as problems
from hereabouts.records.releases import access as releases
from hereabouts.records.trust import access as trust
from hereabouts.records.trust import who
from hereabouts.records.trust.glass import KEEP_SAFE
from hereabouts.records.voice import access as voice
from tests.doors import things
from tests.environment import ROOT
from tests.properties.made_worlds import DEEDS, GUARDED, NOW, everything, shuffled
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"
EXAMPLES = 100 if FULL else 2
KEPT = ROOT / "bench" / "results" / "promises_every_room.json"
CASE = families.PURPOSE
PURPOSES = (None, CASE, "fraud")
# Every list door, what it asks (verb, purpose), and the rule it must be. The doors to matches ask three things: see below.
DOORS = {
    "agreements": (trust.visible, "see", None), "quarters": (account.visible, "see", None), "notes": (evidence.visible, "see", None),
    "groups": (governance.visible, "see", None), "meetings": (governance.visible_meetings, "see", None),
    "decisions": (governance.visible_decisions, "see", None), "imports": (imports.visible, "see", None),
    "letters": (lambda actor, *, on: intake.visible(actor, on=on, purpose=CASE), "see", CASE), "open letters": (intake.visible, "see", None),
    "commitments": (partners.commitments, "see", None), "services": (partners.services, "see", None),
    "places": (places.visible, "see", None), "plans": (plans.visible, "see", None), "outcomes": (plans.outcomes, "see", None),
    "actions": (plans.actions, "see", None), "returns": (plans.returns, "see", None), "priorities": (priorities.visible, "see", None),
    "aims": (priorities.aims, "see", None), "sessions": (priorities.sessions, "see", None), "told": (intake.told, "see", None), "problems": (problems.visible, "see", None),
    "reports": (problems.visible_reports, "see", None), "releases": (releases.visible, "see", None),
    "contributions": (voice.visible, "see", None), "activities": (voice.activities, "see", None), "themes": (voice.themes, "see", None),
    "codebooks": (voice.codebooks, "see", None), "vote rounds": (voice.vote_rounds, "see", None),
    "referrals": (families.visible, "see", CASE), "stubs": (families.stubs, "see", CASE),
    "counted": (lambda actor, *, on: families.counted(actor, on=on, until=on), "count", CASE),
    **{what: (partial(voice.programmed, what), "see", None) for what in voice.PROGRAMME if what != "visit"},
    "extracts": (families.extracts, "see", CASE), "pointers": (families.pointers, "see", CASE),
}  # fmt: skip


@pytest.fixture
def world(partnership):
    things.all_of(partnership)
    return partnership


def rule_equals_sql(actor, told):
    for model in GUARDED:
        for verb in ("see", *DEEDS.get(model.KIND, ())):
            for purpose in PURPOSES:
                allowed = {
                    thing.pk
                    for thing in model.objects.all()
                    if may(actor, verb, thing.subject(), TODAY, purpose=purpose)
                }
                rows = seen(model.objects.all(), actor, on=TODAY, purpose=purpose, verb=verb)
                assert set(rows.values_list("pk", flat=True)) == allowed, (model.__name__, verb, purpose, actor)
                told["rows"] += model.objects.count()
                told["yes"] += len(allowed)


def doors_equal_rule(actor, told):
    control = everything()
    for name, (door, verb, purpose) in DOORS.items():
        there = list(door(control, on=TODAY))
        allowed = {thing.pk for thing in there if may(actor, verb, thing.subject(), TODAY, purpose=purpose)}
        assert {thing.pk for thing in door(actor, on=TODAY)} == allowed, name
        told["door rows"] += len(there)
    # What is kept within its organisation is there for nobody of no organisation, so the rows are asked and not a door.
    for name, door, rows in (
        ("own tables", own.visible, own.OwnTable.objects.exclude(stands=None)),
        ("visits", partial(voice.programmed, "visit"), voice.LinkVisit.objects.all()),
    ):
        allowed = {row.pk for row in rows if may(actor, "see", row.subject(), TODAY)}
        assert {row.pk for row in door(actor, on=TODAY)} == allowed, name
    assert {m.pk for m in families.matches(actor, on=TODAY)} == {
        m.pk for m in families.Match.objects.all() if _sees_match(actor, m)
    }


def _sees_match(actor, match):
    """A match is seen with both of its sides: the agency's record, and a referral of the person or the other record."""
    sees = lambda thing: bool(may(actor, "see", thing.subject(), TODAY, purpose=CASE))  # noqa: E731
    other = [match.stub_a] if match.stub_a else list(match.person.household.referrals.all())
    return sees(match) and sees(match.stub) and any(map(sees, other))


def who_equals_rule(dice, told):
    every = [thing for model in GUARDED for thing in model.objects.all()]
    actors = [(a, trust.actor_of(a, on=TODAY, at=NOW)) for a in people.people(on=TODAY)]
    for thing in dice.sample(every, 12):
        verdicts = {a.name: _sees_any_of(actor, thing) for a, actor in actors}
        said = {reader.name: reader for reader in who.readers(thing, on=TODAY, at=NOW)}
        assert {name for name, verdict in verdicts.items() if verdict} == set(said)
        for name, reader in said.items():
            assert (reader.because, reader.fields) == (verdicts[name].because, verdicts[name].fields)
        for account_, actor in dice.sample(actors, 3):
            asked = who.could(account_, "see", thing, on=TODAY, at=NOW)
            assert asked == may(actor, "see", thing.subject(), TODAY, purpose=thing.PURPOSE)
            assert asked.reasons
        told["who"] += len(verdicts)
        told["who yes"] += len(said)


def _sees_any_of(actor, thing):
    """Whoever may see it, or, with the glass broken, only what keeps somebody safe."""
    subject = thing.subject()
    verdict = may(actor, "see", subject, TODAY, purpose=thing.PURPOSE)
    return verdict or may(actor, KEEP_SAFE, subject, TODAY, purpose=thing.PURPOSE)


@pytest.mark.slow
@pytest.mark.promise
@pytest.mark.timeout(7200 if FULL else 600)
@pytest.mark.requirement("X-11", "X-12", "X-39")
def test_every_room_is_the_rule(world):
    told = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(dice=st.randoms(use_true_random=False))
    def check(dice):
        with transaction.atomic():
            shuffled(world, dice)
            for who_ in dice.sample(list(world.people.values()), 4):
                actor = trust.actor_of(who_, on=TODAY, at=NOW)
                rule_equals_sql(actor, told)
                doors_equal_rule(actor, told)
            who_equals_rule(dice, told)
            transaction.set_rollback(True)
        told["worlds"] += 1

    check()
    if FULL:
        before = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        KEPT.write_text(json.dumps({**before, connection.vendor: told}, indent=1) + "\n")
    assert told["yes"] > 100  # on worlds where nobody sees anything it would prove nothing
    assert told["who yes"]


@pytest.mark.slow
def test_a_door_that_forgets_a_condition_is_noticed(world, monkeypatch):
    """The negative control: each condition of the door taken out in turn, on worlds made by chance until one shows it."""
    import random

    from hereabouts.core.ledger import Sensitivity
    from hereabouts.records.ledger import access

    real = access._reach
    loose = {
        "place": lambda grant, model: real(_without(grant, place=None), model),
        "organisation": lambda grant, model: real(_without(grant, organisation=None), model),
        "case": lambda grant, model: real(_without(grant, about=None), model),
        "depth": lambda grant, model: real(_without(grant, agreement="any"), model),
    }
    for name, fault in loose.items():
        monkeypatch.setattr(access, "_reach", fault)
        assert _noticed(world, random.Random(f"{name}{int(Sensitivity.CASE)}")), name
        monkeypatch.setattr(access, "_reach", real)
    assert not _noticed(world, random.Random("sound"), tries=1)


def _without(grant, **facts):
    from dataclasses import replace

    return replace(grant, **facts)


def _noticed(world, dice, tries=8):
    for _ in range(tries):
        with transaction.atomic():
            shuffled(world, dice)
            try:
                for who_ in world.people.values():
                    rule_equals_sql(trust.actor_of(who_, on=TODAY, at=NOW), Counter())
            except AssertionError:
                return True
            finally:
                transaction.set_rollback(True)
    return False
