"""Incidents: months that are missing are no zeros, identical rows are separate, the newer download wins, streets stay unsaid."""

import csv
import json
import shutil
import zipfile

import duckdb
import pytest

from hereabouts.core.evidence import incident_reads
from hereabouts.core.evidence.describing import NotADescription, described
from hereabouts.core.evidence.incidents import YearSums, missing, years
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_build import build
from hereabouts.engines.evidence_check import check
from hereabouts.engines.raw_tables import Faulty

HEADINGS = ["Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
            "Crime type", "Last outcome category", "Context"]  # fmt: skip
AREAS = {
    "E01000001": "Ourton",
    "E01000002": "Ourton",
    "E01000003": "Elsewhere",
    "E01000004": "Elsewhere",
    "E01000005": "Elsewhere",
}
ASB = "Anti-social behaviour"


def row(month, area="E01000001", kind=ASB, id_="", outcome="", force="Ourton Police", street="On or near Elm Row"):
    where = ("-1.1", "53.5") if area else ("", "")
    return [id_, month, force, force, *where, street if area else "No Location", area, "", kind, outcome, ""]


def street(month, *more, force="Ourton Police"):
    """A month in which both areas of the force have a row, and the rows given."""
    return [row(month, "E01000001", force=force), row(month, "E01000002", "Burglary", f"b{month}", force=force), *more]


def write(path, rows, headings=HEADINGS):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def zipped(path, months):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, rows in months.items():
            out.write(write(path.parent / "tmp.csv", rows), name)
    (path.parent / "tmp.csv").unlink()
    return path


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    write(folder / "lookup.csv", [[c, f"{d} 1", f"X{d}", d] for c, d in AREAS.items()],
          ["lsoa11_code", "lsoa11_name", "ltla20_code", "ltla20_name"])  # fmt: skip
    return folder


def ask(path, sql, *bound):
    with duckdb.connect(str(path), read_only=True) as c:
        return c.execute(sql, list(bound)).fetchall()


def crimes(path, period, part="all"):
    return dict(
        ask(path, "SELECT area, value FROM cell WHERE measure = 'crimes' AND period = ? AND part = ?", period, part)
    )


def test_identical_rows_are_separate_incidents(data, tmp_path):
    write(data / "a.csv", street("2020-01", row("2020-01"), row("2020-01")))
    build(data, tmp_path / "e.duckdb")
    assert crimes(tmp_path / "e.duckdb", "2020-01") == {"E01000001": 3, "E01000002": 1}
    assert crimes(tmp_path / "e.duckdb", "2020-01", ASB) == {"E01000001": 3}


def test_rows_that_are_one_incident_where_the_description_says_so(data, tmp_path):
    (data / "own.toml").write_text(
        'id = "our_calls"\nkind = "incidents"\ntitle = "Calls"\npublisher = "Us"\nlicence = "ours"\nsource = "here"\n'
        'published = "2021"\nperiod = ""\ngeneration = "LSOA2011"\narea = "zone"\nrepeats = true\n[incidents]\nmeasure = "calls"\n'
        'month = "day"\ncategory = "kind"\nidentical = "one"\n'
    )
    write(data / "calls.csv", [["E01000001", "2020-02-03", "noise"]] * 2 + [["E01000001", "2020-02-04", "noise"]], ["zone", "day", "kind"])  # fmt: skip
    build(data, tmp_path / "e.duckdb")
    assert ask(tmp_path / "e.duckdb", "SELECT part, period, value FROM cell WHERE measure = 'calls' ORDER BY 1") == [
        ("all", "2020-02", 2),
        ("noise", "2020-02", 2),
    ]


def test_a_missing_month_is_missing_and_an_area_without_a_row_is_zero(data, tmp_path):
    write(data / "2020-01" / "2020-01-street.csv", street("2020-01"))
    write(data / "2020-02" / "2020-02-street.csv", [row("2020-02", "E01000001")])
    built = build(
        write(data / "2020-04" / "2020-04-street.csv", street("2020-04")).parent.parent, tmp_path / "e.duckdb"
    )
    assert any("2020-03 missing, which is not zero" in w for w in built.warnings)
    with duckdb.connect(str(tmp_path / "e.duckdb"), read_only=True) as c:
        engine = Duck(c)
        engine.register("chosen", [{"generation": "LSOA2011", "area": a} for a in ("E01000001", "E01000002")])
        ((set_,),) = c.execute("SELECT dataset FROM incident_set").fetchall()
        engine.register("asked", [{"dataset": set_, "measure": "crimes", "part": "all"}])
        rows = engine.run(incident_reads.MONTHS)
    assert [(m.period, m.value) for m in incident_reads.by_month(rows)] == [
        ("2020-01", 2), ("2020-02", 1), ("2020-03", None), ("2020-04", 2)]  # fmt: skip
    assert next(r["value"] for r in rows if (r["period"], r["area"]) == ("2020-02", "E01000002")) == 0
    assert incident_reads.gaps(rows) == "2020-03 is missing: not zero, not known."
    assert incident_reads.by_area(rows) == {"E01000001": 3, "E01000002": 2}


def test_rows_without_a_place_and_beyond_the_series_stand_apart(data, tmp_path):
    write(data / "a.csv", street("2020-01", row("2020-01", ""), row("2020-01", "E01000003", "Robbery", "r1")))
    built = build(data, tmp_path / "e.duckdb")
    assert ask(tmp_path / "e.duckdb", "SELECT rows, no_area, outside FROM covered") == [(4, 1, 1)]
    assert set(crimes(tmp_path / "e.duckdb", "2020-01")) == {"E01000001", "E01000002"}
    assert any("1 of 4 rows (25.0%) have no location" in w for w in built.warnings)
    assert any("1 rows lie outside" in w for w in built.warnings)


def test_the_download_that_reaches_furthest_replaces_a_month_and_says_so(data, tmp_path):
    old = [row("2020-01", kind="Burglary", id_=i, outcome="Under investigation") for i in ("x1", "x2")]
    new = [row("2020-01", kind="Burglary", id_="x1", outcome="Unable to prosecute suspect"), *old[1:]]
    write(data / "old" / "2020-01-street.csv", street("2020-01", *old, row("2020-01", kind="Drugs", id_="gone")))
    zipped(data / "newer.zip", {"2020-01/2020-01-s.csv": street("2020-01", *new, row("2020-01"), row("2020-01")),
                                "2020-02/2020-02-s.csv": street("2020-02"), "2020-02/2020-02-outcomes.csv": []})  # fmt: skip
    built = build(data, tmp_path / "e.duckdb")
    out = tmp_path / "e.duckdb"
    assert ask(out, "SELECT period, rows, older_rows, added, removed, outcomes, otherwise FROM rerelease") == [
        ("2020-01", 6, 5, 2, 1, 1, 0)
    ]
    assert crimes(out, "2020-01") == {"E01000001": 5, "E01000002": 1}
    assert ask(out, "SELECT reaches, file, member FROM covered WHERE period = '2020-01'") == [
        ("2020-02", "newer.zip", "2020-01/2020-01-s.csv")
    ]
    said = next(w for w in built.warnings if "reaches further" in w)
    assert "newer.zip, which reaches 2020-02" in said
    assert "2 added, 1 removed, 1 outcome changed" in said


def test_two_releases_that_reach_equally_far_and_differ_are_refused(data, tmp_path):
    write(data / "a.csv", street("2020-01"))
    build(data, tmp_path / "e.duckdb")
    before = (tmp_path / "e.duckdb").read_bytes()
    write(data / "b.csv", street("2020-01", row("2020-01")))
    with pytest.raises(Faulty, match="nothing says which is newer"):
        build(data, tmp_path / "e.duckdb")
    assert (tmp_path / "e.duckdb").read_bytes() == before


def test_a_cell_names_its_row_in_its_own_file(data, tmp_path):
    rows = street("2020-02", row("2020-02", kind="Robbery", id_="r"))
    zipped(data / "z.zip", {"1.csv": street("2020-01") * 3, "2.csv": rows, "3.csv": street("2020-03")})
    build(data, tmp_path / "e.duckdb")
    assert ask(tmp_path / "e.duckdb", "SELECT row FROM cell WHERE measure = 'crimes' AND part = 'Robbery'") == [(4,)]


def test_a_year_is_whole_or_not_added_up(data, tmp_path):
    months = [f"2019-{m:02d}" for m in range(1, 13)] + [f"2020-{m:02d}" for m in range(1, 13) if m != 5]
    zipped(data / "z.zip", {f"{m}.csv": street(m) for m in months})
    built = build(data, tmp_path / "e.duckdb")
    out = tmp_path / "e.duckdb"
    assert ask(out, "SELECT area, period, value FROM cell WHERE measure = 'crimes_in_12_months' AND part = 'all' ORDER BY 1") == [
        ("E01000001", "2019", 12), ("E01000002", "2019", 12)]  # fmt: skip
    assert ask(out, "SELECT period, missing FROM year_left_out") == [("2020", "2020-05")]
    assert any("12 months to December 2020" in w and "2020-05 is missing" in w for w in built.warnings)


def test_years_and_missing_months():
    assert missing(["2019-11", "2020-02"]) == ["2019-12", "2020-01"]
    assert missing([]) == []
    months = [f"{y}-{m:02d}" for y in (2018, 2019, 2020) for m in range(1, 13)][:33]
    assert [(y.id, y.missing) for y in years(months, YearSums("m"))] == [
        ("2019-10 to 2020-09", ()), ("2018-10 to 2019-09", ())]  # fmt: skip
    assert [y.id for y in years(months, YearSums("m", ends="12"))] == ["2019", "2018"]
    assert [y.id for y in years(months, YearSums("m", ends="3"))] == ["2019-04 to 2020-03", "2018-04 to 2019-03"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda t: t[:-40], "is the file cut short"),
        (lambda t: t.replace("2020-01", "Janvier"), "“Janvier” is not a month"),
        (lambda t: t.replace("E01000002", "E01999999"), "“E01999999” is not an area code of LSOA2011"),
    ],
)
def test_bad_files_are_refused_with_a_sentence(data, tmp_path, spoil, said):
    path = write(data / "a.csv", street("2020-01"))
    path.write_text(spoil(path.read_text()))
    with pytest.raises(Faulty, match="Nothing was changed") as refused:
        build(data, tmp_path / "e.duckdb")
    assert said in str(refused.value)


def test_a_zip_that_is_damaged_or_a_bomb(data, tmp_path):
    path = zipped(data / "z.zip", {"1.csv": street("2020-01") * 50})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Faulty, match="damaged"):
        build(data, tmp_path / "e.duckdb")
    zipped(path, {"1.csv": [row("2020-01")] * 100_000})
    with pytest.raises(Faulty, match="unpack to far more"):
        build(data, tmp_path / "e.duckdb")


def test_searches_are_counted_for_the_force_and_cannot_be_placed(tmp_path):
    heads = ["Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender", "Age range",
             "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
             "Outcome linked to object of search", "Removal of more than just outer clothing"]  # fmt: skip
    told = [
        "Person search",
        "2020-01-03T02:02:00+00:00",
        "False",
        "",
        "",
        "",
        "Male",
        "10-17",
        "",
        "",
        "x",
        "drugs",
        "Arrest",
        "",
        "",
    ]
    path = write(tmp_path / "d" / "2020-01-ourton-stop-and-search.csv", [told, told])
    write(path, [told, told], heads)
    built = build(path.parent, tmp_path / "e.duckdb")
    assert ask(tmp_path / "e.duckdb", "SELECT DISTINCT area, period FROM cell") == [("ourton", "2020-01")]
    assert ask(
        tmp_path / "e.duckdb", "SELECT value FROM cell WHERE part = 'officer-defined ethnicity not recorded'"
    ) == [(2,)]
    assert any("cannot be placed" in w for w in built.warnings)


def test_rows_without_a_code_are_found_by_their_point_where_the_description_says_so(tmp_path):
    data = tmp_path / "d"
    data.mkdir()
    boxes = {n: [[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]] for n in (1, 2)}
    features = [
        {"type": "Feature", "properties": {"lsoa11_code": f"E0100000{n}", "lsoa11_name": "n", "lad_name": "o"},
         "geometry": {"type": "Polygon", "coordinates": [box]}} for n, box in boxes.items()
    ]  # fmt: skip
    (data / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (data / "own.toml").write_text(
        'id = "our_fires"\nkind = "incidents"\ntitle = "Fires"\npublisher = "Us"\nlicence = "ours"\nsource = "here"\n'
        'published = "2021"\nperiod = ""\ngeneration = "LSOA2011"\n[incidents]\nmeasure = "fires"\nmonth = "day"\n'
        'longitude = "x"\nlatitude = "y"\npoints = "exact"\nwithout_area = "located"\n'
    )
    write(data / "f.csv", [["2020-01-02", "1.5", "0.5"], ["2020-01-09", "1.5", "0.5"], ["2020-01-09", "2.5", "0.5"],
                           ["2020-01-09", "9", "9"], ["2020-01-09", "", ""]], ["day", "x", "y"])  # fmt: skip
    build(data, tmp_path / "e.duckdb")
    out = tmp_path / "e.duckdb"
    assert ask(out, "SELECT area, value FROM cell ORDER BY 1") == [("E01000001", 2), ("E01000002", 1)]
    assert ask(out, "SELECT rows, no_area FROM covered") == [(5, 2)]


def test_a_category_that_is_new_is_counted_and_said(data, tmp_path):
    write(data / "a.csv", street("2020-01", row("2020-01", kind="Piracy", id_="p")))
    built = build(data, tmp_path / "e.duckdb")
    assert crimes(tmp_path / "e.duckdb", "2020-01", "Piracy") == {"E01000001": 1}
    assert any("“Piracy” is a category that is new to us" in w for w in built.warnings)


def test_no_street_is_kept(data, tmp_path):
    write(data / "a.csv", street("2020-01"))
    build(data, tmp_path / "e.duckdb")
    assert b"Elm Row" not in (tmp_path / "e.duckdb").read_bytes()
    assert ask(tmp_path / "e.duckdb", "SELECT points FROM incident_set") == [("moved",)]


def test_a_month_can_be_checked_alone(data):
    told = check(write(data / "a.csv", street("2020-01")))
    assert (told["rows_read"], told["rows_refused"], told["errors"]) == (2, 0, [])
    assert any("where a series reaches is not known" in w for w in told["warnings"])


def test_a_description_says_only_what_is_allowed():
    with pytest.raises(NotADescription, match="points is one of exact, moved, none"):
        described({"id": "x", "kind": "incidents", "incidents": {"measure": "m", "month": "d", "points": "guessed"}})


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["none", "gone", "cut", "flipped", "no folder"])
def test_the_keep_can_only_cost_time(data, tmp_path, harm):
    write(data / "a.csv", street("2020-01", row("2020-01", "")))
    zipped(data / "z.zip", {"2.csv": street("2020-02"), "3.csv": street("2020-03")})
    out, kept = tmp_path / "e.duckdb", tmp_path / "e.duckdb.kept"
    first = build(data, out)
    for file in list(kept.iterdir()):
        content = file.read_bytes()
        if harm == "gone":
            file.unlink()
        elif harm == "cut":
            file.write_bytes(content[: len(content) // 2])
        elif harm == "flipped":
            file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    if harm == "no folder":
        shutil.rmtree(kept)
        kept.write_text("a file stands in the way")
    again = build(data, out)
    assert again.content_hash == first.content_hash
    assert again.warnings == first.warnings
    assert crimes(out, "2020-03") == {"E01000001": 1, "E01000002": 1}


def test_a_changed_file_or_description_is_read_again(data, tmp_path):
    path = write(data / "a.csv", street("2020-01"))
    build(data, tmp_path / "e.duckdb")
    write(path, street("2020-01", row("2020-01")))
    build(data, tmp_path / "e.duckdb")
    assert crimes(tmp_path / "e.duckdb", "2020-01")["E01000001"] == 2
