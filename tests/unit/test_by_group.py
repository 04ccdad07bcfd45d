"""What each group raises beside the others: people and not responses, known answers only, small groups told by name alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hereabouts.core.figures import difference, wilson
from hereabouts.core.voice.by_group import by_group
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID, Answer, Question
from hereabouts.records.voice import changes
from tests.worlds import TODAY

AGE = Question("age", "Age", (Answer("young", "Under 25"), Answer("old", "65 and over"), Answer("middle", "25 to 64")))
COST, BINS = frozenset({"T02"}), frozenset({"T13"})


def people(**counts):
    told = {"young_cost": ("young", COST), "young_none": ("young", frozenset()), "old_bins": ("old", BINS),
            "old_cost": ("old", COST), "middle_cost": ("middle", COST), "silent": (NOT_SAID, COST), "unasked": (NOT_ASKED, COST)}  # fmt: skip
    return [told[name] for name, n in counts.items() for _ in range(n)]


@pytest.mark.requirement("D-103")
def test_a_group_stands_beside_all_the_others_with_newcombes_interval():
    found = by_group(people(young_cost=18, young_none=2, old_bins=15, old_cost=5, silent=7, unasked=3), AGE, ["T02", "T13"])  # fmt: skip
    young = found.groups[0]
    assert (young.label, young.people, found.unknown) == ("Under 25", 20, 10)
    first, second = young.topics
    assert (first.topic, first.raised, first.share, first.apart) == (
        "T02",
        18,
        wilson(18, 20),
        difference(18, 20, 5, 20),
    )
    assert (first.judged, second.topic, second.raised, second.judged) == ("more", "T13", 0, "less")
    assert found.by_chance == 0  # four comparisons


def test_what_chance_could_do_is_no_difference():
    found = by_group(people(young_cost=6, young_none=6, old_cost=7, old_bins=5), AGE, ["T02"])
    assert [one.judged for group in found.groups for one in group.topics] == ["", ""]


def test_a_small_group_is_named_and_not_told_and_nor_is_the_rest_it_would_be_taken_from():
    found = by_group(people(young_cost=20, old_bins=20, middle_cost=3), AGE, ["T02"])
    assert ([group.label for group in found.groups], found.too_few) == (["Under 25", "65 and over"], ("25 to 64",))
    alone = by_group(people(young_cost=20, middle_cost=9), AGE, ["T02"])
    assert (alone.groups, alone.too_few) == ((), ("Under 25", "25 to 64"))


@pytest.mark.django_db
@pytest.mark.requirement("D-103")
def test_the_page_counts_people_and_only_what_somebody_accepted(as_role, partnership):
    by, tell = partnership.actor("communities_officer"), {"on": TODAY - timedelta(1), "place": partnership.east}
    for n in range(24):
        answers = {"age": "16 to 24" if n % 2 else "65 and over"}
        said = changes.record(by=by, **tell, words=f"Words {n}", heard_on=TODAY - timedelta(1), answers=answers)
        changes.code(by=by, on=TODAY - timedelta(1), contribution=said, accept={"T02": "problem"} if n % 2 else {})
    page = " ".join(as_role("analyst").get(reverse("raised-by", args=[partnership.east.pk])).content.decode().split())
    assert page.count("12 heard") == 2
    assert "<b>16 to 24</b>: more raise" in page
    assert "<b>65 and over</b>: fewer raise" in page
    assert "(12 of 12: 100%" in page
    assert "24 people were not asked" not in page
    by_tenure = as_role("analyst").get(reverse("raised-by", args=[partnership.east.pk]), {"by": "tenure"})
    assert "24 people were not asked or did not want to say" in " ".join(by_tenure.content.decode().split())
