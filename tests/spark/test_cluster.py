"""A two-worker cluster gives the same answers, with the work in two processes that are not this one."""

import os
import subprocess

import pytest

from hereabouts.engines.spark import NoSpark, Spark, connected, leave
from tests.spark.agreement import Asked
from tests.spark.chains import one_for_each_table
from tests.spark.cluster import standalone

FULL = os.environ.get("HEREABOUTS_PROMISES") == "full"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spark"), pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def cluster(spark_here, tmp_path_factory):
    """One machine for all: the driver and the workers call each other by the address that never leaves it."""
    leave()
    with pytest.MonkeyPatch.context() as patch, standalone(tmp_path_factory.mktemp("cluster")) as address:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield address
        leave()


def test_chains_that_read_every_table_agree_on_two_workers(cluster, city):
    """What each chain means is asked of one process elsewhere; here, that every table reaches the workers (all, in full)."""
    codes = [
        code for (code,) in city[0].execute("SELECT code FROM area WHERE generation = 'LKN2021' ORDER BY 1").fetchall()
    ]
    both = Asked(*city, "LKN2021", codes[:8], cluster)
    some = None if FULL else one_for_each_table(both.stored) | {"core.evidence.readings.READINGS"}
    differing, counts = both.every_chain(some)
    executors = connected(cluster).sparkContext._jsc.sc().getExecutorMemoryStatus().size()
    both.close()
    assert not differing
    assert len(counts) > 10
    assert counts["core.evidence.readings.READINGS"]
    assert executors == 3  # the two workers', and this process, which only asks


def test_the_processes_end_with_the_block_even_when_it_fails(spark_here, tmp_path):
    running = []

    def fails():
        with standalone(tmp_path, workers=1):
            running.extend(_running(str(tmp_path)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert running
    assert not _running(str(tmp_path))


def _running(folder):
    listed = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "org.apache.spark.deploy" in line and folder in line]


def test_a_cluster_that_does_not_answer_is_said(cluster, monkeypatch):
    leave()
    with pytest.raises(NoSpark, match="Spark at spark://nowhere does not answer"):
        Spark(None, "spark://nowhere").register("a", [{"b": 1}])
