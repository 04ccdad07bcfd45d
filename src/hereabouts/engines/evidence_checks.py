"""What only all files together can tell: codes nobody knows, totals that disagree, sums that the publisher gives otherwise."""

from collections.abc import Iterable, Sequence

import duckdb

from hereabouts.core.evidence.checks import ABOVE, STRANGE_AREAS, SUMS, TOTALS
from hereabouts.core.sentences import counted
from hereabouts.engines.evidence_report import Report


def cross_check(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """Note in each report what does not hold between it and the others."""
    sound = [report for report in reports if not report.faults]
    _strange_areas(connection, sound)
    for report in sound:
        if not report.faults:
            _totals(connection, report)
            _sums(connection, report)


def _strange_areas(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    by_dataset = {report.one.description.id: report for report in reports}
    for dataset, row, code, other in connection.execute(STRANGE_AREAS).fetchall():
        if (report := by_dataset.get(dataset)) is None:
            continue  # what is at fault already is told of that
        d = report.one.description
        known = f"; it is one of {other}: is this a file on other boundaries?" if other else ""
        report.fault(row, d.area, f"“{code}” is not an area code of {d.generation}{known}")


def _totals(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    d = report.one.description
    for way, total in enumerate(d.totals):
        asked = {"dataset": d.id, "measure": total.measure, "total": total.total, "way": way}
        rows = connection.execute(TOTALS, asked).fetchall()
        for row, area, value, added in rows:
            if abs(value - added) > total.within + 0.5:
                report.fault(
                    row, None, f"“{total.total}” of {area} is {value:,.10g}, but its parts add up to {added:,.10g}"
                )
        if rows and not report.faults:
            most = max(abs(value - added) for _, _, value, added in rows)
            report.warnings.append(
                f"In {counted(len(rows), 'row')} the total “{total.total}” and its parts differ, by {most:g} at most: "
                "the publisher alters small counts."
            )


def _sums(connection: duckdb.DuckDBPyConnection, report: Report) -> None:
    d = report.one.description
    for sums in d.sums:
        dataset, measure, part = sums.published.split("/")
        asked = {
            "dataset": dataset, "measure": measure, "part": part, "published": sums.published, "of": d.id,
            "within": sums.within,
        }  # fmt: skip
        for row, unit, added, value in connection.execute(SUMS, asked).fetchall():
            said = f"the areas of {unit} add up to {added:,.10g}, but the published figure is {value:,.10g}"
            if unit in sums.excused:
                report.warnings.append(f"{said[0].upper()}{said[1:]}: {sums.reason}.")
            else:
                report.fault(row, sums.by, said)


def above_the_whole(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Say where more are counted than there are: such a share is no figure, and no page shows it."""
    return [
        f"{source}: in {counted(areas, 'area or period', 'areas or periods')} more are counted than there are "
        f"(“{indicator}”, {area} first): no share is shown there."
        for indicator, source, areas, area in connection.execute(ABOVE).fetchall()
    ]


def without_cells(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> list[str]:
    """Say which of the indicators that people declared themselves find nothing: a slip in a cell's name, most likely."""
    found = {id_ for (id_,) in connection.execute("SELECT DISTINCT indicator FROM reading").fetchall()}
    return [
        f"The indicator “{id_}” finds nothing: is each cell of its formula written as dataset/measure/part?"
        for id_ in ids
        if id_ not in found
    ]
