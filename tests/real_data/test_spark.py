"""Both engines on the published files: Linlathen, and the whole of Doncaster."""

import duckdb
import pytest

from tests.spark.agreement import Asked
from tests.spark.conftest import spark_here

__all__ = ["spark_here"]
pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("spark"), pytest.mark.timeout(1800)]

IN_COUNCIL = "SELECT DISTINCT code FROM part_of WHERE generation = ? AND parent_name = ? AND best ORDER BY 1"
LINLATHEN = [f"S0100780{n}" for n in range(7)]


@pytest.mark.parametrize(
    ("generation", "council", "areas"),
    [("DZ2011", "", 7), ("LSOA2011", "Doncaster", 194)],
)
def test_every_chain_agrees(spark_here, built, generation, council, areas):
    with duckdb.connect(str(built), read_only=True) as connection:
        found = connection.execute(IN_COUNCIL, [generation, council]).fetchall()
        codes = [code for (code,) in found] if council else LINLATHEN
        assert len(codes) == areas
        both = Asked(connection, built, generation, codes)
        differing, counts = both.every_chain()
        both.close()
    assert not differing
    assert counts["core.evidence.readings.READINGS"] > 10
    assert counts["records.places.choices._AREAS"] > 100
