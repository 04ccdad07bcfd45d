"""Our sums are Splink's: the same model over the same pairs, weighed by both."""

import duckdb
import pytest

from hereabouts.core.families.linkage import Comparison
from hereabouts.engines import linkage
from hereabouts.engines.linkage_pairs import compared, judged
from hereabouts.engines.linkage_rows import as_raw, make_comparable
from hereabouts.engines.linkage_splink import as_splink, weights
from tests.unit.test_linkage import caseloads

ROUNDED = 5.1e-5  # ours are told to four places


def both(rows, model, weigh):
    """Give {pair: (ours, Splink's)} for every pair that shares a key and that no guard touches; ``weigh`` asks Splink."""
    with linkage.database() as connection:
        connection.register("raw", as_raw(rows))
        make_comparable(connection)
        linkage.link(connection, model)
        people = connection.execute("SELECT * FROM weighed ORDER BY row").to_arrow_table()
        asked = judged(compared("FROM candidate"), model, least=-1e9)
        told = connection.execute(f"SELECT row_l, row_r, weight FROM ({asked}) WHERE guard < 0").fetchall()
    theirs = {tuple(sorted((row["row_l"], row["row_r"]))): row["match_weight"] for row in weigh(people)}
    return {(a, b): (weight, theirs[a, b]) for a, b, weight in told}


@pytest.fixture(scope="module")
def rows():
    return caseloads()[0]


@pytest.mark.parametrize("trained", [True, False], ids=["learnt", "starting figures"])
def test_every_pair_weighs_what_splink_says(rows, trained):
    from splink import DuckDBAPI

    model = linkage.train(rows) if trained else linkage.start()
    pairs = both(rows, model, lambda people: weights(people, model, DuckDBAPI(duckdb.connect())).to_pylist())
    assert len(pairs) >= 100
    assert max(abs(ours - theirs) for ours, theirs in pairs.values()) < ROUNDED


def test_a_figure_that_is_not_the_models_is_noticed(rows):
    """The control: with one level worth something else to Splink, the two no longer agree."""
    from dataclasses import replace

    from splink import DuckDBAPI

    model = linkage.train(rows)
    first: Comparison = model.comparisons[2]
    other = replace(first, levels=(replace(first.levels[0], u=first.levels[0].u * 2), *first.levels[1:]))
    wrong = replace(model, comparisons=(*model.comparisons[:2], other, *model.comparisons[3:]))
    with linkage.database() as connection:
        connection.register("raw", as_raw(rows))
        make_comparable(connection)
        linkage.link(connection, model)
        people = connection.execute("SELECT * FROM weighed ORDER BY row").to_arrow_table()
    right, off = (weights(people, m, DuckDBAPI(duckdb.connect())).to_pydict() for m in (model, wrong))
    assert right["match_weight"] != off["match_weight"]


def test_a_model_names_nobody_to_splink_either(rows):
    assert not any(str(row["surname"]).lower() in str(as_splink(linkage.train(rows))).lower() for row in rows[:20])
