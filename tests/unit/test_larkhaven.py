"""The made-up city: the same every time, adding up, and nobody's."""

import csv
import json
import re
import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import duckdb
import pytest
from shapely import from_geojson, unary_union

from hereabouts.demo import caseloads, incidents, referrals, voice
from hereabouts.demo.geography import areas, shapes
from hereabouts.demo.people import residents
from hereabouts.demo.publisher import publish
from hereabouts.demo.shares import whole
from hereabouts.demo.told import told
from hereabouts.engines import definitions
from hereabouts.engines.definitions import calendar
from hereabouts.engines.evidence_build import build
from hereabouts.engines.raw_tables import Faulty

TODAY = date(2026, 11, 20)
OURS = range(1, 9)  # Fallowgate's areas


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("larkhaven"))


def rows(raw, name):
    with (raw / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def ours(row):
    return int(row["LKN21CD"][1:]) in OURS


def test_the_same_seed_gives_the_same_bytes(raw, tmp_path):
    again = publish(tmp_path / "again")
    assert {f.name: f.read_bytes() for f in raw.iterdir()} == {f.name: f.read_bytes() for f in again.iterdir()}


def test_another_seed_gives_another_city(raw, tmp_path, monkeypatch):
    """The negative control: the seed is what decides."""
    from hereabouts.demo import counts, deprivation, population
    from hereabouts.demo import incidents as months

    for module in (counts, deprivation, population, months):
        monkeypatch.setattr(module, "seed", lambda: 7)
    for kept in (counts.denominators, population.people, months.by_month):
        kept.cache_clear()
    other = publish(tmp_path / "other")
    for kept in (counts.denominators, population.people, months.by_month):
        kept.cache_clear()
    assert (other / "index.csv").read_bytes() != (raw / "index.csv").read_bytes()
    assert (other / "population.csv").read_bytes() != (raw / "population.csv").read_bytes()


def test_ages_sexes_and_areas_sum_to_people(raw):
    told_of = {one.code: one.people for one in areas()}
    by_area = {}
    for row in rows(raw, "population"):
        ages = [int(row[str(a)]) for a in range(90)] + [int(row["90+"])]
        assert sum(ages) == int(row["everybody"])
        by_area.setdefault(row["LKN21CD"], {})[row["sex"]] = int(row["everybody"])
    assert {code: sexes["All"] for code, sexes in by_area.items()} == told_of
    assert all(sexes["Female"] + sexes["Male"] == sexes["All"] for sexes in by_area.values())
    assert sum(one.people for one in areas() if one.neighbourhood == "Fallowgate") == 7210


@pytest.mark.slow
def test_a_column_may_say_each_rows_period(raw, tmp_path):
    copy = shutil.copytree(raw, tmp_path / "copy")
    build(copy, tmp_path / "e.duckdb")
    with duckdb.connect(str(tmp_path / "e.duckdb"), read_only=True) as c:
        found = c.execute(
            "SELECT DISTINCT period FROM reading WHERE indicator = 'recorded_crime' ORDER BY 1"
        ).fetchall()
        periods = c.execute("SELECT count(DISTINCT period) FROM cell WHERE measure = 'crimes'").fetchone()
    assert [period for (period,) in found] == [str(year) for year in told("numbers")["years"]]
    assert periods == (24 + len(told("numbers")["years"]),)
    lines = (copy / "indicators.csv").read_text().splitlines()
    (copy / "indicators.csv").write_text("\n".join([*lines, lines[1]]) + "\n")
    with pytest.raises(Faulty, match="“X00000001” stands here a second time"):
        build(copy, tmp_path / "e.duckdb")


def test_each_rank_stands_once_in_each_domain(raw):
    table = rows(raw, "index")
    for domain in told("numbers")["domain"]:
        ranks = {row["LKN21CD"]: int(row[f"rank_{domain['id']}"]) for row in table}
        assert sorted(ranks.values()) == list(range(1, 41))
        worst = {code for code, rank in ranks.items() if rank <= 4 and int(code[1:]) in OURS}
        assert worst == {one.code for one in areas()[:8] if one.letter in domain["ten"]}
        assert all(int(row[f"decile_{domain['id']}"]) == -(-10 * ranks[row["LKN21CD"]] // 40) for row in table)


def test_a_year_of_incidents_is_what_the_indicators_count(raw):
    kinds = [kind["id"] for kind in told("numbers")["incidents"]["kinds"]]
    months = rows(raw, "incidents")
    assert len({row["month"] for row in months}) == 24
    for row in [r for r in rows(raw, "indicators") if r["year"] == "2025"]:
        year = [m for m in months if m["LKN21CD"] == row["LKN21CD"] and m["month"].startswith("2025")]
        assert sum(int(m[kind]) for m in year for kind in kinds) == int(row["crimes"])
        assert sum(int(m["antisocial_behaviour"]) for m in year) == int(row["antisocial_incidents"])


def test_no_count_is_more_than_what_it_is_out_of(raw):
    for row in rows(raw, "indicators"):
        for measure in told("numbers")["measure"]:
            count = row[measure["id"]]
            assert count == "*" or 0 <= int(count) <= int(row[measure["of"]])


def test_groups_of_the_census_share_out_everybody(raw):
    for row in rows(raw, "census"):
        for groups in told("numbers")["census"]["groups"].values():
            assert sum(int(row[group]) for group in groups) == int(row["everybody_counted"])


@pytest.mark.parametrize(("total", "weights", "most"), [(10, [1, 1, 1], None), (9, [5, 1, 1], [3, 3, 3]), (0, [1, 2], None)])  # fmt: skip
def test_shares_are_whole_and_lose_nothing(total, weights, most):
    shared = whole(total, weights, most)
    assert sum(shared) == total
    assert most is None or all(n <= m for n, m in zip(shared, most, strict=True))


def test_more_than_fits_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        whole(4, [1, 1], [1, 2])


def test_areas_lie_beside_each_other_and_neighbourhoods_hang_together():
    drawn = shapes()
    land = unary_union(list(drawn.values()))
    assert land.geom_type == "Polygon"
    assert all(shape.is_valid and shape.geom_type == "Polygon" for shape in drawn.values())
    assert sum(shape.area for shape in drawn.values()) == pytest.approx(land.area, rel=1e-6)
    assert all(a.intersection(b).area < 1 for a, b in combinations(drawn.values(), 2))
    for name in {one.neighbourhood for one in areas()}:
        assert unary_union([drawn[one.code] for one in areas() if one.neighbourhood == name]).geom_type == "Polygon"


def test_it_lies_in_the_open_sea(raw):
    found = json.loads((raw / "boundaries.geojson").read_text())["features"]
    west, south, east, north = unary_union([from_geojson(json.dumps(f["geometry"])) for f in found]).bounds
    assert (west > 1.0, south > 55.1, east < 1.5, north < 55.3) == (True, True, True, True)
    assert all(f["properties"]["lkn21cd"].startswith("X0") for f in found)


POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}\b")
PHONE = re.compile(r"\b0\d{3,4}[ \d]{6,8}\b")


def everything_told():
    texts = [path.read_text(encoding="utf-8") for path in (definitions.ROOT / "demo").iterdir() if path.name.endswith(".toml")]  # fmt: skip
    lists = [value for agency in caseloads.records(TODAY) for row in caseloads.extract(agency, TODAY) for value in row.values()]  # fmt: skip
    said = [value for one in voice.contributions(TODAY) for value in one.row.values()]
    return "\n".join(texts + lists + said)


@pytest.mark.requirement("X-37")
def test_nothing_in_it_is_real():
    text = everything_told()
    assert set(POSTCODE.findall(text)) == {"LK"}  # there is no such postcode area
    phones = {phone.replace(" ", "") for phone in PHONE.findall(text)}
    assert phones
    assert all(p.startswith(("01632960", "07700900")) for p in phones)  # kept for fiction
    assert set(re.findall(r"@([\w.-]+)", text)) == {"example.org"}
    assert all(
        row["nhs"][:3] in {"", "999"} for agency in caseloads.records(TODAY) for row in caseloads.extract(agency, TODAY)
    )


def test_the_postcodes_of_a_real_place_would_be_noticed():
    """The negative control of the test above."""
    assert POSTCODE.findall("14 Bell Street, DD4 8AA") == ["DD"]


def test_three_thousand_residents_with_what_makes_matching_hard():
    everybody = residents(TODAY)
    homes = {}
    for one in everybody:
        homes.setdefault(one.household, []).append(one)
    assert 2990 <= len(everybody) <= 3020
    kinds = Counter(one.home.kind for one in everybody)
    assert min(kinds["refuge"], kinds["temporary"], kinds["none"]) >= 8
    twins = [h for h in homes.values() if len({o.dob for o in h}) < len(h) and min(o.age(TODAY) for o in h) < 18]
    namesakes = [h for h in homes.values() if len({(o.first, o.surname) for o in h}) < len(h)]
    flats = [h for h in homes.values() if len({o.surname for o in h}) >= 3]
    assert min(len(twins), len(namesakes), len(flats)) >= 5
    assert sum(bool(one.former) for one in everybody) > 50
    assert all(one.dob <= TODAY for one in everybody)


def test_five_agencies_know_overlapping_households_and_write_them_differently():
    truly, households = caseloads.truth(TODAY), {one.id: one.household for one in residents(TODAY)}
    lists = {agency: caseloads.extract(agency, TODAY) for agency in caseloads.records(TODAY)}
    assert len(lists) == 5
    assert all(list(row) == list(caseloads.COLUMNS) for rows_ in lists.values() for row in rows_)
    knows = {}
    for agency, rows_ in lists.items():
        assert len({row["id"] for row in rows_}) == len(rows_)
        for row in rows_:
            knows.setdefault(households[truly[row["id"]]], set()).add(agency)
    assert sum(len(agencies) > 1 for agencies in knows.values()) > 300
    surnames = {}
    for rows_ in lists.values():
        for row in rows_:
            surnames.setdefault(truly[row["id"]], set()).add(row["surname"].lower())
    assert sum(len(names) > 1 for names in surnames.values()) > 40  # slips and changed names
    assert all(row["start"] <= (row["end"] or TODAY.isoformat()) for rows_ in lists.values() for row in rows_)


def test_the_same_day_gives_the_same_people_and_words():
    first = caseloads.records(TODAY), voice.contributions(TODAY)
    for kept in (caseloads.records, residents, voice.contributions):
        kept.cache_clear()
    assert (caseloads.records(TODAY), voice.contributions(TODAY)) == first


def test_what_people_raised_and_who_was_heard_is_what_the_story_tells():
    heard = [
        one for one in voice.contributions(TODAY) if one.place == "Fallowgate" and one.activity != "cards-november"
    ]
    raised = Counter()
    people = {one.row["person"]: one.row for one in heard}
    for person in people:
        raised.update({t for one in heard if one.row["person"] == person for t, way in one.codes.items() if way != "praise"})  # fmt: skip
    assert raised == told("voice")["raised"]["Fallowgate"]
    assert len(people) == 412
    assert len(voice.contributions(TODAY)) >= 600
    renters = sum(row["tenure"] == "private renter" for row in people.values())
    known = sum(row["tenure"] not in {"not asked", "did not want to say"} for row in people.values())
    assert renters / known < 0.24 / 2  # they are under-heard: 24 in 100 live here


def test_three_languages_each_with_its_translation():
    spoken = Counter(one.row["said_in"] for one in voice.contributions(TODAY))
    assert set(spoken) == {"English", "Polish", "Urdu"}
    assert all(bool(one.row["translation"]) == (one.row["said_in"] != "English") for one in voice.contributions(TODAY))


def test_a_quoted_sentence_is_said_once_by_somebody_who_agreed():
    for quote in told("voice")["said"]:
        found = [one for one in voice.contributions(TODAY) if quote["words"] in one.row["words"]]
        assert [one.row["quote"] for one in found] == ["yes"], quote["words"]
        assert quote["topic"] in found[0].codes


def test_months_follow_each_other():
    assert incidents.months()[:4] == [(2024, 10), (2024, 11), (2024, 12), (2025, 1)]


def test_the_story_names_only_whom_and_what_it_tells_of():
    people = {one["key"] for one in told("partners")["person"]}
    organisations = {one["key"] for one in told("partners")["organisation"]}
    topics = set(definitions.topics())
    plan, meetings = told("plan"), told("meetings")
    priorities = {one["key"]: one for one in plan["priority"]}
    outcomes = {one["key"] for one in plan["outcome"]}
    assert {
        one["topic"] for one in [*plan["aims"], *plan["owners"], *plan["not_chosen"], *priorities.values()]
    } <= topics
    assert {one["owner"] for one in plan["owners"]} <= people
    for action in plan["action"]:
        assert (action["lead"] in people, action["priority"] in priorities, action["outcome"] in outcomes) == (
            True,
        ) * 3
        assert {action["organisation"], *action["supporting"]} <= organisations
    groups = {one["key"]: one for one in meetings["group"]}
    for group in groups.values():
        assert all(org in organisations and (who in people or not who) for org, who, _, _ in group["members"])
    for meeting in meetings["meeting"]:
        assert meeting["group"] in groups
        decisions = [item["decide"] for item in meeting["items"] if "decide" in item]
        assert {one["owner"] for one in decisions} <= organisations
        assert {who for _, who, *_ in meeting["actions"]} <= people
        decided = {item["title"] for item in meeting["items"] if "decide" in item}
        assert {title for _, _, _, _, *follows in meeting["actions"] for title in follows} <= decided
    problems = {one["key"]: one for one in told("problems")["problem"]}
    assert {one["spoc"] for one in problems.values()} <= people
    assert {one["about"] for one in told("problems")["report"] if "about" in one} == set(problems)
    assert {key for agency in [told("caseloads")] for one in agency["agency"] for key in [one["key"]]} <= organisations


def test_the_plan_is_told_as_it_stands_today():
    states = Counter(action["state"] for action in told("plan")["action"])
    late = [a["key"] for a in told("plan")["action"] if a["state"] == "in progress" and a["due"] < 0]
    assert (len(told("plan")["action"]), states["complete"], states["stopped"], states["not started"]) == (17, 5, 1, 1)
    assert late == ["warm-leaflet", "worst-twenty"]
    assert sum(action["planned"] for action in told("plan")["action"]) == 86_000
    assert sum(action["spent"] for action in told("plan")["action"]) == 51_500


def test_eleven_weeks_of_referrals_most_solved_the_same_day():
    dealt_ = referrals.cases(TODAY)
    past = [case for case in dealt_ if case.route]
    assert len(past) == sum(told("referrals")["a_week"])
    assert round(sum(case.route == "see and solve" for case in past) / len(past), 2) == 0.69
    assert all(calendar("SCT").works_on(case.received_on) for case in dealt_)
    assert min(case.received_on for case in past) >= date(2026, 11, 20) - timedelta(weeks=11, days=3)
    assert all(case.received_on < TODAY for case in past)
    assert len({case.people[0].household for case in dealt_}) == len(dealt_)
