"""Where DuckDB's words mean something else to Spark, and that the translation knows it."""

import pytest

from hereabouts.core.steps import Step
from hereabouts.engines.duck import Duck
from hereabouts.engines.spark_words import in_spark, tables_in
from tests.spark.agreement import differ


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("SELECT any_value(a) FILTER (b) AS c FROM t", "SELECT ANY_VALUE(a, TRUE) FILTER(WHERE b) AS c FROM t"),
        ("SELECT arg_max(a, b) AS c FROM t", "SELECT MAX_BY(a, b) FILTER(WHERE NOT a IS NULL) AS c FROM t"),
        ("SELECT list(DISTINCT a ORDER BY a) AS c FROM t", "SELECT ARRAY_SORT(COLLECT_SET(a)) AS c FROM t"),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a NULLS LAST"),
        ("SELECT a FROM t WHERE starts_with(a, 'b')", "SELECT a FROM t WHERE STARTSWITH(a, 'b')"),
    ],
)
def test_what_is_said_is_what_is_meant(said, meant):
    assert in_spark(said, lambda _: []) == meant


def test_qualify_stays():
    assert "QUALIFY" in in_spark("SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1", lambda _: [])


def test_by_name_names_every_column():
    columns = {"SELECT * FROM t": ["a", "b"], "SELECT 1 AS c": ["c"]}
    told = in_spark("SELECT * FROM t UNION ALL BY NAME SELECT 1 AS c", columns.__getitem__)
    assert told == (
        "SELECT a, b, NULL AS c FROM (SELECT * FROM t) AS side UNION ALL SELECT NULL AS a, NULL AS b, c FROM (SELECT 1 AS c) AS side"
    )


def test_the_tables_of_a_query():
    assert tables_in("SELECT (SELECT max(x) FROM a) FROM b JOIN c USING (k) WHERE k IN (SELECT k FROM d)") == set(
        "abcd"
    )


ROWS = [
    {"k": "a", "v": None, "n": None, "x": 2.5, "t": "2015 - 17"},
    {"k": "a", "v": "q", "n": 1, "x": -2.5, "t": "x2016"},
    {"k": "b", "v": None, "n": 3, "x": 0.5, "t": ""},
    {"k": None, "v": "Ä", "n": -7, "x": 1e16, "t": "age 65+"},
    {"k": "a", "v": "é", "n": 2, "x": None, "t": "AGE"},
]


@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT k, any_value(v) AS v FROM t GROUP BY k ORDER BY k",
        "SELECT any_value(v) FILTER (n > 1) AS v FROM t",
        "SELECT arg_max(v, n) AS most, arg_min(v, n) AS least FROM t",
        "SELECT v, k FROM t ORDER BY v, k DESC",
        "SELECT round(x) AS r, CAST(round(x) AS BIGINT) AS i FROM t ORDER BY x",
        r"SELECT regexp_extract(t, '\d{4}') AS y, regexp_full_match(t, 'age [0-9]+[+]?') AS m FROM t ORDER BY t",
        "SELECT k, list(DISTINCT v ORDER BY v) AS l FROM t WHERE v IS NOT NULL GROUP BY k ORDER BY k",
        "SELECT * FROM t UNION ALL BY NAME SELECT * FROM u ORDER BY ALL",
        "SELECT k, n FROM t QUALIFY n = max(n) OVER (PARTITION BY k) ORDER BY k",
        "SELECT n / 2 AS half, n // 2 AS whole, n % 4 AS rest FROM t ORDER BY n",
        "SELECT sum(n) AS s, avg(n) AS m, count(*) FILTER (n IS NULL) AS c, bool_or(n > 1) AS b FROM t",
        "SELECT coalesce(sum(n), 0) AS s, sum(x) AS r FROM t WHERE false",
        "SELECT TRY_CAST(t AS INTEGER) AS i, lower(v) AS l, v || k AS j FROM t ORDER BY t",
        "SELECT v FROM t WHERE v NOT IN ('q')",
    ],
)
def test_both_engines_mean_the_same(spark_here, sql):
    from hereabouts.engines.spark import Spark

    answers = []
    for engine in (Duck(), Spark(None, "local[2]")):
        engine.register("t", ROWS)
        engine.register("u", [{"k": "a", "w": 1.0}])
        answers.append(engine.run([Step("asked", sql)]))
        engine.close()
    assert answers[0]
    assert not differ(*answers)
