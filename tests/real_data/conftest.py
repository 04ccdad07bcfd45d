"""The evidence file of the published files, built once; every test of this folder reads it."""

import pytest

from tests.environment import DATA


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    from hereabouts.engines.evidence_build import build

    path = tmp_path_factory.mktemp("real") / "evidence.duckdb"
    build(DATA, path)
    return path


@pytest.fixture(autouse=True)
def on_real_data(built, evidence, settings):
    settings.EVIDENCE = built
