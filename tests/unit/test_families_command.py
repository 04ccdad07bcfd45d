"""``hereabouts families``: files in, links out, plain sentences for everything else."""

import csv
import json

import pytest
from typer.testing import CliRunner

from hereabouts.cli.families import app
from hereabouts.engines.linkage_files import NotAList, read
from tests.unit.test_linkage import caseloads

pytestmark = pytest.mark.slow  # the model learns anew in each


@pytest.fixture
def files(tmp_path):
    rows, truth, apart = caseloads()
    for agency in ("one", "two"):
        mine = [row for row in rows if row["agency"] == agency]
        with (tmp_path / f"{agency}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(
                file,
                [" id", " first_name", " surname", " dob", " sex", " postcode", " address", " phone", " protected"],
            )
            writer.writeheader()
            writer.writerows({f" {name}": value for name, value in row.items() if name != "agency"} for row in mine)
    return tmp_path, truth, apart


def run(*args):
    done = CliRunner().invoke(app, [*map(str, args), "--format", "json"])
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def test_train_then_match(files):
    folder, truth, apart = files
    lists = [folder / "one.csv", folder / "two.csv"]
    learnt = run("train", *lists, "--model", folder / "model.json")
    told = run(
        "match",
        *lists,
        "--model",
        folder / "model.json",
        "--out",
        folder / "links.csv",
        "--clusters",
        folder / "groups.csv",
    )
    assert told["model"] == learnt["version"]
    assert told["pairs_considered"] > told["links"] == sum(told["bands"].values())
    with (folder / "links.csv").open() as file:
        links = list(csv.DictReader(file))
    assert list(links[0]) == ["id_a", "id_b", "weight", "probability", "band"]
    got = {(row["id_a"], row["id_b"]) for row in links}
    assert len(got & truth) / len(truth) > 0.95
    assert not got & set(apart)
    with (folder / "groups.csv").open() as file:
        groups = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    assert len(groups) == told["records"]  # everybody stands in a group, most alone: nobody was merged
    sure = [row for row in links if row["band"] == "confirm"]
    assert all(groups[row["id_a"]] == groups[row["id_b"]] for row in sure)


def test_without_a_model_it_learns_from_the_extracts_or_says_that_it_did_not(files):
    folder, _, _ = files
    assert (
        run("match", folder / "one.csv", folder / "two.csv", "--out", folder / "l.csv")["model_from"]
        == "learnt from these extracts"
    )
    (folder / "small.csv").write_text("id,surname,dob\n1,Okoro,1990-01-02\n2,Okoro,1990-01-02\n")
    assert run("match", folder / "small.csv", "--out", folder / "l.csv")["model_from"].startswith("starting figures")


def test_an_id_of_two_agencies_is_told_apart(tmp_path):
    for agency in ("one", "two"):
        (tmp_path / f"{agency}.csv").write_text(
            "id,first_name,surname,dob,phone\n1,Elspeth,Kowalski,1990-02-03,07700 900001\n"
        )
    run("match", tmp_path / "one.csv", tmp_path / "two.csv", "--out", tmp_path / "links.csv")
    with (tmp_path / "links.csv").open() as file:
        (link,) = csv.DictReader(file)
    assert (link["agency_a"], link["agency_b"]) == ("one", "two")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,colour\nx,red\n", "has the columns name and colour. We need id"),
        ("id,surname\n,Okoro\n", "row 2: the id is empty"),
        ("id,surname\n1,Okoro\n1,Tarrant\n", "has the id 1 twice"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(tmp_path, text, said):
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(NotAList, match=said):
        read([tmp_path / "x.csv"])
    with pytest.raises(NotAList, match="There is no file"):
        read([tmp_path / "none.csv"])
