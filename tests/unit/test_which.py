"""Which engine answers: by setting, by option, and what is said where it cannot."""

import sys

import duckdb
import pytest

from hereabouts.core.steps import Step
from hereabouts.engines.duck import Duck
from hereabouts.engines.evidence_file import opened
from hereabouts.engines.spark import NoSpark, Spark, connected
from hereabouts.engines.spark_tables import KEPT, tables_of
from hereabouts.engines.which import NotAnEngine, master, master_in, using


@pytest.mark.parametrize(
    ("named", "means"),
    [
        ("duckdb", ""),
        ("spark", "local[*]"),
        ("spark:local[2]", "local[2]"),
        ("spark://a:7077", "spark://a:7077"),
        ("spark:yarn", "yarn"),
    ],
)
def test_an_engine_is_called_by_its_name(named, means):
    assert master_in(named) == means


@pytest.mark.parametrize("named", ["", "Spark", "duckdb:x", "dask"])
def test_another_name_is_refused(named):
    with pytest.raises(NotAnEngine, match="is not an engine"):
        master_in(named)


def test_an_engine_for_a_while():
    with using("spark:local[2]"):
        assert master() == "local[2]"
        with using(""):
            assert master() == "local[2]"
    assert not master()


def test_the_evidence_file_is_opened_by_the_engine_in_use(evidence):
    with opened(evidence) as ours, using("spark:local[2]"), opened(evidence) as theirs:
        assert isinstance(ours, Duck)
        assert isinstance(theirs, Spark)  # and nothing has started yet: that waits for the first question


def test_tables_are_written_once_and_the_last_two_kept(tmp_path):
    path, folders = tmp_path / "e.duckdb", []
    for n in range(KEPT + 1):
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"CREATE OR REPLACE TABLE built AS SELECT '{n}{'0' * 63}' AS content_hash")
            connection.execute(f"CREATE OR REPLACE TABLE cell AS SELECT {n} AS value")
            folders.append(tables_of(connection, path))
            written = (folders[-1] / "cell.parquet").stat().st_mtime_ns
            assert tables_of(connection, path) == folders[-1]
            assert (folders[-1] / "cell.parquet").stat().st_mtime_ns == written
    assert [folder.exists() for folder in folders] == [False, True, True]
    duck = Duck()
    duck.connection.execute(f"CREATE VIEW cell AS FROM '{folders[-1]}/cell.parquet'")
    assert duck.run([Step("all", "SELECT * FROM cell")]) == [{"value": KEPT}]


def test_without_spark_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(NoSpark, match=r"pip install 'hereabouts\[spark\]'"):
        connected("local[2]")


def test_without_java_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark", sys)  # as if it were there
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSpark, match="Java 17"):
        connected("local[2]")


def test_the_command_line_says_it_in_one_sentence(command, partnership):
    done = command("place", "profile", "East", "--engine", "dask", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("“dask” is not an engine.")
    assert not master()
