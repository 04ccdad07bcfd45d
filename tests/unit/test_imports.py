"""Reading anybody's sheet: the row numbers a person sees, faults by row and column, and files that are none."""

import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from hereabouts.core.imports.checking import NotMapped, checked, planned, suggested
from hereabouts.core.imports.fields import CannotRead, Field, day, one_of, text, yes_or_no
from hereabouts.core.imports.tables import NoHeadings, SheetRow, letter, table
from hereabouts.engines import sheets, uploads
from hereabouts.engines.sheets import NotATable

FIELDS = (
    Field("words", "What they said", True, ("comment", "answer")),
    Field("on", "Day", False, ("date",), read=day(date(2026, 11, 20))),
    Field("ref", "Reference", False, ("id",)),
)


def rows(*told):
    return [SheetRow(n, tuple(cells)) for n, cells in enumerate(told, 1)]


def sheet(path, content, encoding="utf-8"):
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(path, *told, title=""):
    book = Workbook()
    page = book.active
    for row in told:
        page.append(row)
    if title:
        page.insert_rows(1, 2)
        page["A1"] = title
        page.merge_cells("A1:C1")
    book.save(path)
    return path


class TestTables:
    def test_the_row_that_names_most_fields_holds_the_headings(self):
        found = table(rows(["Comment round 2026"], [], ["Id", "Date", "Comment"], [1, "", "Bins"]), FIELDS)
        assert (found.heading_row, found.headings, found.rows[0].number) == (3, ("Id", "Date", "Comment"), 4)

    def test_unknown_headings_are_found_by_their_looks(self):
        found = table(rows(["A survey"], ["Q1", "Q2 (open)"], [5, "Bins"]), FIELDS)
        assert found.headings == ("Q1", "Q2 (open)")

    def test_blank_lines_and_headings_that_stand_again_are_left_out_and_counted(self):
        found = table(rows(["Id", "Comment"], [1, "x"], [], ["ID ", "comment"], [2, "y"], [], []), FIELDS)
        assert [r.number for r in found.rows] == [2, 5]
        assert (found.blank, found.repeated) == (1, 1)

    def test_columns_without_a_heading_or_with_the_same_get_their_letter(self):
        found = table(rows(["Comment", "Comment", None], ["a", "b", "c"]), FIELDS)
        assert found.headings == ("Comment", "Comment (column B)", "Column C")
        assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

    def test_no_headings(self):
        with pytest.raises(NoHeadings, match="Put a short heading over each column"):
            table(rows([1, 2, 3], [4, 5, 6]), FIELDS)


class TestCells:
    @pytest.mark.parametrize(
        "told",
        [
            "2026-03-04",
            "04/03/2026",
            "4.3.26",
            "4 March 2026",
            "Wed 4th Mar 2026",
            "2026-03-04T09:30:00",
            date(2026, 3, 4),
        ],
    )
    def test_days_as_people_write_them(self, told):
        assert day()(told) == date(2026, 3, 4)

    @pytest.mark.parametrize(
        ("told", "said"),
        [("03/25/2026", "has the month first. Write the day first: 25/03/2026"), ("31/02/2026", "is not a day"), ("45999", "is not a day"),
         ("soon", "Write it like 20/11/2026"), ("21/11/2026", "has not come yet"), ("4/3/1826", "too long ago")],
    )  # fmt: skip
    def test_days_that_are_none_say_how_to_mend_them(self, told, said):
        with pytest.raises(CannotRead, match=said):
            day(date(2026, 11, 20))(told)

    def test_words_numbers_and_choices(self):
        assert text("  two \u00a0 words \n next  ") == "two words\nnext"
        assert text(7.0) == "7"
        assert [yes_or_no(told) for told in ("Yes", "y", True, "No ", 0)] == [True, True, True, False, False]
        choose = one_of({"resident": ("lives here",), "worker": ()})
        assert choose(" Lives  Here") == "resident"
        with pytest.raises(CannotRead, match="Use resident or worker"):
            choose("visitor")


class TestChecking:
    def test_every_fault_of_a_row_is_told_and_the_row_is_not_good(self):
        found = table(rows(["Comment", "Date"], ["Bins", "2026-01-02"], ["", "soon"]), FIELDS)
        good, faults = checked(found, FIELDS, suggested(found.headings, FIELDS))
        assert [g.row for g in good] == [2]
        assert [str(f) for f in faults] == [
            "Row 3, column “Comment”: It is empty. Fill it in, or take the row out.",
            "Row 3, column “Date”: “soon” is not a day. Write it like 20/11/2026.",
        ]

    def test_columns_are_suggested_by_name_first_then_by_words(self):
        headings = ("Response ID", "Date submitted", "Any other comment?", "Answer")
        assert suggested(headings, FIELDS) == {"words": "Answer", "on": "Date submitted", "ref": "Response ID"}

    @pytest.mark.parametrize(
        ("mapping", "said"),
        [({}, "Choose a column for “What they said”"), ({"words": "Nowhere"}, "no column “Nowhere”"),
         ({"words": "Comment", "ref": "Comment"}, "chosen twice"), ({"words": "Comment", "colour": "Date"}, "“colour” is not a field")],
    )  # fmt: skip
    def test_a_mapping_that_cannot_be(self, mapping, said):
        with pytest.raises(NotMapped, match=said):
            checked(table(rows(["Comment", "Date"], ["x", ""]), FIELDS), FIELDS, mapping)

    def test_what_would_change(self):
        def plan(*told, known=None):
            found = table(rows(["Id", "Comment"], *told), FIELDS)
            return planned(checked(found, FIELDS, suggested(found.headings, FIELDS)).good, known or {})

        first = plan([1, "Bins"], [None, "Litter"], [None, "Litter"])
        assert first.counts == {"new": 3, "changed": 0, "unchanged": 0}  # two people may say the same
        known = {one.key: one.print for one in first.new}
        again = plan([None, " LITTER "], [1.0, "bins"], [None, "litter"], known=known)
        assert again.counts == {"new": 0, "changed": 0, "unchanged": 3}  # in another order, with other capitals
        assert plan([1, "Bins and dogs"], known=known).counts == {"new": 0, "changed": 1, "unchanged": 0}
        twice = plan([1, "Bins"], [1, "Dogs"])
        assert [str(f) for f in twice.faults] == [
            "Row 3, column “ref”: “1” stands in an earlier row already. Each row needs its own."
        ]


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "encoding"),
        [("Id,Comment\n1,Bins\n", "utf-8-sig"), ("Id;Comment\r\n1;Bins\r\n", "utf-8"), ("Id\tComment\n1\tBins\n", "utf-16"),
         ("Id,Comment\r1,Bins\r", "utf-8")],
    )  # fmt: skip
    def test_marks_separators_and_line_ends(self, tmp_path, content, encoding):
        read = sheets.read(sheet(tmp_path / "x.csv", content, encoding))
        assert [(row.number, row.cells) for row in read.rows] == [(1, ("Id", "Comment")), (2, ("1", "Bins"))]

    def test_other_alphabets_and_line_breaks_within_a_cell(self, tmp_path):
        read = sheets.read(sheet(tmp_path / "x.csv", 'Comment,Name\n"Zażółć\u2028gęślą\njaźń",é\n\nlast,\n'))
        assert [(r.number, r.cells) for r in read.rows][1:] == [
            (2, ("Zażółć\u2028gęślą\njaźń", "é")),
            (3, ()),
            (4, ("last",)),
        ]
        assert (
            sheets.read(sheet(tmp_path / "y.csv", "Comment\nCafé naïve, façade\n", "latin-1"))
            .rows[1]
            .cells[0]
            .startswith("Café")
        )

    def test_a_workbook_keeps_its_row_numbers_under_a_merged_title_and_blank_lines(self, tmp_path):
        path = workbook(
            tmp_path / "x.xlsx", ["Comment", "Date"], ["Bins", date(2026, 3, 4)], [], ["Dogs", 7], title="Our survey"
        )
        found = table(sheets.read(path).rows, FIELDS)
        assert found.heading_row == 3
        assert [(r.number, r.cells[:2]) for r in found.rows] == [(4, ("Bins", date(2026, 3, 4))), (6, ("Dogs", 7.0))]

    def test_an_ods_sheet_is_read_too(self, tmp_path):
        cells = "".join(
            f'<table:table-row><table:table-cell office:value-type="string"><text:p>{a}</text:p></table:table-cell></table:table-row>'
            for a in ("Comment", "Bins")
        )
        names = "".join(
            f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
        )
        content = f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="One">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
        path = tmp_path / "x.ods"
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("content.xml", content)
            made.writestr("META-INF/manifest.xml", "<x/>")
        assert [row.cells for row in sheets.read(path).rows] == [("Comment",), ("Bins",)]

    def test_a_named_sheet_among_several_and_never_a_hidden_one(self, tmp_path):
        book = Workbook()
        book.active.title = "Empty"
        for name in ("Answers", "Secret"):
            book.create_sheet(name).append([name])
        book["Secret"].sheet_state = "hidden"
        book.save(tmp_path / "x.xlsx")
        found = sheets.read(tmp_path / "x.xlsx")
        assert (found.sheet, found.sheets, found.rows[0].cells) == ("Answers", ("Empty", "Answers"), ("Answers",))
        with pytest.raises(NotATable, match=r"There is no sheet “Secret”. The sheets are Empty, Answers\."):
            sheets.read(tmp_path / "x.xlsx", sheet="Secret")

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("x.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "The file is a picture (PNG), whatever its name says"),
            ("x.csv", b"", "The file is empty"),
            ("x.xls", b"<html><table><tr><td>1</td></tr></table></html>", "a web page or XML"),
            ("x.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
            ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
            ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
            ("x.csv", b"abc\0\0\1\2", "no table we know"),
            ("x.csv", b"\n" * 5 + b'a,"b' + b"c" * 200_000, "A quotation mark is opened and never closed"),
            ("x.csv", b"," * 400 + b"x\n", "more than 100,000 rows or 300 columns"),
            ("x.csv", b"a\n" * 100_002, "more than 100,000 rows or 300 columns"),
        ],
    )
    @pytest.mark.slow
    def test_what_is_no_table_says_what_it_is(self, tmp_path, name, content, said):
        with pytest.raises(NotATable) as refused:
            sheets.read(sheet(tmp_path / name, content))
        assert said in str(refused.value)

    def zipped(self, path, **files):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in files.items():
                made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
        return path

    def test_a_bomb_is_left_alone_before_it_is_unpacked(self, tmp_path):
        path = self.zipped(tmp_path / "x.xlsx", xl__workbook_xml="<x/>", xl__sheet_xml=b"0" * 30_000_000)
        with pytest.raises(NotATable, match="unpacks to far more"):
            sheets.read(path)
        with pytest.raises(NotATable, match="a zip archive or a document"):
            sheets.read(self.zipped(tmp_path / "y.xlsx", word__document_xml="<x/>"))

    def test_a_reader_that_runs_too_long_is_stopped(self, tmp_path):
        with pytest.raises(NotATable, match="took longer than 0 seconds"):
            sheets.read(sheet(tmp_path / "x.csv", "a,b\n1,2\n"), seconds=0.001)

    def test_too_large_a_file_is_never_kept(self, tmp_path, monkeypatch):
        monkeypatch.setattr(uploads, "BYTES", 10)
        with pytest.raises(NotATable, match="has more than"):
            uploads.keep(tmp_path, [b"123456", b"789012"])
        assert list(tmp_path.iterdir()) == []
