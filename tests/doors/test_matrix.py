"""Every role x action x relation against two tables written by hand (matrix/*.csv), and a rule broken on purpose.

``actions.csv`` says how far each role's say over each action goes; ``relations.csv`` says what each of these words means
where the thing is another's, elsewhere, restricted, out of date and so on. A cell is one verdict.
"""

import csv
import inspect
import json
import time
import types
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hereabouts.core import ledger
from hereabouts.core.ledger import Sensitivity, Subject
from hereabouts.engines.definitions import roles
from hereabouts.records.trust import access
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.worlds import STAFF, TODAY

pytestmark = pytest.mark.django_db
HERE = Path(__file__).with_name("matrix")
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
DAY = timedelta(1)
NOBODY = "00000000-0000-0000-0000-00000000000"


def table(name):
    return list(csv.DictReader((HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


ACTIONS, RELATIONS = table("actions"), table("relations")
STATES = ("draft", "signed", "suspended")
ANEW = {"before anew": FIRST - DAY, "after anew": LAST + DAY}
DAYS = {"first day": FIRST, "last day": LAST, "before": FIRST - DAY, "after": LAST + DAY, **ANEW}
PURPOSES = {"other purpose": "fraud", "no purpose": None}


def cast(partnership):
    """Work out who everybody is: today, in each other state of the agreement, and on the days around it."""
    found = {("today", role): partnership.actor(role, on=TODAY) for role in STAFF}
    for state in STATES:
        Agreement.objects.update(state=state)
        found |= {(state, role): partnership.actor(role, on=TODAY) for role in STAFF}
    Agreement.objects.update(state="in force")
    return found | {(when, role): partnership.actor(role, on=day) for when, day in ANEW.items() for role in STAFF}


def asked(partnership, people, role, action, relation):
    """Put one cell to the rule: who asks, about what, on which day, for what."""
    kind, _, verb = action["action"].partition(".")
    who = people.get((relation, role)) or people["today", role]
    orgs = {name: str(o.pk) for name, o in partnership.organisations.items()}
    owner = who.organisation
    if relation == "party":
        owner = next(orgs[name] for name in families.PARTIES if orgs[name] != who.organisation)
    elif relation == "outside":
        owner = f"{NOBODY}1"
    place = {"elsewhere": str(partnership.west.pk), "nowhere": None}.get(relation, str(partnership.east.pk))
    depth = Sensitivity.CASE if action["sort"] == "case" else Sensitivity.PARTNERSHIP
    thing = Subject(kind, f"{NOBODY}2", place, owner, depth, about=frozenset({f"{NOBODY}3"}))
    if relation in {"restricted", "named"}:
        names = {who.id} if relation == "named" else {"somebody else"}
        thing = replace(thing, sensitivity=Sensitivity.RESTRICTED, named=frozenset(names))
    if relation in {"interest", "interest about"}:
        who = replace(who, conflicts=frozenset({f"{NOBODY}2" if relation == "interest" else f"{NOBODY}3"}))
    if relation == "untrained":
        who = replace(who, grants=tuple(replace(g, needs=("Sharing",)) if g.agreement else g for g in who.grants))
    return who, verb, thing, DAYS.get(relation, TODAY), PURPOSES.get(relation, "early help")


def cells(partnership, people):
    """Give every cell: its name, what the tables say, and the question."""
    found = []
    for action in ACTIONS:
        for role in STAFF:
            for relation in RELATIONS:
                expected = bool(action[role]) and relation[action[role]] == "yes"
                question = asked(partnership, people, role, action, relation["relation"])
                found.append(((action["action"], action["sort"], role, relation["relation"]), expected, question))
    return found


def wrong(all_cells, may=ledger.may):
    return [
        name
        for name, expected, (who, verb, thing, on, purpose) in all_cells
        if bool(may(who, verb, thing, on, purpose=purpose)) is not expected
    ]


@pytest.fixture
def world(partnership):
    families.in_force(partnership)
    return partnership


@pytest.mark.requirement("X-11", "X-12", "X-39", "S-47")
def test_every_cell_is_as_written(world, record_property):
    found = cells(world, cast(world))
    start = time.perf_counter()
    assert wrong(found) == []
    seconds = time.perf_counter() - start
    told = {"cells": len(found), "as_specified": len(found), "cells_a_second": round(len(found) / seconds)}
    record_property("matrix", json.dumps(told))
    print(told)
    assert len(found) > 10_000
    assert told["cells_a_second"] > 800


def test_every_action_has_both_answers():
    """Only an action that the tables allow to somebody and refuse to somebody is worth counting; signing is nobody's by role."""
    nobodys = {a["action"] for a in ACTIONS if not any(a[role] for role in STAFF)}
    assert nobodys == {"agreement.sign"}
    assert all(relation["own"] in {"yes", "no"} for relation in RELATIONS)
    for word in ("own", "parties", "any", "here", "own here", "everywhere"):
        assert {relation[word] for relation in RELATIONS} == {"yes", "no"}


# Each is one line of the rule, and what a careless hand would have made of it.
IN_THE_RULE = {
    "any place": ("(grant.place is None or grant.place == subject.place)", "True"),
    "a thing in no place is everywhere": (
        "(grant.place is None or grant.place == subject.place)", "(grant.place is None or subject.place in {None, grant.place})",
    ),
    "anybody's": ("(grant.organisation is None or grant.organisation == subject.organisation)", "True"),
    "a role opens a case": ("(subject.sensitivity < Sensitivity.CASE or grant.agreement is not None)", "True"),
    "a role opens a case, by one": ("(subject.sensitivity < Sensitivity.CASE or", "(subject.sensitivity <= Sensitivity.CASE or"),
    "an agreement opens nothing but cases": (
        "(subject.sensitivity < Sensitivity.CASE or grant.agreement is not None)", "grant.agreement is not None",
    ),
    "restricted is ignored": ("if subject.sensitivity is Sensitivity.RESTRICTED and", "if False and"),
    "anybody named will do": ("actor.id not in subject.named:", "not subject.named:"),
    "nobody is named": ("actor.id not in subject.named:", "True:"),
    "an interest is ignored": ("if actor.conflicts and", "if False and"),
    "an interest in the household is ignored": ("or not actor.conflicts.isdisjoint(subject.about))", ")"),
    "an interest in the thing is ignored": ("(subject.id in actor.conflicts or", "("),
    "it begins any day": ("(g.since is None or g.since <= on)", "True"),
    "it begins a day late": ("g.since <= on)", "g.since < on)"),
    "it never ends": ("(g.until is None or on <= g.until)", "True"),
    "it ends a day early": ("on <= g.until)", "on < g.until)"),
    "any purpose": ("(g.purpose is None or g.purpose == purpose)", "True"),
    "no purpose is every purpose": ("g.purpose == purpose)", "purpose in {None, g.purpose})"),
    "nobody is trained": ("not lacking(actor, g, on)", "True"),
    "any grant of the kind will do": ("for g in actor.given(kind, verb)", "for g in actor.grants if g.kind == kind"),
    "the answer is turned round": ("    if not grants:\n        return _no(*_barriers", "    if grants:\n        return _no(*_barriers"),
}  # fmt: skip


def broken(old, new):
    """Give the rule with one line changed, beside the real one."""
    source = inspect.getsource(ledger)
    assert source.count(old) >= 1, old
    head, _, tail = source.partition("def applying(")  # the nouns stay; only the rule is broken
    module = types.ModuleType("broken_ledger")
    exec(compile(head + "def applying(" + tail.replace(old, new), "broken", "exec"), vars(module))
    module.Sensitivity = Sensitivity
    return module.may


def _with_states(*more):
    return lambda patch: patch.setattr(access, "OPEN", (*access.OPEN, *more))


def _loose(**changes):
    def apply(patch):
        known = dict(roles())
        for role, more in changes.items():
            known[role] = replace(known[role], **more)
        patch.setattr(access, "roles", lambda: known)

    return apply


IN_WHO_SOMEBODY_IS = {
    "a draft opens": _with_states("draft"),
    "signed opens": _with_states("signed"),
    "suspended opens": _with_states("suspended"),
    "of own is of parties": lambda patch: patch.setattr(
        access, "_owners", lambda whose, a, account: [str(p.pk) for p in a.parties.all()]
    ),
    "of parties is of anybody": lambda patch: patch.setattr(access, "_owners", lambda whose, a, account: [None]),
    "a role is held everywhere": lambda patch: patch.setattr(access, "_text", lambda value: None),
    "the administrator reads plans": _loose(
        administrator={"everywhere": ("plan.see", *roles()["administrator"].everywhere)}
    ),
    "a right is lost": _loose(clerk={"here": ()}),
    "own is everybody's": _loose(practitioner={"here": (*roles()["practitioner"].here, "action.update")}),
}


@pytest.mark.slow
@pytest.mark.requirement("X-11")
def test_every_deliberate_fault_is_caught(world, monkeypatch):
    sound = cells(world, cast(world))
    caught = {name: bool(wrong(sound, broken(*fault))) for name, fault in IN_THE_RULE.items()}
    for name, fault in IN_WHO_SOMEBODY_IS.items():
        with monkeypatch.context() as patch:
            fault(patch)
            caught[name] = bool(wrong(cells(world, cast(world))))
    assert wrong(cells(world, cast(world))) == []
    assert [name for name, found in caught.items() if not found] == []
    print(f"{sum(caught.values())} of {len(caught)} faults caught")
    assert len(caught) >= 20
