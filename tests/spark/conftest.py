"""Spark where it can run: skipped with its reason where it is absent, never in CI."""

import os
import shutil
from importlib.util import find_spec

import duckdb
import pytest

from tests.spark.larkhaven import filled


@pytest.fixture(scope="session")
def spark_here():
    lacking = [
        said for said, there in {
            "Java 17 (apt-get install openjdk-17-jre-headless)": shutil.which("java"),
            "PySpark (make spark)": find_spec("pyspark"),
        }.items() if not there
    ]  # fmt: skip
    if lacking and os.environ.get("CI"):
        pytest.fail(f"CI runs the Spark tests, and here is no {' and no '.join(lacking)}")
    if lacking:
        pytest.skip(f"no {' and no '.join(lacking)}")
    if os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql":
        pytest.skip("Spark does not ask the database: the round on SQLite runs it")
    yield
    from hereabouts.engines.spark import leave

    leave()


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """Larkhaven, with every layout beside it and a row at least in every table."""
    path = filled(tmp_path_factory.mktemp("city"))
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection, path
