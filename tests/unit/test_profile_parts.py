"""The parts of a profile worked out by hand: who lives here, what averages hide, places side by side, languages, gaps."""

import random
from dataclasses import replace

import pytest

from hereabouts.core.evidence.figure import Comparator, Figure
from hereabouts.core.evidence.guards import (
    MeanRank,
    OtherNation,
    RankChange,
    RankRatio,
    SnappedPoint,
    may_ask,
)
from hereabouts.core.evidence.languages import LANGUAGES, languages
from hereabouts.core.evidence.profile import Profile, worse_on
from hereabouts.core.evidence.pyramid import pyramid
from hereabouts.core.evidence.reaching import REACHING, unreached
from hereabouts.core.evidence.side_by_side import (
    MOST,
    One,
    TooMany,
    found,
    index_refused,
    rank_refused,
    refused,
    side_by_side,
)
from hereabouts.core.evidence.spread import over_areas, spread, standings
from hereabouts.core.steps import Step
from hereabouts.engines.definitions import disclosure
from hereabouts.engines.duck import Duck
from hereabouts.engines.remembered import Remembered
from tests.unit.test_findings import document

SHARE = replace(document(), id="share", label="A share", polarity="high_bad")


# --- who lives here


def aged(who, parts, *, dataset="estimates", period="2023", late=False, source="Estimates"):
    return [
        {"who": who, "council": "Larkhaven", "dataset": dataset, "source": source, "period": period, "late": late,
         "part": part, "people": people}
        for part, people in parts.items()
    ]  # fmt: skip


@pytest.mark.requirement("L-04")
def test_single_years_make_bands_of_five_and_keep_the_oldest_open():
    parts = {f"age {n}": 10 for n in range(90)} | {"age 90+": 7}
    told = pyramid(aged("place", parts))
    assert [b.label for b in told.bands][:2] == ["0 to 4", "5 to 9"]
    assert told.bands[-1].label == "90 and over"
    assert (told.bands[0].people, told.bands[-1].people, told.people) == (50, 7, 907)
    assert told.council == ""  # no council known: nothing stands beside it
    assert not told.by_sex
    assert sum(b.share for b in told.bands) == pytest.approx(1)


def test_a_part_that_straddles_a_border_keeps_its_bands_together():
    told = pyramid(aged("place", {"age 0 to 3": 4, "age 4 to 6": 3, "age 7 to 9": 3, "age 10 to 14": 5}))
    assert [(b.label, b.people) for b in told.bands] == [("0 to 9", 10), ("10 to 14", 5)]


def test_women_and_men_are_told_apart_only_where_both_are_told():
    both = {f"{sex} age 0 to 4": 5 for sex in ("female", "male")} | {
        f"{sex} age 5 to 9": 7 for sex in ("female", "male")
    }
    told = pyramid(aged("place", both) + aged("council", {k: 10 * v for k, v in both.items()}))
    assert told.by_sex
    assert (told.bands[0].women, told.bands[0].men, told.bands[0].people) == (5, 5, 10)
    assert told.bands[0].council_share == pytest.approx(told.bands[0].share)
    assert told.council == "Larkhaven"
    half = pyramid(aged("place", {"age 0 to 4": 10, "age 5 to 9": 14, "female age 0 to 4": 5}))
    assert not half.by_sex


def test_a_dataset_with_ages_by_sex_goes_before_one_without_and_nothing_is_nothing():
    plain = aged("place", {"age 0 to 4": 10}, dataset="a", source="Plain")
    sexes = aged("place", {"female age 0 to 4": 5, "male age 0 to 4": 6}, dataset="b", source="By sex", late=True)
    assert pyramid(plain + sexes).source == "By sex (2023)"
    assert pyramid([]) is None
    assert pyramid(aged("place", {"all": 10})) is None


# --- what averages hide


def reading(area, count, of, *, hidden=False, row=2):
    return {"indicator": "share", "period": "2023", "area": area, "name": f"Area {area}", "numerator": count, "denominator": of,
            "hidden": hidden, "source": "Counts", "numerator_row": row, "denominator_row": row + 1}  # fmt: skip


@pytest.mark.requirement("I-28")
def test_the_areas_keep_their_counts_and_their_rows_and_what_is_hidden_has_no_figure():
    rows = [
        reading("A", 10, 100),
        reading("B", 45, 100, row=8),
        reading("C", None, 100, hidden=True),
        reading("D", 120, 100),
    ]
    areas = over_areas(rows, {"share": SHARE})["share"]
    assert [(a.area, a.count_row, a.of_row) for a in areas[:2]] == [("A", 2, 3), ("B", 8, 9)]
    assert areas[2].figure is None
    assert areas[2].note == "The publisher hid or lacks it."
    assert areas[3].figure is None  # more counted than there are
    told = spread(areas)
    assert (told.least.area, told.most.area, told.areas) == ("A", "B", 2)
    assert spread(areas[:1]) is None  # of one area an average hides nothing
    assert over_areas([reading("A", 1, 2) | {"indicator": "nobody's"}], {"share": SHARE}) == {}


def test_a_place_stands_among_its_neighbourhoods_only_where_there_are_five():
    def row(kind, count):
        return {"indicator": "share", "kind": kind, "numerator": count, "denominator": 100}

    rows = [row("place", 30)] + [row("neighbourhood", n) for n in (10, 20, 30, 40, 50)]
    told = standings(rows, {"share": SHARE})["share"]
    assert (told.neighbourhoods, told.least, told.most, told.below, told.above) == (5, 0.1, 0.5, 2, 2)
    assert (told.lower, told.upper) == (pytest.approx(0.2), pytest.approx(0.4))
    assert standings(rows[:-1], {"share": SHARE}) == {}
    assert standings(rows, {"share": replace(SHARE, pool=3)}) == {}


# --- side by side


def figure(count, of, *, id_="share", polarity="high_bad", period="2023", generation="DZ2011", compared="higher"):
    told = SHARE.figure(count, of)
    council = Comparator("Larkhaven", 0.2, 2000, 10000, compared)
    return Figure(
        id=id_, label=id_, topic="T01", unit="of people", polarity=polarity, value=told.value, lo=told.lo, hi=told.hi, numerator=count,
        denominator=of, period=period, comparators={"council": council}, source="Counts", method="C3 Wilson", areas_hidden=0, note="",
        generation=generation,
    )  # fmt: skip


def one(name, *figures, areas=("A", "B"), nation="Scotland", generation="DZ2011"):
    read = Profile(name, generation, len(areas), 1000, "Counts", "", None, figures)
    return One(read, {generation: frozenset(areas)}, nation)


def test_only_what_is_clear_is_called_better_or_worse():
    ones = [
        one("East", figure(300, 1000)),
        one("West", figure(200, 1000), areas=("C",)),
        one("North", figure(295, 1000), areas=("D",)),
    ]
    (line,) = side_by_side(ones, {"share": SHARE})
    assert [side.words for side in line.sides] == ["", "better", "similar"]
    assert found([line]) == (0, 1, 2)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (one("West", figure(200, 1000), areas=("B", "C")), "not compared: they share areas"),
        (one("West", figure(200, 1000, period="2020"), areas=("C",)), "not compared: it is of 2020"),
        (one("West", replace(figure(200, 1000), numerator=None), areas=("C",)), "not compared"),
        (one("West", areas=("C",)), "not known"),
    ],
)
def test_what_cannot_be_compared_says_why(other, words):
    (line,) = side_by_side([one("East", figure(300, 1000)), other], {"share": SHARE})
    assert line.sides[1].words == words


def test_codes_of_two_generations_that_look_alike_are_not_shared_areas():
    (line,) = side_by_side([one("East", figure(300, 1000)), one("West", figure(200, 1000, generation="LSOA2021"), generation="LSOA2021")],
                           {"share": SHARE})  # fmt: skip
    assert line.sides[1].words == "better"


def test_at_most_four_stand_side_by_side():
    with pytest.raises(TooMany, match="At most 4 places"):
        side_by_side([one(f"P{n}") for n in range(MOST + 1)], {})


@pytest.mark.requirement("X-02", "L-03")
@pytest.mark.parametrize(
    ("measure", "way", "kind", "says"),
    [
        ("rank", "ratio", RankRatio, "How many times as deprived East is as West cannot be said"),
        ("decile", "mean", MeanRank, "Each of East and West has no rank or decile of its own"),
        ("rank", "change", RankChange, "East and West cannot be followed over"),
        ("health rank", "mean", MeanRank, "no rank or decile of its own"),
        ("address", "ratio", SnappedPoint, "cannot be told from published crime"),
        ("rank", "nobody's way", RankRatio, "cannot be said"),
    ],
)
def test_asked_to_combine_what_may_not_be_it_says_why(measure, way, kind, says):
    told = refused([one("East"), one("West")], measure, way)
    assert isinstance(told, kind)
    assert says in str(told)


def test_asked_for_a_measure_that_may_be_combined_it_says_nothing():
    assert refused([one("East"), one("West")], "share", "ratio") is None
    assert refused([one("East")], "", "") is None
    assert [type(said) for said in rank_refused([one("East")])] == [RankRatio, MeanRank]


def test_two_nations_are_named_once_each(deprived):
    told = index_refused([deprived("East"), deprived("West"), deprived("South", index="IMD 2025", nation="England")])
    assert isinstance(told, OtherNation)
    assert str(told).startswith("SIMD 2020v2 and IMD 2025 cannot be compared")
    assert index_refused([deprived("East"), deprived("West")]) is None
    assert isinstance(index_refused([deprived("East"), deprived("West", index="SIMD 2016")]), RankChange)


@pytest.fixture
def deprived():
    from hereabouts.core.evidence.profile import Deprivation

    def made(name, *, index="SIMD 2020v2", nation="Scotland"):
        told = Deprivation(index, 2, {}, {}, "A", 1, "Ranks")
        return One(Profile(name, "DZ2011", 2, None, None, "", told, ()), {"DZ2011": frozenset("A")}, nation)

    return made


@pytest.mark.parametrize("asked", ["street", "On or near Supermarket", "Address", "postcode"])
def test_a_point_is_refused_however_it_is_asked_for(asked):
    with pytest.raises(SnappedPoint):
        may_ask(asked, place="East")


@pytest.mark.parametrize("asked", ["income_deprived", "crimes", "all", "Burglary", "frank", "franking machines"])
def test_what_is_a_count_may_be_asked_for(asked):
    may_ask(asked, place="East")


# --- the finding


def test_a_neutral_indicator_is_neither_worse_nor_counted():
    told = (
        figure(300, 1000),
        figure(100, 1000, compared="similar"),
        figure(400, 1000, id_="renters", polarity="neutral"),
    )
    assert worse_on(one("East", *told).profile) == (1, 2, "Larkhaven")
    assert worse_on(one("East").profile) == (0, 0, "")


# --- languages, with small counts hidden


def spoken(counts):
    return [{"area": area, "name": area, "part": f"main language {word}", "people": n, "source": "Census", "period": "2022"}
            for area, words in counts.items() for word, n in words.items()]  # fmt: skip


@pytest.mark.requirement("D-86")
def test_a_small_count_of_speakers_is_hidden_with_whatever_gives_it_away():
    told = languages(
        spoken({"A": {"English": 800, "Polish": 2}, "B": {"English": 700, "Polish": 60}}), disclosure()["open"]
    )
    hidden = {key for key, n in told.cells.items() if n is None}
    assert (told.cells[_key(told, "A", "Polish")]) is None
    assert len(hidden) > 1  # with A's total or B's count it could be worked out
    assert languages([], disclosure()["open"]) is None


@pytest.mark.requirement("D-86")
def test_nobody_can_work_a_hidden_language_back_out():
    from hereabouts.core.trust.attack import attack

    dice = random.Random(7)
    rows = spoken(
        {
            f"A{n}": {word: dice.choice([1, 2, 3, 30, 400]) for word in ("English", "Polish", "Kurdish")}
            for n in range(5)
        }
    )
    told = languages(rows, disclosure()["open"])
    assert told.hidden()
    assert attack([told]).recovered_exactly == 0


def _key(table, area, word):
    from hereabouts.core.trust.tables import named

    return named(table.dimensions, (area, word))


def test_the_newest_census_of_the_place_alone_is_read():
    rows = [("s", "people", "main language polish", "A", "2022", 30.0), ("s", "people", "main language polish", "A", "2011", 20.0),
            ("s", "people", "main language polish", "Z", "2022", 99.0)]  # fmt: skip
    with Duck() as engine:
        engine.register(
            "cell",
            [dict(zip(("dataset", "measure", "part", "area", "period", "value"), row, strict=True)) for row in rows],
        )
        engine.register("dataset", [{"id": "s", "title": "Census", "generation": "G"}])
        engine.register("area", [{"generation": "G", "code": "A", "name": "Alder"}])
        engine.register("chosen", [{"generation": "G", "area": "A"}])
        (told,) = engine.run(LANGUAGES)
    assert (told["name"], told["people"], told["period"]) == ("Alder", 30, "2022")


# --- where a dataset does not reach


def test_a_council_of_ours_without_a_figure_is_named_and_others_are_not():
    with Duck() as engine:
        engine.register("part_of", [
            {"generation": "G", "code": code, "level": "council", "parent_code": council, "parent_name": f"Council {council}",
             "edition": "2022", "best": True}
            for code, council in (("A", "1"), ("B", "1"), ("C", "2"))
        ])  # fmt: skip
        engine.register("chosen", [{"generation": "G", "area": "A", "weight": 1.0}])
        engine.register("dataset", [{"id": "half", "title": "Half", "generation": "G"}, {"id": "all", "title": "All", "generation": "G"},
                                    {"id": "other", "title": "Other", "generation": "H"}])  # fmt: skip
        engine.register("cell", [{"dataset": d, "area": a, "value": v} for d, a, v in
                                 (("half", "A", 1.0), ("half", "B", None), ("all", "A", 1.0), ("all", "B", 0.0), ("other", "X", 1.0))])  # fmt: skip
        told = unreached(engine.run(REACHING))
    assert [(u.dataset, u.council, u.areas, u.reached) for u in told] == [("half", "Council 1", 2, 1)]


# --- one question, asked once


class Counting(Duck):
    asked = 0

    def run(self, steps):
        self.asked += 1
        return super().run(steps)


def test_a_question_is_asked_again_only_when_a_table_that_it_names_has_changed():
    ask = [Step("told", "SELECT sum(n) AS n FROM chosen")]
    with Counting() as engine:
        kept = Remembered(engine)
        kept.register("chosen", [{"n": 1}, {"n": 2}])
        assert kept.run(ask) == kept.run(ask) == [{"n": 3}]
        assert engine.asked == 1
        kept.register("other", [{"m": 1}])
        kept.register("chosen", [{"n": 1}, {"n": 2}])
        assert kept.run(ask) == [{"n": 3}]
        assert engine.asked == 1
        kept.register("chosen", [{"n": 5}])
        assert kept.run(ask) == [{"n": 5}]
        kept.run(ask)[0]["n"] = 99
        assert kept.run(ask) == [{"n": 5}]  # nobody writes into what is remembered
