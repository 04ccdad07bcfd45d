"""The chosen months of a set of incidents as cells: counts by small area, and years where every month is there."""

import duckdb

from hereabouts.core.evidence import counting
from hereabouts.core.evidence.incidents import YearOfMonths, years
from hereabouts.core.sentences import counted, listed
from hereabouts.engines.evidence_points import locate
from hereabouts.engines.evidence_report import Report


def cells(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Count the chosen months; rows without a small area, and those where the series does not reach, stand apart."""
    d = report.one.description
    c = d.incidents
    assert c is not None
    asked = {"dataset": d.id}
    if c.without_area == "located":
        locate(connection, d.generation)
    _strange_codes(connection, report)
    _strange_categories(connection, report)
    if c.territory:
        connection.execute(counting.TERRITORY, {**asked, "generation": d.generation, "level": c.territory})
    everywhere = not _reach(connection, d.id)
    if everywhere and c.territory:
        report.warnings.append(
            f"No file says which {c.territory} each small area is part of, so where a series reaches is not known: an area "
            "without a row is unknown, and no year is added up."
        )
    connection.execute(counting.PLACED, {**asked, "everywhere": everywhere})
    placed = bool(d.area) or c.without_area == "located"
    connection.execute(counting.CELLS if placed else counting.SERIES_CELLS, {**asked, "measure": c.measure})
    connection.execute(counting.COVERED)
    connection.execute(counting.COVERED_CATEGORIES)
    _years(connection, report)
    connection.execute(counting.CATEGORIES, asked)
    connection.execute(
        "INSERT INTO incident_set VALUES (?, ?, ?, ?, ?)",
        [d.id, c.measure, c.year.measure if c.year else "", c.points, c.newer],
    )
    if not placed:
        connection.execute(
            "INSERT OR IGNORE INTO unit SELECT DISTINCT ?, series, replace(series, '-', ' '), '' FROM incident_now WHERE dataset = ?",
            [d.generation, d.id],
        )


def _reach(connection: duckdb.DuckDBPyConnection, dataset: str) -> bool:
    ((n,),) = connection.execute("SELECT count(*) FROM territory WHERE dataset = ?", [dataset]).fetchall()
    return bool(n)


def _strange_codes(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Refuse a code that a file with every code of these boundaries does not know: the wrong generation, most likely."""
    d = report.one.description
    found = connection.execute(
        """SELECT min(row), n.area, any_value(r.file), any_value(n.member), (SELECT min(o.generation) FROM area o WHERE o.code = n.area)
           FROM incident_now n JOIN chosen_release r USING (dataset, sha256, member, series, period)
           WHERE n.dataset = $dataset AND n.area <> '' AND EXISTS (SELECT 1 FROM all_named WHERE generation = $generation)
             AND NOT EXISTS (SELECT 1 FROM area a WHERE a.generation = $generation AND a.code = n.area)
           GROUP BY n.area ORDER BY 1""",
        {"dataset": d.id, "generation": d.generation},
    ).fetchall()
    for row, code, file, member, other in found:
        known = f"; it is one of {other}: is this a file on other boundaries?" if other else ""
        report.fault(row, d.area, f"in {member or file}, “{code}” is not an area code of {d.generation}{known}")


def _strange_categories(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Say which categories nobody knew: the publisher has a new one, or writes an old one anew."""
    d = report.one.description
    if d.incidents and d.incidents.categories:
        found = connection.execute(
            """SELECT DISTINCT category FROM incident_now WHERE dataset = ? AND category <> ''
               AND NOT list_contains(?, category) ORDER BY 1""",
            [d.id, list(d.incidents.categories)],
        ).fetchall()
        report.warnings += [f"“{category}” is a category that is new to us; it is counted." for (category,) in found]


def _years(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Add up twelve months where all twelve are there; a year that lacks one is left out, and that is said."""
    d = report.one.description
    c = d.incidents
    if c is None or c.year is None or not _reach(connection, d.id):
        return
    rows = connection.execute(
        "SELECT series, list(period ORDER BY period) FROM covered WHERE dataset = ? GROUP BY 1 ORDER BY 1", [d.id]
    ).fetchall()
    for series, months in rows:
        for year in years(months, c.year):
            if year.missing:
                _left_out(connection, report, series, year)
                continue
            asked = {"dataset": d.id, "series": series, "measure": c.measure, "year_measure": c.year.measure}
            connection.execute(counting.YEARS, {**asked, "first": year.first, "last": year.last, "period": year.id})
            connection.execute("INSERT OR IGNORE INTO period VALUES (?, ?, ?, ?)", [year.id, year.label, *year.days])


def _left_out(connection: duckdb.DuckDBPyConnection, report: Report, series: str, year: YearOfMonths) -> None:
    connection.execute(
        "INSERT INTO year_left_out VALUES (?, ?, ?, ?)",
        [report.one.description.id, series, year.id, ", ".join(year.missing)],
    )
    report.warnings.append(
        f"The {year.label} of {series or report.one.description.title} are not added up: "
        f"{listed(list(year.missing))} {'is' if len(year.missing) == 1 else 'are'} missing ({counted(len(year.missing), 'month')})."
    )
