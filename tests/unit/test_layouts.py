"""Every layout that publishers use about places, read from small hand-made files: quirks are declared, not programmed."""

import csv
import shutil

import duckdb
import openpyxl
import pytest

from hereabouts.core.evidence.generations import BECAME, CannotApportion, carried_over
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_build import build
from hereabouts.engines.evidence_check import check
from tests.conftest import FIXTURES

FUEL = ["LSOA Code", "LSOA Name", "LA Code", "LA Name", "Region", "Number of households ", "Number of households in fuel poverty [Note 6]", "Proportion of households fuel poor (%)"]  # fmt: skip
TIERS = ["Area Codes", "Area names ", None, None, "Number of households", "Number of households in fuel poverty ", "Proportion of households fuel poor (%)"]  # fmt: skip


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def fuel(path, *, poor=26):
    return workbook(
        path,
        {
            "Title": [["Sub-regional fuel poverty"]],
            "Table 2": [
                ["Table 2: Fuel poor households [Notes 3 and 5], 2022"], [], TIERS,
                ["E92000001", "ENGLAND", None, None, 200, 50, 25], ["E08099001", None, None, "Made Up", 200, 51, 25.5],
                [None] * 6 + ["England"], [], ["Back to contents"],
            ],
            "Table 3": [
                ["Table 3: Fuel Poverty by LSOA [Notes 4 and 6], 2022"], [], FUEL,
                ["E01099011", "Made Up 001F", "E08099001", "Made Up", "North", 100, 25, 25],
                ["E01099012", "Made Up 001G", "E08099001", "Made Up", "North", 100, poor, 26.0],
                [None] * 7 + ["England"], [], ["Back to contents"],
            ],
        },
    )  # fmt: skip


def superweb(path, *, last=7):
    heads = ["All occupied households", "\tOccupancy rating of bedrooms: +2 or more", "Occupancy rating of bedrooms: +1", "Occupancy rating of bedrooms: 0", "\tOccupancy rating of bedrooms: -1 or less"]  # fmt: skip
    rows = [[], [], ["household"], ["Census\nTable"], ["by Occupancy"], ["Counting"], [], ["Filters:"], ["Default"], []]
    rows += [["Occupancy Rating", None, *heads], [None, "Intermediate Zone - Data Zone 2011"]]
    rows += [[None, "S01009001", 100, 30, 40, 23, last], [None, "S01009002", 50, 10, 20, 19, 1]]
    rows += [[], [], ["INFO", "Data has been perturbed"], ["Crown copyright"]]
    return workbook(path, {"Data Sheet 0": rows, "format": [["heading"]]})


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("layouts")
    shutil.copytree(FIXTURES / "layouts", folder / "data")
    fuel(folder / "data" / "fuel.xlsx")
    superweb(folder / "data" / "export.xlsx")
    out = folder / "e.duckdb"
    result = build(folder / "data", out)
    assert result.unknown == []
    with duckdb.connect(str(out), read_only=True) as connection:
        yield connection, result


def rows(built, sql, *values):
    return built[0].execute(sql, list(values)).fetchall()


def parts(built, dataset, measure="people"):
    return dict(rows(built, "SELECT part, value FROM cell WHERE dataset = ? AND measure = ?", dataset, measure))


def dataset(built, title):
    ((id_,),) = rows(built, "SELECT id FROM dataset WHERE title LIKE ?", f"%{title}%")
    return id_


def test_a_wrongly_named_column_a_junk_category_and_totals_beside_parts(built):
    told = parts(built, dataset(built, "by ethnic group"))
    assert told["ethnic group white"] == 80
    assert told["ethnic group african, caribbean or black"] == 8  # two totals of the publisher's are one group of ours
    assert not any("27" in part for part in told)
    groups = [value for part, value in told.items() if ":" not in part]
    assert sum(groups) == 100  # nobody is counted twice
    assert "1 row left out: an empty column of the publisher's own table." in " ".join(built[1].warnings)
    kept = rows(built, "SELECT count(*) FROM total_of WHERE total = 'ethnic group white'")
    assert kept == [(6,)]


def test_a_single_year_that_a_spreadsheet_wrote(built):
    told = parts(built, dataset(built, "by age, sex"))
    assert (told["age 15"], told["female age 15"], told["all"], told["male"]) == (11, 6, 20, 8)
    assert "differ, by 1 at most" in " ".join(built[1].warnings)  # 11 women and 8 men of 20 people: said, not hidden


def test_the_long_form_and_periods_in_words(built):
    told = rows(built, "SELECT measure, period, value FROM cell WHERE area = 'E05099001' ORDER BY ALL")
    assert told == [
        ("claimants", "2023-03", 40),
        ("claimants", "2023-04", 45),
        ("claimants_share", "2023-03", pytest.approx(0.041)),
    ]
    assert rows(built, "SELECT label, starts::VARCHAR, ends::VARCHAR FROM period WHERE id = '2023-03'") == [
        ("March 2023", "2023-03-01", "2023-03-31")
    ]
    assert rows(built, "SELECT name FROM unit WHERE code = 'E05099001'") == [("Made Up",)]
    life = rows(built, "SELECT part, period, value, mark FROM cell WHERE measure = 'life_expectancy' ORDER BY ALL")
    assert life == [("female", "2015 - 17", 81, ""), ("male", "2015 - 17", 76.5, ""), ("male", "2016 - 18", None, "NA")]


def test_what_became_of_old_areas_is_kept_as_it_is(built):
    told = rows(
        built, "SELECT from_code, change, weight FROM correspondence WHERE from_generation LIKE 'L%' ORDER BY ALL"
    )
    assert told == [
        ("E01099001", "unchanged", 1), ("E01099002", "split", None), ("E01099002", "split", None),
        ("E01099003", "merged", 1), ("E01099004", "merged", 1), ("E01099005", "redrawn", None), ("E01099005", "redrawn", None),
    ]  # fmt: skip
    zones = rows(
        built, "SELECT from_code, to_code, change FROM correspondence WHERE from_generation LIKE 'D%' ORDER BY ALL"
    )
    assert zones == [
        ("S01000001", "S01009001", "unchanged"), ("S01000002", "S01009002", "split"),
        ("S01000002", "S01009003", "redrawn"), ("S01000003", "S01009003", "merged"),
    ]  # fmt: skip


@pytest.mark.requirement("X-02")
def test_figures_of_a_split_zone_are_not_shared_out(built):
    engine = Duck(built[0].cursor())
    engine.register("asked", [{"generation": "LSOA2021"}])
    codes = [f"E0109900{n}" for n in range(1, 5)]
    engine.register("chosen", [{"generation": "LSOA2011", "area": code} for code in codes])
    became = engine.run([BECAME])
    assert carried_over({"E01099001": 10, "E01099003": 4, "E01099004": 5}, became) == {"E01099001": 10, "E01099013": 9}
    with pytest.raises(CannotApportion, match="E01099002 was split into E01099011 and E01099012"):
        carried_over({"E01099002": 8}, became)
    weights = {("E01099002", "E01099011"): 0.25, ("E01099002", "E01099012"): 0.75}
    assert carried_over({"E01099002": 8}, became, weights) == {"E01099011": 2, "E01099012": 6}
    with pytest.raises(CannotApportion, match="do not add up to 1"):
        carried_over({"E01099002": 8}, became, dict.fromkeys(weights, 0.6))
    with pytest.raises(CannotApportion, match="No list says"):
        carried_over({"E01000000": 8}, became)


def test_postcodes_and_services_have_their_place(built):
    told = rows(built, "SELECT postcode, generation, area FROM postcode ORDER BY 1")
    assert told == [("LK11AA", "DZ2011", "S01009001"), ("LK11AB", "LSOA2011", "E01099001")]
    services = rows(built, "SELECT name, kind, address, area, times, referral FROM service ORDER BY name")
    assert services == [
        ("Eastgate Hospital", "Hospital", "Gate Road, Larkhaven", "S01009001", "", ""),
        ("Hilltop Hospital", "Hospital", "Hill Road, Hillshire", "S01009007", "", ""),
        ("Made Up Larder", "Food bank", "1 Quay Lane, Larkhaven", "S01009001", "Friday 10am - 4pm", ""),
        ("Nowhere Larder", "Food bank", "2 Quay Lane, Larkhaven", "", "", "Voucher"),  # a postcode nobody knows
    ]


def test_a_workbook_with_titles_notes_tiers_and_a_footer(built):
    assert rows(built, "SELECT area, value, row FROM cell WHERE measure = 'fuel_poor' ORDER BY 1") == [
        ("E01099011", 25, 4), ("E01099012", 26, 5), ("E08099001", 51, 5), ("E92000001", 50, 4),
    ]  # fmt: skip
    assert rows(built, "SELECT code, name, level FROM unit WHERE generation = 'ADMIN' AND level <> '' ORDER BY 1") == [
        ("E08099001", "Made Up", "district"),
        ("E92000001", "England", "nation or region"),  # as the first file that named it wrote it
    ]
    assert rows(built, "SELECT value FROM cell WHERE measure = 'fuel_poor_share' AND area = 'E01099012'") == [(0.26,)]


def test_an_export_with_ten_title_rows_tabs_and_a_footer(built):
    id_ = dataset(built, "SuperWEB2")
    assert rows(built, "SELECT part, value, row FROM cell WHERE dataset = ? AND area = 'S01009001' ORDER BY 2", id_) == [
        ("overcrowded", 7, 13), ("as many rooms as needed", 23, 13), ("2 or more rooms to spare", 30, 13),
        ("1 room to spare", 40, 13), ("all", 100, 13),
    ]  # fmt: skip


def test_scores_may_be_negative_and_yes_is_one(built):
    assert rows(built, "SELECT value FROM cell WHERE measure = 'left_behind' ORDER BY area") == [(1,), (0,)]
    assert rows(built, "SELECT value FROM cell WHERE measure = 'average_score' AND part = 'health'") == [(-0.8,)]


def test_shapes_that_cross_themselves_are_repaired(built):
    shapes = dict(rows(built, "SELECT code, geojson FROM boundary"))
    assert '"MultiPolygon"' in shapes["E08099001"]
    assert "councils.geojson: 1 shape crossed themselves and were repaired." in built[1].warnings


@pytest.mark.slow
def test_the_same_inputs_give_the_same_content_wherever_they_lie(tmp_path):
    one = shutil.copytree(FIXTURES / "layouts", tmp_path / "one")
    two = shutil.copytree(FIXTURES / "layouts", tmp_path / "two")
    first, again = build(one, tmp_path / "a.duckdb"), build(two, tmp_path / "b.duckdb")
    assert first.content_hash == again.content_hash
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as c:
        assert c.execute("SELECT content_hash FROM built").fetchone() == (first.content_hash,)
    path = two / "life.csv"
    path.write_text(path.read_text().replace("76.5", "76.6"))
    assert build(two, tmp_path / "b.duckdb").content_hash != first.content_hash


@pytest.mark.parametrize(
    ("make", "row", "column", "message"),
    [
        (lambda p: fuel(p / "f.xlsx", poor=28), 4, "LA Code", "add up to 53, but the published figure is 51"),
        (lambda p: superweb(p / "s.xlsx", last=50), 13, None, "“all” of S01009001 is 100, but its parts add up to 143"),
        (lambda p: superweb(p / "s.xlsx", last="=SUM(1,2)"), 13, "Occupancy rating of bedrooms: -1 or less", "a formula that nobody has worked out"),
    ],
    ids=["the published total", "its own total", "formula"],
)  # fmt: skip
@pytest.mark.slow
def test_totals_that_disagree_and_formulas_are_told(tmp_path, make, row, column, message):
    told = check(make(tmp_path))
    assert (told["errors"][0]["row"], told["errors"][0]["column"]) == (row, column)
    assert message in told["errors"][0]["message"]
    assert told["rows_refused"] == 1


def test_every_further_layout_names_all_that_the_description_reads():
    """A publisher's own file has none of our headings: a layout that forgets one would never be known."""
    from hereabouts.engines.definitions import datasets

    further = [(d, layout) for d in datasets().values() for layout in d.layouts[1:]]
    assert len(further) >= 4
    for d, layout in further:
        headings = tuple(layout.rename)
        assert d.headings - set(layout.lacks) <= set(layout.named(headings)), d.id
        assert d.laid_out(headings, layout.sheet or "") is not None, d.id


def test_a_publishers_own_headings_are_known(tmp_path):
    """The index of 2019 as its publisher gives it: long headings, the code of the area in brackets of a year."""
    from hereabouts.engines.definitions import datasets

    (d,) = [d for d in datasets().values() if d.index == "IMD 2019"]
    headings = tuple(d.layouts[1].rename)
    cells = ["E01099001" if h.startswith("LSOA code") else "1" for h in headings]
    with (tmp_path / "File_7.csv").open("w", newline="") as file:
        csv.writer(file).writerows([headings, cells])
    told = check(tmp_path / "File_7.csv")
    assert (told["dataset"], told["rows_read"], told["errors"]) == (d.id, 1, [])
