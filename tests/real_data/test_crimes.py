"""The known answers under Crime, read from the product's own evidence file."""

import duckdb
import pytest

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]

DISTRICT = """SELECT {what}, sum(value)::BIGINT FROM cell c JOIN part_of p ON p.code = c.area AND p.generation = 'LSOA2011'
              AND p.level = 'district' WHERE c.measure = 'crimes' AND {where} GROUP BY 1 ORDER BY 2 DESC, 1"""


@pytest.fixture
def ask(built):
    with duckdb.connect(str(built), read_only=True) as c:
        yield lambda sql, *bound: c.execute(sql, list(bound)).fetchall()


def test_south_yorkshire_by_district_and_what_cannot_be_placed(ask):
    """Known answer 16, and the rows that stand apart."""
    districts = dict(ask(DISTRICT.format(what="parent_name", where="part = 'all'")))
    assert {n: districts[n] for n in ("Sheffield", "Doncaster", "Rotherham", "Barnsley")} == {
        "Sheffield": 246_126, "Doncaster": 162_847, "Rotherham": 111_724, "Barnsley": 104_938}  # fmt: skip
    ((rows, no_area, outside, months),) = ask(
        "SELECT sum(rows), sum(no_area), sum(outside), count(*) FROM covered WHERE series = 'South Yorkshire Police'"
    )
    assert (rows, no_area, outside, months) == (652_082, 25_147, 1_300, 44)
    assert ask("SELECT period FROM uncovered WHERE series LIKE 'South%'") == [("2019-07",)]


def test_doncaster_by_month_and_antisocial_behaviour_not_deduplicated(ask):
    """Known answer 17."""
    months = dict(ask(DISTRICT.format(what="period", where="part = 'all' AND parent_name = 'Doncaster'")))
    assert {m: months.get(m) for m in ("2018-01", "2019-07", "2019-08", "2020-04", "2021-09")} == {
        "2018-01": 3_584, "2019-07": None, "2019-08": 3_679, "2020-04": 3_333, "2021-09": 3_757}  # fmt: skip
    asb = dict(
        ask(DISTRICT.format(what="period", where="part = 'Anti-social behaviour' AND parent_name = 'Doncaster'"))
    )
    assert [asb[m] for m in ("2019-04", "2019-05", "2020-04", "2020-05", "2021-09")] == [728, 720, 881, 1_069, 514]


def test_hot_spots_of_doncaster_and_no_street(ask, built):
    """Known answer 18; the street named in the seed is in no table."""
    areas = ask(DISTRICT.format(what="area", where="part = 'all' AND parent_name = 'Doncaster'"))
    assert areas[:5] == [
        ("E01007645", 11_664),
        ("E01007655", 4_834),
        ("E01007529", 3_573),
        ("E01007534", 2_451),
        ("E01007648", 2_446),
    ]
    assert b"Thorne Road" not in built.read_bytes()


def test_a_month_released_again(ask):
    """Known answer 19."""
    assert ask("SELECT period, rows, older_rows, added, removed, outcomes, otherwise FROM rerelease") == [
        ("2019-01", 14_679, 14_679, 0, 0, 6, 0)
    ]


def test_lincolnshire(ask):
    """Known answer 20: the most deprived is not the highest count."""
    assert ask("SELECT sum(rows)::BIGINT FROM covered WHERE series = 'Lincolnshire Police'") == [(17_150,)]
    assert dict(ask(DISTRICT.format(what="parent_name", where="part = 'all'")))["West Lindsey"] == 1_940
    areas = dict(ask(DISTRICT.format(what="area", where="part = 'all' AND parent_name = 'West Lindsey'")))
    assert (areas["E01026384"], areas["E01026383"]) == (334, 147)


def test_stop_and_search_for_the_force_only(ask):
    """Known answer 22."""
    told = dict(ask("SELECT part, value FROM cell WHERE measure = 'searches' AND period = '2019-12'"))
    assert (told["all"], told["outcome A no further action disposal"]) == (1_322, 1_018)
    kinds = ("White", "Asian", "Black", "not recorded")
    assert [told[f"officer-defined ethnicity {k}"] for k in kinds] == [988, 85, 68, 175]
    assert ask("SELECT count(*) FROM part_of p JOIN cell c ON c.area = p.code WHERE c.measure = 'searches'") == [(0,)]


def test_a_year_is_twelve_months_that_are_there(ask):
    years = ask("SELECT period, count(*) FROM reading WHERE indicator = 'crime_rate' GROUP BY 1 ORDER BY 1")
    assert years == [("2019-10 to 2020-09", 853), ("2020-10 to 2021-09", 853)]
    assert ("2018-10 to 2019-09", "2019-07") in ask("SELECT period, missing FROM year_left_out")


def test_doncaster_month_by_month_on_the_command_line(command):
    command("place", "define", "Doncaster", "--where", "district=Doncaster")
    read = command.json("place", "incidents", "Doncaster")
    months = {m["period"]: m["value"] for m in read["months"]}
    assert (months["2018-01"], months["2019-07"], months["2021-09"]) == (3_584, None, 3_757)
    assert next(iter(read["areas"].items())) == ("E01007645", 11_664)
    assert read["missing"] == "2019-07 is missing: not zero, not known."
    assert "never for a street" in read["note"]
