"""How an evidence file is put together: its tables, and the steps that turn a publisher's rows into cells."""

# Every table of the evidence file. A cell is place x topic x period with the file row it came from.
TABLES = """
CREATE TABLE dataset (id VARCHAR PRIMARY KEY, title VARCHAR, publisher VARCHAR, licence VARCHAR, source VARCHAR,
    published VARCHAR, period VARCHAR, generation VARCHAR, index_name VARCHAR, population VARCHAR, file VARCHAR,
    sha256 VARCHAR, rows BIGINT, caveats VARCHAR, warnings VARCHAR);
CREATE TABLE area (generation VARCHAR, code VARCHAR, name VARCHAR, PRIMARY KEY (generation, code));
CREATE TABLE unit (generation VARCHAR, code VARCHAR, name VARCHAR, level VARCHAR, PRIMARY KEY (generation, code));
CREATE TABLE part_of (generation VARCHAR, code VARCHAR, level VARCHAR, parent_code VARCHAR, parent_name VARCHAR,
    edition VARCHAR, share DOUBLE, best BOOLEAN, dataset VARCHAR);
CREATE TABLE correspondence (from_generation VARCHAR, from_code VARCHAR, to_generation VARCHAR, to_code VARCHAR,
    change VARCHAR, weight DOUBLE, dataset VARCHAR, row BIGINT);
CREATE TABLE boundary (generation VARCHAR, code VARCHAR, geojson VARCHAR);
CREATE TABLE centre (generation VARCHAR, code VARCHAR, east DOUBLE, north DOUBLE, dataset VARCHAR, row BIGINT);
CREATE TABLE postcode (postcode VARCHAR, generation VARCHAR, area VARCHAR, dataset VARCHAR, row BIGINT);
CREATE TABLE service (dataset VARCHAR, name VARCHAR, kind VARCHAR, description VARCHAR, address VARCHAR,
    postcode VARCHAR, generation VARCHAR, area VARCHAR, telephone VARCHAR, email VARCHAR, website VARCHAR,
    times VARCHAR, referral VARCHAR, row BIGINT, topic VARCHAR, provider VARCHAR);
CREATE TABLE cell (dataset VARCHAR, measure VARCHAR, part VARCHAR, area VARCHAR, period VARCHAR, value DOUBLE,
    mark VARCHAR, row BIGINT);
CREATE TABLE period (id VARCHAR PRIMARY KEY, label VARCHAR, starts DATE, ends DATE);
CREATE TABLE total_of (dataset VARCHAR, measure VARCHAR, total VARCHAR, part VARCHAR, way BIGINT);
CREATE TABLE reading (indicator VARCHAR, generation VARCHAR, area VARCHAR, period VARCHAR, numerator DOUBLE,
    denominator DOUBLE, hidden BOOLEAN, source VARCHAR, numerator_row BIGINT, denominator_row BIGINT);
CREATE TABLE nation_reading (indicator VARCHAR, generation VARCHAR, nation VARCHAR, period VARCHAR, source VARCHAR,
    numerator DOUBLE, denominator DOUBLE, areas BIGINT, hidden BIGINT);
CREATE TABLE index_edition (name VARCHAR PRIMARY KEY, dataset VARCHAR, generation VARCHAR, nation VARCHAR, areas BIGINT);
CREATE TABLE index_weight (name VARCHAR, domain VARCHAR, weight DOUBLE);
CREATE TABLE own_document (file VARCHAR, text VARCHAR);
CREATE TABLE built (version VARCHAR, inputs VARCHAR, content_hash VARCHAR);
"""

# A larger unit is named by many files: the first that gives a name, and the first that gives a level, are believed.
ONE_UNIT = """
ON CONFLICT DO UPDATE SET name = CASE WHEN name = '' THEN excluded.name ELSE name END,
    level = CASE WHEN level = '' THEN excluded.level ELSE level END
"""

# What a build needs while it reads, and nobody after it: generations whose every code is known, and sums by larger unit.
WORKING = """
CREATE TEMP TABLE all_named (generation VARCHAR);
CREATE TEMP TABLE sum_by (dataset VARCHAR, published VARCHAR, unit VARCHAR, added DOUBLE, row BIGINT);
"""

# "46%" is 0.46; a mark such as * is neither a number nor zero. A comma stands before three figures or it is no thousands
# comma ("32,5" is not 325), and what a computer takes for a number ("nan", "1e400", "1_000") is none.
TYPED = r"""
SELECT * REPLACE (CASE WHEN isfinite(value) THEN value END AS value) FROM (
SELECT * EXCLUDE (text), text AS bare, list_contains(marks, text) AS marked,
    CASE WHEN text = '' OR list_contains(marks, text) OR contains(text, '_') THEN NULL
         WHEN contains(text, ',') AND NOT regexp_full_match(text, '[-+]?\d{1,3}(,\d{3})+(\.\d*)?%?') THEN NULL
         WHEN written = 'number' THEN TRY_CAST(replace(text, ',', '') AS DOUBLE)
         WHEN written = 'percent' THEN TRY_CAST(rtrim(text, '%') AS DOUBLE) / 100
         WHEN written = 'hundredths' THEN TRY_CAST(replace(text, ',', '') AS DOUBLE) / 100
         ELSE CASE lower(text) WHEN 'true' THEN 1 WHEN 'yes' THEN 1 WHEN 'false' THEN 0 WHEN 'no' THEN 0 END END AS value
FROM told)
"""

# The part of a row and the part of a column are said in one breath; "all" goes without saying.
PART = """
CASE WHEN row_part = 'all' AND column_part = 'all' THEN 'all' WHEN row_part = 'all' THEN column_part
     WHEN column_part = 'all' THEN row_part WHEN column_first THEN column_part || ' ' || row_part ELSE row_part || ' ' || column_part END
"""

# Counts of a few people are hidden as they are read, and are not in the evidence file.
HIDDEN = """
UPDATE typed SET value = NULL, mark = $mark WHERE written = 'number' AND value > 0 AND value < $below
"""

# Rows of one part that a description adds up; one hidden row hides the sum. The row shown is the first.
ADDED = """
SELECT measure, part, area, period, any_value(heading) AS heading,
       CASE WHEN count(value) = count(*) THEN sum(value) END AS value, max(mark) AS mark, min(row) AS row
FROM typed WHERE added GROUP BY measure, part, area, period
"""

# An old area that became one new area went there whole. What was split has no weight, and nobody makes one up.
CHANGES = """
INSERT INTO correspondence
SELECT $from, old, $to, new, CASE WHEN code <> '' THEN code WHEN n_old = 1 AND n_new = 1 THEN 'unchanged'
       WHEN n_new = 1 THEN 'split' WHEN n_old = 1 THEN 'merged' ELSE 'redrawn' END,
       CASE WHEN n_old = 1 THEN 1.0 END, $dataset, row
FROM (SELECT *, count(*) OVER (PARTITION BY old) AS n_old, count(*) OVER (PARTITION BY new) AS n_new FROM changed)
ORDER BY old, new
"""

# Files of one edition may name a unit differently, one of them by a number ("IZ12") or cut short at some length: the longest
# name is the whole one, and it is the unit's in every row, so that no page depends on which row was read first.
UNIT_NAMES = """
UPDATE part_of SET parent_name = whole.name
FROM (SELECT level, parent_code, edition, arg_max(parent_name, (length(parent_name), parent_name)) AS name
      FROM part_of GROUP BY ALL HAVING min(parent_name) <> max(parent_name)) whole
WHERE (part_of.level, part_of.parent_code, part_of.edition) = (whole.level, whole.parent_code, whole.edition)
"""

# A service stands where its own area code says, and otherwise where its postcode lies; many postcodes lie nowhere we know.
SERVICE_PLACES = """
UPDATE service SET generation = p.generation, area = p.area
FROM postcode p WHERE p.postcode = service.postcode AND service.area = ''
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
ORDER BY d.generation, j.area, j.indicator, j.period
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
