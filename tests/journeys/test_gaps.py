"""Every outcome carries the gap it narrows: named by people, measured where anybody publishes a measure."""

import pytest
from django.urls import reverse

from hereabouts.core.figures import difference
from hereabouts.records.evidence.gaps import gaps
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import changes
from hereabouts.records.plans.changes import NotComplete
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership):
    officer = partnership.actor("communities_officer")
    return changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")


def outcome(partnership, plan, statement, topic, gap):
    changes.add_outcome(
        by=partnership.actor("communities_officer"), on=TODAY, plan=plan, statement=statement, tier="long", topic=topic,
        improvement="From one in four to one in five by 2030", inequality_gap=gap,
    )  # fmt: skip


def page(client, plan):
    return " ".join(client.get(reverse("plan", args=[plan.pk])).content.decode().split())


@pytest.mark.requirement("S-02")
def test_an_outcome_shows_its_gap_with_its_range_and_says_where_nobody_measures_it(as_role, partnership, plan):
    """East has 974 of 3,410 people who are income deprived, its council 1,144 of 4,730: East is part of it."""
    outcome(partnership, plan, "Fewer people short of money", "T01", "East and the rest of Larkhaven")
    outcome(partnership, plan, "A street people like to sit in", "T13", "Those with and without a garden")
    told = page(as_role("clerk"), plan)
    rest = difference(974, 3410, 1144 - 974, 4730 - 3410)
    share = (4730 - 3410) / 4730
    apart, lo, hi = (f"{100 * share * part:.1f}%" for part in (rest.value, rest.lo, rest.hi))
    assert f"28.6% here, 24.2% in Larkhaven, {apart} apart (from {lo} to {hi};" in told
    assert "East and the rest of Larkhaven" in told
    assert "Nobody publishes a measure of it" in told


@pytest.mark.requirement("S-02")
def test_a_plan_with_an_outcome_that_narrows_nothing_is_not_agreed(partnership, plan):
    outcome(partnership, plan, "Fewer people short of money", "T01", "")
    with pytest.raises(NotComplete, match="No inequality is named for Fewer people short of money"):
        changes.agree(by=partnership.actor("locality_leader"), on=TODAY, plan=plan, minute="Item 5")


def test_a_whole_council_has_no_gap_to_itself_and_without_evidence_there_is_none(partnership, settings, tmp_path):
    measured = {one.indicator: one for one in gaps(sheet(partnership.east))}
    assert measured["income_deprived"].clear
    assert "drug_stays" not in measured  # a mean of published ratios has no counts to test
    settings.EVIDENCE = tmp_path / "none.duckdb"
    assert gaps(sheet(partnership.east)) == ()
