"""Similar places: by declared traits alone, with what is missing said."""

import pytest

from hereabouts.core.evidence.neighbours import NothingAlike, Trait, similar

POOR, CROWDED, FAR = (
    Trait("poor", "people who are poor"),
    Trait("crowded", "crowded homes"),
    Trait("far", "far from a shop"),
)
PLACES = {
    "Ours": {"poor": 0.30, "crowded": 0.20, "far": 9.0},
    "Twin": {"poor": 0.31, "crowded": 0.20, "far": 9.1},
    "Near": {"poor": 0.25, "crowded": 0.18, "far": 10.0},
    "Rich": {"poor": 0.05, "crowded": 0.02, "far": 9.0},
    "Remote": {"poor": 0.28, "crowded": 0.19, "far": 60.0},
    "Shy": {"poor": 0.30, "crowded": None, "far": None},
}


def test_the_nearest_come_first_and_say_what_sets_them_apart():
    found = similar("Ours", PLACES, [POOR, CROWDED, FAR], nearest=3)
    assert [a.place for a in found.alike] == ["Twin", "Near", "Remote"]
    assert found.alike[-1].furthest == "far from a shop"
    assert similar("Ours", PLACES, [POOR, CROWDED, FAR]).alike[-1].place == "Rich"
    assert found.said == (
        "Alike in these, each counting the same: people who are poor; crowded homes; far from a shop. "
        "Too little is known of Shy."
    )


def test_by_hand_with_two_traits_in_their_own_standard_deviations():
    places = {n: {"a": v, "b": w} for n, v, w in [("o", 0, 0), ("p", 2, 0), ("q", 0, 20), ("r", 2, 20), ("s", 1, 10)]}
    spread_a = (sum((v - 1) ** 2 for v in (0, 2, 0, 2, 1)) / 5) ** 0.5
    found = {x.place: x.distance for x in similar("o", places, [Trait("a", "A"), Trait("b", "B")]).alike}
    assert found["p"] == pytest.approx(2 / spread_a / 2**0.5)
    assert found["p"] == pytest.approx(found["q"]), "the unit of a trait does not matter"
    assert found["r"] == pytest.approx(2 / spread_a)
    weighted = {x.place: x.distance for x in similar("o", places, [Trait("a", "A", 3), Trait("b", "B", 1)]).alike}
    assert weighted["p"] > weighted["q"]


def test_weights_are_said_where_they_differ():
    assert "people who are poor (weight 2)" in similar("Ours", PLACES, [Trait("poor", POOR.label, 2), CROWDED]).said


def test_what_is_unknown_here_or_the_same_everywhere_is_dropped_and_said():
    places = {name: {**values, "same": 4.0, "ours": None if name == "Ours" else 1.0} for name, values in PLACES.items()}
    traits = [POOR, Trait("same", "same law"), Trait("ours", "parks"), Trait("none", "trees", 0)]
    found = similar("Ours", places, traits)
    assert found.dropped == {"same law": "the same everywhere", "parks": "not known here", "trees": "it has no weight"}
    assert "Not used: parks (not known here)." in found.said


def test_a_missing_trait_is_not_filled_in():
    places = PLACES | {"Shy": {"poor": 0.30, "crowded": 0.20, "far": None}}
    shy = next(a for a in similar("Ours", places, [POOR, CROWDED, FAR]).alike if a.place == "Shy")
    assert (shy.distance, shy.unknown) == (0, ("far from a shop",))


def test_too_few_places_or_nothing_known_is_refused():
    with pytest.raises(NothingAlike, match="5 places"):
        similar("Ours", dict(list(PLACES.items())[:4]), [POOR])
    with pytest.raises(NothingAlike, match="5 places"):
        similar("Nowhere", PLACES, [POOR])
    with pytest.raises(NothingAlike, match="None of trees is known of Ours"):
        similar("Ours", PLACES, [Trait("none", "trees")])
