"""A list of services: what each is, where it stands and how to reach it."""

import duckdb

from hereabouts.engines.evidence_known import Recognised
from hereabouts.engines.evidence_report import Report
from hereabouts.engines.raw_tables import quoted

FIELDS = ("description", "telephone", "email", "website", "times", "referral", "provider")
NOTHING = "('', 'NA', 'N/A', 'Not known')"  # what lists write where they know nothing


def services(connection: duckdb.DuckDBPyConnection, one: Recognised, report: Report) -> None:
    """Put every row with a name into the table of services; a service without one is a fault."""
    d, told = one.description, one.description.service
    if told is None:
        report.fault(None, None, "the description does not say which columns hold a service")
        return
    text = {name: _text(getattr(told, name)) for name in FIELDS}
    parts = ", ".join(f"nullif({quoted(column)}, '')" for column in told.address)
    address = f"concat_ws(', ', {parts})" if told.address else "''"
    postcode = f"upper(replace({quoted(told.postcode)}, ' ', ''))" if told.postcode else "''"
    area = quoted(d.area) if d.area else "''"
    connection.execute(
        f"""INSERT INTO service SELECT ?, {quoted(told.name)}, ?, {text["description"]}, {address}, {postcode},
                   CASE WHEN {area} = '' THEN '' ELSE ? END, {area}, {text["telephone"]}, {text["email"]},
                   {text["website"]}, {text["times"]}, {text["referral"]}, "row number", ?, {text["provider"]}
            FROM raw ORDER BY "row number" """,
        [d.id, told.kind, d.generation, told.topic],
    )
    nameless = connection.execute("SELECT row FROM service WHERE dataset = ? AND name = ''", [d.id]).fetchall()
    for (row,) in nameless:
        report.fault(row, told.name, "a service needs a name")


def _text(column: str | None) -> str:
    return f"CASE WHEN {quoted(column)} IN {NOTHING} THEN '' ELSE {quoted(column)} END" if column else "''"
