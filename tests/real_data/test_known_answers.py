"""Known answers, each read from the product's own output: the command line's JSON, or the evidence file that pages read.

They were published elsewhere or worked out by a second route; the numbers are those of the list beside the files. A test
says with ``@pytest.mark.answer(N)`` which it asserts, and ``test_every_known_answer_has_a_test`` counts them.

====  ==========================================================  ====================================================
 no.  answer                                                      where it is asserted
====  ==========================================================  ====================================================
   1  areas in the worst 5, 10, 15, 20 % of SIMD 2020v2           test_scotland_1..., test_scotland: the six places
   2  the edition is named; SIMD 2016 has shares of its own       test_scotland_1_and_2..., test_scotland_2...
   3  the most deprived areas of Scotland, by name                test_scotland_3...
   4  Linlathen zone by zone, its people, 46 % and 0.36           test_scotland_4..., test_scotland: Linlathen
   5  Port Glasgow: 23 zones, 16 and 7                            test_scotland_5..., test_scotland, test_places
   6  income-deprived people and mid-2020 people                  test_scotland_6...
   7  the weights of the domains                                  test_scotland_7...
   8  500 counts of crime are hidden, 9 in Dundee, none is 0      test_scotland_8...
   9  two hospitals by their postcodes                            test_scotland_9...
  10  worst tenth and average score equal the official summaries  test_england_10...
  11  one area in three editions; the worst of Doncaster          test_england_11..., test_places
  12  households deprived in some way, districts and MSOAs        test_england_12...
  13  fuel poverty adds up to the published districts             test_england_13...
  14  mid-2020 people of two districts                            test_england_14...
  15  194 to 199 areas, five splits; 52 to 53, one                test_england_15..., test_places
  16  652,082 crimes by district, by category, without a place    test_crimes
  17  Doncaster by month; nothing was de-duplicated               test_crimes
  18  its busiest areas, the split ones refused, no street        test_crimes, test_hotspots, test_england_15...
  19  a month released again: 6 outcomes changed                  test_crimes
  20  Lincolnshire: most deprived is not highest count            test_crimes
  22  stop and search: for the force only                         test_crimes
  28  Moran's I of Columbus                                       test_hotspots
====  ==========================================================  ====================================================
"""

import duckdb
import pytest

from hereabouts.core.evidence.generations import BECAME, CannotApportion, carried_over
from hereabouts.engines import definitions
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_build import build
from hereabouts.engines.evidence_check import check
from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]
LINLATHEN = [f"S0100780{n}" for n in range(7)]


@pytest.fixture
def ask(built):
    with duckdb.connect(str(built), read_only=True) as connection:
        yield lambda sql, *values: connection.execute(sql, list(values)).fetchall()


def in_index(ask, name, measure, part="overall"):
    sql = "SELECT area, value FROM cell JOIN index_edition i ON i.dataset = cell.dataset WHERE i.name = ? AND measure = ? AND part = ?"
    return dict(ask(sql, name, measure, part))


def profile(command, where, index):
    command("place", "define", "There", "--where", where)
    return command.json("place", "profile", "There", "--index", index)


def indicator(read, id_):
    return next(i for i in read["indicators"] if i["id"] == id_)


@pytest.mark.answer(1, 2)
@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("where", "index", "areas", "twenty", "share"),
    [
        ("council=Dundee City", "SIMD 2020v2", 188, 70, 0.372), ("council=Dundee City", "SIMD 2016", 188, 69, 0.367),
        ("council=Inverclyde", "SIMD 2020v2", 114, 51, 0.447), ("council=Inverclyde", "SIMD 2016", 114, 50, 0.439),
        ("council=Glasgow City", "SIMD 2020v2", 746, 339, 0.454), ("council=Glasgow City", "SIMD 2016", 746, 360, 0.483),
    ],
)  # fmt: skip
def test_scotland_1_and_2_each_edition_gives_its_own_share(command, where, index, areas, twenty, share):
    read = profile(command, where, index)
    assert read["deprivation"]["index"] == index
    told = read["deprivation"]["most_deprived"]["20"]
    assert (read["areas"], told["areas"], round(told["share_areas"], 3)) == (areas, twenty, share)


@pytest.mark.answer(1)
@pytest.mark.parametrize(
    ("council", "areas", "cuts", "note"),
    [
        ("Dundee City", 188, {"5": 21, "10": 45, "15": 59, "20": 70}, ""),
        ("Inverclyde", 114, {"5": 21, "10": 36, "15": 42, "20": 51}, ""),
        ("West Dunbartonshire", 121, {"20": 48}, ""),
        (
            "North Ayrshire",
            186,
            {"20": 74},
            "we count 74 by rank; by the decile that the publisher prints it would be 75.",
        ),
    ],
)
def test_scotland_1_every_cut_by_rank_and_where_the_published_decile_counts_otherwise(
    command, council, areas, cuts, note
):
    told = profile(command, f"council={council}", "SIMD 2020v2")["deprivation"]
    assert told["areas"] == areas
    assert {k: told["most_deprived"][k]["areas"] for k in cuts} == cuts
    assert told["note"].endswith(note)
    assert bool(told["note"]) == bool(note)


@pytest.mark.answer(2)
@pytest.mark.requirement("X-02")
def test_scotland_2_an_edition_is_asked_for_and_told_by_its_whole_name(command):
    """The press of January 2020 has 72 of 188 from the first version, which was withdrawn: "SIMD 2020" would not say which."""
    command("place", "define", "Dundee", "--where", "council=Dundee City")
    done = command("place", "profile", "Dundee", "--index", "SIMD 2020", check=False)
    assert (done.returncode, done.stderr) == (2, "SIMD 2020 does not cover Dundee: ask for SIMD 2020v2 or SIMD 2016.\n")
    assert "SIMD 2020v2: 70 of 188 areas (37.2%)" in command("place", "profile", "Dundee").stdout


@pytest.mark.answer(3)
def test_scotland_3_the_top_of_the_list(ask):
    ranks = {rank: area for area, rank in in_index(ask, "SIMD 2020v2", "rank").items()}
    assert [ranks[n] for n in (1, 2, 4, 9, 10)] == ["S01010891", "S01010245", "S01012068", "S01012067", "S01007801"]
    names = dict(ask("SELECT code, name FROM area WHERE generation = 'DZ2011'"))
    assert [names[ranks[n]] for n in (1, 2, 10)] == [
        "Greenock Town Centre and East Central - 02", "Carntyne West and Haghill - 04", "Linlathen and Midcraigie - 02",
    ]  # fmt: skip
    assert all(names[ranks[n]].startswith("Paisley Ferguslie") for n in (4, 9))


@pytest.mark.answer(4)
def test_scotland_4_linlathen_zone_by_zone(ask):
    ranks, deciles = in_index(ask, "SIMD 2020v2", "rank"), in_index(ask, "SIMD 2020v2", "decile")
    assert [ranks[z] for z in LINLATHEN] == [194, 10, 4641, 115, 197, 544, 1720]
    assert [deciles[z] for z in LINLATHEN] == [1, 1, 7, 1, 1, 1, 3]
    domains = {
        d: in_index(ask, "SIMD 2020v2", "rank", d)["S01007801"]
        for d in ("education", "health", "income", "crime", "access")
    }
    assert domains == {"education": 2, "health": 6, "income": 15, "crime": 1314, "access": 3691}
    assert in_index(ask, "SIMD 2016", "rank")["S01007801"] == 76
    sql = "SELECT c.value FROM cell c JOIN dataset d ON d.id = c.dataset WHERE d.title LIKE ? AND measure = ? AND part = ? AND area = 'S01007801'"
    of = lambda title, measure, part="all": ask(sql, f"{title}%", measure, part)[0][0]  # noqa: E731
    new, old = "Scottish Index of Multiple Deprivation 2020v2: ind", "Scottish Index of Multiple Deprivation 2016: ind"
    assert (of(new, "income_deprived_share"), of(new, "income_deprived")) == (0.46, 431)  # "46%" in one edition ...
    assert of(old, "income_deprived_share") == 0.36  # ... and 0.36 in the other
    assert (of(new, "standardised_ratio", "drug hospital stays"), of(new, "standardised_ratio", "mortality")) == (
        727,
        235,
    )


@pytest.mark.answer(4)
def test_scotland_4_people_of_linlathen(ask):
    sql = "SELECT c.area, c.part, c.value FROM cell c JOIN dataset d ON d.id = c.dataset WHERE d.population = ? AND measure = 'people' AND area IN (SELECT unnest(?))"
    told = {(area, part): value for area, part, value in ask(sql, "mid-year", LINLATHEN)}
    assert [told[z, "all"] for z in LINLATHEN] == [950, 921, 517, 1030, 672, 492, 655]
    assert sum(told[z, f"age {age}"] for z in LINLATHEN for age in range(16)) == 1284
    assert all(
        told[z, f"female age {a}"] + told[z, f"male age {a}"] == told[z, f"age {a}"]
        for z in LINLATHEN
        for a in range(90)
    )
    assert (
        sum(
            value
            for (_, part), value in {(a, p): v for a, p, v in ask(sql, "census", LINLATHEN)}.items()
            if part == "all"
        )
        == 5382
    )


@pytest.mark.answer(5)
def test_scotland_5_port_glasgow(ask):
    zones = [
        c
        for (c,) in ask(
            "SELECT DISTINCT code FROM part_of WHERE level = 'intermediate_zone' AND parent_name LIKE 'Port Glasgow%'"
        )
    ]
    ranks, deciles = in_index(ask, "SIMD 2020v2", "rank"), in_index(ask, "SIMD 2020v2", "decile")
    assert (len(zones), sum(ranks[z] <= 1395 for z in zones)) == (23, 16)
    assert {int(z[-3:]) for z in zones if deciles[z] == 1} == {910, 911, 912, 916, 920, 922, 929}


@pytest.mark.answer(6)
@pytest.mark.parametrize(
    ("council", "numerator", "denominator", "share"),
    [("Dundee City", 24391, 148710, 0.164), ("Inverclyde", 13945, 78760, 0.177), ("Glasgow City", 119742, None, 0.193)],
)
def test_scotland_6_income_deprived_people(command, council, numerator, denominator, share):
    read = profile(command, f"council={council}", "SIMD 2020v2")
    told = indicator(read, "income_deprived")
    assert told["numerator"] == numerator
    assert denominator in {None, told["denominator"]}
    assert round(told["value"], 3) == share
    nation = told["comparators"]["nation"]
    assert (nation["numerator"], nation["denominator"], round(nation["value"], 3)) == (654561, 5424800, 0.121)
    assert {"Dundee City": 148820, "Inverclyde": 77060}.get(council, read["population"]) == read["population"]


@pytest.mark.answer(7)
def test_scotland_7_weights(ask):
    told = dict(ask("SELECT domain, weight FROM index_weight WHERE name = 'SIMD 2020v2'"))
    assert told == {
        "income": 28,
        "employment": 28,
        "health": 14,
        "education": 14,
        "access": 9,
        "crime": 5,
        "housing": 2,
    }


@pytest.mark.answer(8)
def test_scotland_8_what_is_hidden_is_not_nought(ask, command):
    sql = "SELECT count(*) FILTER (mark = '*'), count(*) FILTER (value = 0), count(*) FILTER (mark = '*' AND value IS NOT NULL) FROM cell JOIN dataset d ON d.id = dataset WHERE d.title LIKE '%2020v2: ind%' AND measure = ?"
    assert ask(sql, "crimes") == [(500, 0, 0)]
    assert ask(sql, "attendance_share")[0][0] == 567
    assert ask(sql, "school_attainment")[0][0] == 189
    assert indicator(profile(command, "council=Dundee City", "SIMD 2020v2"), "recorded_crime")["areas_hidden"] == 9


@pytest.mark.answer(9)
def test_scotland_9_hospitals(command, ask):
    told = dict(ask("SELECT name, area FROM service WHERE kind = 'Hospital'"))
    assert (told["Ninewells Hospital"], told["Inverclyde Royal Hospital"]) == ("S01007694", "S01010856")
    from hereabouts.records.evidence.services import inside, of_postcode
    from hereabouts.records.places.models import Place
    from hereabouts.records.places.reads import sheet

    command("place", "define", "Dundee", "--where", "council=Dundee City")
    here = inside(sheet(Place.objects.get(name="Dundee")))
    assert "Ninewells Hospital" in {s["name"] for s in here}
    assert "Inverclyde Royal Hospital" not in {s["name"] for s in here}
    ((postcode, area),) = ask(
        "SELECT postcode, area FROM postcode WHERE starts_with(postcode, 'DD') ORDER BY 1 LIMIT 1"
    )
    spaced = f" {postcode[:-3].lower()} {postcode[-3:]}"
    assert [row["area"] for row in of_postcode(spaced)] == [area]
    assert of_postcode("DD1 9ZZ") == []  # most postcodes are not in a sample: nothing is said, politely


@pytest.mark.answer(10)
@pytest.mark.parametrize(
    ("district", "index", "ten", "areas", "score", "place"),
    [
        ("Doncaster", "IMD 2019", 46, 194, 30.289, None), ("West Lindsey", "IMD 2019", 4, 52, 20.355, None),
        ("Trafford", "IMD 2019", 7, 138, None, None), ("Doncaster", "IMD 2025", 46, 199, 30.523, 35),
        ("West Lindsey", "IMD 2025", 6, 53, 21.492, 118), ("Trafford", "IMD 2025", 6, 139, None, None),
    ],
)  # fmt: skip
def test_england_10_shares_equal_the_official_summaries(command, ask, district, index, ten, areas, score, place):
    read = profile(command, f"district={district}", index)
    told = read["deprivation"]["most_deprived"]["10"]
    assert (told["areas"], read["areas"]) == (ten, areas)
    sql = """SELECT c.value FROM cell c JOIN dataset d ON d.id = c.dataset AND d.title LIKE ?
             WHERE measure = ? AND part = 'overall' AND area IN (SELECT code FROM unit WHERE name = ?)"""
    official = lambda measure: ask(sql, f"%Deprivation {index[-4:]}: district%", measure, district)[0][0]  # noqa: E731
    assert round(told["share_areas"], 4) == official("share_of_areas_in_most_deprived_tenth")
    assert score in {None, official("average_score")}
    assert place is None or official("rank_of_average_score") == place


@pytest.mark.answer(11)
@pytest.mark.parametrize(
    ("area", "ranks"),
    [
        ("E01026383", {"IMD 2015": 149, "IMD 2019": 24, "IMD 2025": 26}),
        ("E01007532", {"IMD 2015": 118, "IMD 2019": 55, "IMD 2025": 17}),
    ],
)
def test_england_11_one_area_in_three_editions(command, ask, area, ranks):
    for index, rank in ranks.items():
        assert in_index(ask, index, "rank")[area] == rank
        command("place", "define", "One", "--areas", area)
        assert command.json("place", "profile", "One", "--index", index)["deprivation"]["worst_rank"] == rank
    crime = {index: in_index(ask, index, "rank", "crime").get("E01026383") for index in ("IMD 2019", "IMD 2025")}
    assert crime == {"IMD 2019": 22, "IMD 2025": 20}
    assert ask("SELECT DISTINCT parent_name FROM part_of WHERE code = 'E01007532' AND level = 'ward'") == [("Town",)]


@pytest.mark.answer(11)
@pytest.mark.requirement("X-02")
def test_england_11_the_worst_of_doncaster_and_a_rank_that_is_not_followed(command, ask):
    worst = profile(command, "district=Doncaster", "IMD 2025")["deprivation"]
    assert (worst["worst_area"], worst["worst_rank"]) == ("E01007532", 17)
    assert ask("SELECT DISTINCT parent_name FROM part_of WHERE code = 'E01026383' AND level = 'ward'") == [
        ("Gainsborough South-West",)
    ]
    command("place", "define", "One", "--areas", "E01026383")
    done = command("place", "profile", "One", "--index", "IMD 2015 and IMD 2019", check=False)
    assert done.returncode == 2
    assert "a rank also moves when other areas change" in done.stderr


@pytest.mark.answer(12)
@pytest.mark.parametrize(("middle", "ours", "published"), [("006", 0.6250, 0.624), ("004", 0.6159, 0.615), ("003", 0.5354, 0.535)])  # fmt: skip
def test_england_12_three_neighbourhoods_of_west_lindsey(command, ask, middle, ours, published):
    """Gainsborough East, Gainsborough West, Market Rasen. Census cells are altered: sums of LSOAs differ from the MSOA a little."""
    codes = ask(
        "SELECT DISTINCT code FROM area WHERE generation = 'LSOA2021' AND name LIKE ?", f"West Lindsey {middle}%"
    )
    command("place", "define", "Middle", "--areas", ",".join(code for (code,) in codes))
    told = indicator(command.json("place", "profile", "Middle", "--index", "IMD 2025"), "households_deprived")["value"]
    assert told == pytest.approx(ours, abs=0.00006)
    assert told == pytest.approx(published, abs=0.0015)


@pytest.mark.answer(12)
@pytest.mark.parametrize(("district", "share"), [("West Lindsey", 0.5075), ("Doncaster", 0.5625)])
def test_england_12_households_deprived_in_some_way(command, district, share):
    read = profile(command, f"district={district}", "IMD 2025")
    assert indicator(read, "households_deprived")["value"] == pytest.approx(share, abs=0.00006)
    if district == "West Lindsey":
        assert indicator(read, "households_deprived")["value"] == pytest.approx(0.508, abs=0.0015)  # as published


@pytest.mark.answer(13)
@pytest.mark.parametrize(
    ("district", "poor", "households", "share"),
    [
        ("Doncaster", 24967, 137472, 0.18161),
        ("West Lindsey", 7018, 43856, 0.16002),
        ("Trafford", 11294, 99014, 0.11406),
    ],
)
def test_england_13_fuel_poverty_adds_up_to_the_published_districts(command, ask, district, poor, households, share):
    told = indicator(profile(command, f"district={district}", "IMD 2025"), "fuel_poor")
    assert (told["numerator"], told["denominator"]) == (poor, households)
    assert told["value"] == pytest.approx(share, abs=1e-5)
    official = ask(
        "SELECT measure, c.value FROM cell c JOIN unit u ON u.code = c.area AND u.generation = 'ADMIN' "
        "WHERE u.name = ? AND period = '2022' AND c.dataset LIKE 'fuel%' AND measure IN ('fuel_poor', 'households')",
        district,
    )
    assert dict(official) == {"fuel_poor": poor, "households": households}


@pytest.mark.answer(13)
def test_england_13_the_worst_small_areas(ask):
    sql = """SELECT c.area, round(c.value, 3) FROM cell c JOIN part_of p ON p.code = c.area AND p.edition = '2024' AND p.level = 'district'
             WHERE measure = 'fuel_poor_share' AND p.generation = 'LSOA2021' AND parent_name = ? ORDER BY 2 DESC LIMIT 1"""
    assert ask(sql, "Doncaster") == [("E01007529", 0.451)]
    ((area, share),) = ask(sql, "West Lindsey")
    assert (ask("SELECT DISTINCT name FROM area WHERE code = ?", area), share) == ([("West Lindsey 004E",)], 0.396)


@pytest.mark.answer(14)
@pytest.mark.parametrize(("district", "people"), [("Doncaster", 312785), ("West Lindsey", 96186)])
def test_england_14_mid_2020_people(command, district, people):
    assert profile(command, f"district={district}", "IMD 2019")["population"] == people


@pytest.mark.answer(15, 18)
@pytest.mark.requirement("X-02")
def test_england_15_boundaries_changed_and_a_split_area_is_refused(built, ask, command):
    for district, counts, splits in (("Doncaster", (194, 199), 5), ("West Lindsey", (52, 53), 1)):
        assert (
            tuple(profile(command, f"district={district}", index)["areas"] for index in ("IMD 2019", "IMD 2025"))
            == counts
        )
        sql = """SELECT count(DISTINCT from_code) FROM correspondence c JOIN part_of p ON p.code = c.to_code AND p.generation = 'LSOA2021'
                 WHERE change = 'split' AND p.level = 'district' AND p.parent_name = ?"""
        assert ask(sql, district) == [(splits,)]
    assert ask("SELECT change, count(*) FROM correspondence WHERE from_generation = 'LSOA2011' GROUP BY 1 ORDER BY 1") == [
        ("merged", 239), ("redrawn", 9), ("split", 1900), ("unchanged", 33647),
    ]  # fmt: skip
    with duckdb.connect(str(built), read_only=True) as connection:
        engine = Duck(connection.cursor())
        engine.register("asked", [{"generation": "LSOA2021"}])
        engine.register("chosen", [{"generation": "LSOA2011", "area": "E01007645"}])
        with pytest.raises(CannotApportion, match="E01007645 was split into E01034238 and E01034239"):
            carried_over({"E01007645": 11664}, engine.run([BECAME]))


def test_every_set_about_places_is_read_and_counted(ask):
    rows = dict(ask("SELECT title, rows FROM dataset"))
    described = {d.title for d in definitions.datasets().values() if "Larkhaven" not in d.title}
    unread = described - set(rows)
    assert unread == {
        "Mental health services around Trafford, numbered",  # the same sixty records in another layout
        "Data zone centroids 2011, weighted by population",  # the publisher's files are not in the folder
        "LSOA centroids 2021, weighted by population",
    }
    assert sum(n for title, n in rows.items() if "postcodes" in title) == 100_000 - 313 - 490
    assert ask("SELECT count(*) FROM correspondence WHERE from_generation = 'DZ2001'") == [(10437,)]
    assert ask(
        "SELECT count(*) FROM correspondence WHERE from_generation = 'DZ2001' AND change IN ('split', 'redrawn') AND weight IS NOT NULL"
    ) == [(0,)]


def test_the_places_of_people_who_count_otherwise(ask):
    """Totals beside parts, a column with the wrong name, an empty category, a spreadsheet's 15.0."""
    people = dict(
        ask(
            "SELECT part, sum(c.value)::BIGINT FROM cell c JOIN dataset d ON d.id = dataset WHERE d.title LIKE '%ethnic group and data zone' GROUP BY 1"
        )
    )
    assert people["ethnic group white"] == 209956
    assert people["ethnic group african, caribbean or black"] == 2259 + 244
    ages = dict(
        ask(
            "SELECT part, sum(c.value)::BIGINT FROM cell c JOIN dataset d ON d.id = dataset WHERE d.title LIKE '%by age, sex and data zone' GROUP BY 1"
        )
    )
    assert (ages["all"], ages["age 15"]) == (227118, 2333)
    assert not ask("SELECT 1 FROM cell WHERE part LIKE '%...%'")


def test_a_claimant_count_of_a_ward_by_month(ask):
    periods = ask("SELECT count(DISTINCT period), min(period), max(period) FROM cell WHERE measure = 'claimants'")
    assert periods == [(37, "2023-03", "2026-03")]
    assert ask("SELECT value FROM cell WHERE measure = 'claimants' AND area = 'E92000001' AND period = '2023-03'") == [
        (1343645,)
    ]


@pytest.mark.requirement("X-36")
def test_rebuilding_from_the_same_files_gives_the_same_content(tmp_path, built):
    """Every published file, read anew and not from what was kept: the same content, byte for byte of what it says."""
    again = build(DATA, tmp_path / "again.duckdb")
    with duckdb.connect(str(built), read_only=True) as connection:
        ((version, inputs, content),) = connection.execute("SELECT * FROM built").fetchall()
    with duckdb.connect(str(tmp_path / "again.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT * FROM built").fetchall() == [(version, inputs, content)]
    assert (again.content_hash, len(again.datasets)) == (content, 62)


@pytest.mark.parametrize(
    ("file", "rows", "warning"),
    [
        (
            "fuel_poverty/fuel_poverty_subregional_2022.xlsx",
            335 + 33755 + 533,
            "Sefton and St. Helens the wrong way round",
        ),
        ("scotland_population/table_2025-02-22_19-48-17.xlsx", 6976, "the publisher alters small counts"),
        ("postcodes/scotland_hospitals_postcodes.csv", 274, None),
        ("uk_wards_councils/councils2024_uk.geojson", 361, "9 shapes crossed themselves"),
    ],
)
def test_check_says_what_a_file_is(file, rows, warning):
    told = check(DATA / file)
    assert (told["rows_read"], told["rows_refused"], told["errors"]) == (rows, 0, [])
    assert warning is None or warning in " ".join(told["warnings"])
