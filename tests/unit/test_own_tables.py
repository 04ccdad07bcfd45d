"""Own tables: each fault with its sentence, row and column; hostile files; wards; the command line."""

import io
import json
import sqlite3

import openpyxl
import pytest

from hereabouts.core.evidence.guards import MeanRank
from hereabouts.core.evidence.own_figures import comparable, made_of
from hereabouts.core.evidence.own_plan import own_plan
from hereabouts.core.evidence.own_readings import Amount, Ground, Key
from hereabouts.core.evidence.own_rows import own_rows
from hereabouts.core.evidence.own_tables import ListsPeople, NotOwnFacts, never_people, number, own_facts
from hereabouts.core.evidence.written import NotAPeriod
from hereabouts.core.imports.fields import CannotRead
from hereabouts.core.imports.tables import NoHeadings, SheetRow, Table
from hereabouts.core.imports.tables import table as under
from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Step
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import opened
from hereabouts.engines.sheets import NotATable, read
from hereabouts.records.evidence.own import changes, reads
from hereabouts.records.evidence.own.figures import own_figures_of
from hereabouts.records.imports import reads as sheets
from hereabouts.records.places.reads import sheet
from tests import own_tables
from tests.own_tables import COLUMNS, SAID, WAITING, load, put_aside, table
from tests.unit.test_bad_data import bomb, zip_bomb
from tests.worlds import TODAY

ZONES = "S01009001", "S01009002", "S01009003"
GROUND = Ground(
    generations={**{z: frozenset({"DZ2011"}) for z in ZONES}, "S01000001": frozenset({"DZ2001"})},
    units={"S12000091": frozenset(ZONES)}, looks=r"S01(00[6-9]|01[0-3])\d{3}",
    labels={"DZ2011": "Data zones 2011", "DZ2001": "Data zones 2001"},
)  # fmt: skip


def read_of(*rows, ground=GROUND, unreckoned=(), columns=COLUMNS, **said):
    told = Table(("Data zone", "Waiting", "Households", "Year"), 1, tuple(SheetRow(n, (*r, *[None] * (4 - len(r)))) for n, r in enumerate(rows, 2)))  # fmt: skip
    facts = own_facts(SAID | said, has_of="of" in columns, has_period="period" in columns)
    return own_rows(told, columns, facts, ground, unreckoned)


FAULTS = [
    ([ZONES[0], 12, 10], (2, "Waiting", "12 is more than the 10 it is out of")),
    ([ZONES[0], -1, 10], (2, "Waiting", "-1 is less than none")),
    ([ZONES[0], 1.5, 10], (2, "Waiting", "1.5 is no count")),
    ([ZONES[0], 3, 0], (2, "Waiting", "3 are counted out of none")),
    ([ZONES[0], "many", 10], (2, "Waiting", "“many” is not a number")),
    ([ZONES[0], "#REF!", 10], (2, "Waiting", "“#REF!” is not a number")),
    ([ZONES[0], True, 10], (2, "Waiting", "yes or no, not a number")),
    ([ZONES[0], None, 10], (2, "Waiting", "It is empty")),
    (["", 3, 10], (2, "Data zone", "It is empty")),
    (["S01000001", 3, 10], (2, "Data zone", "is not among Data zones 2011; it is among Data zones 2001")),
    (["S0100900l", 3, 10], (2, "Data zone", "Look for a slip of the pen")),
]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(("row", "wanted"), FAULTS, ids=[w[2] for _, w in FAULTS])
def test_every_fault_has_its_sentence_with_row_and_column(row, wanted):
    (fault,) = read_of(row, [ZONES[1], 3, 10]).faults
    assert (fault.row, fault.column) == wanted[:2]
    assert wanted[2] in str(fault.problem)


def test_a_zone_twice_names_both_rows_and_is_no_fault_in_another_year():
    (fault,) = read_of([ZONES[0], 1, 10], [ZONES[0], 1, 10]).faults
    assert (fault.row, str(fault.problem)[:35]) == (3, "S01009001 stands in row 2 already, ")
    years = COLUMNS | {"period": "Year"}
    found = read_of([ZONES[0], 1, 10, 2024], [ZONES[0], 1, 10, "2024/25"], columns=years)
    assert found.faults == ()
    assert [r.key.period for r in found.rows] == ["2024", "2024/25"]
    (fault,) = read_of([ZONES[0], 1, 10, "Mrch 2024"], columns=years).faults
    assert (fault.row, fault.column) == (2, "Year")


def test_totals_are_held_against_their_areas_and_left_out():
    areas = [[z, n, 10] for z, n in zip(ZONES, (1, 2, 3), strict=True)]
    right = read_of(*areas, ["Total", 6, 30], ["S12000091", 6, 30], ["Source: register", None, None])
    assert (len(right.rows), right.totals, right.notes, right.faults) == (3, 2, 1, ())
    (wrong,) = read_of(*areas, ["Total", 7, 30]).faults
    assert str(wrong) == "Row 5, column “Waiting”: “Total” is 7, but its areas add up to 6. Mend the one that is wrong, or take the total out."  # fmt: skip
    (council,) = read_of(*areas, ["S12000091", 9, 30]).faults
    assert "“S12000091” is 9" in str(council)
    assert read_of(*areas[:2], ["S12000091", 9, 30]).faults == ()  # not every area of it is told
    assert read_of([ZONES[0], "*", 10], ["Total", 9, 30]).faults == ()  # what is hidden cannot be added up


def test_a_hidden_number_is_not_known_and_never_zero():
    found = read_of([ZONES[0], "*", 10], [ZONES[1], 0, 10], [ZONES[2], "suppressed", "[c]"])
    assert [r.amount for r in found.rows] == [(None, 10), (0, 10), (None, None)]
    assert found.hidden == 2


@pytest.mark.parametrize(("cell", "value"), [("1,204", 1204), (" 12 ", 12), ("46%", 46), (7, 7), ("..", None)])
def test_numbers_as_people_write_them(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["nan", "inf", "1e999", "twelve", False])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(CannotRead):
        number(cell)


def test_a_formula_nobody_worked_out_is_told_by_its_cell():
    (fault,) = read_of([ZONES[0], None, 10], unreckoned=["B2", "D2", "B99"]).faults
    assert (fault.row, fault.column) == (2, "Waiting")
    assert "holds a formula that nobody has worked out" in str(fault.problem)


def test_what_a_table_must_say_of_itself():
    def facts(has_of=True, has_period=False, **said):
        return own_facts(SAID | said, has_of=has_of, has_period=has_period)

    for wrong in (
        {"title": " "},
        {"has_of": False},
        {"period": ""},
        {"per": 0},
        {"shape": "rate of people"},
        {"shape": "sum"},
        {"polarity": "up"},
    ):
        with pytest.raises(NotOwnFacts):
            facts(**wrong)
    with pytest.raises(NotAPeriod):
        facts(period="recently")
    with pytest.raises(MeanRank):
        facts(title="SIMD rank", shape="mean", of="places")
    assert [facts(shape=s).unit for s in ("proportion", "rate", "mean")] == ["of households", "per 1,000 households", "households"]  # fmt: skip


def test_a_list_of_people_is_known_by_whole_headings():
    never_people(["Data zone name", "Street lights", "Address changes", "People"])
    with pytest.raises(ListsPeople, match="2 columns say who somebody is"):
        never_people(["Data zone", "Date of Birth", "POSTCODE"])


def test_the_plan_speaks_for_the_periods_of_the_file():
    rows = read_of([ZONES[0], 1, 10], [ZONES[1], 2, 10]).rows
    stands = {Key(ZONES[0], "2025"): Amount(1, 10), Key(ZONES[1], "2025"): Amount(3, 10), Key(ZONES[2], "2025"): Amount(0, 10), Key(ZONES[2], "2024"): Amount(4, 10)}  # fmt: skip
    plan = own_plan(rows, stands)
    assert plan.counts == {"new": 0, "changed": 1, "unchanged": 1, "removed": 1}
    assert plan.changed[0].before == (3, 10)
    assert plan.removed == ((ZONES[2], "2025"),)
    assert plan.stays == ("2024",)


def test_a_heading_row_can_be_named():
    rows = [SheetRow(1, ("a", "b")), SheetRow(2, (1, 2)), SheetRow(3, ("c", "d")), SheetRow(4, (3, 4))]
    assert under(rows, heading_row=3).headings == ("c", "d")
    with pytest.raises(NoHeadings, match="Row 9"):
        under(rows, heading_row=9)


def test_half_a_council_and_part_of_a_ward_are_no_figure():
    rows = [{"indicator": "a", "who": w, "areas": n} for w, n in (("place", 2), ("council", 3), ("nation", 9))]
    assert [r["who"] for r in comparable(rows, {"a"}, 3)] == ["place", "council"]
    assert [r["who"] for r in comparable(rows, {"a"}, 4)] == ["place"]
    whole, part, other = ({"area": a, "whole": w, "touched": t, "areas": 2} for a, w, t in (("A", 1, 1), ("B", 0, 1), ("C", 0, 0)))  # fmt: skip
    assert made_of([whole, other], 2) == ["A"]
    assert made_of([whole, part], 3) == []
    assert made_of([whole], 3) == []  # one area of the place lies in no ward of the table


# Files.


def geopackage(path, rows, layer="zones"):
    quoted = layer.replace('"', '""')
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)")
        made.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)")
        made.execute("INSERT INTO gpkg_contents VALUES (?, 'features')", [layer])
        made.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom')", [layer])
        made.execute(f'CREATE TABLE "{quoted}" (fid INTEGER, geom BLOB, code TEXT, waiting INTEGER)')
        made.executemany(
            f'INSERT INTO "{quoted}" VALUES (?, ?, ?, ?)', [(n, b"GP", *row) for n, row in enumerate(rows)]
        )
    made.close()


def test_a_geopackage_is_read_without_its_shapes(tmp_path):
    geopackage(tmp_path / "a.gpkg", [("S01009001", 60), ("S01009002", 90)], layer='zones "2025"')
    book = read(tmp_path / "a.gpkg")
    assert (book.sheet, book.sheets) == ('zones "2025"', ('zones "2025"',))
    assert [(row.number, row.cells) for row in book.rows] == [
        (0, ("fid", "code", "waiting")), (1, (0, "S01009001", 60)), (2, (1, "S01009002", 90)),
    ]  # fmt: skip
    with pytest.raises(NotATable, match="There is no layer"):
        read(tmp_path / "a.gpkg", sheet="wards")


HOSTILE = [
    ("truncated.xlsx", lambda p: p.write_bytes(workbook([["Data zone", "n"]])[:900]), "damaged"),
    ("picture.csv", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "a picture"),
    ("page.xls", lambda p: p.write_text("<html><table></table></html>"), "a web page"),
    ("rows.xlsx", bomb, "more than 100,000 rows|unpacks to far more"),
    ("zip.xlsx", zip_bomb, "unpacks to far more|zip archive"),
    ("cut.geojson", lambda p: p.write_text('{"type": "FeatureCollection", "features": [{"prop'), "breaks off"),
    ("deep.json", lambda p: p.write_text('{"a":' * 50_000), "breaks off"),
    ("other.json", lambda p: p.write_text('{"type": "Topology"}'), "no GeoJSON of features"),
    ("shapes.geojson", lambda p: p.write_text(json.dumps({"features": [{"geometry": None, "properties": {}}]})), "no table"),
    ("other.gpkg", lambda p: sqlite3.connect(p).execute("CREATE TABLE a (b)").connection.commit(), "no GeoPackage"),
    ("cut.gpkg", lambda p: p.write_bytes(b"SQLite format 3\0" + bytes(50)), "no GeoPackage"),
    ("empty.csv", lambda p: p.write_text(""), "empty"),
]  # fmt: skip


def workbook(rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make", "wanted"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_hostile_files_meet_a_sentence(tmp_path, name, make, wanted):
    make(tmp_path / name)
    with pytest.raises(NotATable, match=wanted):
        read(tmp_path / name)


@pytest.mark.django_db
class TestKept:
    """What stands in the database."""

    @pytest.fixture(autouse=True)
    def uploads(self, settings, tmp_path):
        settings.UPLOADS = tmp_path / "uploads"

    @pytest.fixture
    def by(self, partnership):
        return partnership.actor("analyst")

    @pytest.mark.parametrize("content", [
        table({**WAITING, "S01009001": (999, 400)}), workbook([["Data zone", "Waiting", "Households"], ["S01009001", "=1+1", 400]]),
    ], ids=["more than there are", "a formula"])  # fmt: skip
    @pytest.mark.slow
    def test_nothing_is_half_done_and_what_was_there_serves(self, by, content):
        one = load(by)
        before = reads.standing(one)
        waits = put_aside(by, content)
        with pytest.raises(changes.Faulty, match="Nothing was loaded"):
            changes.load(by=by, on=TODAY, batch=waits)
        one.refresh_from_db()
        assert reads.standing(one) == before
        assert one.stands.file_name == "waiting-list.csv"
        assert sheets.workbook_of(waits).rows  # the file still waits, to be mapped otherwise

    def test_twice_is_once_and_a_file_is_loaded_once(self, by):
        one = load(by)
        again = put_aside(by, table())
        assert changes.load(by=by, on=TODAY, batch=again) == one
        assert again.counts == {"new": 0, "changed": 0, "unchanged": 6, "removed": 0}
        with pytest.raises(Sentence):
            changes.load(by=by, on=TODAY, batch=again)

    def test_taking_back_goes_one_by_one_and_ends_where_it_began(self, by):
        one = load(by, source="First")
        states = [(reads.standing(one), reads.line(one).facts)]
        for n, said in ((61, {"source": "Second", "within": True}), (62, {"source": "Third", "period": "2026"})):
            one = load(by, table({**WAITING, "S01009001": (n, 400)}), **said)
            states.append((reads.standing(one), reads.line(one).facts))
        for wanted in reversed(states[:-1]):
            one = changes.take_back(by=by, on=TODAY, own_table=one)
            assert (reads.standing(one), reads.line(one).facts) == wanted
        assert one.within is False
        changes.take_back(by=by, on=TODAY, own_table=one)
        assert (reads.standing(one), one.stands) == ({}, None)
        assert load(by).pk == one.pk  # the same name is the same table again

    def test_a_mean_is_weighted(self, by, partnership):
        one = load(by, table({"S01009001": (10, 100), "S01009002": (40, 300)}), shape="mean", of="weeks")
        (figure,) = own_figures_of(by, sheet(partnership.east), on=TODAY).figures
        assert figure.value == pytest.approx((10 * 100 + 40 * 300) / 400)
        assert (figure.lo, figure.comparators) == (None, {})
        assert reads.numbers(one)[0].amount.measure == 10

    def test_a_table_of_larger_areas_gives_a_figure_where_the_place_is_made_of_them(self, by, partnership, monkeypatch):
        """Intermediate zones stand for wards here: the place East is the whole of one."""
        from hereabouts.engines.definitions import generations

        known = dict(generations()) | {
            "IZ": {"id": "IZ", "label": "Intermediate zones", "units": True, "nation": "Scotland"}
        }
        for where in ("own.known", "own.reads", "own.working_out"):
            monkeypatch.setattr(f"hereabouts.records.evidence.{where}.generations", lambda: known)
        load(by, table({"S02009001": (200, 1400), "S02009002": (19, 600)}), generation="IZ")
        (figure,) = own_figures_of(by, sheet(partnership.east), on=TODAY).figures
        assert (figure.numerator, figure.denominator, figure.generation) == (200, 1400, "IZ")
        assert figure.comparators["council"].numerator == 219
        assert own_figures_of(by, sheet(partnership.west), on=TODAY).figures[0].numerator == 19

    def test_who_is_another_organisation_changes_nothing_of_it(self, by, partnership):
        one = load(by)
        partnership.add("analyst", key="other analyst", organisation="Harbour Housing")
        other = partnership.actor("other analyst")
        theirs = load(other, table({"S01009001": (1, 2)}))
        assert theirs.pk != one.pk  # the same title is another organisation's own
        with pytest.raises(Sentence):
            changes.take_back(by=other, on=TODAY, own_table=one)
        with pytest.raises(Sentence):
            changes.load(by=other, on=TODAY, batch=put_aside(by, table()))
        assert len(reads.standing(one)) == 6

    def test_the_evidence_file_is_not_touched(self, by, evidence):
        before = evidence.read_bytes()
        load(by)
        assert evidence.read_bytes() == before
        with opened(evidence) as engine:
            assert engine.connection.execute(
                "SELECT count(*) FROM reading WHERE indicator LIKE 'own-%'"
            ).fetchone() == (0,)


@pytest.mark.django_db
class TestCommand:
    """The command line."""

    @pytest.fixture(autouse=True)
    def home(self, settings, tmp_path, monkeypatch, partnership):
        settings.UPLOADS = tmp_path / "uploads"
        monkeypatch.setattr("hereabouts.cli.own.named", lambda email: partnership.actor(email.partition("@")[0]))
        (tmp_path / "waiting.csv").write_bytes(own_tables.table())
        return tmp_path

    SAYS = (
        "--as", "analyst@example.org", "--title", "Waiting", "--source", "Register", "--topic", "T12", "--shape", "proportion",
        "--of", "households", "--period", "2025", "--map", "Waiting=value,Households=of",
    )  # fmt: skip

    @pytest.mark.slow
    def test_it_loads_says_and_lists(self, home, command):
        told = command.json("data", "import", home / "waiting.csv", *self.SAYS, "--dry-run")
        assert (told["new"], told["loaded"], told["boundaries"]) == (6, False, "DZ2011")
        assert "6 new" in command("data", "import", home / "waiting.csv", *self.SAYS).stdout
        assert command.json("data", "import", home / "waiting.csv", *self.SAYS)["unchanged"] == 6
        listed = command.json("data", "list", "--as", "analyst@example.org")
        assert (listed[0]["title"], listed[0]["publisher"]) == ("Waiting", "Larkhaven Council")
        assert "Waiting" not in {row["title"] for row in command.json("data", "list")}
        east = command("place", "profile", "East", "--out", home / "profile.csv")
        assert east.returncode == 0
        assert (
            "Waiting" not in (home / "profile.csv").read_text()
        )  # whoever runs the command line holds open numbers only

    @pytest.mark.slow
    def test_one_sentence_and_exit_code_two(self, home, command):
        (home / "wrong.csv").write_bytes(own_tables.table({**WAITING, "S01009001": (999, 400)}))
        for file, more, wanted in [
            ("wrong.csv", (), "1 fault to mend. Nothing was loaded."),
            ("none.csv", (), "There is no file called"),
            ("waiting.csv", ("--period", ""), "Say what time the numbers are of"),
            ("waiting.csv", ("--topic", "T99"), "Choose a topic"),
            ("waiting.csv", ("--map", "Nothing=value"), "There is no column “Nothing”"),
        ]:  # fmt: skip
            done = command("data", "import", home / file, *self.SAYS, *more, check=False)
            assert done.returncode == 2
            assert wanted in done.stderr
        refused = command("data", "import", home / "waiting.csv", *self.SAYS, "--as", "clerk@example.org", check=False)
        assert refused.returncode == 2


def test_what_is_registered_is_a_table_of_the_engines_own():
    """Over rows that stay in Arrow the engine refuses some joins of real evidence files (it passes a filter down to them)."""
    with Duck() as engine:
        for rows in ([{"a": 1}], [{"a": 2, "b": "x"}]):  # the second takes the place of the first
            engine.register("given", rows)
        kind = Step("kind", "SELECT table_type AS t FROM information_schema.tables WHERE table_name = 'given'")
        assert engine.run([kind]) == [{"t": "LOCAL TEMPORARY"}]
        assert engine.run([Step("all", "SELECT * FROM given")]) == [{"a": 2, "b": "x"}]
