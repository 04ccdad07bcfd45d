"""From DuckDB's SQL, in which core states its steps, to Spark's: SQLGlot translates, and here stands what it gets wrong.

Each rule is one function of a node of the parsed query. Where the two languages differ and neither SQLGlot nor a rule knows
it, the agreement test fails: then a rule is added here, or the step is written in words that both understand.
"""

from collections.abc import Callable

import sqlglot
from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.generators.spark import SparkGenerator
from sqlglot.transforms import eliminate_distinct_on, preprocess, unnest_to_explode

Columns = Callable[[str], list[str]]


class _Generator(SparkGenerator):
    # SQLGlot rewrites QUALIFY for Sparks before 4, and loses the names of the tables; Spark 4 has it.
    TRANSFORMS = {
        **SparkGenerator.TRANSFORMS,
        exp.Select: preprocess([eliminate_distinct_on, unnest_to_explode]),
    }


class _Spark4(Spark):
    Generator = _Generator


def in_spark(sql: str, columns: Columns) -> str:
    """Translate one query; ``columns`` gives the columns of a query that is Spark's already. Raises SQLGlot's own errors."""
    tree = sqlglot.parse_one(sql, read="duckdb").transform(_put_right)
    for union in list(tree.find_all(exp.Union)):
        if union.args.get("by_name"):
            _by_position(union, columns)
    return _written(tree)


def _written(tree: exp.Expression) -> str:
    return tree.sql(dialect=_Spark4, unsupported_level=sqlglot.ErrorLevel.RAISE)


def _put_right(node: exp.Expression) -> exp.Expression:
    rule = _RULES.get(type(node))
    return rule(node) if rule else node


def _any_value(node: exp.Expression) -> exp.Expression:
    """DuckDB's any value is never NULL where there is another. Spark takes the wish as an argument, so that FILTER may follow."""
    if not isinstance(node.this, exp.AnyValue):
        return node
    return exp.Anonymous(this="any_value", expressions=[node.this.this, exp.true()])


def _at_the_end(function: str) -> Callable[[exp.Expression], exp.Expression]:
    """DuckDB leaves out the rows whose answer is NULL, Spark gives NULL for an answer."""

    def rule(node: exp.Expression) -> exp.Expression:
        found = exp.Anonymous(this=function, expressions=[node.this, node.expression])
        known = exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
        return exp.Filter(this=found, expression=exp.Where(this=known))

    return rule


def _full_match(node: exp.Expression) -> exp.Expression:
    """The whole text, and not a part of it."""
    pattern = exp.Literal.string(f"^(?:{node.expression.name})$")
    return exp.RegexpLike(this=node.this, expression=pattern)


def _list(node: exp.Expression) -> exp.Expression:
    """A list in its own order, the only order that both have: of distinct values, sorted by themselves, and none of them NULL."""
    order = node.this
    if not (isinstance(order, exp.Order) and isinstance(order.this, exp.Distinct)):
        return node
    (kept,) = order.this.expressions
    return exp.Anonymous(this="array_sort", expressions=[exp.Anonymous(this="collect_set", expressions=[kept])])


_RULES: dict[type[exp.Expression], Callable[[exp.Expression], exp.Expression]] = {
    exp.IgnoreNulls: _any_value,
    exp.ArgMax: _at_the_end("max_by"),
    exp.ArgMin: _at_the_end("min_by"),
    exp.RegexpFullMatch: _full_match,
    exp.ArrayAgg: _list,
}


def _by_position(union: exp.Union, columns: Columns) -> None:
    """UNION BY NAME is DuckDB's alone: name every column on both sides, NULL where a side has none."""
    sides = [(side, columns(_written(side))) for side in (union.this, union.expression)]
    names = list(dict.fromkeys(name for _, found in sides for name in found))
    for side, found in sides:
        wanted = [exp.column(n) if n in found else exp.alias_(exp.Null(), n) for n in names]
        side.replace(exp.select(*wanted).from_(exp.Subquery(this=side.copy(), alias="side")))
    union.set("by_name", None)


def tables_in(sql: str) -> set[str]:
    """Name every table that a query in DuckDB's dialect reads."""
    return {table.name for table in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)}
