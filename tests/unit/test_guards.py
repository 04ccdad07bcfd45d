"""The five things nobody may do with these numbers: each refused with its reason and with what to do instead."""

from datetime import date

import pytest

from hereabouts.core.evidence import guards
from hereabouts.core.evidence.guards import (
    Edition,
    MeanRank,
    NotCovered,
    OtherNation,
    RankChange,
    RankRatio,
    SnappedPoint,
    may_combine,
    named_in,
    same_edition,
    same_nation,
)
from hereabouts.core.evidence.indicators import indicator
from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence import editions
from hereabouts.records.places.reads import Sheet
from tests.unit.test_indicator_documents import TEXT

S16, S20, E19 = (
    Edition("SIMD 2016", "Scotland", "DZ2011"),
    Edition("SIMD 2020v2", "Scotland", "DZ2011"),
    Edition("IMD 2019", "England", "LSOA2011"),
)


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("refused", "do", "reason", "instead"),
    [
        (RankChange, lambda: guards.rank_change("East", ["A 2016", "A 2020"]), "moves when other areas change", "follow a count behind it"),
        (RankRatio, lambda: guards.rank_ratio("East", "West"), "never by how much", "Compare a rate"),
        (MeanRank, lambda: guards.mean_rank("East", 7), "hides its worst area", "in the most deprived 10 and 20 per cent"),
        (OtherNation, lambda: same_nation([S20, E19]), "its own areas by its own measures", "Compare what both count"),
        (SnappedPoint, lambda: guards.point_claim("A street"), "fixed points before they publish", "Count crimes by small area"),
    ],
)  # fmt: skip
def test_each_guard_refuses_with_a_reason_and_what_to_do_instead(refused, do, reason, instead):
    with pytest.raises(refused) as told:
        do()
    assert isinstance(told.value, Sentence)
    assert reason in str(told.value)
    assert instead in str(told.value)


@pytest.mark.parametrize(
    ("measure", "way", "refused"),
    [
        ("rank", "change", RankChange),
        ("decile", "change", RankChange),
        ("rank", "difference", RankChange),
        ("rank", "ratio", RankRatio),
        ("vigintile", "mean", MeanRank),
        ("Rank", "mean", MeanRank),
    ],
)
def test_ranks_are_not_combined_in_any_way(measure, way, refused):
    with pytest.raises(refused):
        may_combine(measure, way, what="East", editions=("SIMD 2016", "SIMD 2020v2"))


@pytest.mark.parametrize("way", guards.WAYS)
def test_counts_and_rates_are(way):
    may_combine("income_deprived", way, what="East")


def test_a_way_nobody_knows_is_a_defect():
    with pytest.raises(ValueError, match="is not one of"):
        may_combine("rank", "sum", what="East")


def test_places_are_compared_by_index_only_within_one_edition():
    same_edition("East and West", [S20, S20])
    same_nation([S16, S20])
    with pytest.raises(RankChange, match="East and West cannot be followed over SIMD 2016 and SIMD 2020v2"):
        same_edition("East and West", [S16, S20])
    with pytest.raises(OtherNation, match="Scotland and England"):
        same_edition("East and West", [S20, E19])


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("simd 2016 v SIMD 2020v2", ["SIMD 2016", "SIMD 2020v2"]),
        ("IMD 2019", ["IMD 2019"]),
        ("SIMD 2020v2", ["SIMD 2020v2"]),
        ("SIMD 2020", []),
    ],
)
def test_the_editions_a_wish_names(asked, names):
    assert [e.name for e in named_in(asked, [S16, S20, E19])] == names


def test_a_name_that_ends_another_is_not_meant_by_it():
    simd = Edition("SIMD 2019", "Scotland", "DZ2011")
    assert named_in("SIMD 2019", [simd, E19]) == [simd]


@pytest.mark.requirement("L-03")
def test_an_indicator_made_of_ranks_is_no_indicator():
    text = TEXT | {"kind": "mean", "formula": [{"numerator": "index/rank/overall", "denominator": "people/people/all"}]}
    with pytest.raises(MeanRank, match="The indicator “Poor” has no rank or decile of its own"):
        indicator(text)


def test_another_nations_index_is_not_covered_and_says_whose_it_is():
    told = guards.other_nation("East", E19, ["SIMD 2020v2"])
    assert isinstance(told, NotCovered)
    assert str(told).startswith("IMD 2019 does not cover East: ask for SIMD 2020v2. It ranks the areas of England")


class OneFile:
    """An evidence file that holds three editions, as far as they are asked for."""

    def run(self, steps):
        editions = [("SIMD 2020v2", S20), ("SIMD 2016", S16), ("IMD 2019", E19)]
        return [
            {
                "name": name,
                "dataset": name,
                "generation": e.generation,
                "nation": e.nation,
                "areas": 9,
                "published": "2020",
            }
            for name, e in editions
        ]


def sheet(*generations):
    areas = dict.fromkeys(generations, ("A1", "A2"))
    return Sheet("1", "East", "EA", 1, "A1,A2", date(2026, 1, 1), areas, {})


@pytest.mark.requirement("X-02", "L-03")
@pytest.mark.parametrize(
    ("asked", "refused", "said"),
    [
        (
            "IMD 2019",
            OtherNation,
            "IMD 2019 does not cover East: ask for SIMD 2020v2 or SIMD 2016. It ranks the areas of England",
        ),
        ("SIMD 2016 v SIMD 2020v2", RankChange, "East cannot be followed over SIMD 2020v2 and SIMD 2016 by rank"),
        ("SIMD 2020v2 and IMD 2019", OtherNation, "SIMD 2020v2 and IMD 2019 cannot be compared"),
        ("SIMD 2024", NotCovered, "SIMD 2024 does not cover East: ask for SIMD 2020v2 or SIMD 2016."),
    ],
)
def test_the_profile_refuses_what_no_index_can_say(asked, refused, said):
    with pytest.raises(refused) as told:
        editions.edition_of(OneFile(), sheet("DZ2011"), asked)
    assert type(told.value) is refused
    assert str(told.value).startswith(said)


def test_the_index_asked_for_is_given_where_it_reaches():
    assert editions.edition_of(OneFile(), sheet("DZ2011"), "simd 2016")[0]["name"] == "SIMD 2016"
    assert editions.edition_of(OneFile(), sheet("DZ2011"), None)[0]["name"] == "SIMD 2020v2"
    assert editions.edition_of(OneFile(), sheet("LSOA2011"), "IMD 2019")[1] == "LSOA2011"
    assert editions.edition_of(OneFile(), sheet("LSOA2021"), None) == (None, "LSOA2021")


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("change of rank", RankChange),
        ("rank ratio", RankRatio),
        ("mean rank", MeanRank),
        ("simd_ranks", MeanRank),
        ("deciles, on average", MeanRank),
        ("frank talks", None),
    ],
)
def test_what_somebody_types_is_understood_word_by_word(asked, refused):
    if refused is None:
        guards.may_ask(asked, place="East")
        return
    with pytest.raises(refused):
        guards.may_ask(asked, place="East")
