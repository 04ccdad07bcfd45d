"""The known answers under Crime, read from the product's own evidence file."""

import csv
import io
import zipfile

import duckdb
import pytest

from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]

ASB = "Anti-social behaviour"
ZIP = DATA / "police_south_yorkshire" / "2018-01_to_2021-09_south-yorkshire.zip"
DISTRICT = """SELECT {what}, sum(value)::BIGINT FROM cell c JOIN part_of p ON p.code = c.area AND p.generation = 'LSOA2011'
              AND p.level = 'district' WHERE c.measure = 'crimes' AND {where} GROUP BY 1 ORDER BY 2 DESC, 1"""


@pytest.fixture
def ask(built):
    with duckdb.connect(str(built), read_only=True) as c:
        yield lambda sql, *bound: c.execute(sql, list(bound)).fetchall()


@pytest.mark.answer(16)
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


@pytest.mark.answer(16, 17)
def test_every_category_and_no_incident_taken_for_another(command):
    """Anti-social behaviour has no id and no outcome, and 38,863 of its rows look like another row: all of them are counted."""
    told = {
        row["category"]: row["rows"]
        for row in command.json("data", "months", "--categories")
        if row["series"] == "South Yorkshire Police"
    }
    assert [told[kind] for kind in ("Violence and sexual offences", ASB, "Criminal damage and arson")] == [
        189_335, 132_150, 61_749,
    ]  # fmt: skip
    assert sum(told.values()) == 652_082
    no_id, no_outcome, alike = rows_of_the_zip()
    assert (no_id, no_outcome) == (told[ASB], told[ASB])
    assert (alike, round(alike / told[ASB], 2)) == (38_863, 0.29)


def rows_of_the_zip():
    """Count by a second route: rows without id, rows without outcome, and rows of anti-social behaviour like an earlier one."""
    no_id, no_outcome, alike = 0, 0, 0
    with zipfile.ZipFile(ZIP) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                rows = list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8-sig")))[1:]
                no_id += sum(not row[0] for row in rows)
                no_outcome += sum(not row[10] for row in rows)
                without = [tuple(row) for row in rows if row[9] == ASB]
                alike += len(without) - len(set(without))
    return no_id, no_outcome, alike


@pytest.mark.answer(17)
def test_doncaster_by_month_and_antisocial_behaviour_not_deduplicated(ask):
    """Known answer 17."""
    months = dict(ask(DISTRICT.format(what="period", where="part = 'all' AND parent_name = 'Doncaster'")))
    assert {m: months.get(m) for m in ("2018-01", "2019-07", "2019-08", "2020-04", "2021-09")} == {
        "2018-01": 3_584, "2019-07": None, "2019-08": 3_679, "2020-04": 3_333, "2021-09": 3_757}  # fmt: skip
    asb = dict(
        ask(DISTRICT.format(what="period", where="part = 'Anti-social behaviour' AND parent_name = 'Doncaster'"))
    )
    assert [asb[m] for m in ("2019-04", "2019-05", "2020-04", "2020-05", "2021-09")] == [728, 720, 881, 1_069, 514]


@pytest.mark.answer(18)
@pytest.mark.requirement("X-02")
def test_hot_spots_of_doncaster_and_no_street(ask, built, command):
    """Known answer 18; the street named in the seed is in no table."""
    areas = ask(DISTRICT.format(what="area", where="part = 'all' AND parent_name = 'Doncaster'"))
    assert areas[:5] == [
        ("E01007645", 11_664),
        ("E01007655", 4_834),
        ("E01007529", 3_573),
        ("E01007534", 2_451),
        ("E01007648", 2_446),
    ]
    assert round(11_664 / 162_847, 3) == 0.072
    assert b"Thorne Road" not in built.read_bytes()
    command("place", "define", "Doncaster", "--where", "district=Doncaster")
    done = command("place", "incidents", "Doncaster", "--street", "Thorne Road", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Thorne Road cannot be told from published crime")


@pytest.mark.answer(19)
def test_a_month_released_again(ask):
    """Known answer 19."""
    assert ask("SELECT period, rows, older_rows, added, removed, outcomes, otherwise FROM rerelease") == [
        ("2019-01", 14_679, 14_679, 0, 0, 6, 0)
    ]


@pytest.mark.answer(20)
def test_lincolnshire(ask):
    """Known answer 20: the most deprived is not the highest count."""
    assert ask("SELECT sum(rows)::BIGINT FROM covered WHERE series = 'Lincolnshire Police'") == [(17_150,)]
    assert dict(ask(DISTRICT.format(what="parent_name", where="part = 'all'")))["West Lindsey"] == 1_940
    areas = dict(ask(DISTRICT.format(what="area", where="part = 'all' AND parent_name = 'West Lindsey'")))
    assert (areas["E01026384"], areas["E01026383"]) == (334, 147)


@pytest.mark.answer(22)
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


@pytest.mark.answer(17, 18)
def test_doncaster_month_by_month_on_the_command_line(command):
    command("place", "define", "Doncaster", "--where", "district=Doncaster")
    read = command.json("place", "incidents", "Doncaster")
    months = {m["period"]: m["value"] for m in read["months"]}
    assert (months["2018-01"], months["2019-07"], months["2021-09"]) == (3_584, None, 3_757)
    assert next(iter(read["areas"].items())) == ("E01007645", 11_664)
    assert read["missing"] == "2019-07 is missing: not zero, not known."
    assert "never for a street" in read["note"]
