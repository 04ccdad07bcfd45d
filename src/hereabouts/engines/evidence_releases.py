"""Incidents when every file is in: which release of a month counts, where each series reaches, which years are whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import duckdb
import pyarrow as pa

from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.incidents import missing
from hereabouts.core.evidence.written import written
from hereabouts.core.sentences import counted, listed
from hereabouts.engines.evidence_incident_cells import cells
from hereabouts.engines.evidence_incident_difference import Difference, difference
from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report

_MONTH_FOLDER = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
SHOWN = 5


@dataclass(frozen=True)
class Release:
    """One month of one series as one file has it, and how far the download reaches that it came with."""

    one: Recognised
    member: str
    series: str
    period: str
    rows: int
    reaches: str

    @property
    def file(self) -> str:
        """Name the file as the person sees it."""
        return self.one.path.name


def settle(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """Turn what the files of incidents yielded into cells, with what is covered, missing, without a place and outside."""
    sets: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.one.description.incidents and not report.faults:
            sets[report.one.description.id].append(report)
    for some in sets.values():
        some[0].about = some[0].one.description.title
        _choose(connection, some)
        cells(connection, some[0])
        _described(connection, some)


def _choose(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """Take of each month the release of the download that reaches furthest, and say so."""
    chosen, told = [], defaultdict(list)
    by_month: dict[tuple[str, str], list[Release]] = defaultdict(list)
    for release in _releases(connection, reports):
        by_month[release.series, release.period].append(release)
    for same in by_month.values():
        newest, *older = sorted(same, key=lambda r: (r.reaches, r.file, r.member), reverse=True)
        chosen.append(newest)
        for old in older:
            changed = difference(
                connection, (newest.one, newest.member), (old.one, old.member), newest.period, newest.series
            )
            if not changed.none and old.reaches == newest.reaches:
                reports[0].fault(None, None, _which(newest, old))
            _note(connection, newest, old, changed)
            told[newest.file, newest.reaches, old.file, old.reaches].append((newest, changed))
    _tell(reports[0], told)
    columns = {
        "dataset": [r.one.description.id for r in chosen], "sha256": [r.one.sha256 for r in chosen],
        "member": [r.member for r in chosen], "series": [r.series for r in chosen],
        "period": [r.period for r in chosen], "reaches": [r.reaches for r in chosen], "file": [r.file for r in chosen],
    }  # fmt: skip
    connection.register("chosen_releases", pa.table({k: pa.array(v, pa.string()) for k, v in columns.items()}))
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen_release AS FROM chosen_releases")
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE incident_now AS SELECT c.* FROM incident_count c
           JOIN chosen_release USING (dataset, sha256, member, series, period)"""
    )


def _releases(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> Iterable[Release]:
    """Give every month of every file. A download is a zip, or the loose files of a folder and of its folders of months."""
    found = [
        (
            report,
            connection.execute(
                """SELECT member, series, period, sum(rows)::BIGINT FROM incident_count WHERE dataset = ? AND sha256 = ?
               GROUP BY ALL ORDER BY ALL""",
                [report.one.description.id, report.one.sha256],
            ).fetchall(),
        )
        for report in reports
    ]
    reach: dict[str, str] = defaultdict(str)
    for report, months in found:
        download = _download(report.one)
        reach[download] = max([reach[download], *(period for _, _, period, _ in months)])
    for report, months in found:
        for member, series, period, rows in months:
            yield Release(report.one, member, series, period, rows, reach[_download(report.one)])


def _download(one: Recognised) -> str:
    if one.members:
        return one.sha256
    folder = one.path.parent
    return str(folder.parent if _MONTH_FOLDER.fullmatch(folder.name) else folder)


def _which(newest: Release, old: Release) -> str:
    return (
        f"{newest.period} of {newest.series or newest.one.description.title} is in {newest.file} and in {old.file}, they "
        f"differ, and both downloads reach {newest.reaches}: nothing says which is newer. Keep the one you mean"
    )


def _note(connection: duckdb.DuckDBPyConnection, newest: Release, old: Release, changed: Difference) -> None:
    connection.execute(
        "INSERT INTO rerelease VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            newest.one.description.id, newest.series, newest.period, newest.file, newest.reaches, old.file, old.reaches,
            changed.rows, changed.older_rows, changed.added, changed.removed, changed.outcomes, changed.otherwise,
        ],
    )  # fmt: skip


def _tell(report: Report, told: Mapping[tuple[str, str, str, str], Sequence[tuple[Release, Difference]]]) -> None:
    for (file, reaches, old_file, old_reaches), months in told.items():
        periods = listed([release.period for release, _ in months][:SHOWN])
        more = f" and {len(months) - SHOWN} months more" if len(months) > SHOWN else ""
        total = Difference(*map(sum, zip(*(tuple(changed) for _, changed in months), strict=True)))
        report.warnings.append(
            f"{periods}{more} is in {file}, which reaches {reaches}, and in {old_file}, which reaches {old_reaches}: the "
            f"first is read, because its download reaches further. {total.rows:,} rows against {total.older_rows:,}: "
            f"{total.added:,} added, {total.removed:,} removed, {counted(total.outcomes, 'outcome')} changed"
            + (f", {counted(total.otherwise, 'row')} changed otherwise." if total.otherwise else ".")
        )


def _described(connection: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """Write what the dataset is now: its period, how many files, how many rows, and what has to be said of it."""
    d = reports[0].one.description
    rows = connection.execute(
        "SELECT series, period, rows, no_area, outside FROM covered WHERE dataset = ? ORDER BY series, period", [d.id]
    ).fetchall()
    if not rows:
        return
    _gaps(connection, reports[0], rows)
    months = sorted({period for _, period, *_ in rows})
    for month in months:
        read = written(month)
        connection.execute(
            "INSERT OR IGNORE INTO period VALUES (?, ?, ?, ?)", [read.id, read.label, read.starts, read.ends]
        )
    _say_unplaced(d, reports[0], rows)
    whole = sha256("".join(sorted(report.one.sha256 for report in reports)).encode()).hexdigest()
    file = reports[0].one.path.name if len(reports) == 1 else counted(len(reports), "file")
    told = "\n".join(warning for report in reports for warning in report.warnings)
    connection.execute(
        "UPDATE dataset SET period = ?, file = ?, sha256 = ?, rows = ?, warnings = ? WHERE id = ?",
        [_span(months), file, whole, sum(n for _, _, n, _, _ in rows), told, d.id],
    )


def _span(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"


def _gaps(
    connection: duckdb.DuckDBPyConnection, report: Report, rows: Sequence[tuple[str, str, int, int, int]]
) -> None:
    by_series: dict[str, list[str]] = defaultdict(list)
    for series, period, *_ in rows:
        by_series[series].append(period)
    for series, months in by_series.items():
        lost = missing(months)
        for month in lost:
            connection.execute("INSERT INTO uncovered VALUES (?, ?, ?)", [report.one.description.id, series, month])
        told = f": {listed(lost)} missing, which is not zero" if lost else ", none missing between"
        name = f"{series}: " if series else ""
        report.warnings.append(f"{name}{counted(len(months), 'month')} from {months[0]} to {months[-1]}{told}.")


def _say_unplaced(d: Description, report: Report, rows: Sequence[tuple[str, str, int, int, int]]) -> None:
    total = sum(n for _, _, n, _, _ in rows)
    without, outside = sum(r[3] or 0 for r in rows), sum(r[4] or 0 for r in rows)
    if not d.area and d.incidents and d.incidents.without_area != "located":
        report.warnings.append(
            f"{total:,} rows have no small area: they are counted for the series and cannot be placed."
        )
        return
    if without:
        report.warnings.append(
            f"{without:,} of {total:,} rows ({without / total:.1%}) have no location: counted apart."
        )
    if outside:
        report.warnings.append(f"{outside:,} rows lie outside the area that their series covers: counted apart.")
