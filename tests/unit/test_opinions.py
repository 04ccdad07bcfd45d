"""Opinion groups: found where they are, refused where they are not, and counted by hand."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.voice.opinions import FEWEST, opinions
from hereabouts.core.voice.opinions_grouping import adjusted_rand, grouped, nearest, silhouette
from hereabouts.core.voice.opinions_statements import consensus, divides, stands_for, table
from hereabouts.core.voice.votes import AGREE, DISAGREE, NONE, PASS, NotVotes, Votes, texts, votes

LONG = [["voter-id", "comment-id", "vote"], ["7", "1", "1"], ["7", "2", "-1"], ["8", "1", "0"]]
WIDE = [["participant", "group-id", "n-votes", "1", "2"], ["7", "0", "2", "1", "-1"], ["8", "1", "1", "0", ""]]


def read(rows):
    return votes(enumerate(rows, 1))


def two_camps(voters=160, statements=40, *, seed=1, seen=0.5, sure=0.85):
    """Voters of two camps that part on half the statements and agree on the rest, each seeing some of them."""
    dice = np.random.default_rng(seed)
    camp = np.arange(voters) % 2
    lean = np.where(np.arange(statements) % 2 == 0, 1, np.where(camp[:, None] == 0, 1, -1))
    says = np.where(dice.random((voters, statements)) < sure, lean, -lean)
    cast = np.where(dice.random((voters, statements)) < seen, says, NONE).astype(np.int8)
    return Votes(tuple(f"v{n}" for n in range(voters)), tuple(map(str, range(statements))), cast), camp


def unlike(voters, statements, seed=3):
    """Voters of whom nobody votes like anybody else: each statement has its own share who agree."""
    dice = np.random.default_rng(seed)
    cast = np.where(dice.random((voters, statements)) < dice.random(statements), AGREE, DISAGREE).astype(np.int8)
    return Votes(tuple(map(str, range(voters))), tuple(map(str, range(statements))), cast)


def test_both_layouts_say_the_same():
    long, wide = read(LONG), read(WIDE)
    assert long.voters == wide.voters == ("7", "8")
    assert long.statements == wide.statements == ("1", "2")
    assert long.cast.tolist() == wide.cast.tolist() == [[AGREE, DISAGREE], [PASS, NONE]]
    assert long.count == 3


def test_the_published_group_is_never_read():
    other = [[*WIDE[0]], ["7", "1", "9", "1", "-1"], ["8", "0", "9", "0", ""]]
    assert read(other).cast.tolist() == read(WIDE).cast.tolist()
    assert "group-id" not in read(WIDE).statements


def test_the_last_vote_counts_by_its_time_or_its_row():
    rows = [[*LONG[0], "timestamp"], ["7", "1", "1", "20"], ["7", "1", "-1", "10"]]
    assert read(rows).cast.tolist() == [[AGREE]]
    assert read([LONG[0], ["7", "1", "1"], ["7", "1", "-1"]]).cast.tolist() == [[DISAGREE]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "The file is empty"),
        ([["a", "b"], ["1", "2"]], "Row 1: no column says who voted"),
        ([["voter-id", "vote"], ["1", "1"]], "Row 1: no column says on which statement"),
        ([*LONG, ["9", "1", "7"]], "Row 5, column “vote”: “7” is not a vote"),
        ([*LONG, ["", "1", "1"]], "Row 5, column “voter-id”: it is empty"),
        ([[*LONG[0], "timestamp"], ["7", "1", "1", "noon"]], "Row 2, column “timestamp”: “noon” is no timestamp"),
        ([*WIDE, ["9", "", "", "2", ""]], "Row 4, column “1”: “2” is not a vote"),
        ([*WIDE, ["8", "", "", "1", ""]], "Row 4, column “participant”: “8” stands in row 3 already"),
        ([*WIDE, ["9", "", "", "1", "1", "1"]], "Row 4 has 6 cells, and there are 5 headings"),
        ([["participant", "1", "1"], ["7", "1", "1"]], "Column C: the statement “1” has a column already"),
        ([["participant", "group-id"], ["7", "1"]], "No column is a statement"),
        ([["participant", "1"], ["7", ""]], "There is no vote in the file"),
    ],
)
def test_what_is_no_vote_is_told_by_row_and_column(rows, said):
    with pytest.raises(NotVotes) as refusal:
        read(rows)
    assert said in str(refusal.value)


def test_statements_have_their_words_from_a_file_of_their_own():
    assert texts(enumerate([["comment-id", "comment-body"], ["1", " More  trees "]], 1)) == {"1": "More trees"}
    with pytest.raises(NotVotes, match="Row 1: the file of statements needs"):
        texts(enumerate([["id", "x"]], 1))


@pytest.mark.slow
def test_two_camps_are_found_and_said_to_be_firm():
    said, camp = two_camps()
    found = opinions(said, np.random.default_rng(1))
    assert found.because == ""
    assert len(found.groups) == 2
    name = {member: group.name for group in found.groups for member in group.members}
    assert adjusted_rand(camp, np.array([name[voter] for voter in said.voters])) > 0.9
    assert found.found.stability > 0.8
    assert all(group.firm > 0.8 * len(group.members) for group in found.groups)
    assert {one.statement for one in found.divides} <= {str(n) for n in range(1, 40, 2)}
    assert {one.statement for one in found.consensus} <= {str(n) for n in range(0, 40, 2)}
    assert found.consensus
    ours, theirs = ({one.statement for one in group.stands_for} for group in found.groups)
    assert ours | theirs <= {str(n) for n in range(1, 40, 2)}


@pytest.mark.slow
def test_the_same_votes_and_seed_give_the_same_groups():
    said, _ = two_camps()
    assert opinions(said, np.random.default_rng(4)) == opinions(said, np.random.default_rng(4))


def test_who_cast_few_votes_is_left_out_and_counted():
    said, _ = two_camps()
    cast = said.cast.copy()
    cast[:30, 6:] = NONE
    found = opinions(Votes(said.voters, said.statements, cast), np.random.default_rng(1))
    assert (found.voters, found.counted, found.least) == (160, 130, 7)
    assert not {m for g in found.groups for m in g.members} & set(said.voters[:30])


def test_few_votes_do_not_pull_a_voter_to_the_middle():
    """Half of both camps see a fifth of what the others see: camps, and not the eager and the others, are found."""
    said, camp = two_camps(400, 100, seen=0.9, seed=5)
    cast, dice = said.cast.copy(), np.random.default_rng(2)
    few = np.arange(400) % 4 < 2
    cast[few] = np.where(dice.random((few.sum(), 100)) < 0.2, cast[few], NONE)
    found = opinions(Votes(said.voters, said.statements, cast), np.random.default_rng(1))
    name = {member: group.name for group in found.groups for member in group.members}
    own = np.array([name.get(voter, "") for voter in said.voters])
    assert adjusted_rand(camp[own != ""], own[own != ""]) > 0.9


def test_twenty_six_voters_get_a_refusal_with_its_reason():
    said, _ = two_camps(26)
    found = opinions(said, np.random.default_rng(1))
    assert found.groups is None
    assert found.because.startswith(f"26 voters cast 7 votes or more. At least {FEWEST} are needed")
    assert found.consensus == found.divides == ()
    assert found.overall[0][1].votes >= 10  # what everybody agrees with needs no group


@pytest.mark.parametrize(("voters", "statements"), [(60, 30), (300, 40)])
def test_voters_who_vote_like_nobody_else_make_no_groups(voters, statements):
    found = opinions(unlike(voters, statements), np.random.default_rng(1))
    assert found.groups is None
    assert "at random" in found.because or "Each half of the voters gives other groups" in found.because


def test_adjusted_rand_by_hand():
    """Ten people, 3 and 2 of one group and 1 and 4 of the other in two groups: 10 pairs of 20 and 20 together, 45 in all."""
    one = np.array([0] * 5 + [1] * 5)
    other = np.array([0] * 3 + [1] * 2 + [0] * 1 + [1] * 4)
    together, rows, columns = 3 + 1 + 0 + 6, 10 + 10, 6 + 15
    chance = rows * columns / 45
    assert adjusted_rand(one, other) == pytest.approx((together - chance) / ((rows + columns) / 2 - chance))
    assert adjusted_rand(one, 1 - one) == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60))
def test_adjusted_rand_is_the_same_both_ways_and_never_above_one(pairs):
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, one))
    assert adjusted_rand(one, other) <= 1 + 1e-12
    assert adjusted_rand(one, one) == 1


def test_the_silhouette_of_two_tight_pairs():
    stands = np.array([[0.0], [1.0], [10.0], [11.0]])
    own = np.array([0, 0, 1, 1])
    by_hand = np.mean([(10.5 - 1) / 10.5, (9.5 - 1) / 9.5] * 2)
    assert silhouette(stands, own, np.random.default_rng(1)) == pytest.approx(by_hand)
    assert nearest(stands, grouped(stands, 2, np.random.default_rng(1))).tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])


def test_consensus_is_the_product_of_smoothed_shares_with_counts():
    """30 of 36 and 20 of 22 agree: 31/38 x 21/24; a statement on which one group is split is none."""
    cast = np.full((58, 2), DISAGREE, dtype=np.int8)
    own = np.array([0] * 36 + [1] * 22)
    cast[:30, 0] = cast[36:56, 0] = AGREE
    cast[:20, 1] = cast[36:47, 1] = AGREE
    (found,) = consensus(table(cast, own, "AB", ["x", "y"]), np.random.default_rng(1))
    assert (found.statement, found.vote) == ("x", "agree")
    assert found.probability.value == pytest.approx(31 / 38 * 21 / 24)
    assert found.probability.lo < found.probability.value < found.probability.hi
    assert [(g.group, g.agree, g.disagree, g.votes) for g in found.groups] == [("A", 30, 6, 36), ("B", 20, 2, 22)]


def test_what_divides_and_what_a_group_stands_for_by_hand():
    """40 of 50 against 10 of 50: .6, and Newcombe's interval (C6)."""
    cast = np.full((100, 2), DISAGREE, dtype=np.int8)
    own = np.array([0] * 50 + [1] * 50)
    cast[:40, 0] = cast[50:60, 0] = AGREE
    cast[:, 1] = AGREE
    counts = table(cast, own, "AB", ["x", "y"])
    (one,) = divides(counts)
    assert (one.statement, one.most, one.least) == ("x", "A", "B")
    assert (one.difference.value, one.difference.lo, one.difference.hi) == pytest.approx(
        (0.6, 0.4156, 0.7239), abs=1e-3
    )
    (ours,) = stands_for(counts, 0)
    assert (ours.statement, ours.vote, ours.share.value, ours.others.value) == ("x", "agree", 0.8, 0.2)
    (theirs,) = stands_for(counts, 1)
    assert (theirs.statement, theirs.vote, theirs.share.value) == ("x", "disagree", 0.8)


def test_the_command_prints_groups_or_the_refusal(tmp_path, capsys):
    from typer.testing import CliRunner

    from hereabouts.cli.voice import app

    said, _ = two_camps()
    path = tmp_path / "votes.csv"
    words = {NONE: "", AGREE: "1", DISAGREE: "-1", PASS: "0"}
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["participant", "group-id", *said.statements])
        writer.writerows([v, "", *(words[int(c)] for c in row)] for v, row in zip(said.voters, said.cast, strict=True))
    (tmp_path / "s.csv").write_text("comment-id,comment-body\n0,More trees\n")
    options = ["opinions", str(path), "--statements", str(tmp_path / "s.csv")]
    told = json.loads(CliRunner().invoke(app, [*options, "--format", "json"], catch_exceptions=False).stdout)
    assert {group["group"] for group in told["groups"]} == {"A", "B"}
    assert sum(group["voters"] for group in told["groups"]) == told["counted"] == 160
    assert told["because"] is None
    assert {"statement", "text", "vote", "probability", "lo", "hi", "groups"} == set(told["consensus"][0])
    text = CliRunner().invoke(app, options, catch_exceptions=False).stdout
    assert "2 groups. Halves of the voters agree on them at" in text
    few = tmp_path / "few.csv"
    few.write_text("".join(path.read_text().splitlines(keepends=True)[:27]))
    refused = json.loads(CliRunner().invoke(app, ["opinions", str(few), "--format", "json"]).stdout)
    assert refused["groups"] is None
    assert refused["because"].startswith("26 voters")
