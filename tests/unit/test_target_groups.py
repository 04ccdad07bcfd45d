"""Target groups: criteria first, a count that tells of no few, and families only under a clause of its own; the list by month."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.core.families.target_group import Criteria, HouseholdFacts, NotACriterion, told
from hereabouts.engines.definitions import disclosure
from hereabouts.records.families import changes, need_watching, targeting, whole
from hereabouts.records.families.models import TargetGroup
from hereabouts.records.ledger.models import AuditEntry
from tests import families
from tests.worlds import TODAY

OPEN = disclosure()["open"]
LATER = TODAY + timedelta(days=10)  # the week of TODAY is over
COLD = Criteria(needs=("Safe",))


def homes(cold, young=0):
    return [
        HouseholdFacts(f"F{n}", {"Safe": 3} if n < cold else {}, 0, "lone parent" if n < young else "", ())
        for n in range(40)
    ]


@pytest.mark.requirement("I-33")
def test_small_counts_and_counts_that_differ_by_few_are_hidden():
    lone = Criteria(needs=("Safe",), groups=("lone parent",))
    assert [told(homes(n), COLD, [], OPEN) for n in (0, 1, 4, 5)] == [0, None, None, 5]
    assert told(homes(12, young=10), lone, [], OPEN) == 10
    assert told(homes(12, young=10), lone, [COLD], OPEN) is None  # 12 − 10 would tell of two families
    assert told(homes(20, young=10), lone, [COLD], OPEN) == 10
    assert told(homes(20, young=20), lone, [COLD], OPEN) == 20


@pytest.mark.requirement("I-33")
def test_neither_three_questions_nor_two_weeks_tell_of_one_family():
    names = ["lone parent"] * 8 + ["baby under one"] * 7 + ["mother under 25"]
    here = [HouseholdFacts(f"F{n}", {}, 0, group, ()) for n, group in enumerate(names)]
    asked = [Criteria(groups=tuple(dict.fromkeys(names))), Criteria(groups=(names[0],)), Criteria(groups=(names[8],))]
    whole_, first, second = (told(here, one, asked[:n], OPEN) for n, one in enumerate(asked))
    assert (whole_, first, second) == (15, 10, 5)  # 16, 8 and 7: what is left over says nothing of the one
    assert told(homes(21), COLD, [COLD], OPEN) == told(homes(20), COLD, [], OPEN) == 20


def test_who_meets_a_criterion_tells_as_much_as_the_field_behind_it():
    assert Criteria(needs=("Safe",), child_under=5).looks_at() == {"needs", "people"}
    assert Criteria(services=2, groups=("lone parent",)).looks_at() == {"services", "group"}


@pytest.mark.parametrize(
    ("criteria", "meant"),
    [
        (Criteria(needs=("Safe",), severity=2), True), (Criteria(needs=("Safe", "Healthy")), False), (Criteria(services=2), True),
        (Criteria(services=3), False), (Criteria(groups=("lone parent", "baby under one")), True),
        (Criteria(child_under=5), False), (Criteria(child_under=8), True),
    ],
    ids=str,
)  # fmt: skip
def test_a_household_meets_all_that_is_asked_or_does_not(criteria, meant):
    one = HouseholdFacts("F", {"Safe": 2, "Healthy": 1}, 2, "lone parent", (33, 7))
    many = [HouseholdFacts(f"F{n}", one.needs, one.services, one.group, one.ages) for n in range(10)]
    assert told(many, criteria, [], OPEN) == (10 if meant else 0)


def at_day(monkeypatch, day):
    def localdate(at=None):
        return day if at is None else at.astimezone(families.LONDON).date()

    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", localdate)


@pytest.fixture
def agreed(partnership, monkeypatch):
    at_day(monkeypatch, LATER)
    return families.in_force(partnership)


def cold_homes(partnership, many):
    """Refer families and judge one need of each as grave."""
    triage, made = partnership.actor("triage_coordinator"), []
    for n in range(many):
        referral = families.refer(partnership, once=f"cold-{n}")
        need = whole.domains(referral.place_id)[0]
        changes.assess(
            by=triage, on=TODAY, at=families.NOW, referral=referral, domain=need, severity=3, evidence="Seen."
        )
        made.append(referral)
    return made, need


def defined(partnership, need, *, on=LATER, title="Cold homes", **more):
    return changes.define_group(
        by=partnership.actor("locality_leader", on=on), on=on, place=partnership.east, title=title,
        aim="Offer an energy adviser before winter.", criteria=Criteria(needs=(need,), **more),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.requirement("I-33", "I-34")
def test_the_count_comes_before_the_names_and_the_names_take_a_clause(as_role, partnership, agreed):
    made, need = cold_homes(partnership, 6)
    group = defined(partnership, need)
    assert (group.households, group.version) == (5, 1)
    assert defined(partnership, need).version == 2
    address, who = (reverse(name, args=[group.pk]) for name in ("target-group", "target-group-who"))
    page = as_role("locality_leader").get(address).content.decode()
    assert "<b>about 5</b>" in page.replace("\n", "")
    assert "Who they are does not open to you." in page
    assert who not in page
    assert as_role("locality_leader").get(who).status_code == 403
    assert who in as_role("triage_coordinator").get(address).content.decode()
    assert not AuditEntry.objects.filter(what="referral.identify").exists()
    told = as_role("triage_coordinator").get(who).content.decode()
    assert all(one.ref in told for one in made)
    assert "Rowan Tarrant" in told
    assert AuditEntry.objects.filter(what="referral.identify").count() == 6


@pytest.mark.django_db
@pytest.mark.requirement("I-34")
def test_without_the_clause_nothing_tells_some_from_none(as_role, partnership, agreed):
    _, need = cold_homes(partnership, 2)
    some, none = defined(partnership, need), defined(partnership, need, title="Cold homes", groups=("lone parent",))
    assert (some.households, none.households) == (None, 0)
    TargetGroup.objects.filter(pk=none.pk).update(households=None, criteria=some.criteria, version=3)
    TargetGroup.objects.filter(pk=some.pk).update(version=4)
    pages = [
        as_role("locality_leader")
        .get(reverse("target-group", args=[one.pk]))
        .content.decode()
        .partition("Who they are</h2>")[2]
        .partition("</main>")[0]
        for one in (some, none)
    ]
    assert pages[0] == pages[1]
    assert "hidden" in as_role("locality_leader").get(reverse("target-groups")).content.decode()


@pytest.mark.django_db
def test_too_many_counts_and_criteria_that_ask_nothing_are_refused(partnership, agreed):
    _, need = cold_homes(partnership, 1)
    with pytest.raises(NotACriterion, match="at least one"):
        changes.define_group(by=partnership.actor("locality_leader", on=LATER), on=LATER, place=partnership.east, title="x", aim="y",
                             criteria=Criteria())  # fmt: skip
    for n in range(8):
        defined(partnership, need, title=f"Group {n}")
    with pytest.raises(NotACriterion, match="that is the most"):
        defined(partnership, need)
    assert targeting.lately(partnership.east, on=LATER + timedelta(days=28)) == []


@pytest.mark.django_db
def test_the_month_is_counted_once_it_is_over_and_few_are_hidden(as_role, partnership, agreed, monkeypatch):
    made, _ = cold_homes(partnership, 12)
    triage = partnership.actor("triage_coordinator")
    for one in made[:11]:
        changes.decide_need(
            by=triage, on=TODAY, at=families.NOW, referral=one, taken_up=True, reason="As the group agreed."
        )
    leader = partnership.actor("locality_leader", on=TODAY)
    assert need_watching.report(leader, partnership.east, on=TODAY).households == 0
    after = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=2)
    at_day(monkeypatch, after)
    told = need_watching.report(partnership.actor("locality_leader", on=after), partnership.east, on=after)
    assert (told.households, told.against_order) == (11, None)  # eleven is no base for a rate
    page = as_role("locality_leader").get(reverse("need-watch")).content.decode()
    assert "No other equality data is held" in page
    assert as_role("practitioner").get(reverse("need-watch")).status_code == 403
