"""How an evidence file is put together: its tables, and the steps that turn a publisher's rows into cells."""

# Every table of the evidence file. A cell is place x topic x period with the file row it came from.
TABLES = """
CREATE TABLE dataset (id VARCHAR PRIMARY KEY, title VARCHAR, publisher VARCHAR, licence VARCHAR, source VARCHAR,
    published VARCHAR, period VARCHAR, generation VARCHAR, index_name VARCHAR, population VARCHAR, file VARCHAR,
    sha256 VARCHAR, rows BIGINT, caveats VARCHAR);
CREATE TABLE area (generation VARCHAR, code VARCHAR, name VARCHAR, PRIMARY KEY (generation, code));
CREATE TABLE part_of (generation VARCHAR, code VARCHAR, level VARCHAR, parent_code VARCHAR, parent_name VARCHAR,
    edition VARCHAR, share DOUBLE, best BOOLEAN, dataset VARCHAR);
CREATE TABLE boundary (generation VARCHAR, code VARCHAR, geojson VARCHAR);
CREATE TABLE cell (dataset VARCHAR, measure VARCHAR, part VARCHAR, area VARCHAR, period VARCHAR, value DOUBLE,
    mark VARCHAR, row BIGINT);
CREATE TABLE reading (indicator VARCHAR, generation VARCHAR, area VARCHAR, period VARCHAR, numerator DOUBLE,
    denominator DOUBLE, hidden BOOLEAN, source VARCHAR, numerator_row BIGINT, denominator_row BIGINT);
CREATE TABLE nation_reading (indicator VARCHAR, generation VARCHAR, nation VARCHAR, period VARCHAR, source VARCHAR,
    numerator DOUBLE, denominator DOUBLE, areas BIGINT, hidden BIGINT);
CREATE TABLE index_edition (name VARCHAR PRIMARY KEY, dataset VARCHAR, generation VARCHAR, nation VARCHAR, areas BIGINT);
CREATE TABLE built (version VARCHAR, inputs VARCHAR);
"""

# "46%" is 0.46; a thousands comma is not a decimal point; a mark such as * is neither a number nor zero.
TYPED = """
SELECT *, trim(text) AS bare, list_contains(marks, trim(text)) AS marked,
    CASE WHEN list_contains(marks, trim(text)) OR trim(text) = '' THEN NULL
         WHEN written = 'percent' THEN TRY_CAST(rtrim(trim(text), '%') AS DOUBLE) / 100
         ELSE TRY_CAST(replace(trim(text), ',', '') AS DOUBLE) END AS value
FROM told
"""

# The denominator stands in the same dataset and period, or in another dataset that has one period only.
READINGS = """
INSERT INTO reading
WITH above AS (SELECT f.*, n.area, n.period, n.value, n.row FROM formula f JOIN cell n
       ON n.dataset = f.n_dataset AND n.measure = f.n_measure AND n.part = f.n_part),
     below AS (SELECT DISTINCT f.d_dataset, f.d_measure, f.d_part, w.area, w.period, w.value, w.row FROM formula f
       JOIN cell w ON w.dataset = f.d_dataset AND w.measure = f.d_measure AND w.part = f.d_part),
     joined AS (
       SELECT a.*, b.value AS base, b.row AS base_row FROM above a
       LEFT JOIN below b USING (d_dataset, d_measure, d_part, area, period) WHERE a.n_dataset = a.d_dataset
       UNION ALL BY NAME
       SELECT a.*, b.value AS base, b.row AS base_row FROM above a
       LEFT JOIN below b USING (d_dataset, d_measure, d_part, area) WHERE a.n_dataset <> a.d_dataset)
SELECT j.indicator, d.generation, j.area, j.period, CASE WHEN j.kind = 'mean' THEN j.value * j.base ELSE j.value END,
       j.base, j.value IS NULL OR j.base IS NULL, d.title, j.row, j.base_row
FROM joined j JOIN dataset d ON d.id = j.n_dataset
ORDER BY j.indicator, d.generation, j.area, j.period
"""

NATIONS = """
INSERT INTO nation_reading
SELECT r.indicator, r.generation, g.nation, r.period, any_value(r.source),
       sum(r.numerator) FILTER (NOT r.hidden), sum(r.denominator) FILTER (NOT r.hidden), count(*), count(*) FILTER (r.hidden)
FROM reading r JOIN generation g ON g.id = r.generation
GROUP BY ALL HAVING count(*) >= g.areas
ORDER BY ALL
"""

# How many areas an index ranks is known, and not counted: a file of one council alone must not change a decile.
INDEXES = """
INSERT INTO index_edition
SELECT d.index_name, d.id, d.generation, g.nation, g.areas FROM dataset d JOIN generation g ON g.id = d.generation
WHERE d.index_name <> '' ORDER BY ALL
"""
