"""Place Standard (C12): its golden numbers, individuals and groups apart, and what is no score."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from hereabouts.core.imports.tables import SheetRow, table
from hereabouts.core.voice.place_standard import NotScores, differing, mean, scores, summed
from hereabouts.engines.definitions import place_standard_scale

GOLDEN = [2, 3, 3, 4, 5, 5, 6, 6, 7, 7]
OF = place_standard_scale()
given_scores = st.lists(st.integers(1, 7), min_size=1, max_size=25)


def sheet(*rows):
    return table([SheetRow(n, tuple(cells)) for n, cells in enumerate(rows, 1)], heading_row=1)


@pytest.mark.requirement("X-33")
def test_the_golden_numbers():
    (one,) = summed(scores(sheet(("Feeling safe",), *((n,) for n in GOLDEN)), OF), OF)
    assert (one.n, one.median, one.quartiles) == (10, 5, (3.25, 6))
    assert (one.mean.value, one.mean.lo, one.mean.hi) == pytest.approx((4.8, 3.5473, 6.0527), abs=1e-4)
    assert one.spread == (0, 1, 2, 1, 2, 2, 2)
    assert mean(GOLDEN[:9]) is None  # nine are too few for a mean


def test_there_are_fourteen_themes_from_one_to_seven():
    assert (len(OF.themes), OF.lowest, OF.highest) == (14, 1, 7)


@pytest.mark.requirement("X-33")
def test_what_one_person_scored_and_what_a_group_agreed_on_are_never_pooled():
    rows = [("mode", "Natural space", "Traffic & parking"), ("individual", 2, 4), ("", 4, None), ("group", 7, 1)]
    told = {(one.mode, one.theme): one for one in summed(scores(sheet(*rows), OF), OF)}
    assert (told["individual", "natural space"].n, told["individual", "natural space"].median) == (2, 3)
    assert (told["group", "natural space"].n, told["group", "natural space"].median) == (1, 7)
    assert told["individual", "traffic and parking"].n == 1  # a blank is no score
    assert told["individual", "natural space"].gap == pytest.approx((3 + 4) / 2 - 3)
    assert told["group", "traffic and parking"].gap == pytest.approx(4 - 1)


@settings(max_examples=60, deadline=None)
@given(given_scores, given_scores)
def test_two_groups_are_compared_as_the_judge_does(ours, others):
    found = differing(ours, others)
    judge = mannwhitneyu(ours, others, method="asymptotic", use_continuity=True)
    assert (found.n, found.others) == (len(ours), len(others))
    assert found.u == pytest.approx(judge.statistic)
    if len(set(ours) | set(others)) > 1:
        assert found.p == pytest.approx(judge.pvalue, abs=1e-9)
    assert found.p == pytest.approx(differing(others, ours).p)
    assert differing(ours, []) is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Colour",), ("red",)], "Row 1: no column is a theme"),
        (
            [("Feeling safe",), (8,)],
            "Row 2, column “Feeling safe”: “8” is not a score. Write a whole number from 1 to 7",
        ),
        ([("Feeling safe",), (3,), ("4.5",)], "Row 3, column “Feeling safe”: “4.5” is not a score"),
        ([("Feeling safe", "mode"), (3, "both")], "Row 2, column “mode”: “both” is neither individual nor group"),
    ],
)
def test_what_is_no_score_is_told_by_row_and_column(rows, said):
    with pytest.raises(NotScores) as refusal:
        scores(sheet(*rows), OF)
    assert said in str(refusal.value)


def test_the_command_prints_the_table(tmp_path):
    from typer.testing import CliRunner

    from hereabouts.cli.voice import app

    path = tmp_path / "scores.csv"
    path.write_text("mode,Feeling safe,Moving around\n" + "".join(f"individual,{n},4\n" for n in GOLDEN))
    done = CliRunner().invoke(app, ["place-standard", str(path), "--format", "json"], catch_exceptions=False)
    told = {one["theme"]: one for one in json.loads(done.stdout)["themes"]}
    assert told["feeling safe"]["mean"]["value"] == pytest.approx(4.8)
    assert told["moving around"]["spread"] == [0, 0, 0, 10, 0, 0, 0]
    text = CliRunner().invoke(app, ["place-standard", str(path)], catch_exceptions=False).stdout
    assert "4.8 (3.5 to 6.1)" in text
