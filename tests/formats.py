"""What a reader finds in each format of a release, read back by hand-written readers that know nothing of its writers.

``tables_of`` reads the released JSON; every other format is read by a library of its own and held against that, cell by
cell: as raw values (CSV, XLSX, GeoJSON) or as people read them (HTML, DOCX, PDF, SVG).
"""

import csv
import io
import json
import re
import zipfile
from html import unescape
from math import isclose

import docx
import openpyxl
import pypdf
from lxml import etree, html
from pypdf.generic import ContentStream, IndirectObject

MARK = "too few to show"
PEOPLE = {"People", "Decile", "Raised it", "Of", "Count"}
FIGURES = {"Figure", "From", "To", "Its figure"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


# --- the released text, laid out by hand


def tables_of(kind, content):
    """Give [(name, headings, rows)] of a release as it stands in its JSON; a hidden cell is the mark."""
    found = {"plan": _plan, "profile": _profile}.get(kind, _free)(content)
    return [(name, heads, [list(row) for row in rows]) for name, heads, rows in found if rows]


def _profile(c):
    measures = [
        (r["label"], r["unit"], r.get("period"), *[MARK if r["hidden"] else r[k] for k in ("value", "lo", "hi")], r["compared_with"],
         r["council"], r["words"])
        for r in c["rows"]
    ]  # fmt: skip
    heads = ["Measure", "Unit", "Period", "Figure", "From", "To", "Compared with", "Its figure", "In words"]
    gone = bool(c.get("tables"))
    areas = [(a["name"] or a["code"], a["code"], MARK if a["people"] is None and gone else a["people"], a["decile"]) for a in c["areas"]]  # fmt: skip
    about = [
        ("Finding", c["finding"]), ("People", None if c["population"] is None else f"{c['population']:,}"),
        ("Deprivation", c.get("deprived")), ("Index", c["index"]), *[("Source", s) for s in c["sources"]],
        *[("Licence", s) for s in c.get("credits", [])], *[("Licence of the outlines", s) for s in c.get("map_credits", [])],
        ("Checked", c["checked"]),
    ]  # fmt: skip
    return [("measures", heads, measures), ("areas", ["Area", "Code", "People", "Decile"], areas), _about(about)]


def _plan(c):
    every = c["priorities"]
    actions = [
        (p["title"], a["title"], a.get("ref", ""), a["status"], a.get("note", "")) for p in every for a in p["did"]
    ]
    raised = []
    for p in every:
        told = p.get("raised") or {"count": 0, "of": None}
        n = None if told["of"] is None else MARK if told["count"] is None else told["count"]
        raised.append((p["title"], n, told["of"], p["changed"]))
    money = [(m["priority"], m["planned"], m["spent"]) for m in c["money"]]
    if len(money) > 1:
        money.append(("All", *[None if any(m[k] is None for m in c["money"]) else sum(m[k] for m in c["money"]) for k in ("planned", "spent")]))  # fmt: skip
    meeting, contact = c["meeting"] or {}, c["contact"] or {}
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", c["next_update"] or "")
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    again = f"{int(day[3])} {months[int(day[2]) - 1]} {day[1]}" if day else c["next_update"]
    about = [
        ("Plan", c["title"]), ("In short", c["intro"]), ("Runs from", c["period"]),
        ("People heard", None if c["people_heard"] is None else f"{c['people_heard']:,}"), ("Next update", again),
        ("Next meeting", ", ".join(filter(None, [meeting.get("when"), meeting.get("where")]))), ("Ring", contact.get("phone")),
        ("Come to", contact.get("place")), ("Checked", c["checked"]),
    ]  # fmt: skip
    return [
        ("actions", ["Priority", "Action", "Reference", "Status", "Note"], actions),
        ("priorities", ["Priority", "Raised it", "Of", "What changed"], raised),
        ("words", ["Priority", "You said", "Who"], [(p["title"], s["words"], s["by"]) for p in every for s in p["said"]]),
        ("money", ["Priority", "Planned", "Spent so far"], money),
        ("not-chosen", ["What", "Why"], [(n["what"], n["why"]) for n in c["not_chosen"]]), _about(about),
    ]  # fmt: skip


def _free(c):
    found, plain = [], []
    for key, value in c.items():
        if key != "tables" and isinstance(value, list) and value and isinstance(value[0], dict):
            heads = list(dict.fromkeys(k for item in value for k in item))
            found.append((key, [_upper(h) for h in heads], [[item.get(h) for h in heads] for item in value]))
        elif key not in {"tables", "place_id"}:  # the id of a place is no fact that anybody reads
            plain.append((_upper(key), f"{value:,}" if isinstance(value, int) else value))
    for n, table in enumerate(c.get("tables", []), 1):
        heads = [*map(_upper, table["dimensions"]), "Count"]
        found.append(
            (f"table-{n}", heads, [[*row[:-1], MARK if row[-1] is None else row[-1]] for row in table["rows"]])
        )
        shares = [
            (", ".join(part), ", ".join(of), f"{percent:.{places}f}")
            for part, of, percent, places in table.get("shares", [])
        ]
        found.append((f"percentages-{n}", ["Part", "Of", "Percent"], shares))
    return [*found, _about(plain)]


def _about(lines):
    return "about", ["About", "Is"], [(name, str(value)) for name, value in lines if value not in (None, "")]


def _upper(key):
    words = key.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def as_read(tables):
    """Give the same tables as people read them."""
    return [
        (name, heads, [[_said(v, h, row[1] if "Unit" in heads else "", heads) for v, h in zip(row, heads, strict=True)] for row in rows])
        for name, heads, rows in tables
    ]  # fmt: skip


def _said(value, heading, unit, heads):
    if value == MARK:
        return MARK
    if heading in FIGURES and "Unit" in heads:
        share = str(unit).startswith(("of ", "share "))
        return "not known" if value is None else f"{100 * value:,.1f}%" if share else f"{value:,.1f}"
    if heading in {"Planned", "Spent so far"}:
        return "not known" if value is None else f"£{value:,.0f}"
    if heading in PEOPLE and heads != ["Part", "Of", "Percent"] and (value is None or isinstance(value, int | float)):
        return "not known" if value is None else f"{value:,.0f}"
    return "" if value is None else str(value)


# --- the formats


def read_csv(text):
    """Give (headings, rows) of a CSV without the place before and the licence after; the hidden column must say what the row says."""
    head, *rows = list(csv.reader(io.StringIO(text, newline="")))
    keep = [n for n, h in enumerate(head) if h not in {"place", "hidden", "licence"} or (h == "place" and n)]
    if "hidden" in head:
        told = [row[head.index("hidden")] == "True" for row in rows]
        assert told == [MARK in row for row in rows], "the hidden column"
    return [head[n] for n in keep], [[row[n] for n in keep] for row in rows]


def csv_value(value):
    """Say how a raw cell stands in a CSV: text that a spreadsheet would run has an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" \xa0").startswith(FORMULA) else text


def read_xlsx(body):
    """Give [(sheet, headings, rows)] of a workbook, without the first and the last sheet, which are about it."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    found = [
        (s.title, [c.value for c in s[1]], [[c.value for c in row] for row in s.iter_rows(min_row=2)]) for s in book
    ]
    return found[1:-1]


def corners_of(body):
    """Name whatever a workbook holds that is no plain cell on a sheet that can be seen."""
    book, found = openpyxl.load_workbook(io.BytesIO(body)), []
    for sheet in book:
        found += [f"hidden sheet {sheet.title}"] if sheet.sheet_state != "visible" else []
        found += [f"hidden row {n}" for n, row in sheet.row_dimensions.items() if row.hidden]
        found += [f"hidden column {n}" for n, column in sheet.column_dimensions.items() if column.hidden]
        for row in sheet.iter_rows():
            for cell in row:
                found += [f"formula {cell.coordinate}"] if cell.data_type == "f" else []
                found += [f"comment {cell.coordinate}"] if cell.comment else []
                found += [f"number format {cell.number_format}"] if cell.number_format not in {"General", "@"} else []
    return found + [f"name {name}" for name in book.defined_names]


def read_docx(body):
    """Give [(caption, headings, rows)] of a Word document."""
    word = docx.Document(io.BytesIO(body))
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    return [(caption, rows[0], rows[1:]) for caption, rows in zip(captions, tables, strict=True)]


def read_html(text):
    """Give [(caption, headings, rows)] of a page; what is drawn in a cell is a picture, and no cell."""
    found = []
    for table in html.fromstring(text).iter("table"):
        heads = [_text(th) for th in table.xpath("./thead/tr/th") if _text(th) != "Picture"]
        rows = [[_text(c) for c in tr if c.get("class") != "picture"] for tr in table.xpath("./tbody/tr")]
        found.append((_text(table.find("caption")), heads, rows))
    return found


def _text(element):
    return "".join(element.itertext()).strip()


def read_pdf(body):
    """Give [(headings, rows)] from the tags of a PDF, as a screen reader finds them; spaces at ends of lines are lost in it."""
    reader = pypdf.PdfReader(io.BytesIO(body))
    texts = {page.indirect_reference.idnum: _marked(page, reader) for page in reader.pages}
    found = []
    for _, rows in (one for one in _tags(reader.trailer["/Root"]["/StructTreeRoot"], texts, None) if one[0] == "table"):
        heads, *rest = [row for _, row in rows]
        heads = [h for h in heads if h != "Picture"]
        if found and found[-1][0] == heads:  # it goes on on the next page, under its headings again
            found[-1][1].extend(row[: len(heads)] for row in rest)
        else:
            found.append((heads, [row[: len(heads)] for row in rest]))
    return found


def off_the_page(body):
    """Give what a PDF prints where no paper is: words that begin beyond the margins of their page.

    The letters on a map are left out: they are placed by a scale of their own.
    """
    found = []
    for page in pypdf.PdfReader(io.BytesIO(body)).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def seen(text, cm, tm, *_, width=width, height=height):
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if len(text.strip()) > 1 and not (20 < x < width - 40 and 20 < y < height - 20):
                found.append((text.strip()[:40], round(x), round(y)))

        page.extract_text(visitor_text=seen)
    return found


def _tags(node, texts, page):
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, int):
        return [("text", texts[page].get(int(node), ""))]
    if isinstance(node, list):
        return [one for kid in node for one in _tags(kid, texts, page)]
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    if node.get("/Type") in {"/MCR", "/OBJR"}:
        return [("text", texts[page].get(node.get("/MCID"), ""))]
    inner = _tags(node["/K"], texts, page) if "/K" in node else []
    if node.get("/S") in {"/TD", "/TH"}:
        return [("cell", "".join(text for kind, text in inner if kind == "text"))]
    if node.get("/S") == "/TR":
        return [("row", [text for kind, text in inner if kind == "cell"])]
    return [("table", [one for one in inner if one[0] == "row"])] if node.get("/S") == "/Table" else inner


def _marked(page, reader):
    """Give the text of each marked piece of a page, decoded by what its fonts say of themselves."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found, inside, font = {}, [None], {}
    for given, verb in ContentStream(page.get_contents(), reader).operations:
        if verb in {b"BDC", b"BMC"}:
            inside.append(given[1].get("/MCID", inside[-1]) if verb == b"BDC" else inside[-1])
        elif verb == b"EMC":
            inside.pop()
        elif verb == b"Tf":
            font = fonts[given[0]]
        elif verb in {b"Tj", b"TJ"}:
            for piece in given[0] if verb == b"TJ" else given:
                raw = getattr(piece, "original_bytes", piece)
                if isinstance(raw, bytes):
                    codes = [int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2)]
                    found[inside[-1]] = found.get(inside[-1], "") + "".join(font.get(code, "\ufffd") for code in codes)
    return found


def _letters(font):
    pairs = re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", font["/ToUnicode"].get_object().get_data().decode())
    return {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}


def read_svg(body):
    """Give what a drawing says: the titles of its areas, and of each bar its title, its two lines and how many marks it has."""
    tree = etree.fromstring(body)
    at = {"s": "http://www.w3.org/2000/svg"}
    areas = [
        path.findtext("s:title", namespaces=at)
        for path in tree.xpath("//s:g[@class='map']/s:path[s:title]", namespaces=at)
    ]
    bars = [
        (g.findtext("s:title", namespaces=at), tuple(t.text or "" for t in g.findall("s:text", at) if not t.get("class")), len(g.xpath(".//*[@class='value']")),
         len(g.xpath(".//*[@class='range']")))
        for g in tree.xpath("//s:g[@class='bar']", namespaces=at)
    ]  # fmt: skip
    return areas, bars


# --- one release, all formats


def bare(text):
    """Take every space away: lines break elsewhere in every format."""
    return re.sub(r"\s+", "", str(text))


def wrong_in(kind, content, files):
    """Give [(format, what)] of every cell that one of the files tells otherwise than the release; files by ending, CSVs by table."""
    tables, found = tables_of(kind, content), []

    def check(form, ours, theirs):
        found.extend((form, f"{a!r} is {b!r}") for a, b in _apart(ours, theirs))

    told = as_read(tables)
    printed = [([bare(h) for h in heads], [[bare(v) for v in row] for row in rows]) for _, heads, rows in told]
    for form, read in (("html", _html), ("docx", read_docx), ("pdf", _pdf)):
        if form in files:
            theirs = [([bare(h) for h in heads], [[bare(v) for v in row] for row in rows]) for _, heads, rows in read(files[form])]  # fmt: skip
            check(form, _run_on(printed) if form == "pdf" else printed, theirs)
    if "csv" in files:
        given = {name: [[csv_value(v) for v in row] for row in rows] for name, _, rows in tables}
        check("csv", given, {name: read_csv(text)[1] for name, text in files["csv"].items()})
    if "xlsx" in files:
        given = [[[_in_a_sheet(v) for v in row] for row in rows] for _, _, rows in tables]
        check(
            "xlsx", given, [[[_in_a_sheet(v) for v in row] for row in rows] for _, _, rows in read_xlsx(files["xlsx"])]
        )
        check("xlsx", [heads for _, heads, _ in tables], [heads for _, heads, _ in read_xlsx(files["xlsx"])])
        check("xlsx", [], corners_of(files["xlsx"]))
    if "json" in files:
        check("json", content, json.loads(files["json"]))
    if "geojson" in files:
        check("geojson", _mapped(content, tables), _read_map(files["geojson"]))
    if "svg" in files:
        check("svg", _drawn(content, tables, told), list(map(list, read_svg(files["svg"]))))
    return found


def _in_a_sheet(value):
    """Say what a spreadsheet keeps of a value: 15 digits of a number, and nothing where a text is empty."""
    return None if value == "" else _Digits(value) if isinstance(value, float) else value


class _Digits(float):
    """A number that is another where their first 15 digits are."""

    def __eq__(self, other):
        return isinstance(other, int | float) and isclose(self, other, rel_tol=1e-14, abs_tol=0)

    __hash__ = None


def _html(text):
    """Read the tables of a page, whether it came as text or as bytes."""
    return read_html(text if isinstance(text, str) else text.decode())


def _pdf(body):
    return [("", *one) for one in read_pdf(body)]


def _run_on(tables):
    """Join tables under the same headings: in a PDF nobody can tell the next table from the next page."""
    found = []
    for heads, rows in tables:
        if found and found[-1][0] == heads:
            found[-1][1].extend(rows)
        else:
            found.append((heads, [*rows]))
    return found


def _apart(ours, theirs):
    if ours == theirs:
        return []
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        return [pair for a, b in zip(ours, theirs, strict=True) for pair in _apart(a, b)]
    return [(ours, theirs)]


def _mapped(content, tables):
    [rows] = [rows for name, _, rows in tables if name == "areas"]
    shapes = [area.get("boundary") for area in content["areas"]]
    return [
        [name, code, None if people == MARK else people, decile, ["people"] if people == MARK else [], shape]
        for (name, code, people, decile), shape in zip(rows, shapes, strict=True)
    ]


def _read_map(text):
    keys = ("area", "code", "people", "decile", "hidden")
    found = json.loads(text)["features"]
    assert all(set(one["properties"]) == set(keys) for one in found), "the properties of an area"
    return [[*(one["properties"][key] for key in keys), one["geometry"]] for one in found]


def _drawn(content, tables, told):
    """Say what a drawing must say: each area that has an outline, and a bar for each row of each table that has one."""
    by = {name: (rows, words) for (name, _, rows), (_, _, words) in zip(tables, told, strict=True)}
    outlined = {a["code"] for a in content.get("areas", []) if isinstance(a, dict) and a.get("boundary")}
    areas = [f"{w[0]}: people {w[2]}, decile {w[3]}" for w in by.get("areas", ([], []))[1] if w[1] in outlined]
    bars = []
    for name, (rows, words) in by.items():
        for row, said in zip(rows, words, strict=True):
            if name == "measures":
                line = [
                    said[3],
                    *([f"{said[4]} to {said[5]}"] if _n(row[4]) else []),
                    *([f"{said[6]} {said[7]}"] if _n(row[7]) else []),
                ]
                bars.append(_bar(said[0], "; ".join(line), _n(row[3]), _n(row[3]) and _n(row[4])))
            elif name == "areas" and len(rows) <= 60:
                bars.append(_bar(said[0], said[2], _n(row[2]), False))
            elif name == "priorities" and len(rows) <= 60:
                bars.append(_bar(said[0], said[1], _n(row[1]), False))
            elif name.startswith("table-") and not {"total", "all"} & {v.strip().lower() for v in row[:-1]}:
                inner = [r for r in rows if not {"total", "all"} & {v.strip().lower() for v in r[:-1]}]
                if len(inner) <= 60:
                    bars.append(_bar(", ".join(said[:-1]), said[-1], _n(row[-1]), False))
    return [areas, bars]


def _bar(label, said, value, line):
    return f"{label}: {said}", (label, said), int(bool(value)), int(bool(line))


def _n(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


# --- a number that must stand nowhere


def told_in(files, number, names=()):
    """Name the formats (and file names) in which a number stands: in the text, its titles, its metadata, or any corner of it."""
    found = [
        form for form, body in files.items() if any(_shape(form, number).search(text) for text in _texts(form, body))
    ]
    return found + [f"name {name}" for name in names if str(number) in name]


def _shape(form, number):
    """Give what looks for a number: as it is or with its thousands, but no part of another; in data a comma stands between cells."""
    if form in {"csv", "json", "geojson"}:
        return re.compile(rf"(?<!\w)(?<!\d\.){number}(?:\.0+)?(?!\w)(?!\.\d)")
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{number:,}|{number})(?:\.0+)?(?!\w)(?![.,]\d)")


def _texts(form, body):
    if isinstance(body, dict):
        return [*body.values(), *body]
    if isinstance(body, str):
        return [unescape(body)]
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return [
                text for name in parts.namelist()
                for whole in [unescape(parts.read(name).decode("utf-8", "replace"))]
                for text in (name, whole, re.sub(r"<[^>]+>", "", whole.replace("</w:p>", " ")), re.sub(r"<[^>]+>", " ", whole))
            ]  # fmt: skip
    if body[:4] == b"%PDF":
        return _pdf_texts(body)
    return [unescape(body.decode())]


def _pdf_texts(body):
    """Give every text of a PDF: what is printed, and every string of every object, whatever it is for."""
    reader = pypdf.PdfReader(io.BytesIO(body))
    found = [page.extract_text() for page in reader.pages]
    found += [" ".join(row) for _, rows in read_pdf(body) for row in rows]
    found += [text for page in reader.pages for text in _marked(page, reader).values()]
    for n in range(1, reader.trailer["/Size"]):
        found += _strings(IndirectObject(n, 0, reader).get_object(), 0)
    xmp = reader.trailer["/Root"].get("/Metadata")
    return found + ([xmp.get_object().get_data().decode("utf-8", "replace")] if xmp else [])


def _strings(thing, depth):
    if isinstance(thing, str) and not thing.startswith("/"):
        return [str(thing)]
    if depth > 6 or isinstance(thing, IndirectObject):
        return []
    kids = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return [text for kid in kids for text in _strings(kid, depth + 1)]
