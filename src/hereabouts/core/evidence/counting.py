"""From rows of incidents to cells, in SQL: what each file yields, which release of a month counts, where a series reaches.

The two counts themselves are steps that any engine runs (``BY_POINT``, ``BY_AREA``); what keeps them is the evidence file's.
"""

from hereabouts.core.steps import Step

# What the evidence file keeps beside the cells: what is covered and what is not, so that nobody takes a gap for a zero.
INCIDENT_TABLES = """
CREATE TABLE incident_set (dataset VARCHAR PRIMARY KEY, measure VARCHAR, year_measure VARCHAR, points VARCHAR, rule VARCHAR);
CREATE TABLE covered (dataset VARCHAR, series VARCHAR, period VARCHAR, rows BIGINT, no_area BIGINT, outside BIGINT,
    reaches VARCHAR, file VARCHAR, member VARCHAR, sha256 VARCHAR);
CREATE TABLE covered_category (dataset VARCHAR, series VARCHAR, period VARCHAR, category VARCHAR, rows BIGINT, no_area BIGINT);
CREATE TABLE uncovered (dataset VARCHAR, series VARCHAR, period VARCHAR);
CREATE TABLE territory (dataset VARCHAR, series VARCHAR, generation VARCHAR, area VARCHAR);
CREATE TABLE rerelease (dataset VARCHAR, series VARCHAR, period VARCHAR, file VARCHAR, reaches VARCHAR,
    older_file VARCHAR, older_reaches VARCHAR, rows BIGINT, older_rows BIGINT, added BIGINT, removed BIGINT,
    outcomes BIGINT, otherwise BIGINT);
CREATE TABLE year_left_out (dataset VARCHAR, series VARCHAR, period VARCHAR, missing VARCHAR);
"""

# What each file yields, until all files are in and the releases are chosen.
INCIDENT_WORKING = """
CREATE TEMP TABLE incident_count (dataset VARCHAR, sha256 VARCHAR, member VARCHAR, series VARCHAR, period VARCHAR,
    area VARCHAR, category VARCHAR, longitude DOUBLE, latitude DOUBLE, rows BIGINT, row BIGINT);
CREATE TEMP TABLE incident_part (dataset VARCHAR, sha256 VARCHAR, member VARCHAR, series VARCHAR, period VARCHAR,
    part VARCHAR, rows BIGINT, row BIGINT);
"""

# Where each file's rows begin among all that were read together, so that a row has the number that a person sees.
NUMBERED = """
CREATE OR REPLACE TEMP VIEW numbered AS SELECT c.* EXCLUDE (filename, series, nth), k.member,
       CASE WHEN trim(c.series) = '' THEN k.series ELSE trim(c.series) END AS series,
       c.nth - b.before + k.heading AS row
FROM counted c JOIN incident_files k ON k.path = c.filename
JOIN (SELECT filename, min(nth) - 1 AS before FROM counted GROUP BY 1) b ON b.filename = c.filename
"""

# Rows of incidents by series, month, area and category (and by point, where a row has no area yet).
BY_POINT = (
    Step(
        "by_point",
        """
SELECT member, series, trim(period) AS period, trim(area) AS area, trim(category) AS category, longitude, latitude,
       CAST(sum(rows) AS BIGINT) AS rows, min(row) AS row
FROM numbered GROUP BY ALL ORDER BY ALL
""",
    ),
)
COUNTED = f"INSERT INTO incident_count SELECT $dataset, $sha256, * FROM ({BY_POINT[0].sql})"  # noqa: S608 - ours

PARTS = """
INSERT INTO incident_part
SELECT $dataset, $sha256, member, series, trim(period), part, sum(rows), min(row) FROM numbered GROUP BY ALL ORDER BY ALL
"""

# Months that are none; a district reads as the series' own where its areas have a row in at least half of the months.
NOT_MONTHS = r"""
SELECT min(row), period, any_value(member) FROM incident_count
WHERE dataset = $dataset AND sha256 = $sha256 AND NOT regexp_full_match(period, '(19|20)\d\d-(0[1-9]|1[0-2])')
GROUP BY period ORDER BY 1
"""

TERRITORY = """
INSERT INTO territory
WITH unit AS (SELECT DISTINCT code, parent_code FROM part_of WHERE generation = $generation AND level = $level AND best
              AND edition = (SELECT max(edition) FROM part_of WHERE generation = $generation AND level = $level)),
     size AS (SELECT parent_code, count(*) AS areas FROM unit GROUP BY 1),
     months AS (SELECT series, count(DISTINCT period) AS n FROM incident_now WHERE dataset = $dataset GROUP BY 1),
     hit AS (SELECT DISTINCT series, area, period FROM incident_now WHERE dataset = $dataset AND area <> ''),
     own AS (SELECT h.series, u.parent_code, count(*) AS hits FROM hit h JOIN unit u ON u.code = h.area
             JOIN size USING (parent_code) JOIN months USING (series)
             GROUP BY h.series, u.parent_code, areas, n HAVING 2 * count(*) >= areas * n
             QUALIFY row_number() OVER (PARTITION BY u.parent_code ORDER BY count(*) DESC, h.series) = 1)
SELECT $dataset, o.series, $generation, u.code FROM own o JOIN unit u USING (parent_code) ORDER BY 2, 4
"""

# Rows that lie where their series does not reach are in nobody's count: there the other months are unknown.
PLACED = """
CREATE OR REPLACE TEMP TABLE placed AS
SELECT n.*, n.area <> '' AND ($everywhere OR t.area IS NOT NULL) AS inside FROM incident_now n
LEFT JOIN territory t ON t.dataset = n.dataset AND t.series = n.series AND t.area = n.area WHERE n.dataset = $dataset
"""

# The incidents of each area and month, by category and all together.
BY_AREA = (
    Step(
        "by_area",
        """
SELECT dataset, CASE WHEN whole = 1 THEN 'all' ELSE category END AS part, area, period, value, row
FROM (SELECT dataset, category, area, period, grouping(category) AS whole, CAST(sum(rows) AS DOUBLE) AS value, min(row) AS row
      FROM placed WHERE inside GROUP BY GROUPING SETS ((dataset, area, period, category), (dataset, area, period)))
WHERE whole = 1 OR category <> '' ORDER BY part, area, period
""",
    ),
)
CELLS = f"""
INSERT INTO cell SELECT dataset, $measure, part, area, period, value, '', row FROM ({BY_AREA[0].sql}) WHERE dataset = $dataset
"""  # noqa: S608 - ours

SERIES_CELLS = """
INSERT INTO cell SELECT dataset, $measure, 'all', series, period, sum(rows), '', min(row)
FROM incident_now WHERE dataset = $dataset GROUP BY dataset, series, period
UNION ALL
SELECT dataset, $measure, part, series, period, sum(rows), '', min(row)
FROM incident_part JOIN chosen_release USING (dataset, sha256, member, series, period) WHERE dataset = $dataset
GROUP BY dataset, part, series, period ORDER BY 3, 4, 5
"""

COVERED = """
INSERT INTO covered SELECT n.dataset, n.series, n.period, sum(n.rows), coalesce(sum(n.rows) FILTER (n.area = ''), 0),
       coalesce(sum(n.rows) FILTER (n.area <> '' AND NOT n.inside), 0), any_value(c.reaches), any_value(c.file), any_value(c.member),
       any_value(c.sha256)
FROM placed n JOIN chosen_release c USING (dataset, sha256, member, series, period)
GROUP BY n.dataset, n.series, n.period ORDER BY 2, 3
"""

# What the series recorded in all, wherever it lies: the rows without a small area are in these sums and in no area's.
COVERED_CATEGORIES = """
INSERT INTO covered_category SELECT dataset, series, period, category, sum(rows), coalesce(sum(rows) FILTER (area = ''), 0)
FROM placed WHERE category <> '' GROUP BY ALL ORDER BY 2, 3, 4
"""

# A year of an area that the series reaches: months without a row are true zeros, and the year is whole.
YEARS = """
INSERT INTO cell
WITH parts AS (SELECT DISTINCT part FROM cell WHERE dataset = $dataset AND measure = $measure),
     sums AS (SELECT area, part, sum(value) AS value FROM cell WHERE dataset = $dataset AND measure = $measure
              AND period BETWEEN $first AND $last GROUP BY area, part)
SELECT $dataset, $year_measure, p.part, t.area, $period, coalesce(s.value, 0), '', NULL
FROM territory t CROSS JOIN parts p LEFT JOIN sums s ON s.area = t.area AND s.part = p.part
WHERE t.dataset = $dataset AND t.series = $series ORDER BY 3, 4
"""

# The categories are parts of all, so that nobody adds all of them to it.
CATEGORIES = """
INSERT INTO total_of SELECT DISTINCT dataset, measure, 'all', part, 0 FROM cell
WHERE dataset = $dataset AND part <> 'all' ORDER BY 2, 4
"""

# Two releases of one month, row by row: by id where there is one, otherwise as many as there are that look the same.
DIFFERENCE = """
WITH a AS (SELECT *, row_number() OVER (PARTITION BY key ORDER BY rest, outcome) AS k FROM newer),
     b AS (SELECT *, row_number() OVER (PARTITION BY key ORDER BY rest, outcome) AS k FROM older)
SELECT count(a.key), count(b.key), count(*) FILTER (b.key IS NULL), count(*) FILTER (a.key IS NULL),
       count(*) FILTER (a.outcome <> b.outcome), count(*) FILTER (a.rest <> b.rest)
FROM a FULL JOIN b ON a.key = b.key AND a.k = b.k
"""

# For reading: the counts of chosen areas by month. NULL where the month is not covered or the area is not reached.
BY_MONTH = """
SELECT m.period, t.area, CASE WHEN v.period IS NULL THEN NULL ELSE coalesce(c.value, 0) END AS value, c.row
FROM (SELECT dataset, series, period FROM covered UNION ALL SELECT dataset, series, period FROM uncovered) m
JOIN asked a ON a.dataset = m.dataset
JOIN territory t ON t.dataset = m.dataset AND t.series = m.series
JOIN chosen k ON k.generation = t.generation AND k.area = t.area
LEFT JOIN covered v ON v.dataset = m.dataset AND v.series = m.series AND v.period = m.period
LEFT JOIN cell c ON c.dataset = m.dataset AND c.measure = a.measure AND c.part = a.part AND c.area = t.area
     AND c.period = m.period
ORDER BY m.period, t.area
"""
