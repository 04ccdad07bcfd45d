"""Matching on Spark by the same setting: the same pairs looked at, the same links to the last bit, the same groups."""

import pytest

from hereabouts.engines import linkage
from hereabouts.engines.linkage_spark import TO_SPARE
from hereabouts.engines.which import using
from tests.unit.test_linkage import caseloads

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("trained", [True, False], ids=["learnt", "starting figures"])
def test_spark_and_duckdb_find_the_same(spark_here, trained):
    rows = caseloads()[0]
    model = linkage.train(rows) if trained else linkage.start()
    decided = [linkage.Decision(rows[0]["id"], rows[1]["id"], "different", "jo", "2026-11-20")]
    ours = linkage.match(rows, model, decided)
    with using("spark"):
        theirs = linkage.match(rows, model, decided)
    assert ours.links
    assert theirs == ours


def test_splink_on_spark_weighs_a_pair_as_we_do(spark_here):
    """The room to spare is not what hides a difference: nearly all weights are the same, and none is far off."""
    from hereabouts.engines.linkage_spark import api, in_spark, plain
    from hereabouts.engines.linkage_splink import scored
    from tests.unit.test_linkage_splink import both

    rows = caseloads()[0]
    model = linkage.train(rows)

    def weigh(people):
        return scored(plain(people), model, api("local[*]"), in_spark).as_record_list()

    pairs = both(rows, model, weigh)
    apart = [abs(ours - theirs) for ours, theirs in pairs.values()]
    assert len(apart) >= 100
    assert max(apart) < TO_SPARE / 2
    assert sum(one < 1e-4 for one in apart) / len(apart) > 0.99
