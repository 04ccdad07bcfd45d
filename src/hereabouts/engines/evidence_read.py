"""Reading one publisher's file as its description says, into cells, lookups and boundaries."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb
import pyarrow as pa
from shapely import from_geojson, make_valid, to_geojson

from hereabouts.core.evidence.building import TYPED
from hereabouts.core.evidence.descriptions import Description, Measure
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.files import Candidate, Looked, features, look

SHOWN = 20  # faults told at once; the rest are counted


class Faulty(Sentence):
    """A file that is not what its description says, with the row and column as the person sees them."""


@dataclass(frozen=True)
class Recognised:
    """A file and the description that it fits."""

    path: Path
    description: Description
    sha256: str
    looked: Looked | None = None
    header: Candidate | None = None


def recognise(path: Path, descriptions: Mapping[str, Description]) -> Recognised | None:
    """Know a file by its headings (and by a known row where two editions share them), never by its name."""
    if path.suffix.lower() in {".geojson", ".json"}:
        return _recognise_boundaries(path, descriptions)
    looked = look(path) if path.suffix.lower() in {".csv", ".tsv", ".txt"} else None
    if looked is None:
        return None
    for header in looked.candidates:
        fitting = [d for d in descriptions.values() if d.kind == "table" and d.fits(frozenset(header.headings))]
        for description in sorted(fitting, key=lambda d: (-len(d.headings), d.id)):
            if not description.known or _edition(path, looked, header, description):
                return Recognised(path, description, _sha256(path), looked, header)
    return None


def _recognise_boundaries(path: Path, descriptions: Mapping[str, Description]) -> Recognised | None:
    found = features(path)
    if not found:
        return None
    headings = frozenset(found[0].get("properties") or {})
    fitting = [d for d in descriptions.values() if d.kind == "boundaries" and d.fits(headings)]
    best = max(fitting, key=lambda d: (len(d.headings), d.id), default=None)
    return Recognised(path, best, _sha256(path)) if best else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _edition(path: Path, looked: Looked, header: Candidate, description: Description) -> bool:
    """Say whether the rows that prove this edition stand in the file with their values."""
    with duckdb.connect() as connection:
        _raw_table(connection, path, looked, header)
        for known in description.known:
            rows = connection.execute(
                f"SELECT {_quoted(known.column)} FROM raw WHERE {_quoted(description.area)} = ?", [known.area]
            ).fetchall()
            if [_number(text) for (text,) in rows] != [_number(known.value)]:
                return False
    return True


def _number(text: str | None) -> float | str | None:
    try:
        return float(text or "")
    except ValueError:
        return text


def _quoted(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def _raw_table(connection: duckdb.DuckDBPyConnection, path: Path, looked: Looked, header: Candidate) -> None:
    """Read the table as text, each row with its number as a spreadsheet would show it."""
    if looked.encoding == "utf-8-sig":
        _read_text(connection, path, looked, header)
        return
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as copy:
        copy.write(path.read_text(encoding=looked.encoding))
        copy.flush()
        _read_text(connection, Path(copy.name), looked, header)


def _read_text(connection: duckdb.DuckDBPyConnection, path: Path, looked: Looked, header: Candidate) -> None:
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in _distinct(header.headings))
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE raw AS SELECT *, row_number() OVER () + $above AS "row number"
                FROM read_csv($path, auto_detect = false, header = false, skip = $above, delim = $delim, quote = '"',
                              escape = '"', null_padding = true, strict_mode = false, columns = {{{columns}}})""",
            {"path": str(path), "above": header.skip + 1, "delim": looked.separator},
        )
    except duckdb.Error as problem:
        raise Faulty(
            "{file} stops being a table: {problem}.", file=path.name, problem=str(problem).splitlines()[0]
        ) from problem


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _distinct(headings: Sequence[str]) -> list[str]:
    """Name columns without a heading, and a second column of the same heading, by their number."""
    seen: set[str] = set()
    names = []
    for number, heading in enumerate(headings, 1):
        name = heading if heading and heading.lower() not in seen else f"{heading} column {number}".strip()
        seen.add(name.lower())
        names.append(name)
    return names


def load(connection: duckdb.DuckDBPyConnection, one: Recognised) -> int:
    """Put one recognised file into the evidence file and give the number of its rows."""
    d = one.description
    if one.looked and one.header:
        _raw_table(connection, one.path, one.looked, one.header)
    else:
        _boundaries(connection, one)
    (rows,) = connection.execute("SELECT count(*) FROM raw").fetchone() or (0,)
    connection.execute(
        "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            d.id, d.title, d.publisher, d.licence, d.source, d.published, d.period, d.generation, d.index or "",
            d.population or "", one.path.name, one.sha256, rows, "\n".join(d.caveats),
        ],
    )  # fmt: skip
    _areas(connection, one)
    _lookups(connection, d)
    if d.measures:
        _cells(connection, one)
    return int(rows)


def _boundaries(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Make a raw table of a GeoJSON's properties and keep its shapes, repaired where they cross themselves."""
    found = features(one.path) or []
    properties = [{key: None if v is None else str(v) for key, v in f["properties"].items()} for f in found]
    table = pa.Table.from_pylist([{**p, "row number": n} for n, p in enumerate(properties, 1)])
    connection.register("properties", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM properties")
    shapes = [
        {
            "generation": one.description.generation,
            "code": p[one.description.area],
            "geojson": to_geojson(make_valid(from_geojson(json.dumps(f["geometry"])))),
        }
        for f, p in zip(found, properties, strict=True)
    ]
    connection.register("shapes", pa.Table.from_pylist(shapes))
    connection.execute("INSERT INTO boundary SELECT generation, code, geojson FROM shapes")


def _areas(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Learn area codes from lookups and boundaries; refuse a code that the lookups of its generation do not know."""
    d = one.description
    area = _quoted(d.area)
    if d.lookups or d.kind == "boundaries":
        name = _quoted(d.area_name) if d.area_name else "''"
        connection.execute(
            f"INSERT OR IGNORE INTO area SELECT DISTINCT ON (code) ?, {area} AS code, {name} FROM raw WHERE {area} <> ''",
            [d.generation],
        )
        return
    strange = connection.execute(
        f"""SELECT "row number", {area} FROM raw WHERE EXISTS (SELECT 1 FROM area WHERE generation = $g)
            AND coalesce({area}, '') NOT IN (SELECT code FROM area WHERE generation = $g) ORDER BY 1""",
        {"g": d.generation},
    ).fetchall()
    _refuse(one, [(row, d.area, f"“{code or ''}” is not an area code of {d.generation}") for row, code in strange])


def _lookups(connection: duckdb.DuckDBPyConnection, d: Description) -> None:
    for unit in d.lookups:
        share = f"TRY_CAST({_quoted(unit.share)} AS DOUBLE)" if unit.share else "1.0"
        code, name, area = _quoted(unit.code), _quoted(unit.name), _quoted(d.area)
        connection.execute(
            f"""INSERT INTO part_of SELECT DISTINCT ?, {area}, ?, {code}, {name}, ?, {share}, ?, ?
                FROM raw WHERE {area} <> '' AND coalesce({code}, '') <> '' ORDER BY 2, 4""",
            [d.generation, unit.level, unit.edition, unit.best, d.id],
        )


def _cells(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    d = one.description
    told = [
        {"heading": heading, "nth": nth, "part": part, "written": m.written}
        for nth, m in enumerate(d.measures)  # one column may be several parts, told apart by `only`
        for heading, part in m.columns.items()
    ]
    connection.register("meaning", pa.Table.from_pylist(told))
    wide = " UNION ALL ".join(_unpivoted(d, nth, m) for nth, m in enumerate(d.measures))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE typed AS WITH told AS (
              SELECT w.*, m.part, m.written, $marks::VARCHAR[] AS marks
              FROM ({wide}) w JOIN meaning m ON m.heading = w.heading AND m.nth = w.nth)
            {TYPED}""",
        {"marks": list(d.marks)},
    )
    wrong = connection.execute(
        "SELECT row, heading, bare FROM typed WHERE value IS NULL AND NOT marked AND bare <> '' ORDER BY 1, 2"
    ).fetchall()
    _refuse(one, [(row, heading, f"“{bare}” is not a number") for row, heading, bare in wrong])
    _refuse_doubles(connection, one)
    connection.execute(
        """INSERT INTO cell SELECT ?, measure, part, area, ?, value, CASE WHEN marked THEN bare ELSE '' END, row
           FROM typed ORDER BY measure, part, area, row""",
        [d.id, d.period],
    )


def _unpivoted(d: Description, nth: int, measure: Measure) -> str:
    only = [f"{_quoted(c)} = {_text(v)}" for c, v in measure.only.items()]
    where = " AND ".join([f"{_quoted(d.area)} <> ''", *only])
    columns = ", ".join(_quoted(h) for h in measure.columns)
    return f"""SELECT {nth} AS nth, {_text(measure.id)} AS measure, "row number" AS row, {_quoted(d.area)} AS area, heading,
               coalesce(text, '') AS text FROM (SELECT * FROM raw WHERE {where})
               UNPIVOT INCLUDE NULLS (text FOR heading IN ({columns}))"""


def _refuse_doubles(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Refuse two rows for one area that nothing tells apart: adding them would count people twice."""
    doubles = connection.execute(
        "SELECT max(row), area FROM typed GROUP BY measure, part, heading, area HAVING count(*) > 1 ORDER BY 1"
    ).fetchall()
    rows = dict.fromkeys((row, code) for row, code in doubles)
    _refuse(one, [(row, one.description.area, f"“{code}” stands here a second time") for row, code in rows])


def _refuse(one: Recognised, faults: Sequence[tuple[int, str, str]]) -> None:
    if not faults:
        return
    told = [f"row {row}, column “{column}”: {fault}" for row, column, fault in faults[:SHOWN]]
    more = f" ({len(faults) - SHOWN:,} more)" if len(faults) > SHOWN else ""
    raise Faulty(
        "{file} was read as “{title}” and does not fit it: {faults}{more}. Nothing was changed.",
        file=one.path.name,
        title=one.description.title,
        faults=listed(told, last="and"),
        more=more,
    )
