"""``hereabouts families``: files in, links out, plain sentences for everything else."""

import csv
import json

import pytest
from typer.testing import CliRunner

from hereabouts.cli.families import app
from hereabouts.engines import linkage
from hereabouts.engines.linkage_files import NotAList, headings, read
from tests.unit.test_linkage import caseloads


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
    assert {"seconds", "peak_memory_mb", "cluster_at"} <= set(told)
    assert all(cluster <= one for one, cluster in groups.items())  # a group is named by its smallest id
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


def test_an_id_that_stands_twice_is_refused_with_its_rows(tmp_path):
    for agency in ("one", "two"):
        (tmp_path / f"{agency}.csv").write_text(f"id,first_name,surname\n{agency}7,Isla,Ford\n1,Elspeth,Kowalski\n")
    with pytest.raises(NotAList, match=r"1 \(one.csv row 3, two.csv row 3\)"):
        take(tmp_path / "one.csv", tmp_path / "two.csv")


def test_other_headings_are_mapped_and_parts_put_together(tmp_path):
    (tmp_path / "x.csv").write_text("rec_id,fname,by,bm,bd\n1,CARSTEN,1949,7,22\n")
    (tmp_path / "map.toml").write_text('id = "rec_id"\nfirst_name = "fname"\ndob = ["by", "bm", "bd"]\n')
    (tmp_path / "map.json").write_text('{"rec_id": "id", "fname": "first_name", "by": "dob", "bm": "dob", "bd": "dob"}')
    for name in ("map.toml", "map.json"):
        assert take(tmp_path / "x.csv", columns=headings(tmp_path / name)) == [("1", "x", "CARSTEN", "1949-7-22")]
    (tmp_path / "wrong.toml").write_text('colour = "red"\n')
    with pytest.raises(NotAList, match="which we do not read"):
        headings(tmp_path / "wrong.toml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_an_extract_is_read_in_whatever_encoding_it_comes(tmp_path, encoding):
    (tmp_path / "x.csv").write_bytes("id;first_name;surname\n1;Zoë;Núñez\n2;Siân;Müller-Ford\n".encode(encoding))
    assert [row[2] for row in take(tmp_path / "x.csv")] == ["Zoë", "Siân"]


def take(*paths, columns=None):
    with linkage.database() as connection:
        read(connection, paths, columns)
        return connection.execute("SELECT id, agency, first_name, dob FROM raw ORDER BY id").fetchall()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,colour\nx,red\n", "has the columns name and colour. We need id"),
        ("id,surname\n,Okoro\n", "row 2: the id is empty"),
        ("id,surname\n1,Okoro\n1,Tarrant\n", r"An id stands twice: 1 \(x.csv row 2, x.csv row 3\)"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(tmp_path, text, said):
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(NotAList, match=said):
        take(tmp_path / "x.csv")
    with pytest.raises(NotAList, match="There is no file"):
        take(tmp_path / "none.csv")
