"""The known answers of the published files, read from the product's own output by the command line."""

import pytest

pytestmark = [pytest.mark.real_data, pytest.mark.slow, pytest.mark.xdist_group("real")]
LINLATHEN = ",".join(f"S0100780{n}" for n in range(7))


@pytest.mark.answer(4)
@pytest.mark.requirement("L-03", "L-04", "S-32")
def test_linlathen(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    read = command.json("place", "profile", "Linlathen")
    assert (read["place"], read["areas"], read["population"]) == ("Linlathen", 7, 5237)
    assert "Mid-2020" in read["population_source"]
    deprivation = read["deprivation"]
    assert deprivation["index"] == "SIMD 2020v2"
    share = deprivation["most_deprived"]["20"]
    assert (share["areas"], round(share["share_areas"], 3), share["people"], round(share["share_people"], 3)) == (
        5,
        0.714,
        4065,
        0.776,
    )
    assert (deprivation["worst_area"], deprivation["worst_rank"]) == ("S01007801", 10)
    assert set(deprivation["domains"]["health"]) == {"10", "20"}
    income = next(i for i in read["indicators"] if i["id"] == "income_deprived")
    assert (income["numerator"], income["denominator"]) == (1694, 5301)
    assert {
        "id",
        "label",
        "topic",
        "value",
        "lo",
        "hi",
        "numerator",
        "denominator",
        "period",
        "comparators",
        "source",
        "method",
    } <= set(income)
    scotland = income["comparators"]["nation"]
    assert (scotland["numerator"], scotland["denominator"]) == (654561, 5424800)
    dundee = income["comparators"]["council"]
    assert (dundee["name"], dundee["numerator"], dundee["denominator"]) == ("Dundee City", 24391, 148710)


@pytest.mark.answer(1, 5)
@pytest.mark.parametrize(
    ("where", "areas", "twenty", "ten"),
    [
        ("council=Dundee City", 188, 70, 45),
        ("council=Inverclyde", 114, 51, 36),
        ("council=Glasgow City", 746, 339, None),
        ("council=West Dunbartonshire", 121, 48, None),
        ("council=North Ayrshire", 186, 74, None),
        ("intermediate_zone=Port Glasgow*", 23, 16, 7),
    ],
)
@pytest.mark.requirement("I-02")
def test_areas_in_the_most_deprived_fifth_and_tenth(command, where, areas, twenty, ten):
    command("place", "define", "There", "--where", where)
    read = command.json("place", "profile", "There", "--index", "SIMD 2020v2")
    assert read["areas"] == areas
    assert read["deprivation"]["most_deprived"]["20"]["areas"] == twenty
    if ten is not None:
        assert read["deprivation"]["most_deprived"]["10"]["areas"] == ten


def test_knowsley_has_other_areas_in_each_generation(command):
    command("place", "define", "Knowsley", "--where", "district=Knowsley")
    old, new = (command.json("place", "profile", "Knowsley", "--index", index) for index in ("IMD 2019", "IMD 2025"))
    assert (old["areas"], new["areas"]) == (98, 100)
    assert old["population"] is None
    assert old["population_note"]
    assert old["deprivation"]["most_deprived"]["10"]["people"] is None
    assert old["deprivation"]["most_deprived"]["10"]["areas"] > 0


@pytest.mark.answer(10)
@pytest.mark.parametrize(("district", "index", "ten", "areas"), [("Doncaster", "IMD 2019", 46, 194), ("West Lindsey", "IMD 2019", 4, 52),
                         ("Doncaster", "IMD 2025", 46, 199), ("West Lindsey", "IMD 2025", 6, 53)])  # fmt: skip
def test_districts_equal_the_official_summaries(command, district, index, ten, areas):
    command("place", "define", "There", "--where", f"district={district}")
    read = command.json("place", "profile", "There", "--index", index)
    assert (read["deprivation"]["most_deprived"]["10"]["areas"], read["areas"]) == (ten, areas)


def test_a_name_in_two_councils(command):
    done = command("place", "define", "Town", "--where", "ward=Town", check=False)
    assert done.returncode == 2
    assert "Town in Doncaster" in done.stderr
    command("place", "define", "Town", "--where", "ward=Town; district=Doncaster")


def test_a_scottish_place_has_no_english_index(command):
    command("place", "define", "Linlathen", "--areas", LINLATHEN)
    done = command("place", "profile", "Linlathen", "--index", "IMD 2019", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("IMD 2019 does not cover Linlathen: ask for SIMD 2020v2 or SIMD 2016. ")
    assert "It ranks the areas of England" in done.stderr
