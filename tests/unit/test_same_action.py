"""The same action twice (C16): the score by hand, what is not said, order, and what a cheap search may not lose."""

import json
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.plans.action_sheet import NotActions, planned
from hereabouts.core.plans.same_action import Beside, Planned, jaccard, pairs, together

THINGS = (
    "money advice sessions", "welfare rights drop-in", "lunch club", "street football", "litter picks", "walking bus", "job club",
    "parenting programme", "health checks", "warm space", "repair workshop", "English classes", "youth evenings", "tree planting",
)  # fmt: skip
PARAPHRASED = {
    "run": "set up and run", "sessions": "clinic", "money advice": "advice about money", "lunch club": "shared lunches",
    "street football": "football in the street", "for families": "for parents and children", "every week": "weekly",
    "litter picks": "picking litter", "drop-in": "drop-in service", "programme": "course", "checks": "check days",
    "community centre": "neighbourhood centre", "with volunteers": "together with volunteers", "workshop": "workshops",
}  # fmt: skip
WHERE = (
    "at the community centre",
    "in the library",
    "at the health centre",
    "in primary schools",
    "in the church hall",
)
HOW = ("every week", "with volunteers", "for families", "for older people", "for young people", "through the winter")


def action(id, title, **more):
    return Planned(str(id), title, **more)


def made(n, dice):
    for at in range(n):
        start = date(2026, 1, 1) + timedelta(days=dice.randrange(300))
        yield Planned(
            f"A{at:04}", f"Run {dice.choice(THINGS)} {dice.choice(WHERE)}", f"{dice.choice(HOW)} {dice.choice(HOW)}",
            frozenset({f"T{dice.randrange(1, 15):02}"}), frozenset(), frozenset({f"P{dice.randrange(12)}"}), start,
            start + timedelta(days=dice.randrange(60, 400)), f"Partner {dice.randrange(8)}",
        )  # fmt: skip


def told_otherwise(one, dice):
    """Say an action as another plan would: other words for the same, a lead of its own, other days."""
    title, words = one.title, one.words
    for said, other in PARAPHRASED.items():
        title, words = title.replace(said, other), words.replace(said, other)
    shift = timedelta(days=dice.randrange(-30, 31))
    return Planned(
        f"B{one.id}", title, words, one.topics, one.groups, one.places, one.starts_on + shift, one.ends_on + shift,
        one.lead if dice.random() < 0.5 else "Another partner",
    )  # fmt: skip


def test_six_things_are_weighed_as_c16_says():
    one = Planned(
        "1", "Money advice", "", frozenset({"T02"}), frozenset({"lone parents", "carers"}), frozenset({"East"}), date(2026, 1, 1),
        date(2026, 1, 10), "Council",
    )  # fmt: skip
    other = Planned(
        "2", "Money advice", "", frozenset({"T02", "T03"}), frozenset({"carers"}), frozenset({"East"}), date(2026, 1, 6),
        date(2026, 1, 15), "council ",
    )  # fmt: skip
    (found,) = pairs([one, other])
    assert found.score == pytest.approx(0.35 + 0.2 / 2 + 0.15 / 2 + 0.15 + 0.1 * 5 / 15 + 0.05, abs=1e-4)
    assert found.reasons == (
        "Nearly the same words", "Same place", "Some of the same topics", "For some of the same people", "Same lead",
        "Partly at the same time",
    )  # fmt: skip


def test_what_one_does_not_say_counts_neither_way():
    (found,) = pairs([action(1, "Weekly lunch club"), action(2, "Weekly lunch club", places=frozenset({"East"}))])
    assert found.score == 1
    assert found.reasons == ("Nearly the same words",)
    assert jaccard(set(), {"a"}) is None
    assert together(action(1, "a"), action(2, "b", starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))) is None


def test_actions_whose_words_differ_are_not_one_whatever_else_they_share():
    same = {
        "topics": frozenset({"T01"}), "places": frozenset({"East"}), "lead": "Council", "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }  # fmt: skip
    assert not pairs([action(1, "Litter picks", **same), action(2, "Breakfast for pupils", **same)])


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_actions_changes_nothing(dice):
    actions = list(made(60, dice))
    mixed = actions.copy()
    dice.shuffle(mixed)
    assert pairs(actions) == pairs(mixed)


def test_the_search_loses_next_to_nothing_that_comparing_all_would_find():
    """Every pair is judged, and most of those from .55 on are found; of the sure ones (from .65) all."""
    actions = list(made(400, random.Random(3)))
    found = {(p.a, p.b): p.score for p in pairs(actions)}
    beside = Beside(actions)
    every = {(p.a, p.b): p.score for one in actions for p in beside.like(one, most=500) if p.a != p.b}
    sure = {key for key, score in every.items() if score >= 0.65}
    assert len(sure) > 20
    assert sure <= set(found)
    assert len(set(every) & set(found)) / len(every) > 0.9
    assert all(found[key] == pytest.approx(every[key], abs=0.02) for key in set(every) & set(found))


def test_precision_and_recall_on_400_pairs_said_otherwise():
    """200 actions told again by another plan, among 200 others: what C16 finds of them, and what else it finds."""
    dice = random.Random(11)
    first = list(made(400, dice))
    again = [told_otherwise(one, dice) for one in first[:200]]
    found = {(p.a, p.b) for p in pairs([*first, *again])}
    true = {(one.id, f"B{one.id}") for one in first[:200]}
    between = {pair for pair in found if pair[0].startswith("A") and pair[1].startswith("B")}
    assert len(true & between) / len(true) >= 0.9
    assert (
        len(true & between) / len(between) >= 0.5
    )  # the rest share topic or place and many words: a person says no to them


def test_what_somebody_types_is_held_against_all():
    beside = Beside(made(300, random.Random(5)))
    (best, *_) = beside.like(action("new", "Run lunch club in the library", words="for families"))
    assert {best.a, best.b} > {"new"}
    assert Beside([]).like(action("new", "Anything")) == []


def test_a_sheet_is_read_whole_or_every_fault_is_named():
    head = ["id", "title", "theme", "place", "start", "end", "lead", "colour"]
    rows = [head, ["1", "Lunch club", "Food; Money", "East", "01/04/2026", "2027-03-31", "Council", "red"], [None] * 8]
    (one,) = planned(rows)
    assert one.topics == {"food", "money"}
    assert (one.starts_on, one.ends_on, one.lead) == (date(2026, 4, 1), date(2027, 3, 31), "Council")
    with pytest.raises(NotActions, match=r"Row 1 has no heading id and title"):
        planned([["ref", "action"]])
    wrong = [head, ["1", "", "", "", "soon", "", "", ""], ["1", "B", "", "", "02/01/2026", "01/01/2026", "", ""]]
    with pytest.raises(NotActions) as told:
        planned(wrong)
    for words in ("Row 2, “title”: it is empty.", "Row 2, “start”: “soon” is not a day", "Row 3, “end”: the action ends before it starts",
                  "Row 3, “id”: 1 stands in row 2 already."):  # fmt: skip
        assert words in str(told.value)


def test_the_command_reads_a_sheet_and_needs_no_database(command, tmp_path):
    sheet = tmp_path / "actions.csv"
    sheet.write_text("id,title,place\n1,Weekly lunch club,East\n2,Lunch club every week,East\n3,CCTV columns,West\n")
    told = json.loads(command("plan", "duplicates", sheet, "--format", "json").stdout)
    assert told["actions"] == 3
    assert [(p["a"], p["b"]) for p in told["pairs"]] == [("1", "2")]
    assert "Same place" in told["pairs"][0]["reasons"]
    text = command("plan", "duplicates", sheet).stdout
    assert "1 pair of 3 actions may be the same. People decide." in text
    missing = command("plan", "duplicates", tmp_path / "none.csv", check=False)
    assert missing.returncode == 2
    assert "There is no file called" in missing.stderr
