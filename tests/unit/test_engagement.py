"""Gates, clashes, tired people, where to go next and ways compared: the rules, with hand-made figures."""

from datetime import date, timedelta

import pytest

from hereabouts.core.evidence.people import across
from hereabouts.core.voice.burden import Asking, clashes, tired
from hereabouts.core.voice.counts import by_method
from hereabouts.core.voice.profile import NOT_ASKED, question
from hereabouts.core.voice.programme import STAGES, NotAScore, PlanProgress, late, missing, next_stage, score
from hereabouts.core.voice.reach import Reach, reached
from hereabouts.core.voice.visiting import next_visits, shortfall
from hereabouts.core.voice.ways import settings, ways
from hereabouts.engines.definitions import engagement

DAY = date(2026, 11, 20)
NOTHING = PlanProgress("", (), "", "", "", 0, 0, 0, frozenset(), "")


def test_every_gate_of_an_empty_plan_is_shut_and_says_everything_that_is_missing():
    standards = list(engagement().standards)
    assert len(standards) == 7
    assert tuple(engagement().stages) == STAGES
    told = {stage: " ".join(map(str, missing(stage, NOTHING, standards))) for stage in STAGES}
    assert told["analyse"] == "Say which decision it informs. Say whom it is for: everybody, or which groups."
    assert "Put at least one activity in it." in told["plan"]
    assert told["do"] == "Nothing of it has been held yet."
    assert told["review"].startswith("Not judged yet: inclusion, support,")
    assert "what those who spoke were told" in told["fed back"]


def test_a_full_plan_passes_every_gate_and_one_missing_thing_shuts_one():
    standards = list(engagement().standards)
    whole = PlanProgress(
        "Money", ("everybody",), "involve", "Stairs", "A lift", 0, 2, 0, frozenset(standards), "A letter"
    )
    assert [missing(stage, whole, standards) for stage in STAGES] == [()] * 5
    for change, stage in (
        ({"uncounted": 1}, "do"),
        ({"planned": 1}, "do"),
        ({"support": ""}, "plan"),
        ({"told": ""}, "fed back"),
    ):
        lacking = PlanProgress(**{**vars(whole), **change})
        assert [s for s in STAGES if missing(s, lacking, standards)] == [stage]
    assert [next_stage(stage) for stage in STAGES] == [*STAGES[1:], None]


def test_a_standard_is_judged_from_one_to_six_by_something():
    score(1, "Nobody came")
    for value, evidence in ((0, "x"), (7, "x"), (3, " ")):
        with pytest.raises(NotAScore):
            score(value, evidence)
    assert late(DAY - timedelta(1), None, DAY)
    assert not late(DAY, None, DAY)
    assert not late(DAY - timedelta(1), DAY, DAY)


def asking(id, days, **whom):
    return Asking(id, id, DAY + timedelta(days), **whom)


def test_two_are_in_each_others_way_only_when_nothing_sets_their_people_apart():
    found = clashes([asking("a", 3), asking("b", 4), asking("c", 6), asking("past", -1), asking("today", 0)], on=DAY)
    assert [(c.first.id, c.second.id, c.same_day) for c in found] == [("a", "b", False)]
    apart = [asking("a", 3, area="X"), asking("b", 3, area="Y")]
    assert clashes(apart, on=DAY) == ()
    assert clashes([asking("a", 3, community="polish"), asking("b", 3, community="urdu")], on=DAY) == ()
    assert len(clashes([asking("a", 3, area="X"), asking("b", 3)], on=DAY)) == 1  # everybody holds the people of X


def test_people_are_tired_from_three_times_in_ninety_days():
    before = [asking(str(n), -n * 10, community="polish") for n in range(1, 4)]
    soon = asking("soon", 5, community="polish")
    (found,) = tired([*before, soon], on=DAY)
    assert (found.asking.id, len(found.before)) == ("soon", 3)
    assert tired([*before[:2], soon], on=DAY) == ()
    assert tired([*before[:2], asking("old", -86, community="polish"), soon], on=DAY) == ()  # 91 days before
    assert (
        tired([asking(str(n), -n) for n in range(1, 9)] + [asking("all", 5)], on=DAY) == ()
    )  # everybody: nobody in particular
    areas = [asking(str(n), -n, area="X") for n in range(1, 4)]
    assert tired([*areas, asking("there", 5, area="Y")], on=DAY) == ()


ETHNIC = question({"id": "ethnicity", "label": "Ethnic group", "answers": [{"id": "a", "label": "A"}, {"id": "b",
    "label": "B"}, {"id": "c", "label": "C"}]})  # fmt: skip


def test_the_next_visit_goes_to_the_widest_gap_where_most_of_the_group_lives():
    asked = reached(ETHNIC, {"a": 92, "b": 8, NOT_ASKED: 5}, {"a": 700, "b": 200, "c": 100}, "Census")
    found = Reach("East", 105, 1000, "Census", 0.105, (asked,))
    assert shortfall(asked.groups[1], asked.known) == pytest.approx(12)
    first, second = next_visits(found, {("ethnicity", "b"): {"X": 50, "Y": 150}}, "Z")
    assert (first.group.id, first.area, first.of_group) == ("b", "Y", 0.75)
    assert (second.group.id, second.area, second.of_group) == ("c", "Z", None)  # nobody published where they live
    assert second.short == pytest.approx(10)
    assert next_visits(found, {}, None, most=1)[0].area is None


def test_ways_compare_people_once_each_and_say_whom_only_they_brought():
    answers = {str(n): {"sex": "m" if n < 3 else "f"} for n in range(12)}
    found = ways({"Doors": [str(n) for n in range(10)], "Stall": ["9", "10", "11", "x"]}, answers, [("sex", "m")])
    doors, stall = found
    assert (doors.method, doors.people, doors.alone) == ("Doors", 10, 9)
    assert doors.share.value == pytest.approx(10 / 13)  # thirteen different people, not fourteen
    n, known, share = doors.groups["sex", "m"]
    assert (n, known, round(share.lo, 3), round(share.hi, 3)) == (3, 10, 0.108, 0.603)
    assert stall.groups["sex", "m"] == (0, 3, None)  # one of them was not asked, and three are too few for a share


def test_settings_differ_only_where_the_interval_says_so():
    found = settings({"p": (11, 12), "s": (1, 8), "c": (0, 0)}, {"p": "Primary"})
    assert [(one.label, one.takes_part, one.known, one.clear) for one in found] == [
        ("Primary", 11, 12, True),
        ("s", 1, 8, True),
    ]
    few = settings({"p": (2, 3), "s": (1, 3)}, {})
    assert not any(one.clear for one in few)
    assert settings({"p": (1, 2)}, {})[0].beyond is None


@pytest.mark.requirement("D-56")
def test_there_is_no_way_to_add_two_units_up():
    told = by_method(
        [
            ("Survey", "responses", 13759),
            ("Social", "responses", 739),
            ("Talks", "people", 1400),
            ("Groups", "groups", 24),
        ]
    )
    assert [(m.method, m.unit, m.count) for m in told] == [
        ("Survey", "responses", 13759), ("Social", "responses", 739), ("Talks", "people", 1400), ("Groups", "groups", 24),
    ]  # fmt: skip


def test_people_area_by_area_come_from_one_dataset_that_has_every_part():
    def row(dataset, part, area, people, generation="dz"):
        return {"dataset": dataset, "part": part, "area": area, "people": people, "generation": generation}

    rows = [
        row("new", "x", "A", 5),
        row("old", "x", "A", 3),
        row("old", "y", "A", 4),
        row("old", "y", "B", 2),
        row("old", "x", "Z", 9, "lsoa"),
    ]
    assert across(rows, ["x"], "dz") == {"A": 5.0}
    assert across(rows, ["x", "y"], "dz") == {"A": 7.0, "B": 2.0}
    assert across(rows, ["z"], "dz") == {}
