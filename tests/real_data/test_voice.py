"""Votes and answers as published: counts exact, groups found again, reach as worked out by hand."""

import csv
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from hereabouts.cli.voice import app
from hereabouts.core.voice.opinions_grouping import adjusted_rand
from hereabouts.core.voice.votes import Votes
from hereabouts.engines.votes import read_votes
from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
GREEN = DATA / "polis_american-assembly.bowling-green"
KANSAS = DATA / "survey_kansas_city" / "FY2022_RS_Cleaned_safe.csv"
# People of Kansas City by what the survey asks, as shares; written here, to be worked out by hand.
HERE = {
    "White": 0.554, "Black/African American": 0.261, "Hispanic": 0.107, "two or more races": 0.04,
    "Asian/Pacific Islander": 0.027, "Other": 0.006, "American Indian/Eskimo": 0.005,
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_real_data():
    """Votes and answers come from no evidence file, so none is built."""


def told(*args):
    done = CliRunner().invoke(app, [*map(str, args), "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_bowling_green_has_two_groups_like_the_published_ones():
    found = told("opinions", GREEN / "participants-votes.csv", "--statements", GREEN / "comments.csv")
    assert (found["voters"], found["votes"], found["statements"]) == (2031, 225_524, 896)
    assert len(found["groups"]) == 2
    assert found["stability"] > 0.8
    ours = {member: group["group"] for group in found["groups"] for member in group["members"]}
    with (GREEN / "participants-votes.csv").open(newline="") as file:
        published = {row["participant"]: row["group-id"] for row in csv.DictReader(file) if row["group-id"]}
    assert len(published) == 1581
    both = np.array([(published[who], ours.get(who, "left out")) for who in published])
    assert adjusted_rand(both[:, 0], both[:, 1]) >= 0.7
    assert all(one["text"] for one in found["consensus"])
    for one in found["consensus"]:
        smoothed = [(g["agree"] + 1) / (g["votes"] + 2) for g in one["groups"]]
        assert one["vote"] == "agree"
        assert one["probability"] == pytest.approx(np.prod(smoothed))


def test_twenty_six_voters_of_it_get_a_refusal(tmp_path):
    rows = (GREEN / "participants-votes.csv").read_text().splitlines(keepends=True)
    votes = read_votes(GREEN / "participants-votes.csv")
    most = np.sort(np.argsort(-(votes.cast != 2).sum(axis=1), kind="stable")[:26])
    (tmp_path / "few.csv").write_text("".join([rows[0], *(rows[1 + n] for n in most)]))
    found = told("opinions", tmp_path / "few.csv")
    assert found["groups"] is None
    assert found["because"].startswith("26 voters cast 7 votes or more.")


def test_a_list_of_votes_and_the_matrix_of_it_give_the_same_votes():
    folder = DATA / "polis_scoop-hivemind.affordable-housing"
    long, wide = read_votes(folder / "votes.csv"), read_votes(folder / "participants-votes.csv")
    shared = [s for s in wide.statements if s in long.statements]
    ours, theirs = _of(long, wide.voters, shared), _of(wide, wide.voters, shared)
    assert (ours == theirs).mean() > 0.999


def _of(votes: Votes, voters, statements):
    row, column = ({name: n for n, name in enumerate(names)} for names in (votes.voters, votes.statements))
    cast = np.vstack([votes.cast, np.full((1, votes.cast.shape[1]), 2)])
    return cast[[row.get(v, -1) for v in voters]][:, [column[s] for s in statements]]


@pytest.mark.requirement("S-60")
def test_reach_of_the_kansas_city_survey_is_the_hand_calculation(tmp_path):
    population = tmp_path / "here.csv"
    population.write_text("by,group,population\n" + "".join(f"q37_race,{g},{p}\n" for g, p in HERE.items()))
    found = told("reach", KANSAS, "--population", population, "--by", "q37_race")
    groups = {one["group"]: one for one in found["groups"]}
    by_hand = {  # heard, index and its limits: of 985 whose answer is known
        "White": (586, 107.39, 101.80, 112.84), "Black/African American": (259, 100.74, 90.58, 111.62),
        "Hispanic": (77, 73.06, 58.88, 90.30),
    }  # fmt: skip
    for name, figures in by_hand.items():
        one = groups[name]
        assert (one["heard"], one["index"], one["lo"], one["hi"]) == pytest.approx(figures, abs=0.01)
    assert {name: one["class"] for name, one in groups.items() if one["class"] != "uncertain"} == {"Hispanic": "under"}
    assert (groups["Hispanic"]["more_for_parity"], groups["White"]["more_for_parity"]) == (32, 0)
    assert found["unknown"]["q37_race"]["people"] == 48
    assert sum(one["heard"] for one in found["groups"]) == 985 == 1033 - 48
    assert found["dissimilarity"]["q37_race"] == pytest.approx(0.04304, abs=1e-5)
    assert found["n_eff"]["q37_race"] == pytest.approx(968.15, abs=0.01)
