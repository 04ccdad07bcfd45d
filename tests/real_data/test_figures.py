"""The guards and the summaries of C7, on the published indexes."""

import csv

import pytest

from hereabouts.core.evidence.summaries import extent
from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]
LINLATHEN = ",".join(f"S0100780{n}" for n in range(7))


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("index", "said"),
    [
        ("SIMD 2016 and SIMD 2020v2", "cannot be followed over SIMD 2020v2 and SIMD 2016 by rank"),
        ("IMD 2025", "It ranks the areas of England"),
        ("SIMD 2020v2 and IMD 2019", "cannot be compared: each nation ranks its own areas"),
    ],
)
def test_the_profile_refuses_to_follow_ranks_and_to_cross_borders(command, index, said):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    done = command("place", "profile", "Linlathen", "--index", index, check=False)
    assert done.returncode == 2
    assert said in done.stderr


def test_averages_hide_and_every_figure_says_how_old_and_of_what_it_is(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    read = command.json("place", "profile", "Linlathen", "--index", "SIMD 2020v2")
    assert read["deprivation"]["hides"] == (
        "Averages hide much here: 5 areas of 7 in the most deprived fifth, 1 in the better-off half."
    )
    assert {figure["generation"] for figure in read["indicators"]} == {"DZ2011"}
    assert all(figure["vintage"]["ends"] and figure["vintage"]["published"] for figure in read["indicators"])


def test_similar_neighbourhoods_are_named_with_what_makes_them_so(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    found = command.json("place", "similar", "Linlathen", "--nearest", "5")
    assert [a["distance"] for a in found["alike"]] == sorted(a["distance"] for a in found["alike"])
    assert len({a["place"] for a in found["alike"]}) == 5
    assert not any("Linlathen" in a["place"] for a in found["alike"])
    assert "Alike in these, each counting the same: People who are income deprived;" in command(
        "place", "similar", "Linlathen"
    ).stdout.replace("\n", " ")


def test_a_history_of_one_edition_says_that_nothing_may_be_compared(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    told = command.json("place", "history", "Linlathen", "--indicator", "income_deprived")
    assert (told["measurements"][0]["count"], told["change"], told["gap"]) == (1694, None, "too few to tell")
    done = command("place", "history", "Linlathen", "--indicator", "nothing", check=False)
    assert (done.returncode, done.stderr) == (2, "Linlathen has no figures of “nothing”.\n")


def test_dundee_is_unequal_in_income_and_the_fifths_add_up(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    found = {
        one["indicator"]: one for one in command.json("place", "inequality", "Linlathen", "--index", "SIMD 2020v2")
    }
    income = found["income_deprived"]
    assert (income["council"], income["left_out"]) == ("Dundee City", 0)
    people = [fifth["people"] for fifth in income["fifths"]]
    assert sum(people) == 148_710
    assert sum(fifth["people"] * fifth["rate"] for fifth in income["fifths"]) == pytest.approx(24_391)
    assert max(people) < 1.1 * min(people)
    assert income["gap"]["lo"] > 0
    assert income["relative"]["lo"] > 0
    assert found["recorded_crime"]["left_out"] == 9  # hidden by the publisher, and never nought
    assert found["transport_to_surgery"]["gap"]["lo"] is None
    assert "of its own making" in command("place", "inequality", "Linlathen").stdout.replace("\n", " ")


def rows(path, key):
    with (DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("district", ["Doncaster", "West Lindsey", "Sheffield", "Lincoln"])
def test_extent_agrees_with_the_published_summaries(district):
    """To one point: the publisher weighted by the people of 2015, and only those of 2020 are here."""
    people = {
        c: float(r["total_population"])
        for c, r in rows("england_population/population20_lsoa11_syorks_lincs.csv", "lsoa11_code").items()
    }
    parents = rows("england_lookups/lookup_lsoa11_ltla20.csv", "lsoa11_code")
    ranks = {c: float(r["IMD_rank"]) for c, r in rows("england_imd/imd2019_lsoa11.csv", "lsoa11_code").items()}
    ours = {c: ranks[c] for c, r in parents.items() if r["ltla20_name"] == district}
    (code,) = {r["ltla20_code"] for r in parents.values() if r["ltla20_name"] == district}
    published = rows("england_imd/imd2019_district_summaries_ltla19.csv", "ltla19_code")[code]["Extent"]
    assert extent(ours, people, len(ranks)) == pytest.approx(float(published), abs=0.01)
