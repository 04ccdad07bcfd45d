"""One new referral against everybody that is kept: the same answer as a run over all, and nobody who is protected."""

import json

import pytest
from typer.testing import CliRunner

from hereabouts.cli.families import app
from hereabouts.engines import linkage, linkage_since, linkage_state
from hereabouts.engines.linkage_lookup import Lookup, NotARecord
from tests.promises.test_incremental import full, sheet
from tests.unit.test_linkage import caseloads


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    rows, truth, _ = caseloads()
    model = linkage.train(rows)
    full(folder, rows, model, [], folder / "state")
    return folder, rows, truth, model


def test_it_gives_what_a_run_over_all_gives(world):
    """Each of fifty is looked up as if new: its candidates, weights and bands are those of a match in which it takes part."""
    folder, rows, _, model = world
    kept = Lookup(folder / "state")
    for row in rows[::9]:
        new = {**row, "id": "0new", "agency": "referral"}
        links = linkage.match([*rows, new], model).links
        theirs = {k.id_b: (k.weight, k.band) for k in links if k.id_a == "0new"}
        mine = {one.id: (one.weight, one.band) for one in kept.find(new)}
        assert mine == theirs


def test_candidates_are_ranked_and_say_why_in_words(world):
    folder, rows, truth, _ = world
    a, b = sorted(truth)[0]
    record = next(row for row in rows if row["id"] == b)
    (folder / "one.json").write_text(json.dumps(record))
    done = CliRunner().invoke(
        app, ["lookup", str(folder / "one.json"), "--state", str(folder / "state"), "--format", "json"]
    )
    told = json.loads(done.stdout)
    assert {a, b} <= {one["id"] for one in told["candidates"]}
    assert [one["weight"] for one in told["candidates"]] == sorted(
        (one["weight"] for one in told["candidates"]), reverse=True
    )
    assert told["candidates"][0]["cluster"] == min(a, b)
    assert any(reason["words"] == "Same date of birth" for reason in told["candidates"][0]["reasons"])
    said = CliRunner().invoke(app, ["lookup", str(folder / "one.json"), "--state", str(folder / "state")]).stdout
    assert "Same date of birth" in said
    assert "%" not in said


def test_nobody_protected_is_found_or_looks(world):
    folder, rows, _, _ = world
    kept = Lookup(folder / "state")
    by = {row["id"]: row for row in rows}
    assert kept.find({**by["s2"], "protected": "yes"}) == []
    assert "s1" not in {one.id for one in kept.find(by["s2"])}
    assert "r1" not in {one.id for one in kept.find({**by["r2"], "address": "1 High Street"})}


def test_a_change_is_seen_by_the_next_look_up(world, tmp_path):
    _, rows, truth, model = world
    full(tmp_path, rows, model, [], tmp_path / "state")
    a, b = sorted(truth)[0]
    record = next(row for row in rows if row["id"] == b)
    path = sheet(tmp_path / "day.csv", [{"id": a, "change": "delete"}], lambda row: row["change"])
    told = linkage_since.change(tmp_path / "state", [path], [])
    assert told["records"] == len(rows) - 1
    assert a not in {one.id for one in Lookup(tmp_path / "state").find(record)}
    with pytest.raises(linkage_since.NotThere, match=a):
        linkage_since.change(tmp_path / "state", [path], [])


def test_what_cannot_be_looked_up_says_why(world, tmp_path):
    folder, *_ = world
    with pytest.raises(NotARecord, match="says nothing to compare by"):
        Lookup(folder / "state").find({"colour": "red"})
    with pytest.raises(linkage_state.NotAState, match="keeps no linkage"):
        Lookup(tmp_path)
    (tmp_path / "x.json").write_text("[1]")
    done = CliRunner().invoke(app, ["lookup", str(tmp_path / "x.json"), "--state", str(tmp_path)])
    assert isinstance(done.exception, NotARecord)
