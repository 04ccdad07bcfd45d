"""A made-up evidence file in which every chain of steps finds something: no agreement is an agreement about nothing."""

import shutil

import duckdb

from hereabouts.demo.publisher import publish
from hereabouts.engines.evidence_build import build
from tests.conftest import FIXTURES

FEW = "SELECT code FROM area WHERE generation = 'LKN2021' ORDER BY 1 LIMIT 12"
# What neither the city nor the layouts publish, by hand: incidents by month with a gap, centres, a service and a nation's sum.
MORE = f"""
INSERT INTO dataset BY NAME SELECT 'street' AS id, 'Made-up street crime' AS title, 'LKN2021' AS generation, '' AS population;
INSERT INTO incident_set VALUES ('street', 'events', '', 'moved', '');
INSERT INTO covered SELECT 'street', 'north', m, 40, 2, 1, m, m || '.csv', '', '' FROM unnest(['2024-01', '2024-03']) AS t(m);
INSERT INTO uncovered VALUES ('street', 'north', '2024-02');
INSERT INTO territory SELECT 'street', 'north', 'LKN2021', code FROM ({FEW});
INSERT INTO cell SELECT 'street', 'events', 'all', code, '2024-01', length(code) + ascii(right(code, 1)), '', 7 FROM ({FEW})
  WHERE code NOT LIKE '%3';
INSERT INTO centre SELECT 'LKN2021', code, 3.25, 4.5, 'street', 1 FROM ({FEW});
INSERT INTO service SELECT 'street', 'Advice', 'advice', '', '', '', 'LKN2021', code, '', '', '', '', '', row_number() OVER (ORDER BY code), '', '' FROM ({FEW});
INSERT INTO cell SELECT d.id, 'people', 'all', code, '2020', NULL, 'NA', 9 FROM dataset d, ({FEW}) WHERE d.id = 'larkhaven_population';
INSERT INTO correspondence SELECT 'LKN2021', code, 'LKN2031', code || n, CASE WHEN code LIKE '%4' THEN 'redrawn' ELSE 'split' END,
  CASE WHEN n = 1 THEN 0.5 END, 'street', 1 FROM ({FEW}), unnest([2, 1]) AS t(n);
UPDATE part_of SET share = 0.9 WHERE generation = 'LKN2021' AND level = 'council' AND code LIKE '%5';
UPDATE built SET content_hash = 'filled by hand';
"""


def filled(folder):
    """Build the file and fill it."""
    raw, path = folder / "raw", folder / "evidence.duckdb"
    raw.mkdir()
    publish(raw)
    for file in (FIXTURES / "layouts").glob("*.csv"):
        shutil.copy(file, raw / f"layout_{file.name}")
    build(raw, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(MORE)
    return path
