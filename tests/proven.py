"""Keeps which requirement ids the passing tests prove, for `make requirements`."""

import json

import pytest

from tests.environment import ROOT

KEPT = ROOT / "results" / "proven.json"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    for mark in item.iter_markers("requirement"):
        item.user_properties.extend(("requirement", id_) for id_ in mark.args)


def pytest_runtest_logreport(report):
    if report.when == "call" or (report.when == "setup" and not report.passed):
        ids = [value for name, value in report.user_properties if name == "requirement"]
        if ids:
            _seen[report.nodeid] = {"passed": report.passed, "ids": ids}


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput") or not _seen:
        return
    config = session.config
    whole = not config.option.markexpr and not config.option.keyword and config.args == config.getini("testpaths")
    kept = {} if whole or not KEPT.exists() else json.loads(KEPT.read_text())
    kept = {node: told for node, told in kept.items() if (ROOT / node.partition("::")[0]).exists()}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept | _seen, indent=1, sort_keys=True))


_seen: dict[str, dict] = {}
