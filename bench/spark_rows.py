"""Rows by the million for the two engines: incidents as they stand before they are counted, and readings of areas."""

from pathlib import Path

import duckdb

AREAS_OF_A_COUNCIL, PERIODS, INDICATORS = 200, 10, 10
PLACE = 20  # areas of the place that is asked about

INCIDENTS = """
COPY (SELECT 'a.csv' AS member, 'force' AS series, printf('20%02d-%02d', 15 + h % 5, 1 + (h // 5) % 12) AS period,
             printf('E%08d', (h // 60) % 7000) AS area, printf('category %02d', (h // 420000) % 14) AS category,
             NULL::DOUBLE AS longitude, NULL::DOUBLE AS latitude, 1::BIGINT AS rows, n AS row
      FROM (SELECT n, (hash(n) % 1000000007)::BIGINT AS h FROM range({rows}) AS t(n)))
TO '{folder}/numbered.parquet' (FORMAT parquet)
"""
READINGS = """
CREATE TABLE reading AS SELECT printf('indicator %02d', i) AS indicator, 'G' AS generation, printf('A%08d', a) AS area,
    printf('%d', 2010 + p) AS period, (hash(a, i, p) % 500)::DOUBLE AS numerator, 1000 + (a % 700)::DOUBLE AS denominator,
    hash(a, i, p) % 97 = 0 AS hidden, 'Made up' AS source, a AS numerator_row, a AS denominator_row
    FROM range({areas}) AS t(a), range({indicators}) AS u(i), range({periods}) AS v(p);
CREATE TABLE part_of AS SELECT 'G' AS generation, printf('A%08d', a) AS code, 'council' AS level,
    printf('C%06d', a // {council}) AS parent_code, printf('Council %d', a // {council}) AS parent_name, '2020' AS edition, true AS best
    FROM range({areas}) AS t(a);
CREATE TABLE dataset AS SELECT 'Made up' AS title, '2020-06' AS published;
CREATE TABLE nation_reading (indicator VARCHAR, generation VARCHAR, nation VARCHAR, period VARCHAR, source VARCHAR,
    numerator DOUBLE, denominator DOUBLE, areas BIGINT, hidden BIGINT);
CREATE TABLE built AS SELECT 'rows-{areas}' AS content_hash;
"""


def incidents(folder: Path, rows: int) -> None:
    """Write one Parquet file of single incidents in 7,000 areas, 60 months and 14 categories."""
    duckdb.connect().execute("SET enable_progress_bar = false; " + INCIDENTS.format(rows=rows, folder=folder))


def readings(path: Path, rows: int) -> list[dict]:
    """Write an evidence file of that many readings; give the areas of a place in it."""
    areas = rows // (PERIODS * INDICATORS)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "SET enable_progress_bar = false;"
            + READINGS.format(areas=areas, council=AREAS_OF_A_COUNCIL, periods=PERIODS, indicators=INDICATORS)
        )
    return [{"generation": "G", "area": f"A{a:08d}", "weight": 1.0} for a in range(PLACE)]
