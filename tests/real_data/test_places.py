"""Places on the published files: wards by best fit, lines, shares, boundary changes, and neighbourhoods in no list."""

import json

import pytest

from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]

# Zones of each ward of Dundee by the derived list, counted from the file by hand: grep -c of each name.
WARDS = {"Coldside": 23, "East End": 20, "Lochee": 23, "Maryfield": 22, "North East": 22, "Strathmartine": 28, "The Ferry": 26, "West End": 24}  # fmt: skip
SPLITS = {
    "E01007502": ["E01034242", "E01034243"], "E01007527": ["E01034240", "E01034241"], "E01007608": ["E01034244", "E01034245"],
    "E01007645": ["E01034238", "E01034239"], "E01007648": ["E01034236", "E01034237"],
}  # fmt: skip


def defined(command, name, *how):
    return command.json("place", "define", name, *how)


def areas_of_ward(ward):
    rows = (DATA / "scotland_lookups" / "derived_dz11_ward22_dundee_inverclyde.csv").read_text().splitlines()[1:]
    return sorted(row.split(",")[0] for row in rows if row.split(",")[3] == ward)


@pytest.mark.parametrize("ward", WARDS)
def test_dundees_eight_wards_by_the_derived_list(command, ward):
    told = defined(command, ward, "--where", f"ward={ward}; council=Dundee City")
    assert told["areas"]["DZ2011"] == areas_of_ward(ward)
    assert len(told["areas"]["DZ2011"]) == WARDS[ward]
    assert 0.85 < told["fits"]["DZ2011"]["cover"] <= 1
    assert 0.85 < told["fits"]["DZ2011"]["purity"] <= 1
    assert "2001" in told["left_out"]["DZ2001"]  # many to many, without weights


def test_the_eight_wards_hold_every_zone_of_dundee_once(command):
    found = [
        code
        for ward in WARDS
        for code in defined(command, ward, "--where", f"ward={ward}; council=Dundee City")["areas"]["DZ2011"]
    ]
    assert (len(found), len(set(found))) == (188, 188)


def test_a_zone_that_lies_in_two_wards_is_told_and_overruled(command):
    told = defined(command, "East End", "--where", "ward=East End")
    zone = next(z for z in told["zones"]["DZ2011"] if z["code"] == "S01007800")
    assert (zone["name"], zone["share"], zone["weight"], zone["doubtful"]) == (
        "Linlathen and Midcraigie - 01",
        0.668,
        1.0,
        True,
    )
    overruled = defined(
        command, "East End", "--where", "ward=East End", "--overrule", "S01007800=out:Its people use the North East hub"
    )
    assert len(overruled["areas"]["DZ2011"]) == len(told["areas"]["DZ2011"]) - 1
    assert overruled["version"] == 2
    assert overruled["versions"][0]["moved"] == [
        {"generation": "DZ2011", "came": [], "went": ["S01007800"], "altered": []}
    ]


def test_apportioned_the_wards_share_a_zone_out_and_what_the_list_leaves_unplaced_is_said(command):
    people, said = 0, []
    for ward in WARDS:
        told = defined(command, ward, "--where", f"ward={ward}; council=Dundee City", "--fit", "apportion")
        people += command.json("place", "profile", ward)["population"]
        said += [r["said"] for r in told["remarks"] if "counted nowhere" in r["said"]]
        if ward == "North East":
            assert told["weights"]["DZ2011"]["S01007800"] == 0.332
    assert 0.98 * 148820 < people < 148820  # the list names two wards at most, and lines at the coast miss each other
    assert said


@pytest.mark.answer(5)
@pytest.mark.requirement("I-19")
def test_port_glasgow_and_a_pilot_area_in_no_list(command):
    told = defined(command, "Port Glasgow", "--where", "intermediate_zone=Port Glasgow*")
    assert len(told["areas"]["DZ2011"]) == 23
    twenty = command.json("place", "profile", "Port Glasgow", "--index", "SIMD 2020v2")["deprivation"]["most_deprived"][
        "20"
    ]
    assert twenty["areas"] == 16
    unknown = command("place", "define", "Pilot", "--where", "intermediate_zone=Clune Park", check=False)
    assert unknown.returncode == 2
    assert "name its areas one by one" in unknown.stderr
    note = "Clune Park, Kelburn and Woodhall as the partners know them"
    pilot = defined(command, "Pilot", "--areas", "S01010910,S01010911,S01010920", "--note", note)
    assert (pilot["note"], pilot["zones"]["DZ2011"][0]["why"]) == (note, "Somebody named it.")


@pytest.mark.parametrize(
    ("where", "old", "new"),
    [
        ("district=Knowsley", 98, 100), ("district=Doncaster", 194, 199), ("district=West Lindsey", 52, 53),
        ("ward=Town; district=Doncaster", 12, 14), ("ward=Gainsborough South-West", 3, 3),
    ],
)  # fmt: skip
def test_english_places_in_both_generations(command, where, old, new):
    told = defined(command, "There", "--where", where)
    assert (len(told["areas"]["LSOA2011"]), len(told["areas"]["LSOA2021"])) == (old, new)


@pytest.mark.answer(11)
def test_the_most_deprived_area_of_each_ward_in_both_editions(command):
    for where, code, ranks in (("ward=Town; district=Doncaster", "E01007532", (55, 17)), ("ward=Gainsborough South-West", "E01026383", (24, 26))):  # fmt: skip
        defined(command, "There", "--where", where)
        for index, rank in zip(("IMD 2019", "IMD 2025"), ranks, strict=True):
            read = command.json("place", "profile", "There", "--index", index)["deprivation"]
            assert (read["worst_area"], read["worst_rank"]) == (code, rank)


@pytest.mark.answer(15)
def test_the_five_splits_of_doncaster_are_listed(command):
    told = defined(command, "Doncaster", "--where", "district=Doncaster")
    assert {c["code"]: c["became"] for c in told["changed"]} == SPLITS
    assert {c["how"] for c in told["changed"]} == {"split"}
    west_lindsey = defined(command, "West Lindsey", "--where", "district=West Lindsey")
    assert [(c["code"], c["became"]) for c in west_lindsey["changed"]] == [("E01026397", ["E01034706", "E01034707"])]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(
    ("half", "whole"), [("E01034238", "E01007645"), ("E01034236", "E01007648"), ("E01034706", "E01026397")]
)
def test_half_of_a_split_area_is_refused_or_shared_out_aloud(command, half, whole):
    refused = defined(command, "Half", "--areas", half)
    assert list(refused["areas"]) == ["LSOA2021"]
    told = command("place", "profile", "Half", "--index", "IMD 2019", check=False)
    assert told.returncode == 2
    assert f"only part of {whole} lies in this place" in told.stderr
    shared = defined(command, "Half", "--areas", half, "--fit", "apportion")
    weight = shared["weights"]["LSOA2011"][whole]
    assert 0.3 < weight < 0.7
    assert any(f"Only part counts of {whole} ({weight:.0%})" in r["said"] for r in shared["remarks"])
    assert command.json("place", "profile", "Half", "--index", "IMD 2019")["areas"] == 1


def test_a_line_round_the_east_end_gives_nearly_the_list(command, tmp_path):
    wards = json.loads((DATA / "uk_wards_councils" / "wards2022.geojson").read_text())
    ours = [f for f in wards["features"] if f["properties"]["ward22_name"] == "East End"]
    path = tmp_path / "east end.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": ours}))
    told = defined(command, "Drawn", "--boundary", str(path))
    assert told["areas"]["DZ2011"] == areas_of_ward("East End")
    shares = {z["code"]: z["share"] for z in told["zones"]["DZ2011"]}
    assert shares["S01007800"] == pytest.approx(0.668, abs=0.005)  # the list's own share, worked out a second way


@pytest.mark.requirement("W-10")
@pytest.mark.parametrize("ward", ["Gainsborough South-West", "Town; district=Doncaster"])
def test_one_ward_in_one_analysis_of_several_agencies_sets(command, ward):
    """Ministry, statistics office, energy department and police: one place, one definition, every figure with its source."""
    defined(command, "There", "--where", f"ward={ward}")
    read = command.json("place", "profile", "There", "--index", "IMD 2025")
    publishers = {row["title"]: row["publisher"] for row in command.json("data", "list")}
    sources = {read["deprivation"]["source"], *(figure["source"] for figure in read["indicators"])}
    assert len({publishers[source] for source in sources}) >= 3
    counted = [
        figure for figure in read["indicators"] if figure["lo"] is not None
    ]  # a mean of published values has no range
    assert all(figure["lo"] <= figure["value"] <= figure["hi"] for figure in counted)
    assert len(counted) >= 2
    crimes = command.json("place", "incidents", "There")
    assert sum(month["value"] or 0 for month in crimes["months"]) > 0
    assert "data.police.uk" in crimes["publisher"]
