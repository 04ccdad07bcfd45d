"""A nation of made-up small areas as an evidence file, as large as one likes: to see whether a profile grows with it."""

from pathlib import Path

import duckdb

from hereabouts.core.evidence.building import TABLES
from hereabouts.core.evidence.counting import INCIDENT_TABLES

GENERATION, INDEX = "DZ2011", "Made-up index"
IN_COUNCIL, IN_NEIGHBOURHOOD = 200, 6
INDICATORS = (
    "income_deprived", "employment_deprived", "recorded_crime", "overcrowded", "depression", "emergency_stays", "drug_stays",
    "homes_overcrowded", "social_renters", "private_renters",
)  # fmt: skip
KINDS = ("overall", "income", "employment", "health", "education", "access", "crime", "housing")
PERIODS = ("2021", "2022", "2023")
AGES = [f"age {5 * n} to {5 * n + 4}" for n in range(17)] + ["age 85 and over", "all"]


def code(n: int) -> str:
    """Name the nth area."""
    return f"S{n:08d}"


def nation(path: Path, areas: int) -> None:
    """Write an evidence file of so many areas in the order in which a build writes it."""
    with duckdb.connect(str(path)) as c:
        c.execute(TABLES + INCIDENT_TABLES)
        c.execute("CREATE TEMP TABLE n AS SELECT i, printf('S%08d', i) AS code FROM range(?) t(i)", [areas])
        for id_, population, index in (("counts", "", ""), ("people", "mid-year", ""), ("ranks", "", INDEX)):
            row = [id_, f"Made-up {id_}", "Nobody", "None", "", "2024", "2023", GENERATION, index, population]
            row += [f"{id_}.csv", "0", areas, "", ""]
            c.execute(f"INSERT INTO dataset VALUES ({', '.join('?' * len(row))})", row)
        c.execute("INSERT INTO area SELECT ?, code, code FROM n", [GENERATION])
        for level, size in (("council", IN_COUNCIL), ("intermediate_zone", IN_NEIGHBOURHOOD)):
            c.execute(
                "INSERT INTO part_of SELECT ?, code, ?, ? || (i // ?), ? || (i // ?), '2022', 1.0, true, 'counts' FROM n",
                [GENERATION, level, level[0].upper(), size, level + " ", size],
            )
        corners = (
            "' || x || ',56",
            "' || (x + .01) || ',56",
            "' || (x + .01) || ',56.01",
            "' || x || ',56.01",
            "' || x || ',56",
        )
        square = '\'{"type":"Polygon","coordinates":[[' + ",".join(f"[{one}]" for one in corners) + "]]}'"
        placed = "SELECT code, (i % 300) / 100.0 - 5 AS x FROM n"
        c.execute(f"INSERT INTO boundary SELECT ?, code, {square} FROM ({placed})", [GENERATION])
        c.execute(
            "INSERT INTO reading SELECT x, ?, code, p, 20 + (i * 7919) % 300, 700 + (i * 104729) % 300, false, 'Made-up counts',"
            " i + 2, i + 2 FROM n, unnest(?) t(p), unnest(?) u(x) ORDER BY code, x, p",
            [GENERATION, list(PERIODS), list(INDICATORS)],
        )
        for indicator in INDICATORS:
            c.execute(
                "INSERT INTO nation_reading SELECT ?, ?, 'Scotland', p, 'Made-up counts', 170 * ?, 850 * ?, ?, 0 FROM unnest(?) t(p)",
                [indicator, GENERATION, areas, areas, areas, list(PERIODS)],
            )
        c.execute(
            "INSERT INTO cell SELECT 'people', 'people', part, code, '2023', 45 + i % 13, '', i + 2 FROM n, unnest(?) t(part)"
            " ORDER BY code, part",
            [AGES],
        )
        c.execute(
            "INSERT INTO cell SELECT 'ranks', m, part, code, '2023',"
            " CASE m WHEN 'rank' THEN 1 + (i * 7919) % ? ELSE 1 + (i * 7) % 10 END, '', i + 2"
            " FROM n, unnest(['decile', 'rank']) t(m), unnest(?) u(part) ORDER BY code, m, part",
            [areas, list(KINDS)],
        )
        c.execute("INSERT INTO index_edition VALUES (?, 'ranks', ?, 'Scotland', ?)", [INDEX, GENERATION, areas])
        c.execute("INSERT INTO built VALUES ('bench', '', '')")
