"""Every role x action x relation against two tables written by hand (matrix/*.csv), and a rule broken on purpose.

``actions.csv`` says how far each role's say over each action goes; ``relations.csv`` says what each of these words means
where the thing is another's, elsewhere, restricted, out of date and so on. A cell is one verdict.
"""

import csv
import inspect
import json
import re
import time
import types
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hereabouts.core import ledger
from hereabouts.core.ledger import Grant, Sensitivity, Subject
from hereabouts.core.trust.roles import granted
from hereabouts.engines.definitions import model_agreement, roles
from hereabouts.records.partners.models import RoleHeld
from hereabouts.records.trust import access
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.worlds import STAFF, TODAY

pytestmark = pytest.mark.django_db
HERE = Path(__file__).with_name("matrix")
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
DAY = timedelta(1)
NOBODY = "00000000-0000-0000-0000-00000000000"
HELD = {
    "of one case": {"about": f"{NOBODY}2"}, "of one household": {"about": f"{NOBODY}3"}, "of another case": {"about": f"{NOBODY}4"},
    "role over": {"until": TODAY - timedelta(1)}, "role last day": {"until": TODAY},
}  # fmt: skip


def table(name):
    return list(csv.DictReader((HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


ACTIONS, RELATIONS = table("actions"), table("relations")
STATES = ("draft", "signed", "suspended")
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
GLASS = {
    "broken glass": NOW + timedelta(minutes=50), "glass over": NOW, "glass without a clock": NOW + timedelta(minutes=50),
    "glass of another": NOW + timedelta(minutes=50), "glass, restricted": NOW + timedelta(minutes=50),
    "glass, interest": NOW + timedelta(minutes=50), "glass, named": NOW + timedelta(minutes=50),
}  # fmt: skip
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
    for held, facts in HELD.items():
        RoleHeld.objects.update(**facts)
        found |= {(held, role): partnership.actor(role, on=TODAY) for role in STAFF}
        RoleHeld.objects.update(about=None, until=None)
    return found | {(when, role): partnership.actor(role, on=day) for when, day in ANEW.items() for role in STAFF}


def asked(partnership, people, role, action, relation):
    """Put one cell to the rule: who asks, about what, on which day, for what."""
    kind, _, verb = action["action"].partition(".")
    who = people.get((relation, role)) or people["today", role]
    orgs = {name: str(o.pk) for name, o in partnership.organisations.items()}
    owner = who.organisation
    if relation in {"party", "kept within"}:
        owner = next(orgs[name] for name in families.PARTIES if orgs[name] != who.organisation)
    elif relation == "outside":
        owner = f"{NOBODY}1"
    west = ("elsewhere", "broken glass", "glass over", "glass without a clock", "glass of another")
    place = None if relation == "nowhere" else str((partnership.west if relation in west else partnership.east).pk)
    depth = Sensitivity.CASE if action["sort"] == "case" else Sensitivity.PARTNERSHIP
    thing = Subject(kind, f"{NOBODY}2", place, owner, depth, about=frozenset({f"{NOBODY}3"}))
    thing = replace(thing, within=relation.startswith("kept within"))
    if relation in {"restricted", "named", "glass, restricted", "glass, named"}:
        names = {who.id} if relation.endswith("named") else {"somebody else"}
        thing = replace(thing, sensitivity=Sensitivity.RESTRICTED, named=frozenset(names))
    if relation in GLASS:
        about = f"{NOBODY}4" if relation == "glass of another" else f"{NOBODY}2"
        broken = Grant(kind, verb, under="broken glass", about=about, since=TODAY, until=TODAY, glass=GLASS[relation])
        who = replace(who, grants=(*who.grants, broken), at=None if relation == "glass without a clock" else NOW)
    if relation in {"interest", "interest about", "glass, interest"}:
        who = replace(who, conflicts=frozenset({f"{NOBODY}3" if relation == "interest about" else f"{NOBODY}2"}))
    if relation == "untrained":
        who = replace(who, grants=tuple(replace(g, needs=("Sharing",)) if g.agreement else g for g in who.grants))
    return who, verb, thing, DAYS.get(relation, TODAY), PURPOSES.get(relation, "early help")


def cells(partnership, people):
    """Give every cell: its name, what the tables say, and the question."""
    found = []
    for action in ACTIONS:
        for role in STAFF:
            for relation in RELATIONS:
                expected = relation[action[role] or "nobody"] == "yes"
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


# Verbs that are nobody's by a role or clause here: the signatory's own, the command line's, the first set-up's, one's own.
NO_ROLE_HAS = {
    "agreement.age", "agreement.alert", "agreement.sign", "audit.back_up", "audit.digest", "release.publish", "account.publish", "account.set_password",
    "consent.expire",
}  # fmt: skip


def test_every_verb_stands_in_the_table():
    """A verb that somebody gives to a role, or that a change asks for, is decided here by hand or named as nobody's."""
    given = {what for role in STAFF for what in (*roles()[role].here, *roles()[role].everywhere, *roles()[role].own)}
    given |= set(roles()["public"].everywhere)
    given |= {
        what.partition(" of ")[0] for clause in model_agreement("early_help")["clause"] for what in clause["grants"]
    }
    source = Path(access.__file__).parents[2]
    for file in source.rglob("*.py"):
        given |= set(re.findall(r'@change\(\s*"([a-z_]+\.[a-z_]+)"', file.read_text(encoding="utf-8")))
    listed = {action["action"] for action in ACTIONS}
    assert given - listed - NO_ROLE_HAS == set()
    assert listed - given == set()


def test_every_action_has_both_answers():
    """Only an action that the tables allow to somebody and refuse to somebody is worth counting; signing is nobody's by role."""
    nobodys = {a["action"] for a in ACTIONS if not any(a[role] for role in STAFF)}
    assert nobodys == {"agreement.sign"}
    for word in ("own", "parties", "any", "here", "own here", "everywhere", "here or by clause", "everybody", "nobody"):
        assert {relation[word] for relation in RELATIONS} == {"yes", "no"}


# Each is one line of the rule, and what a careless hand would have made of it.
# The relations named after it are those in which it must show, whatever else it breaks: caught there, not by an accident.
DEEP = "(subject.sensitivity < Sensitivity.CASE or grant.agreement is not None or _by_glass(grant, subject))"
PLACE = "(grant.place is None or grant.place == subject.place)"
CLOCK = "(actor.at is not None and actor.at < g.glass))\n        and not lacking(actor, g, on)\n    )\n\n\ndef holds"
IN_THE_RULE = {
    "any place": (PLACE, "True", {"elsewhere", "nowhere"}),
    "a thing in no place is everywhere": (PLACE, "(grant.place is None or subject.place in {None, grant.place})", {"nowhere"}),
    "anybody's": ("(grant.organisation is None or grant.organisation == subject.organisation)", "True", {"party", "outside"}),
    "a role opens a case": (DEEP, "True", {"named", "glass, named"}),
    "a role opens what is restricted": (DEEP, DEEP.replace("< Sensitivity.CASE", "!= Sensitivity.CASE"), {"named"}),
    "an agreement opens nothing but cases": (DEEP, "grant.agreement is not None", {"own organisation"}),
    "nothing opens a case": (DEEP, "subject.sensitivity < Sensitivity.CASE", {"own organisation", "broken glass"}),
    "one case is every case": (
        "(grant.about is None or grant.about == subject.id or grant.about in subject.about)", "True", {"of another case", "glass of another"},
    ),
    "a household is not its referrals": ("or grant.about in subject.about)", ")", {"of one household"}),
    "restricted is ignored": ("if subject.sensitivity is Sensitivity.RESTRICTED and", "if False and", {"restricted"}),
    "anybody named will do": ("actor.id not in subject.named:", "not subject.named:", {"restricted"}),
    "nobody is named": ("actor.id not in subject.named:", "True:", {"named"}),
    "an interest is ignored": ("if actor.conflicts and", "if False and", {"interest", "interest about", "glass, interest"}),
    "an interest in the household is ignored": ("or not actor.conflicts.isdisjoint(subject.about))", ")", {"interest about"}),
    "an interest in the thing is ignored": ("(subject.id in actor.conflicts or", "(", {"interest"}),
    "what is kept within is ignored": ("if subject.within and", "if False and", {"kept within"}),
    "what is kept within is shut to its own": ("actor.organisation != subject.organisation):", "True):", {"kept within own"}),
    "it begins any day": ("(g.since is None or g.since <= on)", "True", {"before"}),
    "it begins a day late": ("g.since <= on)", "g.since < on)", {"first day"}),
    "it never ends": ("(g.until is None or on <= g.until)", "True", {"after"}),
    "it ends a day early": ("on <= g.until)", "on < g.until)", {"last day", "role last day"}),
    "any purpose": ("(g.purpose is None or g.purpose == purpose)", "True", {"other purpose", "no purpose"}),
    "no purpose is every purpose": ("g.purpose == purpose)", "purpose in {None, g.purpose})", {"no purpose"}),
    "nobody is trained": ("not lacking(actor, g, on)", "True", {"untrained"}),
    "any grant of the kind will do": ("for g in actor.given(kind, verb)", "for g in actor.grants if g.kind == kind", {"own organisation"}),
    "broken glass stays broken": (CLOCK, CLOCK.replace("actor.at < g.glass", "True"), {"glass over"}),
    "broken glass for a minute too long": (CLOCK, CLOCK.replace("actor.at < g.glass", "actor.at <= g.glass"), {"glass over"}),
    "no clock is any time": (CLOCK, CLOCK.replace("actor.at is not None and", "actor.at is None or"), {"glass without a clock"}),
    "broken glass opens what is restricted": (
        "grant.glass is not None and subject.sensitivity is Sensitivity.CASE", "grant.glass is not None", {"glass, named"},
    ),
    "the answer is turned round": (
        "    if not grants:\n        return _no(*_barriers", "    if grants:\n        return _no(*_barriers", {"own organisation", "elsewhere"},
    ),
}  # fmt: skip


def broken(old, new):
    """Give the rule with one line changed, beside the real one."""
    head, _, tail = inspect.getsource(ledger).partition("def applying(")  # the nouns stay; only the rule is broken
    assert tail.count(old) >= 1, old
    module = types.ModuleType("broken_ledger")
    exec(compile(head + "def applying(" + tail.replace(old, new, 1), "broken", "exec"), vars(module))
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


# The days of a role and of an agreement are kept twice, by who somebody is and by the grant: breaking one opens nothing.
IN_WHO_SOMEBODY_IS = {
    "a draft opens": (_with_states("draft"), {"draft"}),
    "signed opens": (_with_states("signed"), {"signed"}),
    "suspended opens": (_with_states("suspended"), {"suspended"}),
    "of own is of parties": (
        lambda patch: patch.setattr(access, "_owners", lambda whose, a, account: [str(p.pk) for p in a.parties.all()]), {"party"},
    ),
    "of parties is of anybody": (lambda patch: patch.setattr(access, "_owners", lambda whose, a, account: [None]), {"outside"}),
    "a role is held everywhere": (lambda patch: patch.setattr(access, "_text", lambda value: None), {"elsewhere"}),
    "a role held for one case is held for all": (
        lambda patch: patch.setattr(access, "granted", lambda document, **given: granted(document, **given | {"about": None})),
        {"of another case"},
    ),
    "the administrator reads plans": (
        _loose(administrator={"everywhere": ("plan.see", *roles()["administrator"].everywhere)}), {"own organisation"},
    ),
    "a right is lost": (_loose(clerk={"here": ()}), {"own organisation"}),
    "own is everybody's": (_loose(practitioner={"here": (*roles()["practitioner"].here, "action.update")}), {"party"}),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.requirement("X-11")
@pytest.mark.timeout(900)
def test_every_deliberate_fault_is_caught_where_it_is(world, monkeypatch):
    sound = cells(world, cast(world))
    assert wrong(sound) == []
    shown = {name: (wrong(sound, broken(*fault[:2])), fault[2]) for name, fault in IN_THE_RULE.items()}
    for name, (fault, where) in IN_WHO_SOMEBODY_IS.items():
        with monkeypatch.context() as patch:
            fault(patch)
            shown[name] = wrong(cells(world, cast(world))), where
    assert wrong(cells(world, cast(world))) == []
    missed = {name: sorted(where - {cell[3] for cell in found}) for name, (found, where) in shown.items()}
    assert {name: where for name, where in missed.items() if where} == {}
    caught = sum(bool(found) for found, _ in shown.values())
    print(
        f"{caught} of {len(shown)} faults caught, {min(len(found) for found, _ in shown.values())} cells or more each"
    )
    assert caught == len(shown) >= 40
