"""Which areas count, how much of each, and how well they fit: C1, its golden numbers and its laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.places import Overrule, Touched
from hereabouts.core.places.definition import moved, without_doubtful
from hereabouts.core.places.fitting import Fit, NotAnOverrule, NothingCounts, decided, fit, from_lookup, overrules
from hereabouts.core.places.words import fit_in_words, rule_said, why


def touched(code, share, best=None, basis="land"):
    return Touched(code, share, share >= 0.5 if best is None else best, basis)


THREE = [touched("a", 1.0), touched("b", 0.6), touched("c", 0.2)]
PEOPLE = {"a": 1000.0, "b": 500.0, "c": 1000.0}


def weights(members):
    return {m.code: m.weight for m in members}


def test_best_fit_takes_an_area_whole_or_not_at_all():
    members = decided(THREE, "best")
    assert weights(members) == {"a": 1.0, "b": 1.0, "c": 0.0}
    assert [m.code for m in members if m.doubtful] == ["b", "c"]
    assert [m.code for m in without_doubtful(members)] == ["a"]


def test_where_people_centre_decides_over_the_land():
    members = decided(
        [touched("a", 0.3, best=True, basis="centre"), touched("b", 0.8, best=False, basis="centre")], "best"
    )
    assert weights(members) == {"a": 1.0, "b": 0.0}
    assert why(members[0]) == "The place where its people centre lies inside."


def test_cover_and_purity_are_counted_in_people():
    found = fit(decided(THREE, "best"), PEOPLE)
    assert (found.cover, found.purity) == (pytest.approx(1300 / 1500), pytest.approx(1300 / 1500))
    assert found.warns
    assert fit_in_words(found, "best") == (
        "87% of the people of the place are counted, and 87% of the people counted live in it. "
        "That is a rough fit: say so wherever these figures are shown."
    )


def test_without_a_population_areas_count_alike_and_it_is_said():
    found = fit(decided(THREE, "best"), {"a": 1000.0})
    assert (found.cover, found.purity, found.counted_in) == (pytest.approx(1.6 / 1.8), pytest.approx(0.8), "areas")
    assert "no population is known" in fit_in_words(found, "best")


def test_areas_that_nest_fit_exactly():
    assert fit(decided([touched("a", 1.0, basis="lookup")], "best"), PEOPLE) == Fit(1.0, 1.0)


def test_apportioned_counts_the_share_inside_and_nobody_outside():
    members = decided(THREE, "apportion")
    assert weights(members) == {"a": 1.0, "b": 0.6, "c": 0.2}
    assert fit(members, PEOPLE) == Fit(1.0, 1.0)
    assert not any(m.doubtful for m in members)


def test_a_person_overrules_either_way_and_says_why():
    said = overrules("c=in: the shops, the school and the bus stop are here, D=out:moved away")
    assert [(o.code, o.inside, o.reason) for o in said] == [
        ("C", True, "the shops, the school and the bus stop are here"), ("D", False, "moved away"),
    ]  # fmt: skip
    members = decided(
        THREE,
        "best",
        [Overrule("b", inside=False, reason="over the river", by="Ada"), Overrule("z", inside=True, reason="ours")],
    )
    assert weights(members) == {"a": 1.0, "b": 0.0, "c": 0.0, "z": 1.0}
    assert not members[1].doubtful
    assert why(members[1]) == "Ada decided that it does not count: over the river"


@pytest.mark.parametrize("text", ["S1=in", "S1=maybe:x", "S1=in:", "=in:x", "in:x"])
def test_an_overruling_without_a_reason_is_refused(text):
    with pytest.raises(NotAnOverrule, match="CODE=in:reason"):
        overrules(text)


def test_where_nothing_counts_the_nearest_are_named():
    with pytest.raises(NothingCounts, match="c lies 20% inside"):
        decided([touched("c", 0.2)], "best")


def test_a_lookup_with_shares_tells_what_only_touches():
    rows = [
        {"code": "a", "level": "ward", "share": 0.668}, {"code": "b", "level": "ward", "share": 0.332},
        {"code": "a", "level": "council", "share": 1.0}, {"code": "x", "level": "council", "share": 1.0},
    ]  # fmt: skip
    found = from_lookup(rows, ["ward", "council"], ["a"])
    assert found == [Touched("a", 0.668, best=True, basis="lookup")]
    assert [t.code for t in from_lookup(rows[:2], ["ward"], ["a"])] == ["a", "b"]


def test_what_a_new_version_changed():
    found = moved({"G": {"a": 1.0, "b": 1.0, "c": 1.0}}, {"G": {"b": 1.0, "c": 0.5, "d": 1.0}, "H": {"e": 1.0}})
    assert [(m.generation, m.came, m.went, m.altered) for m in found] == [
        ("G", ("d",), ("a",), ("c",)),
        ("H", ("e",), (), ()),
    ]


def test_a_rule_in_words():
    assert str(rule_said("boundary=east.geojson")) == "What lies inside the line “east.geojson”."
    assert str(rule_said("ward=Town; district=Doncaster")) == "Ward Town, district Doncaster."
    assert str(rule_said("S1,S2")) == "These areas: S1 and S2."


@given(st.lists(st.tuples(st.floats(0.02, 0.98), st.integers(1, 3000), st.integers(0, 500)), min_size=1, max_size=20))
def test_two_places_that_part_the_land_part_the_people_and_every_count(areas):
    """The law of apportioning (C1): what one place does not get the other does, and nothing is counted twice."""
    here = decided([touched(f"{n:02}", share) for n, (share, _, _) in enumerate(areas)], "apportion")
    there = decided([touched(f"{n:02}", 1 - share) for n, (share, _, _) in enumerate(areas)], "apportion")
    for column in (1, 2):
        counts = {f"{n:02}": area[column] for n, area in enumerate(areas)}
        both = sum(counts[m.code] * m.weight for m in (*here, *there))
        assert both == pytest.approx(sum(counts.values()))


@settings(deadline=None)  # a busy machine is no broken law
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 3000)), min_size=1, max_size=20))
def test_cover_and_purity_are_shares(areas):
    found = [touched(f"{n:02}", share) for n, (share, _) in enumerate(areas)]
    try:
        members = decided(found, "best")
    except NothingCounts:
        return
    one = fit(members, {f"{n:02}": float(people) for n, (_, people) in enumerate(areas)})
    assert 0 <= one.cover <= 1
    assert 0.5 <= one.purity <= 1  # every area that counts has half or more inside
