"""The need list (C19): in order by written rules, with reasons in words, decided by a person, watched by group."""

import dataclasses
import re
from datetime import date
from itertools import permutations

import pytest

from hereabouts.core.families.need_list import (
    Assessed,
    InNeed,
    NeedRow,
    NoReason,
    NotANeed,
    need_list,
    need_rule,
    taken,
)
from hereabouts.core.families.need_watch import Watched, month
from hereabouts.core.figures.comparison import difference
from hereabouts.engines.definitions import disclosure, need_rules, text
from hereabouts.records.account.transparency import records
from tests.worlds import TODAY

OPEN = disclosure()["open"]
DAY = date(2026, 11, 20)


def home(ref, *needs, safety=False, since=date(2026, 11, 10), basis="Public task"):
    return InNeed(ref, needs, safety, since, None, basis)


def listed(*homes):
    return need_list(homes, need_rules(), on=DAY)


@pytest.mark.requirement("I-11")
def test_the_order_and_its_reasons():
    grave = home("B", Assessed("Housing", 3), Assessed("Money", 2, ("Advice shop",)), Assessed("School", None))
    rows = listed(
        home("A", Assessed("Housing", 2), Assessed("Money", 1)), grave,
        home("C", Assessed("Money", 0), safety=True), home("D", Assessed("Housing", 3), since=date(2026, 10, 1)),
    )  # fmt: skip
    assert [row.ref for row in rows] == ["C", "D", "A", "B"]  # A and B have three points and have waited as long
    assert [row.unmet for row in rows] == [0, 3, 3, 3]
    row = rows[-1]
    assert (row.unmet_domains, row.support, row.not_assessed, row.waiting_days) == (
        ("Housing",),
        ("Advice shop",),
        ("School",),
        10,
    )
    assert row.because == (
        "Housing: very serious need (3 points), and no suitable help is under way.",
        "School: not assessed, so it counts for nothing here. That is not a “no need”.",
        "Waiting for 10 days.",
    )


def test_the_order_does_not_hang_on_the_order_of_coming():
    homes = [home(ref, Assessed("Housing", n)) for ref, n in (("A", 3), ("B", 1), ("C", 1), ("D", 0))]
    assert {tuple(row.ref for row in listed(*some)) for some in permutations(homes)} == {("A", "B", "C", "D")}


def test_a_safety_flag_adds_no_point():
    (row,) = listed(home("A", Assessed("Housing", 2), safety=True))
    assert (row.unmet, row.safety) == (2, True)


def test_without_a_lawful_basis_nobody_is_listed():
    assert listed(home("A", Assessed("Housing", 3), basis="")) == []


@pytest.mark.requirement("X-05")
def test_its_inputs_are_a_closed_list_with_nothing_about_who_they_are():
    """A protected characteristic, a score, or where they live would be a new field, and fails here."""
    assert [f.name for f in dataclasses.fields(InNeed)] == [
        "ref", "needs", "safety", "waiting_since", "last_contact", "lawful_basis",
    ]  # fmt: skip
    assert [f.name for f in dataclasses.fields(Assessed)] == ["domain", "severity", "help_from"]
    never = r"age|sex|gender|ethnic|race|relig|disab|orient|pregnan|marri|nation|area|postcode|depriv|police|score|risk|predict"
    names = [f.name for noun in (InNeed, Assessed, NeedRow) for f in dataclasses.fields(noun)]
    assert not [name for name in names if re.search(rf"(?:^|_)(?:{never})", name)]


@pytest.mark.requirement("X-06")
@pytest.mark.parametrize(
    ("place", "taken_up", "against"), [(1, True, False), (3, False, False), (1, False, True), (3, True, True)], ids=str
)
def test_a_person_decides_and_says_why_against_the_order(place, taken_up, against):
    (row,) = listed(home("A", Assessed("Housing", 3)))
    given = {"taken_up": taken_up, "by": "Rowan", "on": DAY}
    if against:
        with pytest.raises(NoReason, match="Say why"):
            taken(row, place, 2, reason=" ", **given)
    assert taken(row, place, 2, reason="They asked to wait.", **given).against_order is against


def test_what_the_rules_do_not_know_is_refused():
    with pytest.raises(NotANeed, match="severity of 4; the rules know 0 to 3"):
        listed(home("A", Assessed("Housing", 4)))
    told = text("families", "need_list")
    with pytest.raises(NotANeed, match="ordered by safety, unmet and waiting"):
        need_rule({**told, "order": told["order"][::-1]})


def watched(group, up, of, **more):
    return [Watched(group, n < up, n < more.get("against", 0), n < more.get("missing", 0)) for n in range(of)]


def test_the_monthly_report_holds_each_group_against_the_rest():
    told = month(watched("A", 60, 150, against=20, missing=30) + watched("B", 100, 150), OPEN)
    first, second = told.groups
    assert first.taken_up.value == pytest.approx(0.4)
    assert (first.apart.lo, first.apart.hi) == (difference(60, 150, 100, 150).lo, difference(60, 150, 100, 150).hi)
    assert first.apart.hi < 0 < second.apart.lo
    assert first.differs
    assert first.not_assessed.value == pytest.approx(0.2)
    assert told.against_order.value == pytest.approx(20 / 300)
    assert told.upheld is None  # nobody challenged it


def test_no_rate_of_few_and_none_that_tells_of_few():
    told = month(watched("A", 60, 150) + watched("B", 100, 150) + watched("C", 2, 9), OPEN)
    few = told.groups[2]
    assert (few.taken_up, few.apart) == (None, None)
    assert month([], OPEN).groups == ()
    one = month(watched("A", 147, 150) + watched("B", 90, 150), OPEN).groups[0]
    assert one.taken_up is None  # three who were not


@pytest.mark.django_db
@pytest.mark.requirement("X-05")
def test_the_draft_of_the_public_record_follows_the_running_rules(partnership):
    told = next(one for one in records(partnership.actor("ig_lead"), on=TODAY) if one.id == "need_list")
    assert all(words in told.says("rules") for _, words in need_rules().order)
    assert "3 for “very serious need”" in told.says("rules")
    assert told.says("data").startswith("Of each household: the reference of a household, each assessed need")
    assert "ethnicity" in told.says("not_read")
    assert "Today nobody can" in told.says("decides")
