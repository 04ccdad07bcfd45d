"""What differs between two versions of a plan, in sentences; what each kind of plan must hold."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.complete import Life, blocking, check
from hereabouts.core.plans.difference import amendments, differences
from hereabouts.core.plans.kinds import KINDS, RULES, rules

ACTION = {
    "ref": "EA-2026-A001", "title": "Dry the flats", "status": "in progress", "lead": "Harbour Housing", "supporting": "", "starts": "2026-05-01",
    "due": "2027-03-31", "measure": "Repairs", "baseline": 41.0, "target": 90.0, "money planned": 0.0, "money spent": "", "priority": "",
    "reason": "",
}  # fmt: skip
TEXT = {
    "title": "East, together", "vision": "A dry home", "period": ["2026-04-01", "2027-03-31"], "actions": [ACTION],
    "outcomes": [{"statement": "Warm homes", "tier": "short", "improvement": "From 40 to 90", "inequality_gap": "Here and the city"}],
    "priorities": [{"ref": "EA-P1", "statement": "Damp"}],
}  # fmt: skip


def changed(**facts):
    text = copy.deepcopy(TEXT)
    text["actions"][0] |= facts
    return [one.words for one in differences(TEXT, text)]


@pytest.mark.requirement("W-37")
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"due": "2027-09-30"}, "Action EA-2026-A001 Dry the flats: day it is due 31 March 2027 → 30 September 2027."),
        ({"target": 95.0}, "Action EA-2026-A001 Dry the flats: target 90 → 95."),
        ({"money planned": ""}, "Action EA-2026-A001 Dry the flats: planned money 0 → not said."),
        ({"status": "stopped", "reason": "No money"}, "Action stopped: EA-2026-A001 Dry the flats. No money"),
        ({"status": "done"}, "Action done: EA-2026-A001 Dry the flats."),
    ],
    ids=["due", "target", "money", "stopped", "done"],
)
def test_what_changed_of_an_action_is_a_sentence(facts, words):
    assert changed(**facts) == [words]


def test_how_it_stands_and_what_it_cost_is_no_amendment():
    assert changed(status="late", **{"money spent": 12.0}) == []
    text = copy.deepcopy(TEXT)
    text["actions"][0]["status"] = "done"
    assert amendments(TEXT, text) == []


@pytest.mark.requirement("W-37")
def test_what_was_added_ended_and_changed_in_the_plan_itself():
    now = copy.deepcopy(TEXT)
    now["vision"] = "A dry home for all"
    now["outcomes"] = [{"statement": "More in work", "tier": "long"}]
    now["actions"].append(ACTION | {"ref": "EA-2027-A001", "title": "A bus"})
    now["priorities"] = []
    assert [one.words for one in differences(TEXT, now)] == [
        "The vision changed: “A dry home” → “A dry home for all”.", "Outcome added: More in work.", "Outcome taken out: Warm homes.",
        "Priority taken out: Damp.", "Action added: EA-2027-A001 A bus.",
    ]  # fmt: skip


def test_a_version_from_before_a_field_was_kept_is_read_as_not_said():
    assert [one.words for one in differences(TEXT, TEXT | {"problem": "Damp"})] == [
        "The problem statement changed: not said → Damp."
    ]


@given(st.lists(st.sampled_from(["", "soon", "2026-01-01"]), max_size=4))
def test_nothing_differs_from_itself_and_what_is_added_one_way_ends_the_other(days):
    text = TEXT | {"actions": [ACTION | {"ref": f"A{n}", "due": due} for n, due in enumerate(days)]}
    assert differences(text, copy.deepcopy(text)) == []
    none = TEXT | {"actions": []}
    there, back = differences(none, text), differences(text, none)
    assert [one.how for one in there] == ["added"] * len(days)
    assert [one.how for one in back] == ["ended"] * len(days)


def blocked(**life):
    return {
        item.key
        for item in blocking(check(outcomes=(), period_from=None, period_to=None, actions=(), life=Life(**life)))
    }


def test_every_kind_has_rules():
    assert set(RULES) == set(KINDS)


@pytest.mark.requirement("I-21", "W-08")
def test_an_initiative_ends_and_says_who_takes_on_what_worked():
    assert {"problem", "exit", "mainstreaming"} <= blocked(rules=rules("initiative"))
    assert not {"problem", "exit"} & blocked(rules=rules("initiative"), problem=True, exit=True, mainstreaming=True)


@pytest.mark.requirement("X-25")
def test_an_unanswered_representation_blocks_every_kind():
    for kind in KINDS:
        items = check(
            outcomes=(),
            period_from=None,
            period_to=None,
            actions=(),
            life=Life(rules=rules(kind), unanswered=["Tenants"]),
        )
        assert [i.missing for i in items if i.key == "representations"] == ["No answer was given to Tenants."]
        assert "representations" in {i.key for i in blocking(items)}


@pytest.mark.requirement("W-44")
def test_only_a_plan_under_a_strategy_is_put_forward():
    assert rules("thematic", under_a_strategy=True).upward
    assert not rules("thematic").upward
    assert not rules("locality", under_a_strategy=True).upward


def test_an_event_needs_no_outcomes_by_law():
    assert blocked(rules=rules("event")) == {"period"}
